"""Refusals of an indemnity chain in an order that cannot be, or that does not fit the terms written beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from encours.clauses.choices import LossBase
from encours.clauses.orders import IndemnityStep
from encours.engine.chain import Chain, unpacked
from encours.engine.wording import Wording
from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.quantities import written_value
from encours.policy.schedule import TermValue

Schedule = tuple[Mapping[str, TermValue], Path]
"""Terms of the schedule, or of an endorsement, and the path where they stand."""

_ORDER: Final = "indemnity_chain"

MADE_BY: Final = {
    LossBase.INSURED_LOSS: IndemnityStep.LIMIT,
    LossBase.INSURED_SHARE: IndemnityStep.PERCENTAGE,
}
"""Step that makes an amount of the loss; the debt and the gross loss are there from the start."""

BASES: Final = {
    "claim_threshold_base": (IndemnityStep.THRESHOLD, ("claim_threshold",)),
    "first_loss_eroded_by": (IndemnityStep.AGGREGATE, ("aggregate_first_loss", "aggregate_first_loss_share")),
}
"""Terms that name an amount of the loss: the step that reads it, and the terms without which nothing is read."""

_AMOUNTS: Final = frozenset({"cents", "basis points", "multiple"})


def check_chain(wording: Wording, schedules: Sequence[Schedule], faults: Faults, *, currency: str) -> None:
    """Refuse an order that reads what a later step makes, and a term of a step that the order lacks.

    The first of the schedules is that of the policy. A step that the policy writes without its term, where it writes
    the steps itself, is let pass with a warning.
    """
    chain = wording.chain
    if chain is None:
        return
    terms, path = schedules[0]
    written = terms.get(_ORDER)
    declared = wording.terms[_ORDER]
    assert declared.default is not None, "a policy that says nothing has a usual order"
    number = written_value(declared, declared.default, currency) if written is None else written.entries[0].value
    usual = {value for *_, value in declared.presets}
    order = _Order(
        steps=steps_of(number),
        place=None if written is None else (*path, _ORDER),
    )
    _refuse_terms_never_read(chain, schedules, order, faults)
    _refuse_bases_made_later(wording, schedules, order, faults)
    _refuse_steps_out_of_place(order, faults)
    if written is not None and number not in usual:
        _warn_of_steps_without_term(chain, schedules, order, faults)


def check_steps(terms: Mapping[str, TermValue], path: Path, faults: Faults) -> None:
    """Refuse an order, where these terms have one, in which a step reads what a later one makes."""
    if _ORDER in terms:
        _refuse_steps_out_of_place(_Order(steps_of(terms[_ORDER].entries[0].value), (*path, _ORDER)), faults)


def steps_of(number: int) -> tuple[IndemnityStep, ...]:
    """Steps of a chain that is held as one integer."""
    return tuple(IndemnityStep.numbered(code - 1) for code in unpacked(number))


@dataclass(frozen=True, slots=True)
class _Order:
    """Steps of a policy, and where it writes them; None where it leaves them unsaid."""

    steps: tuple[IndemnityStep, ...]
    place: Path | None

    def comes_later(self, step: IndemnityStep, than: IndemnityStep) -> bool:
        """Whether both steps are there, in this order."""
        both = step in self.steps and than in self.steps
        return both and self.steps.index(step) > self.steps.index(than)


def _steps_with_terms(chain: Chain) -> Iterator[tuple[IndemnityStep, Mapping[str, str]]]:
    """Each step with its terms and their units."""
    for code, each in enumerate(chain.links, 1):
        yield IndemnityStep.numbered(code - 1), {name: term.unit.name for name, term in each.clause.terms.items()}


def _refuse_terms_never_read(chain: Chain, schedules: Sequence[Schedule], order: _Order, faults: Faults) -> None:
    absent = {name: step for step, own in _steps_with_terms(chain) if step not in order.steps for name in own}
    for terms, path in schedules:
        for name in terms:
            if name in absent:
                faults.refuse_key(_never_read(absent[name]), (*path, name), also=order.place)


def _never_read(step: IndemnityStep) -> Wrong:
    return Wrong(
        "term_of_an_absent_step",
        Words(
            f'The indemnity chain has no step "{step.english}": this term would never be read.',
            f"La chaîne d'indemnité n'a pas d'étape « {step.french} » : ce terme ne serait jamais lu.",
        ),
        Words(
            f'Add "{step.english}" to indemnity_chain, or leave this term out.',
            f"Ajoutez « {step.french} » à indemnity_chain, ou retirez ce terme.",
        ),
    )


def _refuse_bases_made_later(wording: Wording, schedules: Sequence[Schedule], order: _Order, faults: Faults) -> None:
    for name, (reader, needed) in BASES.items():
        if name not in wording.terms or reader not in order.steps:
            continue
        for terms, path in schedules:
            bases = () if name not in terms else {LossBase.numbered(entry.value) for entry in terms[name].entries}
            for base in sorted(bases):
                _refuse_base(base, reader, order, (*path, name), faults)
        (terms, path), default = schedules[0], wording.terms[name].default
        said = [(own, place, each) for own, place in schedules for each in needed if each in own]
        if name not in terms and said:
            base = next(each for each in LossBase if each.english == default)
            _refuse_base(base, reader, order, (*said[0][1], said[0][2]), faults)


def _refuse_base(base: LossBase, reader: IndemnityStep, order: _Order, place: Path, faults: Faults) -> None:
    maker = MADE_BY.get(base)
    if maker is None or not order.comes_later(maker, than=reader):
        return
    wrong = Wrong(
        "base_made_later",
        Words(
            f'The step "{reader.english}" reads the {base.english}, which the step "{maker.english}" makes after it.',
            f"L'étape « {reader.french} » lit la {base.french}, que l'étape « {maker.french} » ne fait qu'après elle.",
        ),
        Words(
            f'Put "{maker.english}" before it in indemnity_chain, or set {_term_of(reader)} = "gross loss".',
            f"Placez « {maker.french} » avant elle dans indemnity_chain,"
            f" ou réglez {_term_of(reader)} = « perte brute ».",
        ),
    )
    faults.refuse_key(wrong, place, also=order.place)


def _term_of(reader: IndemnityStep) -> str:
    return next(name for name, (step, _) in BASES.items() if step is reader)


def _refuse_steps_out_of_place(order: _Order, faults: Faults) -> None:
    """Refuse steps that no term moves: they always read what an earlier step must have made."""
    if order.place is None:
        return
    if order.comes_later(IndemnityStep.LIMIT, than=IndemnityStep.MINIMUM_RETENTION):
        faults.refuse(_RETENTION_BEFORE_LIMIT, order.place)
    above, first = IndemnityStep.PERCENTAGE_ABOVE, IndemnityStep.AGGREGATE
    if above in order.steps and not order.comes_later(above, than=first):
        faults.refuse(_ABOVE_NOTHING, order.place)


def _warn_of_steps_without_term(chain: Chain, schedules: Sequence[Schedule], order: _Order, faults: Faults) -> None:
    assert order.place is not None, "the policy writes its steps"
    said = {name for terms, _ in schedules for name in terms}
    for step, own in _steps_with_terms(chain):
        amounts = [name for name, unit in own.items() if unit in _AMOUNTS]
        if step in order.steps and amounts and said.isdisjoint(amounts):
            faults.warn(_without_term(step, amounts[0]), order.place)


def _without_term(step: IndemnityStep, term: str) -> Wrong:
    return Wrong(
        "step_without_term",
        Words(
            f'The step "{step.english}" does nothing: the policy sets no {term}.',
            f"L'étape « {step.french} » ne fait rien : la police ne règle pas {term}.",
        ),
        Words(
            f"Write {term} under [terms], or leave the step out.",
            f"Écrivez {term} sous [terms], ou retirez l'étape.",
        ),
    )


_RETENTION_BEFORE_LIMIT: Final = Wrong(
    "retention_before_limit",
    Words(
        'The step "minimum retention" reads the insured loss, which the step "limit" makes after it.',
        "L'étape « retenue minimale » lit la perte garantie, que l'étape « agrément » ne fait qu'après elle.",
    ),
    Words('Put "limit" before it.', "Placez « agrément » avant elle."),
)
_ABOVE_NOTHING: Final = Wrong(
    "percentage_above_without_first_loss",
    Words(
        'The step "percentage above the first loss" has no "aggregate first loss" before it.',
        "L'étape « quotité au-delà de la franchise » n'a pas de « franchise annuelle globale » avant elle.",
    ),
    Words(
        'Put "aggregate first loss" before it, or use "insured percentage".',
        "Placez « franchise annuelle globale » avant elle, ou utilisez « quotité ».",
    ),
)
