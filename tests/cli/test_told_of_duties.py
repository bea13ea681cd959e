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
