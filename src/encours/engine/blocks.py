"""Clauses of a wording as text for the compiled walk: what `one` does by reading, written out.

Each clause becomes a small function that tests for absences before its rule runs. Where the walk consults the
clauses, a block without branches loads the values, asks every clause and keeps the smallest rank: short code of one
piece compiles quickly and runs fast. `v_` names are values.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from encours.engine.clause import Clause, parameters
from encours.engine.findings import cause_code
from encours.engine.ranking import KEPT_RANK, ranked
from encours.engine.source import text_of
from encours.engine.structures import HOLDER, Structure
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, NOT_APPLICABLE, PARTLY, REFUSED, SUSPENDED
from encours.engine.wording import ENGINE_NAMES, Wording
from encours.units import MISSING, NEVER, UNSET

ASKED, STAGE_ASKED = ENGINE_NAMES
_DAY = "day"

Structures = Mapping[str, Structure]


def clause_functions(wording: Wording, known: Mapping[str, str]) -> list[str]:
    """One function for each measure, rule and `until`: its own text, behind the tests for absences."""
    texts = [
        text_of(
            measure, name=f"measured_{name}", known=known, guard=_guard(wording, parameters(measure), UNSET, MISSING)
        )
        for name, measure in wording.vocabulary.measures.items()
    ]
    for each in wording.clauses:
        guard = _guard(wording, parameters(each.rule), *_absent(each))
        name = f"answer_{each.name}" if each.applies is None else f"rule_{each.name}"
        texts.append(text_of(each.rule, name=name, known=known, guard=guard))
        if each.applies is not None:
            guard = _guard(wording, parameters(each.applies), 0, NEEDS_INFORMATION)
            texts.append(text_of(each.applies, name=f"applies_{each.name}", known=known, guard=guard))
            texts.append(_where_it_applies(each))
        if each.until is not None:
            guard = _guard(wording, parameters(each.until), NEVER, NEVER)
            texts.append(text_of(each.until, name=f"stands_{each.name}", known=known, guard=guard))
    texts += [_heard(wording, each) for each in wording.deciding if wording.exceptions_to(each.name)]
    return texts


def _absent(clause: Clause) -> tuple[int, int]:
    """What a clause answers where the policy lacks a term of its rule, and where a value is not known."""
    return (UNSET, MISSING) if clause.grants else (NOT_APPLICABLE, NEEDS_INFORMATION)


def _where_it_applies(clause: Clause) -> str:
    """The answer of a clause that may not apply, whatever it does not know."""
    assert clause.applies is not None
    not_applicable, unknown = _absent(clause)
    lines = [
        f"applied = applies_{clause.name}({', '.join(parameters(clause.applies))})",
        "if applied == 0:", f"    return {not_applicable}",
        f"answer = rule_{clause.name}({', '.join(parameters(clause.rule))})",
        f"if applied == {NEEDS_INFORMATION} and answer != {not_applicable}:", f"    return {unknown}",
        "return answer",
    ]  # fmt: skip
    return "\n".join([f"def answer_{clause.name}({', '.join(clause.reads)}):", *_indented(lines)])


def judge_block(
    wording: Wording, structures: Structures, targets: list[ast.expr], arguments: list[ast.expr]
) -> list[ast.stmt]:
    """Statements for `cause, until, early = clauses.judge(row, account, terms_index, walked)`.

    `early` is the cause that the clauses of every deciding stage but the last give. The answer stands until the last
    day of the clause that decides, or of one kept today whose refusal would come before it.
    """
    cause, until, early = (ast.unparse(t) for t in targets)
    writer = _Writer(wording, structures, arguments)
    body: list[str] = [f"rank = {KEPT_RANK}", f"{early} = 0"]
    dated: list[str] = []
    last_early = 0
    for position, each in enumerate(wording.clauses):
        if each.grants or each.exception_to is not None:
            continue
        body += writer.deciding(position, each)
        if each.name in wording.early:
            last_early = len(body)
        if _tells_until(wording, each):
            dated += [
                f"if {cause} // 8 == {position + 1} and {cause} % 8 != {NEEDS_INFORMATION}:",
                f"    {until} = min({until}, stood_{position})",
                f"if {ranked(REFUSED, position)} < rank:",
                f"    {until} = min({until}, kept_{position})",
            ]
    if last_early:
        body.insert(last_early, f"{early} = cause_of(rank)")
    body += [
        f"{cause} = cause_of(rank)", f"{until} = {NEVER}", *dated,
    ]  # fmt: skip
    return ast.parse("\n".join(body)).body


def grant_block(
    wording: Wording, structures: Structures, stage: str, targets: list[ast.expr], arguments: list[ast.expr]
) -> list[ast.stmt]:
    """Statements for `amount, cause, given_back = clauses.grant_STAGE(asked, cuts, row, account, terms_index, walked)`.

    `given_back` is what clauses cut that give back what those before them granted.
    """
    amount, cause, given_back = (ast.unparse(t) for t in targets)
    asked, cuts = ast.unparse(arguments[0]), ast.unparse(arguments[1])
    writer = _Writer(wording, structures, arguments[2:])
    writer.loaded |= set(ENGINE_NAMES)
    body = [f"v_{ASKED} = {asked}", f"v_{STAGE_ASKED} = v_{ASKED}", "stage_cut_by = 0", f"{given_back} = 0"]
    for position, each in enumerate(wording.clauses):
        if each.grants and each.stage == stage:
            body += writer.granting(position, each, cuts, given_back)
    return ast.parse("\n".join([*body, f"{amount} = v_{ASKED}", f"{cause} = stage_cut_by"])).body


class _Writer:
    """Writes clauses one after the other, remembering which values are loaded already."""

    def __init__(self, wording: Wording, structures: Structures, arguments: list[ast.expr]) -> None:
        row, account, index, walked = (ast.unparse(a) for a in arguments)
        self.wording, self.structures = wording, structures
        self.row, self.account, self.index = row, account, index
        self.walk = {name: f"{walked}[{place}]" for place, name in enumerate(wording.vocabulary.walk)}
        self.loaded: set[str] = set()

    def deciding(self, position: int, clause: Clause) -> list[str]:
        """One deciding clause, its exceptions heard."""
        exceptions = self.wording.exceptions_to(clause.name)
        lines = self.load(clause.reads)
        called = f"answer_{clause.name}"
        reads = clause.reads
        if exceptions:
            reads = heard_reads(self.wording, clause)
            lines += self.load(reads)
            called = f"heard_{clause.name}"
        if not _tells_until(self.wording, clause):
            return [*lines, f"rank = min(rank, ranked({call(called, reads)}, {position}))"]
        assert not exceptions or clause.until is None, f"{clause.name}: exceptions to a clause that tells until when"
        lines += self.load(parameters(clause.until)) if clause.until else []
        return [
            *lines,
            f"verdict = {call(called, reads)}",
            f"stood_{position} = {call(f'stands_{clause.name}', parameters(clause.until))}" if clause.until else "",
            f"rank = min(rank, ranked(verdict, {position}))",
            f"kept_{position} = stood_{position} if verdict == {KEPT} else {NEVER}",
        ]

    def granting(self, position: int, clause: Clause, cuts: str, given_back: str) -> list[str]:
        """One amount clause; what it cuts goes to its state, or to the last of the cuts when it lacks a fact."""
        return [
            *self.load(clause.reads),
            f"granted = {call(f'answer_{clause.name}', clause.reads)}",
            f"granted = v_{ASKED} if granted == {UNSET} else min(v_{ASKED}, granted)",
            f"if granted == {MISSING}:",
            f"    {cuts}[len({cuts}) - 1] += v_{ASKED}",
            f"    if stage_cut_by == 0 and v_{ASKED} > 0:",
            f"        stage_cut_by = {cause_code(position, NEEDS_INFORMATION)}",
            f"    v_{ASKED} = 0",
            f"elif max(0, granted) < v_{ASKED}:",
            "    granted = max(0, granted)",
            f"    {cuts}[{clause.state}] += v_{ASKED} - granted",
            *((f"    {given_back} += v_{ASKED} - granted",) if clause.gives_back else ()),
            *self.blamed(position, clause),
            f"    v_{ASKED} = granted",
        ]

    def blamed(self, position: int, clause: Clause) -> list[str]:
        """Lines that make a clause the cause, unless one before it cut already; a share only when it leaves nothing."""
        part, whole = cause_code(position, PARTLY), cause_code(position, REFUSED)
        if not clause.is_cause:
            return ["    if stage_cut_by == 0 and granted == 0:", f"        stage_cut_by = {whole}"]
        return ["    if stage_cut_by == 0:", f"        stage_cut_by = {part} if granted > 0 else {whole}"]

    def load(self, names: Iterable[str]) -> list[str]:
        """Statements that load the names not loaded yet, what measures read first."""
        lines: list[str] = []
        for name in names:
            if name in self.loaded:
                continue
            self.loaded.add(name)
            measure = self.wording.vocabulary.measures.get(name)
            if measure:
                reads = parameters(measure)
                lines += [*self.load(reads), f"v_{name} = {call(f'measured_{name}', reads)}"]
            else:
                lines.append(f"v_{name} = {self.column(name)}")
        return lines

    def column(self, name: str) -> str:
        """A column of the row or account, a value of the walk, or a term at the row's index."""
        voc = self.wording.vocabulary
        if name in voc.walk:
            return self.walk[name]
        if name in voc.row:
            found = self.at("rows", name, self.row)
        elif name in voc.account:
            found = self.at("accounts", name, self.account)
        else:
            return self.at("terms", name, self.index)
        return f"widen_day({found})" if self.wording.unit_of(name).name == _DAY else found

    def at(self, group: str, name: str, place: str) -> str:
        """A field of a group at a place."""
        return self.structures[group].at(f"{HOLDER}.{group}", name, place)


def heard_reads(wording: Wording, clause: Clause) -> tuple[str, ...]:
    """Names that a clause and its exceptions read, each once."""
    return tuple(dict.fromkeys([*clause.reads, *(n for e in wording.exceptions_to(clause.name) for n in e.reads)]))


def _heard(wording: Wording, clause: Clause) -> str:
    """A clause with its exceptions: to a refusal, the one that applies wins; disagreement or a doubt is a question."""
    lines = [
        f"verdict = answer_{clause.name}({', '.join(clause.reads)})",
        f"if verdict != {REFUSED}:",
        "    return verdict",
        "heard = -1",
        "unsure = 0",
    ]
    for each in wording.exceptions_to(clause.name):
        lines += [
            f"other = answer_{each.name}({', '.join(each.reads)})",
            f"if other == {KEPT} or other == {REFUSED} or other == {SUSPENDED}:",
            f"    heard = other if heard == -1 or heard == other else {NEEDS_INFORMATION}",
            f"elif other == {NEEDS_INFORMATION}:", "    unsure = 1",
        ]  # fmt: skip
    lines += ["if heard != -1:", "    return heard", f"return {NEEDS_INFORMATION} if unsure == 1 else verdict"]
    return "\n".join([f"def heard_{clause.name}({', '.join(heard_reads(wording, clause))}):", *_indented(lines)])


def _guard(wording: Wording, reads: tuple[str, ...], unset: int, missing: int) -> list[str]:
    """Lines that answer `unset` when a term is unset and `missing` when a value is missing."""
    lines = []
    if terms := " or ".join(f"{n} == {UNSET}" for n in reads if may_be_unset(wording, n)):
        lines += [f"if {terms}:", f"    return {unset}"]
    if values := " or ".join(f"{n} == {MISSING}" for n in reads if n not in ENGINE_NAMES):
        lines += [f"if {values}:", f"    return {missing}"]
    return lines


def may_be_unset(wording: Wording, name: str) -> bool:
    """Whether a policy may leave the name without a value, itself or under a measure."""
    measure = wording.vocabulary.measures.get(name)
    if measure is not None:
        return any(may_be_unset(wording, n) for n in parameters(measure))
    if name in wording.vocabulary.walk:
        return wording.vocabulary.walk[name].may_be_unset
    term = None if name in ENGINE_NAMES else wording.terms.get(name)
    return term is not None and term.default is None


def _tells_until(wording: Wording, clause: Clause) -> bool:
    return clause.until is not None or any(e.until is not None for e in wording.exceptions_to(clause.name))


def call(function: str, names: Iterable[str]) -> str:
    """A call on loaded values."""
    return f"{function}({', '.join(f'v_{n}' for n in names)})"


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]
