"""A settlement as every form tells it: the steps of each waterfall, what cut, the parts, what the year has left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from encours.claims.agreed import PREMIUMS, PROCEEDS_CODE
from encours.claims.announced import Undated
from encours.claims.in_order import SettledLoss
from encours.claims.ledger_year import PolicyYear
from encours.claims.loss import Loss as ToldLoss
from encours.claims.loss import LossLine
from encours.claims.of_buyer import BuyerLoss
from encours.claims.payments import IndemnityPayment
from encours.claims.programme import LossOfLayers, across_layers
from encours.claims.settle import DUE_DATE
from encours.claims.units import proceeds_beyond
from encours.claims.year import ClaimStanding
from encours.clauses.choices import LimitKind
from encours.clauses.lose.anchors import Anchor
from encours.clauses.orders import IndemnityStep
from encours.clauses.states import LossPart, State
from encours.clauses.wordings.indemnity import CHAIN, COUNTERS, FIGURES, LINES
from encours.engine.chain import Link
from encours.engine.findings import Finding
from encours.engine.terms import Choice
from encours.engine.verdicts import NEEDS_INFORMATION
from encours.explain.lines import Lines
from encours.explain.losses import Loss, losses
from encours.explain.party_names import PartyNames
from encours.explain.report_head import Head
from encours.explain.values import NOT_USED, UNKNOWN, amount
from encours.explain.words import say
from encours.policy.quantity_text import decode_multiple, show_quantity, show_to_people
from encours.units import MISSING, UNSET, Cents
from encours.units.show import Language, show_day, show_percentage
from encours.units.sums import sum_known

OF_LINES: Final = ("line_limit", "line_percentage")
"""What a step reads of each invoice and tells as what cut."""
LEFT: Final = "_left"
CHARGES: Final = "charges_in_base"
"""Clause that tells which interest and costs are part of a loss."""


@dataclass(frozen=True, slots=True)
class SettlementReport:
    """Losses that were settled, in their order; `head` where a ledger was asked, and not amounts alone."""

    company: str
    losses: tuple[SettledLoss, ...]
    head: Head | None = None
    found: tuple[BuyerLoss, ...] = ()
    """Losses of a buyer as its ledger tells them, each once, whatever the layers that bear it."""
    undated: tuple[tuple[str, Undated], ...] = ()
    """By buyer, losses that may have occurred and whose day lacks a fact: none of these is settled."""

    years: tuple[PolicyYear, ...] = ()
    """Years of the policies that bear losses of a ledger, those of the primary first."""
    outside: tuple[tuple[str, str, str], ...] = ()
    """Policy, claim and number of each invoice that no year of the policy has."""
    paid: Mapping[tuple[str, str], Cents | None] = field(default_factory=dict)
    """By policy and claim, what was paid so far; None where nobody knows how much."""
    payments: tuple[IndemnityPayment, ...] = ()
    """Payment of each claim of a ledger by each policy: when, how much, to whom."""
    is_whole: bool = False
    """Whether these are all losses of the ledger, so that a year is told whole."""

    names: PartyNames | None = None
    """What people call the buyers of a ledger."""

    @property
    def indemnity(self) -> Cents | None:
        """Indemnity of all losses; None where the waterfall of one of them stopped."""
        return sum_known(each.settlement.indemnity for each in self.losses)

    @property
    def currency(self) -> str:
        """Currency of every amount."""
        return self.losses[0].policy.currency

    @property
    def has_layers(self) -> bool:
        """Whether several policies bear the losses."""
        return len({each.policy.name for each in self.losses}) > 1

    @property
    def across(self) -> tuple[LossOfLayers, ...]:
        """Every loss once, whatever the layers that bear it, in the order of the losses."""
        return across_layers(self.losses)

    @property
    def gross(self) -> Cents | None:
        """Gross loss of all; None where several policies bear parts of the same one."""
        return None if self.has_layers else sum(each.loss.gross for each in self.losses)

    @property
    def gross_of_all(self) -> Cents:
        """Gross loss of all, each counted once, whatever the layers that bear it."""
        return sum(each.gross for each in self.across)

    def party(self, loss: ToldLoss) -> str:
        """Whom a loss is told of: its buyer, by name and code where it is registered, or its claim."""
        code = loss.buyer
        name = "" if self.names is None or not code else self.names.field(code, "name")
        return f"{name} ({code})" if name else code or loss.claim

    def name(self, settled: SettledLoss) -> str:
        """What tells a loss from the others: its buyer or its claim, and the policy where there are several."""
        name = self.party(settled.loss)
        if settled.loss.invoice:
            name += f" · {settled.loss.invoice}"
        if self.has_layers:
            name += f" · {settled.policy.name}"
        years = [each for each in self.years if each.policy.name == settled.policy.name]
        if len(years) > 1:
            standing = self.standing_of(settled)
            own = next((year for year in years if standing in year.standing.claims), None)
            name += "" if own is None else f" · {show_day(own.first, 'en')}"
        return name

    def standing_of(self, settled: SettledLoss) -> ClaimStanding | None:
        """The claim of a ledger that a loss is settled for; None of amounts told, and of a layer of losses."""
        claims = (claim for year in self.years for claim in year.standing.claims)
        return next(
            (each for each in claims if any(settled.settlement is unit.settlement for unit in each.settled)), None
        )

    def is_after_a_stop(self, place: int) -> bool:
        """Whether the waterfall of an earlier loss stopped, so that what it uses of the year is not known."""
        policy = self.losses[place].policy
        return any(
            each.settlement.indemnity is None for each in self.losses[:place] if each.policy.name == policy.name
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a waterfall: what stood, and what stands; None where a value is missing and it stops."""

    link: Link
    finding: Finding
    part: LossPart
    stood: Cents
    stands: Cents | None
    is_silent: bool
    """Whether the policy agrees on nothing that the step reads, and the step cut nothing."""

    @property
    def cut(self) -> Cents:
        """What the step took away."""
        return 0 if self.stands is None else self.stood - self.stands

    @property
    def code(self) -> str:
        """Stable name: the clause."""
        return self.finding.clause

    def name(self, language: Language) -> str:
        """What a policy calls the step."""
        return word(IndemnityStep.numbered(CHAIN.code_of[self.code] - 1), language)


def word(choice: Choice, language: Language) -> str:
    """A reading of a closed list, as a policy writes it."""
    return choice.french if language == "fr" else choice.english


def steps(settled: SettledLoss) -> tuple[Step, ...]:
    """Every step that was asked, in its order; the last one may be where the waterfall stopped."""
    return tuple(_step(settled, each) for each in settled.settlement.findings)


def _step(settled: SettledLoss, finding: Finding) -> Step:
    link = CHAIN.of_code(CHAIN.code_of[finding.clause])
    assert finding.asked is not None
    stands = None if finding.verdict == NEEDS_INFORMATION else finding.granted
    endorsement = settled.policy.endorsement_at(settled.loss.day)
    written = any(settled.policy.value_of(term, endorsement) is not None for term in link.clause.terms)
    reads_lines = any(name in OF_LINES for name in link.reads)
    silent = stands == finding.asked and not written and not reads_lines
    return Step(link, finding, LossPart.numbered(link.clause.state), finding.asked, stands, silent)


def order_of(settled: SettledLoss, language: Language) -> str:
    """Order of the steps: its usual name, or each of them."""
    chain = CHAIN.shared["indemnity_chain"]
    return show_quantity(chain, settled.agreed.written, settled.policy.currency, language)


def cut_by(settled: SettledLoss, step: Step, language: Language) -> str:
    """What a step goes by, with its value: terms of the policy, limits and percentages, what a counter has left."""
    told = [_of_lines(settled, name, language) for name in step.link.reads if name in OF_LINES]
    for name, value in step.finding.values.items():
        term = CHAIN.link_terms.get(name)
        if value in {MISSING, UNSET}:
            continue
        if name.endswith(LEFT):
            told.append(say("by left", language, value=amount(value, settled.policy.currency, language)))
        elif name == "proceeds" and value:
            told.append(say("by proceeds", language, value=amount(value, settled.policy.currency, language)))
        elif term is not None and f"by {name}" in SAID and (value or not term.default) and _is_agreed(settled, name):
            shown = show_to_people(term, value, settled.policy.currency, language)
            told.append(say(f"by {name}", language, value=shown))
    return ", ".join(filter(None, told))


SAID: Final = frozenset(
    f"by {name}"
    for name in (
        "retained_share_of", "claim_threshold", "minimum_retention", "minimum_retention_share", "maximum_retention",
        "each_and_every_first_loss", "percentage_above_first_loss", "proceeds_come_off",
    )
)  # fmt: skip


def _is_agreed(settled: SettledLoss, term: str) -> bool:
    return settled.policy.value_of(term, settled.policy.endorsement_at(settled.loss.day)) is not None


def _of_lines(settled: SettledLoss, name: str, language: Language) -> str:
    """Limit or percentage of the invoices: the one there is, else the ends of their range."""
    values = [getattr(line, name.removeprefix("line_")) for line in settled.loss.lines]
    known = sorted({value for value in values if value != MISSING})
    if not known:
        return ""
    if name == "line_limit":
        if len(values) > 1:
            return say("by several limits", language, count=len(values))
        line, currency = settled.loss.lines[0], settled.policy.currency
        told = [say("by line_limit", language, value=amount(line.limit, currency, language))]
        if line.taken > 0:
            told.append(say("by older debt", language, value=amount(line.taken, currency, language)))
        if line.carried < min(line.gross, line.room):
            told.append(say("by part", language, value=amount(line.carried, currency, language)))
        return ", ".join(told)
    ends = [show_percentage(value, language) for value in dict.fromkeys((known[0], known[-1]))]
    return say("by line_percentage", language, value="–".join(ends))


def parts_told(settled: SettledLoss) -> bool:
    """Whether more than its limit says what the policy carries of some invoice."""
    return any(line.part != UNSET for line in settled.loss.lines)


YEAR_FIGURES: Final = ("sales", "minimum_premium", "premium_paid")
"""What a step may lack of the policy year: no ledger tells it."""
OPTIONS: Final[Mapping[str, str]] = {
    "line_limit": "--limit", "line_percentage": "--percentage", "line_limit_kind": "--limit-kind", "debt": "--debt",
    "country": "--country", **{name: f"--{name.replace('_', '-')}" for name in YEAR_FIGURES},
}  # fmt: skip
"""Option of `encours settle` that tells what a step lacks; a file of losses has the same names."""


def missing(settled: SettledLoss, step: Step) -> tuple[str, ...]:
    """Names of what a step lacks: values of an invoice, figures of the year, terms that vary with what is unknown."""
    found = [name for name in step.link.reads if name in LINES and _lacks(settled.loss.lines, name)]
    for name in step.finding.missing:
        counter = name.removesuffix(LEFT)
        if counter in COUNTERS and name.endswith(LEFT):
            found += _of_counter(settled, counter)
        else:
            found.append(name)
    return tuple(dict.fromkeys(found))


def _lacks(lines: Sequence[LossLine], name: str) -> bool:
    return any(getattr(line, name.removeprefix("line_")) == MISSING for line in lines)


def _of_counter(settled: SettledLoss, counter: str) -> list[str]:
    """What the total of a counter lacks: figures of the year, else the terms that it is worked out from."""
    terms, year = settled.agreed.terms, settled.year
    if counter == "first_loss" and year.sales == MISSING and terms["aggregate_first_loss_share"] > 0:
        return ["sales"]
    if counter == "country" and not settled.loss.country:
        return ["country"]
    multiple = terms["maximum_liability_multiple"]
    if counter == "liability" and multiple not in {UNSET, MISSING}:
        names = [name for name in PREMIUMS[decode_multiple(multiple).base] if getattr(year, name) == MISSING]
        if names:
            return names
    link = next(each for each in CHAIN.links if each.counter == counter)
    return [name for name in link.clause.terms if terms[name] == MISSING]


def parts_shown(settled: SettledLoss) -> dict[LossPart, Cents]:
    """Parts of a loss with their amounts; none where the waterfall stopped."""
    cut = cuts_shown(settled)
    return {part: cents for part, cents in settled.settlement.parts.items() if part in {LossPart.INDEMNITY, *cut}}


def cuts_shown(settled: SettledLoss) -> tuple[LossPart, ...]:
    """Parts that steps cut; what securities paid is one where the order asks for it."""
    asks = PROCEEDS_CODE in settled.agreed.codes
    return tuple(part for part in LossPart if part is not LossPart.INDEMNITY and (asks or part != LossPart.PROCEEDS))


def missing_words(settled: SettledLoss, step: Step, language: Language) -> str:
    """The same in words."""
    return say("missing and", language).join(_missing_word(settled, name, language) for name in missing(settled, step))


def stopped_words(settled: SettledLoss, step: Step, language: Language) -> str:
    """Where the waterfall stops: what is missing, and the options that tell it."""
    options = [OPTIONS[name] for name in missing(settled, step) if _is_told_by_option(settled, name)]
    told = say("missing and", language).join(options)
    with_options = say("settlement told with", language, options=told) if told else ""
    return say("settlement stopped", language, missing=missing_words(settled, step, language)) + with_options


def _is_told_by_option(settled: SettledLoss, name: str) -> bool:
    """Whether an option of the command tells a name: a figure of the year, or what else no ledger tells of the loss."""
    return name in OPTIONS and (name in YEAR_FIGURES or not any(line.number for line in settled.loss.lines))


def _missing_word(settled: SettledLoss, name: str, language: Language) -> str:
    if name == DUE_DATE:
        numbers = (each.number for each in settled.loss.of_unknown_interest)
        return say(f"missing {name}", language, invoices=", ".join(dict.fromkeys(numbers)))
    if name == "debt" and settled.loss.invoice:
        return say("missing debt of an invoice", language, invoice=settled.loss.invoice)
    if name not in CHAIN.link_terms:
        return say(f"missing {name}", language)
    value = settled.policy.value_of(name, settled.policy.endorsement_at(settled.loss.day))
    told = settled.loss.keys
    keys = () if value is None else tuple(key for key in value.keys if not told.get(key))
    return say("missing term", language, term=term_name(name, language), keys=", ".join(keys))


@dataclass(frozen=True, slots=True)
class Counted:
    """One total of the policy year: agreed, used before the loss, used by it, left; None where it is not known."""

    counter: str
    total: Cents | None
    before: Cents
    used: Cents

    @property
    def left(self) -> Cents | None:
        """What the next loss finds."""
        return None if self.total is None else max(0, self.total - self.before - self.used)

    def name(self, language: Language) -> str:
        """What it is called."""
        return counter_name(self.counter, language)


def counter_name(counter: str, language: Language) -> str:
    """What a total of the year, of a claim or of a buyer is called."""
    reading = COUNTERS[counter]
    return reading.french if language == "fr" else reading.english


def counted(settled: SettledLoss) -> tuple[Counted, ...]:
    """Totals that the policy agrees and a step of its chain uses, in the order of the chain."""
    found = []
    for code in settled.agreed.codes:
        counter = CHAIN.of_code(code).counter
        total = settled.agreed.totals.get(counter, UNSET)
        key = (counter, settled.loss.counted_for(counter))
        before, after = settled.before.of(*key), settled.settlement.account.of(*key)
        if total != UNSET and (total or before or after):
            found.append(Counted(counter, None if total == MISSING else total, before, after - before))
    return tuple(found)


def read_values(settled: SettledLoss, step: Step, language: Language) -> Iterator[tuple[str, str]]:
    """What a step read, by name, in words; what it read of invoices stands with them."""
    for name, value in step.finding.values.items():
        yield reading_name(name, language), shown_value(name, value, settled.policy.currency, language)


def reading_name(name: str, language: Language) -> str:
    """What people call something that a step reads."""
    if name in FIGURES:
        return FIGURES[name].french if language == "fr" else FIGURES[name].english
    counter = name.removesuffix(LEFT)
    if counter in COUNTERS:
        told = COUNTERS[counter].french if language == "fr" else COUNTERS[counter].english
        return say("read left", language, name=told)
    if name in CHAIN.link_terms:
        return term_name(name, language)
    return say(f"read {name}", language)


def term_name(name: str, language: Language) -> str:
    """What people call a term of the chain."""
    return say(f"term {name}", language)


def shown_value(name: str, value: int, currency: str, language: Language) -> str:
    """A value in words, by the unit of its name."""
    if value == MISSING:
        return UNKNOWN.in_language(language)
    term = CHAIN.link_terms.get(name)
    if term is not None:
        return show_to_people(term, value, currency, language)
    return NOT_USED.in_language(language) if value == UNSET else amount(value, currency, language)


def limit_kind(line: LossLine, language: Language) -> str:
    """Kind of the limit of an invoice."""
    return word(LimitKind.numbered(int(line.limit_kind)), language)


def loss_told(settled: SettledLoss, language: Language) -> str:
    """When and why: the day of the loss and its cause, as far as they are told."""
    from encours.clauses.lose.anchors import CAUSES
    from encours.policy.read_when import CAUSES_IN_FRENCH

    loss = settled.loss
    day = "" if loss.day == MISSING else say("settlement day", language, day=show_day(loss.day, language))
    cause = loss.cause
    if language == "fr" and cause in CAUSES:
        cause = CAUSES_IN_FRENCH[CAUSES.index(cause)]
    return ", ".join(filter(None, (day, cause)))


def policy_told(settled: SettledLoss, language: Language) -> str:
    """Policy and insurer; where terms were told alone, that they were."""
    policy = settled.policy
    return f"{policy.name} ({policy.insurer})" if policy.name else say("settlement terms told", language)


def undated_words(undated: Undated, language: Language) -> str:
    """What the day of a loss lacks: an event whose day nobody knows, or a term that varies with what is unknown."""
    names = [word(each, language) for each in undated.missing]
    missing = ", ".join(names) or say("undated term", language)
    key = "undated invoice" if undated.invoice else "undated insolvency"
    if not undated.invoice and Anchor.INSOLVENCY in undated.missing:
        key = "undated proceedings"
    return say(key, language, invoice=undated.invoice, missing=missing)


def lowered_since(report: SettlementReport, settled: SettledLoss) -> tuple[Cents, Cents] | None:
    """Debt on the day of the loss, and what of it was paid or credited before the indemnity; None where nothing was.

    An invoice that is a loss of its own has its debt told with the whole claim.
    """
    standing = report.standing_of(settled)
    if standing is None or settled.loss.invoice:
        return None
    owed = standing.claim.loss.debt
    gone = owed - sum(standing.at_the_indemnity.amounts)
    return (owed, gone) if gone else None


def charges_told(loss: ToldLoss) -> Iterator[tuple[str, Cents]]:
    """Charges of a loss, each by the key of its words: those in it, and those out of it where no debt tells of them.

    Interest of which nobody knows how much counts is told by where the waterfall stops.
    """
    outside = loss.charges_outside if loss.debt == MISSING else 0
    interest = 0 if loss.of_unknown_interest else loss.interest
    for key, cents in (("interest", interest), ("costs", loss.costs), ("charges outside", outside)):
        if cents:
            yield f"settlement {key}", cents


def proceeds_told(settled: SettledLoss) -> Iterator[tuple[str, Cents]]:
    """What is said of proceeds of securities, each by the key of its words: what is above the debt pays nothing."""
    if PROCEEDS_CODE not in settled.agreed.codes:
        return
    if beyond := sum(map(proceeds_beyond, settled.told)):
        yield "settlement proceeds beyond", beyond
    if len(settled.told) > 1 and settled.loss.proceeds:
        yield "settlement proceeds together", settled.loss.proceeds


def not_in_the_loss(found: BuyerLoss) -> tuple[Loss, ...]:
    """What is owed and no part of the gross loss, by the clause of the first policy that keeps it out."""
    lines = Lines(found.book)
    wording = found.book.programme.primary.wording
    admitting = {each.name for each in wording.clauses if each.grants and each.stage == "admit"}
    every = losses(wording, (lines.line(each.account, each.cover) for each in found.rows))
    return (*(each for each in every if each.clause not in admitting), *_charges_outside(found, lines))


def kept_out_title(report: SettlementReport, found: BuyerLoss, language: Language) -> str:
    """Title of what is owed beside a loss, which names the loss where there are several."""
    title = say("settlement kept out of", language, day=show_day(found.day, language))
    if len(report.found) == 1:
        return title
    return say("settlement kept out of one", language, title=title, name=report.party(found.losses[0]))


def _charges_outside(found: BuyerLoss, lines: Lines) -> Iterator[Loss]:
    """Interest, costs and penalties that the first policy does not count; all those of an invoice it refused."""
    counted = {(each.number, each.instalment): each.interest + each.costs for each in found.losses[0].lines}
    owed = [(each.charged - counted.get((each.number, each.instalment), 0), each) for each in found.rows]
    rows = tuple((cents, lines.line(each.account, each.cover)) for cents, each in owed if cents)
    if rows:
        total = sum(cents for cents, _ in rows)
        yield Loss(State.OUTSIDE, CHARGES, "lose", total, tuple(sorted(rows, key=lambda row: -row[0])))
