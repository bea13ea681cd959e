"""The messages of every fault a policy file can have, kept beside the file that provokes it.

python -m tests.policy.errors        writes the messages anew; read the difference before keeping it
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from encours.clauses.choices import LayerMode
from encours.clauses.wordings.indemnity import CHAIN
from encours.clauses.wordings.premium import PREMIUM
from encours.engine.terms import Term
from encours.policy.faults import Language, show_fault
from encours.policy.read import ProgrammeReading, read_programme
from encours.units import BasisPoints, Code, Count, Span, Unit
from tests.policy.toy import unit, wording

FOLDER = Path(__file__).parent.parent / "errors" / "policy"
FILES = sorted(FOLDER.glob("*.toml"))
OTHERS = {path.name: path.read_text(encoding="utf-8") for path in (FOLDER / "other").glob("*.toml")}


def wordings():
    """The toy wording with two terms more, another one in two editions, and one with an indemnity chain."""
    more = {
        "unbounded_count": Term(unit=unit(Count), english="Any number.", french="Un nombre quelconque."),
        "share_by_cause": Term(
            unit=unit(BasisPoints),
            english="Share by cause.",
            french="Quotité selon la cause.",
            low="0 %",
            high="100 %",
            varies_by_cause=True,
        ),
        "overdue_notice_period": Term(
            unit=unit(Span), english="Delay of the overdue notice.", french="Délai de déclaration d'impayé."
        ),
        "layer_mode": Term(
            unit=unit(Code),
            english="Primary, or above.",
            french="Première ligne, ou au-dessus.",
            choices=LayerMode,
            default="primary",
        ),
        "maximum_liability": Term(
            unit=Unit("multiple"), english="Most that is paid in a year.", french="Limite de décaissement."
        ),
    }
    two = [replace(wording(edition), name="two editions") for edition in ("2025-01", "2026-01")]
    return [
        wording(**more),
        *two,
        replace(wording(), name="whole turnover with claims", chain=CHAIN),
        replace(wording(), name="whole turnover with premium", further=PREMIUM),
    ]


WORDINGS = wordings()


def reading(path: Path) -> ProgrammeReading:
    """What a file gives."""
    return read_programme(path.read_text(encoding="utf-8"), file=path.name, wordings=WORDINGS, texts=OTHERS)


def messages(path: Path, language: Language) -> str:
    """Every error and warning of a file, as it is printed."""
    read = reading(path)
    shown = [show_fault(each, language) for each in read.errors]
    shown += [show_fault(each, language, is_warning=True) for each in read.warnings]
    return "\n\n".join(shown) + "\n"


def main() -> None:
    """Write the messages of every file."""
    for path in FILES:
        for language in ("en", "fr"):
            path.with_suffix(f".{language}.txt").write_text(messages(path, language), encoding="utf-8")


if __name__ == "__main__":
    main()
