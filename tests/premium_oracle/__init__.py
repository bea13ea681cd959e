"""A naive count of the premium of policy years in exact fractions, written from the published texts alone.

It shares no rule and no helper with the product, so that where the two agree, both were read from the texts: the
clauses of the charge in docs/reference/clauses.md, docs/reference/terms.md, docs/premium.md and docs/declarations.md.
`agreed.py` reads a schedule, `rated.py` what premium is counted on, `least.py` all premium before the result,
`calls.py` when it is called, `results.py`, `fees.py` and `taxes.py` the rest, `oracle.py` the year; `draw.py` draws
what they are asked, `bridge.py` asks the product the same. Amounts are fractions, and are rounded only where a text
says so; `bridge.cents` refuses whatever a step left finer than a cent.

Where the texts leave it open, the oracle reads:

- Sales share a rate where they share its entry of the schedule and its value: an endorsement that writes both again
  changes nothing. A sale of nothing makes no line.
- A fact that a clause reads must be known, even where another one already says that nothing is due.
- A bonus that nobody can tell leaves the room above the minimum to the next: there is no total then in any case.
- A fee that is asked for and free makes a line of nothing, in which it is counted.
- A limit premium is a premium of the months in which it stood: its tax is shared by them, not by those owed beside.
- A country that nobody knows is not drawn: tests/premium/test_tax.py has it.
"""
