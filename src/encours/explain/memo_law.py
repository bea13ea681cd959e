"""Lines of the memo that the law writes, with its own figures: what is asked of whoever is owed money in France."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from encours.duties import law
from encours.duties.duty import Department
from encours.duties.kinds import DECLARE_IN_PROCEEDINGS
from encours.duties.legal_kinds import CLAIM_GOODS, DECLARE, INTERRUPT, RECOVER_VAT, SERVE_ORDER
from encours.explain.duty_words import DUTY_TEXTS
from encours.explain.memo_sentences import PRIMARY, MemoEntry
from encours.policy.faults import Words
from encours.units import Day


def months(count: int) -> Words:
    """A number of months, or of years where it is whole."""
    years, rest = divmod(count, 12)
    if not rest:
        return Words(f"{years} year{'s' if years > 1 else ''}", f"{years} an{'s' if years > 1 else ''}")
    return Words(f"{count} month{'s' if count > 1 else ''}", f"{count} mois")


def _of(kind: str, by: Words, reference: str, *, who: Department = Department.LEGAL) -> MemoEntry:
    text = DUTY_TEXTS[kind.replace(DECLARE_IN_PROCEEDINGS, DECLARE)]
    return MemoEntry(
        kind=kind,
        who=(who,),
        holds=(PRIMARY,),
        does=text.what_to_do,
        by=by,
        lost=text.what_is_lost,
        law=reference,
    )


def _within(deadline: law.Deadline, sentence: Words, *, on: Day) -> Words | None:
    """A period as it stands on a day, in a sentence that names it; none before the first version of the law."""
    version = deadline.version(on)
    if version is None:
        return None
    usual, longer = months(version.months), months(version.months + version.elsewhere)
    return Words(
        sentence.english.format(period=usual.english, elsewhere=longer.english),
        sentence.french.format(period=usual.french, elsewhere=longer.french),
    )


_SENTENCES: Final = (
    (
        DECLARE_IN_PROCEEDINGS,
        law.DECLARATION,
        Words(
            "Within {period} of the publication of the opening judgment in the BODACC ({elsewhere} from outside "
            "metropolitan France); abroad, by the day of the notice.",
            "Dans les {period} de la publication du jugement d'ouverture au BODACC ({elsewhere} hors de France "
            "métropolitaine) ; à l'étranger, au jour que fixe l'avis.",
        ),
    ),
    (
        CLAIM_GOODS,
        law.GOODS,
        Words(
            "Within {period} of the publication of the opening judgment in the BODACC; title must be retained in "
            "writing by the delivery.",
            "Dans les {period} de la publication du jugement d'ouverture au BODACC ; la réserve de propriété est "
            "écrite, au plus tard à la livraison.",
        ),
    ),
    (SERVE_ORDER, law.SERVICE, Words("Within {period} of the order.", "Dans les {period} de l'ordonnance.")),
    (
        INTERRUPT,
        law.PRESCRIPTION,
        Words("Within {period} of the due date between traders.", "Dans les {period} de l'échéance entre commerçants."),
    ),
)
"""Sentences of the deadlines of the law, in the order they come in the life of an unpaid debt."""
_ORDINAL: Final = {1: Words("first", "première"), 2: Words("second", "deuxième"), 3: Words("third", "troisième")}


@lru_cache(maxsize=64)
def lines_of_the_law(on: Day) -> tuple[MemoEntry, ...]:
    """Lines that the law writes as it stands on a day: of a claim, the policy tells the time first where it has one."""
    found = []
    for kind, deadline, sentence in _SENTENCES:
        by = _within(deadline, sentence, on=on)
        if by is not None:
            found.append(_of(kind, by, deadline.reference))
    return (*found, _of(RECOVER_VAT, _vat(), law.VAT, who=Department.ACCOUNTING))


def with_the_law(entry: MemoEntry, on: Day) -> MemoEntry:
    """A line of the policy, with the time that the law sets for the same act beside its own."""
    beside = next((each for each in lines_of_the_law(on) if each.kind == entry.kind), None)
    if beside is None:
        return entry
    by, of_the_law = entry.by, beside.by
    assert isinstance(by, Words), "a time of the policy is told in one sentence"
    assert isinstance(of_the_law, Words), "a time of the law is told in one sentence"
    told = Words(
        f"{by.english} By law, {of_the_law.english[:1].lower()}{of_the_law.english[1:]}",
        f"{by.french} Selon la loi, {of_the_law.french[:1].lower()}{of_the_law.french[1:]}",
    )
    return replace(entry, by=told, law=beside.law)


def _vat() -> Words:
    """Every case in which the tax is recovered, and the last day for it."""
    year = _ORDINAL[law.VAT_YEARS]
    return Words(
        f"From the judgment of liquidation, the plan that waives the debt, or the day it is definitively lost: by "
        f"31 December of the {year.english} year after.",
        f"Dès le jugement de liquidation, le plan qui remet la dette ou la perte définitive : au plus tard le "
        f"31 décembre de la {year.french} année qui suit.",
    )
