"""Words of the page that shows what an import would change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

IMPORTS: Final[Mapping[str, Words]] = {
    "import title": Words("Import", "Import"),
    "import into": Words("into {folder}", "dans {folder}"),
    "import nothing written": Words(
        "A proposal: nothing is written yet.", "Une proposition : rien n'est encore écrit."
    ),
    "import deduced": Words("deduced from the list", "déduits de la liste"),
    "import kept": Words("Kept as {name}.", "Conservé sous {name}."),
    "import nothing new": Words(
        "The workspace already says all of this: there is nothing to keep.",
        "L'espace de travail dit déjà tout cela : il n'y a rien à conserver.",
    ),
    "import same file": Words(
        "This very file was imported as {name}: there is nothing to keep.",
        "Ce fichier a déjà été importé sous {name} : il n'y a rien à conserver.",
    ),
    "import currency": Words(
        "The company's currency, {currency}, is written into the settings of the folder with this import.",
        "La devise de l'entreprise, {currency}, est inscrite avec cet import dans les réglages du dossier.",
    ),
    "import refused": Words(
        "It cannot be kept: what it says contradicts the workspace.",
        "Il ne peut être conservé : ce qu'il dit contredit l'espace de travail.",
    ),
    "import day": Words("as of {day}", "au {day}"),
    "holds additions": Words("read as additions", "lu comme des ajouts"),
    "holds open-items": Words("read as every open item", "lu comme l'ensemble des postes ouverts"),
    "holds everything": Words("read as the whole books of its period", "lu comme les livres entiers de sa période"),
    "holds limits": Words("read as every limit in force", "lu comme l'ensemble des agréments en vigueur"),
    "import absent": Words("Buyers that the list does not name", "Clients que la liste ne nomme pas"),
    "import absent note": Words(
        "The list knows nothing of them; their limits stand as they were. Ask the insurer where it matters.",
        "La liste n'en sait rien ; leurs agréments restent tels quels. Interrogez l'assureur si c'est utile.",
    ),
    "import read": Words("What was read", "Ce qui a été lu"),
    "table": Words("table", "table"),
    "new": Words("new", "nouveaux"),
    "changed": Words("changed", "modifiés"),
    "told no more": Words("told no more", "plus mentionnés"),
    "unchanged": Words("unchanged", "inchangés"),
    "import changes": Words("Told otherwise", "Ce qui change"),
    "fact": Words("fact", "fait"),
    "field": Words("field", "champ"),
    "now": Words("now", "désormais"),
    "difference": Words("difference", "écart"),
    "import settled": Words("Settled since, by what the list no longer has open", "Soldé depuis, d'après la liste"),
    "import settled note": Words(
        "Each becomes a payment received on {day}: when the money really came is not in such a list.",
        "Chacune donne un règlement reçu le {day} : une telle liste ne dit pas quand l'argent est venu.",
    ),
    "import allocated": Words(
        "On account until now, by what the list no longer has", "En acompte jusqu'ici, d'après la liste"
    ),
    "import allocated note": Words(
        "It stands on the account until {day}, and goes then to the invoices settled, the oldest first.",
        "Il reste en acompte jusqu'au {day}, puis il est affecté aux factures soldées, les plus anciennes d'abord.",
    ),
    "allocated to": Words("goes to", "affecté à"),
    "given back": Words("given back", "rendu"),
    "import reopened": Words("More is open than the workspace knows", "Restant dû supérieur au montant connu"),
    "import reopened note": Words(
        "Nothing is concluded from it: record the payment that came back (payment_returns) or correct the amount.",
        "Rien n'en est déduit : saisissez l'impayé (payment_returns) ou corrigez le montant.",
    ),
    "import effect": Words("Effect on cover, {day}", "Effet sur la garantie, {day}"),
    "effect by buyer": Words("Buyers whose cover moves", "Clients dont la garantie change"),
    "import accept": Words("To keep it: {command}", "Pour conserver : {command}"),
    "import undo": Words("To take it back: {command}", "Pour revenir en arrière : {command}"),
    "import undone": Words("What {name} brought is taken back.", "Ce que {name} avait apporté est annulé."),
    "import limits fall": Words("Limits that fall", "Agréments en baisse"),
    "import takes back": Words("What is taken back", "Ce qui est annulé"),
    "import annulled": Words("never happened", "annulés"),
    "import restored": Words("as before", "rétablis"),
    "import undo last": Words("To take the last one back: {command}", "Pour annuler le dernier : {command}"),
    "imports title": Words("Imports", "Imports"),
    "imports none": Words("Nothing was imported here yet.", "Rien n'a encore été importé ici."),
    "imports name": Words("import", "import"),
    "imports day": Words("day", "jour"),
    "imports file": Words("file", "fichier"),
    "imports brought": Words("facts it brought", "faits apportés"),
    "imports state": Words("state", "état"),
    "imports stands": Words("stands", "en vigueur"),
    "imports undoes": Words("takes {name} back", "annule {name}"),
    "imports undone": Words("taken back by {name}", "annulé par {name}"),
    "facts added": Words("fact is added|facts are added", "fait est ajouté|faits sont ajoutés"),
    "gone": Words("no longer in the list", "absente de la liste"),
}
