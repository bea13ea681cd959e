"""What `encours audit` itself refuses: place, what is wrong, what to do, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from encours.cli.messages import option_told
from encours.formats.faults import place_of, shown
from encours.units.refusal import nearest_names
from encours.units.show import Language


def no_bills(folder: Path, language: Language) -> str:
    """The folder has no bill with lines."""
    place = place_of(folder)
    if language == "fr":
        return (
            f"{place}\nAucun appel de prime n'a de lignes à contrôler.\n"
            "Recopiez celles de l'appel dans premium_bill_lines.csv, une par ligne, et l'appel dans "
            "premium_payments.csv."
        )
    return (
        f"{place}\nNo bill of premium has lines to audit.\n"
        "Copy those of the bill into premium_bill_lines.csv, a row each, and the bill into premium_payments.csv."
    )


def later_bill(as_of: str, billed_on: str, *, written: str, language: Language) -> str:
    """Every bill that has lines is of a later day than the one asked about."""
    if language == "fr":
        return (
            f"--as-of\nAu {as_of}, aucun appel de prime n'a de lignes : le dernier est du {billed_on}.\n"
            f"Demandez ce jour, ou un jour plus tardif : --as-of {written}"
        )
    return (
        f"--as-of\nOn {as_of} no bill of premium has lines: the latest one is of {billed_on}.\n"
        f"Ask for that day, or for a later one: --as-of {written}"
    )


def no_bill(written: str, known: Sequence[str], language: Language) -> str:
    """No bill with lines has that reference."""
    near = nearest_names(written, known)
    place = option_told("--bill", written)
    listed = ", ".join(map(shown, near or known[-5:]))
    if language == "fr":
        hint = f"Vouliez-vous dire {listed} ?" if near else f"Les derniers : {listed}"
        return f"{place}\nAucun appel de prime qui ait des lignes ne porte cette référence.\n{hint}"
    hint = f"Did you mean {listed}?" if near else f"The latest ones: {listed}"
    return f"{place}\nNo bill that has lines has that reference.\n{hint}"


def other_currency(bill: str, others: Sequence[str], own: str, language: Language) -> str:
    """The bill is in another currency than the policy."""
    listed = ", ".join(others)
    if language == "fr":
        return (
            f"{shown(bill)}\nCet appel est en {listed}, et la police en {own} : les montants ne se comparent pas.\n"
            "Demandez à l'assureur un appel dans la devise de la police, ou rectifiez la devise recopiée."
        )
    return (
        f"{shown(bill)}\nThis bill is in {listed}, and the policy in {own}: their amounts cannot be compared.\n"
        "Ask the insurer for a bill in the currency of the policy, or mend the currency that was copied."
    )


def no_months(written: str, most: int, language: Language) -> str:
    """The number of months without a sale is none."""
    place = option_told("--months", written)
    if language == "fr":
        return f"{place}\nCe n'est pas un nombre de mois sans vente.\nÉcrivez un nombre de 1 à {most}."
    return f"{place}\nThis is no number of months without a sale.\nWrite a number from 1 to {most}."
