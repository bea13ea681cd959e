"""What is doubtful about money received: a return that cannot belong to its payment, and money written twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from encours.facts.faults import Fault
from encours.facts.joins import repeated
from encours.facts.rows_at_fault import name_of, names_of
from encours.facts.view import View
from encours.facts.words import table_in_french
from encours.units import DAY_MISSING_STORED


def returns_follow_their_payment(view: View) -> Iterator[Fault]:
    """A returned payment is that of one buyer and one day, and comes back no sooner than it came."""
    returns, payments = view.table("payment_returns"), view.table("payments")
    if not len(returns) or not len(payments):
        return
    rows = _rows_by(payments.texts["reference"].codes.tolist())
    of = returns.texts["payment"].translated(payments.texts["reference"].names).tolist()
    buyers, paid_on = payments.texts["buyer"], payments.numbers["paid_on"].tolist()
    for row, code in enumerate(of):
        named = rows.get(code, []) if code >= 0 else []
        reference, returned_on = returns.texts["payment"][row], int(returns.numbers["returned_on"][row])
        if len({(buyers[each], paid_on[each]) for each in named}) > 1:
            yield Fault(
                code="several payments returned",
                fact_ids=names_of(payments, named),
                en=f"{reference}, which came back, is the reference of several payments.",
                fr=f"{reference}, revenu impayé, est la référence de plusieurs règlements.",
                remedy_en="Give each payment a reference of its own, and name the one that came back.",
                remedy_fr="Donnez à chaque règlement sa propre référence, et citez celui qui est revenu.",
            )
        elif named and DAY_MISSING_STORED < returned_on < paid_on[named[0]]:
            yield Fault(
                code="returned before received",
                fact_ids=(name_of(returns, row),),
                en=f"{reference} came back before it was received.",
                fr=f"{reference} serait revenu avant d'avoir été encaissé.",
                remedy_en="Mend the day of the payment or that of its return.",
                remedy_fr="Rectifiez le jour du règlement ou celui de son retour.",
            )


def money_is_written_once(view: View) -> Iterator[Fault]:
    """No payment, credit note or charge stands twice, word for word: an export pasted twice would count twice."""
    for name, reference, day, amount in (
        ("payments", "reference", "paid_on", "amount"),
        ("credit_notes", "number", "issued", "gross"),
        ("charges", "reference", "charged_on", "amount"),
    ):
        table = view.table(name)
        codes = table.texts[reference].codes
        if not (repeated(codes) & (codes >= 0)).any():
            continue
        texts = [table.texts[each].codes.tolist() for each in (reference, "buyer", "invoice", "currency")]
        numbers = [table.numbers[each].tolist() for each in (day, amount, "instalment")]
        for (code, *_), rows in _rows_by(zip(*texts, *numbers, strict=True)).items():
            if len(rows) > 1 and code >= 0:
                written = table.texts[reference][rows[0]]
                yield Fault(
                    code="written twice",
                    fact_ids=names_of(table, rows),
                    en=f"{written} is written {len(rows)} times in {name}, and counts as many times.",
                    fr=f"{written} figure {len(rows)} fois dans la {table_in_french(name)}, et compte autant de fois.",
                    remedy_en="Keep one of the rows, unless each is money of its own; then give each its reference.",
                    remedy_fr="Ne gardez qu'une ligne, sauf s'il s'agit de montants distincts : à chacun sa référence.",
                    is_warning=True,
                )


def _rows_by(keys: Iterable[Any]) -> dict[Any, list[int]]:
    found: dict[Any, list[int]] = defaultdict(list)
    for row, key in enumerate(keys):
        found[key].append(row)
    return found
