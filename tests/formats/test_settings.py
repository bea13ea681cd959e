"""Settings tell what files cannot; a setting that nothing reads is refused, never passed over."""

from hypothesis import given
from hypothesis import strategies as st

from encours.formats.settings import read_settings

GOOD = """
[company]
name = "Société Fictive"
currency = "EUR"
language = "fr"
residence = "RE"
[reading]
date_order = "day first"
decimal_mark = ","
[columns.invoices]
gross = "Betrag"
[files."ventes.csv"]
kind = "factures"
month_first = true
currency = "usd"
columns = { number = "No", gross = "Total" }
[[files."all.json"]]
kind = "buyers"
path = "customers"
distinct = true
[[files."all.json"]]
kind = "payments"
where = { state = "paid" }
"""


def test_every_setting_is_read() -> None:
    found, wrong = read_settings(GOOD)
    assert wrong == ()
    assert (found.company, found.currency, found.language) == ("Société Fictive", "EUR", "fr")
    assert found.residence == "RE"
    assert (found.told.date_form, found.told.decimal_mark) == ("day first", ",")
    assert found.told_of("invoices").renamed == {"gross": "Betrag"}
    (sales,) = found.files["ventes.csv"]
    assert (sales.kind, sales.told.date_form, sales.told.constants) == (
        "invoices",
        "month first",
        {"currency": "USD"},
    )
    buyers, payments = found.files["all.json"]
    assert (buyers.told.distinct, buyers.path, payments.told.where) == (True, "customers", {"state": "paid"})


def test_all_that_is_wrong_is_told_at_once_with_its_line() -> None:
    _, wrong = read_settings('[compagny]\nname = 1\n[reading]\nseparator = "x"\n[columns.invoices]\ngrosss = "a"\n')
    assert [(error.code, error.row) for error in wrong] == [
        ("setting_unknown", 1), ("setting_value", 4), ("setting_unknown", 6)]  # fmt: skip


def test_a_setting_of_another_type_is_told_by_the_type_asked_and_renames_nothing() -> None:
    read, (wrong,) = read_settings("[columns.invoices]\nnumber = 3\n")
    assert (wrong.code, wrong.row, wrong.excerpt) == ("setting_type", 2, "number = 3")
    assert wrong.english == "number must be a text between quotation marks, and this is a number."
    assert wrong.hint_fr == 'Écrivez number = "3"'
    assert read.columns == {"invoices": {}}


WORDS = st.sampled_from(
    ["company", "reading", "columns", "files", "invoices", "kind", "where", "currency", "name", "encoding"]
)
VALUES = st.sampled_from(
    ['"EUR"', '"x"', "1", "true", "2026-01-01", "{}", "[]", "[{}]", '{ kind = "invoices" }', "[1]"]
)


@given(st.lists(st.one_of(st.tuples(WORDS, VALUES).map(" = ".join), WORDS.map("[{}]".format),
                          st.tuples(WORDS, WORDS).map("[{0[0]}.{0[1]}]".format),
                          st.tuples(WORDS, WORDS).map("[[{0[0]}.{0[1]}]]".format)), max_size=6))  # fmt: skip
def test_no_settings_raise(lines: list[str]) -> None:
    read_settings("\n".join(lines))


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    read_settings(text)


def test_what_is_no_toml_is_placed_in_our_own_words() -> None:
    _, (wrong,) = read_settings('[company]\nname = "A"\ncurrency "EUR"\n')
    assert (wrong.row, wrong.excerpt) == (3, 'currency "EUR"')
    assert wrong.english == "The file is no TOML: column 10, expected '=' after a key in a key/value pair."
    assert wrong.french == "Le fichier n'est pas du TOML\u00a0: colonne 10."


def test_a_text_that_ends_too_early_is_placed_at_its_end() -> None:
    _, (wrong,) = read_settings('[company]\nname = """A\n\n')
    assert (wrong.row, wrong.excerpt, wrong.french) == (
        2,
        'name = """A',
        "Le fichier n'est pas du TOML\u00a0: colonne 12.",
    )


def test_the_settings_of_laid_out_files_are_read_and_a_doubtful_day_is_told() -> None:
    read, wrong = read_settings('[files."b.ods"]\nkind = "Balance âgée"\nas_of = "30/06/2026"\nsheet = "Juin"\n')
    (balance,) = read.files["b.ods"]
    assert (wrong, balance.kind, balance.sheet, balance.as_of) == ((), "aged_balances", "Juin", 20634)
    for doubtful in ('"05/06/2026"', "5", "2026-06-30T10:00:00", "true"):
        _, (refused,) = read_settings(f'[files."b.ods"]\nkind = "limit list"\nas_of = {doubtful}\n')
        assert (refused.code, refused.row) == ("setting_type", 3)
