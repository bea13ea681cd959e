"""A clock as a policy writes it: "later of 90 days after extension end and 180 days after delivery".

In French: "le plus tardif de 90 jours après la fin de la prorogation et 180 jours après la livraison". Day one is the
day after the event ("following", "à compter de", "suivant" say the same: the day that makes a time run is not one of
it); with "from", and in French "à partir de ... incluse" or "dès", it is the day of the event itself. ", or the next
working day" moves a last day on which nobody works; "; on insolvency ..." gives the clock that holds once the buyer is
insolvent. Each clock is shown in one form, and many are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from encours.clauses.clock_anchors import IN_A_FRENCH_SENTENCE, OTHER_NAMES, ClockAnchor
from encours.engine.terms import Choice, Term
from encours.policy.faults import Words, Wrong
from encours.policy.refusal_words import after_nearest, in_both_languages
from encours.units.clocks import (
    LARGEST_LEGS,
    LONGEST_DAYS,
    LONGEST_MONTHS,
    Clock,
    Leg,
    Shift,
    decode_clock,
    encode_clock,
)
from encours.units.kinds import Span
from encours.units.parse import Refusal, parse_span
from encours.units.plain_text import LONGEST_TEXT, folded
from encours.units.show import Language, show_span
from encours.units.spans import span, span_parts

EXAMPLE: Final = Words(
    'Write it as "30 days after due date", or "later of 90 days after extension end and 180 days after delivery".',
    'Écrivez par exemple "30 jours après l\'échéance", ou "le plus tardif de 90 jours après la fin de la '
    'prorogation et 180 jours après la livraison".',
)
_LATER: Final = re.compile(r"(?:the )?(?:later|latest|greater) of |le plus tardif de |le dernier de ")
_EARLIER: Final = re.compile(r"(?:the )?(?:earlier|earliest|sooner) of |le plus tot de |le premier de ")
_ON_INSOLVENCY: Final = re.compile(
    r";\s*(?:on|upon|in case of) insolvency[,:]?\s+|;\s*en cas d'insolvabilite\s*[,:]?\s+"
)
_SHIFTS: Final = (
    (re.compile(r",? or (?:on )?the next working day$|,? ou le jour ouvre suivant$"), Shift.NEXT),
    (re.compile(r",? or (?:on )?the previous working day$|,? ou le jour ouvre precedent$"), Shift.PREVIOUS),
)
_WORKING: Final = re.compile(r"([0-9]+) (?:working|business) days?|([0-9]+) jours? ouvres?")
_LONGEST: Final = 8 * LONGEST_TEXT
"""Characters of a clock of the most times, each in its longest words."""
_COUNTS: Final = re.compile(
    r"[0-9]+ (?:(?:working|business) )?(?:day|month|week|year|jour|mois|semaine|an)", re.IGNORECASE
)
"""Beginnings of a time, to count those of a text that is too long to be read."""
_SINCE: Final = r"a (?:compter|partir|dater)"
_COUNTED: Final = re.compile(
    r"(?P<span>[^;]+?) (?P<word>from and including|from|after|following|apres|des|"
    rf"suivant|qui suivent|{_SINCE} du (?:lendemain|jour suivant) d[eu]|{_SINCE} d[eu]) (?:the |l'|la |le )?"
    r"(?P<event>[^;,]+?)(?P<included>,? (?:incluse?|comprise?|included|inclusive))?(?=$|, | and | et )"
)
_INCLUSIVE: Final = re.compile(r"from|from and including|des")
_MAY_INCLUDE: Final = re.compile(rf"from|from and including|des|{_SINCE} d[eu]")
"""Words after which the day of the event may be said to be day one."""
_DAY_OF: Final = re.compile(r"(?:date|jour) (?:de la |de l'|du |de |d')|(?:date|day) of (?:the )?")
_SAID_OTHERWISE: Final = (
    (re.compile(r"\bwithin ([0-9]+ (?:working |business )?[a-z]+) of "), r"\1 after "),
    (re.compile(r"\b(?:within|sous|dans les|dans (?:le|un) delai de|au plus tard(?! (?:de|des)\b)) "), ""),
    (re.compile(r"\ble (?:lendemain|jour suivant) d[eu] "), "1 day after "),
    (re.compile(r"\b(?:on )?the day (after|following) "), r"1 day \1 "),
)
"""Ways to say a clock, each with the words it is read as."""
_JOIN: Final = re.compile(r"(?:,? (?:and|et) |, )")


def read_clock(term: Term, text: str) -> int | Wrong:
    """A clock as one integer; refused with what is wrong of it."""
    if len(text) > _LONGEST:
        return _too_many() if len(_COUNTS.findall(text[: 2 * _LONGEST])) > LARGEST_LEGS else _no_clock(term)
    words = folded(text).rstrip(". ")
    own, *replaced = _ON_INSOLVENCY.split(words)
    if len(replaced) > 1:
        return _malformed("clock_replaced_twice", "It is replaced twice.", "Il est remplacé deux fois.")
    later = None
    if replaced:
        read = _read(term, replaced[0])
        if isinstance(read, Wrong):
            return read
        later = read
    clock = _read(term, own)
    if isinstance(clock, Wrong):
        return clock
    return encode_clock(replace(clock, on_insolvency=later))


def _read(term: Term, words: str) -> Clock | Wrong:
    words, shift = _plain(words.strip()), Shift.NONE
    for pattern, moved in _SHIFTS:
        if found := pattern.search(words):
            words, shift = words[: found.start()], moved
    reading = None
    for pattern, is_later in ((_LATER, True), (_EARLIER, False)):
        if found := pattern.match(words):
            words, reading = words[found.end() :], is_later
    counted = list(_counted(words))
    if not counted:
        return _no_clock(term)
    legs = [_leg(term, each.span, each.event, inclusive=each.inclusive) for each in counted]
    wrong = next((each for each in legs if isinstance(each, Wrong)), None)
    if wrong is not None:
        return wrong
    found_legs = tuple(each for each in legs if isinstance(each, Leg))
    return _whole(found_legs, reading=reading, shift=shift)


def _whole(legs: tuple[Leg, ...], *, reading: bool | None, shift: Shift) -> Clock | Wrong:
    if len(legs) > LARGEST_LEGS:
        return _too_many()
    if len(legs) > 1 and reading is None:
        return _malformed(
            "clock_without_reading",
            "Of several times, which one counts?",
            "De plusieurs délais, lequel compte ?",
            Words('Begin with "later of" or "earlier of".', 'Commencez par "le plus tardif de" ou "le plus tôt de".'),
        )
    return Clock(legs, later=reading is not False, shift=shift)


def _plain(words: str) -> str:
    """A clock said otherwise, in the words that are read; what counts from the day after an event is left as it is."""
    held = words.replace("from the day after ", "after ").replace("from the day following ", "following ")
    for pattern, meant in _SAID_OTHERWISE:
        held = pattern.sub(meant, held)
    return held.strip()


class _Counted(NamedTuple):
    span: str
    event: str
    inclusive: bool


def _counted(words: str) -> Iterator[_Counted]:
    """Each time counted from an event; nothing, where some of the words are none."""
    found, at = [], 0
    while at < len(words):
        each = _COUNTED.match(words, at)
        if each is None:
            return
        found.append(_one(each))
        at = each.end()
        if joined := _JOIN.match(words, at):
            at = joined.end()
    yield from found


def _one(found: re.Match[str]) -> _Counted:
    """One time; that the day is included is part of an event that it cannot be said of, which is then none."""
    word, event, included = found["word"], found["event"].strip(), found["included"] or ""
    if included and not _MAY_INCLUDE.fullmatch(word):
        return _Counted(found["span"], event + included, inclusive=False)
    return _Counted(found["span"], event, inclusive=bool(included) or _INCLUSIVE.fullmatch(word) is not None)


def _anchor(term: Term, event: str) -> Choice | None:
    """The event of a name, or of the day of it."""
    shorter = _DAY_OF.sub("", event, count=1) if _DAY_OF.match(event) else event
    for name in (event, shorter):
        for each in term.allowed:
            others = OTHER_NAMES.get(each, ()) if isinstance(each, ClockAnchor) else ()
            if name in {folded(one) for one in (each.english, each.french, *others)}:
                return each
    return None


def _leg(term: Term, written: str, event: str, *, inclusive: bool) -> Leg | Wrong:
    anchor = _anchor(term, event)
    if anchor is None:
        names = [name for each in term.allowed for name in (each.english, each.french)]
        listed = Words(
            f"It may be counted from: {', '.join(each.english for each in term.allowed)}.",
            f"Il peut courir depuis : {', '.join(_in_a_sentence(each.french) for each in term.allowed)}.",
        )
        what = Words(
            f'"{event[:60]}" is no event that this is counted from.',
            f"« {event[:60]} » n'est pas un fait dont ce délai court.",
        )
        return Wrong("clock_event_unknown", what, after_nearest(event, names, listed))
    working = _WORKING.fullmatch(written)
    read = _working_days(working[1] or working[2]) if working else parse_span(written)
    if isinstance(read, Refusal):
        code, what, hint = in_both_languages(read, unit="span", currency="")
        return Wrong(code, what, hint)
    parts = span_parts(read)
    if parts.days > LONGEST_DAYS or parts.months > LONGEST_MONTHS:
        most = Words(
            f"Write at most {LONGEST_DAYS} days or {LONGEST_MONTHS} months.",
            f"Écrivez au plus {LONGEST_DAYS} jours ou {LONGEST_MONTHS} mois.",
        )
        return _malformed("clock_too_long", "The time is too long.", "Le délai est trop long.", most)
    return Leg(int(anchor), read, working=working is not None, inclusive=inclusive)


def _working_days(figures: str) -> Span:
    # However many figures there are, what is too long is told as such.
    return span(days=int(figures) if len(figures) <= len(str(LONGEST_DAYS)) else LONGEST_DAYS + 1)


def _no_clock(term: Term) -> Wrong:
    return _malformed(
        "clock_malformed", "This is no clock.", "Ceci n'est pas un délai compté d'un fait.", _example(term)
    )


def _example(term: Term) -> Words:
    """A clock that the term may have: not every one is counted from a due date."""
    if ClockAnchor.DUE_DATE in term.allowed or not term.example:
        return EXAMPLE
    value = read_clock(term, str(term.example))
    assert isinstance(value, int), "the example of a clock is one"
    english, french = show_clock(term, value, "en"), show_clock(term, value, "fr")
    return Words(f'Write it as "{english}".', f'Écrivez par exemple "{french}".')


def _too_many() -> Wrong:
    most = str(LARGEST_LEGS)
    return _malformed("clock_of_too_many", f"It has more than {most} times.", f"Il a plus de {most} délais.")


def _malformed(code: str, english: str, french: str, hint: Words = EXAMPLE) -> Wrong:
    return Wrong(code, Words(english, french), hint)


@lru_cache(maxsize=512)
def show_clock(term: Term, value: int, language: Language) -> str:
    """A clock in words, as a policy may write it in that language."""
    return _shown(_allowed_names(term, language), decode_clock(value), language)


def _allowed_names(term: Term, language: Language) -> tuple[str, ...]:
    assert term.choices is not None, "a clock has the events it may be counted from"
    return tuple(_in_a_sentence(each.french) if language == "fr" else each.english for each in term.choices)


def _in_a_sentence(french: str) -> str:
    return IN_A_FRENCH_SENTENCE.get(french, french)


def _shown(names: Sequence[str], clock: Clock, language: Language) -> str:
    place = 1 if language == "fr" else 0
    legs = (" and ", " et ")[place].join(_leg_shown(names, leg, language) for leg in clock.legs)
    if len(clock.legs) > 1:
        words = ("later of ", "le plus tardif de ") if clock.later else ("earlier of ", "le plus tôt de ")
        legs = words[place] + legs
    moved = {
        Shift.NONE: ("", ""),
        Shift.NEXT: (", or the next working day", ", ou le jour ouvré suivant"),
        Shift.PREVIOUS: (", or the previous working day", ", ou le jour ouvré précédent"),
    }[clock.shift][place]
    if clock.on_insolvency is None:
        return legs + moved
    replaced = _shown(names, clock.on_insolvency, language)
    return legs + moved + ("; on insolvency ", " ; en cas d'insolvabilité, ")[place] + replaced


def _leg_shown(names: Sequence[str], leg: Leg, language: Language) -> str:
    place = 1 if language == "fr" else 0
    count = span_parts(leg.span).days
    if leg.working:
        plural = "" if count == 1 else "s"
        length = (f"{count} working day{plural}", f"{count} jour{plural} ouvré{plural}")[place]
    else:
        length = show_span(leg.span, language)
    before, included = _WORDS[leg.inclusive][place]
    return f"{length} {before} {names[leg.anchor]}{included}"


#: What stands before an event, and after it, where its day is left out and where it is day one; English, then French.
_WORDS: Final = ((("after", ""), ("après", "")), (("from", ""), ("à partir de", " incluse")))
