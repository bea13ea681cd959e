"""Lose, the question before indemnity: on which day the debt is lost, and from which cause."""

from encours.clauses.lose import insolvency_day, supervening_cause, waiting_period

__all__ = ["insolvency_day", "supervening_cause", "waiting_period"]
