"""Tables that Encours exports are known for what they are when they are imported, without a word from anybody."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from encours.demo import AS_OF, company
from encours.facts.kinds import CLAIM_EVENTS, KINDS, LEGAL_EVENTS, Dispute, Fact, Kind, Quantity
from encours.facts.ledger import Ledger
from encours.formats.imports import Import
from encours.formats.recognise import Recognised, Told, recognise
from encours.formats.settings import Settings
from encours.formats.workspace import read_sources
from encours.formats.write import csv_bytes, invoice_currencies, table_texts
from encours.units import from_civil
from encours.web.computing.table_export import as_csv, as_workbook, table_name

VALUES: Final = {
    Quantity.TEXT: "A1", Quantity.DAY: from_civil(2026, 5, 4), Quantity.CENTS: 10_00, Quantity.BASIS_POINTS: 90_00,
    Quantity.COUNT: 2, Quantity.INTEGER: 10, Quantity.FLAG: 1,
}  # fmt: skip


def fact(kind: Kind, *, is_whole: bool) -> Fact:
    """A fact that fills every field, or those alone that a table cannot do without."""
    told = {
        each.name: "EUR" if each.name == "currency" else each.choices[0] if each.choices else VALUES[each.quantity]
        for each in kind.fields
        if (each.required or is_whole or each.name in {"currency", "name"})
        and each.name not in {"fact_id", "source", "corrects", "void", "known"}
    }
    return kind.fact(**told)


def ledger(*, is_whole: bool) -> Ledger:
    return Ledger.of([fact(each, is_whole=is_whole) for each in KINDS.values()])


def demo() -> Ledger:
    """The first facts of each kind of the demo company, and the invoices that tell the currency of disputes."""
    kept: dict[str, list[Fact]] = {}
    for each in company().facts:
        kept.setdefault(each.KIND.table, []).append(each)
    first = [each for facts in kept.values() for each in facts[:40]]
    disputed = {each.invoice for each in first if isinstance(each, Dispute)}
    return Ledger.of([*first, *(each for each in kept["invoices"][40:] if each.number in disputed)])


LEDGERS: Final = {
    "demo": demo, "every field": lambda: ledger(is_whole=True),
    "fewest fields": lambda: ledger(is_whole=False),
}  # fmt: skip


def taken_for(path: Path, known: Ledger) -> Recognised:
    return recognise(path, Told(), Settings(), (), known)


def files_of(books: Ledger, name: str) -> dict[str, bytes]:
    """A table as a workspace holds it, and as somebody takes it home from the application."""
    table = books.table(name)
    found = {f"pompes, {name}.csv": csv_bytes(table_texts(table, "", invoice_currencies(books)))}
    for language in ("en", "fr"):
        stem = f"pompes-{table_name(name, 'fr') if language == 'fr' else name}-2026-06-30"
        found[f"{stem}.csv"] = as_csv(books, name, language)
        found[f"{stem}.xlsx"] = as_workbook(books, name, language, company="Pompes", as_of=AS_OF)
    return found


@pytest.mark.parametrize("books", LEDGERS.values(), ids=LEDGERS.keys())
def test_every_table_that_goes_out_is_known_when_it_comes_back(books, tmp_path) -> None:
    kept, wrong = books(), []
    for name in (each for each in KINDS if len(kept.table(each))):
        for file, content in files_of(kept, name).items():
            path = tmp_path / file
            path.write_bytes(content)
            found = taken_for(path, kept)
            if found.layout != name or found.asked:
                wrong.append((name, file, found.layout, found.asked, found.errors))
    assert wrong == []


def test_what_comes_back_is_what_went_out(tmp_path) -> None:
    kept, wrong = demo(), []
    for name in (each for each in KINDS if len(kept.table(each))):
        for file, content in files_of(kept, name).items():
            path = tmp_path / file
            path.write_bytes(content)
            how = replace(Settings(), files={file: taken_for(path, kept).mappings})
            read = read_sources({file: path}, how, known=kept)
            count = read.tables[name].length if name in read.tables else 0
            if read.errors or count != len(kept.table(name)):
                wrong.append((file, count, [each.text("en") for each in read.errors[:2]]))
    assert wrong == []


NEITHER: Final = {
    "a list of another software": "Référence;Client;Montant;Ouvert le\nA1;B1;10,00;04/05/2026\n",
    "one word": "Entité\nA1\n",
}


@pytest.mark.parametrize("text", NEITHER.values(), ids=NEITHER.keys())
def test_what_somebody_else_wrote_is_no_table_of_ours(text, tmp_path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8")
    assert taken_for(path, Ledger.empty()).layout in {"invoices", "payments", "buyers"}


def test_tables_headed_alike_are_told_apart_by_their_name_then_by_their_words(tmp_path) -> None:
    rows = "buyer,event,happened_on\nB1,{},2026-05-04\n"
    told = {
        "pompes-legal_actions.csv": (LEGAL_EVENTS[0], "legal_actions"), "a.csv": (LEGAL_EVENTS[0], "legal_actions"),
        "b.csv": (CLAIM_EVENTS[0], "claim_events"),
    }  # fmt: skip
    for file, (word, table) in told.items():
        path = tmp_path / file
        path.write_text(rows.format(word), encoding="utf-8")
        assert taken_for(path, Ledger.empty()).layout == table


def test_a_table_of_ours_is_not_read_as_one_of_fewer_of_its_headings_was(tmp_path) -> None:
    heads = "number,buyer,issued,currency,gross"
    before = Import("0001-credit-notes", "credit_notes.csv", "", 0, layout="credit_notes", mapping=(
        '[files."credit_notes.csv"]\nkind = "credit_notes"\n\n[files."credit_notes.csv".columns]\n'
        + "".join(f'{each} = "{each}"\n' for each in heads.split(","))
    ))  # fmt: skip
    path = tmp_path / "pompes-invoices-2026-06-30.csv"
    path.write_text(f"{heads}\nF1,B1,2026-05-04,EUR,10.00\n", encoding="utf-8")
    assert recognise(path, Told(), Settings(), [before], Ledger.empty()).layout == "invoices"
