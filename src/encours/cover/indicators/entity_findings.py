"""What the entity guard finds in a ledger: who is invoiced, who is registered, and whom the limits cover.

A name proves nothing: two companies of a group differ by a word, and a limit covers one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from encours.cover.book.holders import Buyers, buyers_of
from encours.cover.book.parties import PartyCheck, party_checks, registered_party
from encours.facts.decisions import last_decisions
from encours.facts.identity import (
    Match,
    Party,
    compact,
    french_vat_number,
    has_a_vat_check,
    is_valid_lei,
    is_valid_siren,
    is_valid_siret,
    is_valid_vat_number,
    recognise,
    siren_of,
)
from encours.facts.kinds import LimitDecision
from encours.facts.view import View
from encours.units import MISSING, Cents

KINDS: Final = (
    "other-company", "limit-of-another", "registered-otherwise", "name-alone", "invalid-identifier",
    "inconsistent-identifiers", "shared-identifier", "name-only", "no-identifier", "limit-without-identifier",
)  # fmt: skip
"""Kinds of finding, the most serious first."""
REFUSED: Final = frozenset(KINDS[:3])
"""What the clause of the entity guard refuses, or would for the next invoice."""
GRANTING: Final = frozenset({"granted", "partial", "reduced"})
"""Outcomes of a decision that leave a limit."""


@dataclass(frozen=True, slots=True)
class EntityFinding:
    """One finding about a buyer, or about the buyers that share an identifier.

    `amount` is what is open of the rows concerned, in the company's currency. `field` is the identifier at fault,
    `told` what it says and `expected` what it should, where that can be told; `match` is the comparison that decided.
    """

    kind: str
    buyers: tuple[str, ...]
    amount: Cents
    rows: tuple[int, ...] = ()
    field: str = ""
    told: str = ""
    expected: str = ""
    reference: str = ""
    """Decision of the insurer concerned."""
    match: Match | None = None


def entity_findings(view: View, open_rows: Mapping[int, Cents]) -> tuple[EntityFinding, ...]:
    """Every finding, the most serious kind first and in it the largest amount; `open_rows` is what is open by row."""
    buyers = buyers_of(view)
    invoices = view.table("invoices").texts["buyer"]
    rows_of: dict[str, list[int]] = {}
    for row in sorted(open_rows):
        rows_of.setdefault(invoices[row], []).append(row)
    decisions = _standing(view)
    known = dict.fromkeys([*rows_of, *decisions])
    parties = {name: registered_party(buyers, place) for name, place in _places(buyers, known).items()}
    guard = _Guard(open_rows, rows_of, parties, _private(buyers))
    found = [
        *guard.of_checks(party_checks(view, sorted(open_rows))),
        *guard.of_identifiers(),
        *guard.of_shared(),
        *guard.of_decisions(decisions),
    ]
    return tuple(sorted(found, key=lambda each: (KINDS.index(each.kind), -each.amount, each.buyers, each.field)))


def _places(buyers: Buyers, known: Iterable[str]) -> dict[str, int]:
    place_of = {name: place for place, name in enumerate(buyers.names)}
    return {name: place_of[name] for name in known if name in place_of}


def _private(buyers: Buyers) -> frozenset[str]:
    """Private persons: no register gives them an identifier."""
    flags = buyers.table.numbers["private_person"]
    return frozenset(
        name for name, row in zip(buyers.names, buyers.version.tolist(), strict=True) if row >= 0 and flags[row] == 1
    )


def _standing(view: View) -> dict[str, list[LimitDecision]]:
    """Of each buyer, the last decision under each policy, where it leaves a limit that has not expired."""
    found: dict[str, list[LimitDecision]] = {}
    # A withdrawal that is notified and waits for its day is still cover.
    for each in last_decisions(view, lambda each: (each.buyer, each.policy), by=view.as_of).values():
        gives = each.outcome in GRANTING and (each.amount == MISSING or each.amount > 0)
        if gives and each.expires_on >= view.as_of:
            found.setdefault(each.buyer, []).append(each)
    return found


@dataclass(frozen=True, slots=True)
class _Guard:
    """What is open by row, the rows of each buyer, who each is registered as, and which are private persons."""

    open_rows: Mapping[int, Cents]
    rows_of: Mapping[str, Sequence[int]]
    parties: Mapping[str, Party]
    private: frozenset[str]

    def amount(self, rows: Iterable[int]) -> Cents:
        """What is open of some rows."""
        return sum(self.open_rows[row] for row in rows)

    def of_buyer(
        self, kind: str, buyer: str, *, field: str = "", told: str = "", expected: str = "", reference: str = ""
    ) -> EntityFinding:
        """Finding about everything that is open of a buyer."""
        rows = tuple(self.rows_of.get(buyer, ()))
        return EntityFinding(kind, (buyer,), self.amount(rows), rows, field, told, expected, reference)

    def of_checks(self, checks: Iterable[PartyCheck]) -> Iterator[EntityFinding]:
        """Invoices told together where the same comparison of the same buyer decided."""
        together: dict[tuple[str, str, str, str], tuple[Match, list[int]]] = {}
        for each in checks:
            for kind, match, told in _kinds_of(each):
                key = (kind, each.buyer, told, match.reason_en)
                together.setdefault(key, (match, []))[1].append(each.row)
        for (kind, buyer, told, _), (match, rows) in together.items():
            yield EntityFinding(kind, (buyer,), self.amount(rows), tuple(rows), told=told, match=match)

    def of_identifiers(self) -> Iterator[EntityFinding]:
        """Identifiers that are wrong, that contradict each other, or that are not there."""
        for buyer, party in self.parties.items():
            for field, told, expected in wrong_identifiers(party):
                yield self.of_buyer("invalid-identifier", buyer, field=field, told=told, expected=expected)
            for field, told, expected in contradictions(party):
                yield self.of_buyer("inconsistent-identifiers", buyer, field=field, told=told, expected=expected)
            if buyer not in self.private and not any(
                (party.siren, party.siret, party.vat_number, party.lei, party.national_id)
            ):
                yield self.of_buyer("no-identifier", buyer)

    def of_shared(self) -> Iterator[EntityFinding]:
        """One identifier on several buyers: they are one company, and its limit covers all of them together."""
        several: dict[tuple[str, str], list[str]] = {}
        for buyer, party in self.parties.items():
            for field, identifier in _comparable(party):
                several.setdefault((field, identifier), []).append(buyer)
        told: set[tuple[str, ...]] = set()
        for (field, identifier), buyers in several.items():
            if len(buyers) > 1 and tuple(buyers) not in told:
                told.add(tuple(buyers))
                rows = tuple(row for buyer in buyers for row in self.rows_of.get(buyer, ()))
                yield EntityFinding(
                    "shared-identifier", tuple(sorted(buyers)), self.amount(rows), rows, field, identifier
                )

    def of_decisions(self, decisions: Mapping[str, Sequence[LimitDecision]]) -> Iterator[EntityFinding]:
        """Limits that do not say which company they cover, or whose identifier cannot be one."""
        for buyer, several in decisions.items():
            for each in several:
                told, country = each.covers_identifier, self.parties.get(buyer, Party()).country
                if not told:
                    yield self.of_buyer("limit-without-identifier", buyer, reference=each.reference)
                elif is_wrong_number(told, country):
                    yield self.of_buyer(
                        "invalid-identifier", buyer, field="covers_identifier", told=told, reference=each.reference
                    )


def _kinds_of(each: PartyCheck) -> Iterator[tuple[str, Match, str]]:
    """Findings about one invoice: kind, the comparison behind it, and what the invoice or the limit says."""
    named = " ".join(text for text in (each.name, each.identifier) if text)
    agrees = each.is_named and each.with_covered.verdict == "same"  # then it is the buyer that is registered otherwise
    if each.of_limit.verdict == "different" and not agrees:
        yield "limit-of-another", each.of_limit, each.covered
    if not each.is_named:
        return
    if each.with_covered.verdict == "different" and each.with_registered.verdict == "different":
        yield "other-company", each.with_registered, named
    elif each.with_registered.verdict == "different":
        yield "registered-otherwise", each.with_registered, named
    elif "unknown" in {each.with_covered.verdict, each.with_registered.verdict}:
        match = each.with_covered if each.with_covered.verdict == "unknown" else each.with_registered
        yield "name-alone", match, named
    elif each.with_registered.likeness:
        yield "name-only", each.with_registered, named


def wrong_identifiers(party: Party) -> Iterator[tuple[str, str, str]]:
    """Identifiers of a party that fail their own check: which, what it says, and what it should where that is sure."""
    if party.siren and not is_valid_siren(party.siren):
        yield "siren", party.siren, ""
    if party.siret and not is_valid_siret(party.siret):
        yield "siret", party.siret, ""
    vat = party.vat_number
    if vat and has_a_vat_check(vat, party.country) and not is_valid_vat_number(vat, party.country):
        own = compact(vat)
        number = own[4:] if own.startswith("FR") else ""
        yield "vat_number", vat, french_vat_number(number) if is_valid_siren(number) else ""
    if party.lei and not is_valid_lei(party.lei):
        yield "lei", party.lei, ""


def contradictions(party: Party) -> Iterator[tuple[str, str, str]]:
    """Right identifiers of a party that name two companies: the field, what it says, and the SIREN it should have."""
    if not (party.siren and is_valid_siren(party.siren)):
        return
    siren = compact(party.siren)
    if party.siret and is_valid_siret(party.siret) and compact(party.siret)[:9] != siren:
        yield "siret", party.siret, siren
    vat = compact(party.vat_number)
    if vat.startswith("FR") and is_valid_vat_number(vat) and is_valid_siren(vat[4:]) and vat[4:] != siren:
        yield "vat_number", party.vat_number, french_vat_number(siren)


def is_wrong_number(identifier: str, country: str) -> bool:
    """Whether an identifier of untold nature has the length of a French number and is none."""
    number = compact(identifier)
    return country in {"", "FR"} and number.isdecimal() and len(number) in {9, 14} and not recognise(number)


def _comparable(party: Party) -> Iterator[tuple[str, str]]:
    """Right identifiers by which a party can be found again under another code."""
    if siren := siren_of(party):
        yield "siren", siren
    if party.lei and is_valid_lei(party.lei):
        yield "lei", compact(party.lei)
    vat = compact(party.vat_number)
    if vat and not vat.startswith("FR") and is_valid_vat_number(vat, party.country):
        yield "vat_number", vat if vat[:2].isalpha() else party.country + vat
    if party.national_id:
        yield "national_id", f"{party.country} {compact(party.national_id)}".strip()
