"""One thing done whole: opened in one transaction, read from the store, answered by the library, kept and told."""
