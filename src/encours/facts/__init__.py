"""What happened: kinds of facts, the append-only ledger, and views of it as of one day, as known on another.

Import from the modules: ``kinds`` needs no library; ``columns``, ``ledger`` and ``view`` need NumPy.
"""
