"""A programme as people read it: who insures what, every term in force, endorsements, and what two differ in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from encours.explain.blocks import EMPTY, Block, Column, Grid, Heading, Page, Span, line
from encours.explain.json_values import SCHEMA_VERSION, Json, day_json
from encours.explain.values import day
from encours.explain.words import say
from encours.policy.difference import differences, show_term_value
from encours.policy.resolve import default_of
from encours.policy.schedule import PERIOD_TERMS, Policy, Programme, always
from encours.units import UNSET
from encours.units.show import Language


def policy_page(programme: Programme, language: Language) -> Page:
    """Every layer with the terms it uses; those it does not use are left out."""
    blocks: list[Block] = [line(Span(programme.name, "bold"), Span(f" — {programme.company}", "bold"))]
    for rank, policy in enumerate(programme.policies, start=1):
        blocks += _policy(policy, rank, language)
    return tuple(blocks)


def _policy(policy: Policy, rank: int, language: Language) -> Iterator[Block]:
    yield Heading(say("layer", language, rank=rank, policy=policy.name, insurer=policy.insurer))
    period = f"{day(policy.period_start, language)} – {day(policy.period_end, language)}"
    wording = f"{policy.wording.name} {policy.wording.edition}"
    yield line(
        Span(" · ".join(each for each in (wording, period, policy.currency, policy.number) if each), "bright_black")
    )
    yield EMPTY
    rows = [
        (Span(name, "cyan"), Span(value), Span(say(f"from {origin}", language), "bright_black"))
        for name, value, origin in _terms(policy, language, is_for_people=True)
        if value
    ]
    yield Grid(
        (
            Column(say("term", language)),
            Column(say("agreed", language), folds=True),
            Column(say("origin", language), least=100),
        ),
        tuple(rows),
    )
    for each in policy.endorsements:
        yield EMPTY
        yield line(Span(f"{each.name}", "bold"), say("from day", language, day=day(each.effective_on, language)))
        yield Grid(
            (Column(""), Column("", folds=True)),
            tuple(
                (Span(name, "cyan"), show_term_value(policy, name, value, language, is_for_people=True))
                for name, value in each.terms.items()
            ),
            indent=2,
            titled=False,
        )


def _terms(policy: Policy, language: Language, *, is_for_people: bool = False) -> Iterator[tuple[str, str, str]]:
    """Name, value in words and origin of each term; the value is empty where the policy does not use it."""
    for name in policy.wording.terms:
        if name in PERIOD_TERMS:
            continue
        if name in policy.terms:
            agreed = show_term_value(policy, name, policy.terms[name], language, is_for_people=is_for_people)
            yield name, agreed, "schedule"
            continue
        value = default_of(policy, name)
        usual = show_term_value(policy, name, always(value), language, is_for_people=is_for_people)
        yield name, "" if value == UNSET else usual, "default"


def policy_json(programme: Programme) -> Json:
    """A programme for programs: terms in the words of a policy file."""
    return {
        "shape": "policy",
        "version": SCHEMA_VERSION,
        "programme": programme.name,
        "company": programme.company,
        "currency": programme.currency,
        "policies": [
            {
                "name": each.name,
                "insurer": each.insurer,
                "number": each.number or None,
                "currency": each.currency,
                "wording": each.wording.name,
                "edition": each.wording.edition,
                "period_start": day_json(each.period_start),
                "period_end": day_json(each.period_end),
                "terms": {
                    name: {"value": value or None, "origin": origin} for name, value, origin in _terms(each, "en")
                },
                "endorsements": [
                    {
                        "name": endorsement.name,
                        "effective_on": day_json(endorsement.effective_on),
                        "terms": {n: show_term_value(each, n, v) for n, v in endorsement.terms.items()},
                    }
                    for endorsement in each.endorsements
                ],
            }
            for each in programme.policies
        ],
    }


def policy_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    return [say("policy", language), say("term", language), say("agreed", language), say("origin", language)]


def policy_rows(programme: Programme, language: Language) -> Iterator[list[str]]:
    """Rows of the spreadsheet: every term of every layer."""
    for policy in programme.policies:
        for name, value, origin in _terms(policy, language):
            yield [policy.name, name, value, say(f"from {origin}", language) if value else say("not used", language)]


def differences_page(pairs: Sequence[tuple[Policy | None, Policy | None]], language: Language) -> Page:
    """Point by point, what differs between two programmes, layer against layer."""
    blocks: list[Block] = []
    for before, after in pairs:
        if before is None or after is None:
            alone = before or after
            assert alone is not None, "a pair holds a policy"
            blocks.append(line(say("layer alone", language, policy=alone.name), hanging=2))
            continue
        found = differences(before, after)
        blocks.append(line(Span(f"{before.name} → {after.name}", "bold")))
        if not found:
            blocks.append(line(say("no difference", language)))
            continue
        rows = tuple((Span(".".join(each.point), "cyan"), each.before or "—", each.after or "—") for each in found)
        titles = (say("point", language), say("before", language), say("after", language))
        blocks.append(Grid(tuple(Column(title, folds=place > 0) for place, title in enumerate(titles)), rows))
    return tuple(blocks)
