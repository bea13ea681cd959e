"""The pages: each shows or asks one thing, and calls one action."""
