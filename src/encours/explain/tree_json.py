"""The tree of an invoice for programs and spreadsheets; documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from encours.engine.verdicts import NAMES
from encours.explain.age_words import ages_json
from encours.explain.json_values import (
    SCHEMA_VERSION,
    Json,
    cause_json,
    day_json,
    halt_json,
    money,
    parts_json,
    state_name,
    value_json,
)
from encours.explain.names import VERDICT_WORDS
from encours.explain.tree import LayerTree, Said, Tree
from encours.explain.values import day
from encours.explain.words import say
from encours.policy.schedule import Policy
from encours.units import NEVER, Day
from encours.units.show import Language


def trees_json(
    trees: Sequence[Tree],
    invoice: str,
    *,
    policies: Sequence[Policy],
    as_of: Day,
    known_on: Day | None,
    language: Language,
) -> Json:
    """Every open row of an invoice, with the findings of every clause and where each value came from."""
    return {
        "shape": "why",
        "version": SCHEMA_VERSION,
        "invoice": invoice,
        "as_of": day_json(as_of),
        "known_on": day_json(known_on),
        "language": language,
        "rows": [_tree(each, policies, language) for each in trees],
    }


def _tree(tree: Tree, policies: Sequence[Policy], language: Language) -> Json:
    row, cover = tree.line, tree.line.cover
    return {
        "invoice": row.number,
        "instalment": row.instalment,
        "buyer": row.buyer,
        "name": tree.buyer_name,
        "country": tree.country or None,
        "entity": row.entity or None,
        "stage": row.stage.english,
        "source": tree.source,
        "assumption": tree.assumption or None,
        "ordered": day_json(tree.ordered),
        "delivered": day_json(tree.delivered),
        "issued": day_json(tree.issued),
        "due": day_json(tree.due),
        **ages_json(tree.ages),
        "open_original": money(cover.open_original, row.currency),
        "open": money(cover.open, tree.policy_currency),
        "open_company": None if tree.open_company is None else money(tree.open_company, tree.company_currency),
        "state": state_name(tree.state),
        "partly_covered": tree.partly,
        "at_risk": tree.at_risk,
        "parts": parts_json(cover.parts),
        "until": day_json(tree.until),
        "stopped_since": [day_json(each) for each in tree.stopped_since],
        "next_stop": [day_json(each) for each in tree.next_stop],
        "refused_by": halt_json(tree.halt, language),
        "older": [{"invoice": each.number, "open": each.open, "admitted": each.admitted} for each in tree.older],
        "layers": [_layer(layer, policy, language) for layer, policy in zip(tree.layers, policies, strict=True)],
    }


def _layer(layer: LayerTree, policy: Policy, language: Language) -> Json:
    return {
        "policy": layer.policy,
        "insurer": layer.insurer,
        "currency": policy.currency,
        "admitted": layer.cover.admitted,
        "insured": layer.cover.insured,
        "cause": cause_json(policy, layer.cover, language),
        "until": day_json(layer.cover.until),
        "limit_reason": layer.limit_reason or None,
        "findings": [_said(each, policy) for each in layer.clauses],
    }


def _said(said: Said, policy: Policy) -> Json:
    finding = said.finding
    return {
        "clause": finding.clause,
        "stage": finding.stage,
        "title": said.title,
        "verdict": NAMES[finding.verdict],
        "decides": said.decides,
        "sentence": said.sentence,
        "what_to_do": said.what_to_do,
        "values": [
            {
                "name": each.name,
                "label": each.label,
                "value": value_json(policy.wording, each.name, each.value),
                "unit": policy.wording.unit_of(each.name).name,
                "shown": each.shown,
                "origin": each.origin,
            }
            for each in said.values
        ],
        "missing": list(finding.missing),
        "until": day_json(finding.until),
        "asked": finding.asked,
        "granted": finding.granted,
        "overridden_by": finding.overridden_by,
    }


def tree_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet: one row for each clause of each layer."""
    return say("tree columns", language).split("|")


def tree_rows(trees: Sequence[Tree], language: Language) -> Iterator[list[str | int | None]]:
    """Rows of the spreadsheet."""
    for tree in trees:
        for layer in tree.layers:
            for each in layer.clauses:
                until = each.finding.until
                yield [
                    tree.line.number,
                    tree.line.instalment,
                    tree.line.buyer,
                    layer.policy,
                    each.finding.clause,
                    each.title,
                    VERDICT_WORDS[each.finding.verdict].in_language(language),
                    each.sentence,
                    "" if until is None or until == NEVER else day(until, language),
                    "; ".join(f"{value.label} = {value.shown} ({value.origin})" for value in each.values),
                ]
