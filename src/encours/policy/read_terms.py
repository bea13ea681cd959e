"""The terms of a schedule or of an endorsement, read by the unit and bounds that the wording gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.engine.terms import Term
from encours.engine.wording import Wording
from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.matching import Conflict, Zones, matcher
from encours.policy.quantities import read_quantity
from encours.policy.read_when import read_when
from encours.policy.refusal_words import nearest
from encours.policy.schedule import KEYS, PERIOD_TERMS, Entry, TermValue
from encours.policy.toml_text import write_when
from encours.units import UNSET
from encours.units.payment_law import legal_warning
from encours.units.plain_text import folded

LARGEST_ENTRIES: Final = 400
"""A term with more entries than this is refused: special terms by buyer are decisions on limits."""

_PAYMENT_TERMS: Final = "maximum_payment_terms"


def read_terms(
    wording: Wording,
    written: Mapping[str, object],
    path: Path,
    faults: Faults,
    *,
    zones: Zones,
    currency: str,
    by_endorsement: bool = False,
) -> dict[str, TermValue]:
    """Value of each term that could be read; what could not is kept as faults."""
    read = {}
    for name, value in written.items():
        place = (*path, name)
        wrong = _refused_name(wording, name, by_endorsement=by_endorsement)
        if wrong is not None:
            faults.refuse_key(wrong, place)
            continue
        found = _read_term(wording, name, value, place, faults, zones=zones, currency=currency)
        if found is not None:
            read[name] = found
    return read


def _refused_name(wording: Wording, name: str, *, by_endorsement: bool) -> Wrong | None:
    if name in PERIOD_TERMS:
        return Wrong(
            "term_is_the_period",
            Words(f'"{name}" is not set among the terms.', f"« {name} » ne se règle pas parmi les termes."),
            Words("Write it under [policy].", "Écrivez-le sous [policy]."),
        )
    if name not in wording.terms:
        return _unknown(wording, name)
    if by_endorsement and wording.terms[name].policy_wide:
        return Wrong(
            "term_is_policy_wide",
            Words(
                f'"{name}" has one value for the whole policy: an endorsement cannot change it.',
                f"« {name} » a une seule valeur pour toute la police : un avenant ne peut pas le modifier.",
            ),
            Words(
                "Write it under [terms], or begin a new policy.",
                "Écrivez-le sous [terms], ou ouvrez une nouvelle police.",
            ),
        )
    return None


def _unknown(wording: Wording, name: str) -> Wrong:
    terms = wording.terms
    near = nearest(name, terms)
    if near is None:
        meanings = {folded(term.french): each for each, term in terms.items()}
        from rapidfuzz import fuzz, process  # only a fault needs it

        said = folded(name[:100].replace("_", " "))
        found = process.extractOne(said, meanings.keys(), scorer=fuzz.token_set_ratio, score_cutoff=75)
        near = None if found is None else meanings[found[0]]
    hint = Words("The manual lists every term of this wording.", "Le manuel énumère tous les termes de ces conditions.")
    if near is not None:
        hint = Words(
            f'Did you mean "{near}"? {terms[near].english}',
            f"Vouliez-vous dire « {near} » ? {terms[near].french}",
        )
    return Wrong(
        "term_unknown",
        Words(
            f'The wording "{wording.name}" has no term "{name[:60]}".',
            f"Les conditions générales « {wording.name} » n'ont pas de terme « {name[:60]} ».",
        ),
        hint,
    )


def _read_term(
    wording: Wording, name: str, written: object, path: Path, faults: Faults, *, zones: Zones, currency: str
) -> TermValue | None:
    term = wording.terms[name]
    subject = Words(name, name)
    before = len(faults.errors)
    entries = []
    for place, entry in _entries(term, written, path, faults):
        when = read_when(term, entry["when"], (*place, "when"), faults, zones=zones) if "when" in entry else {}
        at = (*place, "value") if place != path or isinstance(written, dict) else path
        value = read_quantity(term, entry["value"], currency)
        if isinstance(value, Wrong):
            faults.refuse(_with_clause(wording, name, value), at, subject=subject)
        elif when is not None:
            entries.append(Entry(value, when))
            _warn_of_the_law(name, value, at, faults)
    if len(faults.errors) > before or not entries:
        return None
    value_read = TermValue(tuple(entries))
    conflict = matcher(value_read, zones=zones, default=UNSET).conflict()
    if conflict is not None:
        faults.refuse(
            _conflicting(name, conflict, value_read, zones),
            (*path, conflict.second),
            also=(*path, conflict.first),
        )
        return None
    return value_read


def _entries(term: Term, written: object, path: Path, faults: Faults) -> list[tuple[Path, Mapping[str, object]]]:
    """Entries of a term with their paths, each with a value; what has none is refused."""
    if not isinstance(written, list | dict):
        return [(path, {"value": written})]
    if term.policy_wide:
        faults.refuse(
            Wrong(
                "term_cannot_vary",
                Words(
                    "This term has one value for the whole policy.",
                    "Ce terme a une seule valeur pour toute la police.",
                ),
                Words("Write the value alone.", "Écrivez la valeur seule."),
            ),
            path,
        )
        return []
    if not written or len(written) > LARGEST_ENTRIES:
        faults.refuse(
            Wrong(
                "term_entries_count",
                Words(
                    f"A term has from 1 to {LARGEST_ENTRIES} entries.",
                    f"Un terme a de 1 à {LARGEST_ENTRIES} entrées.",
                ),
                Words(
                    'Write for instance: [{ value = "90 %" }]; what one buyer has belongs to its limit.',
                    'Écrivez par exemple : [{ value = "90 %" }] ; un cas isolé relève de sa limite.',
                ),
            ),
            path,
        )
        return []
    whole = [written] if isinstance(written, dict) else written
    places = [path] if isinstance(written, dict) else [(*path, number) for number in range(len(whole))]
    return [(place, entry) for place, entry in zip(places, whole, strict=True) if _is_entry(entry, place, faults)]


def _is_entry(entry: object, path: Path, faults: Faults) -> bool:
    example = '{ when = { limit_kind = "discretionary" }, value = "70 %" }'
    hint = Words(f"Write for instance: {example}", f"Écrivez par exemple : {example}")
    if not isinstance(entry, dict):
        what = Words("This is not an entry with a value.", "Ceci n'est pas une entrée avec une valeur.")
        faults.refuse(Wrong("entry_malformed", what, hint), path)
        return False
    unknown = [key for key in entry if key not in {"when", "value"}]
    for key in unknown:
        what = Words(f'"{key[:60]}" is not a key of an entry.', f"« {key[:60]} » n'est pas une clé d'une entrée.")
        faults.refuse_key(Wrong("entry_key_unknown", what, hint), (*path, key))
    if "value" not in entry and not unknown:
        faults.refuse(
            Wrong("entry_without_value", Words("The entry has no value.", "L'entrée n'a pas de valeur."), hint),
            path,
        )
    return not unknown and "value" in entry


def _with_clause(wording: Wording, name: str, wrong: Wrong) -> Wrong:
    """Fault of a value, with the clause that the term belongs to."""
    owner = next((clause.name for clause in wording.clauses if name in clause.terms), None)
    if owner is None:
        return wrong
    hint = Words(f"{wrong.hint.english} The clause is {owner}.", f"{wrong.hint.french} La clause est {owner}.")
    return Wrong(wrong.code, wrong.what, Words(hint.english.strip(), hint.french.strip()))


def _warn_of_the_law(name: str, value: int, path: Path, faults: Faults) -> None:
    if name != _PAYMENT_TERMS or value == UNSET:
        return
    english = legal_warning(value, language="en")
    french = legal_warning(value, language="fr")
    if english is not None and french is not None:
        faults.warn(Wrong("payment_terms_beyond_the_law", Words(english, french)), path)


def _conflicting(name: str, conflict: Conflict, value: TermValue, zones: Zones) -> Wrong:
    if not conflict.row and len(value.keys) > 0 and value.entries[conflict.first].when:
        return _TOO_TANGLED
    named = _named_by_both(value.entries[conflict.first], value.entries[conflict.second], conflict.row)
    row = write_when(named)
    what = Words(
        f"These two entries of {name} disagree, and neither is the more specific",
        f"Ces deux entrées de {name} se contredisent, et aucune n'est la plus précise",
    )
    hint = Words(
        "Remove one, or make them name different rows.",
        "Retirez l'une, ou donnez-leur des lignes différentes.",
    )
    with_both = matcher(TermValue((*value.entries, Entry(UNSET, named))), zones=zones, default=UNSET)
    if named and with_both.holding(conflict.row) == (len(value.entries),):
        hint = Words(
            f"Remove one, or add an entry for when = {row}.",
            f"Retirez l'une, ou ajoutez une entrée pour when = {row}.",
        )
    suffix = Words(f" for {row}." if named else ".", f" pour {row}." if named else ".")
    return Wrong("entries_disagree", Words(what.english + suffix.english, what.french + suffix.french), hint)


def _named_by_both(first: Entry, second: Entry, row: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What an entry must name to hold where both of these do: their own words where only one speaks."""
    merged = {**first.when, **second.when}
    return {
        key: (row[key],)
        if key in first.when and key in second.when and first.when[key] != second.when[key]
        else merged[key]
        for key in KEYS
        if key in merged
    }


_TOO_TANGLED: Final = Wrong(
    "entries_too_tangled",
    Words(
        "The entries of this term overlap in too many ways to be checked.",
        "Les entrées de ce terme se recouvrent de trop de façons pour être vérifiées.",
    ),
    Words(
        "Write fewer entries, with zones instead of lists.",
        "Écrivez moins d'entrées, avec des zones au lieu de listes.",
    ),
)
