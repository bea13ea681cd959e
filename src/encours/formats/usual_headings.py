"""Headings that usual software writes, weaker than the words of ``facts/words.py``: *Amount* may mean many things.

They are read only to propose a mapping, which somebody approves: never silently. Sources: the exports and help pages of
Sage, Cegid, EBP, Odoo, SAP, Microsoft Dynamics (Navision), QuickBooks, Xero, ERPNext and Pennylane.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from encours.formats.headers import letters

OPEN: Final = "open_amount"
"""What is still open of an invoice: no field of it, but a setting of the file."""
DOCUMENT: Final = "document_type"
NAME: Final = "buyer_name"
"""The name of a buyer beside its code in a list of open items: it registers the buyer."""
OF_BUYER: Final[Mapping[str, str]] = MappingProxyType({
    NAME: "name", "buyer_siren": "siren", "buyer_siret": "siret", "buyer_vat_number": "vat_number",
    "buyer_country": "country",
})  # fmt: skip
"""What a list of invoices may tell of the buyer of a row, by the setting that names its column."""
WORDS: Final = "document_words"
"""What the words of the column of types mean, where nobody else knows them."""

_INVOICES: Final = """
number: num | no | no. | n° document | n° doc | numéro document | numéro de document | document no.
    | document no | doc no | invoice # | inv no | n° de pièce | n° de facture | réf | ref | référence
    | reference | voucher no | voucher | invoice id | journal entry | écriture | billing document | document
    | libellé pièce | réf. pièce | no facture | transaction id | n° écriture | numéro pièce
buyer: customer full name | customer name | name | partner | partenaire | party | tiers | code tiers
    | n° tiers | compte client | customer no. | customer no | customer number | customer account
    | bill-to customer no. | sell-to customer no. | contact | contactname | contact name | raison sociale
    | nom client | nom du client | nom du tiers | nom | intitulé | intitulé du tiers | n° client | account
    | client/projet | invoice partner display name | company | section
issued: date | posting date | date comptable | document date | date document | date de document | doc. date
    | billing date | bill date | date de comptabilisation | transaction date | date opération
    | date d'émission | invoice/bill date | voucher date
due: net due date | date éch. | date ech | date d'exigibilité | échéance le | duedate | due | payment due date
gross: amount | montant | original amount | montant d'origine | montant initial | montant original | total
    | montant total | total amount | grand total | invoiced amount | facturé | débit | debit
    | amount in doc. curr. | montant devise | total signed | total in currency | invoice total
    | montant facturé | original amount (lcy) | original
open_amount: open balance | balance | solde | reste à payer | reste dû | solde dû | solde restant | amount due
    | amountdue | amount residual | residual | remaining amount | montant restant | restant dû | outstanding
    | outstanding amount | montant ouvert | open amount | due amount | montant dû | reste à régler | non réglé
    | encours | remaining amt. (lcy) | amount due signed | solde ttc | montant non réglé | remaining
    | balance due | amount outstanding
currency: cur | curr | curr. | doc. currency | currency id | monnaie | dev | dev. | code monnaie
document_type: type | transaction type | document type | doc. type | type de pièce | type pièce
    | type document | type de document | voucher type | nature | nature de pièce | invoice type
    | type de transaction
party_identifier: siret client | siren client | tva client | customer vat
"""
_PAYMENTS: Final = """
reference: num | no | no. | n° pièce | document no. | payment entry | pièce | voucher no | transaction id
    | libellé
buyer: customer full name | customer name | partner | partenaire | party | tiers | code tiers | compte client
    | customer no. | nom client | nom | raison sociale | contact | compte auxiliaire | section
invoice: applied to | facture lettrée | facture réglée | invoice # | applies-to doc. no. | réf. facture
    | numéro facture
paid_on: date | posting date | date comptable | date opération | transaction date | date de valeur
    | value date
amount: total | amount received | paid amount | montant réglé | montant encaissé | crédit | credit
    | received amount
currency: cur | curr. | doc. currency
"""
_BUYERS: Final = """
buyer: no. | no | n° | code | code tiers | n° client | compte client | customer no. | customer number
    | account | id | référence
name: customer | client | tiers | nom client | intitulé | raison sociale client | company | partner | name 1
    | display name
siren: n° siren | siren client | numéro siren
siret: n° siret | siret client | numéro siret
vat_number: tva | n° tva intracommunautaire | vat registration no. | tax id | n° tva intra | identifiant tva
country: country/region code | land | pays de facturation | billing country | code iso
national_id: registration no. | company registration | hrb | company number
"""

USUAL: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({
    kind: MappingProxyType({
        letters(word): field
        for field, words in (line.split(": ", 1) for line in text.replace("\n    ", " ").strip().splitlines())
        for word in words.split("|")
    })
    for kind, text in (("invoices", _INVOICES), ("payments", _PAYMENTS), ("buyers", _BUYERS))
})  # fmt: skip
"""Field that each usual heading may give, by kind of fact; a setting of the file counts as one."""
