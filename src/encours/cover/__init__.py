"""Cover of receivables: the account walk, one account or many, and ageing."""
