"""What `encours bonds` itself refuses: place, what is wrong, what to do, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from encours.cli.messages import option_told
from encours.explain.again import HERE, Again
from encours.formats.faults import shown
from encours.units.refusal import nearest_names
from encours.units.show import Language


def no_line(folder: str, file: str, language: Language) -> str:
    """The folder has no line of bonds."""
    if language == "fr":
        return (
            f"{folder}\nIl n'y a pas de ligne de cautions dans ce dossier.\n"
            f"Ajoutez-y {file} : un modèle commenté est dans examples/surety-line."
        )
    return (
        f"{folder}\nThere is no line of bonds in this folder.\n"
        f"Add {file}: a template with comments is in examples/surety-line."
    )


def no_bond(reference: str, near: Sequence[str], language: Language, again: Again = HERE) -> str:
    """No bond has that reference, as of that day."""
    listed = ", ".join(map(shown, near))
    if language == "fr":
        hint = f"Vouliez-vous dire {listed} ?" if near else f"Voir les références : {again.of('bonds')}"
        return f"{shown(reference)}\nAucune caution ne porte cette référence à cette date.\n{hint}"
    hint = f"Did you mean {listed}?" if near else f"See the references: {again.of('bonds')}"
    return f"{shown(reference)}\nNo bond has that reference on that day.\n{hint}"


def no_kind(written: str, kind: str, known: Sequence[str], language: Language) -> str:
    """What is asked for is no kind of bond with its amount."""
    place, listed = option_told("--ask", written), ", ".join(map(shown, known))
    near = nearest_names(kind, known)
    example = f"--ask {shown(known[0])}=50000EUR"
    if language == "fr":
        what = "Ce n'est pas une nature de caution de la ligne avec son montant."
        hint = f"Vouliez-vous dire {near[0]} ? " if near else ""
        return f"{place}\n{what}\n{hint}Ses natures : {listed}. Écrivez par exemple : {example}"
    what = "This is no kind of bond of the line with its amount."
    hint = f"Did you mean {near[0]}? " if near else ""
    return f"{place}\n{what}\n{hint}Its kinds: {listed}. Write for instance: {example}"
