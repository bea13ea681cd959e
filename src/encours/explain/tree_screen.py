"""The tree of an invoice as a page: short by default, every clause with its values on demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from encours.clauses.choices import LimitKind, PaymentMeans, Stage
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, NOT_APPLICABLE, REFUSED
from encours.explain.again import HERE, Again
from encours.explain.age_words import ages_sentence
from encours.explain.blocks import EMPTY, Block, Column, Grid, Heading, Page, Span, line
from encours.explain.names import (
    AT_RISK,
    AT_RISK_MARK,
    PARTLY_COVERED,
    PARTLY_MARK,
    STAGE_WORDS,
    STATE_MARKS,
    VERDICT_MARKS,
    VERDICT_WORDS,
    state_text,
    state_word,
)
from encours.explain.saved import saved_by
from encours.explain.tree import LayerTree, Said, Tree, lacks
from encours.explain.values import amount, day
from encours.explain.words import say, say_count
from encours.facts.assumptions import names_in
from encours.units import MISSING, NEVER, UNSET, Day
from encours.units.show import Language

OLDER_SHOWN: Final = 5
ONLY_FOR: Final[Mapping[str, tuple[str, int]]] = {
    "letters_of_credit": ("payment_means", PaymentMeans.LETTER_OF_CREDIT),
    "confirmed_letters_of_credit": ("payment_means", PaymentMeans.CONFIRMED_LETTER_OF_CREDIT),
    "delivered_not_invoiced": ("stage", Stage.DELIVERED),
}
"""Terms about one kind of sale, and the value that tells that kind."""
NOT_OWED: Final[Mapping[int, str]] = {
    Stage.DRAFT: "not owed draft",
    Stage.ORDER: "not owed order",
    Stage.RETURNED: "not owed returned",
}
FAR: Final = 2**30
"""Days from this one on are said as "never": no policy lasts so long."""


def tree_page(tree: Tree, *, as_of: Day, language: Language, everything: bool = False, again: Again = HERE) -> Page:
    """Page of one row of an invoice."""
    return (*_head(tree, as_of, language), *_layers(tree, language, again, everything=everything))


def _head(tree: Tree, as_of: Day, language: Language) -> Iterator[Block]:
    row, cover = tree.line, tree.line.cover
    yield line(
        Span(tree.number, "bold"),
        Span(f"   {tree.buyer_name}", "bold"),
        Span(f"  ({', '.join(each for each in (row.buyer, tree.country, row.entity) if each)})", "bright_black"),
    )
    yield line(Span(" · ".join(dates(tree, language)), "bright_black"))
    yield line(open_told(tree, language))
    if row.is_receivable and (told := ages_sentence(tree.ages, language)):
        yield line(Span(told, "bright_black"), hanging=2)
    yield EMPTY
    yield from answer(tree, as_of, language)
    yield EMPTY
    yield Grid(
        (Column(""), Column("", right=True)),
        tuple(
            (Span(state_text(state, language), STATE_MARKS[state].style), amount(part, tree.policy_currency, language))
            for state, part in cover.parts.items()
            if part
        ),
        indent=2,
        titled=False,
    )


def open_told(tree: Tree, language: Language) -> str:
    """What is open of a row and of how much, in each currency that matters."""
    row, cover = tree.line, tree.line.cover
    opened = amount(cover.open_original, row.currency, language)
    gross = amount(tree.gross_original, row.currency, language)
    told = [say("open of", language, open=opened, gross=gross)]
    if row.currency != tree.policy_currency:
        told.append(f" = {amount(cover.open, tree.policy_currency, language)}")
    if tree.company_currency not in {row.currency, tree.policy_currency} and tree.open_company is not None:
        told.append(f" = {amount(tree.open_company, tree.company_currency, language)}")
    return "".join(told)


def dates(tree: Tree, language: Language) -> Iterator[str]:
    """Stage of a row and its days, where it was read, and what was assumed of it."""
    stage = tree.line.stage
    yield stage.french if language == "fr" else stage.english
    for name in ("ordered", "delivered", "issued", "due"):
        value: Day = getattr(tree, name)
        if value == MISSING and (name == "ordered" or tree.line.stage < Stage.INVOICED):
            continue
        if value == MISSING:
            yield say(f"{name} unknown", language)
        elif value < NEVER:
            yield f"{say(name, language)} {day(value, language)}"
    if tree.source:
        yield tree.source
    if tree.assumption:
        yield say("assumed", language, name=names_in(tree.assumption, is_french=language == "fr"))


def answer(tree: Tree, as_of: Day, language: Language) -> Iterator[Block]:
    """State of a row, what of it is insured and until when, and whether one may still deliver."""
    mark = STATE_MARKS[tree.state]
    words, symbol, style = state_word(tree.state, language), mark.symbol, mark.style
    if tree.partly:
        words, symbol, style = PARTLY_COVERED.in_language(language), PARTLY_MARK.symbol, PARTLY_MARK.style
    if tree.line.stage in NOT_OWED:
        words = say(NOT_OWED[tree.line.stage], language)
    spans = [Span(f"{symbol} {words[:1].upper()}{words[1:]}", f"bold {style}")]
    cover = tree.line.cover
    if cover.insured:
        spans.append(
            Span(say("insured share", language, insured=amount(cover.insured, tree.policy_currency, language)))
        )
    if tree.at_risk:
        spans.append(Span(f"   {AT_RISK_MARK.symbol} {AT_RISK.in_language(language)}", AT_RISK_MARK.style))
    yield line(*spans)
    if tree.until < FAR and (tree.is_covered or tree.changes_by_itself):
        left = _days(tree.until - as_of, language)
        key = "stands until" if tree.is_covered else "next change"
        yield line(say(key, language, day=day(tree.until, language), left=left))
    yield from _new_deliveries(tree, language)
    if tree.line.stage in NOT_OWED:
        yield line(say("no receivable", language))
    if tree.needs_information and (wanting := lacks(tree)):
        yield line(say("missing facts", language, facts=", ".join(wanting)))


def _new_deliveries(tree: Tree, language: Language) -> Iterator[Block]:
    """Since when new deliveries are not covered and why; the day they must stop only while they are."""
    since = min(tree.stopped_since)
    if tree.halt is not None:
        key = "deliveries halted since" if tree.halt.since < NEVER else "deliveries halted"
        told = say(key, language, day=day(tree.halt.since, language), reason=tree.halt.reason(language))
        yield line(Span(told, "red"))
    elif since < NEVER:
        yield line(Span(say("deliveries stopped", language, day=day(since, language)), "red"))
    elif min(tree.next_stop) < NEVER:
        yield line(Span(say("deliveries stop", language, day=day(min(tree.next_stop), language)), "yellow"))


def _days(count: int, language: Language) -> str:
    if language == "fr":
        return f"{count} jour{'' if count in {0, 1} else 's'}"
    return f"{count} day{'' if count == 1 else 's'}"


def _layers(tree: Tree, language: Language, again: Again, *, everything: bool) -> Iterator[Block]:
    for rank, layer in enumerate(tree.layers, start=1):
        if rank > 1 and not everything and _is_without_limit(tree, layer):
            yield EMPTY
            yield line(Span(say("layer without limit", language, rank=rank, policy=layer.policy), "bright_black"))
            continue
        carried = amount(layer.cover.admitted, tree.policy_currency, language)
        title = say("layer", language, rank=rank, policy=layer.policy, insurer=layer.insurer)
        yield Heading(f"{title} — {say('carries', language, amount=carried)}")
        if rank > 1 and not layer.cover.admitted and not everything:
            yield from _reason(layer, language)
            continue
        yield from limit_told(layer, language)
        yield from _short(tree, layer, language)
        if everything:
            yield from _every(layer, language)
    if not everything:
        yield EMPTY
        kept = tree.layers[0].kept
        yield line(
            Span(
                say("other clauses", language, count=kept, command=again.why(tree.line.number, "--all")), "bright_black"
            )
        )


def _is_without_limit(tree: Tree, layer: LayerTree) -> bool:
    """Whether a layer carries nothing of what the first one keeps, for no other reason than that it has no limit."""
    decided = layer.decided_by
    if decided is None or layer.cover.admitted or not tree.layers[0].cover.admitted:
        return False
    return decided.finding.clause == "limit_exists" and decided.finding.verdict == REFUSED


def limit_told(layer: LayerTree, language: Language) -> Iterator[Block]:
    """Kind of a limit that is not a named one, and why it is not that of the last decision."""
    if layer.limit is None:
        return
    kind, told = layer.limit
    if kind is not LimitKind.NAMED:
        word = kind.french if language == "fr" else kind.english
        yield line(
            say("limit of kind", language, kind=word, amount=told.shown, origin=told.origin), indent=2, hanging=2
        )
    if layer.limit_reason:
        yield line(layer.limit_reason, indent=2, hanging=2)


def _reason(layer: LayerTree, language: Language) -> Iterator[Block]:
    decided = layer.decided_by
    if decided is not None:
        yield from _clause(decided, language)
    elif layer.chain:
        yield from _clause(layer.chain[-1], language)


def _short(tree: Tree, layer: LayerTree, language: Language) -> Iterator[Block]:
    decided = layer.decided_by
    if decided is not None:
        yield from _wanting(decided, language)
        if decided.finding.clause == "room_in_the_limit":
            yield from older_told(tree, layer, language)
    yield from kept_by(layer, language)
    silent = layer.adds_nothing
    for each in layer.clauses:
        if each is not silent and not _is_settled(decided, each) and each.finding.asked is None:
            yield from _clause(each, language)
    if layer.unknown_share is not None and layer.unknown_share is not decided:
        yield from _wanting(layer.unknown_share, language)
    yield from next_change(tree, layer, language)
    if layer.chain:
        yield EMPTY
        yield chain(tree, layer, language)


def kept_by(layer: LayerTree, language: Language) -> Iterator[Block]:
    """Exceptions and consents that alone keep what a layer carries, where it carries something."""
    if layer.decided_by is not None and not layer.cover.admitted:
        return
    for kept, source in saved_by(layer):
        where = f" ({source})" if source else ""
        told = say("kept by", language, clause=kept.title, sentence=kept.sentence.removesuffix("."), source=where)
        yield line(Span(f"✓ {told}", "green"), indent=2, hanging=2)


def _wanting(said: Said, language: Language) -> Iterator[Block]:
    """A clause with the values it read and what to do about it."""
    yield from _clause(said, language)
    yield from _values(said, indent=6)
    yield line(Span("→ " + _remedy(said), "cyan"), indent=4, hanging=2)


def next_change(tree: Tree, layer: LayerTree, language: Language) -> Iterator[Block]:
    """The clause that changes first; where nothing is covered, only one that still counts should cover come."""
    change = layer.next_change
    if change is None or change.decides:
        return
    is_told = tree.is_covered or layer.changes_by_itself
    if not is_told and not layer.may_come_back:
        return
    key = "first to change" if is_told else "still to keep"
    words = say(key, language, day=day(layer.cover.until, language), clause=change.title)
    yield line(Span(f"{AT_RISK_MARK.symbol} {words}", AT_RISK_MARK.style), indent=2, hanging=2)
    yield line(change.sentence, indent=4)
    yield line(Span("→ " + change.what_to_do, "cyan"), indent=4, hanging=2)


def _remedy(decided: Said) -> str:
    """What can be done about the clause that decides: tell the fact it lacks, if any, before anything else."""
    if decided.finding.verdict == NEEDS_INFORMATION and decided.to_tell:
        return decided.to_tell
    return decided.what_to_do


def _is_settled(decided: Said | None, other: Said) -> bool:
    """Whether another clause adds nothing: quiet, told already, or in want of facts about a row that is refused."""
    if other.is_quiet or other is decided:
        return True
    is_refused = decided is not None and decided.finding.verdict == REFUSED and decided.finding.asked is None
    return is_refused and other.finding.verdict == NEEDS_INFORMATION


def older_told(tree: Tree, layer: LayerTree, language: Language) -> Iterator[Block]:
    """Older invoices that take the room of a layer."""
    rank = tree.layers.index(layer)
    taking = [(each.number, each.by_layer[rank]) for each in tree.older if each.by_layer[rank]]
    if not taking:
        return
    shown = ", ".join(
        f"{number} ({amount(taken, tree.policy_currency, language)})" for number, taken in taking[:OLDER_SHOWN]
    )
    more = len(taking) - OLDER_SHOWN
    rest = say_count(more, "and more", language) if more > 0 else ""
    yield line(say("older take room", language, invoices=shown + rest), indent=4, hanging=2)


def chain(tree: Tree, layer: LayerTree, language: Language) -> Grid:
    """Steps from what is open to what is insured; those that cut nothing are left out."""
    currency = tree.policy_currency
    before = layer.chain[0].finding.asked or 0
    columns = (Column("", folds=True), Column("", right=True), Column("", right=True))
    rows: list[tuple[Span | str, ...]] = [(say("open", language), "", amount(before, currency, language))]

    def cut(title: str, after: int, style: str) -> None:
        taken = Span(f"− {amount(before - after, currency, language)}", style)
        rows.append((title, taken, amount(after, currency, language)))

    for each in layer.known_chain:
        asked, granted = each.finding.asked or 0, each.finding.granted or 0
        if each is layer.unknown_share:
            unknown = say("not known", language)
            rows += [
                (_cutter(each, language), unknown, ""),
                (Span(say("insured by the layer", language), "bold"), "", unknown),
            ]
            return Grid(columns, tuple(rows), indent=4, titled=False)
        if asked < before:
            cut(say("below this layer", language), asked, "bright_black")
            before = asked
        if granted < before:
            cut(_cutter(each, language), granted, "yellow")
            before = granted
    decided = layer.decided_by
    if decided is not None and decided.finding.asked is None and before:
        cut(_cutter(decided, language), 0, "red")
        before = 0
    rows.append(
        (Span(say("insured by the layer", language), "bold"), "", Span(amount(before, currency, language), "bold"))
    )
    return Grid(columns, tuple(rows), indent=4, titled=False)


def _cutter(said: Said, language: Language) -> str:
    """Title of a clause that cuts; one that only lacks a fact says so, since it refuses nothing."""
    if said.finding.verdict != NEEDS_INFORMATION:
        return said.title
    return f"{said.title} ({VERDICT_WORDS[NEEDS_INFORMATION].in_language(language)})"


def _every(layer: LayerTree, language: Language) -> Iterator[Block]:
    stage = ""
    for each in layer.clauses:
        if each.finding.stage != stage:
            stage = each.finding.stage
            yield EMPTY
            yield line(Span(STAGE_WORDS[stage].in_language(language), "bold"), indent=2)
        yield from _clause(each, language)
        if each.finding.verdict != NOT_APPLICABLE:
            yield from _values(each, indent=6, all_read=True)


def _clause(said: Said, language: Language) -> Iterator[Block]:
    verdict = said.finding.verdict
    mark, words = VERDICT_MARKS[verdict], VERDICT_WORDS[verdict].in_language(language)
    colon = "\u00a0:" if language == "fr" else ":"
    told = "" if verdict == REFUSED else f" ({words})"  # the title of a loss says it
    yield line(
        Span(
            f"{mark.symbol} {said.title}", f"bold {mark.style}" if verdict not in {KEPT, NOT_APPLICABLE} else mark.style
        ),
        Span(f"{told}{colon} {said.sentence}"),
        indent=2,
        hanging=2,
    )
    until = said.finding.until
    if until is not None and until < FAR and verdict == KEPT:
        yield line(Span(say("holds until", language, day=day(until, language)), "yellow"), indent=6)


def _values(said: Said, *, indent: int, all_read: bool = False) -> Iterator[Block]:
    rows = tuple(
        (Span(each.label, "bright_black"), Span(each.shown), Span(each.origin, "bright_black"))
        for each in said.values
        if (each.value != UNSET and (all_read or not _is_beside(each.name, said)))
        or said.finding.verdict == NEEDS_INFORMATION
    )
    if rows:
        yield Grid((Column("", folds=True), Column(""), Column("", folds=True)), rows, indent=indent, titled=False)


def _is_beside(name: str, said: Said) -> bool:
    """Whether a term that a rule read is about another kind of sale than the one judged."""
    about = ONLY_FOR.get(name)
    return about is not None and said.finding.values.get(about[0]) != about[1]


def settled_page(invoice: str, buyers: str, as_of: Day, language: Language) -> Page:
    """Page of an invoice of which nothing is open."""
    return (line(say("settled", language, invoice=invoice, buyer=buyers, day=day(as_of, language))),)
