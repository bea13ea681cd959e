"""A buyer told by hand: each method gives one fact, with dates as text and amounts in whole units."""

from __future__ import annotations

from dataclasses import dataclass

from encours.demo.days import on, working_day
from encours.demo.identifiers import national_identifier, siren, vat_number
from encours.demo.rates import minor_units
from encours.facts.kinds import (
    AdverseInformation,
    Bill,
    Buyer,
    Consent,
    CreditNote,
    Dispute,
    DueDateMove,
    Evidence,
    HandOver,
    Insolvency,
    InsurerRequest,
    Invoice,
    LimitDecision,
    LimitRequest,
    OverdueReport,
    OwnLimit,
    Payment,
)
from encours.units import MISSING, NEVER, Cents, Day, add_days

DOMESTIC = "FR"
TOP_UP = "Top-up 2024-2027"
"""Name of the second layer in the programme."""

STANDARD = "standard"
TOPPED_UP = "top-up"
"""Classes of buyers: the second layer follows the limits of the second one only."""


def maybe(text: str, absent: Day) -> Day:
    """Day of a text, or what an empty text stands for."""
    return on(text) if text else absent


@dataclass(frozen=True, slots=True)
class Account:
    """A buyer of the stories. ``rank`` makes its code, its invoice numbers and its identifiers."""

    rank: int
    name: str
    country: str = DOMESTIC
    currency: str = "EUR"
    sector: str = "20.13"
    entity: str = "PV"
    terms: int = 60
    group: str = ""
    company: bool = True
    """False for a private person, who has no identifier."""

    @property
    def code(self) -> str:
        """Code of the buyer: C1001."""
        return f"C{self.rank}"

    @property
    def siren(self) -> str:
        """Made-up SIREN of a French buyer."""
        return siren(self.rank) if self.country == DOMESTIC and self.company else ""

    def number(self, rank: int) -> str:
        """Number of an invoice of this buyer: F-1001-2."""
        return f"F-{self.rank}-{rank}"

    def units(self, amount: int) -> Cents:
        """Minor units of an amount told in whole units of the account's currency."""
        return amount * minor_units(self.currency)

    def registered(
        self,
        *,
        public: int = 0,
        related: int = 0,
        buyer_class: str = STANDARD,
    ) -> Buyer:
        """The buyer's registration."""
        return Buyer(
            buyer=self.code,
            name=self.name,
            country=self.country,
            siren=self.siren,
            vat_number=vat_number(self.country, self.rank) if self.company else "",
            national_id=national_identifier(self.country, self.rank) if self.company else "",
            sector=self.sector,
            group=self.group,
            buyer_class=buyer_class,
            public=public,
            related=related,
            private_person=0 if self.company else 1,
        )

    def sale(
        self,
        rank: int,
        delivered: str,
        amount: int,
        *,
        issued: str = "",
        terms: int = -1,
        due: str = "",
        instalment: int = 1,
        stage: str = "invoiced",
        ordered: str = "",
        entity: str = "",
        means: str = "open account",
        party: str = "",
        party_identifier: str = "",
        replaces: str = "",
        without: tuple[str, ...] = (),
    ) -> Invoice:
        """An invoice, VAT included for a French buyer: sent the working day after delivery.

        ``without`` names what the ledger has lost of it: delivered, due.
        """
        delivery = on(delivered)
        sent = maybe(issued, working_day(add_days(delivery, 1)))
        invoiced = stage in {"invoiced", "returned"}
        agreed = maybe(due, add_days(sent, self.terms if terms < 0 else terms))
        gross = self.units(amount)
        return Invoice(
            number=self.number(rank),
            instalment=instalment,
            buyer=self.code,
            entity=entity or self.entity,
            stage=stage,
            ordered=maybe(ordered, working_day(add_days(delivery, -30))),
            delivered=MISSING if "delivered" in without or stage in {"order", "draft"} else delivery,
            issued=sent if invoiced else MISSING,
            due=MISSING if "due" in without or not invoiced else agreed,
            currency=self.currency,
            gross=gross,
            vat=gross // 6 if self.country == DOMESTIC else 0,
            party_name=party or self.name,
            party_identifier=party_identifier or self.siren,
            payment_means=means,
            replaces=replaces,
            paid_on=NEVER,
        )

    def paid(
        self,
        rank: int,
        day: str,
        amount: int,
        *,
        instalment: int = 1,
        part: str = "",
        payer: str = "debtor",
        known: str = "",
    ) -> Payment:
        """A payment of an invoice; rank 0 is a payment on account."""
        return Payment(
            reference=f"R-{self.rank}-{rank}{part}" + (f"-{instalment}" if instalment > 1 else ""),
            buyer=self.code,
            invoice=self.number(rank) if rank else "",
            instalment=instalment if rank else MISSING,
            paid_on=on(day),
            currency=self.currency,
            amount=self.units(amount),
            payer=payer,
            known=maybe(known, MISSING),
        )

    def credited(self, rank: int, day: str, amount: int) -> CreditNote:
        """A credit note on an invoice; rank 0 stands on the account."""
        gross = self.units(amount)
        return CreditNote(
            number=f"A-{self.rank}-{rank}",
            buyer=self.code,
            invoice=self.number(rank) if rank else "",
            instalment=1 if rank else MISSING,
            issued=on(day),
            currency=self.currency,
            gross=gross,
            vat=gross // 6 if self.country == DOMESTIC else 0,
        )

    def limit(
        self,
        decided: str,
        amount: int,
        *,
        outcome: str = "granted",
        kind: str = "named",
        policy: str = "",
        scope: str = "buyer",
        currency: str = "EUR",
        notified: str = "",
        effective: str = "",
        expires: str = "",
        percentage: int = MISSING,
        conditions: str = "",
        conditions_met: str = "",
        covers: str = "",
        request: str = "",
        known: str = "",
    ) -> LimitDecision:
        """A decision of the insurer, in euros unless said otherwise, by default at once."""
        day = on(decided)
        return LimitDecision(
            reference=f"G-{self.rank}-{decided}" + ("-2" if policy else ""),
            buyer=self.code,
            policy=policy,
            scope=scope,
            kind=kind,
            outcome=outcome,
            amount=amount * minor_units(currency),
            currency=currency,
            percentage=percentage,
            decided_on=day,
            notified_on=maybe(notified, day),
            effective_on=maybe(effective, MISSING),
            expires_on=maybe(expires, NEVER),
            conditions=conditions,
            conditions_met_on=maybe(conditions_met, NEVER),
            covers_identifier=covers or self.siren,
            request=request,
            known=maybe(known, MISSING),
        )

    def asks(self, day: str, euros: int, *, answered: str = "") -> LimitRequest:
        """A limit asked for, in whole euros."""
        return LimitRequest(
            reference=f"D-{self.rank}-{day}",
            buyer=self.code,
            requested_on=on(day),
            amount=euros * 100,
            currency="EUR",
            answered_on=maybe(answered, NEVER),
        )

    def asked(self, day: str, subject: str, *, by: str, answered: str = "") -> InsurerRequest:
        """What the insurer asks about a claim, to be answered by a day."""
        return InsurerRequest(
            reference=f"Q-{self.rank}-{day}", buyer=self.code, about="claim", asked_on=on(day), due_on=on(by),
            answered_on=maybe(answered, NEVER), subject=subject,
        )  # fmt: skip

    def own_limit(self, day: str, amount: int) -> OwnLimit:
        """The company's own limit, the insured one included."""
        return OwnLimit(buyer=self.code, from_day=on(day), amount=amount * 100, currency="EUR", position="including")

    def report(self, day: str, *, rank: int = 0) -> OverdueReport:
        """A notice of overdue, of one invoice or of all."""
        return OverdueReport(buyer=self.code, invoice=self.number(rank) if rank else "", reported_on=on(day))

    def moved(self, rank: int, day: str, new_due: str) -> DueDateMove:
        """A due date moved by agreement."""
        return DueDateMove(invoice=self.number(rank), buyer=self.code, moved_on=on(day), new_due=on(new_due))

    def consent(self, subject: str, day: str, *, rank: int = 0, until: str = "", conditions: str = "") -> Consent:
        """A written consent of the insurer, on one invoice or on all."""
        return Consent(
            buyer=self.code,
            invoice=self.number(rank) if rank else "",
            subject=subject,
            given_on=on(day),
            until=maybe(until, NEVER),
            conditions=conditions,
        )

    def dispute(
        self,
        rank: int,
        day: str,
        *,
        amount: int = 0,
        settled: str = "",
        outcome: str = "",
        upheld: int = -1,
    ) -> Dispute:
        """A dispute on an invoice, whole when no amount is given."""
        return Dispute(
            reference=f"L-{self.rank}-{rank}",
            buyer=self.code,
            invoice=self.number(rank),
            opened_on=on(day),
            amount=self.units(amount) if amount else MISSING,
            settled_on=maybe(settled, NEVER),
            outcome=outcome,
            upheld_amount=self.units(upheld) if upheld >= 0 else MISSING,
        )

    def bill(self, rank: int, event: str, day: str, matures: str) -> Bill:
        """Something happens to the bill that pays an invoice."""
        return Bill(
            reference=f"LC-{self.rank}-{rank}",
            buyer=self.code,
            invoice=self.number(rank),
            event=event,
            on=on(day),
            matures_on=on(matures),
        )

    def insolvency(self, kind: str, opened: str, published: str, court: str = "") -> Insolvency:
        """Insolvency proceedings are opened."""
        return Insolvency(
            buyer=self.code,
            kind=kind,
            opened_on=on(opened),
            published_on=on(published),
            court=court,
            closed_on=NEVER,
        )

    def handed_over(self, day: str, *, rank: int = 0) -> HandOver:
        """The file goes to the insurer's collectors."""
        return HandOver(buyer=self.code, invoice=self.number(rank) if rank else "", handed_over_on=on(day))

    def adverse(self, day: str, nature: str, *, cleared: str = "") -> AdverseInformation:
        """Adverse information is learnt."""
        return AdverseInformation(buyer=self.code, learnt_on=on(day), nature=nature, cleared_on=maybe(cleared, NEVER))

    def credit_report(self, day: str, score: int) -> Evidence:
        """A credit report and its score out of 100."""
        return Evidence(
            reference=f"RC-{self.rank}-{day}",
            buyer=self.code,
            kind="credit report",
            dated_on=on(day),
            score=score,
        )
