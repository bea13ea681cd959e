"""Losses told as amounts, from the tables of a small file or of a command line, with everything that is wrong at once.

Nothing is asked that no step needs: what is not told is `MISSING`, and the waterfall stops where it is read. Proceeds
of securities alone are none where they are not told: they are an event, and the loss is told as what is still owed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from encours.claims.charges import told_in_the_base
from encours.claims.loss import OF_A_NAME, Loss, LossLine, YearAccount, YearFigures
from encours.claims.loss_shapes import EXAMPLES, InvoiceShape, LossesShape, LossShape, YearShape
from encours.claims.units import unit_of
from encours.clauses.choices import ClaimUnit, LimitKind
from encours.clauses.orders import IndemnityStep
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.clauses.wordings.indemnity import COUNTERS
from encours.engine.terms import Term
from encours.policy.chain_order import check_steps, steps_of
from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.quantities import FIRST_DAY, LAST_DAY, day_of, read_quantity
from encours.policy.read_policy import known_currency_code
from encours.policy.read_terms import read_terms
from encours.policy.read_when import value_of_key
from encours.policy.refusal_words import after_nearest
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, TermValue
from encours.policy.shape import ShapeOf, shaped, what_holds
from encours.policy.unread_terms import refuse_terms_never_read
from encours.units import MISSING, UNSET, BasisPoints, Cents, Day
from encours.units.kinds import Unit
from encours.units.money import Money
from encours.units.parse_amount import parse_amount
from encours.units.parse_day import parse_day
from encours.units.refusal_in_french import in_french

AMOUNT: Final = Term(unit=Unit("cents"), english="An amount.", french="Un montant.", low="0")
PERCENTAGE: Final = Term(
    unit=Unit("basis points"), english="A share.", french="Une part.", low="0 %", high="100 %"
)  # fmt: skip
PERCENTAGE_TERM: Final = "insured_percentage"
USUAL_CURRENCY: Final = "EUR"
_AMOUNTS: Final = (
    "debt", "loss", "proceeds", "interest", "costs", "limit", "gross", "sales", "minimum_premium", "premium_paid",
)  # fmt: skip
"""Keys under which an amount may name the currency of them all."""


@dataclass(frozen=True, slots=True)
class LossesTold:
    """What was told: the terms, as a policy; the losses, in order of their days; the year, and what it has used."""

    policy: Policy
    losses: tuple[Loss, ...]
    year: YearFigures
    account: YearAccount


def read_losses(
    document: Mapping[str, object],
    faults: Faults,
    *,
    policy: Policy | None,
    buyer: str = "",
    of_ledger: bool = False,
) -> LossesTold | None:
    """Losses of a document under a policy, or under the terms it tells alone; None with every fault kept.

    Terms told here replace those of the policy, its endorsements included. Where a ledger tells the losses, only terms
    and the year are told; a `buyer` is named where they are its own.
    """
    before = len(faults.errors)
    file = _shaped(LossesShape, document, (), faults)
    if not of_ledger and "losses" not in document:
        faults.refuse_key(_NO_LOSSES, ("losses",))
    currency = _currency(file, policy, faults)
    zones = {} if policy is None else policy.zones
    terms = read_terms(WHOLE_TURNOVER, file.terms, ("terms",), faults, zones=zones, currency=currency)
    refused = len(faults.errors)
    check_steps(terms, ("terms",), faults)
    reader = _Reader(
        _with_terms(policy, terms, currency), faults, is_written=policy is not None,
        is_ordered=len(faults.errors) == refused,
    )  # fmt: skip
    refuse_terms_never_read(WHOLE_TURNOVER, [(terms, ("terms",))], faults, beside=_terms_beside(reader.policy, terms))
    unnamed = _names_of_claims(file.losses)
    losses = [reader.loss(each, ("losses", place), unnamed[place]) for place, each in enumerate(file.losses)]
    found = [each for each in losses if each is not None]
    named = {name: {each.counted_for(name) for each in found} for name in OF_A_NAME}
    year, account = reader.year(file.year, ("year",), {**named, "buyer": {buyer}} if buyer else named)
    reader.refuse_unknown_days([(each, place) for place, each in enumerate(losses) if each is not None])
    if len(faults.errors) > before:
        return None
    return LossesTold(reader.policy, _numbered(sorted(found, key=lambda each: each.day)), year, account)


def _terms_beside(policy: Policy, told: Mapping[str, TermValue]) -> list[Mapping[str, TermValue]]:
    """Terms of a policy and of its endorsements that those told do not replace."""
    own = {name: value for name, value in policy.terms.items() if name not in told}
    return [own, *(each.terms for each in policy.endorsements)]


def _names_of_claims(written: Sequence[object]) -> tuple[str, ...]:
    """Name of each claim that nobody named: its number in the file, marked where another claim is called so."""
    told = {str(each["claim"]) for each in written if isinstance(each, Mapping) and each.get("claim")}
    return tuple(name if name not in told else f"#{name}" for name in map(str, range(1, len(written) + 1)))


def _numbered(losses: Sequence[Loss]) -> tuple[Loss, ...]:
    """Losses in their order, those of one claim counted from 1."""
    met: Counter[str] = Counter()
    found = []
    for each in losses:
        met[each.claim] += 1
        found.append(replace(each, number=met[each.claim]))
    return tuple(found)


def _shaped(shape: type[ShapeOf], written: object, path: Path, faults: Faults) -> ShapeOf:
    """Table in its shape; where some of it is refused, the rest, so that every fault is met."""
    return shaped(shape, written, path, faults, examples=EXAMPLES) or what_holds(shape, written)


def _with_terms(policy: Policy | None, terms: Mapping[str, TermValue], currency: str) -> Policy:
    if policy is None:
        return Policy(
            name="", insurer="", wording=WHOLE_TURNOVER, currency=currency, period_start=FIRST_DAY, period_end=LAST_DAY,
            terms=terms,
        )  # fmt: skip
    kept = tuple(
        replace(each, terms={name: value for name, value in each.terms.items() if name not in terms})
        for each in policy.endorsements
    )
    return replace(policy, terms={**policy.terms, **terms}, endorsements=kept)


def _currency(file: LossesShape, policy: Policy | None, faults: Faults) -> str:
    """Currency of the amounts: that of the policy, the one told, else that of the first amount which names one."""
    told = known_currency_code(file.currency, ("currency",), faults) if file.currency else None
    if policy is not None:
        if told is not None and told != policy.currency:
            what = Words(f"The policy is in {policy.currency}.", f"La police est en {policy.currency}.")
            hint = Words(
                f"Tell every amount in {policy.currency}.", f"Donnez chaque montant en {policy.currency}."
            )  # fmt: skip
            faults.refuse(Wrong("currency_of_another_policy", what, hint), ("currency",))
        return policy.currency
    read = (parse_amount(text) for text in _amounts([file.losses, file.year]))
    return told or next((each.currency.code for each in read if isinstance(each, Money)), USUAL_CURRENCY)


def _amounts(written: object) -> Iterator[str]:
    if isinstance(written, Mapping):
        yield from (value for key, value in written.items() if key in _AMOUNTS and isinstance(value, str))
        for value in written.values():
            yield from _amounts(value)
    elif isinstance(written, list):
        for value in written:
            yield from _amounts(value)


class _Reader:
    """Reads values in the currency of a policy; `is_written` tells that it is one, and no list of terms told.

    Where the order told is refused, it is not `is_ordered`, and nobody knows which steps there are.
    """

    def __init__(self, policy: Policy, faults: Faults, *, is_written: bool, is_ordered: bool) -> None:
        self.policy = policy
        self.faults = faults
        self.is_written = is_written
        self.is_ordered = is_ordered

    def quantity(self, term: Term, written: object, path: Path) -> int:
        """A value, `MISSING` where it is not told or refused."""
        if written is None:
            return MISSING
        read = read_quantity(term, written, self.policy.currency)
        if isinstance(read, Wrong):
            name = str(path[-1])
            self.faults.refuse(read, path, subject=Words(name.replace("_", " "), name))
            return MISSING
        return MISSING if read == UNSET else read

    def key(self, name: str, written: object, path: Path) -> str:
        """A value that terms may vary with, by its English name; empty where it is not told or refused."""
        if not written:
            return ""
        read = value_of_key(name, written, self.policy.zones)
        if isinstance(read, Wrong):
            self.faults.refuse(read, path, subject=Words(name, name))
            return ""
        return read

    def day(self, written: object, path: Path) -> Day:
        """A day of TOML, or a text that people write as one; `MISSING` where it is not told or refused."""
        if written is None:
            return MISSING
        if isinstance(written, str):
            found = parse_day(written)
            if isinstance(found, int) and FIRST_DAY <= found <= LAST_DAY:
                return found
            what, hint = ("", "") if isinstance(found, int) else in_french(found)
            read = (
                day_of(date.max)
                if isinstance(found, int)
                else Wrong(
                    found.code,
                    Words(found.what, what),
                    Words(f"Expected: {found.expected}. {found.hint}".strip(), hint),
                )
            )
        else:
            read = day_of(written)
        if isinstance(read, Wrong):
            self.faults.refuse(read, path)
            return MISSING
        return read

    def loss(self, written: object, path: Path, number: str) -> Loss | None:
        """One loss; its invoices, or itself as the one line it then has."""
        before = len(self.faults.errors)
        shape = _shaped(LossShape, written, path, self.faults)
        keys = {name: self.key(name, getattr(shape, name), (*path, name)) for name in ("cause", "country", "sector")}
        keys |= {"buyer": shape.buyer, "buyer_class": shape.buyer_class, "entity": shape.entity}
        day = self.day(shape.day_of_loss, (*path, "day_of_loss"))
        lines = self._lines(shape, path, keys, day)
        debt = self.quantity(AMOUNT, shape.debt, (*path, "debt"))
        gross = sum(max(line.gross + line.outside, line.debt) for line in lines)  # what is not told counts for nothing
        if debt != MISSING and debt < gross and len(self.faults.errors) == before:
            self.faults.refuse(_MORE_THAN_THE_DEBT, (*path, "debt"), also=(*path, "loss" if shape.loss else "invoices"))
        proceeds = max(0, self.quantity(AMOUNT, shape.proceeds, (*path, "proceeds")))
        if proceeds:
            self._refuse_proceeds_never_read(len(lines), day, (*path, "proceeds"))
        if len(self.faults.errors) > before:
            return None
        return Loss(
            claim=shape.claim or number,
            buyer=shape.buyer,
            day=day,
            cause=keys["cause"],
            debt=debt,
            lines=tuple(lines),
            proceeds=proceeds,
            country=keys["country"],
            buyer_class=shape.buyer_class,
            sector=keys["sector"],
            entity=shape.entity,
            group=shape.group,
        )

    def _refuse_proceeds_never_read(self, count: int, day: Day, place: Path) -> None:
        """Refuse proceeds of securities that no step takes off, or that nobody puts to one of several losses."""
        if not self.has_step(IndemnityStep.PROCEEDS, day):
            self.faults.refuse(_PROCEEDS_NEVER_READ, place)
        elif count > 1 and unit_of(self.policy) == ClaimUnit.INVOICE:
            self.faults.refuse(_PROCEEDS_OF_WHICH_INVOICE, place)

    def has_step(self, step: IndemnityStep, day: Day) -> bool:
        """Whether the order in force on a day has a step, or may have it."""
        return not self.is_ordered or step in steps_of(resolve(self.policy, "indemnity_chain", {}, day))

    def _lines(self, shape: LossShape, path: Path, keys: Mapping[str, str], day: Day) -> list[LossLine]:
        if not shape.invoices:
            return [self._line(shape, path, keys, day, number="", gross="loss")]
        for name in ("loss", "interest", "costs", "limit", "percentage", "limit_kind"):
            if getattr(shape, name):
                self.faults.refuse_key(_OF_THE_INVOICES, (*path, name), also=(*path, "invoices"))
        lines = []
        for place, each in enumerate(shape.invoices):
            at = (*path, "invoices", place)
            invoice = _shaped(InvoiceShape, each, at, self.faults)
            lines.append(self._line(invoice, at, keys, day, number=invoice.number, gross="gross"))
        return lines

    def _line(
        self, shape: LossShape | InvoiceShape, path: Path, keys: Mapping[str, str], day: Day, *, number: str, gross: str
    ) -> LossLine:
        named = self.key("limit_kind", shape.limit_kind, (*path, "limit_kind"))
        kind = next((each for each in LimitKind if each.english == named), LimitKind.NAMED)
        percentage = self.quantity(PERCENTAGE, shape.percentage, (*path, "percentage"))
        if percentage == MISSING:
            percentage = self._agreed_percentage({**keys, "limit_kind": kind.english}, day)
        amount = self.quantity(AMOUNT, getattr(shape, gross), (*path, gross))
        if getattr(shape, gross) is None:
            self.faults.refuse_key(_NO_LOSS, (*path, gross))
        interest, costs = (
            max(0, self.quantity(AMOUNT, getattr(shape, name), (*path, name))) for name in ("interest", "costs")
        )
        if shape.limit is not None and not self.has_step(IndemnityStep.LIMIT, day):
            self.faults.refuse(_LIMIT_NEVER_READ, (*path, "limit"))
        owed = self.quantity(AMOUNT, shape.debt, (*path, "debt")) if gross == "gross" else MISSING
        if MISSING not in {owed, amount} and owed < amount + interest + costs:
            self.faults.refuse(_MORE_THAN_THE_DEBT, (*path, "debt"), also=(*path, gross))
        counted = told_in_the_base(self.policy, keys, day, interest=interest, costs=costs)
        return LossLine(
            number=number,
            gross=max(0, amount) + counted.amount,
            interest=counted.interest,
            costs=counted.costs,
            outside=interest + costs - counted.amount,
            debt=owed,
            limit=self.quantity(AMOUNT, shape.limit, (*path, "limit")),
            percentage=percentage,
            limit_kind=kind,
        )

    def _agreed_percentage(self, keys: Mapping[str, str], day: Day) -> BasisPoints:
        """Percentage that the policy agrees; of terms told alone, only one that is among them."""
        is_told = self.is_written or PERCENTAGE_TERM in self.policy.terms
        return resolve(self.policy, PERCENTAGE_TERM, keys, day) if is_told else MISSING

    def year(self, written: object, path: Path, named: Mapping[str, set[str]]) -> tuple[YearFigures, YearAccount]:
        """Figures of the policy year, and what earlier claims have used; `named` tells which names there are."""
        shape = _shaped(YearShape, written, path, self.faults)
        names = ("sales", "minimum_premium", "premium_paid")
        figures = {name: self.quantity(AMOUNT, getattr(shape, name), (*path, name)) for name in names}
        used: dict[tuple[str, str], Cents] = {}
        for counter, amount in shape.used.items():
            place = (*path, "used", counter)
            if counter not in COUNTERS:
                self.faults.refuse_key(_unknown_counter(counter), place)
            elif counter in OF_A_NAME and isinstance(amount, Mapping):
                for name, each in amount.items():
                    used[counter, name] = self.quantity(AMOUNT, each, (*place, name))
            elif counter in OF_A_NAME and len(named[counter]) != 1:
                self.faults.refuse(_whose(counter), place)
            else:
                name = next(iter(named[counter])) if counter in OF_A_NAME else ""
                used[counter, name] = self.quantity(AMOUNT, amount, place)
        return YearFigures(**figures), YearAccount(used)

    def refuse_unknown_days(self, losses: Sequence[tuple[Loss, int]]) -> None:
        """Refuse a loss without a day where its day is needed: to put losses in order, or to find an endorsement."""
        if len(losses) < 2 and not self.policy.is_dated:
            return
        for loss, place in losses:
            if loss.day == MISSING:
                self.faults.refuse_key(_NO_DAY, ("losses", place, "day_of_loss"))
        for claim, count in Counter(loss.claim for loss, _ in losses).items():
            buyers = {loss.buyer for loss, _ in losses if loss.claim == claim}
            if count > 1 and len(buyers) > 1:
                place = next(place for loss, place in reversed(losses) if loss.claim == claim)
                self.faults.refuse(_CLAIM_OF_TWO_BUYERS, ("losses", place, "claim"))


def _unknown_counter(name: str) -> Wrong:
    known = ", ".join(COUNTERS)
    what = Words(f'"{name[:60]}" is nothing that a year uses up.', f"« {name[:60]} » ne s'épuise pas dans une année.")
    hint = Words(f"What is used up: {known}.", f"Ce qui s'épuise : {known}.")
    return Wrong("counter_unknown", what, after_nearest(name, COUNTERS, hint))


def _whose(counter: str) -> Wrong:
    what = Words(
        f"Each {counter} has its own: whose is this?", f"Chaque « {counter} » a le sien : duquel s'agit-il ?"
    )  # fmt: skip
    hint = Words(
        f'Write it as a table: {counter} = {{ "NAME" = "20 000 EUR" }}.',
        f'Écrivez-le en table : {counter} = {{ "NOM" = "20 000 EUR" }}.',
    )
    return Wrong("used_of_whom", what, hint)


_MORE_THAN_THE_DEBT: Final = Wrong(
    "loss_above_the_debt",
    Words(
        "The loss, interest and costs included, is more than the debt of which it is a part.",
        "La perte, intérêts et frais compris, dépasse la créance dont elle fait partie.",
    ),
    Words("The debt is all that is owed, insured or not.", "La créance est tout ce qui est dû, garanti ou non."),
)


def _never_read(step: IndemnityStep, code: str, order: Words) -> Wrong:
    """An amount that only a step reads which the order does not have; `order` is a usual one that has it."""
    english, french = step.english, step.french
    what = Words(
        f'The indemnity chain has no step "{english}": this amount would never be read.',
        f"La chaîne d'indemnité n'a pas d'étape « {french} » : ce montant ne serait jamais lu.",
    )
    hint = Words(
        f'Put "{english}" in indemnity_chain where the policy asks for it, name an order that has it '
        f'("{order.english}"), or leave the amount out.',
        f"Placez « {french} » dans indemnity_chain là où la police le prévoit, nommez un ordre qui a cette étape "
        f"(« {order.french} »), ou retirez le montant.",
    )
    return Wrong(code, what, hint)


_PROCEEDS_NEVER_READ: Final = _never_read(
    IndemnityStep.PROCEEDS, "proceeds_never_read", Words("proceeds first", "sûretés d'abord")
)
_LIMIT_NEVER_READ: Final = _never_read(IndemnityStep.LIMIT, "limit_never_read", Words("whole turnover", "globale"))
_PROCEEDS_OF_WHICH_INVOICE: Final = Wrong(
    "proceeds_of_which_invoice",
    Words(
        "Each invoice is a loss of its own (claim_unit): of which are these proceeds?",
        "Chaque facture est une perte à elle seule (claim_unit) : de laquelle est ce produit ?",
    ),
    Words(
        "Tell each invoice under its own [[losses]], with its proceeds.",
        "Indiquez chaque facture sous son propre [[losses]], avec son produit.",
    ),
)
_NO_LOSSES: Final = Wrong(
    "losses_missing",
    Words("There is no loss here.", "Il n'y a aucune perte ici."),
    Words("Add [[losses]], with its amounts below.", "Ajoutez [[losses]], suivi de ses montants."),
)
_NO_LOSS: Final = Wrong(
    "loss_missing",
    Words("The loss is missing here.", "La perte manque ici."),
    Words(
        'Tell what is open, insurable and in the base: loss = "100 000 EUR", --loss "100 000 EUR", or its invoices.',
        'Donnez ce qui est ouvert, assurable, dans l\'assiette : loss = "100 000 EUR", --loss "100 000 EUR", ou ses '
        "factures.",
    ),
)
_OF_THE_INVOICES: Final = Wrong(
    "loss_told_twice",
    Words("The invoices of this loss tell this already.", "Les factures de cette perte le disent déjà."),
    Words(
        "Write it with each invoice, or leave the invoices out.",
        "Écrivez-le à chaque facture, ou retirez les factures.",
    ),
)
_NO_DAY: Final = Wrong(
    "day_of_loss_missing",
    Words(
        "The day of this loss is missing: losses are settled in order, under the endorsement of their day.",
        "Le jour de cette perte manque : elles se règlent dans l'ordre, selon l'avenant de leur jour.",
    ),
    Words(
        "Add for instance: day_of_loss = 2026-03-15; on the command line: --day-of-loss 2026-03-15",
        "Ajoutez par exemple : day_of_loss = 2026-03-15 ; en ligne de commande : --day-of-loss 2026-03-15",
    ),
)
_CLAIM_OF_TWO_BUYERS: Final = Wrong(
    "claim_of_two_buyers",
    Words("Two losses of one claim are of two buyers.", "Deux pertes d'un même sinistre sont de deux acheteurs."),
    Words("Give each buyer a claim of its own.", "Donnez à chaque acheteur son propre sinistre."),
)
