"""A lending library as a wording of five clauses, and a walk of its own: the engine knows no other trade here.

A reader borrows books, one after the other. A loan is fit if the card is valid and the book not reserved by another;
a librarian's note may override the reservation; a late loan suspends the next ones; the card grants so many pages.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

import numpy as np

from encours.engine.clause import clause
from encours.engine.many import Program, load
from encours.engine.one import Values, decide, grant
from encours.engine.structures import Held, Structure
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, NOT_APPLICABLE, REFUSED, SUSPENDED, Verdict
from encours.engine.wording import Reading, Vocabulary, Wording
from encours.units import NEVER, Cents, Day, Days, Flag, Unit, after

DAY, FLAG, CENTS, DAYS, COUNT = (Unit(n) for n in ("day", "flag", "cents", "days", "count"))


def card_valid(borrowed: Day, card_ends: Day) -> Verdict:
    """Refuse a loan after the card has ended."""
    if borrowed > card_ends:
        return REFUSED
    return KEPT


def card_valid_until(borrowed: Day, card_ends: Day) -> Day:
    """The last day of the card."""
    return card_ends


def not_reserved(reserved: Flag) -> Verdict:
    """Refuse a book that another reader has reserved."""
    if reserved == 1:
        return REFUSED
    return KEPT


def reservations_are_heeded(reservations_heeded: Flag) -> Flag:
    """Only in a library that heeds them."""
    return reservations_heeded


def note_of_the_librarian(note: Flag) -> Verdict:
    """A note says yes (1), not yet (2), or nothing (0)."""
    if note == 0:
        return NOT_APPLICABLE
    if note == 2:
        return SUSPENDED
    return KEPT


def word_of_the_author(word: Flag) -> Verdict:
    """The author may ask that a book be lent."""
    if word == 0:
        return NOT_APPLICABLE
    return KEPT


def nothing_overdue(due_back: Day, as_of: Day) -> Verdict:
    """Suspend while the reader keeps a book too long."""
    if as_of > due_back:
        return SUSPENDED
    return KEPT


def nothing_overdue_until(due_back: Day, as_of: Day) -> Day:
    """The day the book is due back."""
    return due_back


def pages_left(asked: Cents, pages_allowed: Cents, pages_lent: Cents) -> Cents:
    """What the card has left."""
    return min(asked, max(0, pages_allowed - pages_lent))


def due_back(borrowed: Day, loan_period: Days) -> Day:
    """Day a book is due back."""
    return after(borrowed, loan_period)


TERMS = {
    "loan_period": Term(unit=DAYS, english="Days of a loan.", french="Jours de prêt."),
    "pages_allowed": Term(unit=CENTS, english="Pages at once.", french="Pages à la fois."),
    "reservations_heeded": Term(unit=FLAG, english="Reservations count.", french="Les réservations comptent."),
}


def module(name, rule, **more):
    made = ModuleType(f"library.{name}")
    made.rule = rule
    for key, value in more.items():
        setattr(made, key, value)
    return made


CLAUSES = {
    "card_valid": module("card_valid", card_valid, until=card_valid_until),
    "not_reserved": module("not_reserved", not_reserved, applies=reservations_are_heeded),
    "note_of_the_librarian": module("note_of_the_librarian", note_of_the_librarian, exception_to="not_reserved"),
    "word_of_the_author": module("word_of_the_author", word_of_the_author, exception_to="not_reserved"),
    "nothing_overdue": module("nothing_overdue", nothing_overdue, until=nothing_overdue_until),
    "pages_left": module("pages_left", pages_left),
}
ROW = ("borrowed", "reserved", "note", "word", "pages")


def wording(further=(), **replaced):
    """The wording, with the modules of some clauses replaced, and `further` ones that count pages."""
    modules = {**CLAUSES, **replaced}
    vocabulary = Vocabulary(
        row={
            "borrowed": Reading(DAY, "borrowed", "emprunté"), "reserved": Reading(FLAG, "reserved", "réservé"),
            "note": Reading(FLAG, "note", "mot"), "word": Reading(FLAG, "word", "demande"),
            "pages": Reading(CENTS, "pages", "pages"),
        },
        account={"card_ends": Reading(DAY, "card ends", "fin de la carte")},
        walk={"as_of": Reading(DAY, "as of", "au"), "pages_lent": Reading(CENTS, "pages lent", "pages prêtées")},
        measures={"due_back": due_back},
        measure_readings={"due_back": Reading(DAY, "due back", "à rendre")},
        terms=TERMS,
    )  # fmt: skip
    stages = {"nothing_overdue": "keep", "pages_left": "count", **dict.fromkeys(further, "count")}
    clauses = tuple(clause(m, stage=stages.get(n, "lend"), state=1) for n, m in modules.items())
    return Wording("library", "1", clauses, vocabulary)


SHORTEST = wording().only({"pages_left"})
"""The one clause that counts pages: it compiles soonest."""


def walk(clauses, book, b, day):
    """Judge a reader's loans in order; what is lent counts against the next."""
    rows, accounts, scratch, out = book.rows, book.accounts, book.scratch, book.out
    lent = 0
    for r in range(accounts.start[b], accounts.stop[b]):
        for c in range(len(scratch.cuts)):
            scratch.cuts[c] = 0
        walked = (day, lent)
        cause, until, early = clauses.judge(r, b, 0, walked)
        granted = 0
        if cause == 0:
            granted, cause, _back = clauses.grant_count(rows.pages[r], scratch.cuts, r, b, 0, walked)
        lent += granted
        out.granted[r] = granted
        out.cause[r] = cause
        out.until[r] = until
        out.early[r] = early


STRUCTURES = {
    "rows": Structure(Held.APART, ROW),
    "accounts": Structure(Held.APART, ("card_ends", "start", "stop")),
    "terms": Structure(Held.APART, tuple(TERMS)),
    "scratch": Structure(Held.APART, ("cuts",)),
    "out": Structure(Held.APART, ("granted", "cause", "until", "early")),
}
DRIVER = """
def run(day, readers, book):
    for b in range(readers):
        walk(book, b, day)
"""


class Plain:
    """Answers the walk from the rules themselves."""

    def __init__(self, wording, groups):
        self.wording, self.groups, self.findings = wording, groups, {}

    def read(self, r, b, walked):
        known = dict(zip(("as_of", "pages_lent"), walked, strict=True))
        rows, accounts, terms = (self.groups[n] for n in ("rows", "accounts", "terms"))

        def value(name):
            if name in known:
                return known[name]
            if name in ROW:
                return getattr(rows, name)[r]
            return accounts.card_ends[b] if name == "card_ends" else getattr(terms, name)[0]

        return value

    def judge(self, r, b, t, walked):
        decision, self.findings[r] = decide(self.wording, Values(self.wording, self.read(r, b, walked)))
        return decision.cause, decision.until, decision.early

    def grant_count(self, asked, cuts, r, b, t, walked):
        read = self.read(r, b, walked)

        def values(amount):
            told = {"asked": amount, "stage_asked": asked}
            return Values(self.wording, lambda name: told[name] if name in told else read(name))

        answer = grant(self.wording, "count", asked, cuts, values)
        self.findings[r] = [*self.findings[r], *answer.findings]
        return answer.amount, answer.cause, answer.given_back


def groups(readers, *, loan_period=21, pages_allowed=500, reservations_heeded=1):
    """Columns of readers: each the end of the card and the loans, as tuples in the order of `ROW`."""
    loans = [loan for _, each in readers for loan in each]
    ends = np.cumsum([0, *(len(each) for _, each in readers)])
    return {
        "rows": SimpleNamespace(**{n: [int(loan[i]) for loan in loans] for i, n in enumerate(ROW)}),
        "accounts": SimpleNamespace(
            card_ends=[card for card, _ in readers], start=ends[:-1].tolist(), stop=ends[1:].tolist()
        ),
        "terms": SimpleNamespace(
            loan_period=[loan_period], pages_allowed=[pages_allowed], reservations_heeded=[reservations_heeded]
        ),
        "scratch": SimpleNamespace(cuts=[0, 0, 0]),
        "out": SimpleNamespace(**{n: [0] * len(loans) for n in ("granted", "cause", "until", "early")}),
    }


def plainly(law, readers, day=100, **terms):
    """Granted, cause and until of every loan, and the findings."""
    held = groups(readers, **terms)
    clauses = Plain(law, held)
    for b in range(len(readers)):
        walk(clauses, SimpleNamespace(**held), b, day)
    out = held["out"]
    return list(zip(out.granted, out.cause, out.until, out.early, strict=True)), clauses.findings


def compiled(law, readers, cache, day=100, **terms):
    """The same from a kernel."""
    kernel = load(Program(law, STRUCTURES, (walk,), DRIVER), cache=cache)
    held = groups(readers, **terms)
    arrays = [
        getattr(kernel, name.capitalize())(*(np.array(getattr(held[name], m), np.int64) for m in each.members))
        for name, each in STRUCTURES.items()
    ]
    kernel.run(day, len(readers), kernel.Book(*arrays))
    out = arrays[-1]
    return list(zip(*(column.tolist() for column in (out.granted, out.cause, out.until, out.early)), strict=True))


NO_END = NEVER
