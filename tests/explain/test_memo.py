"""The memo of the contract: each line from the terms of a policy, in both languages, none for a term not used."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from encours.clauses.wordings import WHOLE_TURNOVER, WORDINGS
from encours.duties.duty import Department
from encours.explain.clause_texts import clause_text
from encours.explain.document.html import page
from encours.explain.document.pdf import pdf
from encours.explain.duty_words import department
from encours.explain.memo_document import memo_document
from encours.explain.memo_json import memo_columns, memo_json, memo_rows
from encours.explain.memo_report import day_of_terms, memo
from encours.explain.memo_sentences import ByChoice
from encours.explain.memo_words import MEMO, PHRASES
from encours.policy.read import programme_file, read_programme
from encours.policy.schedule import PERIOD_TERMS
from encours.units import from_civil

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = sorted({each.parent for each in EXAMPLES.glob("*/p*.toml")})
LANGUAGES = ("en", "fr")
HEAD = """
[policy]
name = "P"
insurer = "Assureur Fictif SA"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period = { start = 2026-01-01, end = 2026-12-31 }
"""


def programme(terms="", more=""):
    text = (EXAMPLES / "whole-turnover" / "policy.toml").read_text(encoding="utf-8")
    head = text.partition("[terms]")[0]
    reading = read_programme(f"{head}[terms]\n{terms}\n{more}", file="policy.toml", wordings=WORDINGS.values())
    assert reading.programme is not None, [each.what.english for each in reading.errors]
    return reading.programme


def lines(made, who, language="en", as_of=None):
    told = memo(made, day_of_terms(made, as_of), language)
    return {each.kind: each for each in dict(told.pages)[who]}


@pytest.mark.parametrize(("terms", "kinds"), [
    ("", set()),
    ('maximum_payment_terms = "60 days"', {"keep the payment terms"}),
    ('maximum_extension_period = "45 days"', {"stop deliveries"}),
    ('minimum_invoice_amount = "300 EUR"', {"mind small invoices"}),
    ('initial_waiting_period = "30 days"', {"mind the first days"}),
    ('initial_waiting_period = "0 days"', set()),
    ('country_covered = [{ value = "excluded", when = { country = ["LB"] } }]', {"check the country"}),
    ('private_persons = "covered"', set()),
])  # fmt: skip
def test_a_term_that_is_not_set_gives_no_line_to_sales(terms, kinds):
    always = {
        "tell bad news",
        "look at the room",
        "know whom to sell to",
        "sell to no insolvent buyer",
        "settle disputes",
    }
    assert set(lines(programme(terms), Department.SALES)) == always | kinds


def test_a_salesman_reads_what_to_do_by_when_and_what_is_lost_with_the_figures_of_the_policy():
    made = programme('maximum_extension_period = "45 days"\nstop_minimum_overdue = "500 EUR"')
    found = lines(made, Department.SALES)["stop deliveries"]
    assert found.does == (
        "Stop delivering to a buyer that leaves an invoice unpaid, or deliver against payment in advance. "
        "Invoices under €500.00 stop nothing."
    )
    assert found.by == "From 45 days after the due date, until it is paid. Paying the oldest overdue is enough."
    assert found.lost == "What is delivered meanwhile is not insured, even once the buyer pays again."
    assert found.clause == "No delivery during a stop for overdue"
    french = lines(made, Department.SALES, "fr")["stop deliveries"]
    assert french.by == "Passé 45 jours après l'échéance, jusqu'au paiement. Payer le plus ancien impayé suffit."


@pytest.mark.parametrize(("late", "lost"), [
    ("invoice lost", "The invoice is no longer insured."),
    ("lower percentage", "The invoice is insured at 50 % only."),
    ("suspended until reported", "The invoice is not insured until it is reported."),
    ("waived", "Nothing: the policy forgives a late report."),
    ("limited to the harm", "What the delay cost the insurer comes off the indemnity."),
])  # fmt: skip
def test_what_a_late_report_costs_is_what_the_policy_says(late, lost):
    terms = f'overdue_notice_period = "30 days"\nlate_notice = "{late}"\nlate_notice_percentage = "50 %"'
    assert lines(programme(terms), Department.CREDIT)["report the overdue"].lost == lost


@pytest.mark.parametrize(("starts", "extension", "by"), [
    ("due date", "", "Within 30 days of the due date."),
    ("extension end", "60 days",
     "Within 30 days of the end of the maximum extension (the extension: 60 days after the due date)."),
    ("due date", "60 days", "Within 30 days of the due date."),
])  # fmt: skip
def test_the_clock_of_the_report_is_told_from_where_it_starts(starts, extension, by):
    terms = f'overdue_notice_period = "30 days"\noverdue_notice_starts = "{starts}"\n'
    terms += f'maximum_extension_period = "{extension}"' if extension else ""
    assert lines(programme(terms), Department.CREDIT)["report the overdue"].by == by


@pytest.mark.parametrize(("cut", "withdrawal", "by"), [
    ("0 days", "0 days", "A cut holds at once; a withdrawal, at once."),
    ("30 days", "0 days", "A cut holds 30 days after its notice; a withdrawal, at once."),
    ("0 days", "1 month", "A cut holds at once; a withdrawal, 1 month after its notice."),
])  # fmt: skip
def test_a_notice_of_no_days_holds_at_once(cut, withdrawal, by):
    terms = f'reduction_notice = "{cut}"\nwithdrawal_notice = "{withdrawal}"'
    assert lines(programme(terms), Department.CREDIT)["pass on a cut"].by == by


@pytest.mark.parametrize(("terms", "by"), [
    ({"waiting_from_file_received": "5 months"}, "5 months after the insurer has the file."),
    ({"waiting_from_due_date": "180 days", "waiting_from_extension_end": "90 days"},
     "The last of: 180 days after the due date; 90 days after the end of the maximum extension."),
    ({"waiting_from_due_date": "180 days", "waiting_from_extension_end": "90 days",
      "date_of_loss_reading": "earliest"},
     "The first of: 180 days after the due date; 90 days after the end of the maximum extension."),
])  # fmt: skip
def test_one_waiting_period_is_told_alone_and_several_by_the_one_that_counts(terms, by):
    written = "\n".join(f'{name} = "{value}"' for name, value in terms.items())
    assert lines(programme(written), Department.CREDIT)["wait for the loss"].by == by


def test_a_value_that_varies_is_told_with_whom_it_is_for():
    terms = 'maximum_payment_terms = [{ value = "60 days", when = { country = ["FR"] } }, { value = "120 days" }]'
    found = lines(programme(terms), Department.SALES)["keep the payment terms"]
    assert found.terms[0] == ("maximum_payment_terms", "120 days (60 days for France)")
    french = lines(programme(terms), Department.SALES, "fr")["keep the payment terms"]
    assert french.terms[0] == ("maximum_payment_terms", "120 jours (60 jours pour France)")


@pytest.mark.parametrize(("day", "value"), [((2026, 6, 30), "60 days"), ((2026, 7, 1), "30 days"), (None, "30 days")])
def test_an_endorsement_holds_from_its_day_and_where_no_day_is_asked(day, value):
    more = '[[endorsements]]\nname = "1"\neffective_on = 2026-07-01\nterms = { maximum_payment_terms = "30 days" }\n'
    made = programme('maximum_payment_terms = "60 days"', more)
    found = lines(made, Department.SALES, as_of=None if day is None else from_civil(*day))
    assert dict(found["keep the payment terms"].terms)["maximum_payment_terms"] == value


def test_without_any_limit_of_its_own_the_insured_asks_for_each_one():
    assert "every buyer" in lines(programme(), Department.CREDIT)["ask for a limit"].does
    asked = lines(programme('discretionary_limit = "10000 EUR"'), Department.CREDIT)["ask for a limit"]
    assert asked.does == "Ask the insurer for a limit as soon as a buyer is to owe more than €10,000.00."


@pytest.mark.parametrize(("terms", "lost"), [
    ("", "What exceeds the limit is ours."),
    ('insured_percentage = "99.99 %"', "The rest is ours, and all that exceeds the limit."),
])  # fmt: skip
def test_nothing_is_left_to_us_of_what_is_insured_whole(terms, lost):
    assert lines(programme(terms), Department.MANAGEMENT)["know our share"].lost == lost


def test_a_reverse_cover_has_allocations_and_no_limits_to_ask_for():
    found = lines(programme('total_of_allocations = "300000 EUR"'), Department.CREDIT)
    assert "ask for a limit" not in found
    assert found["ask for an allocation"].does.endswith("keep them together under €300,000.00.")


def test_a_first_loss_of_nothing_and_a_ceiling_without_bound_are_not_told():
    assert {"know the first losses", "know the ceiling"} & set(lines(programme(), Department.MANAGEMENT)) == set()
    found = lines(programme('each_and_every_first_loss = "5000 EUR"'), Department.MANAGEMENT)
    assert found["know the first losses"].does == "Before the insurer pays, we keep: €5,000.00 of every loss."


def folder_programme(folder):
    texts = {each.name: each.read_text(encoding="utf-8") for each in sorted(folder.glob("*.toml"))}
    texts = {name: text for name, text in texts.items() if name not in {"workspace.toml", "losses.toml"}}
    name = programme_file(texts)
    others = {each: text for each, text in texts.items() if each != name}
    reading = read_programme(texts[name], file=name, wordings=WORDINGS.values(), texts=others)
    assert reading.programme is not None
    return reading.programme


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_every_form_of_policy_has_a_memo_whose_sentences_are_whole(folder, language):
    made = folder_programme(folder)
    told = memo(made, day_of_terms(made, None), language)
    assert [who for who, _ in told.pages] == list(Department)
    for who, found in told.pages:
        assert found, who
        for each in found:
            for text in (each.does, each.by, each.lost):
                assert not re.search(r"[{}]|not used|sans objet| [.,] |  |;$|:[.]$", text), text
                assert text == "" or re.search(r"[.!?]$", text), text
                assert text[:1] == text[:1].upper()
    assert len(memo_json(told)["departments"]) == 5
    assert all(len(row) == len(memo_columns(told)) for row in memo_rows(told))
    assert len(memo_document(told, rows=200).parts) == 5
    assert len(memo_document(told, rows=None).parts) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_on_paper_each_department_has_one_page(folder, language):
    made = folder_programme(folder)
    told = memo(made, day_of_terms(made, None), language)
    sheets = PdfReader(BytesIO(pdf(memo_document(told, rows=20)))).pages
    assert len(sheets) == len(Department)
    for sheet, (who, _) in zip(sheets, told.pages, strict=True):
        assert department(who, language) in sheet.extract_text()


def test_a_page_of_the_web_prints_each_department_on_a_sheet():
    made = programme()
    document = memo_document(memo(made, day_of_terms(made, None), "en"), rows=200)
    assert page(document).count('<section class="sheet"') == len(Department) - 1


def sentences():
    for each in MEMO:
        for sentence in (each.does, each.by, each.lost):
            yield from sentence.words.values() if isinstance(sentence, ByChoice) else (sentence,)
        yield from (one.words for one in (*each.more, *each.more_by))


def test_every_line_reads_terms_and_clauses_that_exist_and_has_both_languages():
    known = {*WHOLE_TURNOVER.terms, *PERIOD_TERMS}
    for each in MEMO:
        names = {*each.needs, *each.without, *([each.varies] if each.varies else [])}
        conditions = {*each.holds, *each.one_of, *(c for one in (*each.more, *each.more_by) for c in one.conditions)}
        assert names | {condition.partition("=")[0] for condition in conditions} <= known, each.kind
        if each.clause:
            assert clause_text(*each.clause.split("/")).title.english
    for words in sentences():
        named = [re.findall(r"\{(\w+)\}", text) for text in (words.english, words.french)]
        assert sorted(named[0]) == sorted(named[1])
        assert set(named[0]) <= known
        assert bool(words.english) == bool(words.french)


def test_words_by_choice_know_every_choice_of_their_term():
    for each in MEMO:
        for sentence in (each.does, each.by, each.lost):
            if isinstance(sentence, ByChoice):
                declared = WHOLE_TURNOVER.terms[sentence.term]
                told = {"yes", "no"} if declared.choices is None else {one.english for one in declared.choices}
                assert told <= set(sentence.words), (each.kind, sentence.term)
    assert all(choice in {one.english for one in WHOLE_TURNOVER.terms[term].choices} for term, choice in PHRASES)
