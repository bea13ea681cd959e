"""From a folder on disk to a question that can be answered, or every reason why not."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from encours.cli import messages
from encours.cli.output import complain, warn
from encours.cli.proposed import again
from encours.duties.courts import METROPOLITAN
from encours.explain.again import Again
from encours.facts.assumptions import assume
from encours.facts.latest import latest_day
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import NEVER, Day
from encours.units.show import Language

SETTINGS: Final = "workspace.toml"
WARNINGS_SHOWN: Final = 5
UNREAD: Final = frozenset({"file_not_read", "text_of_terms"})
"""Codes of the warnings about files that were left aside, told beside a refusal too."""
MISDATED: Final = frozenset({"endorsement_before_period", "endorsement_after_period"})
"""Codes of the warnings of a policy that stand beside every answer under it; `policy check` tells the others too."""
PROGRESS_FROM: Final = 50_000
"""Rows of a file from which its reading is told."""


KERNEL_BYTES: Final = 4 << 20
"""Room that compiled kernels take, amply."""


class Refused(Exception):
    """Something read is refused; the message, in the language asked for, says all of it."""


class NoLedger(Refused):
    """A folder is refused that holds no table of facts, and no file that may be one under another name."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder that was read whole."""

    folder: Path
    ledger: Ledger
    company: str
    currency: str
    programme: Programme | None
    told_on: Day | None = None
    """Day of the latest file that was imported."""
    line_text: str | None = None
    """Text of its line of bonds."""
    is_policy_refused: bool = False
    """Whether it has a policy that does not read, and is asked what can be told without one."""
    residence: str = METROPOLITAN
    """Where the company resides, which some deadlines of the law depend on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A workspace, and the day and knowledge it is asked about."""

    workspace: Workspace
    view: View
    as_of: Day
    known_on: Day | None
    is_latest: bool
    language: Language = "en"
    is_judged: bool = True
    """Whether the programme is a policy: without one it only counts what is owed."""


def ask(
    asked: Namespace, folder: Path, *, with_policy: bool = True, or_none: bool = False, check_rates: bool = True
) -> Asked:
    """Workspace of a folder as of the day asked; raises `Refused` with every error of what was read.

    `with_policy` refuses a folder whose policy does not read, and, but for `or_none`, one that has none.
    """
    as_of = day_option(asked, "as_of")
    known_on = day_option(asked, "known_on")
    workspace = read(folder, asked, with_policy=with_policy, or_none=or_none)
    is_latest = as_of is None
    if as_of is None:
        as_of = max(
            (each for each in (latest_day(workspace.ledger), workspace.told_on) if each is not None), default=None
        )
    if as_of is None:
        from encours.formats.faults import place_of

        raise Refused(messages.no_facts(place_of(folder), asked.lang))
    view = workspace.ledger.view(as_of, known_on)
    if not asked.without_assumptions:
        view = assume(view)
    if workspace.programme is not None:
        warn_of_no_decisions(workspace.ledger, asked.lang)
    if workspace.programme is not None and check_rates:
        refuse_unconverted(view, workspace, asked.lang)
        warn_of_strangers(view, workspace.programme, asked.lang)
        warn_of_the_end(view, workspace.programme, asked.lang)
    return Asked(workspace, view, as_of, known_on, is_latest, asked.lang)


def read(folder: Path, asked: Namespace, *, with_policy: bool, or_none: bool = False) -> Workspace:
    """Ledger and programme of a folder."""
    from encours.formats.faults import place_of, printed
    from encours.formats.workspace import read_workspace

    language: Language = asked.lang
    found = read_workspace(
        folder, keep_good_rows=asked.keep_good_rows, report=_progress if sys.stderr.isatty() else None
    )
    programme: Programme | None = None
    left_aside = ""
    refusals = [found.text(language)] if found.errors else []
    is_folder = os.path.isdir(folder)  # noqa: PTH112 -- pathlib raises on a name that is too long
    is_told = bool(_policies(found.policy_texts, language))
    with_policy = with_policy and (is_told or not or_none)
    if is_told or (with_policy and is_folder):
        try:
            programme = programme_of(found.policy_texts, place_of(folder), language, again(asked))
        except Refused as refused:
            # A policy whose file was refused is not missing: what was said of it is enough.
            if not with_policy:
                left_aside = str(refused)
            elif not any(each.file.endswith(".toml") and each.file != SETTINGS for each in found.errors):
                refusals.append(str(refused))
    if found.ledger is None or (refusals and not asked.keep_good_rows) or (with_policy and programme is None):
        # What a file that was not read holds may be the very thing that is missing.
        beside = [each.text(language, is_warning=True) for each in found.warnings if each.code in UNREAD]
        is_no_ledger = found.is_only_empty and not found.unread and not beside
        raise (NoLedger if is_no_ledger else Refused)("\n\n".join((*refusals, *beside[:WARNINGS_SHOWN])))
    _warn((each.text(language, is_warning=True) for each in found.warnings), language)
    if left_aside:
        complain(f"{left_aside}\n{messages.policy_left_aside(language)}\n")
    for each in refusals:
        # Good rows are kept, as asked: which ones are not, and why, is still told.
        is_of_rows = each is refusals[0] and bool(found.errors)
        complain(printed(found.errors[:WARNINGS_SHOWN], found.error_total, language) if is_of_rows else each)
    settings = found.settings
    told_on = max((each.day for each in found.imports), default=None)
    return Workspace(
        folder,
        found.ledger,
        settings.company,
        settings.currency,
        programme,
        told_on,
        found.line_text,
        bool(left_aside),
        settings.residence or METROPOLITAN,
    )


def _policies(texts: Mapping[str, str], language: Language) -> tuple[str, ...]:
    """Names of the texts of a folder that may be policies; the others are told, where no name says which one is."""
    from encours.policy.read import POLICY_FILE, PROGRAMME_FILE, may_be_policies

    found = may_be_policies(texts)
    others = [each for each in texts if each not in found]
    if others and not {POLICY_FILE, PROGRAMME_FILE} & set(texts):
        warn(messages.no_heading(others, language), language)
    return found


def programme_of(texts: Mapping[str, str], folder: str, language: Language, proposed: Again) -> Programme:
    """Programme of the policy texts of a folder."""
    from encours.clauses.wordings import WORDINGS
    from encours.policy.faults import show_fault
    from encours.policy.read import may_be_policies, programme_file, read_programme_of

    if not programme_file(texts):
        raise Refused(messages.no_policy(folder, language, sorted(may_be_policies(texts)), proposed))
    reading = read_programme_of(texts, wordings=WORDINGS.values())
    if reading.programme is None:
        raise Refused("\n\n".join(show_fault(each, language) for each in reading.errors))
    beside = (each for each in reading.warnings if each.code in MISDATED)
    _warn((show_fault(each, language, is_warning=True) for each in beside), language)
    return reading.programme


@contextmanager
def cache_folder(language: Language) -> Iterator[Path | None]:
    """Folder of compiled kernels: ENCOURS_CACHE, else the user's own cache, else one for this command alone.

    None, which asks for the plain walk, where nothing can be written at all. A folder that others may write is
    no choice: what is kept there is run.
    """
    usual = _usual_cache()
    if _is_writable(usual):
        yield usual
        return
    try:
        alone = tempfile.TemporaryDirectory(prefix="encours-", ignore_cleanup_errors=True)
    except OSError:
        warn(messages.no_kernels(str(usual), language, is_slow=True), language)
        yield None
        return
    warn(messages.no_kernels(str(usual), language, is_slow=False), language)
    with alone as folder:
        yield Path(folder)


def _usual_cache() -> Path:
    if told := os.environ.get("ENCOURS_CACHE"):
        return Path(told)
    from platformdirs import user_cache_path

    return user_cache_path("encours", appauthor=False) / "kernels"


def _is_writable(folder: Path) -> bool:
    """Whether a file as large as a kernel can be written there: a full disk lets small ones pass."""
    try:
        if not folder.is_absolute() and folder.parts[:1] == ("~",):
            return False  # the system knows no home of this user
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as stream:
            stream.write(bytes(KERNEL_BYTES))
    except (OSError, ValueError):
        return False
    return True


def refuse_unconverted(view: View, workspace: Workspace, language: Language) -> None:
    """Refuse a view some of whose amounts cannot be turned into the policy's currency, or are too large in it."""
    from encours.cover.book.exchange import missing_rates, too_large

    assert workspace.programme is not None, "rates are wanted by a policy"
    target = workspace.programme.primary.currency
    if lacking := missing_rates(view, workspace.programme):
        raise Refused(messages.no_rates(str(workspace.folder), lacking, target, language))
    if sources := too_large(view, workspace.programme):
        raise Refused(messages.too_large(str(workspace.folder), sources, target, language))


def warn_of_strangers(view: View, programme: Programme, language: Language, held: Collection[str] = ()) -> None:
    """Tell of limits under a policy that the programme does not hold, and of names that nobody bears: likely slips.

    Policies `held` beside are known too.
    """
    from encours.cover.book.timelines import entities_without_limit, unknown_policies
    from encours.cover.unborne import unborne

    if strangers := _without(unknown_policies(view, programme), held):
        known = [policy.name for policy in programme.policies]
        warn(messages.unknown_policies(strangers, known, language), language)
    rows, is_shared = entities_without_limit(view, programme)
    if rows:
        from encours.cli.reverse_messages import entities_without_limit as told

        warn(told(rows, language, is_shared=is_shared), language)
    for each in unborne(view, programme):
        warn(messages.unborne(each.policy, each.key, each.value, each.near, language), language)


def warn_of_claims(view: View, programme: Programme, language: Language, held: Collection[str] = ()) -> None:
    """Tell of events of claims, and of assignments, of a policy or of a company that there is not: they say nothing.

    Policies `held` beside are known too.
    """
    from encours.cli import claim_messages
    from encours.cover.book.timelines import unknown_entities

    _warn_of_policies(claim_messages.OF_CLAIMS, view, programme, language, held)
    if len(view.table("assignments")) and (strangers := unknown_entities(view, programme, "assignments")):
        warn(claim_messages.unknown_entities(strangers, language), language)


def warn_of_the_end(view: View, programme: Programme, language: Language) -> None:
    """Tell of notices and renewals that say of a policy another end than its period does."""
    if not len(view.table("policy_events")):
        return
    from encours.cli import claim_messages
    from encours.duties.of_the_end import told_otherwise
    from encours.units.show import show_day

    for event, policy in told_otherwise(view, programme):
        day, end = (show_day(each, language) for each in (event.effective_on, policy.period_end))
        warn(claim_messages.another_end(event.source, policy.name, day, end, language), language)


def warn_of_duties(view: View, programme: Programme, language: Language) -> None:
    """Tell of requests of the insurer, and of notices and renewals, of a policy that there is not: no duty has them."""
    from encours.cli import claim_messages

    _warn_of_policies(claim_messages.OF_DUTIES, view, programme, language)


def _warn_of_policies(
    tables: Iterable[str], view: View, programme: Programme, language: Language, held: Collection[str] = ()
) -> None:
    from encours.cli import claim_messages
    from encours.cover.book.timelines import unknown_policies

    known = [policy.name for policy in programme.layers]
    for table in tables:
        if len(view.table(table)) and (strangers := _without(unknown_policies(view, programme, table), held)):
            warn(claim_messages.unknown_policies(table, strangers, known, language), language)


def _without(strangers: Mapping[str, list[str]], held: Collection[str]) -> dict[str, list[str]]:
    return {name: rows for name, rows in strangers.items() if name not in held}


def warn_of_no_decisions(ledger: Ledger, language: Language) -> None:
    """Tell that no file of decisions was read: nobody said that the insurer has granted no limit."""
    if not len(ledger.table("limit_decisions")) and not ledger.kept["limit_decisions"].is_register:
        warn(messages.no_decisions(language), language)


def day_option(asked: Namespace, name: str) -> Day | None:
    """Day that an option tells; nothing where it is not given, refused where it is no day."""
    written = getattr(asked, name)
    if written is None:
        return None
    from encours.units.parse_day import parse_day

    found = parse_day(written)
    if not isinstance(found, int) or found == NEVER:
        is_impossible = not isinstance(found, int) and found.code in {"date_impossible", "date_out_of_range"}
        option = f"--{name.replace('_', '-')}"
        raise Refused(messages.no_day(option, written, asked.lang, is_impossible=is_impossible))
    return found


def _warn(texts: Iterable[str], language: Language) -> None:
    every = list(texts)
    for each in every[:WARNINGS_SHOWN]:
        complain(each + "\n")
    more = len(every) - WARNINGS_SHOWN
    if more > 0:
        complain(f"… et {more} autres avertissements." if language == "fr" else f"… and {more} more warnings.")


def _progress(file: str, rows: int) -> None:
    if rows >= PROGRESS_FROM:
        sys.stderr.write(f"\r{file}: {rows:,}\033[K\r")
        sys.stderr.flush()
