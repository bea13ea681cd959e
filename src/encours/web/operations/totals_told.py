"""Totals of a store as people read them: a line for each company."""

from __future__ import annotations

from typing import Any

from encours.policy.faults import Words
from encours.units.show import Language


def told_of(totals: dict[str, Any], language: Language) -> str:
    """A line for each company: its facts, what was invoiced and paid in all, the entries of its journal."""
    lines = []
    for each in totals["organisations"]:
        facts = sum(table["rows"] for table in each["facts"].values())
        invoiced = _grouped(each["facts"].get("invoices", {}).get("gross", 0), language)
        paid = _grouped(each["facts"].get("payments", {}).get("amount", 0), language)
        words = Words(
            f"  {each['name']} ({each['slug']}): {facts} facts, invoices {invoiced}, payments {paid}, "
            f"{each['journal'][0]} entries of the journal",
            f"  {each['name']} ({each['slug']}) : {facts} faits, factures {invoiced}, paiements {paid}, "
            f"{each['journal'][0]} lignes de journal",
        )
        lines.append(words.in_language(language))
    if not lines:
        lines.append(Words("  no company", "  aucune société").in_language(language))
    people = totals["tables"].get("people_person", 0)
    return "\n".join([*lines, Words(f"  people: {people}", f"  personnes : {people}").in_language(language)])


def _grouped(cents: int, language: Language) -> str:
    """An amount of several currencies together, in hundredths: it says whether two stores hold the same, no more."""
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", "\u202f" if language == "fr" else ",")
    return f"{'-' if cents < 0 else ''}{grouped}{',' if language == 'fr' else '.'}{rest:02d}"
