"""Lose, the question before indemnity: on which day the debt is lost, from which cause, and what of it is loss."""

from encours.clauses.lose import charges_in_base, insolvency_day, supervening_cause, waiting_period

__all__ = ["charges_in_base", "insolvency_day", "supervening_cause", "waiting_period"]
