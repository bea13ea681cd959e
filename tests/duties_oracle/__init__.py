"""A naive reader of clocks, written from the texts of the three clauses of an unpaid invoice's file.

It shares no rule and no helper with the product: days are dates, months are those of `dateutil`, the holidays of
France and Germany are counted here from Easter. `last_days.py` counts, `working_days.py` knows who works when,
`draw.py` draws clocks and days, `bridge.py` alone knows how the product writes them.
"""
