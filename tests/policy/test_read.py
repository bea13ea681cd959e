"""What a policy says is what is read, whichever way a broker writes it, and nothing breaks the reader."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from encours.clauses.wordings import WORDINGS as PUBLISHED
from encours.policy import matching
from encours.policy.faults import show_fault
from encours.policy.read import LARGEST_TEXT, programme_file, read_programme, read_programme_of
from encours.policy.schedule import Entry, InsuredEntity
from encours.units import NEVER, UNSET, EndOfMonth, from_civil, span
from tests.policy.toy import WORDING, ExtensionStart

POLICY = """
[policy]
name = "Globale 2026"
number = "12 345"
policyholder = "Exportations Fictives SAS"
insurer = "Assureur Fictif SA"
wording = "Whole-Turnover"
edition = "2026-01"
currency = "eur"
period_start = 2026-01-01
period_end = 2026-12-31

[zones]
dach = ["DE", "AT", "CH"]

[insured_buyers]
"B 16" = "premier exercice"

[excluded_buyers]
"B 17" = "litige de 2024"

[[entities]]
entity = "FR01"
name = "Exportations Fictives SAS"
joined_on = 2026-02-01

[terms]
maximum_payment_terms = "45 jours fin de mois"
insured_percentage = [
  { value = "90 %" },
  { when = { limit_kind = "discrétionnaire" }, value = "70 %" },
  { when = { limit_kind = "discretionary", country = ["dach", "FR"], sector = "43.21" }, value = "87,5 %" },
]

[[endorsements]]
name = "Avenant 2"
effective_on = 2026-07-01
[endorsements.terms]
minimum_amount = "sans objet"

[[endorsements]]
name = "Avenant 1"
effective_on = 2026-04-01
[endorsements.terms]
minimum_amount = "1 500,00 €"
"""


def read(text, **texts):
    return read_programme(text, file="policy.toml", wordings=[WORDING], texts=texts)


def with_term(line):
    head = POLICY.partition("[zones]")[0]
    return read(f"{head}\n[terms]\n{line}\n")


def test_a_policy_file_is_a_programme_of_one_layer_with_its_own_name():
    programme = read(POLICY).programme
    assert (programme.name, programme.company) == ("Globale 2026", "Exportations Fictives SAS")
    assert programme.policies == (programme.primary,)


def test_a_folder_is_read_by_its_programme_then_its_policy_then_its_only_text():
    assert programme_file({"policy.toml": "", "programme.toml": ""}) == "programme.toml"
    assert programme_file({"old.toml": "", "policy.toml": ""}) == "policy.toml"
    assert programme_file({"ours.toml": "[policy]"}) == "ours.toml"
    assert programme_file({"ours.toml": "[ polcy"}) == "ours.toml"
    assert programme_file({"ours.toml": '  [["layers"]]', "pyproject.toml": "[project]\n[tool.x]"}) == "ours.toml"
    assert programme_file({"pyproject.toml": "[build-system]", "empty.toml": ""}) == ""
    assert programme_file({"a.toml": "[policy]", "b.toml": "[policy]"}) == ""
    assert programme_file({"a.toml": "", "b.toml": ""}) == programme_file({}) == ""
    assert read_programme_of({"ours.toml": POLICY}, wordings=[WORDING]).programme == read(POLICY).programme
    with pytest.raises(LookupError, match=r"programme\.toml"):
        read_programme_of({}, wordings=[WORDING])


def test_a_term_out_of_bounds_has_the_name_it_has_in_the_file_in_both_languages():
    (fault,) = with_term('maximum_extension_period = "4000 days"').errors
    assert fault.what.english.startswith("maximum_extension_period must be")
    assert fault.what.french.startswith("maximum_extension_period doit être")


def test_a_fault_is_folded_at_the_width_of_the_screen():
    (fault,) = with_term('maximum_extension_period = "4000 days"').errors
    told = show_fault(fault, "fr", width=30).splitlines()[2:]
    assert max(map(len, told)) <= 30
    assert " ".join(told) == " ".join(show_fault(fault, "fr").splitlines()[2:])


def test_identity_period_zones_entities_and_lists_of_buyers_are_read():
    policy = read(POLICY).programme.primary
    assert (policy.number, policy.insurer, policy.currency) == ("12 345", "Assureur Fictif SA", "EUR")
    assert policy.wording is WORDING
    assert (policy.period_start, policy.period_end) == (from_civil(2026, 1, 1), from_civil(2026, 12, 31))
    assert policy.zones == {"dach": ("DE", "AT", "CH")}
    assert policy.insured_buyers == {"B 16": "premier exercice"}
    assert policy.excluded_buyers == {"B 17": "litige de 2024"}
    joined = from_civil(2026, 2, 1)
    assert policy.entities == (InsuredEntity("FR01", "Exportations Fictives SAS", "", joined, NEVER),)


def test_entries_keep_their_order_and_closed_words_become_english():
    entries = read(POLICY).programme.primary.terms["insured_percentage"].entries
    assert entries == (
        Entry(9000),
        Entry(7000, {"limit_kind": ("discretionary",)}),
        Entry(8750, {"country": ("dach", "FR"), "sector": ("4321",), "limit_kind": ("discretionary",)}),
    )


def test_endorsements_are_in_order_of_their_day_whatever_the_order_of_the_text():
    endorsements = read(POLICY).programme.primary.endorsements
    assert [each.name for each in endorsements] == ["Avenant 1", "Avenant 2"]
    assert [each.terms["minimum_amount"].entries[0].value for each in endorsements] == [150_000, UNSET]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ('maximum_payment_terms = "60 days"', "maximum_payment_terms", 60),
        ('maximum_payment_terms = "60 jours"', "maximum_payment_terms", 60),
        (
            'maximum_payment_terms = "fin de mois + 45 jours"',
            "maximum_payment_terms",
            span(days=45, end_of_month=EndOfMonth.BEFORE),
        ),
        ('extension_start = "Date de facture"', "extension_start", ExtensionStart.INVOICE_DATE),
        ('extension_start = "ECHEANCE"', "extension_start", ExtensionStart.DUE_DATE),
        ('minimum_amount = "EUR 1,234.56"', "minimum_amount", 123_456),
        ("related_buyers_insured = true", "related_buyers_insured", 1),
        ('related_buyers_insured = "non"', "related_buyers_insured", 0),
        ("least_score = 7", "least_score", 7),
        ('least_score = "7"', "least_score", 7),
        ("joining_deadline = 2026-06-30", "joining_deadline", from_civil(2026, 6, 30)),
        ('experience_period = "2 ans"', "experience_period", 24),
        ('reporting_period = "30 jours"', "reporting_period", 30),
        ('maximum_extension_period = "not used"', "maximum_extension_period", UNSET),
        ('insured_percentage = { value = "85 %" }', "insured_percentage", 8500),
        ('[[terms.insured_percentage]]\nvalue = "85 %"', "insured_percentage", 8500),
    ],
)
def test_a_quantity_is_read_in_its_unit(line, name, value):
    reading = with_term(line)
    assert reading.errors == ()
    assert reading.programme.primary.terms[name].entries == (Entry(value),)


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ('maximum_payment_terms = "0 days"', True),
        ('maximum_payment_terms = "180 days"', True),
        ('maximum_payment_terms = "181 days"', False),
        # Five months and 31 days are at most 184 days, five months and 27 days at most 180.
        ('maximum_payment_terms = "5 months and 27 days"', True),
        ('maximum_payment_terms = "5 months and 28 days"', False),
        ('insured_percentage = "100 %"', True),
        ('insured_percentage = "100.01 %"', False),
        ('insured_percentage = "-0.01 %"', False),
        ('minimum_amount = "100 000 EUR"', True),
        ('minimum_amount = "100 000.01 EUR"', False),
        ('experience_period = "1 month"', True),
        ('experience_period = "0 months"', False),
        ('experience_period = "37 months"', False),
    ],
)
def test_a_bound_is_inclusive_on_both_sides(written, accepted):
    assert bool(with_term(written).errors) is not accepted


@pytest.mark.parametrize(("terms", "warned"), [("60 days", False), ("61 days", True), ("45 days end of month", False)])
def test_terms_beyond_the_french_maximum_are_a_warning_and_no_refusal(terms, warned):
    reading = with_term(f'maximum_payment_terms = "{terms}"')
    assert reading.programme is not None
    told = [each.code for each in reading.warnings if each.code == "payment_terms_beyond_the_law"]
    assert told == ["payment_terms_beyond_the_law"] * warned


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_the_text():
    text = POLICY.replace('"Whole-Turnover"', '"Whole-Turnover"\ncolour = 1').replace("90 %", "190 %")
    text = text.replace("45 jours", "450 jours").replace('"DE"', '"XX"')
    codes = [(each.place.line, each.code) for each in read(text).errors]
    assert [code for _, code in codes] == [
        "key_unknown",
        "country_unknown",
        "value_out_of_range",
        "value_out_of_range",
    ]
    assert codes == sorted(codes)


LAYERED = """
[programme]
name = "Programme 2026"
company = "Exportations Fictives SAS"
currency = "EUR"

[[layers]]
file = "primary.toml"

[[layers]]
[layers.policy]
name = "Second rang"
insurer = "Second Assureur Fictif SA"
wording = "whole turnover"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31
[layers.terms]
insured_percentage = "90 %"
[[layers.endorsements]]
name = "Avenant 1"
effective_on = 2026-04-01
[layers.endorsements.terms]
insured_percentage = "85 %"
"""


def test_a_layer_stands_in_the_programme_or_in_a_file_of_its_own():
    reading = read(LAYERED, **{"primary.toml": POLICY})
    assert reading.errors == ()
    assert [policy.name for policy in reading.programme.policies] == ["Globale 2026", "Second rang"]
    assert [policy.source for policy in reading.programme.policies] == ["primary.toml", "policy.toml"]


def test_a_fault_in_a_layer_is_told_at_its_own_line():
    reading = read(LAYERED.replace("85 %", "850 %"), **{"primary.toml": POLICY})
    assert [(each.place.file, each.place.line) for each in reading.errors] == [("policy.toml", 24)]


ALONE = Path(__file__).parent.parent / "errors" / "policy" / "policy_alone_not_primary.toml"
PRIMARY = ALONE.parent / "other" / "primary.toml"


def published(text, **more):
    return read_programme(text, file="policy.toml", wordings=PUBLISHED.values(), **more)


@pytest.mark.parametrize("mode", ["excess", "pari passu"])
def test_a_policy_alone_that_is_no_primary_is_refused_and_a_primary_or_a_layer_is_not(mode):
    text = ALONE.read_text(encoding="utf-8").replace("excess", mode)
    assert [each.code for each in published(text).errors] == ["policy_alone_not_primary"]
    assert published(text.replace(mode, "primary")).errors == ()
    assert published(text, may_be_a_layer=True).programme.primary.name == "Second rang 2026"
    first, second = ('[[layers]]\nfile = "primary.toml"\n', '[[layers]]\nfile = "top-up.toml"\n')
    texts = {"primary.toml": PRIMARY.read_text(encoding="utf-8"), "top-up.toml": text}
    head = LAYERED.split("[[layers]]", maxsplit=1)[0]
    assert published(head + first + second, texts=texts).errors == ()
    assert published(head + first, texts=texts).errors == ()
    assert [each.code for each in published(head + second, texts=texts).errors] == ["policy_alone_not_primary"]


def test_a_text_beyond_a_million_characters_is_refused_unread():
    assert [each.code for each in read("#" * (LARGEST_TEXT + 1)).errors] == ["toml_too_large"]


OVERLAPPING = """insured_percentage = [
  { when = { buyer_class = "public" }, value = "90 %" },
  { when = { entity = "FR01" }, value = "80 %" },
  { when = { buyer_class = "public", entity = "FR01" }, value = "85 %" },
]"""


def test_an_entry_that_names_both_settles_two_that_disagree():
    assert with_term(OVERLAPPING).errors == ()


def test_entries_that_overlap_in_too_many_ways_are_refused_rather_than_tried_for_ever(monkeypatch):
    monkeypatch.setattr(matching, "LARGEST_CHECK", 0)
    assert [each.code for each in with_term(OVERLAPPING).errors] == ["entries_too_tangled"]


def test_a_thousand_characters_of_a_key_are_not_repeated_in_the_message():
    fault = with_term(f"{'x' * 1000} = 1").errors[0]
    assert len(show_fault(fault, "en")) < 500


hostile = st.sampled_from(
    [
        "\x00",
        "\ufeff" + POLICY,
        POLICY.replace("\n", "\r\n"),
        "=" * 50,
        "[" * 5000,
        "a.b.c.d = 1",
        "x = " + "9" * 5000,
        "x = 1e999999999",
        "x = nan",
        "x = [[[{a = 1}]]]",
        "[policy]\nperiod_start = 2026-01-01T00:00:00Z",
        "terms = []",
        "[[policy]]",
        "policy = 1",
        "[layers]",
        "layers = [1]",
        "layers = []",
        "[[layers]]\n[[layers.policy]]",
        "'' = ''",
        '"\\u0007" = "\\u001b[31m"',
        "[terms]\n'' = 1\n[policy]\nwording = 'whole turnover'\ncurrency = 'EUR'",
    ]
)


@given(hostile | st.text(max_size=200) | st.tuples(hostile, hostile).map("\n".join))
@example("[policy]\ncurrency = '\u0130'")
def test_no_text_breaks_the_reader(text):
    reading = read(text)
    assert (reading.programme is None) == bool(reading.errors)
    for fault in reading.errors:
        for language in ("en", "fr"):
            assert all(letter.isprintable() or letter == "\n" for letter in show_fault(fault, language))


@given(st.integers(0, len(POLICY)), st.integers(0, 30), st.text("\"'[]{}=,.#\n 1aé%", max_size=4))
def test_no_slip_of_the_pen_breaks_the_reader(start, length, typed):
    reading = read(POLICY[:start] + typed + POLICY[start + length :])
    assert (reading.programme is None) == bool(reading.errors)


@pytest.mark.parametrize(("left", "gap"), [("2026-12-31", []), ("2026-12-30", ["from 2026-12-31"])])
def test_a_share_is_missing_only_on_days_of_the_policy(left, gap):
    lines = "".join(
        f'\n[[coinsurance]]\ninsurer = "{insurer}"\nshare = "{share}"\nleft_on = {left}\n'
        for insurer, share in (("Assureur Fictif SA", "60 %"), ("Second Rang Fictif SE", "40 %"))
    )
    reading = read(f'{POLICY.partition("[zones]")[0]}{lines}\n[terms]\ninsured_percentage = "90 %"\n')
    assert reading.errors == ()
    told = [each.what.english for each in reading.warnings if each.code == "shares_leave_a_gap"]
    assert [each.partition("nobody ")[2].rstrip(".") for each in told] == gap
