"""The tax of each line: shared by kind of business, at the rate of the last day of what the line is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from encours.clauses.charge_choices import FeeKind, FeeTax, PremiumTax
from encours.clauses.wordings.premium import RESULT
from encours.engine.charged import charged
from encours.engine.findings import Finding
from encours.engine.verdicts import NOT_APPLICABLE
from encours.premium.agreed import AgreedTerms
from encours.premium.lines import (
    DOMESTIC,
    EXPORT,
    MONITORING_FEE,
    RECOVERY_COMMISSION,
    REQUEST_FEE,
    PremiumLine,
    TaxLine,
)
from encours.premium.pieces import Piece, TaxedAs, owed, spread
from encours.premium.tax_tables import (
    EXEMPTION,
    EXPORT_ARTICLE,
    FRENCH_INSURANCE_TAX,
    FRENCH_VALUE_ADDED_TAX,
    INSURANCE_TAX,
    OWN_TAX,
    VALUE_ADDED_TAX,
    article_on,
    rate_on,
)
from encours.units import MILLION, MISSING, UNSET, Cents, Day

OF_FEES: Final = {
    REQUEST_FEE: (FeeKind.REQUEST, "tax_on_request_fees"),
    MONITORING_FEE: (FeeKind.MONITORED_LIMIT, "tax_on_monitoring_fees"),
    RECOVERY_COMMISSION: (FeeKind.RECOVERY, "tax_on_recovery_commissions"),
}
"""What each kind of fee is for, and the term that says which tax it bears."""


def taxed(agreed: AgreedTerms, piece: Piece, *, first: Day) -> PremiumLine:
    """The line of a piece with its taxes; with none where the policy does not say which, or nothing is owed."""
    line = piece.line
    if line.amount in {0, MISSING} or not piece.weights:
        return line
    parts = _by_tax(agreed, piece, first)
    found = tuple(each for key, amount in parts.items() for each in _tax(agreed, line, key, amount, first))
    return replace(line, taxes=found)


def _by_tax(agreed: AgreedTerms, piece: Piece, first: Day) -> Mapping[TaxedAs, Cents]:
    """Parts of a line by what its tax depends on; value added tax depends on nothing, and is one for the line."""
    found = {key: amount for key, amount in spread(piece.line.amount, piece.weights).items() if amount}
    _, term = OF_FEES.get(piece.line.kind, (None, ""))
    if found and term and agreed.wide(term, first) == FeeTax.FRENCH_VAT:
        known = min(found, key=lambda each: (MISSING in each, each.premium_tax == UNSET))
        return {known: piece.line.amount}
    return found


def _tax(agreed: AgreedTerms, line: PremiumLine, key: TaxedAs, amount: Cents, first: Day) -> Iterator[TaxLine]:
    """Tax on the part of a line that one kind of business bears."""
    fee, term = OF_FEES.get(line.kind, (None, ""))
    terms = {name: agreed.wide(name, first) for _, name in OF_FEES.values()}
    figures = {
        "standing": amount,
        "is_export": key.is_export,
        "french_insurance_tax": rate_on(FRENCH_INSURANCE_TAX, line.last),
        "french_value_added_tax": rate_on(FRENCH_VALUE_ADDED_TAX, line.last),
        "fee": 0 if fee is None else int(fee),
    }
    terms |= {"premium_tax": key.premium_tax, "premium_tax_rate": key.own_rate}
    if key.premium_tax == UNSET:
        return
    clause = "insurance_tax" if fee is None else "fee_tax"
    (finding,) = charged(RESULT, clause, figures=figures, terms=terms)
    borne = FeeTax.AS_PREMIUM if fee is None else FeeTax.numbered(terms[term])
    if finding.verdict == NOT_APPLICABLE or borne == FeeTax.NONE:
        return
    name, article = _named(borne, key, line.last)
    if name:
        yield _line(finding, name, article, key, amount)


def _named(borne: FeeTax, key: TaxedAs, on: Day) -> tuple[str, str]:
    """Name of a tax and the article that sets it; nothing where none is due."""
    if borne == FeeTax.FRENCH_VAT:
        return VALUE_ADDED_TAX, article_on(FRENCH_VALUE_ADDED_TAX, on)
    if key.premium_tax == PremiumTax.NONE:
        return "", ""
    if key.premium_tax == PremiumTax.OWN_RATE:
        return OWN_TAX, ""
    if key.is_export == 1:
        return EXEMPTION, EXPORT_ARTICLE
    return INSURANCE_TAX, article_on(FRENCH_INSURANCE_TAX, on)


def _line(finding: Finding, name: str, article: str, key: TaxedAs, amount: Cents) -> TaxLine:
    rate = finding.values.get("fee_tax_rate", finding.values.get("tax_rate", MISSING))
    return TaxLine(
        tax=name,
        territory=EXPORT if key.is_export == 1 else DOMESTIC,
        base=amount,
        rate=Fraction(0) if rate == MISSING else Fraction(rate, MILLION),
        amount=owed(finding),
        article=article,
        finding=finding,
    )
