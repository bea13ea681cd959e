"""A reverse cover in memory: its policy, allocations and supplier invoices, each in a line; amounts are whole euros."""

from collections.abc import Iterable, Mapping
from datetime import date

from encours.clauses.wordings import WORDINGS
from encours.cover.answer import cover as cover_of
from encours.explain.report_head import Head
from encours.explain.reverse_report import ReverseReport, reverse_report
from encours.facts.assumptions import assume
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.formats.workspace import read_tables
from encours.policy.read import read_programme_of
from encours.policy.schedule import Programme
from encours.reverse.agreed import ReverseCover, reverse_cover
from encours.reverse.allocations import allocations_of, stretches

EPOCH = date(1970, 1, 1)
POLICY = """
[policy]
name = "Reverse 2026"
insurer = "Assureur Fictif SA"
policyholder = "Magasins Imaginaires SAS"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31
[insured_buyers]
MI = ""
[terms]
limit_scope = "insured entity"
total_of_allocations = "{total} EUR"
insured_percentage = "90 %"
{terms}
"""
Rows = list[list[str]]


def on(text: str) -> int:
    """Day of an ISO date, of 2026 where the year is not told."""
    return (date.fromisoformat(text if len(text) > 5 else f"2026-{text}") - EPOCH).days


def iso(day: int) -> str:
    """ISO date of a day."""
    return date.fromordinal(EPOCH.toordinal() + day).isoformat()


def programme(*, total: int = 1_000, terms: str = "", text: str = POLICY) -> Programme:
    """Programme of one reverse policy; `terms` may go on with endorsements."""
    reading = read_programme_of(
        {"policy.toml": text.format(total=total, terms=terms)}, wordings=WORDINGS.values()
    )  # fmt: skip
    assert reading.programme is not None, reading.errors
    return reading.programme


def cover(*, total: int = 1_000, terms: str = "") -> ReverseCover:
    """A reverse cover of 2026."""
    found = reverse_cover(programme(total=total, terms=terms))
    assert isinstance(found, ReverseCover), found
    return found


def ledger(
    allocations: Iterable[str], invoices: Iterable[str] = (), more: Mapping[str, Rows] | None = None, *,
    suppliers: Iterable[str] = ("A", "B", "C"),
) -> Ledger:  # fmt: skip
    """Ledger of decisions (`A granted 500 01-01 [days]`, in order) and of invoices (`A 300 02-10 [paid 04-01]`)."""
    tables: dict[str, Rows] = {
        "buyers": [["buyer", "name", "country", "public", "related", "private_person"],
                   ["MI", "Magasins Imaginaires SAS", "FR", "no", "no", "no"]],
        "entities": [
            ["entity", "name", "joined_on"], *([each, f"Fournisseur {each}", "2026-01-01"] for each in suppliers),
        ],
        "limit_decisions": [
            ["reference", "buyer", "entity", "kind", "outcome", "amount", "currency", "decided_on", "expires_on"],
            *(_decision(place, each.split()) for place, each in enumerate(allocations, 1)),
        ],
        "disputes": [["reference", "buyer", "invoice", "opened_on", "settled_on"]],
    }  # fmt: skip
    sold = [each.split() for each in invoices]
    tables["invoices"] = [
        ["number", "buyer", "entity", "ordered", "delivered", "issued", "due", "currency", "gross", "vat",
         "payment_means"],
        *(_invoice(place, each) for place, each in enumerate(sold, 1)),
    ]  # fmt: skip
    tables["payments"] = [
        ["reference", "buyer", "invoice", "paid_on", "currency", "amount"],
        *([f"P-{place}", "MI", f"N-{place}", f"2026-{each[4]}", "EUR", each[1]]
          for place, each in enumerate(sold, 1) if each[3:4] == ["paid"]),
    ]  # fmt: skip
    tables["assumptions"] = [
        ["name", "value", "author", "made_on"], ["payments complete to", "2026-12-31", "Accounts", "2026-12-31"],
    ]  # fmt: skip
    found = read_tables(tables | dict(more or {}))
    assert found.ledger is not None, found.text()
    return found.ledger


def _decision(place: int, words: list[str]) -> list[str]:
    supplier, outcome, amount, day, *last = words
    supplier = "" if supplier == "-" else supplier
    amount = "" if outcome == "withdrawn" else amount
    return [f"D-{place}", "MI", supplier, "reverse", outcome.replace("_", " "), amount, "EUR", f"2026-{day}",
            f"2026-{last[0]}" if last else ""]  # fmt: skip


def _invoice(place: int, words: list[str]) -> list[str]:
    supplier, amount, day = words[:3]
    due = iso(on(day) + 60)
    delivered = f"2026-{day}"
    return [f"N-{place}", "MI", supplier, delivered, delivered, delivered, due, "EUR", amount, "0", "open account"]


def view(found: Ledger, day: str) -> View:
    """The ledger on a day, with what is assumed."""
    return assume(found.view(on(day)))


def report(
    decisions: list[str], invoices: list[str], day: str, *, total: int = 1_000, terms: str = ""
) -> ReverseReport:
    """The report of a day on a cover whose total is told."""
    agreed = cover(total=total, terms=terms)
    seen = view(ledger(decisions, invoices), day)
    allocations = allocations_of(seen, agreed)
    question = Head(company="", as_of=on(day), known_on=None, currency="EUR").under(agreed.programme)
    answer = cover_of(seen, agreed.programme)
    return reverse_report(question, agreed, answer, allocations=allocations, found=stretches(allocations, agreed))
