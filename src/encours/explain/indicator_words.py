"""Words of the indicators: title, formula and meaning of each, its figures, and what it may lack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

INDICATORS: Final[Mapping[str, Words]] = {
    "kpi title": Words("Indicators", "Indicateurs"),
    "kpi period": Words("period of {days} days, {first} to {last}", "période de {days} jours, du {first} au {last}"),
    "kpi sales outstanding": Words("Days sales outstanding (DSO)", "Délai moyen de paiement (DSO)"),
    "kpi lateness": Words("Lateness and collection", "Retards et encaissement"),
    "kpi insurance": Words("Insurance", "Assurance"),
    "kpi indicator": Words("indicator", "indicateur"),
    "kpi value": Words("value", "valeur"),
    "kpi from": Words("from", "calculé sur"),
    "kpi name": Words("--show", "--show"),
    "kpi not known": Words("not known", "non connu"),
    "kpi same": Words("? the same", "? idem"),
    "kpi open": Words("Formula, figures and rows of one: {command}", "Formule, chiffres et lignes : {command}"),
    "kpi period first": Words("period from", "période du"),
    "kpi period last": Words("period to", "période au"),
    "brief dso-count-back": Words("the latest sales that are still open", "ventes les plus récentes encore ouvertes"),
    "brief delay-settled": Words("invoices settled in the period", "factures soldées dans la période"),
    "brief overdue-share": Words("of the outstanding", "de l'encours"),
    "brief cover-of-total": Words("of the outstanding, taxes included", "de l'encours, taxes comprises"),
    "kpi computed": Words("How each is computed", "Comment chacun est calculé"),
    "kpi each": Words(
        "Of each: its formula, its meaning and the first rows behind it.",
        "Pour chacun : sa formule, son sens et les premières lignes dont il vient.",
    ),
    "kpi every row": Words("Rows behind", "Lignes sources"),
    "kpi methods": Words(
        "The methods of DSO disagree by design: compare each with itself over time.",
        "Les méthodes de DSO diffèrent par construction : comparez chacune à elle-même dans le temps.",
    ),
    "kpi formula": Words("Formula", "Formule"),
    "kpi meaning": Words("Meaning", "Sens"),
    "kpi figures": Words("Figures", "Chiffres"),
    "kpi rows open": Words("Open invoices behind it", "Factures ouvertes"),
    "kpi rows sale": Words("Sales of the period behind it", "Ventes de la période"),
    "kpi rows settled": Words("Invoices settled in the period", "Factures soldées dans la période"),
    "kpi rows month": Words("Month by month, backwards", "Mois par mois, à rebours"),
    "kpi rows request": Words("Requests behind it", "Demandes"),
    "kpi rows limit": Words("Limits behind it", "Agréments"),
    "kpi rows covered": Words("Receivables, the least covered first", "Créances, les moins couvertes d'abord"),
    "kpi rounded": Words(
        "Computed exactly, {exact}; printed to one decimal, halves up.",
        "Calcul exact, {exact} ; affiché à une décimale, demi arrondi au supérieur.",
    ),
    "column sold": Words("sales", "ventes"),
    "column month": Words("from", "du"),
    "column month end": Words("to", "au"),
    "column left": Words("left to exhaust", "reste à épuiser"),
    "column days": Words("days", "jours"),
    "column issued": Words("issued", "émise le"),
    "column due": Words("due", "échéance"),
    "column since": Words("counted from", "compté depuis"),
    "column settled": Words("settled", "soldée le"),
    "column amount": Words("amount", "montant"),
    "column open": Words("open", "solde"),
    "column asked": Words("asked", "demandé"),
    "column granted": Words("granted", "accordé"),
    "column answered": Words("answered", "répondu le"),
    "column limit": Words("limit", "agrément"),
    "column used": Words("used", "utilisé"),
    "column covered": Words("covered", "couvert"),
    "column document": Words("document", "pièce"),
    "kpi columns": Words(
        "indicator|title|value|unit|formula|not known|period from|period to|figures",
        "indicateur|intitulé|valeur|unité|formule|non connu|période du|période au|chiffres",
    ),
    "kpi row columns": Words(
        "indicator|kind of row|document|buyer|name|from|to|amount|other amount|days",
        "indicateur|nature|pièce|code client|client|du|au|montant|autre montant|jours",
    ),
    "unit of days": Words("days", "jours"),
    "unit of share": Words("%", "%"),
    "role open": Words("open invoice", "facture ouverte"),
    "role sale": Words("invoice", "facture"),
    "role credit note": Words("credit note", "avoir"),
    "role settled": Words("settled invoice", "facture soldée"),
    "role month": Words("month", "mois"),
    "role request": Words("request", "demande"),
    "role limit": Words("limit", "agrément"),
    "role covered": Words("receivable", "créance"),
    # What each is called, how it is computed, and how it is read.
    "title dso": Words("DSO, balance method", "DSO, méthode comptable"),
    "formula dso": Words(
        "outstanding × days of the period ÷ sales of the period (VAT included)",
        "encours × jours de la période ÷ CA TTC de la période",
    ),
    "meaning dso": Words(
        "Days of sales that are still open. A peak of sales at the end of the period lowers nothing that is late.",
        "Jours de chiffre d'affaires encore ouverts. Sensible à la saisonnalité des ventes sur la période.",
    ),
    "title dso-count-back": Words("DSO, count-back method", "DSO, par épuisement du CA"),
    "formula dso-count-back": Words(
        "outstanding less the sales (VAT included) of each month backwards, counting its days; the last month counts "
        "left ÷ sales of the month × days of the month",
        "encours diminué du CA TTC de chaque mois à rebours, dont on compte les jours ; dernier mois : "
        "reste ÷ CA du mois × jours du mois",
    ),
    "meaning dso-count-back": Words(
        "Days of the most recent sales that make up what is open; follows the seasons.",
        "Jours des ventes les plus récentes qui composent l'encours ; suit la saisonnalité.",
    ),
    "title dso-by-invoice": Words("Age of what is open, weighted", "Âge moyen pondéré de l'encours"),
    "formula dso-by-invoice": Words(
        "Σ (open × days since the date of the invoice) ÷ Σ open",
        "Σ (solde × jours depuis la date de facture) ÷ Σ solde",
    ),
    "meaning dso-by-invoice": Words(
        "Mean age of the euros that are open, invoice by invoice, whatever the sales.",
        "Âge moyen des euros ouverts, facture par facture, quelles que soient les ventes.",
    ),
    "title dso-best": Words("Best possible DSO", "DSO optimal (sans retard)"),
    "formula dso-best": Words(
        "outstanding not due × days of the period ÷ sales of the period (VAT included)",
        "encours non échu × jours de la période ÷ CA TTC de la période",
    ),
    "meaning dso-best": Words(
        "What the DSO would be if every invoice were paid on its due date.",
        "Ce que serait le DSO si chaque facture était réglée à l'échéance.",
    ),
    "title days-delinquent": Words("Average days delinquent (ADD)", "Jours de retard dans le DSO"),
    "formula days-delinquent": Words(
        "overdue × days of the period ÷ sales of the period: DSO less best possible DSO",
        "encours échu × jours de la période ÷ CA TTC de la période : DSO moins DSO optimal",
    ),
    "meaning days-delinquent": Words(
        "Days of DSO that lateness alone explains.", "Jours de DSO que les seuls retards expliquent."
    ),
    "title delay-settled": Words("Delay of payment, weighted", "Retard moyen de règlement, pondéré"),
    "formula delay-settled": Words(
        "Σ (amount × days from due date to settlement) ÷ Σ amount, invoices settled in the period",
        "Σ (montant × jours de l'échéance au solde) ÷ Σ montant, factures soldées dans la période",
    ),
    "meaning delay-settled": Words(
        "How late the euros paid came; paid early counts below zero. Due dates as last agreed.",
        "Retard des euros encaissés ; un règlement en avance compte en négatif. Échéances telles que convenues en "
        "dernier lieu.",
    ),
    "title delay-settled-simple": Words("Delay of payment, per invoice", "Retard moyen de règlement, par facture"),
    "formula delay-settled-simple": Words(
        "Σ days from due date to settlement ÷ number of invoices settled in the period",
        "Σ jours de l'échéance au solde ÷ nombre de factures soldées dans la période",
    ),
    "meaning delay-settled-simple": Words(
        "The same, each invoice counted once: far above the weighted delay where small invoices are neglected.",
        "Le même, chaque facture comptant pour une : bien au-dessus du retard pondéré si les petites sont négligées.",
    ),
    "title payment-time": Words("Time to pay, weighted", "Délai moyen de règlement, pondéré"),
    "formula payment-time": Words(
        "Σ (amount × days from invoice to settlement) ÷ Σ amount, invoices settled in the period",
        "Σ (montant × jours de la facture au solde) ÷ Σ montant, factures soldées dans la période",
    ),
    "meaning payment-time": Words(
        "Terms granted and delay together, as buyers really pay.",
        "Délai accordé et retard ensemble, tels que les clients règlent réellement.",
    ),
    "title delay-overdue": Words("Age of the overdue, weighted", "Ancienneté de l'échu, pondérée"),
    "formula delay-overdue": Words(
        "Σ (open × days since the due date) ÷ Σ open, overdue invoices",
        "Σ (solde × jours depuis l'échéance) ÷ Σ solde, factures échues",
    ),
    "meaning delay-overdue": Words(
        "How long the euros overdue have been so.", "Depuis combien de jours les euros échus le sont."
    ),
    "title delay-overdue-simple": Words("Age of the overdue, per invoice", "Ancienneté de l'échu, par facture"),
    "formula delay-overdue-simple": Words(
        "Σ days since the due date ÷ number of overdue invoices",
        "Σ jours depuis l'échéance ÷ nombre de factures échues",
    ),
    "meaning delay-overdue-simple": Words(
        "The same, each invoice counted once.", "La même, chaque facture comptant pour une."
    ),
    "title overdue-share": Words("Share overdue", "Part de l'échu"),
    "formula overdue-share": Words("overdue ÷ outstanding", "encours échu ÷ encours total"),
    "meaning overdue-share": Words(
        "As the aged balance tells it; what is due on the day is not overdue.",
        "Tel que le dit la balance âgée ; ce qui échoit le jour même n'est pas échu.",
    ),
    "title cei": Words("Collection effectiveness index (CEI)", "Efficacité d'encaissement (CEI)"),
    "formula cei": Words(
        "(opening + sales − closing) ÷ (opening + sales − closing not due)",
        "(encours d'ouverture + CA TTC − encours de clôture) ÷ (encours d'ouverture + CA TTC − clôture non échue)",
    ),
    "meaning cei": Words(
        "Part collected of what could be collected in the period; 100% leaves nothing overdue.",
        "Part encaissée de ce qui pouvait l'être dans la période ; à 100 %, rien n'est échu.",
    ),
    "title cover-of-insurable": Words("Cover rate, of the insurable", "Taux de couverture de l'assurable"),
    "formula cover-of-insurable": Words(
        "covered ÷ (outstanding − outside the policy)", "encours garanti ÷ (encours − hors police)"
    ),
    "meaning cover-of-insurable": Words(
        "Of what the policy may cover, what it covers within limits; VAT outside the base is not insurable.",
        "De ce que la police peut garantir, ce qu'elle garantit dans les agréments ; la TVA hors base n'est pas "
        "assurable.",
    ),
    "title cover-of-total": Words("Cover rate, of the total", "Taux de couverture du total"),
    "formula cover-of-total": Words("covered ÷ outstanding", "encours garanti ÷ encours"),
    "meaning cover-of-total": Words(
        "Of all that is owed, what is covered within limits.",
        "De tout ce qui est dû, ce qui est garanti dans les agréments.",
    ),
    "title limit-use": Words("Use of the limits", "Utilisation des agréments"),
    "formula limit-use": Words(
        "Σ used, no more than each limit ÷ Σ limits of the day",
        "Σ utilisé, au plus chaque agrément ÷ Σ agréments du jour",
    ),
    "meaning limit-use": Words(
        "A limit that a group shares counts once. Low use: fees for dead limits; full use: deliveries without cover.",
        "Un agrément partagé par un groupe compte une fois. Faible : frais d'agréments dormants ; plein : livraisons "
        "non garanties.",
    ),
    "title acceptance-amount": Words("Acceptance rate, in amount", "Taux d'acceptation, en montant"),
    "formula acceptance-amount": Words(
        "Σ granted, no more than asked ÷ Σ asked, requests answered in the period",
        "Σ accordé, au plus le demandé ÷ Σ demandé, demandes répondues dans la période",
    ),
    "meaning acceptance-amount": Words(
        "What insurers granted of what was asked of them.", "Ce que les assureurs ont accordé de ce qui était demandé."
    ),
    "title acceptance-number": Words("Acceptance rate, in number", "Taux d'acceptation, en nombre"),
    "formula acceptance-number": Words(
        "requests granted, in whole or in part ÷ requests answered in the period",
        "demandes acceptées, en tout ou partie ÷ demandes répondues dans la période",
    ),
    "meaning acceptance-number": Words(
        "A request granted in part counts as granted.", "Une demande acceptée en partie compte comme acceptée."
    ),
    "title answer-time": Words("Insurers' answer time", "Délai de réponse des assureurs"),
    "formula answer-time": Words(
        "Σ days from request to answer ÷ requests answered in the period",
        "Σ jours de la demande à la réponse ÷ demandes répondues dans la période",
    ),
    "meaning answer-time": Words(
        "Calendar days; a request that still waits is not in it.",
        "Jours civils ; une demande en attente n'y compte pas.",
    ),
    # Figures.
    "figure outstanding": Words("outstanding", "encours"),
    "figure not due": Words("not due", "non échu"),
    "figure overdue": Words("overdue", "échu"),
    "figure period": Words("days of the period", "jours de la période"),
    "figure sales": Words("sales", "CA TTC"),
    "figure rows": Words("invoice|invoices", "facture|factures"),
    "figure amount": Words("amount", "montant"),
    "figure months": Words("month counted back|months counted back", "mois remonté|mois remontés"),
    "figure opening": Words("opening", "ouverture"),
    "figure closing": Words("closing", "clôture"),
    "figure closing not due": Words("closing not due", "clôture non échue"),
    "figure covered": Words("covered", "couvert"),
    "figure outside": Words("outside the policy", "hors police"),
    "figure insurable": Words("insurable", "assurable"),
    "figure granted": Words("granted", "accordé"),
    "figure asked": Words("asked", "demandé"),
    "figure requests": Words("request answered|requests answered", "demande répondue|demandes répondues"),
    "figure requests granted": Words("granted|granted", "acceptée|acceptées"),
    "figure granted whole": Words("of which in whole|of which in whole", "dont en totalité|dont en totalité"),
    "figure used": Words("used", "utilisé"),
    "figure limits": Words("limits", "agréments"),
    "figure holders": Words("holder|holders", "titulaire|titulaires"),
    "figure aside delivered": Words("beside: delivered, not invoiced", "à part : livré, à facturer"),
    "figure aside credits": Words("beside: credits, not deducted", "à part : avoirs, non déduits"),
    "figure aside undated": Words("beside: without a due date", "à part : sans échéance"),
    "figure aside told by age": Words(
        "beside: told by an aged balance alone", "à part : donné par la seule balance âgée"
    ),
    "figure aside requests": Words(
        "beside: answered, decision not told|beside: answered, decision not told",
        "à part : répondue, décision non indiquée|à part : répondues, décision non indiquée",
    ),
    "figure aside waiting": Words("beside: waiting|beside: waiting", "à part : en attente|à part : en attente"),
    "figure aside limits": Words(
        "beside: limit or its use not known|beside: limits or their use not known",
        "à part : agrément, ou son utilisation, inconnu|à part : agréments, ou leur utilisation, inconnus",
    ),
    # What is lacking.
    "lacks sales": Words("no sale in the period", "aucune vente dans la période"),
    "lacks open": Words("nothing is open", "rien n'est ouvert"),
    "lacks settled": Words("no invoice settled in the period", "aucune facture soldée dans la période"),
    "lacks overdue": Words("nothing is overdue", "rien n'est échu"),
    "lacks collectable": Words("nothing could be collected in the period", "rien n'était à encaisser dans la période"),
    "lacks payments": Words(
        "that payments are complete to {day} (assumptions.csv: payments complete to)",
        "que les règlements sont complets au {day} (hypothèses : règlements complets au)",
    ),
    "lacks settled sales": Words(
        "sales: nothing in the ledger was ever settled, it may hold open items only",
        "les ventes : rien n'a jamais été soldé au grand livre, qui ne porte peut-être que l'ouvert",
    ),
    "lacks invoices": Words(
        "the invoices: an aged balance alone tells what is owed",
        "les factures : seule une balance âgée dit ce qui est dû",
    ),
    "lacks older sales": Words(
        "the sales before {day}, where the ledger begins", "les ventes avant le {day}, début du grand livre"
    ),
    "lacks dates of invoices": Words("the date of {detail} invoices", "la date de {detail} factures"),
    "lacks rate": Words("the rate of exchange of {detail} on {day}", "le cours de {detail} au {day}"),
    "lacks policy": Words("a policy", "une police"),
    "lacks insurable": Words("nothing open may be insured", "rien d'ouvert n'est assurable"),
    "lacks answers": Words("no request answered in the period", "aucune demande répondue dans la période"),
    "lacks decisions of requests": Words(
        "the decision that answers each request (column request)",
        "la décision qui répond à chaque demande (colonne demande)",
    ),
    "lacks limits": Words("no limit is known", "aucun agrément n'est connu"),
}
