"""docs/reference/facts.md: every table of a workspace, its columns, and the headers understood."""

from __future__ import annotations

from collections.abc import Iterator

from encours.facts.kinds import COMMON, KINDS, FactField, Kind
from encours.facts.words import ALSO, FIELD_WORDS, TABLE_WORDS
from encours.formats.headers import file_fields
from reference.markdown import page, table

HEAD = """# Facts | Faits

<!-- Made from the code by `make docs`; an edit here is lost. -->

A workspace is a folder with one file for each table: `invoices.csv`, `payments.csv` and so on, in CSV or Parquet.
Only the files you have are needed. Headers are understood in English and French, whatever their case, accents and
spaces; a header of your own is told under `[columns.<table>]` in `workspace.toml`. An empty cell means "nobody
knows" or "has not happened", never zero. Days are written 2026-03-14 or 14/03/2026. Two spellings of an accent, or of
a space, are one code; a character that nothing shows is refused, since two codes that look alike would be two buyers.
A [FEC](../fec.md), the accounting export of a French company, gives several of these tables as it is.

Un dossier de travail contient un fichier par table : `invoices.csv` (ou `factures.csv`), `payments.csv` (ou
`reglements.csv`), en CSV ou Parquet. Seuls les fichiers que vous avez sont nécessaires. Les en-têtes se lisent en
français et en anglais, sans égard à la casse, aux accents ni aux espaces. Une case vide signifie « on ne sait pas »
ou « n'a pas eu lieu », jamais zéro. Les jours s'écrivent 2026-03-14 ou 14/03/2026. Deux graphies d'un accent, ou
d'une espace, font un seul code ; un caractère que rien ne montre est refusé, car deux codes d'apparence égale feraient
deux acheteurs. Un [FEC](../fec.fr.md), l'export comptable d'une entreprise française, donne plusieurs de ces tables tel
quel."""


def facts_page() -> str:
    """The page: a list of the tables, each table, and the columns they all may have."""
    return page(HEAD, _contents(), *(_kind(each) for each in KINDS.values()), _common())


def _contents() -> str:
    rows = [(f"[`{name}`](#{name})", TABLE_WORDS[name], kind.en, kind.fr) for name, kind in KINDS.items()]
    return table(("Table", "Nom français", "English", "Français"), rows)


def _kind(kind: Kind) -> str:
    columns = [each for each in _columns(kind) if each.name not in COMMON]
    return page(f"## {kind.table}", f"{kind.en}\n\n{kind.fr}", _fields(columns)).rstrip()


def _common() -> str:
    kind = next(iter(KINDS.values()))
    columns = [each for each in kind.fields if each.name in COMMON]
    told = "Every table may also have these columns.\n\nToute table peut aussi avoir ces colonnes."
    return page("## Columns of every table | Colonnes communes", told, _fields(columns)).rstrip()


def _columns(kind: Kind) -> Iterator[FactField]:
    """One field for each column of a file: two integers that hold one decimal are one column."""
    told: set[str] = set()
    for each in kind.fields:
        name = each.decimal or each.name
        if name not in told:
            told.add(name)
            yield each
    assert told == set(file_fields(kind)), f"{kind.table} has other columns in a file"


def _choice(choice: str) -> str:
    """A choice, and what exports write for it in English and in French."""
    also = [word for words in ALSO.get(choice, ()) for word in words]
    return f"`{choice}` ({', '.join(also)})" if also else f"`{choice}`"


def _fields(columns: list[FactField]) -> str:
    rows = []
    for each in columns:
        name = each.decimal or each.name
        unit = (
            "decimal"
            if each.decimal
            else each.quantity.value.replace("cents", "amount").replace("basis points", "percentage")
        )
        choices = ": " + ", ".join(_choice(choice) for choice in each.choices) if each.choices else ""
        headers = ", ".join(FIELD_WORDS.get(name, ()))
        rows.append((f"`{name}`", "yes" if each.required else "", unit + choices, each.en, each.fr, headers))
    return table(("Column", "Needed", "Holds", "English", "Français", "Headers also understood"), rows)
