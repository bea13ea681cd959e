"""A clause: a rule in the clause language, the terms it declares, and what it answers until when."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import get_type_hints

from encours.engine.language import check_language
from encours.engine.terms import Term
from encours.units.kinds import Unit

Function = Callable[..., int]

#: Names a clause module may define for the engine; every other public name is a `Term`, a `Choice` or an import.
RULE, UNTIL, APPLIES, EXCEPTION_TO, STATE = "rule", "until", "applies", "exception_to", "state"
IS_CAUSE, GIVES_BACK = "is_cause", "gives_back"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a wording.

    `grants` tells an amount clause (its rule answers how much of what is asked remains) from a deciding
    clause (its rule answers a verdict). `applies` answers 0 where the clause says nothing, whatever else is unknown.
    `state` is what the part of a row it refuses becomes: a number whose
    meaning belongs to the trade, not to the engine. `exception_to` names the clause it overrides. `is_cause` is False
    for an amount clause whose cut is no loss to explain (a base, a share): it is a cause only where it leaves nothing.
    `gives_back` is True for one whose cut goes back to whom the clauses before it took it from.
    """

    name: str
    stage: str
    rule: Function
    until: Function | None
    applies: Function | None
    exception_to: str | None
    grants: bool
    state: int
    is_cause: bool
    gives_back: bool
    terms: Mapping[str, Term]

    @property
    def reads(self) -> tuple[str, ...]:
        """The rule's parameter list, which is its reading list, then that of `applies`."""
        further = () if self.applies is None else parameters(self.applies)
        return tuple(dict.fromkeys((*parameters(self.rule), *further)))


@functools.cache
def parameters(function: Function) -> tuple[str, ...]:
    """Names a function of the clause language reads, in order."""
    return tuple(inspect.signature(function).parameters)


@functools.cache
def units_of(function: Function) -> Mapping[str, Unit | None]:
    """Unit of each parameter and of the answer (`return`), from the annotations; None where there is none."""
    hints = get_type_hints(function, include_extras=True)
    return {
        name: next((mark for mark in getattr(hints.get(name), "__metadata__", ()) if isinstance(mark, Unit)), None)
        for name in (*parameters(function), "return")
    }


def check_rules(*functions: Function | None) -> None:
    """Raise `OutsideTheLanguage` at the first of these rules that the clause language does not have."""
    for function in functions:
        if function is not None:
            check_language(function)


def clause(module: ModuleType, *, stage: str, state: int, checked: bool = True) -> Clause:
    """The clause a module declares, after its rules were checked against the clause language.

    `state` holds unless the module names its own. A module that breaks the language is a programming
    mistake: it raises at import, with the offending line. Reading the source of every rule takes a while, so that a
    published wording puts the check off (not `checked`) until it is compiled, and its tests make it.
    """
    rule: Function = getattr(module, RULE)
    until: Function | None = getattr(module, UNTIL, None)
    applies: Function | None = getattr(module, APPLIES, None)
    if checked:
        check_rules(rule, until, applies)
    answer = units_of(rule)["return"]
    assert answer in {Unit("verdict"), Unit("cents")}, f"{module.__name__}: the rule must answer a Verdict or Cents"
    terms = {
        name: value for name, value in vars(module).items() if isinstance(value, Term) and not name.startswith("_")
    }
    return Clause(
        name=module.__name__.rpartition(".")[2],
        stage=stage,
        rule=rule,
        until=until,
        applies=applies,
        exception_to=getattr(module, EXCEPTION_TO, None),
        grants=answer == Unit("cents"),
        state=int(getattr(module, STATE, state)),
        is_cause=bool(getattr(module, IS_CAUSE, True)),
        gives_back=bool(getattr(module, GIVES_BACK, False)),
        terms=terms,
    )
