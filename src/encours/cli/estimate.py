"""`encours estimate WHAT`: small sums around a policy, each with its formula and its figures."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from encours.claims.agreed import agreed_chain
from encours.claims.estimates import (
    YearOfTrade,
    exhausting_loss,
    limit_for_days,
    limit_for_months,
    multiple_needed,
    sales_to_make_good,
)
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.settle import settle
from encours.cli import exit_codes, output
from encours.cli.policy import programme_of_file
from encours.cli.reading import Refused
from encours.cli.settle_options import CHECK_THE_OPTION
from encours.engine.terms import Term
from encours.explain.estimate_report import Estimate, Given, estimate_json, estimate_page
from encours.policy.faults import Fault, Place, Words, Wrong, show_fault
from encours.policy.quantities import CHECK_THE_FIGURE, read_quantity
from encours.policy.refusal_words import OF_THE_CURRENCY
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MAXIMUM_AMOUNT, MISSING, UNSET, Cents, Unit, share
from encours.units.money import Money
from encours.units.parse import parse_amount

AMOUNTS: Final = ("sales", "risk", "minimum_premium", "premium_paid", "loss", "losses", "indemnities", "premium")
_UNITS: Final = {
    "cents": Term(unit=Unit("cents"), english="An amount.", french="Un montant.", low="0"),
    "days": Term(unit=Unit("days"), english="Days.", french="Des jours.", low="1 day", high="3650 days"),
    "months": Term(unit=Unit("months"), english="Months.", french="Des mois.", low="1 month", high="120 months"),
    "rate": Term(unit=Unit("basis points"), english="A rate.", french="Un taux.", low="0 %", high="100 %"),
    "part": Term(unit=Unit("basis points"), english="A part.", french="Une part.", low="0.01 %", high="100 %"),
}


def run(asked: Namespace) -> int:
    """Print an estimate; every option at fault is told at once."""
    try:
        made = _ESTIMATES[asked.what](_Told(asked))
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    if asked.format == "json":
        output.show_json(estimate_json(made, asked.lang), asked)
    else:
        output.show(estimate_page(made, asked.lang), asked)
    return exit_codes.ANSWERED


class _Told:
    """Values of the options, each read in its unit; all faults are told together."""

    def __init__(self, asked: Namespace) -> None:
        self.asked = asked
        self.faults: list[Fault] = []
        told = (parse_amount(text) for name in AMOUNTS if (text := getattr(asked, name, None)))
        self.currency = next((each.currency.code for each in told if isinstance(each, Money)), "EUR")

    def value(self, name: str, unit: str = "cents", *, default: int | None = None) -> int:
        """Value of an option; a needed one that is not told is a fault."""
        option, written = f"--{name.replace('_', '-')}", getattr(self.asked, name)
        if written is None:
            if default is None:
                what = Words(f"{option} is needed here.", f"{option} est nécessaire ici.")
                hint = Words(
                    f"Add it: {option} {_EXAMPLES[unit]}",
                    f"Ajoutez-la : {option} {_FRENCH_EXAMPLES.get(unit, _EXAMPLES[unit])}",
                )
                self.faults.append(Fault("option_needed", Place(option, 0, 1, len(option), option), what, hint))
            return default or 0
        read = read_quantity(_UNITS[unit], written, self.currency)
        if isinstance(read, Wrong):
            what = Words(f"{option} {read.what.english}".strip(), f"{option} {read.what.french}".strip())
            plain = read.what if read.what.english[:1].isupper() else what
            place = Place(option, 0, 1, max(1, len(written)), written)
            self.faults.append(Fault(read.code, place, plain, self._what_to_do(read)))
            return default or 0
        return read

    def _what_to_do(self, wrong: Wrong) -> Words:
        """What to do about an option, where the words of a policy would point at a file that is not there."""
        if wrong.hint == CHECK_THE_FIGURE:
            return CHECK_THE_OPTION
        if wrong.code in OF_THE_CURRENCY and getattr(self.asked, "policy", None) is None:
            return Words(
                f"Every amount of an estimate is in one currency, here {self.currency}.",
                f"Tous les montants d'une estimation sont dans une seule devise, ici {self.currency}.",
            )
        return wrong.hint

    def policy(self) -> Policy:
        """The first policy of a file or folder."""
        if self.asked.policy is None:
            self.value("policy", "file")
            self.settle()
        policy = programme_of_file(self.asked.policy, self.asked).primary
        self.currency = policy.currency
        return policy

    def above_zero(self, name: str, value: int) -> None:
        """Refuse a divisor of nothing."""
        option, written = f"--{name.replace('_', '-')}", getattr(self.asked, name)
        if written is not None and value == 0 and not self.faults:
            what = Words("This must be more than nothing.", "Il faut ici plus que rien.")
            hint = Words("Check the amount.", "Vérifiez le montant.")
            self.faults.append(Fault("amount_of_nothing", Place(option, 0, 1, len(written), written), what, hint))

    def settle(self) -> None:
        """Refuse everything that is wrong, together."""
        if self.faults:
            raise Refused("\n\n".join(show_fault(each, self.asked.lang) for each in self.faults))


def _limit(told: _Told) -> Estimate:
    sales, vat = told.value("sales"), told.value("vat", "rate", default=0)
    is_months = told.asked.months is not None
    terms = told.value("months", "months") if is_months else told.value("days", "days")
    told.settle()
    result = (limit_for_months if is_months else limit_for_days)(sales, terms, vat)
    return Estimate(
        "limit",
        "limit months" if is_months else "limit days",
        (Given("sales", sales), Given("months" if is_months else "days", terms, "count"), Given("vat", vat, "rate")),
        Given("limit", result),
        told.currency,
    )


def _exhaustion(told: _Told) -> Estimate:
    policy = told.policy()
    premiums = {name: told.value(name, default=MISSING) for name in ("minimum_premium", "premium_paid")}
    told.settle()
    year = YearFigures(**{name: cents for name, cents in premiums.items() if getattr(told.asked, name) is not None})
    percentage = resolve(policy, "insured_percentage", {}, policy.period_start)

    def loss(gross: Cents) -> Loss:
        lines = (LossLine(number="1", gross=gross, limit=gross, percentage=percentage),)
        return Loss(claim="1", buyer="", day=policy.period_start, cause="", debt=gross, lines=lines)

    chain = agreed_chain(policy, loss(0), year)
    maximum = chain.totals["liability"]
    if maximum in {UNSET, MISSING}:
        code = "maximum unknown" if maximum == MISSING else "no maximum"
        place = Place(str(told.asked.policy), 0, 1, 1, policy.name)
        told.faults.append(Fault(code.replace(" ", "_"), place, *_NO_MAXIMUM[code]))
        told.settle()

    def indemnity(gross: Cents) -> Cents:
        paid = settle(loss(gross), chain, YearAccount()).indemnity
        assert paid is not None, "what a loss lacks was refused"
        return paid

    if settle(loss(MAXIMUM_AMOUNT), chain, YearAccount()).indemnity is None:
        place = Place(str(told.asked.policy), 0, 1, 1, policy.name)
        told.faults.append(Fault("loss_unknown", place, *_NO_MAXIMUM["loss unknown"]))
        told.settle()
    found = exhausting_loss(indemnity, maximum)
    given = (Given("maximum", maximum), Given("percentage", percentage, "rate"))
    return Estimate("exhaustion", "exhaustion", given, Given("gross", found), policy.currency)


def _multiple(told: _Told) -> Estimate:
    risk, percentage = told.value("risk"), told.value("percentage", "part")
    premium = told.value("minimum_premium")
    told.above_zero("minimum_premium", premium)
    told.settle()
    indemnity = share(risk, percentage)
    given = (Given("risk", risk), Given("percentage", percentage, "rate"), Given("minimum premium", premium))
    return Estimate("multiple", "multiple", given, Given("multiple", multiple_needed(indemnity, premium), "tenths"),
                    told.currency)  # fmt: skip


def _sales(told: _Told) -> Estimate:
    lost, margin = told.value("loss"), told.value("margin", "part")
    told.settle()
    given = (Given("loss", lost), Given("margin", margin, "rate"))
    return Estimate("sales", "sales", given, Given("sales needed", sales_to_make_good(lost, margin)), told.currency)


def _result(told: _Told) -> Estimate:
    year = YearOfTrade(
        sales=told.value("sales"),
        margin=told.value("margin", "rate"),
        losses=told.value("losses"),
        indemnities=told.value("indemnities"),
        premium=told.value("premium"),
    )
    told.settle()
    given = (
        Given("sales", year.sales),
        Given("margin", year.margin, "rate"),
        Given("losses", year.losses),
        Given("without cover", year.without_cover),
        Given("indemnities", year.indemnities),
        Given("premium", year.premium),
    )
    return Estimate("result", "result", given, Given("with cover", year.with_cover), told.currency)


_EXAMPLES: Final = {
    "cents": '"100 000 EUR"', "days": '"60 days"', "months": '"2 months"', "rate": '"20 %"', "part": '"90 %"',
    "file": "policy.toml",
}  # fmt: skip
_FRENCH_EXAMPLES: Final = {"days": '"60 jours"', "months": '"2 mois"'}
_NO_MAXIMUM: Final = {
    "no maximum": (
        Words("This policy has no maximum liability.", "Cette police n'a pas de limite de décaissement."),
        Words("Nothing exhausts it.", "Rien ne l'épuise."),
    ),
    "loss unknown": (
        Words(
            "What this policy pays of a loss varies with what is not told here, such as the country or the sales.",
            "Ce que cette police paie d'une perte varie avec ce qui n'est pas dit ici, comme le pays ou les ventes.",
        ),
        Words(
            "Tell the loss whole: encours settle --loss ...", "Décrivez la perte entière : encours settle --loss ..."
        ),
    ),
    "maximum unknown": (
        Words(
            "The maximum liability is a multiple of a premium that is not told.",
            "La limite de décaissement est un multiple d'une prime qui n'est pas indiquée.",
        ),
        Words("Add --minimum-premium or --premium-paid.", "Ajoutez --minimum-premium ou --premium-paid."),
    ),
}
_ESTIMATES: Final = {
    "limit": _limit, "exhaustion": _exhaustion, "multiple": _multiple, "sales": _sales, "result": _result,
}  # fmt: skip
