"""Before shipping: what of a delivery would be covered, by the very walk that judges invoices.

The delivery is supposed in a what-if ledger, invoiced on its day; the answer is what `encours.cover.answer.cover` says
of that row. A page shows it, an order system asks for it before it releases goods.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from encours.clauses.choices import LimitKind
from encours.clauses.states import State
from encours.cover.answer import Cover, account_of_buyer
from encours.cover.answer import cover as cover_of
from encours.cover.result import LayerCover, RowCover
from encours.engine.findings import cause_parts
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, NOT_APPLICABLE
from encours.explain.buyer_facts import OwnLimit, own_limit
from encours.explain.buyers_report import FAR, Portfolio
from encours.explain.clause_texts import advice, clause_text, heading, sentence
from encours.explain.halts import OVERDUE
from encours.explain.lines import InvoiceLine, Lines
from encours.explain.tree import Tree, assumed_of, lacks, tree
from encours.facts.filling import SEPARATOR
from encours.facts.kinds import PAYMENT_MEANS, Fact, Invoice, Payment
from encours.facts.view import View
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, Cents, Day, portion
from encours.units.show import Language
from encours.web.computing.question import Asked
from encours.web.computing.supposed import as_granted, supposing

NUMBER: Final = "(supposed)"
"""Number of the supposed invoice; one that a ledger already has gets a longer one."""
USUAL_TERMS: Final = 30
"""Days to pay where a buyer was never sold anything on credit."""


class Answered(StrEnum):
    """The answer in a word."""

    YES = "yes"
    IN_PART = "in part"
    NO = "no"
    UNKNOWN = "unknown"
    """A fact is missing without which nobody can tell."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What would be shipped: to whom, for how much (VAT included), when, and when it would fall due."""

    buyer: str
    amount: Cents
    currency: str
    day: Day
    due: Day
    vat: Cents = MISSING
    """VAT within the amount; what the company assumes where it is not told."""
    entity: str = ""
    payment_means: str = "open account"
    reference: str = ""

    def invoice(self, number: str, ordered: Day) -> Invoice:
        """The invoice it would make, on the day of the delivery."""
        return Invoice(
            number=number, buyer=self.buyer, entity=self.entity, stage="invoiced", ordered=min(ordered, self.day),
            delivered=self.day, issued=self.day, due=self.due, currency=self.currency, gross=self.amount, vat=self.vat,
            payment_means=self.payment_means, undisputed=1,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LayerAnswer:
    """What one policy would carry of it, under which limit; amounts in the policy's currency."""

    policy: str
    insurer: str
    admitted: Cents
    insured: Cents
    kind: LimitKind
    limit: Cents | None


@dataclass(frozen=True, slots=True)
class Reason:
    """A clause that refuses or cuts: its title, what it says of this delivery, its article, what one can do."""

    clause: str
    policy: str
    title: str
    sentence: str
    what_to_do: str
    text: str


@dataclass(frozen=True, slots=True)
class Until:
    """Last day on which the answer stands by itself, and the clause that changes it then; NEVER: nothing does."""

    day: Day
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that would change the answer, and what would then be covered.

    `what` is `limit` (a limit of `amount` granted), `overdue` (an overdue debt of `amount` paid), or `both`. A limit
    that others share tells what they owe: whoever does not see them all is not told of it.
    """

    what: str
    amount: Cents
    covered: Cents


@dataclass(frozen=True, slots=True)
class Answer:
    """What would become of a delivery; amounts are minor units of the policy's currency.

    `own` is the own limit as it would stand with the delivery owed. `assumed` are the company's assumptions that the
    answer stands on; `lacking` what nobody told.
    """

    delivery: Delivery
    answered: Answered
    currency: str
    amount: Cents
    covered: Cents
    insured: Cents
    parts: dict[State, Cents]
    layers: tuple[LayerAnswer, ...]
    reasons: tuple[Reason, ...]
    until: Until
    own: OwnLimit | None
    assumed: tuple[str, ...]
    lacking: tuple[str, ...]
    remedies: tuple[Remedy, ...] = ()

    def figures(self) -> dict[str, Any]:
        """Everything it says, for the journal and for whoever asks by machine."""
        return {
            "buyer": self.delivery.buyer, "reference": self.delivery.reference, "entity": self.delivery.entity,
            "amount": self.delivery.amount, "currency": self.delivery.currency, "day": self.delivery.day,
            "due": self.delivery.due, "answer": self.answered.value,
            "policy_currency": self.currency, "in_policy_currency": self.amount,
            "covered": self.covered, "insured": self.insured,
            "parts": {state.name.lower(): cents for state, cents in self.parts.items() if cents},
            "layers": [
                {"policy": each.policy, "admitted": each.admitted, "insured": each.insured, "limit": each.limit}
                for each in self.layers
            ],
            "until": None if self.until.day == NEVER else self.until.day,
            "refused_by": [each.clause for each in self.reasons],
            "own_room": None if self.own is None else self.own.room,
        }  # fmt: skip


def before_shipping(asked: Asked, delivery: Delivery, language: Language, *, with_remedies: bool = True) -> Answer:
    """Answer about a delivery to the buyer of a question about one account.

    Where nothing is paid until a day to come, what is overdue then counts against it: nothing new is supposed.
    """
    found = _answer(asked, delivery, (), language)
    if not with_remedies or found.answered is Answered.YES:
        return found
    return replace(found, remedies=tuple(_remedies(asked, found, language)))


@dataclass(frozen=True, slots=True)
class Usual:
    """How a buyer is usually sold to, by its last invoice: which entity sells, days to pay, means of payment, VAT.

    ``vat`` and ``gross`` are those of that invoice, MISSING where nobody told its VAT.
    """

    entity: str = ""
    terms: int = USUAL_TERMS
    payment_means: str = "open account"
    vat: Cents = MISSING
    gross: Cents = MISSING

    def vat_within(self, amount: Cents) -> Cents:
        """VAT within an amount at the rate of the last invoice; MISSING where it is not known."""
        return MISSING if self.vat == MISSING or self.gross <= 0 else portion(amount, self.vat, self.gross)


def usual(view: View, buyer: str) -> Usual:
    """Usages of a buyer; thirty days on open account where nothing was ever invoiced to it."""
    table = view.table("invoices")
    issued, due = table.numbers["issued"], table.numbers["due"]
    rows = table.texts["buyer"].where_any([buyer]).tolist()
    dated = [row for row in rows if abs(int(issued[row])) < FAR and abs(int(due[row])) < FAR]
    last = max(dated, key=lambda row: int(issued[row]), default=None)
    if last is None:
        return Usual()
    code = int(table.numbers["payment_means"][last])
    means = PAYMENT_MEANS[code] if code >= 0 else Usual().payment_means
    vat, gross = int(table.numbers["vat"][last]), int(table.numbers["gross"][last])
    terms = max(0, int(due[last]) - int(issued[last]))
    return Usual(table.texts["entity"][last], terms, means, vat if 0 <= vat <= gross else MISSING, gross)


def _answer(asked: Asked, delivery: Delivery, more: tuple[Fact, ...], language: Language) -> Answer:
    number = _number(asked.view)
    supposed = supposing(
        asked, (delivery.invoice(number, asked.as_of), *more), delivery.buyer, as_of=max(asked.as_of, delivery.day)
    )
    judged = cover_of(supposed.view, supposed.programme, findings=True)
    lines = Lines(judged.book)
    line = _line(judged, lines, number, delivery.buyer)
    row, policy = line.cover, supposed.programme.primary
    answered = _answered(row.parts, row.admitted)
    is_unknown = row.parts[State.NEEDS_INFORMATION] > 0
    # What is missing is told by names that only the whole tree works out; nothing else needs it.
    whole = tree(lines, line, judged.accounts[line.account], language=language) if is_unknown else None
    return Answer(
        delivery=delivery,
        answered=answered,
        currency=supposed.currency,
        amount=row.open,
        covered=row.admitted,
        insured=row.insured,
        parts=dict(row.parts),
        layers=tuple(_layer(supposed, rank, layer) for rank, layer in enumerate(row.layers)),
        reasons=tuple(_told_whole(whole, language) if whole is not None else _reasons(policy, row.layers[0], language)),
        until=_until(supposed, row, language),
        own=_own(Portfolio(judged, supposed.question), delivery.buyer) if _has_own(supposed.view, delivery) else None,
        assumed=tuple(each for each in assumed_of(lines, line).split(SEPARATOR) if each),
        lacking=() if whole is None else lacks(whole),
    )


def _number(view: View) -> str:
    taken, number = view.table("invoices").texts["number"], NUMBER
    while taken.code(number) >= 0:
        number = f"({number})"
    return number


def _line(judged: Cover, lines: Lines, number: str, buyer: str) -> InvoiceLine:
    """The supposed row, among those of the accounts of its buyer."""
    for account in account_of_buyer(judged.book, buyer):
        if account in judged.accounts:
            for line in lines.of_account(account, judged.accounts[account]):
                if line.number == number:
                    return line
    raise AssertionError("a delivery that is supposed is owed")


def _answered(parts: Any, covered: Cents) -> Answered:  # noqa: ANN401 -- amounts by state
    lost = sum(cents for state, cents in parts.items() if state not in {State.COVERED, State.OUTSIDE})
    if covered > 0:
        return Answered.IN_PART if lost else Answered.YES
    return Answered.UNKNOWN if parts[State.NEEDS_INFORMATION] > 0 else Answered.NO


def _layer(supposed: Asked, rank: int, layer: LayerCover) -> LayerAnswer:
    read = {name: value for each in layer.findings for name, value in each.values.items()}
    amount, kind = read.get("limit_amount", MISSING), read.get("limit_kind", int(LimitKind.NONE))
    is_limit = amount > 0 and 0 <= kind < len(LimitKind)
    return LayerAnswer(
        policy=layer.policy,
        insurer=supposed.programme.policies[rank].insurer,
        admitted=layer.admitted,
        insured=layer.insured,
        kind=LimitKind.numbered(kind) if is_limit else LimitKind.NONE,
        limit=amount if is_limit else None,
    )


def _reasons(policy: Policy, layer: LayerCover, language: Language) -> Iterator[Reason]:
    """What refuses or cuts in the first policy, what decides first; the percentage and the base are no refusal.

    What is missing matters only where nothing that is known decides.
    """
    decider = policy.wording.clauses[cause_parts(layer.cause)[0]].name if layer.cause > 0 else ""
    decides = [each for each in layer.findings if each.clause == decider]
    quiet = {KEPT, NOT_APPLICABLE, NEEDS_INFORMATION}
    others = (each for each in layer.findings if each.clause != decider and each.asked is None)
    for each in (*decides, *(other for other in others if other.verdict not in quiet)):
        text = clause_text(each.stage, each.clause)
        yield Reason(
            clause=each.clause,
            policy=layer.policy,
            title=text.heading(each.verdict).in_language(language),
            sentence=sentence(policy.wording, each, currency=policy.currency, language=language),
            what_to_do=advice(policy.wording, each, currency=policy.currency, language=language),
            text=text.text.in_language(language),
        )


def _told_whole(whole: Tree, language: Language) -> Iterator[Reason]:
    """What decides in the first policy, or lacks a fact, with the place where to tell it."""
    layer = whole.layers[0]
    for each in layer.clauses:
        if each.decides or (each.finding.verdict == NEEDS_INFORMATION and layer.decided_by is None):
            text = clause_text(each.finding.stage, each.finding.clause).text.in_language(language)
            what_to_do = each.to_tell or each.what_to_do
            yield Reason(each.finding.clause, layer.policy, each.title, each.sentence, what_to_do, text)


def _until(supposed: Asked, row: RowCover, language: Language) -> Until:
    """The first change of what carries something; of any layer where none does."""
    ranks = [rank for rank, each in enumerate(row.layers) if each.admitted > 0] or list(range(len(row.layers)))
    first = min(ranks, key=lambda rank: row.layers[rank].until)
    layer, policy = row.layers[first], supposed.programme.policies[first]
    change = next((each for each in layer.findings if each.until == layer.until), None)
    if layer.until >= FAR or change is None:
        return Until(NEVER, "", "")
    said = sentence(policy.wording, change, currency=policy.currency, language=language)
    return Until(layer.until, heading(change, language), said)


def _has_own(view: View, delivery: Delivery) -> bool:
    return bool(view.table("own_limits").texts["buyer"].where_any([delivery.buyer]).size)


def _own(portfolio: Portfolio, buyer: str) -> OwnLimit | None:
    line = portfolio.line(buyer)
    standing = portfolio.standing(line)
    insured = None if standing.delivery is None else standing.delivery.limit
    return own_limit(line.facts, insured, line.outstanding, portfolio.exchange)


def _remedies(asked: Asked, found: Answer, language: Language) -> list[Remedy]:
    """What would lift the refusal, each tried on the same delivery; what changes nothing is not told."""
    made: list[Remedy] = []
    delivery = found.delivery
    day = max(asked.as_of, delivery.day)
    wanted = _limit_wanted(asked, delivery, day)
    granted = as_granted(asked, delivery.buyer, wanted, found.currency)
    overdue = _overdue(asked, delivery, day)
    owed = sum(each.amount for each in overdue)
    worlds: list[tuple[str, Cents, tuple[Fact, ...]]] = []
    if any(each.clause == OVERDUE for each in found.reasons) and overdue:
        worlds.append(("overdue", _in_policy(asked, overdue), overdue))
    worlds.append(("limit", wanted, (granted,)))
    if owed and len(worlds) > 1:
        worlds.append(("both", wanted, (granted, *overdue)))
    best = found.covered
    for what, amount, facts in worlds:
        after = _answer(asked, delivery, facts, language)
        if after.covered > best:
            made.append(Remedy(what, amount, after.covered))
            best = after.covered
    return made


def _limit_wanted(asked: Asked, delivery: Delivery, day: Day) -> Cents:
    """A limit in which all that is owed and the delivery find room, counted as the limit counts."""
    supposed = delivery.invoice(_number(asked.view), asked.as_of)
    return supposing(asked, [supposed], delivery.buyer, as_of=day).portfolio.owed_in_limit_base(
        delivery.buyer, delivery.entity
    )


def _overdue(asked: Asked, delivery: Delivery, day: Day) -> tuple[Payment, ...]:
    """What is late on the day of the delivery, paid the day before."""
    then = supposing(asked, (), delivery.buyer, as_of=day)
    late = [
        (row, each)
        for row in then.portfolio.rows(delivery.buyer)
        if MISSING < (each := then.portfolio.lines.due(row)) < day
    ]
    paid_on = max(asked.as_of, day - 1)
    return tuple(
        Payment(
            reference=f"(supposed {place})", buyer=delivery.buyer, invoice=row.number, instalment=row.instalment,
            paid_on=paid_on, currency=row.currency, amount=row.cover.open_original,
        )
        for place, (row, _) in enumerate(late)
    )  # fmt: skip


def _in_policy(asked: Asked, payments: tuple[Payment, ...]) -> Cents:
    exchange = asked.portfolio.exchange
    return sum(exchange.into_policy(each.amount, each.currency) or 0 for each in payments)
