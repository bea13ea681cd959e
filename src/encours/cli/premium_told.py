"""What `encours premium` is told of a year: the turnover estimated, and facts that the ledger does not hold."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from encours.clauses.charge_choices import PremiumBasis
from encours.cli import premium_messages as words
from encours.cli.reading import Refused
from encours.engine.terms import Term
from encours.policy.faults import Fault, Place, Words, Wrong, show_fault
from encours.policy.quantities import read_quantity
from encours.policy.resolve import resolve
from encours.premium.bases import BALANCES, SHIPMENTS, TURNOVER, BaseLine
from encours.premium.known import SumRecovered
from encours.units import UNSET, Day
from encours.units.countries import countries
from encours.units.kinds import Unit
from encours.units.refusal import nearest_names

if TYPE_CHECKING:
    from encours.policy.schedule import Policy

_AMOUNT: Final = Term(unit=Unit("cents"), english="An amount.", french="Un montant.", low="0")
_FLAG: Final = Term(unit=Unit("flag"), english="Yes or no.", french="Oui ou non.")
_COUNT: Final = Term(unit=Unit("count"), english="A number.", french="Un nombre.", low="0", high="100")
KNOWN: Final[Mapping[str, Term]] = {
    "claims_paid": _AMOUNT,
    "claims_outstanding": _AMOUNT,
    "claims_recovered": _AMOUNT,
    "earlier_premium": _AMOUNT,
    "premium_paid": _AMOUNT,
    "recovered_on_insured": _AMOUNT,
    "recovered_on_uninsured": _AMOUNT,
    "renewed": _FLAG,
    "confirmed_in_writing": _FLAG,
    "all_claims_closed": _FLAG,
    "years_without_claim": _COUNT,
}
"""Facts of a year that may be told, with how each is written."""
_RECOVERED: Final = ("recovered_on_insured", "recovered_on_uninsured")
_BASES: Final = {PremiumBasis.BALANCES: BALANCES, PremiumBasis.SHIPMENTS: SHIPMENTS}
"""What an estimate is of, where it is not of turnover."""


def known_told(asked: Namespace, currency: str, *, on: Day) -> dict[str, object]:
    """Facts told by `--known NAME=VALUE`, by the fields of what is known of a year; sums recovered are of a day."""
    found: dict[str, int] = {}
    for written in asked.known:
        name, equals, text = (each.strip() for each in written.partition("="))
        name = name.replace("-", "_")
        if not equals or name not in KNOWN:
            raise Refused(words.no_fact(written, nearest_names(name, KNOWN), tuple(KNOWN), asked.lang))
        found[name] = _value("--known", written, text, KNOWN[name], currency=currency, asked=asked)
    told: dict[str, object] = {name: value for name, value in found.items() if name not in _RECOVERED}
    if any(name in found for name in _RECOVERED):
        insured, uninsured = (found.get(name, 0) for name in _RECOVERED)
        told["recoveries"] = (SumRecovered(on=on, on_insured=insured, on_uninsured=uninsured),)
    return told


def estimate_told(asked: Namespace, policy: Policy, first: Day) -> tuple[BaseLine, ...] | None:
    """Turnover estimated, by country where it is told so; None where nothing is."""
    if not asked.estimate:
        return None
    base = resolve(policy, "premium_base", {}, first)
    basis = TURNOVER if base == UNSET else _BASES.get(PremiumBasis.numbered(base), TURNOVER)
    found = []
    for written in asked.estimate:
        country, equals, text = (each.strip() for each in written.rpartition("="))
        if equals and country not in countries():
            raise Refused(words.no_country(written, country, asked.lang))
        amount = _value("--estimate", written, text, _AMOUNT, currency=policy.currency, asked=asked)
        keys = {"country": country} if country else {}
        found.append(BaseLine(basis=basis, on=first, buyer="", amount=amount, keys=keys))
    return tuple(found)


def _value(option: str, written: str, text: str, term: Term, *, currency: str, asked: Namespace) -> int:
    """Value of a text in the unit of its fact; refused with its place, in the language asked."""
    read = read_quantity(term, text, currency)
    if isinstance(read, int) and read != UNSET:
        return read
    wrong = read if isinstance(read, Wrong) else Wrong(
        "value_malformed", Words("This says nothing.", "Ceci ne dit rien."),
        Words("Leave the option out where it is not known.", "Retirez l'option si ce n'est pas connu."),
    )  # fmt: skip
    subject = written.partition("=")[0].strip() if "=" in written else option.removeprefix("--")
    lacks_subject = wrong.what.english[:1].islower()
    what = Words(*(f"{subject} {each}" for each in wrong.what)) if lacks_subject else wrong.what
    place = Place(option, 0, 1 + len(written) - len(text), max(1, len(text)), written)
    raise Refused(show_fault(Fault(wrong.code, place, what, wrong.hint), asked.lang))
