"""Charge, whatever is lost: what is declared for the premium, and what the cover costs."""

from encours.clauses.charge import declared_turnover

__all__ = ["declared_turnover"]
