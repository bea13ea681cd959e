"""Importing a file into a company, and taking an import back: what it changes, kept where that is accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol

from encours.cover.ageing import AgedBalance, age
from encours.cover.answer import Cover
from encours.cover.holds import Holds
from encours.cover.moves import Effect
from encours.cover.proposal import Proposal, propose, standing_on, taken_back
from encours.facts.assumptions import assume
from encours.facts.columns import Table
from encours.facts.faults import Fault
from encours.facts.latest import latest_day
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.formats import import_errors
from encours.formats.cross_checks import located
from encours.formats.errors import file_unreadable
from encours.formats.faults import Language, ReadError
from encours.formats.fec.rules import KIND as FEC
from encours.formats.fec.summary import learnt_on
from encours.formats.imports import Import, file_changed, name_of, sha256_of, standing
from encours.formats.limit_errors import UNMAPPED
from encours.formats.limit_list import absent_from
from encours.formats.recognise import Recognised, Told, mappings_of, recognise, without_day
from encours.formats.settings import LISTS, FileMapping, Settings
from encours.formats.workspace import SourcesRead, read_sources
from encours.formats.write import invoice_currencies
from encours.policy.schedule import Programme
from encours.units import MISSING, Day

SIREN: Final = 9
"""Figures of a French company's number, with which the name of its books begins."""
FAULTS_SHOWN: Final = 20
"""Contradictions told one by one; the others are counted."""


class Said(Protocol):
    """Something that says itself in the language of whoever reads it."""

    def text(self, language: Language, /) -> str:
        """What it says; empty where it has nothing to say."""
        ...


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was imported, everything at once: what was understood of the file, then what is wrong."""

    said: tuple[Said, ...]

    def text(self, language: Language = "en") -> str:
        """All of it, for people."""
        return "\n\n".join(text for each in self.said if (text := each.text(language)))


class Keeper(Protocol):
    """Where the imports of a company are kept: the folder of a workspace, or a store."""

    @property
    def has_currency(self) -> bool:
        """Whether the company's currency is told there, or may not be; otherwise it is kept with the import."""
        ...

    def source(self, made: Import, /) -> Path:
        """Where the file of an earlier import is; that it is there, and unchanged, is looked at by whoever reads it."""
        ...

    def keep(
        self, made: Import, facts: Mapping[str, Table], /, *, source: Path | None, currency: str,
        currencies: Mapping[str, str],
    ) -> ReadError | None:  # fmt: skip
        """Keep an import whole or not at all; answers why it was not done, or nothing.

        ``source`` is a file on which later imports of its sort stand. ``currency`` is the company's where it is to be
        kept too; ``currencies`` gives that of each invoice, for amounts that name none.
        """
        ...


@dataclass(frozen=True, slots=True)
class Receiver:
    """The company that an import goes into: empty where it does not exist yet.

    ``cover_of`` answers the cover of a view under its programme, None where amounts of it cannot be converted.
    ``is_incomplete`` says that facts of ``ledger`` name others it lacks, which the import may bring: until then it has
    no cover.
    """

    keeper: Keeper
    ledger: Ledger
    settings: Settings
    imports: tuple[Import, ...]
    programme: Programme | None
    cover_of: Callable[[View, Programme], Cover | None]
    is_incomplete: bool = False

    @property
    def standing(self) -> list[Import]:
        """Imports that were not taken back, and that take none back."""
        return standing(self.imports)


@dataclass(frozen=True, slots=True)
class Wish:
    """What whoever imports tells, and whether the import is to be kept."""

    told: Told = field(default_factory=Told)
    holds: Holds | None = None
    keep_good_rows: bool = False
    accept: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Imported:
    """What an import changes, or changed where ``kept`` names it.

    ``how`` and ``sources`` tell how the file was read, None where an import is taken back (``undoes``). ``effect`` is
    None without a policy, or where amounts cannot be converted; ``balance`` is that of the ledger with the import, if
    nothing contradicts. ``same_as`` names an import of the same file, ``absent`` our buyers that a list of limits does
    not name.
    """

    made: Import
    holds: Holds
    proposal: Proposal
    effect: Effect | None
    balance: AgedBalance | None
    how: Recognised | None = None
    sources: SourcesRead | None = None
    same_as: str = ""
    absent: tuple[str, ...] = ()
    kept: str = ""
    currency: str = ""
    """The company's currency, where keeping the import writes it into settings that are not there yet."""

    @property
    def read(self) -> tuple[Said, ...]:
        """How the file was read, for approval."""
        if self.how is None or self.sources is None:
            return ()
        books = [each for each in self.sources.books if not each.superseded]
        if books:
            return (self.how, *books)
        # A table of which the file itself says no row was deduced: it is counted with what is deduced.
        sniffed = self.sources.sniffed
        return (self.how, *(each for each in sniffed if each.rows or each is sniffed[0]))

    @property
    def faults(self) -> tuple[tuple[ReadError, ...], int]:
        """Everything wrong, the first ones, and their true number: cells left out, doubtful cells, contradictions."""
        told = [] if self.sources is None else [*self.sources.errors, *self.sources.warnings]
        wrong: Sequence[Fault] = (*self.proposal.faults, *self.proposal.still)
        told += [message for _, message in located(wrong[:FAULTS_SHOWN], self.proposal.ledger)]
        untold = 0 if self.sources is None else self.sources.error_total - len(self.sources.errors)
        return tuple(told), len(told) + untold + max(0, len(wrong) - FAULTS_SHOWN)


class _Refused(Exception):
    def __init__(self, *said: Said) -> None:
        super().__init__()
        self.refusal = Refusal(said)


def import_file(path: Path, receiver: Receiver, wish: Wish) -> Imported | Refusal:
    """What a file would change in a company; kept, whole or not at all, where the wish accepts it."""
    try:
        _refuse_unreadable_name(path)
        return _kept(_import(path, receiver, wish), receiver, wish, path)
    except _Refused as refused:
        return refused.refusal


def _refuse_unreadable_name(path: Path) -> None:
    try:
        path.name.encode()
    except UnicodeEncodeError:
        raise _Refused(import_errors.name_unreadable(path.name)) from None


def undo_import(name: str, receiver: Receiver, wish: Wish) -> Imported | Refusal:
    """What taking an import back would change; done where the wish accepts it."""
    try:
        return _kept(_undo(name, receiver, wish), receiver, wish, None)
    except _Refused as refused:
        return refused.refusal


def _import(path: Path, receiver: Receiver, wish: Wish) -> Imported:
    sha256 = _hash(path)
    stand = receiver.standing
    how = _recognised(path, receiver, wish)
    earlier = [each for each in stand if each.layout == how.layout]
    sources = _sources(path, how, receiver, earlier, wish)
    day = wish.told.day or _told_day(how) or _latest(sources)
    if day is None:
        raise _Refused(import_errors.day_untold(path.name))
    made = Import(name=_next_name(receiver, path.name), file=path.name, sha256=sha256, day=day, layout=how.layout,
                  mapping=without_day(how.section))  # fmt: skip
    if _hash(path) != sha256:
        raise _Refused(file_changed(path.name))
    holds = wish.holds or how.holds
    last = max((each.day for each in earlier), default=None)
    if last is not None and day < last and holds in {Holds.OPEN_ITEMS, Holds.LIMITS}:
        raise _Refused(import_errors.list_before(path.name, day, last))
    proposal = propose(
        receiver.ledger, sources.tables, name=made.name, day=day, holds=holds,
        since=last, earlier=_sources_of(earlier, receiver),
        period=_period(sources, day), currency=_currency(receiver, sources.tables),
    )  # fmt: skip
    same = next((each.name for each in reversed(stand) if (each.sha256, each.day) == (sha256, day)), "")
    return Imported(
        made=made,
        holds=holds,
        proposal=proposal,
        effect=_effect(receiver, proposal),
        balance=_balance(receiver, proposal),
        how=how,
        sources=sources,
        # What it says may stand no more: it was corrected since, or other terms are told.
        same_as="" if proposal.added else same,
        absent=_absent(how, sources, receiver, day),
        currency=_begun_currency(receiver, proposal),
    )


def _undo(name: str, receiver: Receiver, wish: Wish) -> Imported:
    found = next((each for each in receiver.imports if each.name == name), None)
    stand = receiver.standing
    if found is None:
        raise _Refused(import_errors.no_such_import(name, [each.name for each in stand]))
    if found not in stand:
        # What was taken back, or takes back, does not stand: its file brings it again.
        gone = next((each for each in receiver.imports if each.undoes == name), found)
        raise _Refused(import_errors.undone_already(name, gone))
    undoing = [each.name for each in receiver.imports if each.undoes]
    corrected = standing_on(receiver.ledger, name, undoing)
    # What says again what stands already keeps nothing of it: it would be lost with the import taken back.
    again = [each.name for each in stand if each.rank > found.rank and _tells_of_the_same(each, found)]
    if above := sorted({*corrected, *again}):
        raise _Refused(import_errors.imports_above(name, above))
    last = max(each.day for each in receiver.imports)
    made = Import(name=_next_name(receiver, f"undo-{name}.toml"), file=found.file, sha256=found.sha256,
                  day=max(wish.told.day or last, found.day), undoes=name)  # fmt: skip
    proposal = taken_back(receiver.ledger, name, name=made.name, day=made.day)
    effect, balance = _effect(receiver, proposal), _balance(receiver, proposal)
    return Imported(made=made, holds=Holds.ADDITIONS, proposal=proposal, effect=effect, balance=balance)


def _sources_of(earlier: Sequence[Import], receiver: Receiver) -> list[str]:
    """Names under which facts of these lists stand: their own, and those of what took one back and restored facts."""
    layouts = {each.layout for each in earlier}
    taken_back = {each.name for each in receiver.imports if each.layout in layouts}
    return [*(each.name for each in earlier), *(each.name for each in receiver.imports if each.undoes in taken_back)]


def _tells_of_the_same(later: Import, found: Import) -> bool:
    """Whether two imports are of one kind of list, or the books of one company."""
    if later.layout != found.layout:
        return False
    return found.layout != FEC or later.file[:SIREN] == found.file[:SIREN]


def _kept(imported: Imported, receiver: Receiver, wish: Wish, path: Path | None) -> Imported:
    """The import once it is kept; the same where it is not to be."""
    proposal, made = imported.proposal, imported.made
    if not wish.accept or imported.same_as or not proposal.added or proposal.is_refused:
        return imported
    refused = receiver.keeper.keep(
        made, proposal.added, source=path if made.layout == FEC else None, currency=imported.currency,
        currencies=invoice_currencies(proposal.ledger),
    )  # fmt: skip
    if refused is not None:
        raise _Refused(refused)
    return replace(imported, kept=made.name)


def _next_name(receiver: Receiver, file: str) -> str:
    return name_of(_next_rank(receiver), file)


def _next_rank(receiver: Receiver) -> int:
    return 1 + max((each.rank for each in receiver.imports), default=0)


def _recognised(path: Path, receiver: Receiver, wish: Wish) -> Recognised:
    """How the file is read; refused, with what must be told, where nobody can know."""
    how = recognise(
        path, wish.told, receiver.settings, receiver.standing, receiver.ledger, keep_good_rows=wish.keep_good_rows
    )
    if how.errors:
        raise _Refused(*how.errors)
    if how.asked:
        raise _Refused(how, import_errors.to_be_told(path.name, how.asked))
    assert how.mappings, "a file is read somehow, or why not is told"
    return how


def _sources(path: Path, how: Recognised, receiver: Receiver, earlier: Sequence[Import], wish: Wish) -> SourcesRead:
    """Tables of the file; refused with every error of it. A FEC is read with those imported before it."""
    files, mappings = {path.name: path}, {path.name: how.mappings}
    if how.layout == FEC:
        for each in earlier:
            name = f"{each.name}/{each.file}"
            files[name] = _source(receiver, each)
            mappings[name] = _ranked(mappings_of(each, name) or how.mappings, each.rank)
        mappings[path.name] = _ranked(how.mappings, _next_rank(receiver))
    settings = replace(receiver.settings, files=mappings)
    read = how.read or read_sources(files, settings, known=receiver.ledger, keep_good_rows=wish.keep_good_rows)
    if read.error_total and not (wish.keep_good_rows and read.tables):
        raise _Refused(how, read)
    strangers = [each for each in read.warnings if each.code == UNMAPPED]
    if strangers and how.layout in LISTS and not any(table.length for table in read.tables.values()):
        told = strangers[:FAULTS_SHOWN]
        raise _Refused(how, *told, import_errors.list_of_strangers(path.name, len(strangers)))
    assert read.tables, "a file that is read gives a table, even of no row"
    return read


def _ranked(mappings: tuple[FileMapping, ...], rank: int) -> tuple[FileMapping, ...]:
    return tuple(replace(each, rank=rank) for each in mappings)


def _source(receiver: Receiver, made: Import) -> Path:
    """File of an earlier import on which this one stands; refused where it is not the one imported."""
    source = receiver.keeper.source(made)
    try:
        is_edited = sha256_of(source) != made.sha256
    except OSError:
        raise _Refused(import_errors.source_lost(made, is_edited=False)) from None
    if is_edited:
        raise _Refused(import_errors.source_lost(made, is_edited=True))
    return source


def _period(sources: SourcesRead, day: Day) -> tuple[Day, Day]:
    """Days that whole books tell of: those of a FEC, else those of every fact of the file."""
    books = [each for each in sources.books if not each.superseded]
    if books:
        return min(each.first_day for each in books), max(each.learnt_on for each in books)
    days = [int(table.happened_on.min()) for table in sources.tables.values() if table.length]
    return min(days, default=day), day


def _told_day(how: Recognised) -> Day | None:
    """Day that the file itself, or its mapping, tells of."""
    return next((each.as_of for each in how.mappings if each.as_of != MISSING), None)


def _latest(sources: SourcesRead) -> Day | None:
    """Day on which books were learnt; else the latest day of the facts of a file, the day it tells about."""
    return learnt_on(sources.books) or latest_day(Ledger.from_tables(sources.tables.values()))


def _absent(how: Recognised, sources: SourcesRead, receiver: Receiver, day: Day) -> tuple[str, ...]:
    """Buyers of ours that a list of limits does not name."""
    if how.holds is not Holds.LIMITS or "limit_decisions" not in sources.tables:
        return ()
    return absent_from(sources.tables["limit_decisions"], receiver.ledger.view(day))


def _hash(path: Path) -> str:
    if path.exists() and not path.is_file():
        raise _Refused(import_errors.no_file(str(path)))
    try:
        return sha256_of(path)
    except OSError as refused:
        raise _Refused(file_unreadable(path.name, refused.strerror or "refused")) from None


def _effect(receiver: Receiver, proposal: Proposal) -> Effect | None:
    """Cover before and after, where there is a policy to tell it by and both can be told."""
    programme = receiver.programme
    if programme is None or receiver.is_incomplete or proposal.is_refused or not proposal.added:
        return None
    day = _seen_on(proposal)
    before, after = (
        receiver.cover_of(assume(ledger.view(day)), programme) for ledger in (receiver.ledger, proposal.ledger)
    )
    if before is None or after is None:
        return None
    return Effect(before, after, programme.primary.currency)


def _seen_on(proposal: Proposal) -> Day:
    """Day that the workspace would be asked about once the import is kept."""
    return max(proposal.day, latest_day(proposal.ledger) or proposal.day)


def _balance(receiver: Receiver, proposal: Proposal) -> AgedBalance | None:
    """Aged balance with the import, to be held against the control accounts; None where anything contradicts."""
    if proposal.is_refused or proposal.still:
        return None
    currency = _currency(receiver, _owed(proposal))
    return age(proposal.ledger.view(_seen_on(proposal)), receiver.programme, currency=currency)


def _currency(receiver: Receiver, tables: Mapping[str, Table]) -> str:
    """The company's own currency; where nobody told it, the only one of what it is owed, else the euro."""
    owed = (*tables.values(), receiver.ledger.table("invoices"))
    return receiver.settings.currency or _only_currency(owed) or "EUR"


def _begun_currency(receiver: Receiver, proposal: Proposal) -> str:
    """Currency that is kept with the import; empty where it is told already, or there are several."""
    return "" if receiver.keeper.has_currency else _only_currency(_owed(proposal).values())


def _only_currency(tables: Iterable[Table]) -> str:
    """The one currency of these tables; empty where they have several, or none."""
    texts = [table.texts["currency"] for table in tables if "currency" in table.texts]
    found = {name for each in texts for name in each.with_own_names().names}
    return next(iter(found)) if len(found) == 1 else ""


def _owed(proposal: Proposal) -> Mapping[str, Table]:
    """Tables that tell what is owed, once the import is kept."""
    return {kind: proposal.ledger.table(kind) for kind in ("invoices", "aged_balances")}
