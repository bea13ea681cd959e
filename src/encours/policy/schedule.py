"""What was agreed: a programme of policies, each a typed schedule on a wording, with dated endorsements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from encours.engine.wording import Wording
from encours.policy.coinsurance import Cession, CoinsuranceLine, HeldShare
from encours.units import NEVER, Day

LIMIT_KINDS: Final = ("named", "discretionary", "blind", "top-up", "reverse", "none")
"""What may carry an invoice, as `when` and the table of terms name it; `none` is no limit at all."""

KEYS: Final = ("buyer", "buyer_class", "country", "sector", "entity", "limit_kind", "cause")
"""The closed list of what a term may vary with, in the order they are written."""

PERIOD_TERMS: Final = ("period_start", "period_end")
"""Terms every wording reads and no schedule sets under its terms: they come from the policy's period."""

When = Mapping[str, tuple[str, ...]]
"""For some of the keys, the values a row must have one of."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a term, and the rows it holds for: every row when `when` is empty."""

    value: int
    """The value in the term's unit; `UNSET` where the policy says that it does not use the term."""
    when: When = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TermValue:
    """Everything one schedule or endorsement says about one term, in the order it is written."""

    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        """Hold that only known keys are used: readers refuse the others before this is made."""
        assert self.entries, "a term value without entries says nothing"
        for entry in self.entries:
            assert set(entry.when) <= set(KEYS), f"unknown keys in {entry.when}"
            assert all(entry.when.values()), f"a key with no value in {entry.when}"

    @property
    def keys(self) -> tuple[str, ...]:
        """What the term varies with here, in the order of `KEYS`."""
        return tuple(key for key in KEYS if any(key in entry.when for entry in self.entries))


def always(value: int) -> TermValue:
    """Value of a term that is the same for every row."""
    return TermValue((Entry(value),))


@dataclass(frozen=True, slots=True)
class Endorsement:
    """A dated change of the schedule: from its day, each term it names is replaced whole.

    It holds for rows delivered on or after `effective_on`; earlier deliveries keep the older terms.
    """

    name: str
    effective_on: Day
    terms: Mapping[str, TermValue]


@dataclass(frozen=True, slots=True)
class InsuredEntity:
    """A company of the insured group that the policy covers, from one day to another, both included."""

    entity: str
    name: str = ""
    siren: str = ""
    joined_on: Day | None = None
    """First day; None: from the beginning of the policy."""
    left_on: Day = NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One insurer's schedule on a wording: one layer of a programme.

    Both days of the period are insured. `endorsements` are in order of their day. A term that neither the
    schedule nor an endorsement names has the default of the wording, or is unset.
    """

    name: str
    insurer: str
    wording: Wording
    currency: str
    period_start: Day
    period_end: Day
    terms: Mapping[str, TermValue]
    endorsements: tuple[Endorsement, ...] = ()
    number: str = ""
    """The insurer's own number of the policy."""
    policyholder: str = ""
    """Who signed it and owes the premium."""
    zones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Named lists of countries (two-letter codes of ISO 3166), usable wherever a country is."""
    insured_buyers: Mapping[str, str] = field(default_factory=dict)
    """Buyers the policy insures by name, each with a word on it if any; it insures no other then."""
    excluded_buyers: Mapping[str, str] = field(default_factory=dict)
    """Buyers the policy leaves out by name, each with the reason as it is written, if any."""
    entities: tuple[InsuredEntity, ...] = ()
    """Insured companies, when the schedule lists them; they may also come as facts."""
    coinsurance: tuple[CoinsuranceLine, ...] = ()
    """Lines of the insurers that share the policy; none where its insurer has it alone."""
    cessions: tuple[Cession, ...] = ()
    """What insurers of the policy cede; the insured does not see it."""
    source: str = field(default="", compare=False)
    """Name of the text this was read from, for messages."""

    def __post_init__(self) -> None:
        """Hold what the reader has checked."""
        assert self.period_start <= self.period_end, f"{self.name}: the period ends before it starts"
        days = [endorsement.effective_on for endorsement in self.endorsements]
        assert days == sorted(days), f"{self.name}: endorsements out of order"
        for terms in (self.terms, *(endorsement.terms for endorsement in self.endorsements)):
            unknown = set(terms) - set(self.wording.terms)
            assert not unknown, f"{self.name}: terms the wording lacks: {sorted(unknown)}"
            assert not set(terms) & set(PERIOD_TERMS), f"{self.name}: the period is not set as a term"

    def excludes(self, buyer: str) -> bool:
        """Whether the schedule leaves a buyer out: by name, or since it insures others by name."""
        return buyer in self.excluded_buyers or (bool(self.insured_buyers) and buyer not in self.insured_buyers)

    def endorsement_at(self, on: Day) -> int:
        """How many endorsements are in force on a day: 0 before the first."""
        return sum(endorsement.effective_on <= on for endorsement in self.endorsements) if self.endorsements else 0

    @property
    def is_dated(self) -> bool:
        """Whether what is agreed of a loss depends on its day."""
        shares: tuple[HeldShare, ...] = (*self.coinsurance, *self.cessions)
        return any(each.is_dated for each in shares) or any(each.terms for each in self.endorsements)

    def varies_with(self, term: str, key: str) -> bool:
        """Whether the schedule or an endorsement gives a term a value that varies with a key."""
        every = (self.terms, *(each.terms for each in self.endorsements))
        return any(term in terms and key in terms[term].keys for terms in every)

    def value_of(self, term: str, endorsement: int) -> TermValue | None:
        """What holds for a term once that many endorsements are in force; None when nobody wrote anything."""
        for each in reversed(self.endorsements[:endorsement]):
            if term in each.terms:
                return each.terms[term]
        return self.terms.get(term)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The policies of one company, as ordered layers: the first is the primary.

    `policies` take invoices. `of_losses` stand above them all and take what the year's losses leave to the insured.
    """

    name: str
    company: str
    currency: str
    policies: tuple[Policy, ...]
    of_losses: tuple[Policy, ...] = ()

    def __post_init__(self) -> None:
        """Hold that there is a layer, and that layers are told apart by name."""
        assert self.policies, "a programme without a policy"
        names = [policy.name for policy in self.layers]
        assert len(set(names)) == len(names), f"two layers with one name in {names}"

    @property
    def layers(self) -> tuple[Policy, ...]:
        """Every layer, from the first upwards."""
        return (*self.policies, *self.of_losses)

    @property
    def primary(self) -> Policy:
        """The first layer."""
        return self.policies[0]

    def names_of(self, policy: Policy) -> tuple[str, ...]:
        """How facts name a policy: by its name, or not at all where it is the first."""
        return (policy.name, "") if policy == self.primary else (policy.name,)
