"""Parts of pages written in the background: documents of the library, whole and as the overview of a dashboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from encours.cover.indicators.exposure import By
from encours.cover.indicators.period import last_days
from encours.explain.cover_document import cover_document
from encours.explain.cover_report import cover_report
from encours.explain.document.html import Picture, fragment, pictures
from encours.explain.document.model import (
    Amount,
    Block,
    Chart,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Percentage,
    Tone,
)
from encours.explain.document.shown import shown
from encours.explain.duties_report import Chosen, DutiesReport
from encours.explain.exposure_document import exposure_document
from encours.explain.exposure_report import exposure_report
from encours.explain.indicators_document import indicators_document
from encours.explain.indicators_report import indicators_report
from encours.explain.names import plural
from encours.explain.premium_document import premium_document
from encours.explain.premium_report import PremiumReport
from encours.policy.faults import Words
from encours.premium.of_ledger import policy_year, year_of_ledger
from encours.units.show import Language
from encours.web.computing.losses import LossRatio, loss_ratio, settled_of
from encours.web.computing.question import Asked

ROWS: Final = 12
"""Rows of each list of a written part; pages of their own show them all."""
DAYS: Final = 90
"""Days of the period of the indicators, as on the command line where none is asked for."""
SOON: Final = 30
"""Days ahead of which the dashboard tells what will be lost."""
LANGUAGES: Final[tuple[Language, ...]] = ("en", "fr")
TOLD_ELSEWHERE: Final = frozenset({("exposure", "uninsured")})
"""Drawings that an overview leaves to their document: what they show, another of them shows."""
SOON_TITLE: Final = Words("Lost within 30 days unless acted on", "Perdu sous 30 jours sans action")
MISSED_TITLE: Final = Words("Lost by what was missed", "Perdu par ce qui a été manqué")
RATIO: Final = Words("Loss ratio (losses over premium)", "Ratio sinistres à primes (S/P)")
RATIO_NOTE: Final = Words("{cost} of indemnities net of recoveries, {claims}", "{cost} d’indemnités nettes, {claims}")
CLAIMS: Final = (Words("claim", "sinistre"), Words("claims", "sinistres"))
DUTIES: Final = (Words("duty to do", "obligation à tenir"), Words("duties to do", "obligations à tenir"))
MISSED: Final = (Words("duty missed", "obligation manquée"), Words("duties missed", "obligations manquées"))


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a page, in one language."""

    name: str
    language: Language
    html: str


def written(asked: Asked) -> Iterator[Written]:
    """Every part, in each language; what is written of premium is so where the policy agrees one."""
    report = cover_report(asked.cover, asked.question)
    indicators = indicators_report(asked.question, asked.view, last_days(asked.as_of, DAYS), asked.balance, asked.cover)
    exposure = exposure_report(asked.question, asked.cover, asked.balance, By.BUYER)
    premium = _premium(asked)
    soon = DutiesReport(asked.question, asked.register, Chosen(within=SOON))
    losses = loss_ratio(settled_of(asked), premium.year, asked.programme.primary.name, premium.net)
    for language in LANGUAGES:
        documents = {
            "cover": cover_document(report, asked.balance, language, rows=ROWS),
            "indicators": indicators_document(indicators, language, rows=ROWS),
            "exposure": exposure_document(exposure, language, rows=ROWS),
        }
        if not premium.is_empty:
            documents["premium"] = premium_document(premium, language, rows=ROWS)
        for name, document in documents.items():
            yield Written(name, language, _whole(document))
        ahead = None if report.is_empty else _ahead(asked, soon, language)
        ratio = () if premium.is_empty else (_ratio(asked.currency, losses, language),)
        yield Written("overview", language, _overview(documents, ahead, ratio, language))


def _whole(document: Document) -> str:
    """Body of a document: its answer, then its parts under their titles."""
    blocks: list[Block] = list(document.opening)
    for part in document.parts:
        blocks += [Heading(part.anchor, part.title), *part.blocks]
    return fragment(blocks, document.language)


def _premium(asked: Asked) -> PremiumReport:
    policy = asked.programme.primary
    first, last = policy_year(policy, asked.as_of)
    year = year_of_ledger(asked.view, policy, asked.programme, first=first, last=last)
    return PremiumReport(head=asked.question, policy=policy, year=year)


def _overview(
    documents: Mapping[str, Document], ahead: KeyFigures | None, ratio: tuple[KeyFigure, ...], language: Language
) -> str:
    """The answer, what is about to be lost, the pictures of every document, then the figures one looks for first.

    Each leads to the document where its rows and its rule are told.
    """
    cover = documents["cover"]
    drawn = [
        Picture(part.title, f"?part={name}#{part.anchor}", chart)
        for name, document in documents.items()
        for part in document.parts
        for chart in part.blocks
        if isinstance(chart, Chart) and (name, part.anchor) not in TOLD_ELSEWHERE
    ]
    found = [fragment(cover.opening, language, elsewhere="?part=cover")]
    if ahead is not None:
        found.append(fragment([ahead], language, elsewhere="../todo/"))
    found.append(pictures(drawn, language))
    for name, document in documents.items():
        first = [each for each in document.opening if isinstance(each, KeyFigures)]
        if name != "cover" and first:
            more = ratio if name == "premium" else ()
            figures = KeyFigures((*(one for each in first for one in each.figures), *more))
            title = Heading(f"{name}-overview", document.title)
            found.append(fragment([title, figures], language, elsewhere=f"?part={name}"))
    return "".join(found)


def _ahead(asked: Asked, soon: DutiesReport, language: Language) -> KeyFigures:
    """What hangs on the days to come, and what was lost already, no invoice counted twice."""
    hanging, lost = soon.hanging.covered, asked.duties.lost.covered
    told = (
        (SOON_TITLE, hanging, len(soon.dated), DUTIES, Tone.WARNING),
        (MISSED_TITLE, lost, len(asked.duties.missed), MISSED, Tone.NOT_COVERED),
    )
    return KeyFigures(
        tuple(
            KeyFigure(
                title.in_language(language),
                Amount(cents, asked.currency),
                _counted(count, words, language),
                "content",
                tone,
            )
            for title, cents, count, words, tone in told
        )
    )


def _ratio(currency: str, found: LossRatio, language: Language) -> KeyFigure:
    """Loss ratio of the policy year: what the losses so far cost the insurer, over the premium."""
    value = None if found.value is None else Percentage(round(found.value * 10_000))
    cost = Amount(found.cost, currency) if found.cost is not None else None
    note = RATIO_NOTE.in_language(language).format(
        cost="–" if cost is None else shown(cost, language), claims=_counted(found.claims, CLAIMS, language)
    )
    return KeyFigure(RATIO.in_language(language), "–" if value is None else value, note)


def _counted(count: int, words: tuple[Words, Words], language: Language) -> str:
    one, several = (each.in_language(language) for each in words)
    return plural(count, one, several, language)
