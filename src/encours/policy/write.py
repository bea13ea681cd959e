"""A programme as TOML text: reading it again gives the same programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from encours.policy.coinsurance import Cession, CoinsuranceLine
from encours.policy.quantity_text import write_day, write_percentage, write_quantity
from encours.policy.schedule import InsuredEntity, Policy, Programme, TermValue
from encours.policy.toml_text import write_key, write_list, write_text, write_when
from encours.units import NEVER, UNSET, Day


def write_programme(programme: Programme, *, with_meaning: bool = False) -> str:
    """Text of a programme: of a policy file when it adds nothing to its one policy, else of a programme file.

    The order is always the same: terms come in the order of the wording. `with_meaning` writes what each
    term means above it, in English and French.
    """
    policy = programme.primary
    alone = (policy.name, policy.policyholder, policy.currency)
    if len(programme.layers) == 1 and alone == (programme.name, programme.company, programme.currency):
        return write_policy(policy, with_meaning=with_meaning)
    lines = ["[programme]", f"name = {write_text(programme.name)}"]
    if programme.company:
        lines.append(f"company = {write_text(programme.company)}")
    lines.append(f"currency = {write_text(programme.currency)}")
    for policy in programme.layers:
        lines += ["", "[[layers]]", "", *_policy(policy, "layers.", with_meaning=with_meaning)]
    return "\n".join(lines) + "\n"


def write_policy(policy: Policy, *, with_meaning: bool = False) -> str:
    """Text of a policy file; see `write_programme`."""
    return "\n".join(_policy(policy, "", with_meaning=with_meaning)) + "\n"


def _policy(policy: Policy, prefix: str, *, with_meaning: bool) -> Iterator[str]:
    yield f"[{prefix}policy]"
    yield from _head(policy)
    yield from _tables(policy, prefix)
    yield from ("", f"[{prefix}terms]")
    yield from _terms(policy, policy.terms, with_meaning=with_meaning)
    for endorsement in policy.endorsements:
        yield from ("", f"[[{prefix}endorsements]]", f"name = {write_text(endorsement.name)}")
        yield f"effective_on = {write_day(endorsement.effective_on)}"
        yield f"[{prefix}endorsements.terms]"
        yield from _terms(policy, endorsement.terms, with_meaning=with_meaning)


def _head(policy: Policy) -> Iterator[str]:
    yield f"name = {write_text(policy.name)}"
    if policy.number:
        yield f"number = {write_text(policy.number)}"
    if policy.policyholder:
        yield f"policyholder = {write_text(policy.policyholder)}"
    yield f"insurer = {write_text(policy.insurer)}"
    yield f"wording = {write_text(policy.wording.name)}"
    yield f"edition = {write_text(policy.wording.edition)}"
    yield f"currency = {write_text(policy.currency)}"
    yield f"period_start = {write_day(policy.period_start)}"
    yield f"period_end = {write_day(policy.period_end)}"


def _tables(policy: Policy, prefix: str) -> Iterator[str]:
    if policy.zones:
        yield from ("", f"[{prefix}zones]")
        yield from (f"{write_key(name)} = {write_list(countries)}" for name, countries in policy.zones.items())
    for name, buyers in (("insured_buyers", policy.insured_buyers), ("excluded_buyers", policy.excluded_buyers)):
        if buyers:
            yield from ("", f"[{prefix}{name}]")
            yield from (f"{write_key(buyer)} = {write_text(why)}" for buyer, why in buyers.items())
    for entity in policy.entities:
        yield from ("", f"[[{prefix}entities]]", f"entity = {write_text(entity.entity)}")
        yield from entity_points(entity)
    for line in policy.coinsurance:
        yield from ("", f"[[{prefix}coinsurance]]", f"insurer = {write_text(line.insurer)}")
        yield from line_points(line)
    for cession in policy.cessions:
        yield from ("", f"[[{prefix}cessions]]", f"reinsurer = {write_text(cession.reinsurer)}")
        yield from cession_points(cession)


def entity_points(entity: InsuredEntity) -> Iterator[str]:
    """What a policy file says of an insured company beside its code."""
    if entity.name:
        yield f"name = {write_text(entity.name)}"
    if entity.siren:
        yield f"siren = {write_text(entity.siren)}"
    yield from _days(entity.joined_on, entity.left_on)


def line_points(line: CoinsuranceLine) -> Iterator[str]:
    """What a policy file says of the line of an insurer beside its name."""
    yield f"share = {write_text(write_percentage(line.share))}"
    if line.leads:
        yield "leads = true"
    if not line.is_signed:
        yield "is_signed = false"
    if line.has_failed:
        yield "has_failed = true"
    if line.insured_percentage != UNSET:
        yield f"insured_percentage = {write_text(write_percentage(line.insured_percentage))}"
    yield from _days(line.joined_on, line.left_on)


def cession_points(cession: Cession) -> Iterator[str]:
    """What a policy file says of a cession beside the name of who takes it."""
    yield f"share = {write_text(write_percentage(cession.share))}"
    if cession.insurer:
        yield f"insurer = {write_text(cession.insurer)}"
    yield from _days(cession.joined_on, cession.left_on)


def _days(joined_on: Day | None, left_on: Day) -> Iterator[str]:
    if joined_on is not None:
        yield f"joined_on = {write_day(joined_on)}"
    if left_on != NEVER:
        yield f"left_on = {write_day(left_on)}"


def _terms(policy: Policy, terms: Mapping[str, TermValue], *, with_meaning: bool) -> Iterator[str]:
    for name, term in policy.wording.terms.items():
        if name not in terms:
            continue
        if with_meaning:
            yield f"# {' '.join(term.english.split())}"
            yield f"# {' '.join(term.french.split())}"
        entries = [
            (write_when(entry.when) if entry.when else "", write_quantity(term, entry.value, policy.currency))
            for entry in terms[name].entries
        ]
        if len(entries) == 1 and not entries[0][0]:
            yield f"{name} = {entries[0][1]}"
            continue
        yield f"{name} = ["
        yield from (f"  {{ {f'when = {when}, ' if when else ''}value = {value} }}," for when, value in entries)
        yield "]"
