"""A list of limits is a snapshot: rows are of our buyers by number, else by SIREN, never by name alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.kinds import InsurerNumber, LimitDecision, LimitRequest
from encours.formats.guess import guess
from encours.formats.limit_list import absent_from
from encours.formats.limit_words import STATUSES, outcome_of
from encours.formats.workspace import WorkspaceRead, read_workspace
from encours.units import NEVER
from encours.units.calendars import date_of
from tests.facts.story import on
from tests.formats.sheets import xlsx

BUYERS = "buyer,name,country,siren\nC1,Fictive SA,FR,123456782\nC2,Imaginaire,FR,732829320\nC3,Songe et fils,FR,\n"
HEADER = ("N° acheteur", "Raison sociale", "SIREN", "Montant demandé", "Montant accordé", "Devise", "Statut",
          "Date de décision", "Date d'expiration")  # fmt: skip
SETTINGS = '[files."agrements assureur.xlsx"]\nkind = "limit list"\nas_of = 2026-06-30\n'
ROW = ("900001", "FICTIVE", "123 456 782", 80000, 50000, "EUR", "Accordé", "14/01/2026", "")


def listed(folder: Path, *rows: tuple[object, ...], header: tuple[str, ...] = HEADER, settings: str = SETTINGS,
           numbers: str = "") -> WorkspaceRead:  # fmt: skip
    (folder / "buyers.csv").write_text(BUYERS)
    if numbers:
        (folder / "insurer_numbers.csv").write_text("number,buyer\n" + numbers)
    (folder / "agrements assureur.xlsx").write_bytes(xlsx([("Vos agréments",), (), header, *rows]))  # type: ignore[list-item]
    (folder / "workspace.toml").write_text(settings)
    return read_workspace(folder)


def decisions(read: WorkspaceRead) -> list[LimitDecision]:
    assert read.ledger is not None, read.text()
    return [each for each in read.ledger.table("limit_decisions").rows() if isinstance(each, LimitDecision)]


def told(read: WorkspaceRead) -> list[tuple[int, str]]:
    return [(each.row, each.code) for each in (*read.errors, *read.warnings)]


def test_a_row_is_of_our_buyer_by_its_siren_and_its_number_is_learnt(tmp_path) -> None:
    read = listed(tmp_path, ROW)
    (found,) = decisions(read)
    assert (found.buyer, found.outcome, found.amount, found.currency, found.kind) == (
        "C1",
        "granted",
        5_000_000,
        "EUR",
        "named",
    )
    assert (date_of(found.decided_on).isoformat(), date_of(found.known).isoformat()) == ("2026-01-14", "2026-06-30")
    assert (found.expires_on, found.insurer_code, found.source) == (NEVER, "Accordé", "agrements assureur.xlsx:4")
    assert read.ledger is not None
    (number,) = read.ledger.table("insurer_numbers").rows()
    assert isinstance(number, InsurerNumber)
    assert (number.number, number.buyer) == ("900001", "C1")


def test_the_number_decides_before_the_siren_and_a_conflict_is_refused(tmp_path) -> None:
    by_number = listed(tmp_path, (*ROW[:2], "", *ROW[3:]), numbers="900001,C3\n")
    assert [each.buyer for each in decisions(by_number)] == ["C3"]
    assert told(listed(tmp_path, ROW, numbers="900001,C3\n")) == [(4, "limit_identity_conflict")]


def test_a_name_alone_never_decides_but_offers_candidates(tmp_path) -> None:
    read = listed(tmp_path, ("900009", "SONGE & FILS", "", "", 10000, "EUR", "Accordé", "14/01/2026", ""))
    assert told(read) == [(4, "limit_buyer_unmapped")]
    assert "Nearest: C3 (Songe et fils)." in read.warnings[0].hint_en
    assert decisions(read) == []


def test_two_rows_of_one_number_are_refused(tmp_path) -> None:
    assert told(listed(tmp_path, ROW, (*ROW[:4], 60000, *ROW[5:]))) == [(5, "limit_number_twice")]


@pytest.mark.parametrize(
    ("word", "outcome"),
    [("Accordé", "granted"), ("ACCORD PARTIEL", "partial"), ("Refusé", "refused"), ("Résilié", "withdrawn"),
     ("Réduit", "reduced"), ("En cours", "granted"), ("En cours d'étude", "pending"), ("Temporaire", "temporary"),
     ("Cancelled", "withdrawn"), ("Approved", "granted"), ("peut-être", "")],
)  # fmt: skip
def test_words_of_both_languages_mean_outcomes(word, outcome) -> None:
    assert outcome_of(word) == outcome


def test_a_word_that_is_not_known_is_told(tmp_path) -> None:
    read = listed(tmp_path, (*ROW[:6], "Accordo", *ROW[7:]))
    assert told(read) == [(4, "limit_status_unknown")]
    assert 'Did you mean "accord' in read.errors[0].hint_en


def test_a_temporary_limit_says_when_it_ends_or_is_refused(tmp_path) -> None:
    (found,) = decisions(listed(tmp_path, (*ROW[:6], "Temporaire", "14/01/2026", "31/12/2026")))
    assert (found.outcome, date_of(found.expires_on).isoformat()) == ("granted", "2026-12-31")
    assert told(listed(tmp_path, (*ROW[:6], "Temporaire", *ROW[7:]))) == [(4, "limit_expiry_missing")]


def test_a_limit_not_decided_yet_is_a_request(tmp_path) -> None:
    read = listed(tmp_path, (*ROW[:4], "", "EUR", "En attente", "", ""))
    assert decisions(read) == []
    assert read.ledger is not None
    (request,) = read.ledger.table("limit_requests").rows()
    assert isinstance(request, LimitRequest)
    assert (request.buyer, request.amount) == ("C1", 8_000_000)


def test_a_buyer_that_the_list_does_not_name_is_unknown_to_it_and_not_cancelled(tmp_path) -> None:
    read = listed(tmp_path, ROW)
    assert read.ledger is not None
    other = on("01-03")
    held = LimitDecision(
        reference="R2", buyer="C2", kind="named", outcome="granted", amount=1, currency="EUR", decided_on=other
    )
    whole = read.ledger.add([held])
    view = whole.view(on("31-12"))
    assert absent_from(read.ledger.table("limit_decisions"), view) == ("C2",)
    assert {each.buyer for each in view.facts("limit_decisions") if isinstance(each, LimitDecision)} >= {"C2"}


def test_columns_that_could_give_one_field_alike_are_shown_and_chosen_in_the_settings(tmp_path) -> None:
    header = (*HEADER[:4], "Montant accordé", "Devise", "Statut", "Date de décision", "Limite")
    row = (*ROW[:8], 1)
    assert told(listed(tmp_path, row, header=header))[0] == (3, "limit_list_columns_alike")
    names = {"number": 0, "siren": 2, "amount": 4, "currency": 5, "outcome": 6, "decided_on": 7}
    columns = "".join(f'{name} = "{header[place]}"\n' for name, place in names.items())
    chosen = SETTINGS + '[files."agrements assureur.xlsx".columns]\n' + columns
    assert [each.amount for each in decisions(listed(tmp_path, row, header=header, settings=chosen))] == [5_000_000]


def test_a_list_without_its_day_or_its_columns_is_refused(tmp_path) -> None:
    assert told(listed(tmp_path, ROW, settings=SETTINGS.replace("as_of = 2026-06-30\n", ""))) == [
        (0, "limit_list_day_missing")
    ]
    bare = listed(tmp_path, ("Fictive", 1), header=("Raison sociale", "Limite"))
    assert told(bare) == [(3, "limit_list_column_missing")] * 2


def test_a_list_is_recognised_and_its_proposal_reads_it(tmp_path) -> None:
    listed(tmp_path, ROW)
    found = guess(tmp_path / "agrements assureur.xlsx").mapping
    assert found is not None
    assert (found.layout, [each.field for each in found.unsure]) == ("limit list", ["as_of"])
    settings = found.toml().replace("# as_of = ?", "as_of = 2026-06-30")
    assert [each.amount for each in decisions(listed(tmp_path, ROW, settings=settings))] == [5_000_000]


CELLS = st.sampled_from(["", "900001", "123456782", "50000", "EUR", "Total", "14/01/2026", "x", *list(STATUSES)[:12]])


@given(st.lists(st.lists(CELLS, min_size=9, max_size=9), max_size=5))
def test_no_list_raises(tmp_path_factory, rows) -> None:
    read = listed(tmp_path_factory.mktemp("list"), *map(tuple, rows))
    assert read.ledger is not None or read.errors
