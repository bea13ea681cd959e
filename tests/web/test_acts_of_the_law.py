"""Each act that the law asks for, and the rarer ones of a policy, is done as the library reads the facts it makes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from encours.clauses.wordings import WORDINGS
from encours.duties import kinds, legal_kinds
from encours.duties.duty import Standing
from encours.facts.assumptions import assume
from encours.facts.kinds import Buyer, Insolvency, Invoice, LegalAction, Security
from encours.formats.workspace import read_workspace
from encours.policy.read import read_programme_of
from encours.units import NEVER
from encours.units.parse_day import parse_day
from encours.web.actions.acts import DEEDS, ON, case_of
from encours.web.computing.question import Asked
from tests.web.conftest import EXAMPLES


def day(text):
    found = parse_day(text)
    assert isinstance(found, int)
    return found


def act(event, on, **more):
    return LegalAction(buyer="C1", event=event, happened_on=day(on), **more)


def proceedings(kind, opened, published):
    return Insolvency(buyer="C1", kind=kind, opened_on=day(opened), published_on=day(published))


OLD = [
    Invoice(number="OLD", buyer="C1", entity="CF", delivered=day("2022-01-01"), issued=day("2022-01-01"),
            due=day("2022-02-01"), currency="EUR", gross=100_000, vat=20_000),
    Buyer(buyer="C1", name="Carrelages Inventés SARL", country="FR", private_person=0),
]  # fmt: skip
LAPSED = [proceedings("liquidation", "2026-03-20", "2026-03-25")]
SAFEGUARD = [proceedings("safeguard", "2026-05-20", "2026-05-25")]
RELIEVED = [*LAPSED, act("relief asked", "2026-06-01"), act("relief granted", "2026-06-20")]
RETAINED = [
    *SAFEGUARD,
    Security(reference="S-1", buyer="C1", kind="retention of title", held_from=day("2026-01-01"), amount=1,
             currency="EUR"),
]  # fmt: skip
CLAIMED = [*RETAINED, act("title claimed", "2026-05-30", reference="T"),
           act("title claim received", "2026-06-01", reference="T")]  # fmt: skip
ORDER = act("order made", "2026-01-20", reference="O")
DECLARED_BY_THE_INSURER = 'claim_declaration_deadline = "2 months after publication"\nclaim_declared_by = "insurer"'
QUARTERLY = 'declaration_time = "30 days"\npremium_declared_every = "3 months"'

CASES = {
    "declare": (legal_kinds.DECLARE, SAFEGUARD, {}),
    "declare what a contract left": (
        legal_kinds.DECLARE_TERMINATED, [*SAFEGUARD, act("contract terminated", "2026-06-20")], {},
    ),
    "ask for relief": (legal_kinds.ASK_RELIEF, LAPSED, {}),
    "declare after relief": (legal_kinds.DECLARE_RELIEVED, RELIEVED, {}),
    "claim the goods": (legal_kinds.CLAIM_GOODS, RETAINED, {}),
    "ask the judge": (legal_kinds.SEISE_JUDGE, CLAIMED, {}),
    "acquiesced": (legal_kinds.SEISE_JUDGE, CLAIMED, {"event": "title acknowledged"}),
    "serve": (legal_kinds.SERVE_ORDER, [ORDER], {}),
    "serve an order without a reference": (legal_kinds.SERVE_ORDER, [replace(ORDER, reference="")], {}),
    "enforce": (legal_kinds.ENFORCE_ORDER, [ORDER, act("order served", "2026-02-20", reference="O")], {}),
    "sue": (legal_kinds.INTERRUPT, OLD, {"event": "claim brought"}),
    "acknowledge": (legal_kinds.INTERRUPT, OLD, {"event": "debt acknowledged"}),
    "recover the VAT": (
        legal_kinds.RECOVER_VAT, [*OLD, act("debt irrecoverable", "2026-06-01", invoice="OLD")], {},
    ),
    "ask for a limit": (kinds.ASK_LIMIT, [], {}),
    "renew": (kinds.RENEW_POLICY, [], {"today": "2026-12-01"}),
    "declare the turnover of an untold period": (
        kinds.DECLARE_TURNOVER, [], {"today": "2026-04-10", "terms": QUARTERLY},
    ),
    "hand over to an insurer that declares": (
        kinds.DECLARE_IN_PROCEEDINGS, SAFEGUARD, {"how": "handed over", "terms": DECLARED_BY_THE_INSURER},
    ),
}  # fmt: skip


@cache
def workspace():
    return read_workspace(EXAMPLES / "whole-turnover")


def asked(ledger, terms, today):
    texts = dict(workspace().policy_texts)
    texts["policy.toml"] = texts["policy.toml"].replace("[terms]", f"[terms]\n{terms}", 1)
    programme = read_programme_of(texts, wordings=WORDINGS.values()).programme
    assert programme is not None
    return Asked("Carrières Fictives SA", assume(ledger.view(today)), programme, "FR")


@pytest.mark.parametrize(("kind", "facts", "filled"), CASES.values(), ids=CASES)
def test_it_is_done_once_its_facts_are_there(kind, facts, filled):
    more = dict(filled)
    today, terms = day(more.pop("today", "2026-06-30")), more.pop("terms", "")
    ledger = workspace().ledger.add(replace(each, source=f"told:{place}") for place, each in enumerate(facts))
    before = asked(ledger, terms, today)
    duty = next(each for each in before.register.duties if each.kind == kind and each.done_on == NEVER)
    case, deed = case_of(before, duty.identifier), DEEDS[kind]
    assert case is not None
    assert deed.since(case) <= today
    values = {each.name: each.choices[0][0] for each in deed.blanks if each.choices}
    values |= {"amount": 100_000, "reference": "R-1", ON: today, **more}
    made = [
        replace(each, known=today, source=f"act:{place}", fact_id="")
        for place, each in enumerate(deed.facts(case, values))
    ]
    kept = ledger.add(made)
    assert made
    assert not kept.errors
    after = case_of(asked(kept, terms, today), duty.identifier)
    assert after is None or after.duty.standing(today) in {Standing.DONE, Standing.DONE_LATE}
