"""Cases and stories: worked examples that an underwriter can read, run through the product itself."""

from encours.cases.case import Case, CaseResult, Difference, Situation
from encours.cases.read_cases import read_cases
from encours.cases.run import run_case
from encours.cases.run_loss import run_loss_case
from encours.cases.stories import Story, read_story, run_story

__all__ = [
    "Case",
    "CaseResult",
    "Difference",
    "Situation",
    "Story",
    "read_cases",
    "read_story",
    "run_case",
    "run_loss_case",
    "run_story",
]
