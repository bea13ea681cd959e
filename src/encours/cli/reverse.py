"""`encours reverse FOLDER`: the total of a reverse cover, each supplier's part of it, a failure, a certificate."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from textwrap import fill

from encours.claims.announced import days_of_loss
from encours.claims.of_buyer import view_of_loss
from encours.clauses.lose.anchors import INSOLVENCY
from encours.clauses.reverse_terms import REVERSE, TOTAL
from encours.cli import documents, exit_codes, output
from encours.cli import reverse_messages as words
from encours.cli.asked_head import question_of
from encours.cli.cover import answer
from encours.cli.proposed import again
from encours.cli.reading import Asked, Refused, ask, day_option, refuse_unconverted
from encours.explain.reverse_report import ReverseReport, SupplierLine, reverse_report
from encours.facts.faults import Fault as FactFault
from encours.formats.cross_checks import located
from encours.formats.faults import printed
from encours.policy.faults import Fault, Place, Words, Wrong, show_fault
from encours.policy.quantities import read_quantity
from encours.reverse.agreed import ReverseCover, reverse_cover, suppliers_of
from encours.reverse.allocations import Fit, Stretch, allocations_of, fit, stretches
from encours.reverse.failure import Failure, failure
from encours.reverse.findings import breaches, refused_allocations
from encours.units.refusal import nearest_names
from encours.units.show import show_day


def run(asked: Namespace) -> int:
    """Print the cover, one of its suppliers whole, or a certificate."""
    try:
        documents.settle(asked)
        report = _report(asked)
        shown = _shown(report, asked)
        _refuse_document(asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(report, shown, asked)
    return exit_codes.ANSWERED


def _report(asked: Namespace) -> ReverseReport:
    found = ask(asked, asked.folder)
    cover = cover_of(found, asked)
    _refuse(refused_allocations(found.view, cover), found, asked)
    allocations = allocations_of(found.view, cover)
    days = stretches(allocations, cover)
    # What is still to come may be mended in time, and is told with the answer; what has begun forbids one.
    _refuse(breaches([each for each in days if each.first <= found.as_of], cover), found, asked)
    return reverse_report(
        question_of(found, asked), cover, answer(found), allocations=allocations, found=days,
        fit=_fit(days, found, cover, asked), failure=_failure(found, cover, asked),
        failed_on=min(days_of_loss(found.view, cover.policy, cover.debtor), default=None),
    )  # fmt: skip


def cover_of(found: Asked, asked: Namespace) -> ReverseCover:
    """The reverse cover of a folder; refused, with all that is wrong, where its policy agrees on none."""
    programme = found.workspace.programme
    assert programme is not None, "a reverse cover is a policy"
    cover = reverse_cover(programme)
    if isinstance(cover, ReverseCover):
        return cover
    file = programme.primary.source or programme.primary.name
    raise Refused("\n\n".join(words.no_reverse_cover(file, each, asked.lang) for each in cover))


def _refuse(faults: Sequence[FactFault], found: Asked, asked: Namespace) -> None:
    if faults:
        errors = [error for _, error in located(faults, found.workspace.ledger)]
        raise Refused(_folded(printed(sorted(errors), len(errors), asked.lang)))


def _folded(text: str) -> str:
    """Long lines folded to the screen: a day above the total names every allocation that makes it."""
    width = output.screen_width()
    return "\n".join(
        fill(line, width, break_long_words=False, break_on_hyphens=False) if len(line) > width else line
        for line in text.splitlines()
    )


def _shown(report: ReverseReport, asked: Namespace) -> SupplierLine | None:
    """The supplier asked for whole, or for its certificate."""
    if asked.supplier is None and asked.certificate is None:
        return None
    option, code = ("supplier", asked.supplier) if asked.certificate is None else ("certificate", asked.certificate)
    one = report.of(code)
    insured = suppliers_of(report.lines.book.view, report.cover)
    if one is None or not code or (asked.certificate is not None and code not in insured):
        near = nearest_names(code, [each.supplier for each in report.suppliers if each.supplier in insured])
        raise Refused(words.no_supplier(f"--{option}", code, near, asked.lang, again(asked)))
    return one


def _refuse_document(asked: Namespace) -> None:
    """One supplier whole is for the screen and for programs; what is handed on is the cover, or its certificate."""
    if asked.supplier is not None and asked.certificate is None and documents.is_document(asked):
        raise Refused(words.no_document_of_a_supplier(asked.supplier, asked.lang))


def _fit(days: tuple[Stretch, ...], found: Asked, cover: ReverseCover, asked: Namespace) -> Fit | None:
    """Whether the allocation asked for keeps within the total; refused where it names no supplier, or no amount."""
    if asked.ask is None:
        return None
    supplier, equals, amount = asked.ask.partition("=")
    names = tuple(suppliers_of(found.view, cover))
    supplier = supplier.strip()
    if not equals or supplier not in names:
        raise Refused(words.not_asked(asked.ask, supplier, names, asked.lang))
    read = read_quantity(REVERSE[TOTAL], amount.strip(), cover.policy.currency)
    if isinstance(read, Wrong) or read < 0:
        raise Refused(_wrong_amount(asked, read))
    return fit(days, supplier, read, day=found.as_of)


def _wrong_amount(asked: Namespace, read: int | Wrong) -> str:
    wrong = read if isinstance(read, Wrong) else words.NO_AMOUNT
    lacks_subject = wrong.what.english[:1].islower()
    what = Words(f"amount {wrong.what.english}", f"montant {wrong.what.french}") if lacks_subject else wrong.what
    place = Place("--ask", 0, 1, max(1, len(asked.ask)), asked.ask)
    return show_fault(Fault(wrong.code, place, what, wrong.hint), asked.lang)


def _failure(found: Asked, cover: ReverseCover, asked: Namespace) -> Failure | None:
    """The failure supposed on the day told; one that the ledger announces on that day is no supposition."""
    day = day_option(asked, "failed_on")
    if day is None:
        return None
    if day > found.as_of:
        told = show_day(day, asked.lang), show_day(found.as_of, asked.lang)
        raise Refused(words.failure_after_the_day(*told, asked.lang))
    refuse_unconverted(view_of_loss(found.view, cover.debtor, day), found.workspace, asked.lang)
    announced = days_of_loss(found.view, cover.policy, cover.debtor)
    return failure(found.view, cover, day=day, cause=INSOLVENCY, is_announced=day in announced)


def _show(report: ReverseReport, shown: SupplierLine | None, asked: Namespace) -> None:
    from encours.explain.reverse_certificate import certificate

    found = certificate(report, shown, asked.lang) if shown is not None and asked.certificate is not None else None
    if asked.format == "table":
        from encours.explain.reverse_screen import reverse_page
        from encours.explain.supplier_screen import certificate_page, supplier_page

        if found is not None:
            output.show(certificate_page(found, asked.lang), asked)
        elif shown is not None:
            output.show(supplier_page(report, shown, asked.lang, rows=asked.top_rows), asked)
        else:
            output.show(reverse_page(report, asked.lang, rows=asked.top_rows), asked)
    elif documents.is_document(asked):
        from encours.explain.reverse_document import certificate_document, reverse_document

        documents.show(
            lambda rows: reverse_document(report, asked.lang, rows=rows) if found is None
            else certificate_document(report, found, asked.lang),
            asked,
        )  # fmt: skip
    else:
        from encours.explain import reverse_json as shape

        if asked.format == "json":
            output.show_json(shape.reverse_json(report, asked.lang, shown=shown, found=found), asked)
        else:
            rows = shape.reverse_rows(report, asked.lang, shown=shown)
            output.show_csv(rows, shape.reverse_columns(report, asked.lang), asked)
