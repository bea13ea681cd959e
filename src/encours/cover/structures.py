"""The groups of columns that the account walk reads and writes, by name: one list for both speeds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, TypeAlias

from encours.clauses.vocabulary import ACCOUNT, FLAGS, ROW
from encours.engine.structures import Held, Structure
from encours.engine.wording import Wording

Group: TypeAlias = Any
"""A group of columns, or one of them: lists in plain Python, arrays when compiled."""

#: Columns of a row that the walk itself reads, beside those that clauses may read.
WALKED: Final = (
    "order_day",
    "paid_on",
    "amount",
    "entity",
    "buyer",
    "rate",
    "currency",
    "risk_day",
    "ordered",
    "extended_on",
)

#: Groups in the order the walk takes them.
ORDER: Final = (
    "rows",
    "accounts",
    "entries",
    "moves",
    "limits",
    "evidences",
    "events",
    "profiles",
    "agreement",
    "terms",
    "scratch",
    "out",
)

_WALKED_DAYS: Final = frozenset({"order_day", "risk_day", "paid_on", "ordered", "extended_on"})
_ROW_DAYS: Final = _WALKED_DAYS | {n for n, r in ROW.items() if r.unit.name == "day"}
_ACCOUNT_DAYS: Final = frozenset(n for n, r in ACCOUNT.items() if r.unit.name == "day")
_SPAN: Final = ("start", "stop")


def _timeline(*fields: str, days: set[str]) -> Structure:
    return Structure(Held.COLUMNS, fields, frozenset(days), apart=_SPAN)


FIXED: Final = {
    "rows": Structure(Held.COLUMNS, (*WALKED, *ROW), _ROW_DAYS),
    "accounts": Structure(Held.COLUMNS, tuple(ACCOUNT), _ACCOUNT_DAYS, apart=_SPAN),
    "entries": _timeline("day", "row", "amount", "rate", "buyer", days={"day"}),
    "moves": _timeline("day", "row", "new_due", days={"day", "new_due"}),
    "limits": _timeline(
        "effective_on", "outcome", "kind", "amount", "percentage", "decided_on", "expires_on",
        "conditions_met_on", days={"effective_on", "decided_on", "expires_on", "conditions_met_on"},
    ),
    "evidences": _timeline("dated_on", "expires_on", "score", days={"dated_on", "expires_on"}),
    "events": _timeline(
        "day", "kind", "until", "row", "published_on", "learnt_on", days={"day", "until", "published_on", "learnt_on"}
    ),
    "profiles": _timeline("from_day", "profile", *FLAGS, days={"from_day"}),
    "agreement": Structure(
        Held.APART,
        (
            "layers", "accounts", "rows", "endorsements", "profiles", "entities", "kinds", "grouped",
            "asks_inception", "unsure_extension", "extension_stops", "minimums", "follows", "own_clocks", "asks_clocks",
            "side_by_side", "one_currency", "lost_on",
            "endorsement_start", "endorsed_from", "suspension_start", "suspended_from", "suspended_to", "index",
            "rate_numerator", "rate_denominator", "clocks", "working_shifts",
        ),
    ),
    "scratch": Structure(
        Held.LANES,
        (
            "open_now", "open_then", "open_once", "loss_day", "lost_on", "settled_on", "quiet_on", "floor", "stop_from",
            "stop_to", "stop_terms", "carried", "under", "primary_answer", "open_at_loss", "admitted_at_loss",
            "filled_at_loss", "profile", "experience", "balance_then", "balance_perhaps", "paid_up_on", "terms_place",
            "terms_index", "limit_kind", "limit_amount", "limit_position", "limit_stands_until", "decision_position",
        ),
        apart=("rows", "cuts", "stage_used", "event_days"),
    ),
    "out": Structure(
        Held.APART,
        (
            "keep_parts", "open", "open_original", "outside", "suspended", "not_covered", "admitted", "insured",
            "cause", "until", "on_account", "stopped_since", "next_stop",
        ),
    ),
}  # fmt: skip


def room_of_an_account(rows: int, layers: int, moves: int) -> int:
    """Places that a lane of `scratch` needs for an account: one a row and layer, or a stop for each row and move."""
    return max(rows * layers, rows + moves) + 2


@lru_cache(maxsize=16)
def structures(wording: Wording) -> Mapping[str, Structure]:
    """Every group by name, in the walk's order; the terms are those of the wording."""
    terms = Structure(Held.RECORDS, tuple(sorted(wording.row_terms)))
    return {name: terms if name == "terms" else FIXED[name] for name in ORDER}
