"""One loss under one policy: the indemnity, what is left to whom, and what the policy year has left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from encours.claims.agreed import AgreedChain
from encours.claims.loss import Loss, LossLine, YearAccount
from encours.clauses.states import LossPart
from encours.clauses.wordings.indemnity import CHAIN
from encours.engine.chain_one import settle_plainly
from encours.engine.findings import Finding
from encours.engine.verdicts import NEEDS_INFORMATION
from encours.units import Cents

DUE_DATE: Final = "due_date"
"""What a loss lacks of which nobody knows how much interest counts."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a chain made of a loss.

    `indemnity` is None where a step lacks a value: the waterfall ends there, and its last finding says what is
    missing. The parts add up to the gross loss; `lines` is the indemnity of each line.
    """

    loss: Loss
    indemnity: Cents | None
    lines: tuple[Cents, ...]
    parts: Mapping[LossPart, Cents]
    findings: tuple[Finding, ...]
    account: YearAccount


def settle(loss: Loss, agreed: AgreedChain, account: YearAccount) -> Settlement:
    """The waterfall of a loss; the account given back is that of the year after it."""
    if loss.of_unknown_interest:
        return _of_an_unknown_loss(loss, agreed, account)
    keys = keys_of(loss)
    used = [account.of(*key) for key in keys]
    figures = {**figures_of(loss), **{f"{counter}_total": total for counter, total in agreed.totals.items()}}
    lines = columns_of(loss.lines)
    done = settle_plainly(
        CHAIN,
        agreed.codes,
        figures=figures,
        terms=agreed.terms,
        lines=lines,
        standing=lines["line_gross"],
        used=used,
        places={counter: place for place, counter in enumerate(CHAIN.counters)},
    )
    after = account
    if done.remains is not None:
        after = YearAccount({**account.used, **{key: value for key, value in zip(keys, used, strict=True) if value}})
    return Settlement(loss, done.remains, done.lines, parts_of(done.findings, done.remains), done.findings, after)


def _of_an_unknown_loss(loss: Loss, agreed: AgreedChain, account: YearAccount) -> Settlement:
    """The waterfall of a loss of which nobody knows how much interest it has: it stops before its first step."""
    first = CHAIN.of_code(agreed.codes[0])
    stop = Finding(
        first.name, first.clause.stage, NEEDS_INFORMATION, {}, (DUE_DATE,), asked=loss.gross, granted=0
    )  # fmt: skip
    return Settlement(loss, None, tuple(line.gross for line in loss.lines), {}, (stop,), account)


def figures_of(loss: Loss) -> dict[str, Cents]:
    """What the chain reads of a loss at its start, by its names: what steps make is the gross loss until they do."""
    return {**dict.fromkeys(CHAIN.figures, loss.gross), "debt": loss.debt, "proceeds": loss.proceeds}


def columns_of(lines: Sequence[LossLine]) -> dict[str, list[int]]:
    """What the chain reads of lines, by its names."""
    return {
        "line_gross": [line.gross for line in lines],
        "line_carried": [line.carried for line in lines],
        "line_is_shared": [int(line.is_shared) for line in lines],
        "line_limit": [line.room for line in lines],
        "line_percentage": [line.percentage for line in lines],
        "line_limit_kind": [int(line.limit_kind) for line in lines],
    }


def keys_of(loss: Loss) -> tuple[tuple[str, str], ...]:
    """Each counter of the chain, in order, with the name under which a loss uses it."""
    return tuple((counter, loss.counted_for(counter)) for counter in CHAIN.counters)


def parts_of(findings: tuple[Finding, ...], remains: Cents | None) -> dict[LossPart, Cents]:
    """Euros of each part of a loss; empty where the waterfall could not be told to its end."""
    if remains is None:
        return {}
    parts = dict.fromkeys(LossPart, 0)
    parts[LossPart.INDEMNITY] = remains
    for each in findings:
        assert each.asked is not None
        assert each.granted is not None
        parts[LossPart.numbered(CHAIN.of_code(CHAIN.code_of[each.clause]).clause.state)] += each.asked - each.granted
    return parts
