"""The plain walk over one account, with every finding: the reference, and the explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from encours.clauses.choices import Stage
from encours.cover.plain import Groups, account_of, book_of
from encours.cover.result import Decisions, LayerCover, RowCover, parts_of
from encours.cover.walk import walk_account
from encours.engine.findings import Finding
from encours.engine.one import Read, Values, decide, decide_only, grant
from encours.engine.wording import Wording
from encours.units import Cents, Day, widen_day


@dataclass(frozen=True, slots=True)
class AccountCover:
    """Cover of every open row of one account, in the order they take room, and what stops its deliveries.

    `stopped_since` is the day deliveries stopped in each layer, `NEVER` when they are not; `next_stop` the
    first day they must stop if nothing more is paid.
    """

    rows: tuple[RowCover, ...]
    on_account: Cents
    stopped_since: tuple[Day, ...]
    next_stop: tuple[Day, ...]


def judge_account(book: Book, account: int, *, explain: bool = True) -> AccountCover:
    """Cover of one account of a Book; with `explain`, the findings of every clause."""
    wording = book.programme.primary.wording
    groups = account_of(book, account)
    clauses = Recorder(wording, groups, explain)
    walk_account(clauses, book_of(groups), 0, book.as_of)
    first = int(book.spans.start[account])
    out = groups["out"]
    rows = tuple(
        row_cover(book, out, place, clauses.findings(place), clauses.decisions(place), first=first)
        for place in range(len(out.open))
        if out.open[place] > 0
    )
    return AccountCover(rows, out.on_account[0], tuple(out.stopped_since), tuple(out.next_stop))


if TYPE_CHECKING:
    from encours.cover.book import Book

#: Stages of a sale at which somebody owes its price.
OWED: Final = (Stage.DELIVERED, Stage.INVOICED)


def row_cover(
    book: Book,
    out: Any,
    place: int,
    findings: Sequence[Sequence[Finding]] = (),
    decisions: Sequence[Decisions] = (),
    *,
    first: int = 0,
) -> RowCover:
    """Cover of one row from what the walk wrote at a place; `first` is the Book's row at place 0."""
    wording, names = book.programme.primary.wording, [policy.name for policy in book.programme.policies]
    stride = len(out.admitted) // len(names)
    row = first + place
    layers = tuple(
        LayerCover(
            policy=name,
            admitted=int(out.admitted[layer * stride + place]),
            insured=int(out.insured[layer * stride + place]),
            cause=int(out.cause[layer * stride + place]),
            until=int(out.until[layer * stride + place]),
            findings=tuple(findings[layer]) if findings else (),
            decisions=decisions[layer] if decisions else None,
        )
        for layer, name in enumerate(names)
    )
    still_open = int(out.open[place])
    parts = parts_of(
        wording,
        still_open=still_open,
        outside=int(out.outside[place]) if out.keep_parts else 0,
        suspended=int(out.suspended[place]) if out.keep_parts else 0,
        not_covered=int(out.not_covered[place]) if out.keep_parts else 0,
        carried=sum(layer.admitted for layer in layers),
        cause=layers[0].cause,
    )
    stage = int(book.rows.column("stage", row, row + 1)[0])
    return RowCover(int(book.ledger_row[row]), int(out.open_original[place]), still_open, parts, layers, stage in OWED)


@dataclass(frozen=True, slots=True)
class Recorder:
    """Answers the walk's consultations clause by clause, and keeps what each clause said."""

    wording: Wording
    groups: Groups
    explain: bool
    kept: dict[tuple[int, Day], list[list[Finding]]] = field(default_factory=dict)
    """Findings by row and by the moment the account was judged at, one list for each layer."""
    decided: dict[tuple[int, Day], list[Decisions]] = field(default_factory=dict)
    """Decisions behind the limit of each layer, likewise."""

    def findings(self, place: int) -> list[list[Finding]]:
        """Findings about a row on the day of its loss or the day asked, one list a layer, in the wording's order."""
        if not self.explain:
            return []
        kept = self.kept.get((place, self.groups["scratch"].loss_day[place]), [])
        order = {each.name: position for position, each in enumerate(self.wording.clauses)}
        return [sorted(layer, key=lambda f: order[f.clause]) for layer in kept]

    def decisions(self, place: int) -> list[Decisions]:
        """Decisions behind the limits of a row on the day of its loss or the day asked, one for each layer."""
        return self.decided.get((place, self.groups["scratch"].loss_day[place]), [])

    def judge(self, r: int, account: int, t: int, walked: Sequence[int]) -> tuple[int, int, int]:
        """Cause and last day of what the deciding clauses answer about a row, and the cause before admission."""
        values = Values(self.wording, self._read(r, account, t, walked))
        if not self.explain:
            decision = decide_only(self.wording, values)
            return decision.cause, decision.until, decision.early
        decision, findings = decide(self.wording, values)
        layers = self._of(r, walked)
        layers[-1].extend(findings)
        self._note_decisions(r, len(layers) - 1, walked)
        return decision.cause, decision.until, decision.early

    def grant_qualify(
        self, asked: int, cuts: list[int], r: int, account: int, t: int, walked: Sequence[int]
    ) -> tuple[int, int, int]:
        """What the policy's base and disputes leave of an open amount; opens the row's record for this layer."""
        self._of(r, walked).append([])
        return self._grant("qualify", asked, cuts, r, account, t, walked)

    def grant_admit(
        self, asked: int, cuts: list[int], r: int, account: int, t: int, walked: Sequence[int]
    ) -> tuple[int, int, int]:
        """What the limit has room for."""
        return self._grant("admit", asked, cuts, r, account, t, walked)

    def grant_indemnify(
        self, asked: int, cuts: list[int], r: int, account: int, t: int, walked: Sequence[int]
    ) -> tuple[int, int, int]:
        """What the percentages leave."""
        return self._grant("indemnify", asked, cuts, r, account, t, walked)

    def _note_decisions(self, r: int, layer: int, walked: Sequence[int]) -> None:
        scratch, first = self.groups["scratch"], self.groups["limits"].start[layer]
        at = layer * scratch.rows + r
        stands, latest = scratch.limit_position[at], scratch.decision_position[at]
        noted = Decisions(stands - first if stands >= first else -1, latest - first)
        self.decided.setdefault((r, self._moment(walked)), []).append(noted)

    def _moment(self, walked: Sequence[int]) -> Day:
        return walked[self.wording.vocabulary.walk_place("loss_day")]

    def _of(self, r: int, walked: Sequence[int]) -> list[list[Finding]]:
        return self.kept.setdefault((r, self._moment(walked)), [])

    def _grant(
        self, stage: str, asked: int, cuts: list[int], r: int, account: int, t: int, walked: Sequence[int]
    ) -> tuple[int, int, int]:
        read = self._read(r, account, t, walked)

        def read_with(amount: int) -> Values:
            told = {"asked": amount, "stage_asked": asked}
            return Values(self.wording, lambda name: told[name] if name in told else read(name))

        answer = grant(self.wording, stage, asked, cuts, read_with, explain=self.explain)
        self._of(r, walked)[-1].extend(answer.findings)
        return answer.amount, answer.cause, answer.given_back

    def _read(self, r: int, account: int, t: int, walked: Sequence[int]) -> Read:
        voc, groups, days = self.wording.vocabulary, self.groups, self.wording.days
        walk = dict(zip(voc.walk, walked, strict=True))

        def read(name: str) -> int:
            if name in walk:
                return walk[name]
            if name in voc.row:
                value = getattr(groups["rows"], name)[r]
            elif name in voc.account:
                value = getattr(groups["accounts"], name)[account]
            else:
                value = getattr(groups["terms"], name)[t]
                return int(value)
            return widen_day(value) if name in days else value

        return read
