"""The entity guard: what is told of who is invoiced, registered and covered, and what a name never proves."""

import pytest
from stdnum.fr import siren as siren_numbers
from stdnum.fr import tva

from encours.cover.ageing import age
from encours.cover.indicators.entity_findings import (
    KINDS,
    contradictions,
    entity_findings,
    is_wrong_number,
    wrong_identifiers,
)
from encours.engine.findings import cause_parts
from encours.facts.identity import Party, french_vat_number
from encours.facts.kinds import Buyer, Invoice, LimitDecision
from encours.facts.ledger import Ledger
from encours.units import from_civil
from tests.demo import judged
from tests.demo.judged import programme

DAY = from_civil(2026, 6, 30)
OURS, THEIRS = "123456782", "987654324"
WRONG = "123456783"


def sold(number="F1", buyer="B", gross=100_00, **more):
    fields = {"issued": DAY - 30, "delivered": DAY - 30, "due": DAY, "currency": "EUR"}
    return Invoice(number=number, buyer=buyer, gross=gross, **fields, **more)


def buyer(code="B", **more):
    return Buyer(buyer=code, **{"name": f"{code} Fictive SA", "country": "FR", **more})


def limit(code="B", covers="", amount=500_00, **more):
    fields = {"kind": "named", "outcome": "granted", "currency": "EUR", "decided_on": DAY - 300}
    return LimitDecision(
        reference=f"D{code}", buyer=code, amount=amount, covers_identifier=covers, **{**fields, **more}
    )


def found(*facts):
    view = Ledger.of(facts).view(DAY)
    balance = age(view)
    return entity_findings(view, {each.row: each.company for each in balance.open_rows()})


def kinds(*facts):
    return [each.kind for each in found(*facts)]


def test_everybody_identified_and_agreeing_leaves_nothing_to_say():
    assert kinds(buyer(siren=OURS), limit(covers=OURS), sold(party_identifier=OURS, party_name="B Fictive SA")) == []


@pytest.mark.parametrize(
    ("named", "covers", "kind"),
    [
        (THEIRS, OURS, "other-company"),
        (THEIRS, THEIRS, "registered-otherwise"),
        (OURS, THEIRS, "limit-of-another"),
        ("", THEIRS, "limit-of-another"),
    ],
)
def test_another_company_is_told_with_the_euros_and_the_rows(named, covers, kind):
    (first, *_) = found(buyer(siren=OURS), limit(covers=covers), sold(party_identifier=named), sold("F2", buyer="C"))
    assert (first.kind, first.amount, first.rows) == (kind, 100_00, (0,))


def test_a_name_alone_proves_nothing():
    same = found(buyer(siren=OURS), limit(covers=OURS), sold(party_name="B Fictive SAS"))
    other = found(buyer(siren=OURS), limit(covers=OURS), sold(party_name="B Fictive Logistique SA"))
    assert [each.kind for each in same] == ["name-alone"]  # the limit names a SIREN, the invoice a name
    assert [each.kind for each in other] == ["name-alone"]
    alone = kinds(buyer(siren=OURS), sold(party_name="B Fictive SAS"))
    assert alone == ["name-only"]


def test_invoices_that_the_same_comparison_decides_are_told_together():
    facts = [sold(f"F{n}", party_identifier=THEIRS, gross=n * 100) for n in range(1, 4)]
    (one,) = (each for each in found(buyer(siren=OURS), limit(covers=OURS), *facts) if each.kind == "other-company")
    assert (one.amount, len(one.rows)) == (600, 3)


@pytest.mark.parametrize(
    ("party", "field", "expected"),
    [
        (Party(siren=WRONG), "siren", ""),
        (Party(siret=OURS + "00011"), "siret", ""),
        (Party(vat_number="FR00" + OURS), "vat_number", french_vat_number(OURS)),
        (Party(vat_number="DE123456789"), "vat_number", ""),
        (Party(lei="5493001KJTIIGC8Y1R13"), "lei", ""),
    ],
)
def test_an_identifier_that_fails_its_check_is_told_with_what_it_should_be(party, field, expected):
    assert [(name, should) for name, _, should in wrong_identifiers(party)] == [(field, expected)]


@pytest.mark.parametrize(
    "party",
    [Party(siren=OURS), Party(vat_number=french_vat_number(OURS)), Party(vat_number="US123", country="US"), Party()],
)
def test_a_right_identifier_or_one_that_no_rule_checks_is_not_wrong(party):
    assert list(wrong_identifiers(party)) == []


def test_the_french_vat_number_is_the_one_that_the_library_makes():
    for number in ("123456782", "987654324", "732829320", "404833048"):
        assert siren_numbers.to_tva(number).replace(" ", "") == french_vat_number(number)[2:]
        assert tva.is_valid(french_vat_number(number))


def test_a_siret_and_a_vat_number_of_another_siren_contradict():
    party = Party(siren=OURS, siret="98765432400019", vat_number=french_vat_number(THEIRS))
    assert [(name, should) for name, _, should in contradictions(party)] == [
        ("siret", OURS), ("vat_number", french_vat_number(OURS)),
    ]  # fmt: skip
    assert list(contradictions(Party(siren=OURS, siret="12345678200010"))) == []


@pytest.mark.parametrize(("written", "country", "is_wrong"), [
    (WRONG, "FR", True), (WRONG, "", True), (WRONG, "DE", False), (OURS, "FR", False), ("HRB 12", "FR", False),
    ("12345678", "FR", False), ("12345678200011", "FR", True),
])  # fmt: skip
def test_a_number_as_long_as_a_french_one_is_checked_as_one(written, country, is_wrong):
    assert is_wrong_number(written, country) is is_wrong


def test_one_company_under_two_codes_shares_one_limit():
    facts = [buyer("A", siren=OURS), buyer("B", vat_number=french_vat_number(OURS)), sold("F1", "A"), sold("F2", "B")]
    (one,) = found(*facts)
    assert (one.kind, one.buyers, one.amount, one.told) == ("shared-identifier", ("A", "B"), 200_00, OURS)


def test_the_same_number_of_two_countries_is_not_one_company():
    assert kinds(buyer("A", country="DE", national_id="12"), buyer("B", country="IT", national_id="12"),
                 sold("F1", "A"), sold("F2", "B")) == []  # fmt: skip


def test_buyers_and_limits_without_identifier_are_told_and_private_persons_are_not():
    assert kinds(buyer(), limit(), sold()) == ["no-identifier", "limit-without-identifier"]
    assert kinds(buyer(private_person=1), sold()) == []


def test_only_the_decision_that_stands_is_looked_at():
    old, new = limit(covers=WRONG, decided_on=DAY - 300), limit(covers=OURS, decided_on=DAY - 10)
    assert kinds(buyer(siren=OURS), old, new, sold()) == []
    withdrawn = limit(amount=0, decided_on=DAY - 5, outcome="withdrawn")
    assert kinds(buyer(siren=OURS), limit(), withdrawn, sold()) == []


@pytest.mark.parametrize(("in_days", "told"), [(1, ["limit-without-identifier"]), (0, [])])
def test_a_limit_stands_until_its_withdrawal_takes_effect(in_days, told):
    withdrawn = limit(amount=0, decided_on=DAY - 5, outcome="withdrawn", effective_on=DAY + in_days)
    assert kinds(buyer(siren=OURS), limit(), withdrawn, sold()) == told


def test_it_tells_the_invoices_that_the_clause_of_the_entity_guard_refuses():
    view, answer = judged.view(), judged.answer()
    wording = programme().primary.wording
    refused = {
        row.ledger_row for row in answer.rows()
        if row.cause > 0 and wording.clauses[cause_parts(row.cause)[0]].name == "entity_guard"
    }  # fmt: skip
    balance = age(view, programme())
    told = entity_findings(view, {each.row: each.company for each in balance.open_rows()})
    wrong = {row for each in told if each.kind in KINDS[:4] for row in each.rows}
    assert refused
    assert refused <= wrong


@pytest.mark.parametrize("hostile", ["=1+1", "\x1b[31m", "9" * 3_000, "١٢٣٤٥٦٧٨٢", " ", "FR", "--"])
def test_hostile_identifiers_are_read_as_any_text(hostile):
    fields = dict.fromkeys(("siren", "siret", "vat_number", "lei", "national_id"), hostile)
    told = found(buyer(**fields), limit(covers=hostile), sold(party_identifier=hostile, party_name=hostile))
    assert {each.kind for each in told} <= set(KINDS)
