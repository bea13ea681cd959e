"""What is doubtful in a ledger, told all at once: references that lead nowhere, doubles, dates out of order.

The checks read a view without assumptions, so that a corrected fact is no longer held against anyone. They
change nothing: what to do with a doubtful fact is for people to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final

from encours.facts.assignment_checks import assignments_do_not_overlap, assignments_end_after_they_begin
from encours.facts.assumptions import faults_of
from encours.facts.bond_checks import bond_events_follow_the_issue, bond_events_say_what_they_must, bonds_are_single
from encours.facts.charge_checks import charges_are_on_what_is_owed, charges_say_what_they_are_for
from encours.facts.columns import Integers, Table, mask
from encours.facts.decisions import UNCHANGED
from encours.facts.declaration_checks import (
    bill_lines_add_up,
    bill_lines_name_their_bill,
    declarations_do_not_overlap,
    declarations_leave_nothing_out,
)
from encours.facts.faults import Fault, after_guess, worded
from encours.facts.joins import pair_keys, repeated, rows_by_key, sums_by_row
from encours.facts.kinds import KINDS, Assumption, LimitDecision
from encours.facts.ledger import Ledger
from encours.facts.legal_checks import legal_actions_are_in_order
from encours.facts.money_checks import money_is_written_once, returns_follow_their_payment
from encours.facts.pause_checks import pauses_do_not_overlap, promises_are_in_order
from encours.facts.rate_checks import rates_agree
from encours.facts.replacement_checks import replaced_documents_wait_for_an_invoice
from encours.facts.request_checks import requests_are_single
from encours.facts.rows_at_fault import first_rows, name_of, names_of
from encours.facts.sign_checks import amounts_have_no_sign
from encours.facts.view import View
from encours.facts.words import field_in_french, table_in_french
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, Day
from encours.units.refusal import nearest_names

SHOWN: Final = 200
"""Faults of one sort told one by one; the rest are counted in a last one, so a wrong file stays readable."""


def check(ledger: Ledger, *, as_of: Day = NEVER - 1, known_on: Day | None = None) -> tuple[Fault, ...]:
    """Everything that contradicts or leads nowhere in a ledger, errors before warnings.

    By default the whole ledger is read, whatever its days; the order of its rows does not matter.
    """
    view = ledger.view(as_of, known_on)
    found = list(ledger.errors)
    for each in CHECKS:
        found += _capped(sorted(set(each(view))))
    return tuple(sorted(found, key=lambda fault: (fault.is_warning, fault.code, not fault.fact_ids, fault)))


def buyers_are_known(view: View) -> Iterator[Fault]:
    """Each fact names a buyer that is registered; where no buyer is registered at all, nothing is said."""
    registered = view.table("buyers")
    if not len(registered):
        return
    for name, kind in KINDS.items():
        table = view.table(name)
        if name == "buyers" or not kind.has_buyer or not len(table):
            continue
        buyers = table.texts["buyer"]
        unknown = (buyers.translated(registered.texts["buyer"].names) < 0) & (buyers.codes >= 0)
        meant: dict[str, str] = {}
        for row in first_rows(unknown):
            if buyers[row] not in meant:  # past those that are shown, nobody reads what was meant
                near = nearest_names(buyers[row], registered.texts["buyer"].names) if len(meant) < SHOWN else ()
                meant[buyers[row]] = next(iter(near), "")
            yield _unregistered(table, row, buyers[row], meant[buyers[row]])


def _unregistered(table: Table, row: int, buyer: str, meant: str) -> Fault:
    add_en = "Add the buyer to buyers, or mend its code here."
    add_fr = f"Ajoutez l'acheteur à la {table_in_french('buyers')}, ou rectifiez son code ici."
    remedy_en, remedy_fr = after_guess(meant, add_en, add_fr)
    return _fault(
        table,
        row,
        code="buyer unknown",
        en=f"Buyer {buyer} is not registered.",
        fr=f"L'acheteur {buyer} n'est pas enregistré.",
        remedy_en=remedy_en,
        remedy_fr=remedy_fr,
    )


def currencies_are_known(view: View) -> Iterator[Fault]:
    """Each currency is one of ISO 4217."""
    from encours.units.currency import currencies  # knows them by Babel, loaded only for this check

    for name, kind in KINDS.items():
        if "currency" not in kind.names:
            continue
        table = view.table(name)
        column = table.texts["currency"]
        for code in column.used_codes().tolist():
            written = column.names[code]
            if written in currencies():
                continue
            for row in first_rows(column.codes == code):
                yield _fault(
                    table,
                    row,
                    code="currency unknown",
                    en=f'"{written}" is no currency code of ISO 4217.',
                    fr=f"« {written} » n'est pas un code de devise ISO 4217.",
                    remedy_en="Write the three letters of the currency, such as EUR.",
                    remedy_fr="Écrivez les trois lettres de la devise, par exemple EUR.",
                )


def invoices_are_single(view: View) -> Iterator[Fault]:
    """No instalment appears twice, and the instalments of one invoice share buyer and currency."""
    table = view.table("invoices")
    if not len(table):
        return
    numbers, ranks = table.texts["number"], table.numbers["instalment"]
    for rows in _alike(table, repeated(pair_keys(numbers.codes, ranks)), ranks):
        yield _double(table, rows)
    first = rows_by_key(numbers.codes, len(numbers.names))[numbers.codes]
    for field in ("currency", "buyer"):
        codes = table.texts[field].codes
        for rows in _alike(table, codes != codes[first]):
            yield _instalments_differ(table, rows, field)


def _alike(table: Table, wrong: Integers, ranks: Integers | None = None) -> list[list[int]]:
    """Rows of each invoice (of each instalment, if ranks are given) that has a row at fault."""
    codes = table.texts["number"].codes
    found: dict[tuple[int, int], list[int]] = {}
    for row in first_rows(wrong)[: SHOWN + 1]:
        key = (int(codes[row]), int(ranks[row]) if ranks is not None else 0)
        if key not in found:
            same = codes == codes[row]
            found[key] = first_rows(same if ranks is None else same & (ranks == ranks[row]))
    return list(found.values())


def _double(table: Table, rows: list[int]) -> Fault:
    number, rank = table.texts["number"][rows[0]], int(table.numbers["instalment"][rows[0]])
    return Fault(
        code="duplicate invoice",
        fact_ids=names_of(table, rows),
        en=f"Invoice {number}, instalment {rank}, appears {len(rows)} times.",
        fr=f"La facture {number}, échéance {rank}, figure {len(rows)} fois.",
        remedy_en="Remove the double, correct one by the other, or give each instalment its rank.",
        remedy_fr="Retirez le doublon, corrigez l'une par l'autre, ou donnez son rang à chaque échéance.",
    )


def _instalments_differ(table: Table, rows: list[int], field: str) -> Fault:
    number = table.texts["number"][rows[0]]
    written = ", ".join(sorted({table.texts[field][row] for row in rows}))
    several = {"currency": "plusieurs devises", "buyer": "plusieurs acheteurs"}[field]
    return Fault(
        code=f"instalments differ in {field}",
        fact_ids=names_of(table, rows),
        en=f"The instalments of invoice {number} do not share one {field}: {written}.",
        fr=f"Les échéances de la facture {number} portent {several} : {written}.",
        remedy_en=f"Give the instalments of an invoice one {field}, or each invoice its own number.",
        remedy_fr="Alignez les échéances d'une même facture, ou donnez à chaque facture son numéro.",
    )


def references_lead_to_invoices(view: View) -> Iterator[Fault]:
    """Each fact that names an invoice names one in the ledger, of the same buyer and currency."""
    invoices = view.table("invoices")
    numbers = invoices.texts["number"]
    rows = rows_by_key(numbers.codes, len(numbers.names))
    for name, kind in KINDS.items():
        table = view.table(name)
        if "invoice" not in kind.names or not len(table) or table.texts["invoice"].is_empty:
            continue
        named = table.texts["invoice"]
        found = rows[named.translated(numbers.names)]
        given = named.codes >= 0
        for row in first_rows(given & (found < 0)):
            yield _reference_fault(table, row, "invoice unknown")
        matched = given & (found >= 0)
        if not matched.any():
            continue
        differs = matched & _differs(invoices, "buyer", found, table) & (table.texts["buyer"].codes >= 0)
        for row in first_rows(differs):
            yield _reference_fault(table, row, "invoice of another buyer")
        if name in {"payments", "credit_notes", "charges"}:
            for row in first_rows(matched & _differs(invoices, "currency", found, table)):
                yield _reference_fault(table, row, "invoice in another currency")


def _differs(invoices: Table, field: str, found: Integers, table: Table) -> Integers:
    """Mask of the rows whose text is not that of the invoice found for them.

    An invoice whose own instalments disagree is told elsewhere, and held against no one here.
    """
    column, numbers = invoices.texts[field], invoices.texts["number"].codes
    first = rows_by_key(numbers, len(invoices.texts["number"].names))[numbers]
    unsure = mask(len(invoices), rows=first[column.codes != column.codes[first]].tolist())
    different: Integers = table.texts[field].translated(column.names) != column.codes[found]
    return different & ~unsure[found]


_REFERENCES: Final = {
    "invoice unknown": (
        "Invoice {invoice}, named by this row of {table}, is not in the ledger.",
        "La facture {invoice}, citée par cette ligne de la {table_fr}, est absente du grand livre.",
        "Import the invoice, mend its number, or leave it empty if the fact is on account.",
        "Importez la facture, rectifiez son numéro, ou laissez la case vide s'il s'agit d'un acompte.",
    ),
    "invoice of another buyer": (
        "Invoice {invoice}, named by this row of {table}, is another buyer's than {buyer}.",
        "La facture {invoice}, citée par cette ligne de la {table_fr}, n'est pas celle de l'acheteur {buyer}.",
        "Mend the buyer or the number of the invoice.",
        "Rectifiez l'acheteur ou le numéro de la facture.",
    ),
    "invoice in another currency": (
        "This row of {table} is in another currency than its invoice {invoice}.",
        "Cette ligne de la {table_fr} n'est pas dans la devise de sa facture {invoice}.",
        "Enter the amount in the currency of the invoice, or put it on account.",
        "Saisissez le montant dans la devise de la facture, ou passez-le en acompte.",
    ),
}


def _reference_fault(table: Table, row: int, code: str) -> Fault:
    told = {
        "invoice": table.texts["invoice"][row], "buyer": table.texts["buyer"][row], "table": table.kind.table,
        "table_fr": table_in_french(table.kind.table),
    }  # fmt: skip
    is_payment = table.kind.table == "payments" and code == "invoice unknown"
    name = "payment without invoice" if is_payment else code
    return worded(name, _REFERENCES[code], (name_of(table, row),), told)


def credit_notes_are_within(view: View) -> Iterator[Fault]:
    """The credit notes of an invoice do not exceed it."""
    invoices, notes = view.table("invoices"), view.table("credit_notes")
    if not len(invoices) or not len(notes):
        return
    numbers = invoices.texts["number"]
    first = rows_by_key(numbers.codes, len(numbers.names))
    target = first[notes.texts["invoice"].translated(numbers.names)]
    credited = sums_by_row(target, notes.numbers["gross"])
    gross = sums_by_row(first[numbers.codes], invoices.numbers["gross"], wanted=credited.keys())
    for row in range(len(notes)):
        at = int(target[row])
        if at >= 0 and abs(credited[at]) > abs(gross[at]):
            yield _fault(
                notes,
                row,
                code="credit note over its invoice",
                en=f"The credit notes of invoice {numbers[at]} exceed its amount.",
                fr=f"Les avoirs de la facture {numbers[at]} dépassent son montant.",
                remedy_en="Mend the amount or the invoice; what is credited beyond belongs on account.",
                remedy_fr="Rectifiez le montant ou la facture ; l'excédent va en acompte.",
            )


def vat_is_within(view: View) -> Iterator[Fault]:
    """The VAT of an invoice or a credit note has its sign and does not exceed it; all of it may be VAT.

    An error and no warning: what is insured without VAT would be more than the invoice, or less than nothing.
    """
    for name in ("invoices", "credit_notes"):
        table = view.table(name)
        gross, vat = table.numbers["gross"], table.numbers["vat"]
        beyond = ((vat > 0) & (vat > gross)) | ((vat < 0) & (vat < gross))
        for row in first_rows(beyond & (vat != MISSING) & (gross != MISSING)):
            yield _fault(
                table,
                row,
                code="vat beyond gross",
                en="The VAT is above the gross amount or of the other sign, and yet it is a part of it.",
                fr="La TVA dépasse le montant TTC ou n'en a pas le signe, alors qu'elle en est une partie.",
                remedy_en="Mend one of the two. A sale and a discount of other rates are an invoice and a credit note.",
                remedy_fr="Rectifiez l'un des deux. Une vente et une remise de taux différents sont une facture et un "
                "avoir.",
            )


def payments_returned_are_known(view: View) -> Iterator[Fault]:
    """Each returned payment, and each appealed decision, is in the ledger once."""
    for name, kind in KINDS.items():
        table = view.table(name)
        if kind.owner is None or not len(table):
            continue
        column, owner, named = kind.owner
        references = view.table(owner).texts[named]
        found = table.texts[column].translated(references.names)
        known = rows_by_key(references.codes, len(references.names))[found]
        for row in first_rows((found < 0) | (known < 0)):
            written = table.texts[column][row]
            yield _fault(
                table,
                row,
                code=f"{column} unknown",
                en=f"{written}, named by this row of {table.kind.table}, is not among {owner}.",
                fr=f"La référence {written}, citée par cette ligne de la {table_in_french(name)}, est absente de la "
                f"{table_in_french(owner)}.",
                remedy_en=f"Mend the reference, or add it to {owner}.",
                remedy_fr=f"Rectifiez la référence, ou ajoutez-la à la {table_in_french(owner)}.",
            )


def limit_decisions_agree(view: View) -> Iterator[Fault]:
    """No two decisions give one buyer different limits from the same day under the same policy, of the same entity."""
    by_moment: dict[tuple[Any, ...], list[LimitDecision]] = defaultdict(list)
    for fact in view.facts("limit_decisions"):
        assert isinstance(fact, LimitDecision)
        from_day = fact.effective_on if fact.effective_on != MISSING else fact.happened_on
        by_moment[fact.buyer, fact.policy, fact.scope, fact.entity, from_day].append(fact)
    for (buyer, *_), several in by_moment.items():
        if len({_said(fact) for fact in several if fact.outcome != UNCHANGED}) > 1:
            names = tuple(sorted(fact.fact_id for fact in several))
            references = ", ".join(sorted(fact.reference for fact in several))
            yield Fault(
                code="contradictory limits",
                fact_ids=names,
                en=f"Decisions {references} give buyer {buyer} different limits from the same day.",
                fr=f"Les décisions {references} donnent à {buyer} des limites différentes le même jour.",
                remedy_en="Let the right one correct the others, or mend the day one takes effect.",
                remedy_fr="Que la bonne corrige les autres, ou rectifiez le jour d'effet de l'une.",
            )


def limits_have_an_amount(view: View) -> Iterator[Fault]:
    """A decision that gives a limit says how much: an empty cell is not a limit of nil."""
    table = view.table("limit_decisions")
    granted, partial, reduced = (table.kind.field("outcome").code(each) for each in ("granted", "partial", "reduced"))
    outcome = table.numbers["outcome"]
    giving = (outcome == granted) | (outcome == partial) | (outcome == reduced)
    for row in first_rows(giving & (table.numbers["amount"] == MISSING)):
        yield _fault(
            table,
            row,
            code="limit without amount",
            en=f"Decision {table.texts['reference'][row]} gives a limit and does not say how much.",
            fr=f"La décision {table.texts['reference'][row]} accorde une limite sans en dire le montant.",
            remedy_en="Write the amount that the insurer granted; 0 where it gives none.",
            remedy_fr="Indiquez le montant accordé par l'assureur ; 0 s'il n'accorde rien.",
        )


def _said(decision: LimitDecision) -> tuple[Any, ...]:
    """What a decision gives, whatever its reference and its days."""
    return (
        decision.kind, decision.outcome, decision.amount, decision.currency, decision.percentage, decision.expires_on,
        decision.conditions, decision.covers_identifier,
    )  # fmt: skip


_ORDERS: Final = (
    ("invoices", "issued", "due", False),
    ("invoices", "issued", "paid_on", True),
    ("invoices", "ordered", "delivered", True),
    ("disputes", "opened_on", "settled_on", False),
    ("entities", "joined_on", "left_on", False),
    ("securities", "held_from", "expires_on", False),
    ("charges", "runs_from", "charged_on", False),
    ("bonds", "issued_on", "expires_on", False),
    ("limit_decisions", "decided_on", "notified_on", False),
    ("limit_requests", "requested_on", "answered_on", False),
    ("insurer_requests", "asked_on", "due_on", False),
    ("insurer_requests", "asked_on", "answered_on", False),
    ("insolvencies", "opened_on", "published_on", True),
    ("insolvencies", "opened_on", "closed_on", False),
    ("turnover_declarations", "period_start", "period_end", False),
    ("turnover_declarations", "period_end", "declared_on", True),
    ("premium_payments", "billed_on", "due_on", False),
    ("premium_bill_lines", "period_start", "period_end", False),
    ("repayment_plans", "first_instalment_on", "last_instalment_on", False),
)
"""Table, the day that comes first, the day that comes after it, and whether the reverse is only odd."""


def dates_are_in_order(view: View) -> Iterator[Fault]:
    """No date comes before the one it must follow; a payment before its invoice is a warning."""
    for name, before, later, is_warning in _ORDERS:
        table = view.table(name)
        first, second = table.numbers[before], table.numbers[later]
        reversed_days = (second < first) & (second != DAY_MISSING_STORED) & (first != NEVER)
        for row in first_rows(reversed_days & (first != DAY_MISSING_STORED)):
            yield _fault(
                table,
                row,
                code=f"{later} before {before}",
                en=f"On this row of {table.kind.table}, the day {later} comes before the day {before}.",
                fr=f"Sur cette ligne de la {table_in_french(name)}, le jour {field_in_french(later)} précède le jour "
                f"{field_in_french(before)}.",
                remedy_en="Mend one of the two dates.",
                remedy_fr="Rectifiez l'une des deux dates.",
                is_warning=is_warning,
            )


def assumptions_are_known(view: View) -> Iterator[Fault]:
    """Each assumption is one that may be made, with a value that can be read."""
    yield from faults_of(tuple(each for each in view.facts("assumptions") if isinstance(each, Assumption)))


CHECKS: Final[tuple[Callable[[View], Iterator[Fault]], ...]] = (
    buyers_are_known,
    currencies_are_known,
    invoices_are_single,
    requests_are_single,
    references_lead_to_invoices,
    replaced_documents_wait_for_an_invoice,
    credit_notes_are_within,
    charges_say_what_they_are_for,
    charges_are_on_what_is_owed,
    amounts_have_no_sign,
    vat_is_within,
    payments_returned_are_known,
    returns_follow_their_payment,
    money_is_written_once,
    limit_decisions_agree,
    limits_have_an_amount,
    rates_agree,
    bonds_are_single,
    bond_events_say_what_they_must,
    bond_events_follow_the_issue,
    assignments_do_not_overlap,
    assignments_end_after_they_begin,
    pauses_do_not_overlap,
    promises_are_in_order,
    legal_actions_are_in_order,
    declarations_do_not_overlap,
    declarations_leave_nothing_out,
    bill_lines_name_their_bill,
    bill_lines_add_up,
    dates_are_in_order,
    assumptions_are_known,
)
"""Every check; each reads a view and tells what is wrong in it."""


def _fault(table: Table, row: int, *, code: str, is_warning: bool = False, **texts: str) -> Fault:
    return Fault(code=code, fact_ids=(name_of(table, row),), is_warning=is_warning, **texts)


def _capped(faults: list[Fault]) -> list[Fault]:
    """First faults of each code, then one that counts the rest."""
    by_code: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_code[fault.code].append(fault)
    kept: list[Fault] = []
    for code, several in by_code.items():
        kept += several[:SHOWN]
        if len(several) > SHOWN:
            kept.append(_rest(code, len(several) - SHOWN, is_warning=several[0].is_warning))
    return kept


def _rest(code: str, left: int, *, is_warning: bool) -> Fault:
    return Fault(
        code=code,
        fact_ids=(),
        en=f"At least {left} more of the same.",
        fr=f"Au moins {left} de plus du même genre.",
        remedy_en="Mend the first ones, then check again.",
        remedy_fr="Rectifiez les premiers, puis vérifiez de nouveau.",
        is_warning=is_warning,
    )
