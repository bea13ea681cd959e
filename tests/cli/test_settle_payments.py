"""A settlement tells when each indemnity is paid, and to whom, in every form and in both languages."""

import json
import re
import shutil
import tomllib

import pytest

from tests.cli.commands import WORKSPACE, run

SETTLE = ["settle", "B1", ".", "--day-of-loss", "2026-06-20", "--as-of", "2026-06-30"]
TERMS = ["--term", "advance_rate=70 %", "--term", "indemnity_payment_period=30 days"]
EVENTS = (
    "buyer,event,happened_on,amount,currency\nB1,claim admitted,{admitted},,\nB1,advance paid,2026-06-28,5000.00,EUR\n"
)
ASSIGNED = "reference,loss_payee,buyer,signed_on,acknowledged_on\nD-1,Banque Exemple SA,B1,2026-01-05,{acknowledged}\n"


@pytest.fixture
def folder(tmp_path):
    """The workspace of the commands, where 22 500 are owed of B1 and 5 000 were advanced."""

    def made(admitted="2026-06-25", acknowledged="2026-06-01"):
        place = shutil.copytree(WORKSPACE, tmp_path / "folder")
        (place / "claim_events.csv").write_text(EVENTS.format(admitted=admitted), encoding="utf-8")
        (place / "assignments.csv").write_text(ASSIGNED.format(acknowledged=acknowledged), encoding="utf-8")
        return place

    return made


def plan(place):
    out, err, code = run([*SETTLE, *TERMS, "--format", "json"], "en", folder=place)
    assert (err, code) == ("", 0)
    told = json.loads(out)
    (found,) = told["payment_plan"]
    return found, told["losses"][0]["advance"]


def test_programs_are_told_the_advance_the_rest_and_the_payee(folder):
    found, advance = plan(folder())
    assert advance == {"rate": 7_000, "fact": "admission of the claim", "amount": 1_575_000}
    assert (found["advance"]["due_on"], found["advance"]["is_due"]) == ("2026-06-25", True)
    assert (found["advance"]["amount"], found["advance"]["paid"], found["advance"]["left"]) == (
        1_575_000,
        500_000,
        1_075_000,
    )
    assert (found["indemnity"]["due_on"], found["indemnity"]["told"]) == (None, "not yet")
    assert (found["indemnity"]["amount"], found["indemnity"]["left"], found["due_now"]) == (
        2_250_000,
        1_750_000,
        1_075_000,
    )
    (payee,) = found["payees"]
    assert (payee["loss_payee"], payee["assignment"], payee["amount"]) == ("Banque Exemple SA", "D-1", 2_250_000)
    assert "subrogation" in found["subrogation"]


def test_what_nobody_knows_is_told_as_unknown(folder):
    found, _ = plan(folder(admitted="unknown", acknowledged="unknown"))
    assert (found["advance"]["due_on"], found["advance"]["told"], found["due_now"]) == (None, "unknown", None)
    (payee,) = found["payees"]
    assert (payee["loss_payee"], payee["is_the_insured"], payee["assignment"]) == (None, False, "D-1")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            ("advance of 70% on admission of the claim (2026-06-25)", "Due by 2026-06-30 and not paid: €10,750.00",
             "assignment D-1, acknowledged on 2026-06-01", "receipt of subrogation"),
        ),
        (
            "fr",
            ("acompte de 70 % à l'admission de la créance (25/06/2026)",
             "Exigible au 30/06/2026 et non payé : 10 750,00",
             "délégation D-1, dont l'assureur a pris acte le 01/06/2026", "quittance subrogative"),
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["table", "html"])
def test_people_read_it_on_the_screen_and_in_a_document(folder, language, told, form):
    out, err, code = run([*SETTLE, *TERMS, "--format", form], language, width=160, folder=folder())
    assert (err, code) == ("", 0)
    plain = " ".join(out.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").split())
    plain = re.sub(r"<span class=.unbroken.>([^<]*)</span>", r"\1", plain)
    plain = plain.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("&#x27;", "'").replace("&#39;", "'")
    assert [each for each in told if each not in plain] == []


@pytest.mark.parametrize(
    ("language", "policy", "entity"),
    [
        ("en", "The programme has no policy Other 2026", "The insured has no company E9"),
        ("fr", "Le programme n'a pas de police Other 2026", "L'assuré n'a pas de société E9"),
    ],
)
def test_an_assignment_of_a_policy_or_a_company_that_there_is_not_is_told(folder, language, policy, entity):
    place = folder()
    head = "reference,loss_payee,policy,entity,buyer,signed_on,acknowledged_on"
    rows = ("D-1,Bank,Other 2026,,B1,2026-01-05,2026-06-01", "D-2,Bank,,E9,B1,2026-01-05,2026-06-01")
    (place / "assignments.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    _, err, code = run([*SETTLE, *TERMS], language, folder=place)
    assert code == 0
    plain = err.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    assert [each for each in (policy, entity, "assignments.csv:2", "assignments.csv:3") if each not in plain] == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "the payee changed, and nobody knows the day or the amount of a payment"),
        ("fr", "le délégataire a changé, et le jour ou le montant d'un versement est inconnu"),
    ],
)
def test_a_payment_between_two_payees_is_told_as_of_nobody_known(folder, language, told):
    place = folder(acknowledged="2026-06-25")
    (place / "claim_events.csv").write_text(
        "buyer,event,happened_on,amount,currency\nB1,indemnity paid,unknown,5000.00,EUR\n", encoding="utf-8"
    )
    found, _ = plan(place)
    assert [(each["loss_payee"], each["is_the_insured"], each["amount"]) for each in found["payees"]] == [
        (None, None, 500_000), ("Banque Exemple SA", False, 1_750_000),
    ]  # fmt: skip
    out, _, _ = run([*SETTLE, *TERMS], language, width=200, folder=place)
    assert told in " ".join(out.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The programme has no policy Other 2026: these rows tell nothing of a claim."),
        ("fr", "Le programme n'a pas de police Other 2026 : ces lignes ne disent rien d'aucun sinistre."),
    ],
)
def test_an_event_or_a_limit_of_a_policy_that_there_is_not_is_told(folder, language, told):
    place = folder()
    (place / "claim_events.csv").write_text(
        "buyer,policy,event,happened_on,amount,currency\nB1,Other 2026,indemnity paid,2026-06-28,5000.00,EUR\n",
        encoding="utf-8",
    )
    limits = place / "limit_decisions.csv"
    head, *rows = limits.read_text(encoding="utf-8").splitlines()
    columns = head.split(",")
    cells = dict(zip(columns, rows[0].split(","), strict=False)) | {"policy": "Another 2026", "reference": "X-1"}
    columns += [] if "policy" in columns else ["policy"]
    with limits.open("w", encoding="utf-8") as stream:
        stream.write("\n".join([",".join(columns), *rows, ",".join(cells.get(each, "") for each in columns), ""]))
    _, err, code = run([*SETTLE], language, folder=place)
    assert code == 0
    assert told in err.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    assert "claim_events.csv:2" in err
    assert "Another 2026" in err


def test_a_spreadsheet_has_a_row_for_each_part_and_each_payee(folder):
    out, _, _ = run([*SETTLE, *TERMS, "--format", "csv"], "en", folder=folder())
    rows = [line.split(";") for line in out.splitlines()]
    (advance,) = [row for row in rows if row[4].startswith("advance of 70%")]
    assert advance[5:] == ["15750.00", "5000.00", "paid", "due on 2026-06-25", "10750.00"]
    (payee,) = [row for row in rows if row[4] == "paid to"]
    assert payee[7:] == ["Banque Exemple SA", "assignment D-1, acknowledged on 2026-06-01", "22500.00"]


ABOVE = """
[[layers]]
[layers.policy]
name = "Excess of loss"
insurer = "Second Rang Fictif SE"
policyholder = "{company}"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = {first}
period_end = {last}

[layers.terms]
layer_mode = "excess of loss"
received_loss = "net loss"
indemnity_chain = "excess of loss"
insured_percentage = "100 %"
aggregate_first_loss = "500 EUR"
indemnity_payment_period = "30 days"
indemnity_payment_starts = "day of loss"
"""


def test_a_layer_of_losses_has_its_own_plan_and_its_own_payments(folder, tmp_path):
    place = folder()
    (place / "claim_events.csv").write_text(
        "buyer,policy,event,happened_on,amount,currency\n"
        "B1,Excess of loss,indemnity paid,2026-06-28,300.00,EUR\nB1,,advance paid,2026-06-28,5000.00,EUR\n",
        encoding="utf-8",
    )
    with (place / "policy.toml").open("rb") as stream:
        head = tomllib.load(stream)["policy"]
    told = ABOVE.format(company=head.get("policyholder", ""), first=head["period_start"], last=head["period_end"])
    (place / "programme.toml").write_text(
        f'[programme]\nname = "P"\ncompany = "C"\ncurrency = "EUR"\n\n[[layers]]\nfile = "policy.toml"\n{told}',
        encoding="utf-8",
    )
    out, err, code = run([*SETTLE, "--format", "json"], "en", folder=place)
    assert (err, code) == ("", 0)
    primary, above = json.loads(out)["payment_plan"]
    assert (above["policy"], above["indemnity"]["due_on"]) == ("Excess of loss", "2026-07-20")
    # 28 000 less 22 500 of the primary are left to the insured; 500 of them are the first loss of the layer.
    assert (above["indemnity"]["amount"], above["indemnity"]["paid"], above["indemnity"]["left"]) == (
        500_000,
        30_000,
        470_000,
    )
    # A payment that names no policy is one of those that take invoices: here of the primary alone.
    assert primary["indemnity"]["paid"] == 500_000
