"""An aged balance is accepted for what it is: amounts by buyer and age, checked against its own totals."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.kinds import AgedBalance
from encours.formats.buckets import columns_of
from encours.formats.title_days import day_of_titles
from encours.formats.workspace import WorkspaceRead, read_workspace
from encours.units import MISSING
from encours.units.calendars import date_of
from tests.formats.sheets import ods, xlsx

SHARED = Path(__file__).parents[3] / "shared" / "data" / "receivables"
SETTINGS = '[files."{name}"]\nkind = "aged balance"\ncurrency = "EUR"\nas_of = 2026-06-30\n'
USUAL = [(0, 0), (1, 30), (31, 60), (61, 90), (91, None)]


def balance(
    folder: Path, content: str | bytes, name: str = "balance.csv", settings: str | None = None
) -> WorkspaceRead:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "workspace.toml").write_text(SETTINGS.format(name=name) if settings is None else settings)
    return read_workspace(folder)


def facts(read: WorkspaceRead) -> list[AgedBalance]:
    assert read.ledger is not None, read.text()
    return [each for each in read.ledger.table("aged_balances").rows() if isinstance(each, AgedBalance)]


def told(read: WorkspaceRead) -> list[tuple[int, str]]:
    return [(each.row, each.code) for each in (*read.errors, *read.warnings) if each.code != "balance_without_invoices"]


def buckets(header: str) -> list[tuple[int, int | None]]:
    return [(each.start, None if each.end == MISSING else each.end)
            for each in columns_of(header.split(";")).values() if each.role == "bucket"]  # fmt: skip


def test_a_balance_says_what_it_cannot_tell(tmp_path) -> None:
    read = balance(tmp_path, "Client;Non échu;1-30;Total\nC1;10,00;5,00;15,00\n")
    assert [each.code for each in read.warnings] == ["balance_without_invoices"]
    assert [(each.buyer, each.overdue_from, each.overdue_to, each.amount, each.currency) for each in facts(read)] == [
        ("C1", 0, 0, 1000, "EUR"), ("C1", 1, 30, 500, "EUR")]  # fmt: skip
    assert date_of(facts(read)[0].day).isoformat() == "2026-06-30"


def test_buckets_named_by_a_month_of_the_calendar_are_aged_on_the_day_of_the_balance(tmp_path) -> None:
    header = "Client;Non échu;août 2026;07/2026;Juin 2026;2026-05;Avr. 26;Plus ancien;Total\n"
    read = balance(tmp_path, header + "C1;1,00;2,00;3,50;4,00;5,00;6,00;7,00;28,50\n")
    assert [(each.overdue_from, each.overdue_to, each.amount) for each in facts(read)] == [
        (0, 0, 650), (1, 29, 400), (30, 60, 500), (61, 90, 600), (91, MISSING, 700),
    ]  # fmt: skip
    assert [code for _, code in told(read)] == ["balance_calendar_months"]


def test_months_of_the_calendar_that_leave_one_out_or_a_balance_of_no_one_day_are_refused(tmp_path) -> None:
    gap = balance(tmp_path, "Client;Juin 2026;Avril 2026\nC1;1,00;2,00\n")
    assert [(each.row, each.code) for each in gap.errors] == [(1, "balance_buckets")]
    settings = SETTINGS.format(name="balance.csv").replace("as_of = 2026-06-30\n", "")
    days = balance(tmp_path, "Client;Jour;Juin 2026;Mai 2026\nC1;2026-06-30;1,00;2,00\n", settings=settings)
    assert [each.code for each in days.errors] == ["balance_day_missing"]


def layouts() -> list[dict[str, str]]:
    path = SHARED / "aged-balance-header-layouts.csv"
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("layout", layouts(), ids=lambda each: each["origin"][:30])
@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_every_layout_that_real_tools_write_is_read_to_the_cent(layout, form, tmp_path) -> None:
    separator = layout["separator"]
    above, header = (layout["line_1"], layout["line_2"]) if layout["line_2"] else ("", layout["line_1"])
    headings = header.split(separator)
    total = layout["total_row"].strip('"') or "Total"
    rows = [above.split(separator), headings] if above else [headings]
    amounts = [(100, 20, 30, 0, 50), (-10, 0, 0, 5, 0)]
    for buyer, line in (
        ("Fictive SA", amounts[0]),
        ("Imaginaire", amounts[1]),
        (total, [a + b for a, b in zip(*amounts, strict=True)]),
    ):
        left = list(line)
        cells = []
        for heading in headings:
            if heading == "Total":
                cells.append(f"{sum(line)}.00")
            elif heading == "Type":
                cells.append("Client")
            elif heading in {"", "Tiers", "Client", "Contact"}:
                cells.append(buyer)
            else:
                cells.append(f"{left.pop(0)}.00")
        rows.append(cells)
    if form == "csv":
        text = "".join(separator.join(row) + (layout["end_of_line"] == "CRLF") * "\r" + "\n" for row in rows)
        content = (b"\xef\xbb\xbf" if "BOM" in layout["encoding"] else b"") + text.encode()
    else:
        content = {"xlsx": xlsx, "ods": ods}[form](rows)
    read = balance(tmp_path, content, f"balance.{form}")
    found = facts(read)
    assert [(each.overdue_from, None if each.overdue_to == MISSING else each.overdue_to) for each in found[:5]] == USUAL
    assert [each.amount for each in found] == [amount * 100 for line in amounts for amount in line]
    assert {each.buyer for each in found} == {"Fictive SA", "Imaginaire"}


def test_the_published_summary_is_read_to_the_cent(tmp_path) -> None:
    path = SHARED / "ar_aging_summary.csv"
    if not path.exists():
        pytest.skip("the published receivables are not beside this clone")
    found = facts(balance(tmp_path, path.read_bytes()))
    with path.open(newline="", encoding="utf-8") as stream:
        expected = {line["Customer"]: int(line["Total"]) * 100 for line in csv.DictReader(stream)}
    assert {buyer: sum(each.amount for each in found if each.buyer == buyer) for buyer in expected} == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Client;Non échu;1-30;31-60;61-90;90+", USUAL),
        ("Client;À échoir;Échu 30 j;Échu 60 j;Échu 90 j;Échu > 90 jours", USUAL),
        ("Customer;Current;1 - 30;31 - 60;61 - 90;91 and over", USUAL),
        ("Customer;Not due;1-30 days;31-60 days;61-90 days;Over 90 days", USUAL),
        ("Client;Non échu;0-30j;31-60j;61-90j;+90 j", USUAL),
        ("Client;Non échu;30;60;90;Plus ancien", USUAL),
        ("Client;Non échu;1 mois;2 mois;3 mois;+3 mois", USUAL),
        ("Client;Non échu;de 1 à 30 jours;de 31 à 60 jours;de 61 à 90 jours;plus de 90 jours", USUAL),
        ("Client;Current;1-30;31-60;61-90;>= 91", USUAL),
        ("Client;0-30;31-60;61-90;91-120;121+", [(0, 30), (31, 60), (61, 90), (91, 120), (121, None)]),
        ("Client;< 30;30-60;> 60", [(0, 29), (30, 60), (61, None)]),
    ],
)
def test_buckets_in_days_or_months_in_both_languages(header, expected) -> None:
    assert buckets(header) == expected


def test_a_total_of_a_row_that_differs_is_told_with_its_amount(tmp_path) -> None:
    read = balance(tmp_path, "Client;Non échu;1-30;Total\nC1;10,00;5,00;15,01\nC2;1,00;;1,00\n")
    assert told(read) == [(2, "row_total_differs")]
    assert read.errors[0].column == "Total"
    assert read.errors[0].english == "The columns of this row add up to 15.00: its total differs by 0.01."


def test_the_total_row_that_differs_is_told_by_column(tmp_path) -> None:
    read = balance(tmp_path, "Client;Non échu;1-30;Total\nC1;10,00;5,00;15,00\nTotal général;10,00;6,00;16,00\n")
    assert [(each.row, each.column, each.code) for each in read.errors] == [
        (3, "1-30", "total_differs"), (3, "Total", "total_differs")]  # fmt: skip


def test_a_buyer_may_be_called_total_something(tmp_path) -> None:
    read = balance(tmp_path, "Client;Non échu;1-30\nC1;10,00;5,00\nTotal Fictive;1,00;2,00\nTotal;11,00;7,00\n")
    assert {each.buyer for each in facts(read)} == {"C1", "Total Fictive"}


def test_credits_and_advances_have_no_age(tmp_path) -> None:
    read = balance(tmp_path, "Client;Non échu;1-30;Avoirs;Total\nC1;10,00;5,00;-3,00;12,00\n")
    assert [(each.overdue_from, each.amount) for each in facts(read)] == [(0, 1000), (1, 500), (MISSING, -300)]


def test_rows_of_suppliers_are_refused_until_the_settings_leave_them_out(tmp_path) -> None:
    text = "Type;Tiers;Non échu;1-30 j\nClient;C1;10,00;5,00\nFournisseur;S1;7,00;\n"
    assert told(balance(tmp_path, text)) == [(3, "balance_of_suppliers")]
    settings = SETTINGS.format(name="balance.csv") + 'where = { Type = "Client" }\n'
    assert {each.buyer for each in facts(balance(tmp_path, text, settings=settings))} == {"C1"}


def test_two_columns_that_could_name_the_buyer_are_shown(tmp_path) -> None:
    text = "Client;Contact;Non échu;1-30 j\nC1;X;10,00;5,00\n"
    read = balance(tmp_path, text)
    assert told(read) == [(1, "balance_buyer")]
    assert '"Client", "Contact"' in read.errors[0].english
    chosen = SETTINGS.format(name="balance.csv") + 'columns = { buyer = "Client" }\n'
    assert {each.buyer for each in facts(balance(tmp_path, text, settings=chosen))} == {"C1"}


def test_a_code_names_the_buyer_before_its_name(tmp_path) -> None:
    read = balance(tmp_path, "Code client;Nom;Non échu;1-30 j\n411A;Fictive;10,00;5,00\n")
    assert {each.buyer for each in facts(read)} == {"411A"}


def test_buckets_that_do_not_follow_each_other_are_told(tmp_path) -> None:
    read = balance(tmp_path, "Client;Non échu;1-30;61-90\nC1;1,00;1,00;1,00\n")
    assert told(read) == [(1, "balance_buckets")]


def test_the_day_comes_from_a_title_or_is_asked_for(tmp_path) -> None:
    settings = '[files."balance.csv"]\nkind = "balance âgée"\ncurrency = "EUR"\n'
    text = "Balance âgée clients\nArrêtée au 05/06/2026\nClient;Non échu;1-30\nC1;1,00;1,00\n"
    assert {date_of(each.day).isoformat() for each in facts(balance(tmp_path, text, settings=settings))} == {
        "2026-06-05"
    }
    read = balance(tmp_path, text.split("\n", 2)[2], settings=settings)
    assert told(read) == [(0, "balance_day_missing")]


def test_a_balance_named_after_its_table_needs_no_settings(tmp_path) -> None:
    (tmp_path / "balance agee.xlsx").write_bytes(xlsx([("Au 30/06/2026",), ("Client", "Devise", "Non échu", "1-30"),
                                                      ("C1", "EUR", 1, 2)]))  # fmt: skip
    assert [each.amount for each in facts(read_workspace(tmp_path))] == [100, 200]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("As of Jul 25, 2026", "2026-07-25"), ("As of 7/25/2026", "2026-07-25"), ("As of 6/7/2026", None),
        ("Situation au 05/06/2026", "2026-06-05"), ("arrêtée au 30 juin 2026", "2026-06-30"),
        ("Période du 01/01/2026 au 30/06/2026", "2026-06-30"), ("Édité le 02/07/2026", None),
        ("Printed on July 2, 2026", None), ("as at 30 June 2026", "2026-06-30"), ("Balance âgée", None),
        ("Date : 2026-06-30", None), ("Date de situation : 2026-06-30", "2026-06-30"),
    ],
)  # fmt: skip
def test_days_of_titles(title, day) -> None:
    found = day_of_titles([title])
    assert (None if found is None else date_of(found).isoformat()) == day


def test_titles_that_tell_two_days_tell_none() -> None:
    assert day_of_titles(["au 30/06/2026", "au 31/05/2026"]) is None


HEADINGS = st.sampled_from(
    ["Client", "Tiers", "Total", "Non échu", "1-30", "31-60", "90+", "", "Échu", "Avoirs", "Devise", "x"]
)
VALUES = st.sampled_from(["", "C1", "Total", "1,00", "-", "x", "EUR", "2", "1.00", "#N/A"])


@given(st.lists(HEADINGS, min_size=1, max_size=7), st.lists(st.lists(VALUES, max_size=8), max_size=6))
def test_no_balance_raises(tmp_path_factory, header, rows) -> None:
    text = ";".join(header) + "\n" + "".join(";".join(line) + "\n" for line in rows)
    read = balance(tmp_path_factory.mktemp("balance"), text)
    assert read.ledger is not None or read.errors


def test_a_buyer_that_is_not_registered_is_told_at_its_row(tmp_path) -> None:
    (tmp_path / "buyers.csv").write_text("buyer,name\nC1,Fictive SA\n")
    read = balance(tmp_path, "Client;Non échu;1-30\nC1;1,00;2,00\nC9;1,00;\n")
    assert told(read) == [(3, "buyer_unknown")]
