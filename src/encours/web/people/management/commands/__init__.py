"""Commands of the people part."""
