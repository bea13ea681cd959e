"""What is written is read back the same, and nothing that is not a workspace is ever replaced."""

import tempfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encours.facts.columns import MISSING_STORED
from encours.facts.kinds import KINDS, Fact, FactField, Invoice, Payment, Quantity
from encours.facts.ledger import Ledger
from encours.formats.workspace import read_workspace
from encours.formats.write import Form, write_workspace
from encours.units import MAXIMUM_AMOUNT, MISSING, NEVER, from_civil
from encours.units.plain_text import hidden, spelt

# As readers keep it: in one spelling, without what nothing shows.
TEXT = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=8)
    .map(lambda text: spelt(text.strip()))
    .filter(lambda text: hidden(text) < 0)
)
NAMED = TEXT.filter(bool)
APART = {"fact_id", "source", "corrects", "void", "assumption"}
DAYS = st.integers(from_civil(1990, 1, 1), from_civil(2100, 12, 31))


def value_of(field: FactField) -> st.SearchStrategy[object]:
    """Values that a field may hold, its absences included where it is not required."""
    absent = [] if field.required else [st.just(field.default), st.just(MISSING)]
    match field.quantity:
        case Quantity.TEXT if field.name == "country":
            return st.sampled_from(["FR", "DE", ""])
        case Quantity.TEXT if field.name == "currency":
            return st.sampled_from(["EUR", "JPY", "TND"])
        case Quantity.TEXT:
            return NAMED if field.required else st.one_of(st.just(""), TEXT)
        case Quantity.CHOICE:
            return st.sampled_from(field.choices if field.required else (*field.choices, ""))
        case Quantity.DAY:
            return st.one_of(DAYS, st.just(NEVER), *absent)
        case Quantity.CENTS:
            return st.one_of(st.integers(-MAXIMUM_AMOUNT, MAXIMUM_AMOUNT), *absent)
        case Quantity.BASIS_POINTS:
            return st.one_of(st.integers(0, 20_000), *absent)
        case Quantity.FLAG:
            return st.one_of(st.integers(0, 1), *absent)
        case _:
            return st.one_of(st.integers(0, 32_767), *absent)


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    """Facts of every kind, each with its own source."""
    found: list[Fact] = []
    for place in range(draw(st.integers(0, 5))):
        kind = KINDS[draw(st.sampled_from(sorted(set(KINDS) - {"disputes", "late_notice_harms"})))]
        drawn = [each for each in kind.fields if each.name not in APART and not each.decimal]
        values = {each.name: draw(value_of(each)) for each in drawn}
        if values.get("known") == NEVER:
            values["known"] = MISSING  # nobody writes what is never known
        values["source"] = draw(st.sampled_from([f"user:{place}", f"{kind.table}.csv:{place + 2}"]))
        values["fact_id"] = draw(st.sampled_from(["", f"fact {place}"]))
        if kind.table == "exchange_rates":
            rate = draw(st.decimals(min_value="0.0001", max_value=99_999, places=4))
            values["per_euro_numerator"], values["per_euro_denominator"] = _written(str(rate))
        found.append(kind.fact(**values))
    return list({fact.fact_id: fact for fact in found}.values())


def _written(text: str) -> tuple[int, int]:
    units, _, decimals = text.partition(".")
    kept = decimals.rstrip("0")
    assert Fraction(text) == Fraction(int(units + kept), 10 ** len(kept))
    return int(units + kept), 10 ** len(kept)


def content(ledger: Ledger) -> dict[str, list[Fact]]:
    """Every fact, by kind."""
    return {name: list(ledger.table(name).rows()) for name in KINDS}


@settings(max_examples=60)
@given(written=facts())
def test_what_is_written_is_read_back_the_same(written: list[Fact]) -> None:
    is_read_back_the_same(written, "csv")


@settings(max_examples=4)  # each is read in a process of its own
@given(written=facts())
def test_what_is_written_as_columns_is_read_back_the_same(written: list[Fact]) -> None:
    is_read_back_the_same(written, "parquet")


def is_read_back_the_same(written: list[Fact], form: Form) -> None:
    ledger = Ledger.of(written)
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "company"
        assert write_workspace(folder, ledger, form=form) is None
        # Facts drawn at random contradict each other; only reading is under test here.
        read = read_workspace(folder, keep_good_rows=False)
        unread = [error for error in read.errors if error.code in UNREADABLE]
        assert unread == [], read.text()
        if read.ledger is not None:
            assert content(read.ledger) == content(ledger)


UNREADABLE = {
    "required_empty", "date_malformed", "amount_malformed", "amount_ambiguous", "date_ambiguous",
    "header_missing", "header_near", "choice_unknown", "count_malformed", "flag_malformed",
    "percentage_malformed", "control_character", "invisible_character",
    "row_too_long", "decimal_malformed", "country_malformed", "currency_missing", "quote_not_closed",
    "fact_id_repeated", "amount_too_large",
}  # fmt: skip
INVOICE = Invoice(number="F1", buyer="B1", issued=20_000, currency="EUR", gross=12_345, source="invoices.csv:2")


def test_a_workspace_written_and_read_twice_is_the_same_files(tmp_path: Path) -> None:
    ledger = Ledger.of([INVOICE, Payment(reference="P", buyer="B1", paid_on=20_010, currency="EUR", amount=5)])
    assert write_workspace(tmp_path / "one", ledger, {"policy.toml": "[policy]\n"}, company='Société "Fictive"') is None
    first = read_workspace(tmp_path / "one")
    assert first.ledger is not None
    assert first.settings.company == 'Société "Fictive"'
    assert write_workspace(tmp_path / "two", first.ledger, first.policy_texts, company=first.settings.company) is None
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_columns_that_say_nothing_are_not_written(tmp_path: Path) -> None:
    assert write_workspace(tmp_path / "one", Ledger.of([INVOICE])) is None
    assert (tmp_path / "one" / "invoices.csv").read_text() == (
        "number,buyer,issued,currency,gross\nF1,B1,2024-10-04,EUR,123.45\n"
    )


def test_a_workspace_may_be_written_again(tmp_path: Path) -> None:
    assert write_workspace(tmp_path / "one", Ledger.of([INVOICE])) is None
    assert write_workspace(tmp_path / "one", Ledger.empty()) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one"]
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == ["workspace.toml"]


@pytest.mark.parametrize("stranger", ["photo.jpg", "notes.txt", ".git"])
def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path: Path, stranger: str) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / stranger).write_text("precious")
    refused = write_workspace(folder, Ledger.of([INVOICE]))
    assert refused is not None
    assert refused.code == "not_a_workspace"
    assert [path.name for path in folder.iterdir()] == [stranger]


def test_a_file_is_not_replaced_by_a_folder(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("precious")
    assert write_workspace(tmp_path / "one", Ledger.empty()) is not None
    assert (tmp_path / "one").read_text() == "precious"


def test_a_failure_half_way_leaves_the_earlier_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert write_workspace(tmp_path / "one", Ledger.of([INVOICE])) is None
    before = (tmp_path / "one" / "invoices.csv").read_bytes()

    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("encours.formats.write.csv_bytes", full)
    refused = write_workspace(tmp_path / "one", Ledger.of([INVOICE]))
    assert refused is not None
    assert refused.code == "not_written"
    assert (tmp_path / "one" / "invoices.csv").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_the_missing_values_of_the_columns_are_known() -> None:
    assert set(MISSING_STORED) | {Quantity.TEXT} == set(Quantity)
