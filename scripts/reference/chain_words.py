"""Words of the pages on the indemnity chain: the rules that hold for every order, and why the market has each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

HEAD: Final = Words(
    """# The indemnity chain

<!-- Made from the code by `make docs`; an edit here is lost. -->

Between the loss and the indemnity stand six to eight operations, and market wordings disagree on their order. A
policy writes its own under `indemnity_chain`: a list of steps, or the name of a usual order. The text of each
step is on [the page of clauses](reference/clauses.md), its terms on [the page of terms](reference/terms.md).

What holds in every order:

- The loss is a list of invoices, the oldest first. What stands of the loss is what stands of its invoices
  together; at the start it is the gross loss, eligible and in the insured base, before any limit.
- The steps are taken one after the other, each once. A step leaves at least nothing and at most what stood
  before it.
- The limit, the insured percentage and the maximum of discretionary losses are asked of each invoice; a
  percentage is rounded on each, half a cent up. Every other step is asked once, of the whole; what it cuts is
  spread over the invoices by running totals: what stood of the invoices up to each one, pro rata of what the
  step leaves in what stood of all, half a cent up; each invoice has the difference with the one before. No cent
  is lost.
- The gross loss, the insured loss (what the limit step left) and the insured share (what the limit or
  percentage step, the last of them so far, left) can be read by later steps. Until a step makes them, they are
  the gross loss.
- A first loss of the year is used up at its step, and what a later step cuts does not give it back. A maximum
  is used up by what is paid in the end: what a later step cuts gives its room back.
- A step whose term the policy does not set does nothing. A step that lacks a value which nobody knows stops the
  waterfall there, and nothing is used up.

Below, each usual order meets the same loss: two invoices of 60,000 euros of one buyer, under a limit of
100,000, at 90 %. The policy has a threshold of 1,000 on the gross loss, a minimum retention of 2,000, a first
loss of 5,000 on each loss, an aggregate first loss of 50,000, of which the year has used up 30,000, a maximum
liability of 500,000 and, in excess of loss, 95 % above the first loss; each order takes those of its own steps.
The sources are the domain notes on wordings, 7.2, by the letter of the variant.""",
    """# La chaîne d'indemnité

<!-- Made from the code by `make docs`; an edit here is lost. -->

Entre la perte et l'indemnité se placent six à huit opérations, et les polices du marché ne s'accordent pas sur
leur ordre. Une police écrit le sien sous `indemnity_chain` : une liste d'étapes, ou le nom d'un ordre usuel. Le
texte de chaque étape est sur [la page des clauses](reference/clauses.md), ses termes sur [la page des
termes](reference/terms.md).

Ce qui vaut dans tout ordre :

- La perte est une liste de factures, la plus ancienne d'abord. Ce qui reste de la perte est ce qui reste de ses
  factures ensemble ; au départ, c'est la perte brute, éligible et dans la base garantie, avant tout agrément.
- Les étapes sont suivies l'une après l'autre, chacune une fois. Une étape laisse au moins rien et au plus ce
  qui restait.
- L'agrément, la quotité et le maximum des pertes discrétionnaires sont appliqués à chaque facture ; une quotité
  est arrondie sur chacune, le demi-centime au-dessus. Toute autre étape est appliquée une fois, à l'ensemble ;
  ce qu'elle retranche est réparti entre les factures par totaux cumulés : ce qui restait des factures jusqu'à
  chacune, au prorata de ce que l'étape laisse dans ce qui restait du tout, le demi-centime au-dessus ; chaque
  facture reçoit la différence avec la précédente. Aucun centime n'est perdu.
- La perte brute, la perte garantie (ce que l'étape de l'agrément a laissé) et la part garantie (ce qu'a laissé
  l'étape de l'agrément ou celle de la quotité, la dernière suivie) peuvent être lues par les étapes suivantes.
  Tant qu'aucune étape ne les a faites, elles sont la perte brute.
- Une franchise annuelle est entamée à son étape, et ce qu'une étape suivante retranche ne la reconstitue pas.
  Un maximum est consommé par ce qui est finalement payé : ce qu'une étape suivante retranche lui rend sa place.
- Une étape dont la police ne règle pas le terme ne fait rien. Une étape à laquelle manque une valeur que
  personne ne connaît arrête le calcul, et rien n'est consommé.

Ci-dessous, chaque ordre usuel rencontre la même perte : deux factures de 60 000 euros d'un acheteur, sous un
agrément de 100 000, à 90 %. La police a un seuil de 1 000 sur la perte brute, une retenue minimale de 2 000,
une franchise de 5 000 par perte, une franchise annuelle globale de 50 000 dont l'année a consommé 30 000, une
limite de décaissement de 500 000 et, en excédent de pertes, 95 % au-delà de la franchise ; chaque ordre prend
ceux de ses propres étapes. Les sources sont les notes de domaine sur les polices, 7.2, par la lettre de la
variante.""",
)

WHY: Final[Mapping[str, Words]] = {
    "whole turnover": Words(
        "The usual proportional policy: the insurer's percentage first, then the deductibles, taken off the "
        "indemnity (variant b: Coface glossaries); the aggregate is used up by what stands, or by the insured "
        "share where the policy says so (variant e1), and the maximum liability comes last (variant i). It is "
        "the order of a policy that says nothing.",
        "La police proportionnelle usuelle : d'abord la quotité, puis les franchises, déduites de l'indemnité "
        "(variante b : glossaires de Coface) ; la franchise annuelle est entamée par ce qui reste, ou par la "
        "part garantie si la police le dit (variante e1), et la limite de décaissement vient en dernier "
        "(variante i). C'est l'ordre d'une police qui ne dit rien.",
    ),
    "deductible before percentage": Words(
        "The first loss is taken off the loss, and the insurer bears its percentage of what exceeds it "
        "(variant a: a single-situation wording). The deductible costs the insured its percentage only: 90 % "
        "of 5,000, not 5,000.",
        "La franchise est déduite de la perte, et l'assureur supporte sa quotité de ce qui la dépasse "
        "(variante a : une police de situation unique). La franchise ne coûte à l'assuré que sa quotité : 90 "
        "% de 5 000, et non 5 000.",
    ),
    "german": Words(
        "Retained percentage first, then franchises on the indemnity, then the first losses of the year "
        "(Vorrisiken), then the cap in premiums (variant g: a German broker's chain). The threshold is tested "
        "after the percentage, on the amount that the policy names.",
        "La part conservée d'abord, puis les franchises sur l'indemnité, puis les franchises de l'année "
        "(Vorrisiken), puis le plafond en primes (variante g : la chaîne d'un courtier allemand). Le seuil "
        "est appliqué après la quotité, sur le montant que la police désigne.",
    ),
    "own loss last": Words(
        "Limit, percentage, then the insured's own loss of the year, as a percentage of its sales with a "
        "minimum: the oldest form (variant c: Dickerson 1936).",
        "Agrément, quotité, puis la perte propre de l'année, en part du chiffre d'affaires avec un minimum : "
        "la forme la plus ancienne (variante c : Dickerson 1936).",
    ),
    "excess of loss": Words(
        "The losses of the year enter whole, without percentage, until they exceed the aggregate first loss "
        "(variant e3); the insured keeps at most a small share above it (variants e2 and e4). The limit counts from "
        "the ground up; written after the first losses, it counts in excess of them (10 and 16, point 15).",
        "Les pertes de l'année entrent entières, sans quotité, jusqu'à dépasser la franchise annuelle globale "
        "(variante e3) ; l'assuré conserve au plus une petite part au-delà (variantes e2 et e4). L'agrément se compte "
        "au premier euro ; écrit après les franchises, il se compte au-delà d'elles (10 et 16, point 15).",
    ),
    "limit after percentage": Words(
        "The limit caps what the insurer pays, and not the debt it insures: the same loss brings more where "
        "it exceeds the limit. Position of the limit: 7.3 and 16, point 1.",
        "L'agrément plafonne ce que l'assureur paie, et non la créance qu'il garantit : une perte qui dépasse "
        "l'agrément rapporte davantage. Position de l'agrément : 7.3 et 16, point 1.",
    ),
    "single situation": Words(
        "One contract or one buyer: the percentage of the loss in excess of the deductible (variant a), up to "
        "the amount insured.",
        "Un contrat ou un acheteur : la quotité de la perte au-delà de la franchise (variante a), dans la "
        "limite du montant assuré.",
    ),
    "proceeds first": Words(
        "What securities brought comes off the debt before anything else is asked, then as in the german order "
        "(variant g: debt less retention of title, other securities and dividends, then the percentage, the "
        "franchises, the Vorrisiken and the cap in premiums). Here nobody tells proceeds, and it pays what the "
        "german order pays.",
        "Ce que les sûretés ont rapporté est déduit de la créance avant toute autre question, puis comme dans "
        "l'ordre allemand (variante g : créance moins réserve de propriété, autres sûretés et dividendes, puis la "
        "quotité, les franchises, les Vorrisiken et le plafond en primes). Ici personne n'indique de produit, et "
        "il paie ce que paie l'ordre allemand.",
    ),
}
"""Why the market has an order, by its name, with its source."""

OF_SECURITIES: Final = Words(
    """## Proceeds of securities

Goods taken back under retention of title, a guarantor or a set-off may have paid a part of the debt that no invoice
shows. Wordings disagree on where that comes off and on what it pays (domain notes on wordings, 6, point 6). The place
of the step [proceeds of securities](reference/clauses.md#proceeds_of_securities) says the first,
[`proceeds_come_off`](reference/terms.md#proceeds_come_off) the second. Without the step nothing comes off, and an
amount told is refused rather than passed over.

Below, the same loss of 120,000 is a part of a debt of 144,000, and securities brought 60,000: the indemnity, by
limit and percentage alone. Where the uninsured part of the debt is first, the place before or after the limit makes
no difference: what is over the limit is paid first either way.""",
    """## Produit des sûretés

Des marchandises reprises sous réserve de propriété, un garant ou une compensation peuvent avoir réglé une part de la
créance qu'aucune facture ne montre. Les polices ne s'accordent ni sur l'étape où ce produit est déduit, ni sur ce
qu'il règle (notes de domaine sur les polices, 6, point 6). La place de l'étape [produit des
sûretés](reference/clauses.md#proceeds_of_securities) dit la première,
[`proceeds_come_off`](reference/terms.md#proceeds_come_off) le second. Sans cette étape rien n'est déduit, et un
montant indiqué est refusé plutôt qu'ignoré.

Ci-dessous, la même perte de 120 000 fait partie d'une créance de 144 000, et les sûretés ont rapporté 60 000 :
l'indemnité, par l'agrément et la quotité seuls. Si la part non garantie de la créance passe d'abord, la place avant
ou après l'agrément ne change rien : le dépassement est réglé d'abord dans les deux cas.""",
)
