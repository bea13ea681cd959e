"""Companies drawn by chance from a seed: facts of every kind, policies with every term, contradictions included.

Nothing here knows a rule. A field is filled by its unit, a term within its bounds; only what names something else
(a buyer, an invoice, a policy) is chosen so that it usually meets it.
"""

from __future__ import annotations

import dataclasses
import random
from dataclasses import dataclass
from typing import Any

from encours.clauses.choices import Cover
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.cover.book import lay_out
from encours.engine.wording import Wording
from encours.facts.kinds import KINDS, Fact, FactField, Quantity
from encours.facts.ledger import Ledger
from encours.facts.view import ALLOCATED
from encours.policy.matching import matcher
from encours.policy.quantities import written_value
from encours.policy.quantity_text import encode_country
from encours.policy.schedule import PERIOD_TERMS, Endorsement, Entry, Policy, Programme, TermValue, always
from encours.units import MISSING, NEVER, UNSET, from_civil, span
from encours.units.clocks import Clock, Leg, Shift, encode_clock

START = from_civil(2026, 1, 1)
AS_OF = START + 250
CURRENCIES = ("EUR", "EUR", "EUR", "USD", "JPY")
COUNTRIES = ("FR", "DE", "CN")
CLASSES = ("", "small", "large")
SECTORS = ("", "46.69", "01.11")
ENTITIES = ("E1", "E1", "E2", "EX", "")
POLICIES = ("", "", "first", "second")
SELDOM = {
    "insolvencies": 0.1, "sanction_hits": 0.1, "hand_overs": 0.1, "adverse_informations": 0.15, "repayment_plans": 0.15,
    "consents": 0.5, "overdue_reports": 0.6, "disputes": 0.4, "evidences": 0.8, "securities": 0.2, "own_limits": 0.2,
    "limit_requests": 0.2, "limit_appeals": 0.1, "payment_returns": 0.3, "bills": 0.4, "due_date_moves": 0.8,
    "credit_notes": 0.8, "payments": 4.0, "limit_decisions": 2.5, "buyers": 1.2,
}  # fmt: skip
"""Facts of a kind for one buyer, on average."""
UNDISPUTED = (1, 1, 1, 1, 1, MISSING, 1, 0, 1, 1)
"""Whether a sale of that rank is known to be undisputed."""


@dataclass
class Chance:
    """A company being drawn."""

    rng: random.Random
    buyers: list[str]
    clean: bool = False
    later: random.Random = dataclasses.field(default_factory=lambda: random.Random("allocated"))
    """What is drawn apart, so that a field more changes no other."""
    harms: random.Random = dataclasses.field(default_factory=lambda: random.Random("harms"))

    def day(self, early: int = -60, late: int = 330) -> int:
        return START + self.rng.randint(early, late)

    def yes(self, probability: float) -> bool:
        return self.rng.random() < probability

    def value(self, field: FactField, buyer: str, numbers: list[str]) -> Any:
        """A value of a field by what it holds."""
        rng = self.rng
        if not field.required and self.yes(0.5):
            return field.default
        named = {
            "buyer": lambda: buyer,
            "invoice": lambda: rng.choice([*numbers, ""]) if numbers else "",
            "replaces": lambda: rng.choice([*numbers, ""]) if numbers and self.yes(0.2) else "",
            "currency": lambda: rng.choice(CURRENCIES),
            "country": lambda: rng.choice(COUNTRIES),
            "entity": lambda: rng.choice(ENTITIES),
            "policy": lambda: rng.choice(POLICIES),
            "group": lambda: rng.choice(["", "G1", "G2"]),
            "buyer_class": lambda: rng.choice(CLASSES),
            "sector": lambda: rng.choice(SECTORS),
            "name": lambda: f"{buyer} SARL",
            "party_name": lambda: f"{buyer} SARL" if self.yes(0.8) else "Autre SA",
        }
        if field.name in named:
            return named[field.name]()
        return self.by_quantity(field)

    def by_quantity(self, field: FactField) -> Any:
        rng = self.rng
        match field.quantity:
            case Quantity.TEXT:
                return "" if field.name in {"siren", "siret", "lei", "vat_number", "national_id"} else f"{field.name} 1"
            case Quantity.CHOICE:
                return rng.choice(field.choices)
            case Quantity.DAY:
                return NEVER if field.default == NEVER and self.yes(0.4) else self.day()
            case Quantity.CENTS:
                return rng.choice([0, 1, rng.randint(1, 300_00), rng.randint(1, 3_000_00)])
            case Quantity.BASIS_POINTS:
                return rng.randint(0, 10_000)
            case Quantity.COUNT:
                return rng.randint(1, 3)
            case Quantity.INTEGER:
                return rng.randint(1, 50)
            case Quantity.FLAG:
                return rng.choice([0] * 8 + [1, MISSING])

    def fact(self, table: str, buyer: str, numbers: list[str], **fixed: Any) -> Fact:
        """A fact of a kind about a buyer."""
        common = {"fact_id", "known", "source", "corrects", "void", "assumption", "undisputed"}
        fields = [f for f in KINDS[table].fields if f.name not in common]
        apart: dict[str, Any] = {ALLOCATED: self.allocated_on()} if any(f.name == ALLOCATED for f in fields) else {}
        if table == "limit_decisions":
            apart["entity"] = ""  # of one entity alone: tests/oracle/test_each_entity_alone.py
        drawn = {f.name: self.value(f, buyer, numbers) for f in fields if f.name not in apart} | apart | fixed
        known = self.day() if self.yes(0.05) else MISSING
        return KINDS[table].fact(**drawn, known=known, source=f"{table}:{self.rng.getrandbits(48)}")

    def allocated_on(self) -> int:
        """Day on which money went to what it names: at once, mostly."""
        return START + self.later.randint(0, 330) if self.later.random() < 0.2 else MISSING

    def invoices(self, buyer: str) -> list[Fact]:
        """Sales of a buyer: mostly ordinary ones, so that the deeper clauses are reached."""
        found = []
        for rank in range(self.rng.choice([0, 1, 3, 6, 10])):
            delivered = self.day(*self.rng.choice([(0, 240), (120, 240), (-80, 260)]))
            issued = delivered + self.rng.choice([0, 0, 0, 3, 40])
            due = issued + self.rng.choice([0, 10, 20, 30, 45, 90])
            number, parts = f"{buyer}-F{rank}", self.rng.choice([1, 1, 1, 2, 3])
            for instalment in range(1, parts + 1):
                ordinary = {
                    "number": number, "instalment": instalment, "stage": "invoiced", "delivered": delivered,
                    "issued": issued, "due": due + 15 * (instalment - 1),
                    "ordered": delivered - self.rng.randint(0, 60),
                    "payment_means": "open account", "replaces": "", "party_identifier": "",
                    "gross": self.rng.randint(1, 900_00), "vat": 0, "entity": "E1",
                    "paid_on": self.day() if self.yes(0.3) else NEVER,
                }  # fmt: skip
                for name in list(ordinary):
                    if name not in {"number", "instalment", "gross"} and not self.clean and self.yes(0.04):
                        del ordinary[name]
                found.append(self.fact("invoices", buyer, [], undisputed=UNDISPUTED[rank], **ordinary))
        return found

    def account(self, buyer: str) -> list[Fact]:
        """Every fact about one buyer."""
        found = self.invoices(buyer)
        numbers = sorted({each.number for each in found})
        references: dict[str, list[str]] = {"payments": [], "limit_decisions": []}
        for table, mean in SELDOM.items():
            many = int(mean) + int(self.yes(mean % 1)) if mean < 1 else self.rng.randint(0, int(2 * mean))
            for place in range(many):
                fixed: dict[str, Any] = {}
                if any(f.name == "reference" for f in KINDS[table].fields):
                    fixed["reference"] = f"{buyer}-{table}-{place}"
                    references.setdefault(table, []).append(fixed["reference"])
                if table == "credit_notes":
                    fixed["number"] = f"{buyer}-A{place}"
                if table == "buyers":
                    flags = ("private_person", "public", "related")
                    fixed |= {name: 0 for name in flags if self.yes(0.95)}
                    fixed["changed_on"] = START + 20 * place if place else MISSING
                if table == "limit_decisions":
                    fixed |= self.decision()
                for field, owner in (("payment", "payments"), ("decision", "limit_decisions")):
                    if table in {"payment_returns", "limit_appeals"} and any(
                        f.name == field for f in KINDS[table].fields
                    ):
                        if not references[owner]:
                            break
                        fixed[field] = self.rng.choice(references[owner])
                else:
                    found.append(self.fact(table, buyer, numbers, **fixed))
        return found + self.harms_of(buyer, numbers)

    def harms_of(self, buyer: str, numbers: list[str]) -> list[Fact]:
        """What late notices lost the insurer: of one invoice in three."""
        rng = self.harms
        return [
            KINDS["late_notice_harms"].fact(
                buyer=buyer, invoice=number, instalment=rng.choice([MISSING, 1, 2]),
                established_on=START + rng.randint(0, 260), amount=rng.choice([1, rng.randint(1, 900_00)]),
                source=f"late_notice_harms:{buyer} {place}",
            )
            for place, number in enumerate(numbers) if rng.random() < 0.33
        ]  # fmt: skip

    def decision(self) -> dict[str, Any]:
        """Mostly a named limit, granted early and of some size."""
        if self.yes(0.35):
            return {}
        decided = self.day(-90, 120)
        return {
            "kind": "named", "outcome": "granted", "amount": self.rng.randint(100_00, 4_000_00), "currency": "EUR",
            "decided_on": decided, "notified_on": MISSING, "effective_on": MISSING, "expires_on": NEVER,
            "scope": "buyer", "covers_identifier": "", "conditions": "", "policy": self.rng.choice(["", "", "second"]),
        }  # fmt: skip

    def company(self) -> list[Fact]:
        """Facts of no buyer: rates from before the first day, entities, declarations, premium, the books."""
        found = [
            self.fact("exchange_rates", "", [], currency=code, day=day, per_euro_numerator=rate,
            per_euro_denominator=100)
            for code in ("USD", "JPY") for day in (START - 400, START + 50, START + 200)
            for rate in [self.rng.randint(80, 150) * (100 if code == "JPY" else 1)]
        ]  # fmt: skip
        for entity in ("E1", "E2"):
            found.append(
                self.fact(
                    "entities",
                    "",
                    [],
                    entity=entity,
                    joined_on=START - 900,
                    left_on=NEVER if self.yes(0.8) else self.day(),
                )
            )
        for table in ("turnover_declarations", "premium_payments", "control_accounts"):
            for place in range(self.rng.randint(0, 2)):
                fixed = {"reference": f"{table} {place}"} if table == "premium_payments" else {}
                if table != "control_accounts" and self.yes(0.7):
                    fixed["notice_on"] = NEVER
                found.append(self.fact(table, "", [], **fixed))
        return found


def term_value(rng: random.Random, term: Any) -> int:
    """A value of a term within its bounds, of a size that matters here."""
    low = 0 if term.low is None else written_value(term, term.low, "EUR")
    high = 10**9 if term.high is None else written_value(term, term.high, "EUR")
    if term.unit.name == "span" and "terms" in term.english:
        return span(days=rng.randint(30, 120))
    match term.unit.name:
        case "flag":
            return rng.randint(0, 1)
        case "code":
            return rng.randrange(len(term.choices))
        case "day":
            return START + rng.randint(0, 300)
        case "span":
            return rng.choice(
                [span(days=rng.randint(0, 120)), span(days=rng.randint(0, 60)), span(months=rng.randint(1, 3))]
            )
        case "clock":
            return encode_clock(drawn_clock(random.Random(rng.random()), term))
        case "country":
            return encode_country(rng.choice(["FR", "DE", "AE"]))
        case "basis points":
            return max(low, min(high, rng.choice([5_000, 9_000, 10_000])))
        case "cents":
            return max(low, min(high, rng.choice([50_00, 500_00, 2_000_00, 10_000_00])))
        case _:
            return max(low, min(high, rng.randint(0, 60)))


def drawn_clock(rng: random.Random, term: Any, *, may_be_replaced: bool = True) -> Clock:
    """A clock of one to three times, from events that its term allows."""
    legs = tuple(
        Leg(
            int(rng.choice(term.among)),
            span(days=rng.randint(0, 30))
            if (working := rng.random() < 0.2)
            else span(days=rng.randint(0, 60), months=rng.choice([0, 0, 1, 2])),
            working,
            inclusive=rng.random() < 0.2,
        )
        for _ in range(rng.choice([1, 1, 2, 3]))
    )
    replaced = drawn_clock(rng, term, may_be_replaced=False) if may_be_replaced and rng.random() < 0.3 else None
    return Clock(legs, len(legs) == 1 or rng.random() < 0.5, Shift(rng.choice([0, 0, 1, 2])), replaced)


KEYS = {
    "country": ("FR", "DE"), "limit_kind": ("named", "discretionary", "top-up"), "buyer_class": ("small", "large"),
    "entity": ("E1", "E2"), "sector": ("46", "01"), "buyer": ("B1", "B2"),
}  # fmt: skip


def term_values(rng: random.Random, term: Any) -> TermValue:
    """What a schedule says of a term: one value, or one with exceptions by key."""
    first = term_value(rng, term)
    if term.policy_wide or rng.random() < 0.7:
        return always(first)
    key = rng.choice([k for k in KEYS if k != "limit_kind" or term.varies_by_limit])
    entries = (Entry(first), Entry(term_value(rng, term), {key: (rng.choice(KEYS[key]),)}))
    value = TermValue(entries)
    return value if matcher(value, zones={}, default=UNSET).conflict() is None else always(first)


SHUTS = {
    "initial_waiting_period", "minimum_invoice_amount", "maximum_overdue_at_inception", "maximum_invoicing_delay",
}  # fmt: skip
"""Terms that leave little to judge: set less often."""


OF_A_FILE = (
    "working_days_of", "hand_over_deadline", "late_hand_over", "claim_declaration_deadline", "late_claim_declaration",
    "claim_filing_deadline", "late_claim_filing", "claim_declared_by",
)  # fmt: skip
"""Terms of the file of an unpaid invoice, drawn apart, so that they change nothing of what else is drawn."""


def schedule(rng: random.Random, wording: Wording, *, often: float, wide: bool) -> dict[str, TermValue]:
    """Terms that rows read set by chance, every one sooner or later."""
    found = {}
    for name, term in wording.row_terms.items():
        if name in OF_A_FILE:
            continue
        shuts = name in SHUTS or (term.choices is Cover)
        likely = often / 8 if shuts else often
        if name in PERIOD_TERMS or name == "layer_mode" or (term.policy_wide and not wide):
            continue
        if rng.random() < likely:
            found[name] = term_values(rng, term)
    apart = random.Random(" ".join([str(often), *found]))
    for name in OF_A_FILE:
        if (wide or not wording.row_terms[name].policy_wide) and apart.random() < often:
            found[name] = term_values(apart, wording.row_terms[name])
    return found


def named_buyers(rng: random.Random) -> dict[str, dict[str, str]]:
    """Lists of buyers of a schedule: mostly none."""
    drawn = rng.random()
    return {
        "insured_buyers": {"B1": "", "B2": ""} if drawn > 0.95 else {},
        "excluded_buyers": {"B3": ""} if drawn < 0.2 else {},
    }


def programme(seed: int, *, wording: Wording = WHOLE_TURNOVER, layers: int | None = None) -> Programme:
    """A programme of one to three layers with endorsements."""
    rng = random.Random(f"programme {seed}")
    count = rng.choice([1, 1, 2, 3]) if layers is None else layers
    often = rng.choice([0.1, 0.3, 0.6])
    policies = []
    for layer in range(count):
        mode = 0 if layer == 0 else rng.choice([1, 1, 2])
        terms = schedule(rng, wording, often=often, wide=True) | {"layer_mode": always(mode)}
        endorsements = tuple(
            Endorsement(f"change {day}", START + day, schedule(rng, wording, often=0.15, wide=False))
            for day in sorted(rng.sample(range(20, 240), rng.choice([0, 0, 1, 2])))
        )
        policies.append(
            Policy(
                name=("first", "second", "third")[layer], insurer="Assureur Fictif SA", wording=wording, currency="EUR",
                period_start=START, period_end=START + 364, terms=terms, endorsements=endorsements,
                **named_buyers(rng),
            )
        )  # fmt: skip
    return Programme(name="drawn", company="Maison Fictive SA", currency="EUR", policies=tuple(policies))


def facts(seed: int, *, buyers: int = 12, clean: bool = False) -> list[Fact]:
    """Facts of a company of some buyers; one company in five keeps no register of disputes."""
    chance = Chance(random.Random(f"facts {seed}"), [f"B{n}" for n in range(1, buyers + 1)], clean)
    found = chance.company()
    for buyer in chance.buyers:
        found += chance.account(buyer)
    return found if seed % 5 else [each for each in found if each.KIND.table != "disputes"]


def book(seed: int, *, buyers: int = 12, as_of: int = AS_OF, known_on: int | None = None) -> Any:
    """A Book of a drawn company under a drawn programme."""
    return lay_out(Ledger.of(facts(seed, buyers=buyers)).view(as_of, known_on), programme(seed))
