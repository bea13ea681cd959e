"""What is told of rows that name a policy, or a company, that there is not: of claims and assignments, of duties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from encours.cli.messages import SOURCES_SHOWN
from encours.policy.faults import Words
from encours.units.show import Language

TABLES: Final[Mapping[str, Words]] = {
    "claim_events": Words("these rows tell nothing of a claim", "ces lignes ne disent rien d'aucun sinistre"),
    "assignments": Words(
        "by these rows the loss payee is paid nothing", "rien n'est payé au délégataire par ces lignes"
    ),
    "insurer_requests": Words("these rows ask for no answer", "ces lignes ne demandent aucune réponse"),
    "policy_events": Words(
        "these rows end and renew no policy", "ces lignes ne résilient et ne renouvellent aucune police"
    ),
}
"""What comes of a row whose policy there is not, by its table."""
OF_CLAIMS: Final = ("claim_events", "assignments")
OF_DUTIES: Final = ("insurer_requests", "policy_events")


def unknown_policies(table: str, names: Mapping[str, Sequence[str]], known: Sequence[str], language: Language) -> str:
    """Policies that rows of a table name and the programme does not hold, with the rows that name them."""
    listed, held, what = ", ".join(names), ", ".join(known), TABLES[table].in_language(language)
    if language == "fr":
        return (
            f"{_rows(names, 'et {} autres')}\nLe programme n'a pas de police {listed} : {what}.\n"
            f"Rectifiez le nom s'il s'agit d'une police du programme ({held})."
        )
    return (
        f"{_rows(names, 'and {} more')}\nThe programme has no policy {listed}: {what}.\n"
        f"Mend the name if it means a policy of the programme ({held})."
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


def another_end(source: str, policy: str, day: str, end: str, language: Language) -> str:
    """An event says of a policy another end than its period does."""
    if language == "fr":
        return (
            f"{source}\nAu {day}, selon cette ligne, la police {policy} change ; sa period_end est toujours le {end}, "
            "et la garantie suit la police.\nÉcrivez sa nouvelle period_end, et par avenant ce qui change ce "
            "jour-là, ou rectifiez la ligne."
        )
    return (
        f"{source}\nBy this row policy {policy} changes on {day}; its period_end is still {end}, and cover follows the "
        "policy.\nWrite its new period_end, and by an endorsement what changes that day, or mend the row."
    )
