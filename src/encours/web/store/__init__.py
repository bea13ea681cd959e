"""The store: facts that are added and never changed, and results that may be made again."""
