"""Claims: from a loss to the indemnity, step by step, and the account of the policy year."""
