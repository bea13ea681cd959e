"""How fields, tables and choices are called in exports: the French name first, then usual synonyms.

Sources: the glossary of the trade, the header lines of French and English accounting software, and the
lay-out of the French audit file (FEC). Matching is free of case, accents, spaces and underscores.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from encours.units.plain_text import folded

_FIELDS: Final = """
about: porte sur | objet de la demande
account: compte | numéro de compte | compte collectif
acknowledged_on: prise d'acte le | date de prise d'acte
agreed_on: convenu le | date de l'accord
allocated_on: affecté le | date d'affectation
amount: montant | amt | valeur
answered_on: répondu le | date de réponse
appealed_on: recours le | date du recours
applies_to: s'applique à | concerne
asked_on: demande reçue le | date de la demande
assumption: hypothèse
author: auteur
base: assiette | base
beneficiary: bénéficiaire | maître d'ouvrage | maître de l'ouvrage
bill: appel de prime | référence de l'appel
billed_count: nombre facturé | quantité | quantity
billed_for: facturé pour | nature de la ligne
billed_on: appelée le | date d'appel | date de l'appel
bond: caution | référence de la caution
broken_on: rompue le | date de rupture
buyer: acheteur | code acheteur | code client | client | customer | customer id | customer code |
    debtor | débiteur | compte tiers | compte auxiliaire | buyer code | buyer id
buyer_class: classe d'acheteur | classe
changed_on: modifié le | date de modification
charged_on: porté en compte le | date des frais | charged on
cleared_on: levée le
closed_on: clôturée le | date de clôture
conditions: conditions | condition
conditions_met_on: conditions remplies le
contract: marché | contrat
corrects: corrige
country: pays | code pays | country code
court: tribunal
covers_identifier: identifiant couvert
currency: devise | code devise | monnaie | currency code | ccy
dated_on: daté du | date du document
day: jour | date
decided_on: décidé le | date de décision | decision date
decision: décision
declared_on: déclarée le | date de déclaration
delivered: livré le | date de livraison | livraison | delivery date | delivered on
document: document
due: échéance | échéance convenue | date d'échéance | date échéance | due date | due on | maturity
    date
due_on: à faire avant le | date limite
effective_on: effet le | date d'effet | effective date
ended_on: terminée le | fin de la délégation
entity: entité | société | company | legal entity | supplier | fournisseur | code fournisseur
event: événement
expires_on: expire le | date d'expiration | fin de validité | expiry date
fact_id: identifiant du fait
first_instalment_on: première échéance le
from_day: à partir du | depuis le
given_on: donné le | date de l'accord de l'assureur
gross: montant ttc | ttc | montant toutes taxes comprises | total ttc | gross amount | amount
    including vat | invoice amount | montant facture
group: groupe
handed_over_on: remis le | date de remise au contentieux
happened_on: survenu le | date du fait | date de survenance
held_from: détenue depuis le
hit_on: relevée le
instalment: échéance numéro | numéro d'échéance | rang | rang d'échéance | installment
insurer_code: code assureur
invoice: facture | numéro de facture | n° facture | invoice number | invoice no | pièce
issued: date de facture | émise le | date facture | date de pièce | date pièce | invoice date |
    issue date | issued on | date d'émission
issued_on: émise le | date d'émission | issue date
joined_on: entrée le | date d'entrée
kind: nature | type
known: connu le | date de connaissance | known on
label: libellé | désignation
last_instalment_on: dernière échéance le
learnt_on: apprise le
left_on: sortie le | date de sortie
lei: lei
list_name: liste
loss_payee: délégataire | bénéficiaire de la délégation
made_on: faite le
matures_on: échéance de l'effet
moved_on: reportée le | date du report
name: nom | raison sociale | dénomination | customer name | company name
national_id: identifiant national
nature: nature de l'information
new_due: nouvelle échéance | new due date
notice_on: mise en demeure le | lettre recommandée le
notified_on: notifié le | date de notification | notification date
number: numéro | n° | numéro de facture | n° facture | numéro de pièce | n° pièce | facture |
    invoice | invoice number | invoice no | document number | référence pièce | pièce
on: le | date de l'événement
opened_on: ouvert le | date d'ouverture
ordered: commandé le | date de commande | order date | ordered on
outcome: issue | résultat
overdue_from: retard à partir de | retard depuis | late from
overdue_to: retard jusqu'à | late to
paid_on: réglé le | date de règlement | date de paiement | payment date | paid on | payée le | date
    d'encaissement | settled date
party_identifier: identifiant du client facturé
party_name: nom du client facturé
pay_by: à payer pour le | date promise
payer: payeur
payment: règlement
payment_means: mode de règlement | moyen de paiement
per_euro: pour un euro | cours | taux | rate
percentage: quotité | quotité garantie | pourcentage
period_end: fin de période
period_start: début de période
policy: police
position: position
private_person: particulier
promised_on: promis le | date de la promesse
public: organisme public | public
published_on: publiée le | date de publication
rank: rang de la ligne | ligne
rate: taux facturé
reference: référence | numéro | n° | ref | reference number
related: société liée | apparenté
released_on: levée de la sûreté le | mainlevée le
replaces: remplace
reported_on: déclaré le | date de déclaration d'impayé
established_on: établi le | préjudice établi le
request: demande
requested_on: demandé le | date de demande
returned_on: revenu le | date du rejet
runs_from: intérêts à partir du | court à partir du | interest from
scope: portée
score: score | note
sector: secteur | code naf | naf | code ape | ape | nace | code nace
settled_on: soldé le | date de solde | date de règlement du litige
signed_on: signée le | date de signature
siren: siren | n° siren
siret: siret | n° siret
source: provenance
spent_by: payés par | frais payés par | spent by
stage: stade | étape
subject: objet
tax: taxe | taxe d'assurance
undisputed: non contestée | sans litige
until: jusqu'au
upheld_amount: montant reconnu
value: valeur retenue | valeur
vat: tva | montant tva | vat amount | dont tva
vat_number: numéro de tva | n° tva | tva intracommunautaire | vat no
void: nul | annulé
zone: zone | zone de pays
"""

FIELD_WORDS: Final = MappingProxyType(
    {
        name: tuple(word.strip() for word in words.split("|"))
        for name, words in (line.split(": ", 1) for line in _FIELDS.replace("\n    ", " ").strip().splitlines())
    }
)
"""Other names of each field, the French one first."""

TABLE_WORDS: Final = MappingProxyType(
    {
        "buyers": "acheteurs", "entities": "entités", "invoices": "factures", "credit_notes": "avoirs",
        "payments": "règlements", "payment_returns": "règlements revenus impayés", "bills": "effets",
        "charges": "intérêts et frais",
        "due_date_moves": "reports d'échéance", "repayment_plans": "plans de règlement",
        "promises": "promesses de paiement",
        "consents": "accords de l'assureur", "disputes": "litiges", "securities": "sûretés",
        "own_limits": "limites internes", "limit_requests": "demandes de garantie",
        "limit_decisions": "agréments", "limit_appeals": "recours",
        "insurer_requests": "demandes de l'assureur",
        "overdue_reports": "déclarations d'impayé", "late_notice_harms": "préjudices de retard",
        "claim_events": "faits du sinistre", "legal_actions": "actes juridiques", "assignments": "délégations",
        "hand_overs": "remises au contentieux", "insolvencies": "procédures collectives",
        "sanction_hits": "alertes de sanctions", "adverse_informations": "informations défavorables",
        "evidences": "justificatifs", "turnover_declarations": "déclarations de chiffre d'affaires",
        "policy_events": "événements de la police", "premium_payments": "primes",
        "premium_bill_lines": "lignes des appels de prime",
        "bonds": "cautions", "bond_events": "événements des cautions",
        "exchange_rates": "cours de change",
        "control_accounts": "comptes collectifs", "aged_balances": "balances âgées",
        "insurer_numbers": "numéros de l'assureur", "assumptions": "hypothèses",
    }
)  # fmt: skip
"""French name of each table, in the plural; a file may be called by it."""


def table_in_french(table: str) -> str:
    """Table as a French sentence calls it, with the name of its file: ``table des règlements (payments)``."""
    return f"table des {TABLE_WORDS[table]} ({table})"


def is_named_in_french(file: str, table: str) -> bool:
    """Whether a file has the French name of its table, so that its columns are looked for in French."""
    return folded(file).startswith(folded(TABLE_WORDS[table]))


def field_in_french(field: str) -> str:
    """Field as a French sentence calls it, with the name of its column: ``« livré le » (delivered)``."""
    return f"« {FIELD_WORDS[field][0]} » ({field})"


CHOICE_WORDS: Final = MappingProxyType(
    {
        "draft": "projet", "order": "commande", "delivered": "livré", "invoiced": "facturé",
        "returned": "retourné", "open account": "compte ouvert", "letter of credit": "crédit documentaire",
        "confirmed letter of credit": "crédit documentaire confirmé", "prepaid": "payé d'avance",
        "cash": "comptant", "bill": "effet", "debtor": "débiteur", "guarantor": "garant",
        "dividend": "dividende", "goods": "marchandises", "accepted": "accepté", "discounted": "escompté",
        "honoured": "honoré", "dishonoured": "impayé", "extension": "prorogation",
        "repayment plan": "plan de règlement", "late notice": "déclaration tardive", "late file": "dossier tardif",
        "special terms": "conditions particulières", "restart": "reprise", "insured": "assuré", "insurer": "assureur",
        "buyer": "acheteur", "shared": "partagé", "guarantee": "garantie", "avalised bill": "effet avalisé",
        "retention of title": "réserve de propriété", "deposit": "dépôt", "on top": "en sus",
        "including": "compris", "group": "groupe", "named": "dénommé", "discretionary": "discrétionnaire",
        "blind": "aveugle", "top-up": "complémentaire", "reverse": "inversée", "granted": "accordé",
        "partial": "partiel", "refused": "refusé", "reduced": "réduit", "withdrawn": "résilié",
        "increase refused": "augmentation refusée", "safeguard": "sauvegarde",
        "reorganisation": "redressement judiciaire", "liquidation": "liquidation judiciaire",
        "foreign": "étrangère", "arrangement": "conciliation", "undecided": "à décider",
        "confirmed": "confirmé", "cleared": "levé", "credit report": "enquête de crédit",
        "delivery": "livraison", "limit condition": "condition d'agrément", "identity": "identité",
        "other": "autre", "collection ordered": "recouvrement ordonné", "file received": "dossier reçu",
        "claim admitted": "créance admise", "goods refused": "marchandise refusée",
        "goods resold": "marchandise revendue", "award": "sentence", "political event": "fait politique",
        "late interest": "intérêts de retard", "collection cost": "frais de recouvrement", "penalty": "pénalité",
        "recovery cost": "frais de récupération", "indemnity paid": "indemnité payée", "advance paid": "acompte payé",
        "claim declared": "créance déclarée", "claim filed": "demande d'indemnisation",
        "recovery passed on": "récupération reversée", "aggravation reported": "aggravation signalée",
        "extended": "prorogée", "works received": "réception", "opposed": "opposition",
        "opposition lifted": "opposition levée", "released": "mainlevée", "called": "appelée",
        "debt established": "dette établie", "paid": "payée", "recovered": "récupérée",
        "order made": "ordonnance rendue", "order served": "ordonnance signifiée",
        "order opposed": "opposition à l'ordonnance", "contract terminated": "contrat résilié",
        "relief asked": "relevé de forclusion demandé", "relief granted": "relevé de forclusion accordé",
        "title claimed": "marchandise revendiquée", "title claim received": "revendication reçue",
        "title acknowledged": "acquiescement à la revendication", "judge asked for title": "juge-commissaire saisi",
        "claim brought": "action en justice", "debt acknowledged": "dette reconnue",
        "enforcement act": "acte d'exécution", "plan adopted": "plan adopté",
        "debt irrecoverable": "créance irrécouvrable", "vat recovered": "TVA récupérée", "notice received": "avis reçu",
        "judgment": "jugement", "claim dismissed": "demande rejetée", "claim withdrawn": "désistement",
        "premium": "prime", "limit premium": "prime sur agrément", "flat premium": "prime forfaitaire",
        "option": "option", "minimum": "minimum", "maximum": "maximum", "bonus": "bonus", "malus": "malus",
        "no-claims bonus": "bonus de non-sinistralité", "profit share": "participation aux bénéfices",
        "fee per request": "frais d'enquête", "monitoring fee": "frais de surveillance",
        "recovery commission": "commission de recouvrement", "tax": "taxe",
        "termination notice given": "résiliation envoyée", "termination notice received": "résiliation reçue",
        "renewed": "renouvelée",
        "limit": "agrément", "overdue": "impayé", "claim": "sinistre", "turnover": "chiffre d'affaires",
    }
)  # fmt: skip
"""French word of each choice, read beside the English one."""

OTHER_WORDS: Final = MappingProxyType(
    {
        "draft": ("devis",), "delivered": ("livrée",), "invoiced": ("facturée",), "returned": ("retournée",),
        "open account": (
            "bank transfer", "wire transfer", "check", "credit card", "virement bancaire", "virement sepa",
            "prélèvement sepa", "prélèvement automatique", "carte bancaire", "cb",
        ),
        "bill": ("lettre de change", "lettre de change relevé", "billet à ordre relevé", "effet de commerce"),
        "letter of credit": ("lettre de crédit",),
        "confirmed letter of credit": ("lettre de crédit confirmée",),
        "prepaid": ("payée d'avance", "paiement d'avance"),
        "debtor": ("débitrice",), "guarantor": ("garante",), "accepted": ("acceptée",),
        "discounted": ("escomptée",), "honoured": ("honorée",), "dishonoured": ("impayée",),
        "insured": ("assurée",), "buyer": ("acheteuse",), "shared": ("partagée",), "including": ("comprise",),
        "named": ("dénommée",), "reverse": ("inverse", "inversé"), "granted": ("accordée",),
        "partial": ("partielle",), "refused": ("refusée",), "reduced": ("réduite",), "withdrawn": ("résiliée",),
        "credit report": ("rapport de crédit",), "foreign": ("étranger",), "confirmed": ("confirmée",),
        "cleared": ("levée",), "extended": ("prorogation",), "works received": ("réception des travaux",),
        "deposit": ("provision",),
        "termination notice given": ("préavis donné", "préavis envoyé"),
        "termination notice received": ("préavis reçu",), "renewed": ("renouvelé", "renouvellement"),
        "called": ("appel", "mise en jeu"), "paid": ("paiement",), "recovered": ("récupération", "recours"),
    }
)  # fmt: skip
"""Other words of a choice, the other gender above all: *la garantie* is accordée, *l'agrément* accordé."""

ALSO: Final = MappingProxyType(
    {
        "open account": (
            ("transfer", "wire", "cheque", "direct debit", "card"),
            ("virement", "chèque", "prélèvement", "carte"),
        ),
        "bill": (("bill of exchange", "promissory note"), ("traite", "LCR", "BOR", "billet à ordre")),
    }
)
"""What exports write for a choice, in English and in French: told to who writes a word that is not known."""

NEVER_WORDS: Final = ("never", "jamais")
"""A day that is known not to have come."""

UNKNOWN_WORDS: Final = ("unknown", "inconnu", "inconnue", "?")
"""A value that is known to be unknown, where an empty cell would mean something else."""
