"""`encours buyers FOLDER`: what each buyer owes, what is covered, its limits, what comes next; or one buyer whole."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from encours.cli import documents, exit_codes, messages, output
from encours.cli.asked_head import question_of
from encours.cli.cover import answer, or_counted
from encours.cli.named_buyers import buyers_meant
from encours.cli.proposed import again
from encours.cli.reading import Asked, Refused, ask
from encours.cover.book.holders import buyers_of
from encours.explain.buyers_report import BuyerLine, Portfolio
from encours.facts.only import kin, only


def run(asked: Namespace) -> int:
    """Print the buyers, the largest outstanding first, or one of them whole, which needs a policy."""
    try:
        documents.settle(asked)
        _refuse_one_as_document(asked)
        found = or_counted(ask(asked, asked.folder, or_none=not asked.buyer))
        if asked.buyer:
            found = _of_one(found, asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    portfolio = Portfolio(answer(found), question_of(found, asked))
    _show(portfolio, portfolio.line(asked.buyer) if asked.buyer else None, asked)
    return exit_codes.ANSWERED


def _refuse_one_as_document(asked: Namespace) -> None:
    if asked.buyer and documents.is_document(asked):
        raise Refused(messages.one_buyer_is_no_document(asked.format, asked.lang))


def _of_one(found: Asked, asked: Namespace) -> Asked:
    """The same question about one buyer and those that share its limit; refused with the nearest codes."""
    names = buyers_of(found.view).names
    if asked.buyer not in names:
        near = buyers_meant(found.view, asked.buyer, names)
        raise Refused(messages.no_buyer(asked.buyer, near, asked.lang, again(asked)))
    return replace(found, view=only(found.view, kin(found.view, asked.buyer)))


def _show(portfolio: Portfolio, one: BuyerLine | None, asked: Namespace) -> None:
    if asked.format == "table":
        _show_page(portfolio, one, asked)
        return
    if documents.is_document(asked):
        from encours.explain.buyers_document import buyers_document

        documents.show(lambda rows: buyers_document(portfolio, asked.lang, rows=rows), asked)
        return
    from encours.explain import buyers_json as shape

    if asked.format == "csv":
        buyers = portfolio.buyers if one is None else (one,)
        output.show_csv(shape.buyers_rows(portfolio, asked.lang, buyers), shape.buyers_columns(asked.lang), asked)
    elif one is None:
        output.show_json(shape.buyers_json(portfolio, asked.lang), asked)
    else:
        output.show_json(shape.buyer_json(portfolio, one, asked.lang), asked)


def _show_page(portfolio: Portfolio, one: BuyerLine | None, asked: Namespace) -> None:
    if one is None:
        from encours.explain.buyers_screen import buyers_page

        output.show(buyers_page(portfolio, asked.lang, rows=asked.top_rows), asked)
    else:
        from encours.explain.buyer_screen import buyer_page

        output.show(buyer_page(portfolio, one, asked.lang, rows=asked.top_rows), asked)
