"""Many amounts through many chains, compiled: the text of the plain chain, over columns.

Amounts follow one another in the order they are given, and counters are carried from each to the next, apart for
each offer. Nothing compiled allocates.
"""

from __future__ import annotations

import functools
from typing import Final

from encours.engine.chain import Chain
from encours.engine.chain_text import functions_of_chain
from encours.engine.many import HEADER
from encours.units import MISSING

ARGUMENTS: Final = (
    "first_offer", "last_offer", "codes", "terms", "totals", "row", "figures", "start", "stop", "places", "used",
    "remains", "line_remains", "at", "counters", "before", "trace",
)  # fmt: skip
"""What `run` is handed, lines aside, which come last.

`codes`, `terms` and `totals` are tables whose rows are agreements; `row` gives that of each offer and amount. `figures`
has a row for each amount, without the totals; its lines lie from `start` to `stop`; `places` says where its counters
are in a row of `used`, one for each offer. `remains` and `line_remains` have a row for each offer; an amount that
lacks a value remains `MISSING`, uses nothing up, and its lines stay as they stood where it stopped. The last four
are room for one amount: its figures, the places of its counters, what they had used before it, and the trace.
"""


@functools.lru_cache(maxsize=8)
def text_of_many(chain: Chain) -> str:
    """The whole module, self-contained; its entry is `run`."""
    functions = [f"@step\n{text}" for text in functions_of_chain(chain)]
    return "\n\n".join([HEADER, *functions, _run_text(chain)]) + "\n"


def _run_text(chain: Chain) -> str:
    counted, told = len(chain.counters), len(chain.figure_names) - len(chain.counters)
    lines = [f"lines_{name}" for name in chain.lines]
    of_lines = ", ".join(lines)
    asked = f"at, terms[chosen], first, last, {of_lines}, standing, used[offer], counters"
    return f"""@numba.njit(nogil=True, cache=True, **options)
def run({", ".join([*ARGUMENTS, *lines])}):
    for offer in range(first_offer, last_offer):
        standing = line_remains[offer]
        for amount in range(start.shape[0]):
            chosen = row[offer, amount]
            first = start[amount]
            last = stop[amount]
            for place in range({told}):
                at[place] = figures[amount, place]
            for place in range({counted}):
                at[{told} + place] = totals[chosen, place]
                counters[place] = places[amount, place]
                before[place] = used[offer, counters[place]]
            if ask(codes[chosen], {asked}, trace) >= 0:
                remains[offer, amount] = {MISSING}
                for place in range({counted}):
                    used[offer, counters[place]] = before[place]
            else:
                close(codes[chosen], {asked})
                remains[offer, amount] = at[0]"""
