"""Parts of pages written in the background: documents of the library, whole and as the overview of a dashboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from encours.cover.indicators.exposure import By
from encours.cover.indicators.period import last_days
from encours.explain.cover_document import cover_document
from encours.explain.cover_report import CoverReport, cover_report
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
    premium = _premium(asked)
    for language in LANGUAGES:
        documents = {
            "cover": cover_document(report, asked.balance, language, rows=ROWS),
            "indicators": _indicators(asked, language),
            "exposure": _exposure(asked, language),
        }
        if not premium.is_empty:
            documents["premium"] = premium_document(premium, language, rows=ROWS)
        for name, document in documents.items():
            yield Written(name, language, _whole(document))
        yield Written("overview", language, _overview(asked, report, documents, language))


def _whole(document: Document) -> str:
    """Body of a document: its answer, then its parts under their titles."""
    blocks: list[Block] = list(document.opening)
    for part in document.parts:
        blocks += [Heading(part.anchor, part.title), *part.blocks]
    return fragment(blocks, document.language)


def _indicators(asked: Asked, language: Language) -> Document:
    period = last_days(asked.as_of, DAYS)
    made = indicators_report(asked.question, asked.view, period, asked.balance, asked.cover)
    return indicators_document(made, language, rows=ROWS)


def _exposure(asked: Asked, language: Language) -> Document:
    return exposure_document(exposure_report(asked.question, asked.cover, asked.balance, By.BUYER), language, rows=ROWS)


def _premium(asked: Asked) -> PremiumReport:
    policy = asked.programme.primary
    first, last = policy_year(policy, asked.as_of)
    year = year_of_ledger(asked.view, policy, asked.programme, first=first, last=last)
    return PremiumReport(head=asked.question, policy=policy, year=year)


def _overview(asked: Asked, report: CoverReport, documents: dict[str, Document], language: Language) -> str:
    """The answer, what is about to be lost, and the pictures of every other document, which their figures open."""
    cover = documents["cover"]
    found = [fragment(cover.opening, language, elsewhere="?part=cover")]
    if not report.is_empty:
        found.append(fragment([_soon(asked, language)], language))
        found.append(_pictures(cover, language, "cover"))
    for name, document in documents.items():
        if name == "cover":
            continue
        first = [each for each in document.opening if isinstance(each, KeyFigures)]
        blocks: list[Block] = [Heading(f"{name}-overview", document.title), *first]
        found.append(fragment(blocks, language, elsewhere=f"?part={name}"))
        found.append(_pictures(document, language, name))
    return "".join(found)


def _pictures(document: Document, language: Language, name: str) -> str:
    """Drawings of a document, each under the title of its part."""
    blocks: list[Block] = []
    for part in document.parts:
        drawn = [each for each in part.blocks if isinstance(each, Chart)]
        blocks += [Heading(f"{name}-{part.anchor}", part.title), *drawn] if drawn else []
    return fragment(blocks, language, elsewhere=f"?part={name}")


def _soon(asked: Asked, language: Language) -> KeyFigures:
    """What hangs on the days to come, and what was lost already, no invoice counted twice."""
    soon = DutiesReport(asked.question, asked.register, Chosen(within=SOON))
    return KeyFigures((
        KeyFigure(
            SOON_TITLE.in_language(language), Amount(soon.hanging.covered, asked.currency),
            _counted(len(soon.dated), DUTIES, language), "", Tone.WARNING,
        ),
        KeyFigure(
            MISSED_TITLE.in_language(language), Amount(asked.duties.lost.covered, asked.currency),
            _counted(len(asked.duties.missed), MISSED, language), "", Tone.NOT_COVERED,
        ),
    ))  # fmt: skip


def _counted(count: int, words: tuple[Words, Words], language: Language) -> str:
    one, several = (each.in_language(language) for each in words)
    return plural(count, one, several, language)
