"""What is told of assignments of claims proceeds that name a policy or a company that there is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from encours.cli.messages import SOURCES_SHOWN
from encours.units.show import Language


def unknown_policies(names: Mapping[str, Sequence[str]], known: Sequence[str], language: Language) -> str:
    """Policies that assignments name and the programme does not hold, with the rows that name them."""
    listed, held = ", ".join(names), ", ".join(known)
    if language == "fr":
        return (
            f"{_rows(names, 'et {} autres')}\nLe programme n'a pas de police {listed} : rien n'est payé au "
            f"délégataire par ces lignes.\nRectifiez le nom s'il s'agit d'une police du programme ({held})."
        )
    return (
        f"{_rows(names, 'and {} more')}\nThe programme has no policy {listed}: by these rows the loss payee is paid "
        f"nothing.\nMend the name if it means a policy of the programme ({held})."
    )


def unknown_entities(names: Mapping[str, Sequence[str]], language: Language) -> str:
    """Companies of the insured that assignments name and that there are not, with the rows that name them."""
    listed = ", ".join(names)
    if language == "fr":
        return (
            f"{_rows(names, 'et {} autres')}\nL'assuré n'a pas de société {listed} : rien n'est payé au "
            "délégataire par ces lignes.\nRectifiez son code, ou ajoutez-la à la table des entités (entities)."
        )
    return (
        f"{_rows(names, 'and {} more')}\nThe insured has no company {listed}: by these rows the loss payee is paid "
        "nothing.\nMend its code, or add it to entities."
    )


def _rows(names: Mapping[str, Sequence[str]], more: str) -> str:
    places = [each for rows in names.values() for each in rows]
    shown, left = ", ".join(places[:SOURCES_SHOWN]), len(places) - SOURCES_SHOWN
    return f"{shown} {more.format(left)}" if left > 0 else shown
