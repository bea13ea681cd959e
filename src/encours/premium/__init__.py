"""What the cover costs: what is declared, the premium line by line, its tax, and the audit of a bill."""
