"""The memo of the contract: each line from the terms of a policy, in both languages, none for a term not used."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from encours.clauses.wordings import WHOLE_TURNOVER, WORDINGS
from encours.duties import law
from encours.duties.duty import Department
from encours.duties.kinds import (
    DECLARE_IN_PROCEEDINGS,
    DECLARE_TURNOVER,
    GIVE_NOTICE,
    PAY_PREMIUM,
    REPORT_AGGRAVATION,
    WHO,
)
from encours.duties.legal_kinds import LEGAL_KINDS, RECOVER_VAT, SERVE_ORDER
from encours.duties.of_policy import last_day_of_notice
from encours.explain.clause_texts import clause_text
from encours.explain.country_words import country_in_a_sentence
from encours.explain.document.html import page
from encours.explain.document.pdf import pdf
from encours.explain.duty_words import department
from encours.explain.memo_document import memo_document
from encours.explain.memo_json import memo_columns, memo_json, memo_rows
from encours.explain.memo_report import day_of_terms, memo
from encours.explain.memo_sentences import ByChoice
from encours.explain.memo_values import DERIVED
from encours.explain.memo_words import PHRASES, entries_on
from encours.policy.read import programme_file, read_programme
from encours.policy.schedule import PERIOD_TERMS
from encours.units import from_civil
from encours.units.show import show_day

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = sorted({each.parent for each in EXAMPLES.glob("*/p*.toml")})
LANGUAGES = ("en", "fr")
LETTER = "Late: within 30 days of the insurer's registered letter at the very last."
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
        REPORT_AGGRAVATION,
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
    assert found.lost == "What is delivered meanwhile is not insured, even if the buyer pays later."
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
    assert french.terms[0] == ("maximum_payment_terms", "120 jours (60 jours pour la France)")


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


MEMO = entries_on(from_civil(2026, 9, 1))


def sentences():
    for each in MEMO:
        for sentence in (each.does, each.by, each.lost):
            yield from sentence.words.values() if isinstance(sentence, ByChoice) else (sentence,)
        yield from (one.words for one in (*each.more, *each.more_by))


def test_every_line_reads_terms_and_clauses_that_exist_and_has_both_languages():
    known = {*WHOLE_TURNOVER.terms, *PERIOD_TERMS, *DERIVED}
    for each in MEMO:
        names = {*each.needs, *each.without, *each.written, *([each.varies] if each.varies else [])}
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


@pytest.mark.parametrize(("day", "period"), [((2026, 6, 30), "6 months"), ((2026, 8, 31), "6 months"),
                                             ((2026, 9, 1), "3 months")])  # fmt: skip
def test_the_law_is_told_as_it_stands_on_the_day_of_the_memo(day, period):
    found = lines(programme(), Department.LEGAL, as_of=from_civil(*day))
    assert found[SERVE_ORDER].by == f"Within {period} of the order."
    assert DECLARE_IN_PROCEEDINGS not in lines(programme(), Department.LEGAL, as_of=from_civil(2005, 12, 31))


def test_the_claim_in_the_proceedings_is_one_line_whoever_sets_its_time():
    of_the_law = lines(programme(), Department.LEGAL)[DECLARE_IN_PROCEEDINGS]
    assert of_the_law.by.startswith("Within 2 months of the publication")
    told = programme('claim_declaration_deadline = "2 months after publication"')
    found = [each for each in dict(memo(told, day_of_terms(told, None), "en").pages)[Department.LEGAL]
             if "eclar" in each.does]  # fmt: skip
    assert len(found) == 1
    assert found[0].by == (
        "By then: 2 months after publication. By law, within 2 months of the publication of the opening judgment in "
        "the BODACC (4 months from outside metropolitan France); abroad, by the day of the notice."
    )
    assert found[0].law == of_the_law.law
    french = lines(told, Department.LEGAL, "fr")[DECLARE_IN_PROCEEDINGS]
    assert french.by.startswith("Au plus tard : 2 mois après la publication. Selon la loi, dans les 2 mois de la ")


def test_where_the_insurer_declares_the_memo_asks_for_the_file():
    told = programme('claim_declaration_deadline = "2 months after publication"', 'claim_declared_by = "insurer"')
    found = [each for each in dict(memo(told, day_of_terms(told, None), "en").pages)[Department.LEGAL]
             if "eclar" in each.does]  # fmt: skip
    assert len(found) == 1
    assert found[0].does == (
        "Hand over the file of an insolvent buyer, with every claim, due or not: the insurer declares them in the "
        "proceedings. Ask it for the proof."
    )
    french = lines(told, Department.LEGAL, "fr")[DECLARE_IN_PROCEEDINGS]
    assert french.does.startswith("Transmettre le dossier d'un acheteur insolvable")


def test_the_tax_is_told_from_the_law_by_its_last_day_included():
    found = lines(programme(), Department.ACCOUNTING, "fr")[RECOVER_VAT]
    assert found.law == law.VAT
    assert "au plus tard le 31 décembre de la deuxième année" in found.by
    assert "plan" in found.by


def test_who_does_it_is_said_once_the_memo_leads_with_the_department_of_the_register():
    for each in MEMO:
        assert each.who[0] == WHO.get(each.kind, each.who[0]), each.kind
    assert {each.kind for each in MEMO} >= {*WHO} - NOT_IN_A_MEMO
    assert not {each.kind for each in MEMO} & {"tell bad news", "pass on recoveries", "renew", "declare and pay"}
    assert {RECOVER_VAT, SERVE_ORDER} <= set(LEGAL_KINDS)


NOT_IN_A_MEMO = {"renew the limit", "meet the conditions of the limit", "ask for consent to an extension"}
"""What a decision of the insurer asks, and no term of the policy."""


def test_what_is_to_be_declared_and_paid_has_its_days():
    terms = 'premium_base = "turnover"\npremium_declared_every = "3 months"\ndeclaration_time = "30 days"\n'
    terms += 'premium_rate = "0.35 ‰"\n'
    terms += 'minimum_premium = "6000 EUR"\ndeposit_premium_share = "100 %"\npremium_instalments = 4'
    found = lines(programme(terms), Department.ACCOUNTING)
    assert found[DECLARE_TURNOVER].does == "Declare the turnover, by periods of 3 months."
    assert found[DECLARE_TURNOVER].by == (
        "Within 30 days of the end of the period: 2026-04-30, 2026-07-30, 2026-10-30, 2027-01-30. " + LETTER
    )
    assert found[PAY_PREMIUM].does == "Pay the premium. Rate: 0.35 ‰. At least €6,000.00 a year, before tax."
    assert found[PAY_PREMIUM].by == (
        "On the day each bill sets. The deposit is called on 2026-01-01, 2026-04-01, 2026-07-01, 2026-10-01. " + LETTER
    )
    plain = lines(programme(), Department.ACCOUNTING)
    assert [plain[kind].by for kind in (DECLARE_TURNOVER, PAY_PREMIUM)] == [LETTER, LETTER]


def test_of_many_days_the_next_ones_are_told():
    made = programme('premium_declared_every = "1 months"\ndeclaration_time = "20 days"')
    found = lines(made, Department.ACCOUNTING, as_of=from_civil(2026, 6, 20))
    assert found[DECLARE_TURNOVER].by.endswith(f": 2026-06-20, 2026-07-20, 2026-08-20, 2026-09-20. {LETTER}")
    after = lines(made, Department.ACCOUNTING, as_of=from_civil(2027, 6, 20))
    assert after[DECLARE_TURNOVER].by.endswith(f": 2027-01-20. {LETTER}")


def test_a_policy_suspended_for_what_is_late_says_so_of_both():
    found = lines(programme('suspension_after_notice = "30 days"'), Department.ACCOUNTING)
    for kind in (DECLARE_TURNOVER, PAY_PREMIUM):
        assert found[kind].by == LETTER
        assert found[kind].lost.startswith("The whole policy is suspended")


def test_notice_is_given_by_the_day_of_the_register():
    made = programme('termination_notice = "3 months"')
    found = lines(made, Department.MANAGEMENT)[GIVE_NOTICE]
    last = last_day_of_notice(made.primary)
    assert found.by == f"By {show_day(last, 'en')}: 3 months before {show_day(made.primary.period_end, 'en')}."


@pytest.mark.parametrize(("code", "english", "french"), [
    ("FR", "France", "la France"), ("LB", "Lebanon", "le Liban"), ("DE", "Germany", "l'Allemagne"),
    ("NL", "the Netherlands", "les Pays-Bas"), ("MX", "Mexico", "le Mexique"), ("IL", "Israel", "Israël"),
    ("HU", "Hungary", "la Hongrie"), ("RE", "Réunion", "La Réunion"), ("KY", "Cayman Islands", "les îles Caïmans"),
    ("GB", "the United Kingdom", "le Royaume-Uni"), ("QQ", "QQ", "le pays QQ"),
])  # fmt: skip
def test_a_country_has_its_article(code, english, french):
    assert [country_in_a_sentence(code, language) for language in LANGUAGES] == [english, french]
