"""A programme on a book: layers and what nobody carries are what is owed, and failures are settled to the cent."""

import functools
import json
from dataclasses import replace

from encours.claims.loss import YearFigures
from encours.claims.of_buyer import loss_of_buyer
from encours.clauses.lose.anchors import INSOLVENCY
from encours.cover.answer import cover
from encours.demo import AS_OF
from encours.explain.programme_json import programme_json, programme_rows
from encours.explain.programme_report import programme_report
from encours.explain.programme_screen import programme_page
from encours.explain.screen import laid_out
from encours.policy.coinsurance import CoinsuranceLine
from encours.units import MISSING
from tests.claims.policy_of_claims import policy
from tests.demo import judged
from tests.explain.questions import asked

UNKNOWN = YearFigures()
ABOVE = {"layer_mode": "excess of loss", "indemnity_chain": "excess of loss"}


def layer_of_losses(name, **terms):
    primary = judged.programme().primary
    made = policy(**ABOVE, **terms)
    return replace(made, name=name, period_start=primary.period_start, period_end=primary.period_end)


@functools.cache
def programme():
    """The programme of the demo, and two layers that take the losses which it leaves."""
    first = layer_of_losses("XL 1", aggregate_first_loss="50 000 EUR", maximum_liability="80 000 EUR")
    second = layer_of_losses("XL 2", maximum_liability_multiple="2 x minimum premium")
    return replace(judged.programme(), of_losses=(first, second))


@functools.cache
def report(failures=12):
    return programme_report(
        asked("Pompes Valbrume SA", programme(), AS_OF), judged.answer(), failures=failures, year=UNKNOWN
    )


def test_the_layers_and_what_nobody_carries_are_what_is_owed():
    told = report()
    assert sum(each.admitted or 0 for each in told.layers) + told.carried_by_nobody == told.outstanding
    assert told.outstanding == judged.answer().outstanding
    assert [each.policy.name for each in told.layers][2:] == ["XL 1", "XL 2"]
    assert [(each.admitted, each.invoices) for each in told.layers[2:]] == [(None, None)] * 2


def test_the_largest_fail_first_and_each_euro_owed_is_paid_or_stays():
    told = report().failures
    assert [each.outstanding for each in told] == sorted((each.outstanding for each in told), reverse=True)
    for each in told:
        if each.left is None:
            continue
        paid = [each.paid_by(layer.policy) for layer in report().layers]
        assert sum(paid) + each.left == each.outstanding
        assert each.left >= 0


def test_a_failure_is_what_settle_tells_of_the_buyer():
    """The demo's largest buyer: 85 260,17 stays after both layers; above 50 000, 35 260,17 is paid by the next."""
    view, agreed = judged.view(), judged.programme()
    first = report().failures[0]
    (primary, _) = loss_of_buyer(view, agreed, first.buyer, day=AS_OF, cause=INSOLVENCY).losses
    assert first.claim.loss == primary
    assert first.paid_by(programme().primary) == 767_341_47
    assert first.paid_by(programme().of_losses[0]) == 852_601_64 - 767_341_47 - 50_000_00


def test_a_layer_whose_maximum_is_not_known_stops_what_is_told_of_the_claim():
    first = report().failures[0]
    assert first.paid_by(programme().of_losses[1]) is None
    assert first.left is None


def test_the_figures_of_the_year_are_those_of_the_primary_and_layers_of_losses_know_its_sales():
    """A hundredth of the sales is a first loss of each; twice the premium is no maximum of a layer above."""
    share = policy(aggregate_first_loss_share="1 %", maximum_liability_multiple="2 x minimum premium").terms
    primary = replace(programme().primary, terms={**programme().primary.terms, **share})
    above = replace(programme().of_losses[1], terms={**programme().of_losses[1].terms, **share})
    agreed = replace(programme(), policies=(primary, *programme().policies[1:]), of_losses=(above,))
    year = YearFigures(sales=1_000_000_00, minimum_premium=30_000_00)
    told = programme_report(asked("Pompes Valbrume SA", agreed, AS_OF), judged.answer(), failures=0, year=year)
    first, *_, last = told.layers
    assert (first.first_loss, first.maximum) == (10_000_00, 60_000_00)
    assert (last.first_loss, last.maximum) == (10_000_00, MISSING)


def test_a_line_nobody_signed_stays_with_the_company_and_goes_up_to_no_layer():
    """The demo's largest buyer: 767 341,47 is due below, of which half is signed; 35 260,17 above as before."""
    line = CoinsuranceLine(insurer="Assureur Fictif SA", share=5_000, leads=True)
    primary = replace(programme().primary, coinsurance=(line,))
    agreed = replace(programme(), policies=(primary, *programme().policies[1:]), of_losses=programme().of_losses[:1])
    told = programme_report(asked("Pompes Valbrume SA", agreed, AS_OF), judged.answer(), failures=1, year=UNKNOWN)
    (first,) = told.failures
    half, above = first.paid_by(primary), first.paid_by(agreed.of_losses[0])
    assert half == 383_670_74
    assert above == 852_601_64 - 767_341_47 - 50_000_00
    assert first.left == first.outstanding - half - above


def test_every_form_says_so():
    page = laid_out(programme_page(report(), "fr"), width=160, colour=False)
    assert "franchise 50 000 €, 80 000 € au plus" in page.replace("\u202f", " ").replace("\u00a0", " ")
    assert "maximum inconnu : un multiple de la prime" in page.replace("\u202f", " ").replace("\u00a0", " ")
    told = programme_json(report(), "en")
    json.dumps(told)
    assert [each["mode"] for each in told["layers"]] == ["primary", "excess", "excess of loss", "excess of loss"]
    assert told["layers"][3]["maximum_liability"] == {"is_agreed": True, "amount": None}
    assert told["layers"][2]["first_loss"] == {"is_agreed": True, "amount": 50_000_00}
    rows = list(programme_rows(report(), "en"))
    assert [row[0] for row in rows][-1] == "nobody carries"
    assert len(rows) == 5


def test_a_book_with_nothing_open_has_no_failure():
    view, agreed = judged.view(), judged.programme()
    empty = cover(view.ledger.view(0), agreed)
    told = programme_report(asked("Pompes Valbrume SA", agreed, 0), empty, failures=5, year=UNKNOWN)
    assert (told.outstanding, told.failures) == (0, ())
    assert laid_out(programme_page(told, "en"), width=80, colour=False)
