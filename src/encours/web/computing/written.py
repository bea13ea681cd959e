"""Parts of pages written in the background: documents of the library, whole and as the overview of a dashboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from encours.cover.indicators.exposure import By
from encours.cover.indicators.period import last_days
from encours.explain.cover_document import cover_document
from encours.explain.cover_report import cover_report
from encours.explain.document.html import fragment
from encours.explain.document.model import (
    Amount,
    Block,
    Chart,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Tone,
)
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
from encours.web.computing.question import Asked

ROWS: Final = 12
"""Rows of each list of a written part; pages of their own show them all."""
DAYS: Final = 90
"""Days of the period of the indicators, as on the command line where none is asked for."""
SOON: Final = 30
"""Days ahead of which the dashboard tells what will be lost."""
LANGUAGES: Final[tuple[Language, ...]] = ("en", "fr")
SOON_TITLE: Final = Words("Lost within 30 days unless acted on", "Perdu sous 30 jours sans action")
MISSED_TITLE: Final = Words("Lost by what was missed", "Perdu par ce qui a été manqué")
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
        yield Written(
            "overview",
            language,
            _overview(documents, None if report.is_empty else _ahead(asked, soon, language), language),
        )


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


def _overview(documents: Mapping[str, Document], ahead: KeyFigures | None, language: Language) -> str:
    """The answer, what is about to be lost, and the pictures of every document, which their figures open."""
    found = []
    for name, document in documents.items():
        if name == "cover":
            blocks: list[Block] = [*document.opening]
        else:
            first = (each for each in document.opening if isinstance(each, KeyFigures))
            blocks = [Heading(f"{name}-overview", document.title), *first]
        found.append(fragment(blocks, language, elsewhere=f"?part={name}"))
        if name == "cover" and ahead is not None:
            found.append(fragment([ahead], language))
        found.append(_pictures(document, language, name))
    return "".join(found)


def _pictures(document: Document, language: Language, name: str) -> str:
    """Drawings of a document, each under the title of its part."""
    blocks: list[Block] = []
    for part in document.parts:
        drawn = [each for each in part.blocks if isinstance(each, Chart)]
        blocks += [Heading(f"{name}-{part.anchor}", part.title), *drawn] if drawn else []
    return fragment(blocks, language, elsewhere=f"?part={name}")


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
                title.in_language(language), Amount(cents, asked.currency), _counted(count, words, language), "", tone
            )
            for title, cents, count, words, tone in told
        )
    )


def _counted(count: int, words: tuple[Words, Words], language: Language) -> str:
    one, several = (each.in_language(language) for each in words)
    return plural(count, one, several, language)
