"""`encours import FILE --into FOLDER`: what a file would change; kept with `--accept`, taken back with `--undo`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from encours.actions.import_folder import FolderKeeper
from encours.actions.importing import Imported, Receiver, Refusal, Wish, import_file, undo_import
from encours.cli import exit_codes, messages, output
from encours.cli.cover import cover_of_view
from encours.cli.import_remedies import refusal_with_options, with_options
from encours.cli.proposed import again
from encours.cli.reading import Refused, Workspace, day_option, programme_of, refuse_unconverted
from encours.cover.answer import Cover
from encours.cover.holds import Holds
from encours.explain.import_list import ImportLine, imports_json, imports_page
from encours.explain.import_report import ImportReport, import_json, import_page
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.formats.document_words import document_of
from encours.formats.faults import place_of, printed
from encours.formats.recognise import Told
from encours.formats.settings import Settings
from encours.formats.told_fields import field_names, nearest_fields
from encours.formats.workspace import read_workspace
from encours.policy.schedule import Programme
from encours.units.currency import Currency, currencies, find_currency
from encours.units.refusal import nearest_names

REPEATED = ("holds", "day", "table", "path", "document_type", "currency", "date_order", "decimal_mark", "terms",
            "bill_terms")  # fmt: skip
"""Options that the command proposed says again."""


def run(asked: Namespace) -> int:
    """Show what an import changes, and keep it where that is asked."""
    try:
        _check(asked)
        receiver = _receiver(asked)
        if asked.undo is True:  # no name follows the option
            return _list(receiver, asked)
        done = _done(receiver, asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    if isinstance(done, Refusal):
        output.complain(refusal_with_options(done).text(asked.lang))
        return exit_codes.REFUSED
    report = _report(done, asked)
    if asked.format == "json":
        output.show_json(import_json(report))
    else:
        output.show(import_page(report, asked.lang, rows=asked.top_rows), asked)
    for each in report.faults:
        output.complain(each + "\n")
    return exit_codes.REFUSED if report.proposal.is_refused else exit_codes.ANSWERED


def _check(asked: Namespace) -> None:
    """Refuse what cannot be asked at once."""
    if asked.undo is not None and asked.file is not None:
        raise Refused(messages.undo_of_a_file(asked.lang))
    if asked.currency and not isinstance(find_currency(asked.currency), Currency):
        near = nearest_names(asked.currency.strip().upper()[:8], currencies())
        raise Refused(messages.no_currency(asked.currency, near, asked.lang))
    for word, meaning in asked.document_word:
        if document_of(meaning) is None:
            raise Refused(messages.no_document(f"{word}={meaning}", asked.lang))
    for field, _ in asked.column:
        if field not in field_names(asked.table):
            raise Refused(messages.no_field(field, nearest_fields(field, asked.table), asked.lang))


def _done(receiver: Receiver, asked: Namespace) -> Imported | Refusal:
    told = Told(
        table=asked.table or "", path=asked.path, document_type=asked.document_type, day=day_option(asked, "day"),
        currency=asked.currency.strip().upper(), terms=asked.terms, bill_terms=asked.bill_terms,
        date_order=asked.date_order, decimal_mark=asked.decimal_mark, columns=dict(asked.column),
        document_words=dict(asked.document_word),
    )  # fmt: skip
    holds = Holds(asked.holds) if asked.holds else None
    wish = Wish(told, holds, keep_good_rows=asked.keep_good_rows, accept=asked.accept)
    if asked.undo is not None:
        return undo_import(asked.undo, receiver, wish)
    if asked.file is None:
        raise Refused(messages.nothing_to_import(asked.lang))
    return import_file(asked.file, receiver, wish)


def _receiver(asked: Namespace) -> Receiver:
    """Workspace that the import goes into; refused where it cannot be read whole."""
    place: Path = asked.into
    if not place.exists():
        return Receiver(FolderKeeper(place), Ledger.empty(), Settings(), (), None, _cover_of(place, asked))
    read = read_workspace(place)
    ledger = read.incomplete if read.ledger is None else read.ledger
    if ledger is None and not read.is_only_empty:
        raise Refused(read.text(asked.lang))
    programme = None
    if read.policy_texts:
        programme = programme_of(read.policy_texts, str(place), asked.lang, again(asked))
    known = Ledger.empty() if ledger is None else ledger
    is_incomplete = read.ledger is None and read.incomplete is not None
    return Receiver(
        FolderKeeper(place), known, read.settings, read.imports, programme, _cover_of(place, asked),
        is_incomplete=is_incomplete,
    )  # fmt: skip


def _cover_of(place: Path, asked: Namespace) -> Callable[[View, Programme], Cover]:
    """How a cover is answered; amounts that cannot be turned into the policy's currency refuse the import."""

    def cover(view: View, programme: Programme) -> Cover:
        workspace = Workspace(place, view.ledger, company="", currency="", programme=programme)
        refuse_unconverted(view, workspace, asked.lang)
        return cover_of_view(view, programme, asked.lang)

    return cover


def _report(done: Imported, asked: Namespace) -> ImportReport:
    """The import as it is shown, with the command that keeps it, or takes it back once it is kept."""
    into = ("--into", str(asked.into))
    if done.kept or done.made.undoes:
        words = [*into, "--undo", done.kept or done.made.undoes]
        if not done.kept and asked.day:
            words += ["--day", asked.day]
    else:
        words = [str(asked.file), *into, *_repeated(asked)]
    faults, total = done.faults
    return ImportReport(
        file=done.made.file,
        folder=str(asked.into),
        holds=done.holds,
        read=tuple(text for each in done.read if (text := each.text(asked.lang))),
        proposal=done.proposal,
        effect=done.effect,
        balance=done.balance,
        faults=(printed(map(with_options, faults), total, asked.lang),) if faults else (),
        kept=done.kept,
        currency=done.currency,
        same_as=done.same_as,
        absent=done.absent,
        undoes=done.made.undoes,
        command=again(asked).without_folder("import", *words, "--accept"),
    )


def _repeated(asked: Namespace) -> list[str]:
    """Options that the command proposed must repeat."""
    found: list[str] = []
    for name in REPEATED:
        if written := getattr(asked, name):
            found += [f"--{name.replace('_', '-')}", written]
    for field, heading in asked.column:
        found += ["--column", f"{field}={heading}"]
    for word, meaning in asked.document_word:
        found += ["--document-word", f"{word}={meaning}"]
    return [*found, *(["--keep-good-rows"] if asked.keep_good_rows else [])]


def _list(receiver: Receiver, asked: Namespace) -> int:
    """Show the imports of a folder, with what each brought and the command that takes the last one back."""
    undone_by = {each.undoes: each.name for each in receiver.imports if each.undoes}
    lines = tuple(
        ImportLine(each.name, each.day, each.file, each.totals, each.undoes, undone_by.get(each.name, ""))
        for each in receiver.imports
    )
    standing = receiver.standing
    command = ""
    if standing:
        command = again(asked).without_folder("import", "--into", str(asked.into), "--undo", standing[-1].name)
    if asked.format == "json":
        output.show_json(imports_json(lines))
    else:
        folder = place_of(asked.into)
        output.show(imports_page(lines, asked.lang, folder=folder, command=command, rows=asked.top_rows), asked)
    return exit_codes.ANSWERED
