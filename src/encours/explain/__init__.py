"""Answers made readable: findings as sentences in English and French, reports, and stable JSON shapes.

Import from the modules: ``cover_report``, ``tree``, ``buyers_report`` and ``ageing_report`` gather plain values;
each has a module that lays it out for a screen and one that gives its JSON. Nothing is computed here that the
rooms below did not decide.
"""
