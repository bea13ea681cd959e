"""Deadlines of French law for who is owed money: each with its reference, its versions and how it is counted.

A version holds from its first day on, by the day that chooses it; before the first one nothing is told. Where a source
is secondary, or was not read, it says so. Late interest is owed without any reminder (C. com. L441-10): a right, and
no duty, so that it is not here. Not modelled: a creditor with a published security or contract, warned in person; the
year given to who could not know of its claim (L622-26); conversion of proceedings, which opens no new time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from encours.duties.counting import Counting, end_of_year_after, ended, last_day
from encours.duties.courts import NATIONAL, Seat
from encours.units import MISSING, NEVER, Day, add_months, from_civil

SAFEGUARD_LAW: Final = from_civil(2006, 1, 1)
"""Proceedings opened from this day are those of the law 2005-845 of 26 July 2005."""
PRESCRIPTION_LAW: Final = from_civil(2008, 6, 19)
"""Day on which the law 2008-561 of 17 June 2008 took effect."""
SHORT_SERVICE: Final = from_civil(2026, 9, 1)
"""Orders made from this day are served in three months (decree 2026-96 of 16 February 2026)."""
HALVED_AFTER_RELIEF: Final = from_civil(2014, 7, 1)
"""Proceedings opened from this day give who is relieved half of the usual time (ordonnance 2014-326)."""


@dataclass(frozen=True, slots=True)
class Version:
    """Length of a period from a day on; `elsewhere` is added for who resides outside the territory of the court."""

    first: Day
    months: int
    source: str
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """A period of the law: its reference, what it is counted from, the day that chooses its version, its versions."""

    reference: str
    anchor: str
    chosen_by: str
    counting: Counting
    versions: tuple[Version, ...]

    def version(self, chosen: Day) -> Version | None:
        """Version that holds for a day; none before the first."""
        held = [each for each in self.versions if each.first <= chosen]
        return held[-1] if held else None

    def last_day(self, anchor: Day, chosen: Day, *, seat: Seat = NATIONAL, is_elsewhere: bool = False) -> Day:
        """Last day, both days known; `NEVER` while the anchor has not come, `MISSING` where it cannot be told."""
        version = self.version(chosen)
        if version is None or MISSING in {anchor, chosen}:
            return MISSING
        months = version.months + version.elsewhere * is_elsewhere
        return last_day(anchor, months, self.counting, seat)


DECLARATION: Final = Deadline(
    reference="C. com. L622-24, R622-24 (liquidation: L641-3, R641-25)",
    anchor="publication of the opening judgment in the BODACC",
    chosen_by="opening judgment",
    counting=Counting.PROCEDURE,
    versions=(
        Version(SAFEGUARD_LAW, 2, "R622-24 and R641-25, official text; L622-24 in a secondary source", elsewhere=2),
    ),
)
OF_TERMINATED_CONTRACT: Final = Deadline(
    reference="C. com. R622-21",
    anchor="termination of the contract, or notice of the decision that ends it",
    chosen_by="opening judgment",
    counting=Counting.PROCEDURE,
    versions=(Version(SAFEGUARD_LAW, 1, "R622-21, official text"),),
)
RELIEF: Final = Deadline(
    reference="C. com. L622-26",
    anchor="publication of the opening judgment in the BODACC",
    chosen_by="opening judgment",
    counting=Counting.PROCEDURE,
    versions=(Version(SAFEGUARD_LAW, 6, "L622-26 in a secondary source"),),
)
AFTER_RELIEF: Final = Deadline(
    reference="C. com. L622-24, first paragraph",
    anchor="notice of the decision that grants relief",
    chosen_by="opening judgment",
    counting=Counting.PROCEDURE,
    versions=(Version(HALVED_AFTER_RELIEF, 1, "L622-24 in a secondary source: the usual time, halved", elsewhere=1),),
)
GOODS: Final = Deadline(
    reference="C. com. L624-9",
    anchor="publication of the opening judgment in the BODACC",
    chosen_by="opening judgment",
    counting=Counting.PROCEDURE,
    versions=(Version(SAFEGUARD_LAW, 3, "L624-9 in a secondary source, the article not read"),),
)
ANSWER_ON_GOODS: Final = Deadline(
    reference="C. com. R624-13",
    anchor="receipt of the claim on the goods",
    chosen_by="opening judgment",
    counting=Counting.SUBSTANCE,
    versions=(Version(SAFEGUARD_LAW, 1, "R624-13, official text"),),
)
"""Time to answer; whether its own end moves is not settled, so that it is not moved: the earlier day is told."""
JUDGE_OF_GOODS: Final = Deadline(
    reference="C. com. R624-13",
    anchor="end of the time to answer",
    chosen_by="opening judgment",
    counting=Counting.PROCEDURE,
    versions=(Version(SAFEGUARD_LAW, 1, "R624-13, official text"),),
)
SERVICE: Final = Deadline(
    reference="CPC 1411",
    anchor="order for payment",
    chosen_by="order for payment",
    counting=Counting.PROCEDURE,
    versions=(
        Version(from_civil(1982, 1, 1), 6, "CPC 1411 in a secondary source; its first day not read"),
        Version(SHORT_SERVICE, 3, "decree 2026-96 of 16 February 2026, in secondary sources"),
    ),
)
#: Of an order that was not served in person the debtor may still oppose the first act that was, or the first seizure
#: (CPC 1416, second paragraph): no fact tells how it was served, and it is taken to be in person.
OPPOSITION: Final = Deadline(
    reference="CPC 1416",
    anchor="service of the order in person",
    chosen_by="order for payment",
    counting=Counting.PROCEDURE,
    versions=(Version(from_civil(1982, 1, 1), 1, "CPC 1416 in a secondary source; its first day not read"),),
)
NO_OPPOSITION_NOTIFIED: Final = Deadline(
    reference="CPC 1422",
    anchor="service of the order",
    chosen_by="order for payment",
    counting=Counting.PROCEDURE,
    versions=(
        Version(from_civil(1982, 1, 1), 1, "the time of opposition, CPC 1416 in a secondary source"),
        Version(SHORT_SERVICE, 2, "decree 2026-96 of 16 February 2026, in secondary sources"),
    ),
)
"""Time after which an order that nobody opposed may be enforced."""
ENFORCEMENT: Final = Deadline(
    reference="CPCE L111-4",
    anchor="judgment, or end of the time of opposition to an order",
    chosen_by="judgment, or end of the time of opposition to an order",
    counting=Counting.SUBSTANCE,
    versions=(Version(PRESCRIPTION_LAW, 120, "law 2008-561 of 17 June 2008, not read"),),
)
PRESCRIPTION: Final = Deadline(
    reference="C. com. L110-4",
    anchor="due date, or what interrupted the prescription",
    chosen_by="due date, or what interrupted the prescription",
    counting=Counting.SUBSTANCE,
    versions=(
        Version(from_civil(1900, 1, 1), 120, "L110-4 before the law 2008-561, not read"),
        Version(PRESCRIPTION_LAW, 60, "L110-4 since the law 2008-561 of 17 June 2008, official text"),
    ),
)
OF_A_CONSUMER: Final = Deadline(
    reference="C. consom. L218-2",
    anchor="due date, or what interrupted the prescription",
    chosen_by="due date, or what interrupted the prescription",
    counting=Counting.SUBSTANCE,
    versions=(Version(from_civil(1900, 1, 1), 24, "L218-2 in a secondary source; before 2008, C. civ. 2272 not read"),),
)
PUBLIC_PRESCRIPTION: Final = "law 68-1250 of 31 December 1968, article 1"
"""Four years from the first day of the year after, against the State, local authorities and their bodies; not read."""
VAT: Final = "CGI 272, 1; CGI annex II, 208"
"""Secondary sources: recoverable from the judgment of liquidation, the adoption of a plan for what it waives, or once
definitively irrecoverable; to be acted on by 31 December of the second year after."""
VAT_YEARS: Final = 2
"""Years after that of the event at whose end the tax is no longer recovered."""
FOREIGN: Final = "notice of the foreign proceedings"
"""The law of the proceedings sets the time, and its notice tells it."""
LAW_OF_THE_SELLER: Final = "Rome I 4, 12"
"""Regulation 593/2008, articles 4 (1) (a) and 12 (1) (d), not read: where the parties chose no law, that of the seller
governs a sale to a foreign buyer, its prescription included. That they chose another is told by no fact."""


def judge_last_day(received: Day, opened: Day, *, seat: Seat = NATIONAL) -> Day:
    """Last day to ask the juge-commissaire for the goods: within the month that follows the month of silence."""
    return JUDGE_OF_GOODS.last_day(ANSWER_ON_GOODS.last_day(received, opened), opened, seat=seat)


def enforceable_from(served: Day, order: Day, *, seat: Seat = NATIONAL) -> Day:
    """First day on which an order that was served and not opposed may be enforced."""
    end = NO_OPPOSITION_NOTIFIED.last_day(served, order, seat=seat)
    return end if end in {MISSING, NEVER} else end + 1


def prescribed_on(anchor: Day, *, is_consumer: bool = False, is_public: bool = False) -> Day:
    """Last day to interrupt the prescription of a debt that is due since a day, or was last interrupted then.

    A debt due before the law of 2008 keeps its ten years, but never more than five from that law (its article 26).
    """
    if anchor in {MISSING, NEVER}:
        return anchor
    if is_public:
        return end_of_year_after(anchor, 4)
    if is_consumer:
        return OF_A_CONSUMER.last_day(anchor, anchor)
    end = PRESCRIPTION.last_day(anchor, anchor)
    return min(end, add_months(PRESCRIPTION_LAW, 60)) if anchor < PRESCRIPTION_LAW <= end else end


def enforced_by(judgment: Day) -> Day:
    """Last day to have a judgment enforced; one older than the law of 2008 has ten years from it."""
    since = judgment if judgment in {MISSING, NEVER} else max(judgment, PRESCRIPTION_LAW)
    return ENFORCEMENT.last_day(since, since)


def vat_last_day(irrecoverable: Day) -> Day:
    """Last day to recover the VAT of a debt that is definitively irrecoverable since a day; it is never moved."""
    return ended(end_of_year_after(irrecoverable, VAT_YEARS), Counting.SUBSTANCE)
