"""JSON Schema of a policy file, so that an editor completes terms and underlines mistakes.

It is a help, looser than the reader in bounds: what it refuses the reader refuses too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from encours.clauses.lose.anchors import CAUSES
from encours.engine.terms import Term
from encours.engine.wording import Wording
from encours.policy.quantity_text import NOT_USED
from encours.policy.read_when import CAUSES_IN_FRENCH, LIMIT_KINDS_IN_FRENCH
from encours.policy.schedule import KEYS, LIMIT_KINDS, PERIOD_TERMS

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string", "maxLength": 200}
_NAME: Final[Schema] = {"type": "string", "minLength": 1, "maxLength": 200}
# Editors show a TOML date to a schema as a text in the form of a date.
_DATE: Final[Schema] = {"type": "string", "format": "date"}
_SPACE: Final = "[ \\u00a0\\u202f]"
_FIGURES: Final = f"[0-9](?:[0-9.,']|{_SPACE})*"

# Longer writings are understood too (years, weeks, "fin de mois + 45 jours"): a duration has its figures
# or an end of month, a percentage its sign, an amount its currency, a clock what it is counted after or from.
_PATTERNS: Final[Mapping[str, str]] = {
    "span": "(?:[0-9].*[A-Za-z])|(?:[Mm]onth)|(?:[Mm]ois)|(?:[Ee]\\.?[Oo]\\.?[Mm])|(?:[Ff]\\.?[Dd]\\.?[Mm])",
    "days": "[0-9].*[A-Za-z]",
    "months": "[0-9].*[A-Za-z]",
    "basis points": f"^\\s*[+-]?{_SPACE}?[0-9]+(?:[.,][0-9]+)?{_SPACE}*(?:%|‰|[Pp])",
    "millionths": f"^\\s*[+-]?{_SPACE}?[0-9]+(?:[.,][0-9]+)?{_SPACE}*(?:%|‰|[Pp])",
    **dict.fromkeys(("rates by amount", "rates by days", "shares by ratio"), "[0-9].*(?:%|‰|[Pp]).*[a-z]"),
    "cents": f"(?:[^0-9\\s.,'+()-]+.*{_FIGURES})|(?:{_FIGURES}.*[^0-9\\s.,'+()-])",
    "multiple": "^\\s*[0-9]+(?:[.,][0-9]+)?.*[A-Za-z]",
    "steps": "[A-Za-z]",
    "clock": (
        "\\S\\s+(?:[Aa][Ff][Tt][Ee][Rr]|[Ff][Rr][Oo][Mm]|[Ff][Oo][Ll][Ll][Oo][Ww][Ii][Nn][Gg]|[Oo][Ff]|"
        "[Aa][Pp][Rr][EeÈè][Ss]|[Dd][EeÈè][Ss]|[Ss][Uu][Ii][Vv][AaEe][Nn][Tt]|[Dd][EeUu]|"
        "[Ll][Ee][Nn][Dd][Ee][Mm][Aa][Ii][Nn] [Dd][EeUu])\\s+\\S"
    ),
    "country": "^\\s*[A-Za-z]{2}\\s*$",
}
_EXAMPLES: Final[Mapping[str, list[Any]]] = {
    "span": ["60 days", "45 days end of month", "end of month + 45 days"],
    "days": ["30 days"],
    "months": ["12 months"],
    "basis points": ["90 %"],
    "millionths": ["0.35 ‰", "0.12 %"],
    "rates by amount": ["0.35 ‰ to 10 000 000 EUR; 0.30 ‰ above"],
    "rates by days": ["0.30 ‰ to 30 days; 0.40 ‰ above"],
    "shares by ratio": ["15 % to 20 %; 5 % to 40 %"],
    "cents": ["25 000 EUR"],
    "multiple": ["30 x minimum premium"],
    "steps": ["whole turnover", "limit, insured percentage, maximum liability"],
    "clock": [
        "30 days after extension end",
        "later of 90 days after extension end and 180 days after delivery, or the next working day",
    ],
    "country": ["FR"],
}


def policy_schema(wording: Wording) -> Schema:
    """JSON Schema (draft 2020-12) of a policy file on one wording."""
    terms = {name: term for name, term in wording.terms.items() if name not in PERIOD_TERMS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Policy on the wording {wording.name}, edition {wording.edition}",
        **_table(
            {
                "policy": _policy(wording),
                "zones": {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": _COUNTRY, "minItems": 1},
                },
                "insured_buyers": {"type": "object", "additionalProperties": _TEXT},
                "excluded_buyers": {"type": "object", "additionalProperties": _TEXT},
                "entities": {"type": "array", "items": _ENTITY},
                "coinsurance": {"type": "array", "items": _LINE},
                "cessions": {"type": "array", "items": _CESSION},
                "terms": _terms(terms),
                "endorsements": {"type": "array", "items": _endorsement(terms)},
            },
            required=["policy"],
        ),
        "$defs": {name: _one_when([key for key in KEYS if key not in left_out]) for name, left_out in _WHENS.items()},
    }


def _table(properties: Schema, *, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _policy(wording: Wording) -> Schema:
    return _table(
        {
            "name": _NAME,
            "number": _TEXT,
            "policyholder": _TEXT,
            "insurer": _NAME,
            "wording": {"const": wording.name},
            "edition": {"const": wording.edition},
            "currency": {"type": "string", "pattern": "^[A-Za-z]{3}$"},
            "period_start": _DATE,
            "period_end": _DATE,
        },
        required=["name", "insurer", "wording", "currency", "period_start", "period_end"],
    )


def _terms(terms: Mapping[str, Term]) -> Schema:
    return _table({name: _term(term) for name, term in terms.items()}, required=[])


def _endorsement(terms: Mapping[str, Term]) -> Schema:
    changeable = {name: term for name, term in terms.items() if not term.policy_wide}
    return _table(
        {"name": _NAME, "effective_on": _DATE, "terms": _terms(changeable)}, required=["name", "effective_on"]
    )


def _term(term: Term) -> Schema:
    quantity = _quantity(term)
    described: Schema = {"description": _description(term)}
    if term.policy_wide:
        return {**described, **quantity}
    entry = _table({"when": _when(term), "value": quantity}, required=["value"])
    entries = {"type": "array", "items": entry, "minItems": 1}
    return {**described, "anyOf": [quantity, entries, entry]}


def _description(term: Term) -> str:
    facts = [term.english]
    if term.low is not None or term.high is not None:
        facts.append(f"From {'…' if term.low is None else term.low} to {'…' if term.high is None else term.high}.")
    facts.append("Not used unless set." if term.default is None else f"Default: {term.default}.")
    return f"{' '.join(facts)}\n\n{term.french}"


def _quantity(term: Term) -> Schema:
    unit = term.unit.name
    unset: list[Any] = [*NOT_USED] if term.default is None else []
    if unit == "code":
        assert term.choices is not None, "a term in codes has its choices"
        words = [word for choice in term.choices for word in (choice.english, choice.french)]
        return {"enum": list(dict.fromkeys([*words, *unset]))}
    if unit == "flag":
        return {"enum": [True, False, "yes", "no", "oui", "non", *unset]}
    if unit == "count":
        plain: Schema = {"type": "integer"}
    elif unit == "day":
        plain = _DATE
    else:
        plain = {"type": "string", "pattern": _PATTERNS[unit], "examples": _EXAMPLES[unit]}
    return {"anyOf": [plain, {"enum": unset}]} if unset else plain


def _when(term: Term) -> Schema:
    left_out = {
        key for key, allowed in (("limit_kind", term.varies_by_limit), ("cause", term.varies_by_cause)) if not allowed
    }
    return {"$ref": f"#/$defs/{next(name for name, keys in _WHENS.items() if keys == left_out)}"}


def _one_when(keys: list[str]) -> Schema:
    return {**_table({key: _one_or_more(_KEYS[key]) for key in keys}, required=[]), "minProperties": 1}


def _one_or_more(value: Schema) -> Schema:
    return {"anyOf": [value, {"type": "array", "items": value, "minItems": 1}]}


_WHENS: Final[Mapping[str, frozenset[str]]] = {
    "when": frozenset(),
    "when_without_limit": frozenset({"limit_kind"}),
    "when_without_cause": frozenset({"cause"}),
    "when_without_limit_or_cause": frozenset({"limit_kind", "cause"}),
}
"""Rows that an entry may name, by the keys that its term cannot vary with."""

_COUNTRY: Final[Schema] = {"type": "string", "pattern": "^[A-Z]{2}$"}
_ENTITY: Final = _table(
    {"entity": _NAME, "name": _TEXT, "siren": _TEXT, "joined_on": _DATE, "left_on": _DATE},
    required=["entity"],
)
_SHARE: Final[Schema] = {"type": "string", "pattern": _PATTERNS["basis points"], "examples": ["60 %"]}
_FLAG: Final[Schema] = {"type": "boolean"}
_DAYS: Final[Schema] = {"joined_on": _DATE, "left_on": _DATE}
_LINE: Final = _table(
    {
        "insurer": _NAME,
        "share": _SHARE,
        "leads": _FLAG,
        "is_signed": _FLAG,
        "has_failed": _FLAG,
        "insured_percentage": _SHARE,
        **_DAYS,
    },
    required=["insurer", "share"],
)
_CESSION: Final = _table(
    {"reinsurer": _NAME, "share": _SHARE, "insurer": _TEXT, **_DAYS}, required=["reinsurer", "share"]
)
_KEYS: Final[Mapping[str, Schema]] = {
    "buyer": _NAME,
    "buyer_class": _NAME,
    "country": {**_NAME, "description": "Two capital letters of ISO 3166, or the name of a zone."},
    "sector": {"type": "string", "pattern": "^[0-9]{2}", "description": "Beginning of a NACE code."},
    "entity": _NAME,
    "limit_kind": {"enum": [*LIMIT_KINDS, *LIMIT_KINDS_IN_FRENCH]},
    "cause": {"enum": [*CAUSES, *CAUSES_IN_FRENCH]},
}
