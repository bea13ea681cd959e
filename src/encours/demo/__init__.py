"""The demo company: a plainly fictitious French exporter of pumps, where everything happens to somebody.

Nothing here is real: companies, persons, identifiers, exchange rates and amounts are made up.
"""

from encours.demo.company import Company, company
from encours.demo.days import AS_OF
from encours.demo.stories import STORIES, Story

__all__ = ["AS_OF", "STORIES", "Company", "Story", "company"]
