"""What an import would change, as the page shows it: made once in the background, kept in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from encours.actions.importing import Imported, Refusal
from encours.explain.import_report import ImportReport, import_body
from encours.explain.words import say
from encours.facts.kinds import OwnLimit
from encours.formats.cross_checks import located
from encours.formats.faults import ReadError
from encours.formats.guess import Glimpse
from encours.formats.imports import Import
from encours.formats.recognise import Recognised
from encours.formats.workspace import SourcesRead
from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.computing.blocks import blocks_json
from encours.web.computing.import_remedies import on_the_page

LANGUAGES: Final[tuple[Language, Language]] = ("en", "fr")
ROWS: Final = 20
"""Rows of each list of a preview; it says how many it leaves out."""
NOTHING_NEW: Final = Words(
    "The company's books already say all of this: there is nothing to keep.",
    "Les livres de la société disent déjà tout cela : il n’y a rien à conserver.",
)
CONTRADICTS: Final = Words(
    "It cannot be kept: what it says contradicts what is known already.",
    "Il ne peut pas être conservé : ce qu’il dit contredit ce qui est déjà connu.",
)
UNCONVERTED: Final = Words(
    "Its effect on cover cannot be told: amounts are in a currency without an exchange rate. Import the rates too.",
    "Son effet sur la garantie ne peut pas être dit : des montants sont dans une devise sans cours de change. "
    "Importez aussi les cours.",
)
NO_POLICY: Final = Words(
    "Its effect on cover cannot be told: the company has no policy yet.",
    "Son effet sur la garantie ne peut pas être dit : la société n’a pas encore de police.",
)
KEPT_SINCE: Final = Words(
    "Kept since you saw this import: {what}. Here is what the import changes now; none of it was kept.",
    "Conservé depuis votre aperçu : {what}. Voici ce que cet import change désormais ; rien n’en a été conservé.",
)
CHANGED_SINCE: Final = Words(
    "The policy or the company changed since you saw this import. Here is what it changes now; none of it was kept.",
    "La police ou la société a changé depuis votre aperçu. Voici ce que cet import change désormais ; "
    "rien n’en a été conservé.",
)
NOT_AS_SHOWN: Final = Words(
    "It could not be kept as you saw it, though nothing else was kept since. This is how it reads now.",
    "Il n’a pas pu être conservé tel que vous l’avez vu, et pourtant rien d’autre ne l’a été depuis. "
    "Voici comment il se lit désormais.",
)
TAKEN_BACK: Final = Words("the taking back of {name}", "l’annulation de {name}")
ENTERED: Final = Words("an entry made in the application", "une saisie dans l’application")
AND_OTHERS: Final = Words("{count} more", "{count} de plus")
NAMED_SINCE: Final = 3
"""Imports that are named where one is shown anew; the others are counted."""
Texts = dict[str, Any]


def preview_of(done: Imported, glimpse: Glimpse, *, has_policy: bool) -> Texts:
    """Preview of an import that was understood."""
    sources = done.sources
    wrong: list[tuple[ReadError, bool]] = []
    if sources is not None:
        wrong += [(each, False) for each in sources.errors]
        wrong += [(each, True) for each in sources.warnings]
    proposal = done.proposal
    for faults, is_old in ((proposal.faults, False), (proposal.still, True)):
        wrong += [(each, is_old or fault.is_warning) for fault, each in located(faults, proposal.ledger)]
    total = len(wrong) if sources is None else len(wrong) + sources.error_total - len(sources.errors)
    return {
        **_read(done.how, sources, glimpse),
        "day": proposal.day,
        "holds": done.holds.value,
        "name": done.made.name,
        "faults": faults_json(wrong),
        "fault_total": total,
        "facts": proposal.fact_count,
        "own_limits": OwnLimit.KIND.table in proposal.added,
        "same_as": done.same_as,
        "is_empty": bool(done.same_as) or not proposal.added,
        "is_contradicted": proposal.is_refused,
        "verdict": _both(lambda language: _verdict(done, language)),
        "effect": _effect(done),
        "without_effect": _without_effect(done, has_policy=has_policy),
        "parts": _both(lambda language: blocks_json(import_body(_report(done), language, rows=ROWS))),
    }


def refused_preview(refusal: Refusal, glimpse: Glimpse) -> Texts:
    """Preview of a file that could not be read, or of which something must be told first."""
    wrong: list[tuple[ReadError, bool]] = []
    total = 0
    how, sources = None, None
    for said in refusal.said:
        if isinstance(said, Recognised):
            how = said
        elif isinstance(said, SourcesRead):
            sources = said
            wrong += [(each, False) for each in said.errors] + [(each, True) for each in said.warnings]
            total += said.error_total - len(said.errors)
        elif isinstance(said, ReadError):
            wrong.append((said, False))
    return {
        **_read(how, sources, glimpse),
        "faults": faults_json(wrong),
        "fault_total": total + len(wrong),
    }


def why_anew(known_to: int | None, imports: Sequence[Import], *, is_same_revision: bool) -> Texts:
    """Why an import that was accepted is shown anew: what was kept after that of rank ``known_to``, the last seen."""
    if is_same_revision:
        return _both(NOT_AS_SHOWN.in_language)
    since = [] if known_to is None else [each for each in imports if each.rank > known_to]
    if not since:
        return _both(CHANGED_SINCE.in_language)
    return _both(lambda language: _kept_since(since, language))


def _kept_since(since: Sequence[Import], language: Language) -> str:
    told = [_called(each, language) for each in since[:NAMED_SINCE]]
    if more := len(since) - len(told):
        told.append(AND_OTHERS.in_language(language).format(count=more))
    return KEPT_SINCE.in_language(language).format(what=", ".join(told))


def _called(each: Import, language: Language) -> str:
    """What people call something that was kept: its file, what it takes back, or what somebody entered."""
    if each.undoes:
        return TAKEN_BACK.in_language(language).format(name=each.undoes)
    return each.file or ENTERED.in_language(language)


def is_asked(refusal: Refusal) -> bool:
    """Whether a refusal only asks what nobody but a person can tell."""
    return any(isinstance(each, Recognised) and each.asked for each in refusal.said)


def faults_json(wrong: Iterable[tuple[ReadError, bool]]) -> list[dict[str, Any]]:
    """What is wrong, errors before warnings, each with what to do on the page."""
    told = [(on_the_page(each), is_warning) for each, is_warning in wrong]
    return [
        {
            "row": each.row,
            "column": each.column,
            "excerpt": each.excerpt,
            "code": each.code,
            "is_warning": is_warning,
            "en": [each.english, each.hint_en],
            "fr": [each.french, each.hint_fr],
        }
        for each, is_warning in sorted(told, key=lambda pair: pair[1])
    ]


def _read(how: Recognised | None, sources: SourcesRead | None, glimpse: Glimpse) -> Texts:
    """How the file was read: what it is, which column gives what, what is asked, and its first rows as written."""
    layout = "" if how is None else how.layout
    columns = {} if how is None else {each.field: [each.header, each.how] for each in how.columns}
    if how is not None and not columns:
        columns = {field: [header, "known"] for field, header in _told_columns(how, sources)}
    return {
        "layout": layout,
        "columns": columns,
        "asked": [] if how is None else [[each.field, list(each.candidates)] for each in how.asked],
        "like": {} if how is None or how.columns else _both(how.text),
        "headings": [each for each in dict.fromkeys(glimpse.headings) if each],
        "sample": {"headings": list(glimpse.headings), "rows": [list(each) for each in glimpse.rows]},
        "read": _both(lambda language: _lines(sources, language)),
    }


def _told_columns(how: Recognised, sources: SourcesRead | None) -> list[tuple[str, str]]:
    """Columns of a file that was not guessed at: those told, else those its headings name by themselves."""
    told = [
        pair
        for each in how.mappings
        for pair in (*each.told.renamed.items(), ("open_amount", each.open_amount),
                     ("document_type", each.document_type), *each.of_buyer.items())
        if pair[1]
    ]  # fmt: skip
    if told or sources is None:
        return told
    return [(field, header) for each in sources.sniffed[:1] for header, field in each.columns]


def _lines(sources: SourcesRead | None, language: Language) -> list[str]:
    """What each table or book of the file was read as, in a line each."""
    if sources is None:
        return []
    books = [each for each in sources.books if not each.superseded]
    told: Sequence[Any] = books or [each for each in sources.sniffed if each.rows]
    return [line.strip() for each in told for line in each.text(language).split("\n") if line.strip()]


def _report(done: Imported) -> ImportReport:
    return ImportReport(
        file=done.made.file,
        folder="",
        holds=done.holds,
        read=(),
        proposal=done.proposal,
        effect=done.effect,
        balance=done.balance,
        faults=(),
        same_as=done.same_as,
        absent=done.absent,
        undoes=done.made.undoes,
    )


def _verdict(done: Imported, language: Language) -> str:
    if done.same_as:
        return say("import same file", language, name=done.same_as)
    if done.proposal.is_refused:
        return CONTRADICTS.in_language(language)
    return "" if done.proposal.added else NOTHING_NEW.in_language(language)


def _effect(done: Imported) -> dict[str, Any] | None:
    """Euros owed and covered before and after, and how many contradictions were not there before."""
    if done.effect is None:
        return None
    before, after = done.effect.before, done.effect.after
    moved = done.effect.whole
    return {
        "currency": done.effect.currency,
        "outstanding": [before.outstanding, after.outstanding],
        "covered": moved.covered,
        "insured": moved.insured,
    }


def _without_effect(done: Imported, *, has_policy: bool) -> dict[str, str]:
    if done.effect is not None or done.proposal.is_refused or not done.proposal.added:
        return {}
    return _both((UNCONVERTED if has_policy else NO_POLICY).in_language)


def _both(say_in: Callable[[Language], Any]) -> dict[str, Any]:
    return {language: say_in(language) for language in LANGUAGES}
