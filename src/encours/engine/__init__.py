"""The engine: clauses, findings and the two walks, with no word of the trade."""
