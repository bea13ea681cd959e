"""What the policy says: terms, clauses and the wordings they make."""
