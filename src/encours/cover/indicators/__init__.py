"""Indicators of credit management: pure measures over what a ledger holds, each exact, or naming what it lacks."""
