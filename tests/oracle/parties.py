"""Whether the company on an invoice is the one that the limit covers."""

from __future__ import annotations

import re
from typing import Any

from tests.oracle.book import Fact, Row

IDENTIFIERS = ("siren", "siret", "vat_number", "lei", "national_id")


def kinds(identifier: str) -> dict[str, str]:
    """What an identifier says, by kind: a SIRET and a French VAT number hold a SIREN."""
    plain = re.sub(r"[^0-9A-Z]", "", identifier.upper())
    if re.fullmatch(r"\d{14}", plain):
        return {"siren": plain[:9]}
    if re.fullmatch(r"\d{9}", plain):
        return {"siren": plain}
    if re.fullmatch(r"FR[0-9A-Z]{2}\d{9}", plain):
        return {"siren": plain[4:]}
    if re.fullmatch(r"[0-9A-Z]{18}\d{2}", plain):
        return {"lei": plain}
    if re.fullmatch(r"[A-Z]{2}[0-9A-Z]{2,12}", plain):
        return {"vat": plain}
    return {"other": plain}


def compare(one: list[str], other: list[str]) -> str:
    """ "same", "different", or "cannot be told" when the two share no kind of identifier."""
    answer = "cannot be told"
    for left in one:
        for right in other:
            if re.sub(r"\W", "", left.upper()) == re.sub(r"\W", "", right.upper()):
                return "same"
            here, there = kinds(left), kinds(right)
            common = set(here) & set(there)
            if any(here[kind] == there[kind] for kind in common):
                return "same"
            if common:
                answer = "different"
    return answer


def party_verdict(row: Row, buyer: Fact, decision: Fact | None) -> str:
    """Verdict of the entity guard for one row under one decision."""
    registered = [buyer[field] for field in IDENTIFIERS if buyer[field] is not None]
    covers: Any = decision["covers_identifier"] if decision is not None else None
    covered = [covers] if covers is not None else registered
    same_name = row.party_name is None or plain_name(row.party_name) == plain_name(buyer["name"] or "")
    if row.party_identifier is not None:
        answer = compare([row.party_identifier], covered)
        return {"same": "kept", "different": "refused"}.get(answer, "needs information")
    if not same_name:
        return "needs information"
    if covers is not None and compare(registered, covered) == "different":
        return "refused"
    return "kept"


def plain_name(name: str) -> str:
    """A name without case, punctuation or double spaces."""
    return " ".join(re.sub(r"[^\w]+", " ", name.casefold()).split())
