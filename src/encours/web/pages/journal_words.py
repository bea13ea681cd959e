"""What the journal says of each deed, in words; a deed that is not here is shown as it was written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from encours.explain.document.shown import WIDE, typeset
from encours.explain.document.shown import shown as shown_in
from encours.facts.kinds import KINDS
from encours.facts.words import TABLE_WORDS
from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.people.roles import NAMES, Role

DEEDS: Final[Mapping[str, Words]] = MappingProxyType({
    "keep act": Words("recorded facts", "a enregistré des faits"),
    "keep import": Words("imported a file", "a importé un fichier"),
    "keep workspace": Words("took a folder in", "a repris un dossier"),
    "keep contract": Words("kept the policies", "a enregistré les polices"),
    "undo import": Words("undid an import", "a annulé un import"),
    "export": Words("exported", "a exporté"),
    "assign": Words("assigned", "a confié"),
    "unassign": Words("assigned no more", "n'a plus confié"),
    "snooze": Words("put off", "a reporté"),
    "wake": Words("put off no more", "n'a plus reporté"),
    "note": Words("noted", "a noté"),
    "done": Words("did", "a fait"),
    "ask limit": Words("asked for a limit", "a demandé une garantie"),
    "decide limit": Words("recorded a decision on a limit", "a enregistré une décision de garantie"),
    "set own limit": Words("set an own limit", "a fixé une limite interne"),
    "propose own limit": Words("proposed an own limit", "a proposé une limite interne"),
    "approve": Words("approved", "a approuvé"),
    "approve own limit": Words("approved an own limit", "a approuvé une limite interne"),
    "refuse": Words("refused", "a refusé"),
    "refuse own limit": Words("refused an own limit", "a refusé une limite interne"),
    "found organisation": Words("made the organisation", "a créé l'organisation"),
    "change organisation": Words("changed the organisation", "a modifié l'organisation"),
    "invite": Words("invited", "a invité"),
    "invite again": Words("made another link of invitation", "a refait un lien d'invitation"),
    "come in": Words("came in", "a rejoint l'organisation"),
    "change membership": Words("changed what somebody may do", "a modifié des droits"),
    "close membership": Words("closed an access", "a fermé un accès"),
    "reopen membership": Words("opened an access again", "a rouvert un accès"),
    "make password link": Words("made a link for a new password", "a fait un lien de nouveau mot de passe"),
    "choose password": Words("chose a password by a link", "a choisi un mot de passe par un lien"),
    "change password": Words("changed the password", "a changé de mot de passe"),
    "add second factor": Words("set up two-step sign-in", "a activé la double authentification"),
    "remove second factor": Words("removed two-step sign-in", "a retiré la double authentification"),
    "sign in": Words("signed in", "s'est connecté"),
    "sign out": Words("signed out", "s'est déconnecté"),
    "fail to sign in": Words("failed to sign in", "échec de connexion"),
    "fail second factor": Words("failed the second step", "a échoué à la seconde étape"),
    "lock out": Words("was locked out", "connexion suspendue"),
})  # fmt: skip
"""Each deed as it follows the name of who did it."""

WORDS: Final[Mapping[str, Words]] = MappingProxyType({
    "name": Words("name", "nom"),
    "currency": Words("currency", "devise"),
    "residence": Words("established in", "établie en"),
    "reading_day": Words("pages read on", "pages lues au"),
    "second_person_above": Words("second approval above (minor units)", "seconde approbation au-delà de (en centimes)"),
    "requires_second_factor": Words("requires two-step sign-in", "double authentification exigée"),
    "role": Words("role", "rôle"),
    "mandate": Words("mandate", "mandat"),
    "until": Words("last day", "dernier jour"),
    "loss_payee": Words("loss payee", "délégataire"),
    "customers": Words("customers", "clients"),
    "customers_added": Words("customers added", "clients ajoutés"),
    "customers_removed": Words("customers taken away", "clients retirés"),
    "from": Words("from", "depuis"),
    "to": Words("to", "à"),
    "files": Words("files", "fichiers"),
    "file": Words("file", "fichier"),
    "amount": Words("amount", "montant"),
    "reason": Words("reason", "motif"),
    "note": Words("note", "note"),
})  # fmt: skip
"""What details of entries are called; those that count facts are called as the facts are."""
NO: Final = Words("no", "non")
YES: Final = Words("yes", "oui")
LISTS: Final = frozenset({"customers", "customers_added", "customers_removed", "files"})
"""Details that are lists of things, never what something was and is."""
NOTHING: Final = "–"
LONGEST: Final = 300


def word_of(deed: str, language: Language) -> str:
    """A deed in words."""
    found = DEEDS.get(deed)
    return deed if found is None else typeset(found.in_language(language), language)


def told_details(details: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Details of an entry in words: what it was and what it became, where both are told."""
    for name, value in details.items():
        label = _label(name, language)
        colon = f"{WIDE}: " if language == "fr" else ": "
        if isinstance(value, list) and len(value) == 2 and name not in LISTS:
            yield f"{label}{colon}{_value(name, value[0], language)} → {_value(name, value[1], language)}"
        else:
            yield f"{label}{colon}{_value(name, value, language)}"


def _label(name: str, language: Language) -> str:
    if name in KINDS:
        return (name if language == "en" else TABLE_WORDS[name]).replace("_", " ")
    found = WORDS.get(name)
    return name if found is None else found.in_language(language)


def _value(name: str, value: object, language: Language) -> str:
    if isinstance(value, bool):
        return (YES if value else NO).in_language(language)
    if value is None or value in ("", []):
        return NOTHING
    if name == "role" and value in set(Role):
        return NAMES[Role(str(value))].in_language(language)
    if isinstance(value, int):
        return shown_in(value, language)
    if isinstance(value, list):
        shown = ", ".join(_value("", each, language) for each in value)
    else:
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
