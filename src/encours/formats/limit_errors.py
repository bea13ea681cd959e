"""What is said of a list of limits, one function each: what is wrong and what to do, in both languages."""

from __future__ import annotations

from typing import Final

from encours.formats.cell_errors import Place, cell_fault
from encours.formats.faults import ReadError, day_fault, fault, shown

_FIELDS: Final = {
    "number": (
        "number by which the insurer knows the buyer, or its SIREN",
        "numéro de l'acheteur chez l'assureur, ou SIREN",
    ),
    "outcome": ("state of the limit", "statut de l'agrément"),
    "amount": ("amount of the limit", "montant de l'agrément"),
}

UNMAPPED: Final = "limit_buyer_unmapped"
"""Code of a row that is of no buyer that is known."""


def _section(file: str) -> str:
    return f'[files."{shown(file)}".columns]'


def day_missing(file: str) -> ReadError:
    """Nothing tells the day of the list."""
    return day_fault(
        "limit_list_day_missing",
        file,
        en="Of which day is this list of limits? It holds as it stood on that day.",
        fr="De quel jour est cette liste d'agréments ? Elle vaut telle qu'elle était ce jour-là.",
    )


def column_missing(file: str, *, row: int, field: str) -> ReadError:
    """A column that the list cannot do without."""
    en, fr = _FIELDS[field]
    told = f'{field} = "…"'
    return fault(
        "limit_list_column_missing",
        file,
        row=row,
        column=field,
        en=f"No column gives the {en}.",
        fr=f"Aucune colonne ne donne : {fr}.",
        hint_en=f"Write which one in workspace.toml, under {_section(file)}: {told}",
        hint_fr=f"Écrivez laquelle dans workspace.toml, sous {_section(file)} : {told}",
    )


def columns_alike(file: str, *, row: int, field: str, headers: tuple[str, str]) -> ReadError:
    """Two columns give one field alike."""
    told = f'{field} = "…"'
    return fault(
        "limit_list_columns_alike",
        file,
        row=row,
        column=field,
        excerpt=" | ".join(headers),
        en="Two columns could give this field.",
        fr="Deux colonnes peuvent donner ce champ.",
        hint_en=f"Write which one in workspace.toml, under {_section(file)}: {told}",
        hint_fr=f"Écrivez laquelle dans workspace.toml, sous {_section(file)} : {told}",
    )


def status_unknown(place: Place, excerpt: str, *, nearest: str) -> ReadError:
    """A state of a limit that is not known."""
    return cell_fault(
        "limit_status_unknown",
        place,
        excerpt,
        en="This state of a limit is not known: does it grant, refuse, reduce or withdraw?",
        fr="Ce statut d'agrément n'est pas connu : accorde-t-il, refuse-t-il, réduit-il ou résilie-t-il ?",
        hint_en=(f'Did you mean "{nearest}"? ' if nearest else "")
        + "Known: granted, partial, refused, reduced, withdrawn.",
        hint_fr=(f"Vouliez-vous dire « {nearest} » ? " if nearest else "")
        + "Connus : accordé, partiel, refusé, réduit, résilié.",
    )


def expiry_missing(place: Place, excerpt: str) -> ReadError:
    """A temporary or expired limit without the day it ends."""
    return cell_fault(
        "limit_expiry_missing",
        place,
        excerpt,
        en="This limit ends, and the list does not say on which day.",
        fr="Cet agrément prend fin, et la liste ne dit pas quel jour.",
        hint_en="Fill in its expiry date: without one it would be without end.",
        hint_fr="Remplissez sa date d'expiration : sans elle, il serait sans fin.",
    )


def number_twice(place: Place, excerpt: str, *, first: int) -> ReadError:
    """Two rows have one number of the insurer."""
    return cell_fault(
        "limit_number_twice",
        place,
        excerpt,
        en=f"Row {first} has this number too: which of the two limits holds cannot be told.",
        fr=f"La ligne {first} porte aussi ce numéro : lequel des deux agréments vaut ne se devine pas.",
        hint_en="Keep the one in force.",
        hint_fr="Gardez celui qui est en vigueur.",
    )


def identity_conflict(place: Place, excerpt: str, *, by_number: str, by_identifier: str) -> ReadError:
    """The number of a row says one buyer and its identifier another."""
    return cell_fault(
        "limit_identity_conflict",
        place,
        excerpt,
        en=f"This number is that of our buyer {shown(by_number)}, and the identifier beside it that of "
        f"{shown(by_identifier)}.",
        fr=f"Ce numéro est celui de notre acheteur {shown(by_number)}, et l'identifiant à côté celui de "
        f"{shown(by_identifier)}.",
        hint_en="Mend insurer_numbers or the identifier of the buyer; a limit on the wrong one insures nothing.",
        hint_fr="Rectifiez insurer_numbers ou l'identifiant de l'acheteur ; un agrément sur un autre ne garantit rien.",
    )


def buyer_unmapped(place: Place, excerpt: str, *, name: str, candidates: tuple[str, ...]) -> ReadError:
    """A row is of no buyer that is known (a warning)."""
    listed = ", ".join(map(shown, candidates))
    called = f" ({shown(name)})" if name and name != excerpt else ""
    return cell_fault(
        UNMAPPED,
        place,
        excerpt,
        en=f"None of our buyers is known by this{called}: the row is left out. A name alone never decides.",
        fr=f"Aucun de nos acheteurs n'est connu ainsi{called} : la ligne est laissée. Un nom seul ne décide jamais.",
        hint_en=f"Nearest: {listed}. Add its number to insurer_numbers, or its SIREN to buyers." if listed
        else "Add its number to insurer_numbers, or its SIREN to buyers.",
        hint_fr=f"Les plus proches : {listed}. Ajoutez son numéro à insurer_numbers, ou son SIREN à buyers." if listed
        else "Ajoutez son numéro à insurer_numbers, ou son SIREN à buyers.",
    )  # fmt: skip
