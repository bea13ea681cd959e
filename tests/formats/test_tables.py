"""A table is read in any usual spelling, and what was found is shown back."""

from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.clauses import choices
from encours.engine.terms import Choice
from encours.facts.kinds import KINDS
from encours.formats import cells, records, tables
from encours.formats.bounds import USUAL, Bounds
from encours.formats.build import Told
from encours.formats.faults import Collected
from encours.formats.other_forms import raw_of_json
from encours.formats.tables import TableRead, read_table
from encours.units import MISSING, NEVER, from_civil
from tests.formats.held import opener

ENGLISH = """number,buyer,issued,due,currency,gross,paid_on
F1,B1,2026-01-31,2026-03-15,EUR,1234.56,
F2,B2,2026-02-13,2026-04-01,EUR,-80.00,2026-03-05
"""
FRENCH = """N° facture;Code client;Date de facture;Échéance;Devise;Montant TTC;Réglé le
F1;B1;31/01/2026;15/03/2026;EUR;1 234,56;
F2;B2;13/02/2026;01/04/2026;EUR;-80,00;05/03/2026
"""
AMERICAN = """Invoice Number,Customer ID,Invoice Date,Due Date,Currency,Invoice Amount,Payment Date
F1,B1,1/31/2026,3/15/2026,EUR,"1,234.56",
F2,B2,2/13/2026,4/1/2026,EUR,(80.00),3/5/2026
"""


def invoices(content: str | bytes, told: Told | None = None, **more: object) -> TableRead:
    """Invoices of a file."""
    raw = content.encode() if isinstance(content, str) else content
    return read_table(opener(raw), "invoices.csv", KINDS["invoices"], told=told, **more)


def rows(read: TableRead) -> list[object]:
    """Facts of a table that has no error."""
    assert read.errors == ()
    assert read.table is not None
    return list(read.table.rows())


@pytest.mark.parametrize("content", [FRENCH, AMERICAN], ids=["French", "American"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_same_ledger_in_three_countries_is_the_same_facts(content: str, line_end: str) -> None:
    assert rows(invoices(content.replace("\n", line_end))) == rows(invoices(ENGLISH))


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 with mark"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"), ("cp1252", "Windows-1252"), ("mac_roman", "MacRoman"),
        ("iso8859-15", "ISO-8859-15"),
    ],
)  # fmt: skip
def test_the_encoding_is_found(codec: str, name: str) -> None:
    text = "buyer;name\nB1;Société Générée à l'été, déjà fêtée\nB2;Établissements Çà et là\n"
    if codec == "iso8859-15":
        text += "B3;Tout à 1 €\n"
    read = read_table(opener(text.encode(codec)), "buyers.csv", KINDS["buyers"])
    assert read.sniffed.encoding == name
    assert read.table is not None
    assert read.table.texts["name"][0] == "Société Générée à l'été, déjà fêtée"
    assert read.table.texts["name"][1] == "Établissements Çà et là"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found_and_shown_back(separator: str) -> None:
    content = ENGLISH.replace(",", separator)
    assert rows(invoices(content)) == rows(invoices(ENGLISH))
    assert invoices(content).sniffed.separator == separator


def test_a_first_line_may_tell_the_separator() -> None:
    read = invoices("sep=|\n" + ENGLISH.replace(",", "|"))
    assert read.table is not None
    assert read.table.texts["source"][0] == "invoices.csv:3"


def test_what_was_found_is_shown_back() -> None:
    found = invoices(FRENCH).sniffed
    assert (found.separator, found.decimal_mark, found.date_form, found.rows) == (";", ",", "day first", 2)
    assert ("Montant TTC", "gross") in found.columns
    assert found.text("fr") == (
        "invoices.csv: 2 lignes, factures, UTF-8, séparateur point-virgule, séparateur décimal virgule, "
        "dates jour d'abord"
    )


def test_a_mark_of_encoding_is_told_in_french_too() -> None:
    assert "UTF-8 avec marque" in invoices("\ufeff" + FRENCH).sniffed.text("fr")


def test_one_date_that_proves_the_order_decides_for_the_file() -> None:
    first, second = rows(invoices("number,buyer,issued,due,currency,gross\n"
                                  "F1,B1,03/04/2026,05/06/2026,EUR,1.00\n"
                                  "F2,B1,04/05/2026,31/07/2026,EUR,1.00\n"))  # fmt: skip
    assert first.issued == from_civil(2026, 4, 3)
    assert second.issued == from_civil(2026, 5, 4)


def test_a_setting_decides_what_no_date_proves() -> None:
    content = "number,buyer,issued,due,currency,gross\nF1,B1,03/04/2026,05/06/2026,EUR,1.00\n"
    assert {error.code for error in invoices(content).errors} == {"date_ambiguous"}
    (day,) = rows(invoices(content, Told(date_form="day first")))
    (month,) = rows(invoices(content, Told(date_form="month first")))
    assert (day.issued, month.issued) == (from_civil(2026, 4, 3), from_civil(2026, 3, 4))


def test_one_amount_that_proves_the_mark_decides_for_its_column() -> None:
    content = "number;buyer;issued;currency;gross\nF1;B1;2026-01-01;EUR;1.234\nF2;B1;2026-01-01;EUR;7,50\n"
    assert [each.gross for each in rows(invoices(content))] == [123_400, 750]


@pytest.mark.parametrize(
    ("currency", "written", "cents"),
    [
        ("EUR", "12.5", 1250),
        ("JPY", "1200", 1200),
        ("TND", "1.2345", None),
        ("TND", "7.5", 7500),
        ("JPY", "1.5", None),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(currency: str, written: str, cents: int | None) -> None:
    read = invoices(f"number,buyer,issued,currency,gross\nF1,B1,2026-01-01,{currency},{written}\n",
                    Told(decimal_mark="."))  # fmt: skip
    if cents is None:
        assert [error.code for error in read.errors] == ["amount_too_many_decimals"]
    else:
        assert [each.gross for each in rows(read)] == [cents]


def test_missing_is_not_zero_and_never_is_not_missing() -> None:
    (first, second) = rows(invoices(ENGLISH.replace(",EUR,1234.56,", ",EUR,1234.56,unknown")))
    assert first.vat == MISSING
    assert first.paid_on == MISSING
    assert rows(invoices(ENGLISH))[0].paid_on == NEVER
    assert second.paid_on == from_civil(2026, 3, 5)


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    read = invoices('number,buyer,issued,currency,gross,party_name\n\n'
                    'F1,B1,2026-01-01,EUR,1.00,"two\nlines"\n'
                    ',,,,,\nF2,B1,2026-01-01,EUR,1.00,\n')  # fmt: skip
    assert [each.source for each in rows(read)] == ["invoices.csv:3", "invoices.csv:5"]


def test_a_short_row_has_empty_cells() -> None:
    (only,) = rows(invoices("number,buyer,issued,currency,gross,vat\nF1,B1,2026-01-01,EUR,1.00\n"))
    assert only.vat == MISSING


WIDE = "number,buyer,issued,currency,gross,vat,party_name\n"


@pytest.mark.parametrize("size", [None, records.BULK_FROM], ids=["row by row", "in bulk"])
def test_rows_shorter_than_the_header_are_told_in_one_warning(size: int | None) -> None:
    content = WIDE + "F1,B1,2026-01-01,EUR,1.00\nF2,B1,2026-01-01,EUR,1.00,0.10,X\nF3,B1,2026-01-01,EUR,1.00\n"
    read = invoices(content, size=size)
    assert [each.vat for each in rows(read)] == [MISSING, 10, MISSING]
    (told,) = read.warnings
    assert (told.code, told.row, told.english.split()[0]) == ("rows_short", 2, "2")


def test_separators_within_quotation_marks_hide_no_short_row() -> None:
    text = 'F1,"a,b",c\nF2,"d ""e"", f"\n'
    assert records.separators(text.encode(), ",") == 3
    content = (
        'number,buyer,issued,currency,gross,party_name\nF1,B1,2026-01-01,EUR,1.00,"X, Y"\nF2,B1,2026-01-01,EUR,1.00\n'
    )
    for size in (None, records.BULK_FROM):
        assert [(each.code, each.row) for each in invoices(content, size=size).warnings] == [("rows_short", 3)]


@pytest.mark.parametrize("odd", ["", "\r", "F9,B1,2026-01-01,EUR,9.00,0.10,X,,\n"], ids=["empty", "return", "longer"])
def test_an_empty_line_moves_no_row_that_follows(odd: str) -> None:
    content = WIDE + f"F1,B1,2026-01-01,EUR,1.00,0.10,X\n{odd}\nF2,B1,2026-01-01,EUR,1.00,0.10,X\n"
    slow, fast = (rows(invoices(content, size=size)) for size in (None, records.BULK_FROM))
    assert [(each.number, each.source) for each in slow] == [(each.number, each.source) for each in fast]
    assert slow[-1].number == "F2"


@pytest.mark.parametrize("size", [None, records.BULK_FROM], ids=["row by row", "in bulk"])
@pytest.mark.parametrize("last", ["F3,B1,2026-01-01,EUR,12", "F3,B1,2026-01-01,EUR", "F3,B1,2026-0"])
def test_a_last_row_that_is_short_and_has_no_end_is_refused_as_cut(last: str, size: int | None) -> None:
    whole = WIDE + "F1,B1,2026-01-01,EUR,1.00,0.10,X\nF2,B1,2026-01-01,EUR,1.00,0.10\n"
    read = invoices(whole + last, size=size)
    assert [(each.code, each.row) for each in read.errors] == [("file_cut", 4)]
    assert read.left_out == 1
    assert read.table is not None
    assert [each.number for each in read.table.rows()] == ["F1", "F2"]


@pytest.mark.parametrize("size", [None, records.BULK_FROM], ids=["row by row", "in bulk"])
@pytest.mark.parametrize(
    "last",
    [
        "F3,B1,2026-01-01,EUR,1.00,0.10,X",  # whole, in a file whose last line has no end
        "F3,B1,2026-01-01,EUR,1.00,0.10",  # as short as another row
        "F3,B1,2026-01-01,EUR,12\n",  # short, and ended: a warning
        "Total,,,,2.00",
    ],
)
def test_a_last_row_that_may_well_be_whole_is_not_refused(last: str, size: int | None) -> None:
    content = WIDE + "F1,B1,2026-01-01,EUR,1.00,0.10,X\nF2,B1,2026-01-01,EUR,1.00,0.10\n" + last
    assert invoices(content, size=size).errors == ()


def test_choices_are_read_in_french() -> None:
    (only,) = rows(invoices("number,buyer,issued,currency,gross,stade\nF1,B1,2026-01-01,EUR,1.00,Livré\n"))
    assert only.stage == "delivered"


def test_a_choice_is_read_in_either_gender() -> None:
    kind = KINDS["limit_decisions"]
    words = ["accordé", "accordée", "ACCORDEE", "réduit", "réduite", "Résiliée", "refusée", "partielle", "granted"]
    rows_of = [f"D{place},B1,2026-01-01,dénommée,{word}" for place, word in enumerate(words)]
    content = "\n".join(["reference,buyer,decided_on,kind,outcome", *rows_of])
    found = rows(read_table(opener(content.encode()), "limit_decisions.csv", kind))
    assert [each.outcome for each in found] == [
        "granted", "granted", "granted", "reduced", "reduced", "withdrawn", "refused", "partial", "granted",
    ]  # fmt: skip
    assert {each.kind for each in found} == {"named"}


def test_a_word_that_a_policy_reads_is_read_in_a_file() -> None:
    clauses = {word.english: word.french for kind in vars(choices).values() if _is_choice(kind) for word in kind}
    for kind in KINDS.values():
        for field in (each for each in kind.fields if each.choices):
            for code, choice in enumerate(field.choices):
                words = {choice, clauses.get(choice, choice)}
                read = cells.read_texts([*words], field, month_first=None)
                assert (read.values, read.wrong) == ([code] * len(words), {}), (kind.table, words)


def _is_choice(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Choice) and kind is not Choice


def test_a_file_wrong_from_end_to_end_is_told_quickly() -> None:
    lines = [f"F{row},B1,2026-02-3{row},EUR,x{row}" for row in range(30_000)]
    read = invoices("\n".join(["number,buyer,issued,currency,gross", *lines]))
    assert (len(read.errors), read.error_total) == (1_000, 60_000)


def test_a_header_whose_end_is_out_of_sight_is_refused() -> None:
    header = "number,buyer,issued,currency,gross," + ",".join(f"{'x' * 500}{place}" for place in range(200))
    assert [error.code for error in invoices(header + "\n").errors] == ["line_too_long"]


@pytest.mark.parametrize("size", [None, records.BULK_FROM])
def test_a_gigantic_line_is_refused_before_it_is_split(size: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    split = records.split_by_polars

    def split_when_short(content: bytes, *rest: object) -> object:
        assert len(content) < 4_000, "a block that is refused is split by nobody"
        return split(content, *rest)

    monkeypatch.setattr(records, "split_by_polars", split_when_short)
    content = f"number,buyer,issued,currency,gross\nF1,B1,2026-01-31,EUR,1.00\nF2,{'B' * 5_000},2026-01-31,EUR,1.00\n"
    read = invoices(content, size=size, bounds=Bounds(line_characters=4_000))
    assert [(each.code, each.row) for each in read.errors] == [("line_too_long", 3)]


def test_old_line_ends_are_no_gigantic_line() -> None:
    lines = [f"F{row},B1,2026-01-31,EUR,1.00" for row in range(80_000)]
    assert len(rows(invoices("\r".join(["number,buyer,issued,currency,gross", *lines])))) == 80_000


def test_errors_beyond_the_bound_are_counted() -> None:
    content = "number,buyer,issued,currency,gross\n" + "F,B,2026-02-30,EUR,x\n" * 700
    read = invoices(content, bounds=Bounds(errors=100))
    assert len(read.errors) == 100
    assert read.error_total == 1400


def test_rates_are_exact_decimals() -> None:
    read = read_table(opener(b"day,currency,per_euro\n2026-01-02,USD,1.0835\n2026-01-02,JPY,180\n"),
                      "exchange_rates.csv", KINDS["exchange_rates"])  # fmt: skip
    assert [str(each.per_euro) for each in rows(read)] == ["2167/2000", "180"]


# In bulk: the same answers by another way.

ODD = st.sampled_from(["", "12.50", "-7", "1 234.50", "1234567.89", "12.345", "x", "(3.00)", "9" * 16, "0.005", "1,50"])


CURRENCY = st.sampled_from(["EUR", "JPY", "TND", "XXX1", ""])
NUMBER = st.sampled_from(["F1", 'F "2"', "F,3", "", "F\n4", " F5 "])


@given(st.lists(st.tuples(ODD, CURRENCY, NUMBER), max_size=12), st.sampled_from([records.BLOCK, 100]))
def test_bulk_reading_agrees_with_reading_row_by_row(cells: list[tuple[str, str, str]], block: int) -> None:
    import csv
    import io

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["number", "buyer", "issued", "currency", "gross"])
    writer.writerows([number, "B1", "2026-01-31", currency, gross] for gross, currency, number in cells)
    content = text.getvalue()
    slow = invoices(content, Told(decimal_mark="."))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "text_blocks", partial(records.text_blocks, block=block))
        fast = invoices(content, Told(decimal_mark="."), size=records.BULK_FROM)
    assert (slow.table is None) == (fast.table is None)
    # An amount read in bulk is quoted without its last zeros.
    assert [(each.row, each.column, each.code) for each in slow.errors] == [
        (each.row, each.column, each.code) for each in fast.errors
    ]
    if slow.table is not None and fast.table is not None:
        assert list(slow.table.rows()) == list(fast.table.rows())


@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), min_size=1, max_size=30))
def test_the_total_is_that_of_the_file_to_the_cent(amounts: list[Decimal]) -> None:
    lines = [f"F{place},B1,2026-01-31,EUR,{amount:f}" for place, amount in enumerate(amounts)]
    content = "number,buyer,issued,currency,gross\n" + "\n".join(lines) + "\n"
    for size in (None, records.BULK_FROM):
        read = invoices(content, size=size)
        assert read.errors == ()
        assert read.table is not None
        assert read.table.total("gross") == int(sum(amounts) * 100)


# Hostile input.


@given(st.binary(max_size=400), st.sampled_from(sorted(KINDS)))
def test_no_bytes_raise(content: bytes, kind: str) -> None:
    read = read_table(opener(content), f"{kind}.csv", KINDS[kind])
    assert read.table is not None or read.errors


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1252", "mac_roman"]), st.booleans())
def test_no_text_below_a_good_header_raises(text: str, codec: str, bulk: bool) -> None:
    content = b"" if codec == "utf-16" else "number,buyer,issued,currency,gross,é\n".encode(codec)
    content += text.encode(codec, errors="ignore")
    read = invoices(content, size=records.BULK_FROM if bulk else None)
    assert read.table is not None or read.errors


CELL = st.one_of(st.text(max_size=12), st.sampled_from(["2026-01-31", "31/01/2026", "12.50", "EUR", "yes", "90 %"]))


@given(st.data())
def test_no_cells_raise(data: st.DataObject) -> None:
    import csv
    import io

    kind = KINDS[data.draw(st.sampled_from(sorted(KINDS)))]
    names = list(dict.fromkeys(each.decimal or each.name for each in kind.fields))
    body = data.draw(st.lists(st.lists(CELL, min_size=len(names), max_size=len(names)), max_size=4))
    text = io.StringIO(newline="")
    csv.writer(text).writerow(names)
    csv.writer(text).writerows(body)
    read = read_table(opener(text.getvalue().encode(errors="ignore")), "x.csv", kind)
    assert read.table is not None or read.errors
    assert read.error_total >= len(read.errors)


def test_a_line_of_many_megabytes_is_refused_quickly() -> None:
    for filler in (b"x", b"x,", b'"x",', b"\xe9"):
        read = invoices(b"number,buyer,issued,currency,gross\n" + filler * (8 << 20))
        assert [(error.code, error.row) for error in read.errors] == [("line_too_long", 2)]
    assert [error.code for error in invoices(b"a" * (8 << 20)).errors] == ["line_too_long"]
    assert invoices(b'"' + b"a\n" * (1 << 20)).errors[0].code in {"cell_too_long", "header_missing"}


@pytest.mark.parametrize("stray", ['12" pipe', '"never closed'])
def test_one_stray_quotation_mark_in_a_large_file_does_not_hang(stray: str) -> None:
    line = "F{0},B1,2026-01-31,EUR,1.00,{1}\n"
    lines = [line.format(place, stray if place == 1000 else "") for place in range(200_000)]
    read = invoices("number,buyer,issued,currency,gross,party_name\n" + "".join(lines))
    if stray.startswith('"'):
        assert [error.row for error in read.errors] == [1002]
    else:
        assert len(rows(read)) == 200_000


def test_a_total_below_numbers_that_are_all_different_is_left_out_of_a_large_file() -> None:
    lines = [f"F{place},B1,2026-01-31,EUR,1.00" for place in range(5_000)]
    content = "\n".join(["number,buyer,issued,currency,gross", *lines, "Total,,,,5000.00"])
    read = invoices(content, size=records.BULK_FROM)
    assert not read.errors
    assert [each.number for each in rows(read)] == [f"F{place}" for place in range(5_000)]


def test_the_only_list_of_records_of_a_json_file_is_found_and_several_are_told() -> None:
    found = Collected(5)
    one = {"meta": {"page": "1"}, "result": {"rows": [{"number": "F1"}, {"number": "F2"}]}}
    raw = raw_of_json(one, "a.json", "", USUAL, found)
    assert raw is not None
    assert (raw.file, raw.header, raw.rows.tolist()) == ("a.json/result.rows", ("number",), [1, 2])
    assert raw_of_json(one | {"others": [{"number": "F3"}]}, "a.json", "", USUAL, found) is None
    assert [each.code for each in found.kept] == ["json_no_records"]
    assert "here: result.rows, others." in found.kept[0].hint_en
