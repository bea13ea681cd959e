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
    "exposure not judged": Words("not judged", "non jugé"),
    "exposure told by age": Words(
        "{amount} are not judged: an aged balance alone tells them, and without the invoices no clause can say whether "
        "they are covered. They are neither covered nor uninsured here, and no room is told "
        "beside them. Import their open items.",
        "{amount} ne sont pas jugés : seule une balance âgée les donne, et sans factures aucune clause ne peut dire "
        "s'ils sont garantis. Ils ne sont ici ni garantis ni non garantis, et aucun disponible n'est donné en "
        "regard. Importez leurs postes ouverts.",
    ),
    "exposure outside": Words("of which outside", "dont hors police"),
    "exposure share": Words("share", "part"),
    "exposure together": Words("cumulative", "cumul"),
    "exposure orders": Words("orders", "commandes"),
    "exposure apart": Words("shared, or no line", "partagé, ou sans ligne"),
    "exposure order": Words(
        "The most uninsured first: what is owed, taxes included, less what is covered; share and cumulative are of it.",
        "Du plus au moins non garanti : ce qui est dû, taxes comprises, moins ce qui est garanti ; part et cumul s'y "
        "rapportent.",
    ),
    "exposure largest first": Words(
        "The largest outstanding first; share and cumulative are of the outstanding.",
        "Du plus grand au plus petit encours ; part et cumul se rapportent à l'encours.",
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
    "composition outstanding not judged": Words("Outstanding", "Encours"),
    "composition overdue": Words("of which overdue", "dont échu"),
    "composition discounted": Words("of which bills discounted", "dont effets escomptés"),
    "composition orders": Words("Beside: orders in hand", "À part : commandes en cours"),
    "composition credits": Words("Beside: credits and money on account", "À part : avoirs et acomptes"),
    "exposure by": Words("by {by}", "par {by}"),
    "exposure headline": Words(
        "Of {outstanding} outstanding, {uninsured} ({share}) is carried by no insurer.",
        "Sur {outstanding} d'encours, {uninsured} ({share}) ne sont portés par aucun assureur.",
    ),
    "exposure headline in part": Words(
        "Of {outstanding} outstanding, {uninsured} ({share}) is carried by no insurer, and of {unjudged} "
        "nobody can tell.",
        "Sur {outstanding} d'encours, {uninsured} ({share}) ne sont portés par aucun assureur, et de {unjudged} "
        "personne ne peut le dire.",
    ),
    "exposure headline unknown": Words(
        "Of {outstanding} outstanding nobody can tell what is insured.",
        "Sur {outstanding} d'encours, personne ne peut dire ce qui est garanti.",
    ),
    "exposure headline not judged": Words(
        "{outstanding} outstanding, of which {overdue} ({share}) overdue; no policy says what of it is insured.",
        "{outstanding} d'encours, dont {overdue} ({share}) échus ; aucune police ne dit ce qui en est garanti.",
    ),
    "exposure not overdue": Words("not overdue", "non échu"),
    "exposure chart not judged": Words(
        "The largest: overdue or not, and the share of the outstanding that they are together",
        "Les plus forts encours : échu ou non, et la part de l'encours qu'ils cumulent",
    ),
    "exposure half": Words("Half of it is on {half} of {count}.", "La moitié tient à {half} des {count}."),
    "exposure all covered": Words(
        "{outstanding} outstanding, all of it covered within limits.",
        "{outstanding} d'encours, entièrement garantis dans la limite des agréments.",
    ),
    "exposure of which outside": Words("of which {amount} outside the policy", "dont {amount} hors police"),
    "exposure largest share": Words("the {count} most uninsured", "les {count} moins garantis"),
    "exposure as equal": Words(
        "of the uninsured; spread as over {count} of one size",
        "du non garanti ; réparti comme sur {count} de même taille",
    ),
    "exposure ranked": Words("The largest, and what they are together", "Les plus forts encours et leur cumul"),
    "exposure chart": Words(
        "The largest: covered, uninsured, and the share of the outstanding that they are together",
        "Les plus forts encours : garanti, non garanti, et la part de l'encours qu'ils cumulent",
    ),
    "exposure together chart": Words("cumulative share of the whole", "part cumulée du tout"),
    "exposure uninsured title": Words("The most uninsured", "Les moins garantis"),
    "exposure uninsured chart": Words(
        "The most uninsured, by what keeps them from being covered",
        "Les plus forts encours non garantis, selon ce qui empêche la garantie",
    ),
    "exposure uninsured rule": Words(
        "Share and cumulative share are of the uninsured. Why, for one invoice: encours why.",
        "Part et cumul se rapportent au non garanti. Le pourquoi d'une facture : encours why.",
    ),
    "exposure lines title": Words("Every line, with its limits", "Toutes les lignes, avec leurs agréments"),
    "exposure lines order": Words(
        "The most uninsured first. A limit stands beside the line against which it stands alone; one that several "
        "lines share is told apart, and counts once in the total.",
        "Du plus au moins non garanti. Un agrément figure sur la ligne pour laquelle il vaut seul ; celui que "
        "plusieurs lignes partagent est montré à part, et compte une fois dans le total.",
    ),
    "exposure is shared": Words("shared", "partagé"),
    "exposure overdue": Words("overdue", "échu"),
    "exposure shared title": Words("Shared limits", "Agréments partagés"),
    "exposure once": Words("Counted once", "Comptés une fois"),
    "exposure shared rule": Words(
        "Beside each line, in full, what it shares with others: these rows do not add up. The last row counts each "
        "limit once, with those that stand against no line here.",
        "Sur chaque ligne, en entier, ce qu'elle partage avec d'autres : ces lignes ne s'additionnent pas. La dernière "
        "compte chaque agrément une fois, avec ceux qui ne valent pour aucune ligne d'ici.",
    ),
    "exposure kind of amount": Words("what it is", "nature"),
    "exposure of outstanding": Words("% of the outstanding", "% de l'encours"),
    "exposure measures title": Words("Measures of concentration", "Mesures de la concentration"),
    "exposure meaning title": Words("What it means", "Ce que cela veut dire"),
    "exposure first buyer": Words(
        "If {name} failed today, {amount} would stay without indemnity: {share} of all that is uninsured.",
        "Si {name} défaillait aujourd'hui, {amount} resteraient sans indemnité : {share} de tout le non garanti.",
    ),
    "exposure first line": Words(
        "{name} comes first, with {amount}: {share} of all that is uninsured.",
        "{name} vient en tête, avec {amount} : {share} de tout le non garanti.",
    ),
    "exposure uninsured meaning": Words(
        "Uninsured is what is owed, taxes included, less what is covered, whatever the reason: over the limit, "
        "suspended, not covered, lacking information, or outside the policy, as VAT outside the insured base is. The "
        "uninsured percentage of what is covered comes on top. What an aged balance alone tells is not in it: nobody "
        "can judge it without its invoices.",
        "Le non garanti est ce qui est dû, taxes comprises, moins ce qui est garanti, quelle qu'en soit la raison : "
        "dépassement, suspension, garantie perdue, information manquante, ou hors police, comme la TVA hors de la base "
        "garantie. La quotité non garantie de ce qui est garanti s'y ajoute. Ce que seule une balance âgée donne n'en "
        "est pas : personne ne peut le juger sans ses factures.",
    ),
    "exposure room meaning": Words(
        "Room is what could still be delivered within the limits; nothing where new deliveries are not covered.",
        "Le disponible est ce que l'on peut encore livrer dans la limite des agréments ; rien là où les nouvelles "
        "livraisons ne sont pas garanties.",
    ),
    "sheet concentration": Words("Largest", "Plus forts encours"),
    "sheet top uninsured": Words("Uninsured", "Non garanti"),
    "sheet exposure": Words("Lines", "Lignes"),
    "sheet shared": Words("Shared limits", "Agréments partagés"),
    "sheet composition": Words("Composition", "Composition"),
    "sheet measures": Words("Concentration", "Concentration"),
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
        "shared room|limits not known|not judged",
        "non garanti|part du non garanti|part cumulée|agrément|agrément partagé|limite interne|limite interne partagée|"
        "disponible|disponible partagé|agréments inconnus|non jugé",
    ),
}
