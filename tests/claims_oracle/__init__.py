"""A naive judge of claims in exact fractions, written from the published texts alone.

It shares no rule and no helper with the product, so that where the two agree, both were read from the texts.
"""
