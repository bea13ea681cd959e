"""Words of what differs between two policies, and of the euros of cover it moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

MOVES: Final[Mapping[str, Words]] = {
    "moves title": Words("What the change of policy moves", "Ce que déplace le changement de police"),
    "moves programmes": Words("{before} → {after}", "{before} → {after}"),
    "moves headline": Words(
        "Cover moves by {covered}, and the indemnity if every buyer failed by {insured}.",
        "La garantie varie de {covered}, et l'indemnité si tous les acheteurs défaillaient de {insured}.",
    ),
    "moves not at all": Words("nothing", "rien"),
    "moves sides": Words("Before and after", "Avant et après"),
    "moves sheet changes": Words("Changes", "Changements"),
    "moves limits": Words(
        "Limits are those of the ledger, and follow their layer whatever its name.",
        "Les agréments sont ceux du grand livre, et suivent leur ligne quel que soit son nom.",
    ),
    "moves changes": Words("Changes, each made alone", "Changements, chacun fait seul"),
    "moves before and after": Words("before → after", "avant → après"),
    "moves covered": Words("cover moved", "garantie déplacée"),
    "moves insured": Words("indemnity moved", "indemnité déplacée"),
    "moves interaction": Words("Interaction of the changes", "Interaction des changements"),
    "moves total": Words("All together", "Ensemble"),
    "moves with all": Words("with the whole", "avec l'ensemble"),
    "moves what interaction": Words(
        "Interaction: what the changes move together and none moves alone, so that the sum is exact.",
        "Interaction : ce que les changements déplacent ensemble et qu'aucun ne déplace seul, pour que la somme soit "
        "exacte.",
    ),
    "because layer": Words(
        "{points}: a layer cannot be added or removed alone; it is told with the whole.",
        "{points} : une ligne ne s'ajoute ni ne s'ôte seule ; elle est comptée avec l'ensemble.",
    ),
    "because wording": Words(
        "{points}: another wording reads other terms; what changes beside it is told with the whole.",
        "{points} : un autre texte-type lit d'autres termes ; ce qui change avec lui est compté avec l'ensemble.",
    ),
    "because currency": Words(
        "{points}: in another currency no amount stands alone; what changes beside it is told with the whole.",
        "{points} : dans une autre devise aucun montant ne tient seul ; ce qui change avec elle est compté avec "
        "l'ensemble.",
    ),
    "because zone": Words(
        "{points}: terms still name this zone, so it cannot go alone; it is told with the whole.",
        "{points} : des termes nomment encore cette zone, qui ne part pas seule ; comptée avec l'ensemble.",
    ),
    "because period": Words(
        "{points}: alone, the period would end before it begins; it is told with the whole.",
        "{points} : seule, la période finirait avant de commencer ; comptée avec l'ensemble.",
    ),
    "because conflict": Words(
        "{points}: alone, two lines of a term would disagree; it is told with the whole.",
        "{points} : seul, deux lignes d'un terme se contrediraient ; compté avec l'ensemble.",
    ),
    "moves side before": Words("Before: {name}", "Avant : {name}"),
    "moves side after": Words("After: {name}", "Après : {name}"),
    "moves incomparable": Words(
        "The two policies are in {before} and in {after}: euros of cover cannot be compared, and are not told.",
        "Les deux polices sont en {before} et en {after} : la garantie ne se compare pas, et n'est pas chiffrée.",
    ),
    "moves buyers losing": Words("Buyers that lose most", "Clients qui perdent le plus"),
    "moves buyers gaining": Words("Buyers that gain most", "Clients qui gagnent le plus"),
    "moves invoices losing": Words("Invoices that lose most", "Factures qui perdent le plus"),
    "moves invoices gaining": Words("Invoices that gain most", "Factures qui gagnent le plus"),
    "moves decided": Words("what decides now", "ce qui décide désormais"),
    "moves decided before": Words("what decided", "ce qui décidait"),
    "moves nothing": Words(
        "No euro of cover moves on this ledger.", "Aucun euro de garantie ne bouge sur ce grand livre."
    ),
    "moves columns": Words(
        "kind|layer|point|before|after|buyer|name|cover moved|indemnity moved|what decided|what decides now|note",
        "nature|ligne|point|avant|après|code client|client|garantie déplacée|indemnité déplacée|ce qui décidait|"
        "ce qui décide désormais|note",
    ),
    "kind change": Words("change", "changement"),
    "kind interaction": Words("interaction", "interaction"),
    "kind total": Words("total", "total"),
    "kind buyer": Words("buyer", "client"),
    "kind invoice": Words("invoice", "facture"),
}
