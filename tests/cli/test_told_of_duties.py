"""A request of the insurer, or a notice, under a policy that the programme has not is told, and no duty has it."""

import pytest

from tests.cli.commands import run
from tests.duties.maison import POLICY

REQUESTS = "reference,policy,asked_on\nQ-1,{},2026-03-02\n"
EVENTS = "policy,event,happened_on\n{},renewed,2026-11-02\n"


@pytest.fixture
def folder(tmp_path):
    def written(policy):
        (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
        (tmp_path / "invoices.csv").write_text("number,buyer,gross,currency,due\n", encoding="utf-8")
        (tmp_path / "insurer_requests.csv").write_text(REQUESTS.format(policy), encoding="utf-8")
        (tmp_path / "policy_events.csv").write_text(EVENTS.format(policy), encoding="utf-8")
        return tmp_path

    return written


@pytest.mark.parametrize(
    ("language", "asks", "ends"),
    [
        ("en", "no policy Other: these rows ask for no answer.",
         "no policy Other: these rows end and renew no policy."),
        ("fr", "pas de police Other : ces lignes ne demandent aucune réponse.",
         "pas de police Other : ces lignes ne résilient et ne renouvellent aucune police."),
    ],
)  # fmt: skip
def test_rows_of_a_policy_that_there_is_not_are_told(folder, language, asks, ends):
    out, err, code = run(["duties", "--as-of", "2026-12-01"], language, folder=folder("Other"))
    told = " ".join(err.replace("\N{NO-BREAK SPACE}", " ").split())
    assert asks in told
    assert ends in told
    assert (code, "Q-1" in out) == (0, False)


@pytest.mark.parametrize("policy", ["Globale", ""])
def test_rows_of_the_policy_are_its_duties(folder, policy):
    out, err, code = run(["duties", "--as-of", "2026-12-01"], "en", folder=folder(policy))
    assert "no policy" not in err
    assert (code, "Q-1" in out) == (0, True)


def test_what_the_insurer_asks_is_told_wherever_the_duty_is(folder):
    written = folder("")
    whole = "the accounts of the year 2025 and of 2024"
    asked = f"reference,invoice,asked_on,due_on,subject\nQ-1,,2026-03-02,2026-04-10,{whole}\n"
    (written / "insurer_requests.csv").write_text(asked, encoding="utf-8")
    for form in ("csv", "ics", "json"):
        out = run(["duties", "--as-of", "2026-03-10", "--format", form], "en", folder=written)[0]
        assert whole in " ".join(out.replace("\r\n ", "").split()), form
    assert "Q-1, the accounts of the year 2025 a…" in run(["duties", "--as-of", "2026-03-10"], "en", folder=written)[0]


def test_two_requests_of_one_reference_are_refused(folder):
    written = folder("")
    (written / "insurer_requests.csv").write_text(REQUESTS.format("") + "Q-1,,2026-03-09\n", encoding="utf-8")
    out, err, code = run(["duties", "--as-of", "2026-12-01"], "en", folder=written)
    assert (out, code) == ("", 1)
    assert "Request Q-1 appears 2 times." in err


def test_a_request_is_a_fact_of_its_day_where_no_day_is_asked(folder):
    assert run(["duties"], "en", folder=folder(""))[0].splitlines()[1].startswith("as of 2 March 2026")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Warning: By this row policy Globale changes on 2026-09-01; its period_end is still 2026-12-31"),
        ("fr", "Avertissement : Au 01/09/2026, selon cette ligne, la police Globale change ; sa period_end est"),
    ],
)  # fmt: skip
def test_a_notice_that_ends_the_policy_within_its_period_is_told_beside_every_answer(folder, language, told):
    written = folder("")
    (written / "policy_events.csv").write_text(
        "event,happened_on,effective_on\ntermination notice received,2026-05-15,2026-09-01\n", encoding="utf-8"
    )
    for command in ("cover", "duties"):
        err = run([command, "--as-of", "2026-10-01"], language, folder=written)[1]
        assert told in " ".join(err.replace("\N{NO-BREAK SPACE}", " ").split()), command


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "limit, overdue, claim, turnover, other"), ("fr", "référence · obligatoire")],
)
def test_the_help_of_a_table_tells_its_columns_and_their_words(language, told):
    out, err, code = run(["help", "insurer_requests"], language)
    assert (told in out, err, code) == (True, "", 0)
    assert out == run(["help", "insurer", "requests"], language)[0]


@pytest.mark.parametrize(("language", "told"), [("en", "asks for information or a document. (Q-1"), ("fr", "(Q-1")])
def test_the_page_of_a_buyer_lists_what_the_insurer_asked_about_it(folder, language, told):
    written = folder("")
    (written / "buyers.csv").write_text("buyer,name,country\nPORT,Port Calme SAS,FR\n", encoding="utf-8")
    (written / "insurer_requests.csv").write_text(
        "reference,buyer,asked_on,subject\nQ-1,PORT,2026-03-02,accounts of 2025\n", encoding="utf-8"
    )
    out, _, code = run(["buyers", ".", "--buyer", "PORT", "--as-of", "2026-03-10"], language, folder=written)
    assert (told in out, "accounts of 2025" in out, code) == (True, True, 0)
