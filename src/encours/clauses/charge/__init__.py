"""Charge, whatever is lost: what is declared for the premium, and what the cover costs."""

from encours.clauses.charge import dead_limit, declared_turnover

__all__ = ["dead_limit", "declared_turnover"]
