"""Words of the premium of a year: kinds of line, taxes, calls, and what is known of the year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

PREMIUMS: Final[Mapping[str, Words]] = {
    "premium title": Words("Premium", "Prime"),
    "premium year": Words("policy year {first} to {last}", "année d'assurance du {first} au {last}"),
    "premium so far": Words(
        "The year is not over: this is what is known so far, and its result (bonus, malus, profit share) is not told.",
        "L'année n'est pas finie : voici ce qui est connu à ce jour, sans son résultat (bonus, malus, participation).",
    ),
    "premium nothing agreed": Words(
        "The policy agrees no premium: write premium_base and a rate under [terms].",
        "La police ne convient d'aucune prime : écrivez premium_base et un taux sous [terms].",
    ),
    "premium needs": Words("Not told without: {names}.", "Non déterminé sans : {names}."),
    "premium needs known": Words("Tell it with --known NAME=VALUE.", "Indiquez-le par --known NOM=VALEUR."),
    "premium needs estimate": Words(
        "Tell the turnover estimated with --estimate.", "Indiquez le chiffre d'affaires estimé par --estimate."
    ),
    "premium needs business": Words(
        "A sale to a buyer of a known country tells it, or --estimate COUNTRY=AMOUNT.",
        "Une vente à un acheteur de pays connu l'indique, ou --estimate PAYS=MONTANT.",
    ),
    "premium lines": Words("Lines", "Lignes"),
    "premium calls": Words("Calls", "Appels de prime"),
    "premium taxes": Words("Taxes", "Taxes"),
    "premium clauses": Words("What decided each line", "Ce qui a décidé de chaque ligne"),
    "premium kind": Words("line", "ligne"),
    "premium for": Words("for", "pour"),
    "premium base": Words("base", "assiette"),
    "premium rate": Words("rate", "taux"),
    "premium amount": Words("amount", "montant"),
    "premium tax": Words("tax", "taxe"),
    "premium facts": Words("facts", "faits"),
    "premium territory": Words("business", "affaires"),
    "premium article": Words("article", "article"),
    "premium unknown": Words("not known", "non connu"),
    "premium net": Words("Premium before result, fees and tax", "Prime avant résultat, frais et taxes"),
    "premium total": Words("Total before tax", "Total hors taxes"),
    "premium total due": Words("Total, tax included", "Total, taxes comprises"),
    "premium called": Words("Deposit premium called so far", "Prime provisionnelle appelée à ce jour"),
    "premium call day": Words("day", "jour"),
    "premium call why": Words("why", "motif"),
    "premium call deposit": Words("deposit premium", "prime provisionnelle"),
    "premium call declaration": Words("declaration", "déclaration"),
    "premium call adjustment": Words("adjustment of the year", "régularisation de l'année"),
    "premium call when": Words(
        "What a declaration calls is told on the last day to make it.",
        "Ce qu'une déclaration fait appeler est indiqué au dernier jour pour la faire.",
    ),
    "premium columns": Words(
        "line|for|basis|base|number|rate|amount|tax|due|term|clause|sentence|first day|last day|facts|currency",
        "ligne|pour|nature de l'assiette|assiette|nombre|taux|montant|taxe|dû|terme|clause|phrase|premier jour|"
        "dernier jour|faits|devise",
    ),
    "premium option surcharge_for_percentage": Words("higher percentage", "quotité plus élevée"),
    "premium option surcharge_for_political_risk": Words("political risk", "risque politique"),
    "premium option surcharge_for_risk_before_delivery": Words("risk before delivery", "risque avant livraison"),
    "premium option surcharge_for_firm_limits": Words("firm limits", "agréments non résiliables"),
    "premium tax French insurance tax": Words("French insurance tax", "taxe sur les conventions d'assurance"),
    "premium tax exempt export credit": Words("exempt (export credit)", "exonérée (crédit à l'exportation)"),
    "premium tax French VAT": Words("French VAT", "TVA"),
    "premium tax tax at the rate of the policy": Words("tax at the rate of the policy", "taxe au taux de la police"),
    "premium domestic": Words("domestic", "domestique"),
    "premium export": Words("export", "export"),
    "premium all sales": Words("all sales", "toutes les ventes"),
    "premium all other sales": Words("all other sales", "toutes les autres ventes"),
    "premium counted days": Words("from {first} to {last}", "du {first} au {last}"),
    "premium basis turnover": Words("turnover", "chiffre d'affaires"),
    "premium basis balances": Words("month-end balances", "encours de fin de mois"),
    "premium basis limits": Words("limits", "agréments"),
    "premium basis shipments": Words("shipments", "expéditions"),
    "premium key country": Words("country", "pays"),
    "premium key buyer": Words("buyer", "acheteur"),
    "premium key buyer_class": Words("class", "classe"),
    "premium key sector": Words("sector", "secteur"),
    "premium key entity": Words("company", "société"),
    "premium key limit_kind": Words("limit", "agrément"),
    "premium key cause": Words("cause", "cause"),
    "premium terms of payment": Words("payable in {start} to {end} days", "payable de {start} à {end} jours"),
    "premium terms above": Words("payable in more than {start} days", "payable au-delà de {start} jours"),
}
