"""`python -m encours.cases [FOLDER | FILE ...]`: run cases and stories, print what does not hold."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from encours.cases.alone import ALONE, run_alone_case
from encours.cases.case import Case, CaseResult
from encours.cases.read_cases import read_cases
from encours.cases.run import run_case
from encours.cases.run_loss import run_loss_case
from encours.cases.stories import read_story, run_story, shown_difference
from encours.clauses.wordings.indemnity import CHAIN
from encours.units.show import DECIMAL_MARK, Language

_CLAUSES: Final = Path(__file__).parent.parent / "clauses"
_USAGE: Final = "usage: python -m encours.cases [--kernels FOLDER] [FOLDER | FILE ...]"


def main(arguments: Sequence[str], language: Language = "en") -> int:
    """Run what is named, by default every clause's cases; 0 when all holds, 1 when not, 2 when misused."""
    given = list(arguments)
    cache = None
    if "--kernels" in given:
        place = given.index("--kernels")
        if place + 1 >= len(given):
            print(_USAGE, file=sys.stderr)
            return 2
        cache = Path(given[place + 1])
        del given[place : place + 2]
    missing = [each for each in given if not Path(each).exists()]
    if missing or any(each.startswith("-") for each in given):
        print(_USAGE, *(f"not found: {each}" for each in missing), sep="\n", file=sys.stderr)
        return 2
    began = time.perf_counter()
    pages = list(pages_of([Path(each) for each in given] or [_CLAUSES]))
    failed, count = 0, 0
    for page in pages:
        for title, lines in _results(page, cache):
            count += 1
            failed += bool(lines)
            if lines:
                print(f"{page}: {title}", *(f"    {line}" for line in lines), sep="\n")
    spent = time.perf_counter() - began
    seconds = f"{spent:.1f}".replace(".", DECIMAL_MARK[language])
    if language == "fr":
        print(f"{count} cas et récits sur {len(pages)} pages, {failed} en échec, {seconds} s")
    else:
        print(f"{count} cases and stories on {len(pages)} pages, {failed} failed, {seconds} s")
    return 1 if failed or not count else 0


def pages_of(places: Sequence[Path]) -> Iterator[Path]:
    """Pages of cases and stories under these places, in order of their names."""
    for place in places:
        if place.is_file():
            yield place
        else:
            yield from sorted(p for p in place.rglob("*.md") if is_page(p))


def is_page(path: Path) -> bool:
    """Whether a file is a page of cases, or a story."""
    return path.name == "cases.md" or path.parent.name == "stories"


def cases_of(page: Path) -> list[Case]:
    """Cases of a clause's page, the clause being named by its folder."""
    return read_cases(page.read_text(encoding="utf-8", errors="replace"), page.parent.name, str(page))


def _results(page: Path, cache: Path | None) -> Iterator[tuple[str, list[str]]]:
    if page.name != "cases.md":
        story = read_story(page.read_text(encoding="utf-8", errors="replace"))
        yield story.title, run_story(story, cache=cache)
        return
    for case in cases_of(page):
        result = _result(case, cache)
        yield f"{case.title} (line {case.line})", shown_result(result)


def _result(case: Case, cache: Path | None) -> CaseResult:
    """Result of a case by the runner of what its clause is about."""
    if case.clause in CHAIN.code_of:
        return run_loss_case(case)
    if case.clause in ALONE:
        return run_alone_case(case)
    return run_case(case, cache=cache)


def shown_result(result: CaseResult) -> list[str]:
    """What does not hold in a result, and the finding to understand it by; nothing when all holds."""
    if result.holds:
        return []
    lines = [*result.faults, *(shown_difference(each) for each in result.differences)]
    return [*lines, *([result.finding] if result.finding else [])]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
