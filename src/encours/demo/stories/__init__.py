"""One hand-built buyer for each state and for each common way of losing cover."""

from __future__ import annotations

from encours.demo.stories.account import TOP_UP, Account
from encours.demo.stories.buyers import buyers
from encours.demo.stories.due_dates import due_dates
from encours.demo.stories.files import files
from encours.demo.stories.limits import limits
from encours.demo.stories.own_authority import own_authority
from encours.demo.stories.receivables import receivables
from encours.demo.stories.refusals import refusals
from encours.demo.stories.settlements import settlements
from encours.demo.stories.story import NOT_OWED, STATES, TOLD, Story

CHAPTERS: tuple[tuple[str, str, tuple[Story, ...]], ...] = (
    ("The sale", "La vente", receivables()),
    ("The buyer", "L'acheteur", buyers()),
    ("The limit", "L'agrément", (*limits(), *refusals())),
    ("What one may decide alone", "Ce que l'on décide seul", own_authority()),
    ("The duties", "Les obligations", (*due_dates(), *files())),
    ("Payments, disputes and unfinished sales", "Règlements, litiges et ventes en cours", settlements()),
)
"""The stories by chapter, with the chapter's name in English and in French."""

STORIES: tuple[Story, ...] = tuple(each for _, _, stories in CHAPTERS for each in stories)
"""Every story, in the order of the page that tells them."""

__all__ = ["CHAPTERS", "NOT_OWED", "STATES", "STORIES", "TOLD", "TOP_UP", "Account", "Story"]
