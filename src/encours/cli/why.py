"""`encours why INVOICE`: why an invoice is covered or not, clause by clause."""

from __future__ import annotations

from argparse import Namespace

from encours.cli import exit_codes, messages, output
from encours.cli.named_buyers import buyers_called, with_name
from encours.cli.proposed import again
from encours.cli.reading import Asked, Refused, ask, refuse_unconverted
from encours.cover.answer import account_of_buyer
from encours.cover.book.lay_out import lay_out
from encours.cover.one import judge_account
from encours.explain.lines import Lines
from encours.explain.tree import Tree, tree
from encours.facts.only import kin, only
from encours.units.refusal import nearest_names


def run(asked: Namespace) -> int:
    """Print the tree of an invoice: each of its open instalments, of each buyer that has such a number."""
    try:
        found = ask(asked, asked.inside or asked.folder, check_rates=False)
        buyers = _buyers(found, asked)
        trees = [each for buyer in buyers for each in _trees(found, buyer, asked)]
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(trees, found, buyers, asked)
    lacking = any(each.needs_information for each in trees)
    return exit_codes.NEEDS_INFORMATION if lacking else exit_codes.ANSWERED


def _buyers(found: Asked, asked: Namespace) -> list[str]:
    """Buyers that have an invoice of that number; refused with the nearest numbers when none has."""
    invoices = found.view.table("invoices")
    numbers, buyers = invoices.texts["number"], invoices.texts["buyer"]
    rows = numbers.where_any([asked.invoice]).tolist()
    chosen = dict.fromkeys(buyers[row] for row in rows)
    if asked.buyer and chosen and asked.buyer not in chosen:
        raise Refused(messages.no_invoice_of_buyer(asked.invoice, asked.buyer, list(chosen), asked.lang))
    if asked.buyer:
        chosen = {each: None for each in chosen if each == asked.buyer}
    if not chosen:
        near = nearest_names(asked.invoice, dict.fromkeys(numbers.names))
        called = buyers_called(found.view, asked.invoice) if not near else ()
        if called:
            told = [with_name(found.view, each) for each in called]
            raise Refused(messages.a_buyer_and_no_invoice(asked.invoice, called[0], told, asked.lang, again(asked)))
        raise Refused(messages.no_invoice(asked.invoice, near, asked.lang, again(asked)))
    return list(chosen)


def _trees(found: Asked, buyer: str, asked: Namespace) -> list[Tree]:
    assert found.workspace.programme is not None, "why needs a policy"
    view = only(found.view, kin(found.view, buyer))
    refuse_unconverted(view, found.workspace, asked.lang)
    book = lay_out(view, found.workspace.programme)
    lines = Lines(book)
    made = []
    for account in account_of_buyer(book, buyer):
        answer = judge_account(book, account)
        made += [
            tree(lines, line, answer, language=asked.lang, company_currency=found.workspace.currency)
            for line in lines.of_account(account, answer)
            if line.number == asked.invoice and line.buyer == buyer
        ]
    return made


def _show(trees: list[Tree], found: Asked, buyers: list[str], asked: Namespace) -> None:
    if asked.format == "json":
        from encours.explain.tree_json import trees_json

        assert found.workspace.programme is not None, "why needs a policy"
        policies = found.workspace.programme.policies
        output.show_json(
            trees_json(
                trees, asked.invoice, policies=policies, as_of=found.as_of, known_on=found.known_on, language=asked.lang
            )
        )
        return
    if asked.format == "csv":
        from encours.explain.tree_json import tree_columns, tree_rows

        output.show_csv(tree_rows(trees, asked.lang), tree_columns(asked.lang), asked)
        return
    from encours.explain.blocks import EMPTY, Block
    from encours.explain.tree_screen import settled_page, tree_page

    page: list[Block] = []
    for each in trees:
        shown = tree_page(each, as_of=found.as_of, language=asked.lang, everything=asked.everything, again=again(asked))
        page += [*shown, EMPTY]
    if not trees:
        page += settled_page(asked.invoice, ", ".join(buyers), found.as_of, asked.lang)
    output.show(tuple(page), asked)
