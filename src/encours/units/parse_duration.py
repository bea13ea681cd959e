"""Durations, terms of payment and multiples of a premium, as policies and invoices write them.

Which words give which reading of "end of month" (both are lawful in France, C. com. L441-10):

=========================================  ==========================================================
``45 days end of month``                   45 days, then the end of that month: the default reading
``45 jours fin de mois``, ``45 j FDM``     the same
``end of month + 45 days``                 the end of the month, then 45 days
``fin de mois + 45 jours``                 the same
``fin de mois 45 jours``                   the same: the operations come in the order of the words
``45 jours après la fin de mois``          the same
=========================================  ==========================================================
"""

from __future__ import annotations

import re
from typing import Final

from encours.units.kinds import Span
from encours.units.multiple import Multiple, PremiumBase
from encours.units.plain_text import LONGEST_TEXT, folded
from encours.units.refusal import Refusal, refuse
from encours.units.spans import LARGEST_DAYS, LARGEST_MONTHS, EndOfMonth, span

SPAN_EXPECTED: Final = 'a duration such as "60 days", "2 months", "45 days end of month" or "end of month + 45 days"'
MULTIPLE_EXPECTED: Final = (
    '"30 x minimum premium", "30 x premium paid" or "30 x greater of minimum premium and premium paid"'
)

DAYS: Final = r"(?:(?:calendar )?days?|d|jours?(?: calendaires?)?|jrs?|j)"
MONTHS: Final = r"(?:months?|mois)"
LENGTH: Final = re.compile(
    rf"(?:(?P<months>[0-9]+) ?{MONTHS}|(?P<years>[0-9]+) ?(?:years?|ans?|annees?))?"
    rf"(?: ?(?:,|\+|and|et)? ?(?:(?P<days>[0-9]+) ?{DAYS}|(?P<weeks>[0-9]+) ?(?:weeks?|semaines?)))?"
)
END_OF_MONTH: Final = re.compile(
    r"(?:\b(?:then|puis|to|au|a|en|a la) )?(?:the )?"
    r"\b(?:end[ -]of[ -](?:the )?month|(?<![0-9] )month[ -]end\b(?! of)|e\.?o\.?m\b\.?"
    r"|fin[ -]d[eu][ -]mois|f\.?d\.?m\b\.?)"
)
ON_DAY: Final = re.compile(r",? ?\b(?:on the|on|the|le) ([0-9]{1,2})(?:st|nd|rd|th|er|e)?(?: of the month| du mois)?$")
JOINS: Final = re.compile(r"^(?:\+|plus|,) ?| ?(?:\+|,|plus)$")
AFTERWARDS: Final = re.compile(r" ?(?:after|from|following|apres(?: la)?|a compter de(?: la)?|a partir de(?: la)?)$")
BARE: Final = re.compile(r"[0-9]+")
FRACTION: Final = re.compile(r"[0-9]+[.,][0-9]+|demi|half")
NEGATIVE: Final = re.compile(r"[-\u2212\u2013] ?[0-9]")
WORKING: Final = re.compile(r"ouvr|working|business")

# Words of an invoice that change nothing: from when the terms run is the clause's question.
INVOICE_WORDS: Final = re.compile(
    r"\b(?:net|nets|nette?s?|within|sous|payment|paiement|reglement|payable|terms?|delai|"
    r"(?:par |by )?(?:virement|cheque|traite|prelevement|lcr|bank transfer|transfer)|"
    r""
    r"(?:after|from|apres|a compter de|a partir de)?(?: la| the)? ?(?:date of invoice|invoice date|"
    r"date d'emission de(?: la)? facture|date de(?: la)? facture|date facture|invoice|facture))\b"
)
AT_ONCE: Final = re.compile(
    r"(?:due |payable |payment |paiement )?(?:on|upon|a) (?:receipt|reception)"
    r"(?: of(?: the)? invoice| de(?: la)? facture)?"
    r"|comptant|au comptant|immediat|immediate|immediately|cash|a vue|at sight"
)

TIMES: Final = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,2}))? ?(?:x|\u00d7|\*|fois|times)(?: (?:la|le|the))? (.+)")
MINIMUM: Final = r"(?:minimum premium|(?:prime )minimum|prime minimale|prime minimum)"
PAID: Final = r"(?:premiums? paid|paid premium|primes? (?:payee|versee|acquittee|encaissee)s?)"
GREATER: Final = (
    r"(?:the )?(?:greater|higher|greatest|highest|larger) of"
    r"|(?:la )?plus (?:elevee?|grande?|forte?)(?: des deux)? (?:de|entre)"
)
BASES: Final = (
    (re.compile(MINIMUM), PremiumBase.MINIMUM_PREMIUM),
    (re.compile(PAID), PremiumBase.PREMIUM_PAID),
    (
        re.compile(
            rf"(?:{GREATER})(?: la| the)? (?:{MINIMUM} (?:and|et|or|ou)(?: de)?(?: la| the)? {PAID}"
            rf"|{PAID} (?:and|et|or|ou)(?: de)?(?: la| the)? {MINIMUM})"
        ),
        PremiumBase.GREATER_OF_MINIMUM_AND_PAID,
    ),
)
LARGEST_TIMES: Final = 10_000


def parse_span(text: str) -> Span | Refusal:
    """Duration of a text; days and months stay what they are, and a bare number is refused."""
    words = folded(text) if len(text) <= LONGEST_TEXT else ""
    if not words:
        return _span_refusal("duration_empty" if not text.strip() else "duration_malformed", text)
    found = _read_span(words)
    if found is None:
        return _why_not(text, words)
    days, months, rule, on_day = found
    if days > LARGEST_DAYS or months > LARGEST_MONTHS or not 0 <= on_day <= 31:
        return refuse(
            "duration_out_of_range",
            text,
            what="The duration is longer than any this program computes with, or its day is in no month.",
            expected=f"at most {LARGEST_DAYS} days or {LARGEST_MONTHS} months, on a day from 1 to 31",
        )
    return span(days=days, months=months, end_of_month=rule, on_day=on_day)


def parse_payment_terms(text: str) -> Span | Refusal:
    """Terms of payment of an invoice as a duration: ``Net 30``, ``à 60 jours date de facture``, ``comptant``.

    From which day they run is not read here: the words "from invoice date" are let pass.
    """
    words = folded(text) if len(text) <= LONGEST_TEXT else ""
    if AT_ONCE.fullmatch(words):
        return 0
    kept = plain_terms(words)
    if BARE.fullmatch(kept) and re.search(r"\bnets?\b", words):
        kept = f"{kept} days"
    terms = parse_span(kept)
    if isinstance(terms, Refusal):
        return refuse(terms.code, text, what=terms.what, expected=terms.expected, hint=terms.hint)
    return terms


def plain_terms(words: str) -> str:
    """Terms of payment without the words that say nothing about their length."""
    kept = " ".join(INVOICE_WORDS.sub(" ", words).replace(":", " ").split())
    kept = re.sub(r"^(?:a|at|in|de|of) ", "", kept)
    return re.sub(r"^([0-9]+) (?=e\.?o\.?m|end of month|fin de mois|fdm)", r"\1 days ", kept)


def parse_multiple(text: str) -> Multiple | Refusal:
    """Multiple of a premium; "premium" alone is refused, since the market has three bases."""
    words = folded(text) if len(text) <= LONGEST_TEXT else ""
    found = TIMES.fullmatch(words)
    if found is None:
        return refuse(
            "multiple_malformed",
            text,
            what="This is not a multiple of a premium.",
            expected=MULTIPLE_EXPECTED,
        )
    hundredths = (found.group(2) or "").ljust(2, "0")
    times = int(found.group(1) + hundredths) * 100
    if not 0 < times <= LARGEST_TIMES * 10_000:
        return refuse(
            "multiple_out_of_range",
            text,
            what="The multiple is zero or too large.",
            expected=f"a number of times from 0.01 to {LARGEST_TIMES}",
        )
    for pattern, base in BASES:
        if pattern.fullmatch(found.group(3)):
            return Multiple(times=times, base=base)
    ambiguous = re.fullmatch(r"(?:annual )?premiums?|primes?(?: annuelles?)?", found.group(3)) is not None
    return refuse(
        "multiple_ambiguous" if ambiguous else "multiple_base_unknown",
        text,
        what='"premium" alone may be the minimum premium or the premium paid.'
        if ambiguous
        else "The premium that is multiplied is not one of the three known.",
        expected=MULTIPLE_EXPECTED,
        hint="The policy says which, in its clause on the maximum liability.",
    )


def _read_span(words: str) -> tuple[int, int, EndOfMonth, int] | None:
    """Days, months, rule of end of month and day of the month, or ``None``."""
    on_day = 0
    if found := ON_DAY.search(words):
        on_day = int(found.group(1))
        words = words[: found.start()].rstrip()
        if on_day == 0:
            return None
    found = END_OF_MONTH.search(words)
    if found is None:
        length = _length(words)
        return None if length is None else (*length, EndOfMonth.NONE, on_day)
    before, behind = words[: found.start()].strip(), words[found.end() :].strip()
    if before and behind:
        return None
    if not before and not behind:
        return 0, 0, EndOfMonth.AFTER, on_day
    after_the_end = bool(behind) or AFTERWARDS.search(before) is not None
    length = _length(AFTERWARDS.sub("", JOINS.sub("", before or behind)))
    if length is None:
        return None
    return *length, EndOfMonth.BEFORE if after_the_end else EndOfMonth.AFTER, on_day


def _length(words: str) -> tuple[int, int] | None:
    """Days and months of "2 months", "60 days" or "1 month and 15 days", or ``None``."""
    found = LENGTH.fullmatch(words)
    if found is None or found.lastgroup is None:
        return None
    days, months = int(found["days"] or 0), int(found["months"] or 0)
    return days + 7 * int(found["weeks"] or 0), months + 12 * int(found["years"] or 0)


def _why_not(text: str, words: str) -> Refusal:
    """Refusal of a duration with the most telling reason."""
    if BARE.fullmatch(words):
        return refuse(
            "duration_without_unit",
            text,
            what="The number has no unit.",
            expected=SPAN_EXPECTED,
            hint=f'Write "{words} days" or "{words} months".',
        )
    if WORKING.search(words):
        return refuse(
            "duration_in_working_days",
            text,
            what="Durations are in calendar days or months; only clocks are in working days.",
            expected=SPAN_EXPECTED,
        )
    if NEGATIVE.match(words):
        return refuse(
            "duration_negative",
            text,
            what="A duration has no minus sign.",
            expected=SPAN_EXPECTED,
            hint="Write how long it is, without the sign.",
        )
    if FRACTION.search(words):
        return refuse(
            "duration_in_fractions",
            text,
            what="A part of a month or of a day is no duration: days and months are never converted.",
            expected=SPAN_EXPECTED,
            hint="Write the days the contract means.",
        )
    return _span_refusal("duration_malformed", text)


def _span_refusal(code: str, text: str) -> Refusal:
    """Refusal of a text that is no duration."""
    what = "The duration is empty." if code == "duration_empty" else "This is not a duration."
    return refuse(code, text, what=what, expected=SPAN_EXPECTED)
