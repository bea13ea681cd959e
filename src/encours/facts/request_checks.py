"""What is wrong of requests of the insurer: one reference that two of them bear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from encours.facts.faults import Fault
from encours.facts.kinds import InsurerRequest
from encours.facts.view import View


def requests_are_single(view: View) -> Iterator[Fault]:
    """No two requests under one policy have one reference: an answer could not tell which it is of."""
    named: dict[tuple[str, str], list[str]] = {}
    for each in cast(tuple[InsurerRequest, ...], view.facts("insurer_requests")):
        named.setdefault((each.policy, each.reference), []).append(each.fact_id)
    for (_, reference), rows in named.items():
        if len(rows) > 1:
            yield Fault(
                code="duplicate request",
                fact_ids=tuple(sorted(rows)),
                en=f"Request {reference} appears {len(rows)} times.",
                fr=f"La demande {reference} figure {len(rows)} fois.",
                remedy_en="Remove the double, or give each request a reference of its own.",
                remedy_fr="Retirez le doublon, ou donnez à chaque demande sa propre référence.",
            )
