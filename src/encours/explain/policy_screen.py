"""A programme as people read it: who insures what, every term in force, whom it names, and endorsements."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.blocks import EMPTY, Block, Column, Grid, Heading, Page, Span, line
from encours.explain.json_values import SCHEMA_VERSION, Json, day_json
from encours.explain.values import day
from encours.explain.words import say
from encours.policy.coinsurance import CoinsuranceLine, HeldShare
from encours.policy.difference import NOTHING, show_term_value, tables
from encours.policy.resolve import default_of
from encours.policy.schedule import PERIOD_TERMS, InsuredEntity, Policy, Programme, always
from encours.units import NEVER, UNSET, Day
from encours.units.show import Language, show_percentage, show_reading


def policy_page(programme: Programme, language: Language) -> Page:
    """Every layer with the terms it uses; those it does not use are left out."""
    blocks: list[Block] = [line(Span(programme.name, "bold"), Span(f" — {programme.company}", "bold"))]
    for rank, policy in enumerate(programme.layers, start=1):
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
    yield from _readings(policy, language)
    yield from _tables(policy, language)
    yield from _insurers(policy, language)
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


def _readings(policy: Policy, language: Language) -> Iterator[Block]:
    """Which of its two lawful readings each end of month is given, under the terms that name one."""
    told = {
        (name, show_reading(entry.value, language))
        for terms in (policy.terms, *(each.terms for each in policy.endorsements))
        for name, value in terms.items()
        for entry in value.entries
        if policy.wording.terms[name].unit.name == "span" and entry.value != UNSET
    }
    for name, reading in sorted((name, reading) for name, reading in told if reading is not None):
        yield line(Span(f"· {name}", "cyan"), f" {say('agreed reading', language, reading=reading)}", hanging=2)


def _tables(policy: Policy, language: Language) -> Iterator[Block]:
    """Who and what the schedule names: zones, buyers insured or excluded by name, insured companies."""
    companies = {
        each.entity: ", ".join((*filter(None, (each.name, each.siren)), *_held(each.joined_on, each.left_on, language)))
        for each in policy.entities
    }
    named = {
        "zones": {name: ", ".join(sorted(countries)) for name, countries in policy.zones.items()},
        "insured_buyers": policy.insured_buyers,
        "excluded_buyers": policy.excluded_buyers,
        "entities": companies,
    }
    for table, rows in named.items():
        if rows:
            yield EMPTY
            yield line(Span(say(f"table {table}", language), "bold"))
            told = tuple((Span(name, "cyan"), said) for name, said in rows.items())
            yield Grid((Column(""), Column("", folds=True)), told, indent=2, titled=False)


def _insurers(policy: Policy, language: Language) -> Iterator[Block]:
    """Who shares the policy, each with what its line says, and what insurers cede."""
    if policy.coinsurance:
        yield EMPTY
        titles = (Column(say("settlement insurer", language)), Column(say("settlement line", language), right=True))
        rows = tuple(
            (
                each.insurer,
                show_percentage(each.share, language),
                ", ".join((*_of_line(each, language), *_held(each.joined_on, each.left_on, language))),
            )
            for each in policy.coinsurance
        )
        yield Grid((*titles, Column("", folds=True)), rows)
    if policy.cessions:
        yield EMPTY
        titles = (Column(say("settlement reinsurer", language)), Column(say("settlement ceded", language), right=True))
        rows = tuple(
            (
                each.reinsurer,
                show_percentage(each.share, language),
                ", ".join((*filter(None, (each.insurer,)), *_held(each.joined_on, each.left_on, language))),
            )
            for each in policy.cessions
        )
        yield Grid((*titles, Column("", folds=True)), rows)


def _of_line(line: CoinsuranceLine, language: Language) -> Iterator[str]:
    if line.leads:
        yield say("insurer leads", language)
    if line.has_failed or not line.is_signed:
        yield say("insurer failed" if line.has_failed else "insurer not signed", language)
    if line.insured_percentage != UNSET:
        share = show_percentage(line.insured_percentage, language)
        yield say("insurer lower percentage", language, share=share)


def _held(joined_on: Day | None, left_on: Day, language: Language) -> Iterator[str]:
    """The days between which a share is held or a company is insured, where they are told."""
    if joined_on is not None:
        yield say("line held from", language, day=day(joined_on, language))
    if left_on != NEVER:
        yield say("line held to", language, day=day(left_on, language))


def _dated(each: HeldShare | InsuredEntity) -> Json:
    return {
        "joined_on": None if each.joined_on is None else day_json(each.joined_on),
        "left_on": None if each.left_on == NEVER else day_json(each.left_on),
    }


def _tables_json(policy: Policy) -> Json:
    return {
        "zones": [{"zone": name, "countries": sorted(countries)} for name, countries in policy.zones.items()],
        **{
            table: [{"buyer": buyer, "note": word or None} for buyer, word in named.items()]
            for table, named in (
                ("insured_buyers", policy.insured_buyers), ("excluded_buyers", policy.excluded_buyers),
            )
        },
        "entities": [
            {"entity": each.entity, "name": each.name or None, "siren": each.siren or None, **_dated(each)}
            for each in policy.entities
        ],
    }  # fmt: skip


def _insurers_json(policy: Policy) -> Json:
    return {
        "coinsurance": [
            {
                "insurer": each.insurer,
                "leads": each.leads,
                "is_signed": each.is_signed,
                "has_failed": each.has_failed,
                "insured_percentage": None if each.insured_percentage == UNSET else each.insured_percentage,
                "share": each.share,
                **_dated(each),
            }
            for each in policy.coinsurance
        ],
        "cessions": [
            {
                "reinsurer": each.reinsurer,
                "insurer": each.insurer or None,
                "share": each.share,
                **_dated(each),
            }
            for each in policy.cessions
        ],
    }


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
                **_tables_json(each),
                **_insurers_json(each),
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
            for each in programme.layers
        ],
    }


def policy_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    return [say("policy", language), say("term", language), say("agreed", language), say("origin", language)]


def policy_rows(programme: Programme, language: Language) -> Iterator[list[str]]:
    """Rows of the spreadsheet: every term of every layer, then what its tables name."""
    for policy in programme.layers:
        for name, value, origin in _terms(policy, language):
            yield [policy.name, name, value, say(f"from {origin}", language) if value else say("not used", language)]
        for table, rows in tables(policy).items():
            for name, said in rows.items():
                yield [policy.name, f"{table}.{name}", "" if said == NOTHING else said, say("from schedule", language)]
