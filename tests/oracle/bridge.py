"""From facts and a Programme to the plain dictionaries of the oracle, and both answers about one book row by row.

Only units change hands here: days become dates, codes their words, spans their parts, "missing" None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from encours.cover.book import lay_out
from encours.cover.one import judge_account
from encours.engine.findings import cause_parts
from encours.engine.verdicts import NAMES
from encours.facts.kinds import KINDS, Fact, Quantity
from encours.facts.ledger import Ledger
from encours.policy.quantities import written_value
from encours.policy.quantity_text import decode_country
from encours.policy.schedule import Policy, Programme, TermValue
from encours.units import MISSING, NEVER, UNSET, EndOfMonth, span_parts
from encours.units.clocks import decode_clock
from tests.duties_oracle.bridge import as_plain
from tests.oracle.oracle import judge
from tests.oracle.terms import DEFAULTS

EPOCH = date(1970, 1, 1)

Answer = dict[str, Any]
RowName = tuple[str, str, int]


def plain_day(day: int) -> date | str | None:
    """A day as the oracle reads it."""
    if day == MISSING:
        return None
    return "never" if day >= NEVER else EPOCH + timedelta(days=day)


def plain_fact(fact: Fact) -> dict[str, Any]:
    """One fact, field by field."""
    return {each.name: plain_field(each.quantity, getattr(fact, each.name)) for each in type(fact).KIND.fields}


def plain_field(quantity: Quantity, value: Any) -> Any:
    """A field by what it holds."""
    if quantity in {Quantity.TEXT, Quantity.CHOICE}:
        return value
    if value == MISSING:
        return None
    if quantity is Quantity.DAY:
        return plain_day(value)
    if quantity is Quantity.FLAG:
        return bool(value)
    return Fraction(value, 10_000) if quantity is Quantity.BASIS_POINTS else value


def plain_facts(facts: Iterable[Fact], programme: Programme) -> dict[str, list[dict[str, Any]]]:
    """Every fact by table, and the insured entities that the policy itself names."""
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in KINDS}
    for each in programme.primary.entities:
        joined = None if each.joined_on is None else plain_day(each.joined_on)
        tables["entities"].append({"entity": each.entity, "joined_on": joined, "left_on": plain_day(each.left_on)})
    for fact in facts:
        tables[type(fact).KIND.table].append(plain_fact(fact))
    return tables


def plain_term(term: Any, value: int) -> Any:
    """A value of a term in the words of the texts."""
    if value == UNSET:
        return None
    match term.unit.name:
        case "flag":
            return bool(value)
        case "code":
            return term.choices.numbered(value).english
        case "day":
            return plain_day(value)
        case "basis points":
            return Fraction(value, 10_000)
        case "span":
            return plain_span(value)
        case "clock":
            return as_plain(decode_clock(value))
        case "country":
            return decode_country(value)
        case _:
            return value


def plain_span(value: int) -> tuple[Any, ...]:
    """A duration; the tests draw days, months, and days to an end of month."""
    parts = span_parts(value)
    assert not parts.on_day, parts
    assert not (parts.months and (parts.days or parts.end_of_month)), parts
    if parts.end_of_month is EndOfMonth.NONE:
        return ("months", parts.months) if parts.months else ("days", parts.days)
    # The product names where the end of the month comes; the oracle, where the days come.
    return ("days end of month", parts.days, "before" if parts.end_of_month is EndOfMonth.AFTER else "after")


def plain_value(term: Any, value: TermValue) -> Any:
    """All that a schedule says of one term."""
    entries = [
        {"value": plain_term(term, each.value), "when": {key: list(names) for key, names in each.when.items()}}
        for each in value.entries
    ]
    return entries if any(each["when"] for each in entries) else entries[0]["value"]


def plain_layer(policy: Policy, insured: Iterable[str], excluded: Iterable[str]) -> dict[str, Any]:
    """One policy; `insured` and `excluded` are the buyers that the programme names so."""
    terms = policy.wording.terms
    return {
        "name": policy.name,
        "period_start": plain_day(policy.period_start),
        "period_end": plain_day(policy.period_end),
        "insured_buyers": list(insured),
        "excluded_buyers": list(excluded),
        "terms": {name: plain_value(terms[name], value) for name, value in policy.terms.items()},
        "endorsements": [
            {
                "effective_on": plain_day(each.effective_on),
                "terms": {name: plain_value(terms[name], value) for name, value in each.terms.items()},
            }
            for each in policy.endorsements
        ],
    }


def plain_programme(programme: Programme) -> dict[str, Any]:
    """The programme, layer by layer."""
    lists = programme.primary.insured_buyers, programme.primary.excluded_buyers
    return {
        "currency": programme.currency,
        "layers": [plain_layer(policy, *lists) for policy in programme.policies],
    }


def defaults_differ(terms: Mapping[str, Any], currency: str) -> dict[str, tuple[Any, Any]]:
    """Terms whose default is not the one that the oracle took from the texts."""
    found = {}
    for name, term in terms.items():
        own = None if term.default is None else plain_term(term, written_value(term, term.default, currency))
        if name in {"period_start", "period_end", "warning_period"}:
            continue
        if own != DEFAULTS.get(name):
            found[name] = (own, DEFAULTS.get(name))
    return found


def of_the_oracle(facts: Iterable[Fact], programme: Programme, as_of: int) -> dict[RowName, Answer]:
    """What the oracle answers about every row that is open."""
    day = EPOCH + timedelta(days=as_of)
    return {
        (each.buyer, each.invoice, each.instalment): {
            "open in its currency": each.open_original,
            "open": each.open,
            "parts": {state: amount for state, amount in each.parts.items() if amount},
            "admitted": [layer["admitted"] for layer in each.layers],
            "insured": [layer["insured"] for layer in each.layers],
            "clause": [layer["deciding_clause"] for layer in each.layers],
            "until": each.until,
        }
        for each in judge(plain_facts(facts, programme), plain_programme(programme), day)
        if each.open > 0
    }


def of_the_product(facts: Iterable[Fact], programme: Programme, as_of: int) -> dict[RowName, Answer]:
    """What the plain walk answers about every row that is open."""
    book = lay_out(Ledger.of(facts).view(as_of), programme)
    invoices = book.view.table("invoices")
    found: dict[RowName, Answer] = {}
    for account in range(book.account_count):
        for row in judge_account(book, account, explain=False).rows:
            place = row.ledger_row
            name = (
                invoices.texts["buyer"][place],
                invoices.texts["number"][place],
                int(invoices.numbers["instalment"][place]),
            )
            assert name not in found, f"{name} is answered twice"
            found[name] = {
                "open in its currency": row.open_original,
                "open": row.open,
                "parts": {state.english: amount for state, amount in row.parts.items() if amount},
                "admitted": [layer.admitted for layer in row.layers],
                "insured": [layer.insured for layer in row.layers],
                "clause": [clause_of(programme, layer.cause) for layer in row.layers],
                "until": plain_day(row.until),
            }
    return found


def clause_of(programme: Programme, cause: int) -> str | None:
    """Clause that left nothing of a row in a layer; None where something is left."""
    if cause == 0:
        return None
    position, verdict = cause_parts(cause)
    return None if NAMES[verdict] == "partly" else programme.primary.wording.clauses[position].name


def disagreements(facts: Iterable[Fact], programme: Programme, as_of: int) -> list[tuple[RowName, Answer, Answer]]:
    """Rows on which the two differ, with the answer of the oracle and that of the product, what agrees left out."""
    facts = list(facts)
    oracle, product = of_the_oracle(facts, programme, as_of), of_the_product(facts, programme, as_of)
    found = []
    for name in sorted(oracle.keys() | product.keys()):
        one, other = oracle.get(name, {}), product.get(name, {})
        if differing := [field for field in one.keys() | other.keys() if one.get(field) != other.get(field)]:
            found.append(
                (name, {f: one.get(f) for f in sorted(differing)}, {f: other.get(f) for f in sorted(differing)})
            )
    return found
