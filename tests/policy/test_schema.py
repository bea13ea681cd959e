"""An editor that follows the schema accepts what the reader accepts, in both languages."""

import json
import re
import tomllib
from datetime import date

import pytest
from hypothesis import given, settings

from encours.policy.schema import policy_schema
from encours.policy.write import write_policy
from tests.policy.policies import policies
from tests.policy.test_read import POLICY
from tests.policy.toy import WORDING

SCHEMA = policy_schema(WORDING)
slow_to_draw = settings(max_examples=30)


def is_valid(value, schema):
    """Whether a value keeps to a schema, for the words of JSON Schema that ours uses."""
    if "$ref" in schema:
        return is_valid(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema and not any(is_valid(value, each) for each in schema["anyOf"]):
        return False
    if "enum" in schema and not any(
        value is each or (value == each and type(value) is type(each)) for each in schema["enum"]
    ):
        return False
    if "const" in schema and value != schema["const"]:
        return False
    return _TYPES[schema["type"]](value, schema) if "type" in schema else True


def _object(value, schema):
    known = schema.get("properties", {})
    rest = schema.get("additionalProperties", True)
    return (
        isinstance(value, dict)
        and set(schema.get("required", ())) <= set(value)
        and len(value) >= schema.get("minProperties", 0)
        and all(
            is_valid(each, known[key]) if key in known else rest and is_valid(each, rest) for key, each in value.items()
        )
    )


def _array(value, schema):
    return (
        isinstance(value, list)
        and len(value) >= schema.get("minItems", 0)
        and all(is_valid(each, schema["items"]) for each in value)
    )


def _string(value, schema):
    if schema.get("format") == "date":
        return isinstance(value, date)
    return (
        isinstance(value, str)
        and len(value) >= schema.get("minLength", 0)
        and re.search(schema.get("pattern", ""), value) is not None
    )


_TYPES = {
    "object": _object,
    "array": _array,
    "string": _string,
    "boolean": lambda value, _schema: isinstance(value, bool),
    "integer": lambda value, _schema: isinstance(value, int) and not isinstance(value, bool),
}


@slow_to_draw
@given(policies())
def test_every_written_policy_keeps_to_the_schema(policy):
    assert is_valid(tomllib.loads(write_policy(policy)), SCHEMA)


def test_a_policy_written_by_a_french_broker_keeps_to_the_schema():
    document = tomllib.loads(POLICY)
    document["policy"]["wording"] = WORDING.name
    assert is_valid(document, SCHEMA)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('"45 jours fin de mois"', "45"),
        ('"45 jours fin de mois"', '"45"'),
        ('"discrétionnaire"', '"discretionnary"'),
        ('"87,5 %"', '"87,5"'),
        ('"1 500,00 €"', '"1 500,00"'),
        ("maximum_payment_terms", "maximum_payment_term"),
        ("insurer", "inssurer"),
        ('"43.21"', '"F"'),
        ("country", "pays"),
    ],
)
def test_a_mistake_the_reader_refuses_is_underlined_in_the_editor(good, bad):
    document = tomllib.loads(POLICY.replace(good, bad))
    document["policy"]["wording"] = WORDING.name
    assert not is_valid(document, SCHEMA)


def test_every_term_is_described_in_both_languages_with_its_bounds_and_default():
    described = SCHEMA["properties"]["terms"]["properties"]["insured_percentage"]["description"]
    assert described == "Share of an insured loss that is paid. From 0 % to 100 %. Default: 90 %.\n\nQuotité garantie."
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
