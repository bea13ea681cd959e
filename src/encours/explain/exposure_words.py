"""Words of the exposure: what each line gathers, amounts beside the outstanding, concentration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

EXPOSURE: Final[Mapping[str, Words]] = {
    "exposure title": Words("Exposure", "Encours et concentration"),
    "by buyer": Words("buyer", "client"),
    "by group": Words("group, or buyer alone", "groupe, ou client isolé"),
    "by country": Words("country", "pays"),
    "by sector": Words("sector (NACE)", "secteur (NACE)"),
    "by entity": Words("insured entity", "entité assurée"),
    "by currency": Words("currency", "devise"),
    "not told": Words("(not told)", "(non précisé)"),
    "exposure limit": Words("insured limit", "agrément"),
    "exposure own limit": Words("own limit", "limite interne"),
    "exposure covered": Words("covered", "garanti"),
    "exposure uninsured": Words("uninsured", "non garanti"),
    "exposure outside": Words("of which outside", "dont hors police"),
    "exposure share": Words("share", "part"),
    "exposure together": Words("cumulative", "cumul"),
    "exposure orders": Words("orders", "commandes"),
    "exposure apart": Words("shared, or no line", "partagé, ou sans ligne"),
    "exposure order": Words(
        "The most uninsured first; share and cumulative are of the uninsured.",
        "Du plus au moins non garanti ; part et cumul se rapportent au non garanti.",
    ),
    "exposure shared": Words(
        "* stands against several lines: counted once in the total.",
        "* vaut pour plusieurs lignes : compté une fois dans le total.",
    ),
    "exposure unknown": Words(
        "limit is not known, and counts for nothing here|limits are not known, and count for nothing here",
        "agrément est inconnu, et compte pour rien ici|agréments sont inconnus, et comptent pour rien ici",
    ),
    "lines count buyer": Words("buyer|buyers", "client|clients"),
    "lines count group": Words("line|lines", "ligne|lignes"),
    "lines count country": Words("country|countries", "pays|pays"),
    "lines count sector": Words("sector|sectors", "secteur|secteurs"),
    "lines count entity": Words("entity|entities", "entité|entités"),
    "lines count currency": Words("currency|currencies", "devise|devises"),
    "composition title": Words("What is in it, and what is beside", "Ce qu'il comprend, et ce qui est à part"),
    "composition invoiced": Words("Invoices", "Factures"),
    "composition delivered": Words("Deliveries to be invoiced", "Livraisons à facturer"),
    "composition outstanding": Words("Outstanding, as the cover tells it", "Encours, tel que le dit la garantie"),
    "composition overdue": Words("of which overdue", "dont échu"),
    "composition discounted": Words("of which bills discounted", "dont effets escomptés"),
    "composition orders": Words("Beside: orders in hand", "À part : commandes en cours"),
    "composition credits": Words("Beside: credits and money on account", "À part : avoirs et acomptes"),
    "concentration title": Words("Concentration", "Concentration"),
    "concentration largest": Words("{count} largest", "{count} premiers"),
    "concentration index": Words("Herfindahl", "Herfindahl"),
    "concentration equal": Words("as many equal", "équivaut à"),
    "concentration lines": Words("lines", "lignes"),
    "concentration meaning": Words(
        "Herfindahl: sum of the squared shares, from near 0 (spread) to 10,000 (one line alone). Its inverse is the "
        "number of lines of one size that would be as concentrated.",
        "Herfindahl : somme des carrés des parts, de près de 0 (dispersé) à 10 000 (une seule ligne). Son inverse est "
        "le nombre de lignes de même taille aussi concentrées.",
    ),
    "concentration of outstanding": Words("Outstanding", "Encours"),
    "concentration of uninsured": Words("Uninsured", "Non garanti"),
    "exposure columns": Words(
        "by|key|name|buyers|outstanding|invoiced|delivered, to be invoiced|overdue|bills discounted|orders in hand|"
        "credits and money on account",
        "selon|code|intitulé|clients|encours|facturé|livré, à facturer|échu|effets escomptés|commandes en cours|"
        "avoirs et acomptes",
    ),
    "exposure more columns": Words(
        "uninsured|share of the uninsured|cumulative share|insured limit|shared limit|own limit|shared own limit|room|"
        "shared room|limits not known",
        "non garanti|part du non garanti|part cumulée|agrément|agrément partagé|limite interne|limite interne partagée|"
        "disponible|disponible partagé|agréments inconnus",
    ),
}
