"""The file of a customer: what each role is told, any past day, corrections, and hostile addresses and texts."""

import pytest

from encours.facts.kinds import (
    AdverseInformation,
    Assignment,
    Buyer,
    Evidence,
    Invoice,
    LimitRequest,
    OwnLimit,
    Payment,
)
from encours.units import NEVER
from encours.web.actions.customers import customers_like, customers_named
from encours.web.actions.keeping import keep_batch, tables_of
from encours.web.people.models import CustomerOf, Membership
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import MODELS, AccountResult, Batch
from tests.web.conftest import NOW, company, member
from tests.web.test_portfolio import TODAY, Firm, signed_in, text

pytestmark = pytest.mark.django_db
TABS = ("", "?tab=limits", "?tab=history", "?tab=documents")


@pytest.fixture
def firm():
    made = company("firm")
    return Firm(made, signed_in(member(made, Role.CREDIT_MANAGER)))


def file(firm, buyer="N1", query="", client=None):
    return (client or firm.manager).get(firm.url("buyer", buyer) + query)


def test_the_file_says_the_same_cents_as_the_list(firm):
    page = text(file(firm, "N2", query="?picture=1"))
    with inside(firm.organisation):
        account = AccountResult.objects.get(buyer="N2")
    assert account.outstanding == 3_000_000
    assert "€30,000.00" in page
    assert "Tornillos Imaginarios SL" in page
    assert "New deliveries are not covered" in page or "deliveries" in page
    assert 'role="img"' in page
    assert "<desc" in page
    assert "W-4" in page
    assert "To do" in page


def test_a_stranger_and_another_organisation_find_nothing(firm):
    stranger = signed_in(member(company("other"), Role.ADMINISTRATOR))
    for tab in TABS:
        assert file(firm, query=tab, client=stranger).status_code == 404
        assert file(firm, query=tab).status_code == 200


def test_facts_of_another_organisation_with_the_same_numbers_are_not_told(firm):
    other = company("other")
    there = Firm(other, signed_in(member(other, Role.CREDIT_MANAGER)))
    there.tell(AdverseInformation(buyer="N1", learnt_on=TODAY - 1, nature="a secret of the other"))
    assert "a secret of the other" in text(file(there, query="?tab=history"))
    for tab in TABS:
        assert "a secret of the other" not in text(file(firm, query=tab))


def test_sales_open_their_own_customers_alone(firm):
    person = member(firm.organisation, Role.SALES)
    with inside(firm.organisation):
        membership = Membership.objects.get(person=person)
        CustomerOf.objects.create(organisation=firm.organisation, membership=membership, buyer="N2")
    sales = signed_in(person)
    page = text(file(firm, "N2", client=sales))
    assert "at stake" not in page
    assert "Limit" in page
    assert file(firm, "N1", client=sales).status_code == 404


def test_a_lender_is_told_no_limit_no_score_no_duty(firm):
    firm.tell(
        OwnLimit(buyer="N1", from_day=TODAY - 3, amount=1_234_500, currency="EUR"),
        Evidence(reference="R-77", buyer="N1", kind="credit report", dated_on=TODAY - 9, score=61),
        LimitRequest(reference="Q-1", buyer="N1", requested_on=TODAY - 2, amount=7_770_000, currency="EUR"),
    )
    lender = firm.as_role(Role.LENDER, loss_payee="Nobody Bank")
    assert file(firm, client=lender).status_code == 404
    with inside(firm.organisation):
        MODELS["assignments"].objects.create(
            organisation=firm.organisation, batch=Batch.objects.first(), reference="A", loss_payee="Nobody Bank",
            buyer="N1", signed_on=20_000, ended_on=NEVER, fact_id="a:1", source="a:1", known=20_000, void=0,
        )  # fmt: skip
    assert file(firm, "N2", client=lender).status_code == 404
    for tab in TABS:
        page = text(file(firm, query=tab, client=lender))
        for secret in ("R-77", "12,345", "77,700", "at stake", "Room today", "withdrawn", "Nobody Bank"):
            assert secret not in page, (tab, secret)
    assert "€45,000.00" in text(file(firm, client=lender))
    assert "Invoice W-2" in text(file(firm, query="?tab=history", client=lender))


def test_an_insurer_is_not_told_what_the_company_allows(firm):
    firm.tell(OwnLimit(buyer="N1", from_day=TODAY - 3, amount=1_234_500, currency="EUR"))
    assert "€12,345.00" in text(file(firm))
    underwriter = firm.as_role(Role.UNDERWRITER)
    for tab in TABS:
        page = text(file(firm, query=tab, client=underwriter))
        assert "12,345" not in page
        assert "own limit" not in page.lower()


def test_scores_stand_on_their_own_scale_and_are_never_put_together(firm):
    firm.tell(
        Evidence(reference="R-1", buyer="N1", kind="credit report", dated_on=TODAY - 9, score=61),
        Evidence(reference="R-2", buyer="N1", kind="credit report", dated_on=TODAY - 90, score=7),
        Evidence(reference="R-3", buyer="N2", kind="credit report", dated_on=TODAY - 90, score=99),
    )
    page = text(file(firm, query="?tab=limits"))
    assert page.index(">61<") < page.index(">7<")
    assert ">34<" not in page
    assert ">99<" not in page


def test_any_past_day_is_told_as_it_was_and_as_it_was_known(firm):
    then = text(file(firm, query="?as_of=2026-06-29"))
    assert "€75,000.00" in then  # W-1 was paid on the thirtieth
    assert "Position as of 2026-06-29" in then
    assert "Ask for a limit" not in then
    known = text(file(firm, query="?as_of=2026-06-30&known_on=2026-03-31"))
    assert "as known on 2026-03-31" in known
    assert "€30,000.00" in known


def test_absurd_days_are_answered(firm):
    for days in ("as_of=0001-01-01", "as_of=9999-12-31", "as_of=1969-12-31&known_on=9999-12-31", "known_on=0001-01-01"):
        for tab in ("position", "limits", "history"):
            assert file(firm, query=f"?{days}&tab={tab}").status_code == 200, (days, tab)


def test_what_is_no_day_and_who_is_no_customer_is_not_there(firm):
    for days in ("as_of=2026-02-30", "as_of=tomorrow", "known_on=%00"):
        assert file(firm, query=f"?{days}").status_code == 404, days
    for buyer in ("N9", "<script>", "../N1", "n1", "%00", "N1/"):
        assert firm.manager.get(f"/o/firm/customer/{buyer}").status_code == 404, buyer


def test_corrections_are_told_as_such_with_both_days(firm):
    with inside(firm.organisation):
        paid = MODELS["payments"].objects.get(reference="P-1")
    corrected = Payment(
        reference="P-1", buyer="N1", invoice="W-1", paid_on=TODAY - 5, currency="EUR", amount=2_500_000, known=TODAY,
        source="0002-act:1", corrects=paid.fact_id,
    )  # fmt: skip
    with inside(firm.organisation):
        keep_batch(firm.organisation, tables_of([corrected]), name="0002-act", origin=Batch.Origin.ACT, day=TODAY,
                   by="Credit Manager", at=NOW)  # fmt: skip
    page = text(file(firm, query="?tab=history"))
    assert "Correction: a payment received" in page
    assert "corrected on 2026-06-30" in page
    assert "<del>€30,000.00</del> → <ins>€25,000.00</ins>" in page
    assert "Learnt on 2026-06-30" in page
    assert "by Credit Manager" in page
    before = text(file(firm, query="?tab=history&known_on=2026-06-29"))
    assert "Correction" not in before


def test_hostile_texts_are_shown_as_they_stand(firm):
    told = "<script>alert(1)</script>"
    firm.tell(
        AdverseInformation(buyer="N1", learnt_on=TODAY - 1, nature=told),
        Evidence(reference=told, buyer="N1", kind="other", dated_on=TODAY - 1, document=told),
        Buyer(buyer="N1", name=told, country="DE", group=told, vat_number="DE1", changed_on=TODAY - 1),
    )
    for tab in TABS:
        page = text(file(firm, query=tab))
        assert told not in page, tab
        assert "&lt;script&gt;" in page
    assert "wrong check digits" in text(file(firm))


def test_the_timeline_is_cut_by_kind_and_into_pages(firm):
    firm.tell(*(
        AdverseInformation(buyer="N1", learnt_on=TODAY - day, nature=f"news {day}") for day in range(1, 61)
    ))  # fmt: skip
    page = text(file(firm, query="?tab=history&kind=adverse_informations"))
    assert "60 facts" in page
    assert "news 1<" in page
    assert "news 60<" not in page
    assert "Invoice W-1" not in page
    second = text(file(firm, query="?tab=history&kind=adverse_informations&page=2"))
    assert "news 60<" in second
    assert text(file(firm, query="?tab=history&kind=<b>&page=-1"))


def test_members_of_a_group_are_told_and_sales_hear_of_none_that_they_do_not_see(firm):
    firm.tell(
        Buyer(buyer="N1", name="Werkzeug", country="DE", group="Nirgendwo", changed_on=TODAY - 9),
        Buyer(buyer="N2", name="Tornillos", country="ES", group="Nirgendwo", changed_on=TODAY - 9),
        Evidence(reference="R-9", buyer="N2", kind="credit report", dated_on=TODAY - 90, score=99),
    )
    page = text(file(firm))
    assert "/customer/N2" in page
    assert ">99<" not in text(file(firm, query="?tab=limits"))
    person = member(firm.organisation, Role.SALES)
    with inside(firm.organisation):
        membership = Membership.objects.get(person=person)
        CustomerOf.objects.create(organisation=firm.organisation, membership=membership, buyer="N1")
    sales = signed_in(person)
    for url in (firm.url("buyer", "N1"), firm.url("limit", "N1")):
        page = text(sales.get(url))
        assert "Tornillos" not in page
        assert "/N2" not in page


def test_the_picture_of_an_account_comes_after_its_page(firm):
    whole = text(file(firm, query="?picture=1"))
    assert "<desc" in whole
    first = text(file(firm))
    assert "<desc" not in first
    assert "?picture=1" in first
    part = text(firm.manager.get(firm.url("buyer", "N1") + "?picture=1", headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert part.strip() in whole
    sales = firm.as_role(Role.SALES)
    assert sales.get(firm.url("buyer", "N1") + "?picture=1", headers={"HX-Request": "true"}).status_code == 404


def test_a_lender_of_one_seller_sees_no_account_of_another(firm):
    def lender(payee):
        return firm.as_role(Role.LENDER, email=f"{payee.replace(' ', '.')}@bank.example", loss_payee=payee)

    def invoice(number, buyer, entity):
        return Invoice(number=number, buyer=buyer, entity=entity, issued=TODAY - 20, due=TODAY + 10, currency="EUR",
                       gross=10_000_00, delivered=TODAY - 20)  # fmt: skip

    def assigned(payee, **said):
        return Assignment(reference=f"A-{payee}", loss_payee=payee, **{"signed_on": TODAY - 5, **said})

    firm.tell(
        invoice("E-1", "N1", "E2"), invoice("E-3", "N3", "E2"), assigned("Bank of E2", entity="E2"),
        assigned("Bank of all"), assigned("Bank of tomorrow", buyer="N1", signed_on=TODAY + 1),
    )  # fmt: skip
    seen = {}
    for payee in ("Bank of E2", "Bank of all", "Bank of tomorrow"):
        client = lender(payee)
        seen[payee] = {each for each in ("N1", "N2", "N3") if file(firm, each, client=client).status_code == 200}
    assert seen == {"Bank of E2": {"N3"}, "Bank of all": {"N1", "N2", "N3"}, "Bank of tomorrow": set()}


def test_a_customer_is_found_whatever_its_accents_and_capitals(firm):
    firm.tell(Buyer(buyer="N1", name="Ateliers Tôt-Fait SARL", changed_on=TODAY - 1))
    with inside(firm.organisation):
        for name in ("Ateliers Tôt-Fait SARL", "ATELIERS TÔT-FAIT SARL", "ateliers tot-fait sarl"):
            assert customers_named([name]) == (["N1"], []), name
            assert "N1" in dict(customers_like(name[:12]))
