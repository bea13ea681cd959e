"""What may be wrong with an aged balance, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from encours.cover.ageing.control import Control
from encours.cover.ageing.terms import Slices
from encours.facts.faults import Fault
from encours.units import Day


def written_day(day: Day) -> str:
    """Day as files write it."""
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def bounds_fault(bounds: Sequence[int], unit: Slices) -> Fault | None:
    """What is wrong with bounds a person gave: they must grow, from one day or from the current month."""
    lowest = 1 if unit is Slices.DAYS else 0
    told = ", ".join(map(str, bounds))
    if bounds and bounds[0] >= lowest and all(a < b for a, b in pairwise(bounds)):
        return None
    return Fault(
        code="bounds-out-of-order",
        fact_ids=(),
        en=f"The bounds of the ageing ({told}) do not grow from {lowest} up.",
        fr=f"Les bornes de la balance âgée ({told}) ne croissent pas à partir de {lowest}.",
        remedy_en="Give growing whole numbers, such as 30, 60, 90, 120.",
        remedy_fr="Indiquez des nombres entiers croissants, par exemple 30, 60, 90, 120.",
    )


def rates_fault(lacking: Mapping[str, Day]) -> Fault:
    """Currencies that cannot be told in another, each with the day that lacks a rate, so that nothing is aged."""
    days: dict[Day, list[str]] = {}
    for code, day in sorted(lacking.items()):
        days.setdefault(day, []).append(code)
    told = {written_day(day): ", ".join(codes) for day, codes in days.items()}
    return Fault(
        code="no-exchange-rate",
        fact_ids=(),
        en=f"No exchange rate is known {'; '.join(f'on {day} for {codes}' for day, codes in told.items())}.",
        fr=f"Aucun cours de change n'est connu {' ; '.join(f'au {day} pour {codes}' for day, codes in told.items())}.",
        remedy_en="Add the rate to exchange_rates.",
        remedy_fr="Ajoutez le cours dans exchange_rates.",
    )


def booked_fault(codes: Sequence[str]) -> Fault:
    """Currencies without a rate on some invoice date: the revaluation of these invoices is unknown."""
    told = ", ".join(codes)
    return Fault(
        code="no-booked-rate",
        fact_ids=(),
        en=f"Some invoices in {told} have no exchange rate on their date: their revaluation is not known.",
        fr=f"Des factures en {told} n'ont pas de cours à leur date : leur écart de conversion est inconnu.",
        remedy_en="Add the rates of these days to exchange_rates.",
        remedy_fr="Ajoutez les cours de ces jours dans exchange_rates.",
        is_warning=True,
    )


def control_fault(control: Control, *, fact_ids: Sequence[str], difference: str, left: str) -> Fault:
    """The aged balance does not agree with the control account, by amounts already written out."""
    accounts = ", ".join(each or "?" for each in control.accounts)
    return Fault(
        code="control-account-differs",
        fact_ids=tuple(fact_ids),
        en=f"The control account {accounts} differs from the aged balance by {difference}; {left} is unexplained.",
        fr=f"Le compte collectif {accounts} diffère de la balance âgée de {difference} ; {left} reste inexpliqué.",
        remedy_en="Look for entries of the account that the files do not hold, or the reverse.",
        remedy_fr="Cherchez les écritures du compte absentes des fichiers, ou l'inverse.",
    )


def undated_fault(count: int, fact_ids: Sequence[str]) -> Fault:
    """Invoices that cannot be aged; they stay in the total, in their own column."""
    one = count == 1
    return Fault(
        code="no-date-to-age-by",
        fact_ids=tuple(fact_ids),
        en="1 open invoice has no date to age by; it is in a column of its own."
        if one
        else f"{count} open invoices have no date to age by; they are in a column of their own.",
        fr="1 facture ouverte n'a pas de date pour être classée ; elle est dans une colonne à part."
        if one
        else f"{count} factures ouvertes n'ont pas de date pour être classées ; elles sont dans une colonne à part.",
        remedy_en="Add its due date." if one else "Add their due dates.",
        remedy_fr="Ajoutez son échéance." if one else "Ajoutez leurs échéances.",
        is_warning=True,
    )


def straddling_fault(fact_ids: Sequence[str]) -> Fault:
    """Cells of balances by age that no column holds whole; they stay in the total, in a column of their own."""
    count = len(fact_ids)
    return Fault(
        code="balance-straddles",
        fact_ids=tuple(fact_ids[:20]),
        en=f"Cells of aged balances whose bucket no column holds whole: {count}; they are in a column of their own.",
        fr=f"Cases de balances âgées dont aucune colonne ne contient la tranche entière : {count} ; elles sont à part.",
        remedy_en="Ask for the bounds of the balance itself, with --bounds.",
        remedy_fr="Demandez les bornes de la balance elle-même, avec --bounds.",
        is_warning=True,
    )
