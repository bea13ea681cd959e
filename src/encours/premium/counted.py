"""What of each sale, balance, limit or shipment bears premium, and at which rate of the schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from encours.clauses.charge_choices import PremiumBasis, PremiumTax
from encours.clauses.wordings.premium import PRICE
from encours.engine.bands import unpacked_bands
from encours.engine.charged import charged
from encours.engine.findings import Finding
from encours.premium.agreed import Agreed, AgreedTerms
from encours.premium.bases import BALANCES, LIMITS, SHIPMENTS, TURNOVER, BaseLine
from encours.premium.pieces import TaxedAs
from encours.premium.tax_tables import FRANCE
from encours.units import MISSING, UNSET, Cents, Day, Days

CODE_OF_BASIS: Final = {
    TURNOVER: PremiumBasis.TURNOVER,
    BALANCES: PremiumBasis.BALANCES,
    LIMITS: PremiumBasis.LIMITS,
    SHIPMENTS: PremiumBasis.SHIPMENTS,
}
REFUSED: Final = "refused buyer"
"""The exclusion that a policy may choose not to make."""
BY_TERMS, BY_AMOUNT, ONE_RATE = RATES = ("premium_rate_by_terms", "premium_rate_by_amount", "premium_rate")
"""Terms that give a rate, the first one that is set."""
OPTIONS: Final = PRICE.of_code(PRICE.code_of["priced_option"]).asked_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A line that bears premium: how much of it, at which rate, with which options, taxed how."""

    line: BaseLine
    amount: Cents
    source: str
    """The term of its rate; empty where the policy has none for it."""
    rate: Agreed
    band: int
    """Which band of its terms of payment it lies in, where its rate depends on them; 0 otherwise."""
    options: tuple[tuple[str, Agreed], ...]
    taxed_as: TaxedAs


class _Agreed(NamedTuple):
    """What the policy agrees for lines of the same keys under the same endorsements."""

    terms: Mapping[str, int]
    """Those that the clause of the base reads."""
    source: str
    rate: Agreed
    options: tuple[tuple[str, Agreed], ...]
    taxed_as: TaxedAs


def counted(agreed: AgreedTerms, lines: Iterable[BaseLine]) -> tuple[Counted, ...]:
    """Lines that bear premium by a rate, each with its own; those which bear none are left out."""
    alike: dict[tuple[Any, ...], _Agreed] = {}
    found: list[Counted] = []
    for line in lines:
        if line.basis != LIMITS:
            key = (agreed.policy.endorsement_at(line.on), *line.keys.items())
            if key not in alike:
                alike[key] = _agreed_for(agreed, line)
            found += _counted(alike[key], line)
    return tuple(found)


def _agreed_for(agreed: AgreedTerms, line: BaseLine) -> _Agreed:
    terms = {
        name: agreed.of(name, line.keys, line.on).value
        for name in ("premium_base", "premium_on_refused_buyers", "premium_on_shipments")
    }
    options = ((name, agreed.of(name, line.keys, line.on)) for name in OPTIONS)
    source, rate = rate_of(agreed, line)
    return _Agreed(
        terms=terms, source=source, rate=rate, options=tuple(each for each in options if each[1].value != UNSET),
        taxed_as=taxed_as(agreed, line),
    )  # fmt: skip


def _counted(agreed: _Agreed, line: BaseLine) -> Iterator[Counted]:
    finding = base_finding(agreed.terms, line)
    if not finding.granted and not finding.missing:
        return
    yield Counted(
        line=line,
        amount=MISSING if finding.missing else finding.granted or 0,
        source=agreed.source,
        rate=agreed.rate,
        band=band_of(agreed.rate.value, line.credit_days) if agreed.source == BY_TERMS else 0,
        options=agreed.options,
        taxed_as=agreed.taxed_as,
    )


def base_finding(terms: Mapping[str, int], line: BaseLine) -> Finding:
    """What the clause of the base says of a line."""
    figures = {
        "standing": line.amount,
        "basis": int(CODE_OF_BASIS[line.basis]),
        "left_out": int(line.excluded not in {"", REFUSED}),
        "refused_buyer": int(line.excluded == REFUSED),
        "cover_ratio": line.cover_ratio,
    }
    return charged(PRICE, "premium_base", figures=figures, terms=terms)[0]


def rate_of(agreed: AgreedTerms, line: BaseLine) -> tuple[str, Agreed]:
    """The term that gives the rate of a line, with what it agrees; an empty name where the policy has no rate."""
    for name in RATES:
        found = agreed.of(name, line.keys, line.on)
        if found.value != UNSET:
            return name, found
    return "", Agreed(UNSET)


def band_of(bands: int, days: Days) -> int:
    """Place of the band that terms of payment lie in; -1 where nobody knows them."""
    if MISSING in {bands, days}:
        return -1
    return next(place for place, band in enumerate(unpacked_bands(bands)) if days <= band.end)


def taxed_as(agreed: AgreedTerms, line: BaseLine) -> TaxedAs:
    """What the tax on the premium of a line depends on."""
    return taxed_as_of(agreed, line.keys, line.on)


def taxed_as_of(agreed: AgreedTerms, keys: Mapping[str, str], on: Day) -> TaxedAs:
    """The same of what a fee is for; an unknown country is neither home nor abroad."""
    country = keys.get("country", "")
    tax = agreed.of("premium_tax", keys, on).value
    rate = agreed.of("premium_tax_rate", keys, on).value if tax == PremiumTax.OWN_RATE else 0
    if tax in {UNSET, PremiumTax.NONE}:
        return TaxedAs(tax, rate, 0)
    return TaxedAs(tax, rate, MISSING if not country else int(country not in FRANCE))
