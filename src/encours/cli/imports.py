"""`encours import FILE --into FOLDER`: what a file would change; kept with `--accept`, taken back with `--undo`."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from encours.cli import exit_codes, messages, output
from encours.cli.proposed import again
from encours.cli.reading import Refused, day_option, latest_day, programme_of, refuse_unconverted
from encours.cover.ageing import AgedBalance, age
from encours.cover.holds import Holds
from encours.cover.proposal import Proposal, propose, standing_on, taken_back
from encours.explain.import_report import Effect, ImportReport, import_json, import_page
from encours.facts.assumptions import assume
from encours.facts.columns import Table
from encours.facts.ledger import Ledger
from encours.formats.cross_checks import located
from encours.formats.faults import printed
from encours.formats.fec.rules import KIND as FEC
from encours.formats.imports import Import, keep, name_of, source_of
from encours.formats.limit_list import absent_from
from encours.formats.recognise import Recognised, Told, mappings_of, recognise, without_day
from encours.formats.settings import Settings
from encours.formats.workspace import SourcesRead, WorkspaceRead, read_sources, read_workspace
from encours.formats.write import begin_settings, invoice_currencies
from encours.policy.schedule import Programme
from encours.units import MISSING, Day
from encours.units.show import show_day

HASHED_AT_ONCE: Final = 1 << 20
FAULTS_SHOWN: Final = 20
"""Contradictions told one by one; the others are counted."""


@dataclass(frozen=True, slots=True)
class _Folder:
    """The workspace that an import goes into: empty where it does not exist yet."""

    place: Path
    ledger: Ledger
    settings: Settings
    imports: tuple[Import, ...]
    programme: Programme | None


def run(asked: Namespace) -> int:
    """Show what an import changes, and keep it where that is asked."""
    try:
        folder = _folder(asked)
        report = _undo(folder, asked) if asked.undo else _import(folder, asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    if asked.format == "json":
        output.show_json(import_json(report))
    else:
        output.show(import_page(report, asked.lang, rows=asked.top_rows), asked)
    for each in report.faults:
        output.complain(each + "\n")
    return exit_codes.REFUSED if report.proposal.is_refused else exit_codes.ANSWERED


def _folder(asked: Namespace) -> _Folder:
    """Workspace that the import goes into; refused where it cannot be read whole."""
    place: Path = asked.into
    if not place.exists():
        return _Folder(place, Ledger.empty(), Settings(), (), None)
    read = read_workspace(place)
    if read.ledger is None and not _is_only_empty(read):
        raise Refused(read.text(asked.lang))
    programme = None
    if read.policy_texts:
        programme = programme_of(read.policy_texts, str(place), asked.lang, again(asked))
    return _Folder(place, read.ledger or Ledger.empty(), read.settings, read.imports, programme)


def _is_only_empty(read: WorkspaceRead) -> bool:
    return read.error_total == 1 and [each.code for each in read.errors] == ["workspace_empty"]


def _import(folder: _Folder, asked: Namespace) -> ImportReport:
    if asked.file is None:
        raise Refused(messages.nothing_to_import(asked.lang))
    path: Path = asked.file
    sha256 = _hash(path, asked)
    standing = _standing(folder.imports)
    how = _recognised(path, folder, standing, asked)
    earlier = [each for each in standing if each.layout == how.layout]
    sources = _sources(path, how, folder, earlier, asked)
    day = day_option(asked, "day") or _told_day(how) or _latest(sources.tables.values(), asked)
    name = name_of(1 + max((each.rank for each in folder.imports), default=0), path.name)
    same = next((each.name for each in standing if (each.sha256, each.day) == (sha256, day)), "")
    holds = Holds(asked.holds) if asked.holds else how.holds
    last = max((each.day for each in earlier), default=None)
    if last is not None and day < last and holds in {Holds.OPEN_ITEMS, Holds.LIMITS}:
        raise Refused(
            messages.list_before(path.name, show_day(day, asked.lang), show_day(last, asked.lang), asked.lang)
        )
    proposal = propose(
        folder.ledger, sources.tables, name=name, day=day, holds=holds,
        since=last, earlier=[each.name for each in earlier],
        period=_period(sources, day), currency=_currency(folder, sources.tables),
    )  # fmt: skip
    command = ("import", str(path), "--into", str(folder.place), *_options(asked), "--accept")
    report = ImportReport(
        file=path.name,
        folder=str(folder.place),
        holds=holds,
        read=_read(how, sources, asked),
        proposal=proposal,
        effect=None if same else _effect(folder, proposal, asked),
        balance=None if same else _balance(folder, proposal),
        faults=_faults(proposal, sources, asked),
        same_as=same,
        absent=_absent(how, sources, folder, day),
        command=again(asked).without_folder(*command),
    )
    made = Import(name=name, file=path.name, sha256=sha256, day=day, layout=how.layout,
                  mapping=without_day(how.section))  # fmt: skip
    return _kept(folder, made, report, asked, source=path if how.layout == FEC else None)


def _recognised(path: Path, folder: _Folder, standing: Sequence[Import], asked: Namespace) -> Recognised:
    """How the file is read; refused, with what must be told, where nobody can know."""
    told = Told(
        table=asked.table or "", day=day_option(asked, "day"), currency=asked.currency, terms=asked.terms,
        bill_terms=asked.bill_terms, date_order=asked.date_order, decimal_mark=asked.decimal_mark,
        columns=dict(asked.column),
    )  # fmt: skip
    how = recognise(path, told, folder.settings, standing, folder.ledger, keep_good_rows=asked.keep_good_rows)
    if how.errors:
        raise Refused("\n\n".join(each.text(asked.lang) for each in how.errors))
    if how.asked:
        raise Refused("\n\n".join((how.text(asked.lang), messages.to_be_told(how.asked, asked.lang))))
    if not how.mappings:
        raise Refused(messages.no_table(path.name, asked.lang))
    return how


def _period(sources: SourcesRead, day: Day) -> tuple[Day, Day]:
    """Days that whole books tell of: those of a FEC, else those of every fact of the file."""
    books = [each for each in sources.books if not each.superseded]
    if books:
        return min(each.first_day for each in books), max(each.last_day for each in books)
    days = [int(table.happened_on.min()) for table in sources.tables.values() if table.length]
    return min(days, default=day), day


def _told_day(how: Recognised) -> Day | None:
    """Day that the file itself, or its mapping, tells of."""
    return next((each.as_of for each in how.mappings if each.as_of != MISSING), None)


def _read(how: Recognised, sources: SourcesRead, asked: Namespace) -> tuple[str, ...]:
    """How the file was read, for approval."""
    books = tuple(each.text(asked.lang) for each in sources.books if not each.superseded)
    sniffed = () if books else tuple(each.text(asked.lang) for each in sources.sniffed)
    return tuple(each for each in (how.text(asked.lang), *books, *sniffed) if each)


def _absent(how: Recognised, sources: SourcesRead, folder: _Folder, day: Day) -> tuple[str, ...]:
    """Buyers of ours that a list of limits does not name."""
    if how.holds is not Holds.LIMITS or "limit_decisions" not in sources.tables:
        return ()
    return absent_from(sources.tables["limit_decisions"], folder.ledger.view(day))


def _undo(folder: _Folder, asked: Namespace) -> ImportReport:
    found = next((each for each in folder.imports if each.name == asked.undo), None)
    if found is None or found not in _standing(folder.imports):
        names = [each.name for each in _standing(folder.imports)]
        raise Refused(messages.no_such_import(asked.undo, names, asked.lang))
    undoing = [each.name for each in folder.imports if each.undoes]
    if above := standing_on(folder.ledger, found.name, undoing):
        raise Refused(messages.imports_above(found.name, above, asked.lang))
    rank = 1 + max(each.rank for each in folder.imports)
    name = name_of(rank, f"undo-{found.name}.toml")
    last = max(each.day for each in folder.imports)
    day = max(day_option(asked, "day") or last, found.day)
    proposal = taken_back(folder.ledger, found.name, name=name, day=day)
    report = ImportReport(
        file=found.file, folder=str(folder.place), holds=Holds.ADDITIONS, read=(), proposal=proposal,
        effect=_effect(folder, proposal, asked), balance=_balance(folder, proposal),
        faults=_faults(proposal, None, asked), undoes=found.name,
        command=again(asked).without_folder("import", "--into", str(folder.place), "--undo", found.name, "--accept"),
    )  # fmt: skip
    made = Import(name=name, file=found.file, sha256=found.sha256, day=day, undoes=found.name)
    return _kept(folder, made, report, asked)


def _kept(
    folder: _Folder, made: Import, report: ImportReport, asked: Namespace, *, source: Path | None = None
) -> ImportReport:
    """Report of the import once it is kept; the same report where it is not to be."""
    if not asked.accept or report.is_empty or report.proposal.is_refused:
        return report
    currencies = invoice_currencies(report.proposal.ledger)
    refused = keep(folder.place, made, report.proposal.added, source=source, currencies=currencies)
    currency = _only_currency(_owed(report.proposal).values())
    if refused is None and currency and not folder.settings.currency:
        refused = begin_settings(folder.place, currency)
    if refused is not None:
        raise Refused(refused.text(asked.lang))
    undo = again(asked).without_folder("import", "--into", str(folder.place), "--undo", made.name, "--accept")
    return replace(report, kept=made.name, command=undo)


def _standing(imports: Sequence[Import]) -> list[Import]:
    """Imports that were not taken back, and that take none back."""
    gone = {each.undoes for each in imports if each.undoes}
    return [each for each in imports if each.name not in gone and not each.undoes]


def _sources(path: Path, how: Recognised, folder: _Folder, earlier: Sequence[Import], asked: Namespace) -> SourcesRead:
    """Tables of the file; refused with every error of it. A FEC is read with those imported before it."""
    files, mappings = {path.name: path}, {path.name: how.mappings}
    if how.layout == FEC:
        for each in earlier:
            source = source_of(folder.place, each)
            if source.is_file():
                files[f"{each.name}/{each.file}"] = source
                mappings[f"{each.name}/{each.file}"] = mappings_of(each, f"{each.name}/{each.file}") or how.mappings
    settings = replace(folder.settings, files=mappings)
    read = how.read or read_sources(files, settings, known=folder.ledger, keep_good_rows=asked.keep_good_rows)
    if read.error_total and not (asked.keep_good_rows and read.tables):
        raise Refused("\n\n".join(each for each in (how.text(asked.lang), read.text(asked.lang)) if each))
    if not read.tables:
        told_why = "\n\n".join(each.text(asked.lang) for each in read.warnings)
        raise Refused("\n\n".join(each for each in (told_why, messages.no_table(path.name, asked.lang)) if each))
    return read


def _hash(path: Path, asked: Namespace) -> str:
    from encours.formats.errors import file_unreadable

    made = hashlib.sha256()
    if path.exists() and not path.is_file():
        raise Refused(messages.no_file(str(path), asked.lang))
    try:
        with path.open("rb") as stream:
            while block := stream.read(HASHED_AT_ONCE):
                made.update(block)
    except OSError as refused:
        raise Refused(file_unreadable(path.name, refused.strerror or "refused").text(asked.lang)) from None
    return made.hexdigest()


def _latest(tables: Iterable[Table], asked: Namespace) -> Day:
    """Latest day of the facts of a file: the day it tells about."""
    found = latest_day(Ledger.from_tables(tables))
    if found is None:
        raise Refused(messages.no_day_of_import(asked.lang))
    return found


def _effect(folder: _Folder, proposal: Proposal, asked: Namespace) -> Effect | None:
    """Cover before and after, where there is a policy to tell it by."""
    from encours.cli.cover import cover_of_view
    from encours.cli.reading import Workspace

    if folder.programme is None or proposal.is_refused or not proposal.added:
        return None
    found = []
    day = _seen_on(proposal)
    for ledger in (folder.ledger, proposal.ledger):
        view = assume(ledger.view(day))
        workspace = Workspace(folder.place, ledger, folder.settings.company, folder.settings.currency, folder.programme)
        refuse_unconverted(view, workspace, asked.lang)
        found.append(cover_of_view(view, folder.programme, asked.lang))
    return Effect(day, found[0], found[1], folder.programme.primary.currency)


def _seen_on(proposal: Proposal) -> Day:
    """Day that `encours cover` would ask about once the import is kept."""
    return max(proposal.day, latest_day(proposal.ledger) or proposal.day)


def _currency(folder: _Folder, tables: Mapping[str, Table]) -> str:
    """The company's own currency; where nobody told it, the only one of what it is owed, else the euro."""
    return folder.settings.currency or _only_currency((*tables.values(), folder.ledger.table("invoices"))) or "EUR"


def _only_currency(tables: Iterable[Table]) -> str:
    """The one currency of these tables; empty where they have several, or none."""
    texts = [table.texts["currency"] for table in tables if "currency" in table.texts]
    found = {name for each in texts for name in each.with_own_names().names}
    return next(iter(found)) if len(found) == 1 else ""


def _owed(proposal: Proposal) -> Mapping[str, Table]:
    """Tables that tell what is owed, once the import is kept."""
    return {kind: proposal.ledger.table(kind) for kind in ("invoices", "aged_balances")}


def _balance(folder: _Folder, proposal: Proposal) -> AgedBalance | None:
    """Aged balance with the import, to be held against the control accounts."""
    if proposal.is_refused:
        return None
    currency = _currency(folder, _owed(proposal))
    return age(proposal.ledger.view(_seen_on(proposal)), folder.programme, currency=currency)


def _faults(proposal: Proposal, sources: SourcesRead | None, asked: Namespace) -> tuple[str, ...]:
    """Everything wrong, as printed: cells left out, doubtful cells, contradictions with what the folder holds."""
    told = [] if sources is None else [*sources.errors, *sources.warnings]
    told += [message for _, message in located(proposal.faults[:FAULTS_SHOWN], proposal.ledger)]
    total = len(told) + max(0, len(proposal.faults) - FAULTS_SHOWN)
    return (printed(told, total, asked.lang),) if told else ()


def _options(asked: Namespace) -> list[str]:
    """Options that the command proposed must repeat."""
    found: list[str] = []
    for name in ("holds", "day", "table", "currency", "date_order", "decimal_mark", "terms", "bill_terms"):
        if written := getattr(asked, name):
            found += [f"--{name.replace('_', '-')}", written]
    for field, heading in asked.column:
        found += ["--column", f"{field}={heading}"]
    return [*found, *(["--keep-good-rows"] if asked.keep_good_rows else [])]
