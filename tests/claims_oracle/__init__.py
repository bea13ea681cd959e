"""A naive judge of claims in exact fractions, written from the published texts alone.

It shares no rule and no helper with the product, so that where the two agree, both were read from the texts.
`oracle.py` settles the losses of a year under one policy, `insurers.py` tells who pays, `programme.py` puts layers
one above the other, `terms.py` reads a schedule, `draw.py` draws what they are asked. Amounts are fractions, and are
rounded only where a text says so; `cents` refuses whatever a step left finer than a cent.

Where the texts leave it open, the oracle reads:

- A percentage told with an invoice is that of the invoice, even above the policy's: cover has told it.
- Losses of one day are settled in the order in which they were told.
- A loss without a claim is a claim of its own; losses whose buyer nobody named have one buyer; a loss whose country
  nobody named stops at a maximum per country, and fills none.
- A counter runs through all the losses told, whatever the length of the period, and whatever their day.
- A debt that nobody told stops the step that reads it, a first loss that it would use up included.
- "What the threshold step left nothing of": a loss of which nothing stands after that step, whatever cut it.
- A kind of limit that nobody knows stops the maximum of discretionary losses, where there is one, and is counted in
  none.
- A line of a lower percentage pays its share of what the policy would pay had it had that percentage since the first
  loss of the year, and never more than is due of it. Lines and cessions share by running totals, in the order
  written.
- A layer of losses receives what the policy leaves, not what a line of it does not pay; it has no limit, so that the
  kind of its limit is "none"; it takes no part in a loss of which nothing comes up, nor in one outside its period; it
  does not answer while what a layer below pays is unknown. Above another layer of losses, "retained loss" is what
  percentages and first losses of that layer kept of what it received.
- The loss of a programme has every invoice on which some layer has a limit, and an upper layer's loss those that the
  layers below do not carry whole.
- Older debt takes room in every layer by what the layers below left of it, even where this layer has no limit on it.
- Side by side the limit of an invoice is what the policy carries of it, wherever the step stands in the order, so
  that no policy pays above its own limit.
- A layer with a decision of its own on a buyer that the layer below refused gives the lower of it and of its
  `refused_buyer_limit`, and nothing without the latter.
"""
