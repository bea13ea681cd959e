"""Why the system refuses, in French: it tells its reasons in English, whatever the language asked for."""

from __future__ import annotations

import errno
import os
from typing import Final

_FRENCH: Final = {
    "EACCES": "permission non accordée",
    "EBADF": "descripteur de fichier non valable",
    "EBUSY": "périphérique ou ressource occupé",
    "EDQUOT": "quota du disque dépassé",
    "EEXIST": "le fichier existe déjà",
    "EFBIG": "fichier trop grand",
    "EINVAL": "argument non valable",
    "EIO": "erreur d'entrée/sortie",
    "EISDIR": "c'est un dossier",
    "ELOOP": "trop de liens symboliques successifs",
    "EMFILE": "trop de fichiers ouverts",
    "ENAMETOOLONG": "nom de fichier trop long",
    "ENFILE": "trop de fichiers ouverts dans le système",
    "ENODEV": "aucun périphérique de ce type",
    "ENOENT": "aucun fichier ou dossier de ce nom",
    "ENOMEM": "mémoire insuffisante",
    "ENOSPC": "plus de place sur le disque",
    "ENOTDIR": "ce n'est pas un dossier",
    "ENOTEMPTY": "le dossier n'est pas vide",
    "ENXIO": "aucun périphérique à cette adresse",
    "EPERM": "opération non permise",
    "EROFS": "le disque n'accepte que la lecture",
    "ESTALE": "le fichier n'est plus sur le disque du réseau",
    "ETIMEDOUT": "délai d'attente dépassé",
    "ETXTBSY": "fichier occupé par un programme",
}
"""By the names of the reasons; those that a system does not know are left out there."""
_REASONS: Final = {
    **{os.strerror(getattr(errno, name)): french for name, french in _FRENCH.items() if hasattr(errno, name)},
    "embedded null byte": "octet nul dans le chemin",
    "refused": "refusé",
}


def in_french(reason: str) -> str:
    """Reason that the system gave, in French; as it gave it where it is none of those known."""
    return _REASONS.get(reason, reason)
