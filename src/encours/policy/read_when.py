"""What an entry of a term says about the rows it holds for: known keys, with values they can have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from encours.clauses.lose.anchors import CAUSES
from encours.engine.terms import Term
from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.matching import OTHER, Zones, without_dots
from encours.policy.refusal_words import after_nearest, nearest, one_of
from encours.policy.schedule import KEYS, LIMIT_KINDS
from encours.units.countries import countries, country_meant
from encours.units.plain_text import folded

LIMIT_KINDS_IN_FRENCH: Final = ("dénommé", "discrétionnaire", "aveugle", "complémentaire", "inversé", "aucun")
CAUSES_IN_FRENCH: Final = ("insolvabilité", "retard prolongé", "politique")
_DIVISIONS: Final = frozenset(f"{each:02}" for each in range(1, 100)) - {
    "04", "34", "40", "44", "48", "54", "57", "67", "76", "83", "89",
}  # fmt: skip
"""Divisions of NACE, in its revisions 2 and 2.1."""
_NACE: Final = re.compile(r"[0-9]{2}(\.?[0-9]{1,2}){0,1} ?[A-Za-z]?")


def read_when(
    term: Term, written: object, path: Path, faults: Faults, *, zones: Zones
) -> dict[str, tuple[str, ...]] | None:
    """Values of each key of `when`, or None with every fault kept."""
    if not isinstance(written, dict) or not written:
        example = 'when = { limit_kind = "discretionary" }'
        faults.refuse(
            Wrong(
                "when_malformed",
                Words("This must be a table of keys and values.", "Il faut ici une table de clés et de valeurs."),
                Words(f"Write for instance: {example}", f"Écrivez par exemple : {example}"),
            ),
            path,
        )
        return None
    before = len(faults.errors)
    read = {}
    for key, values in written.items():
        wrong = _refused_key(term, key)
        if wrong is not None:
            faults.refuse_key(wrong, (*path, key))
            continue
        read[key] = _values(key, values, (*path, key), faults, zones)
    return {key: read[key] for key in KEYS if key in read} if len(faults.errors) == before else None


def _refused_key(term: Term, key: str) -> Wrong | None:
    if key not in KEYS:
        listed = ", ".join(KEYS)
        hint = after_nearest(key, KEYS, Words(f"The keys are: {listed}.", f"Les clés sont : {listed}."))
        return Wrong(
            "when_key_unknown",
            Words(f'A term cannot vary with "{key[:60]}".', f"Un terme ne peut pas varier avec « {key[:60]} »."),
            hint,
        )
    if key == "cause" and not term.varies_by_cause:
        return _not_with(
            key,
            "no cause of loss is known yet where it is read",
            "aucune cause de sinistre n'y est encore connue",
        )
    if key == "limit_kind" and not term.varies_by_limit:
        return _not_with(
            key, "no one kind of limit is known where it is read", "aucune nature unique d'agrément n'y est connue"
        )
    return None


def _not_with(key: str, english: str, french: str) -> Wrong:
    return Wrong(
        "when_not_allowed",
        Words(
            f'This term cannot vary with "{key}": {english}.',
            f"Ce terme ne peut pas varier avec « {key} » : {french}.",
        ),
        Words("Leave this key out.", "Retirez cette clé."),
    )


def _values(key: str, written: object, path: Path, faults: Faults, zones: Zones) -> tuple[str, ...]:
    several = isinstance(written, list)
    values = written if isinstance(written, list) else [written]
    if not values:
        faults.refuse(
            Wrong(
                "when_empty",
                Words(
                    "This list is empty, so the entry would never hold.",
                    "Cette liste est vide : l'entrée ne vaudrait jamais.",
                ),
                Words("Name a value, or leave the key out.", "Nommez une valeur, ou retirez la clé."),
            ),
            path,
        )
    read = []
    for number, value in enumerate(values):
        place = (*path, number) if several else path
        checked = value_of_key(key, value, zones)
        if isinstance(checked, Wrong):
            faults.refuse(checked, place, subject=Words(key, key))
        else:
            read.append(checked)
            if key == "sector" and checked[:2] not in _DIVISIONS:
                faults.warn(_no_division(checked), place)
    return tuple(dict.fromkeys(read))


def value_of_key(key: str, value: object, zones: Zones) -> str | Wrong:
    """Value of one of `KEYS` by its English name, whichever of the two languages it is written in."""
    if not isinstance(value, str) or not value or len(value) > 200:
        return Wrong(
            "when_value_not_text",
            Words("This must be a text, between quotes.", "Il faut ici un texte, entre guillemets."),
            Words('Write for instance: "43"', 'Écrivez par exemple : "43"'),
        )
    if value == OTHER:
        return Wrong(
            "when_value_reserved",
            Words(
                '"*" is no value: an entry without this key holds for all.',
                "« * » n'est pas une valeur : une entrée sans cette clé vaut pour tous.",
            ),
            Words("Leave the key out.", "Retirez la clé."),
        )
    check = _CHECKS.get(key)
    return value if check is None else check(value, zones)


def country_or_zone(value: str, zones: Zones) -> str | Wrong:
    """Country by its two letters, or a zone by its name."""
    if value in zones or value in countries():
        return value
    meant = country_meant(value) or nearest(value, [*zones, *countries()], least=60)
    hint = Words(
        "A country is its two capital letters (ISO 3166), such as DE; a zone is defined under [zones].",
        "Un pays s'écrit par ses deux majuscules (ISO 3166), comme DE ; une zone se définit sous [zones].",
    )
    if meant is not None:
        hint = Words(f'Did you mean "{meant}"? {hint.english}', f"Vouliez-vous dire « {meant} » ? {hint.french}")
    return Wrong(
        "country_unknown",
        Words(
            f'"{value[:60]}" is neither a country nor a zone.',
            f"« {value[:60]} » n'est ni un pays ni une zone.",
        ),
        hint,
    )


def _sector(value: str, _zones: Zones) -> str | Wrong:
    if _NACE.fullmatch(value):
        return without_dots(value)
    return Wrong(
        "sector_malformed",
        Words(
            f'"{value[:60]}" is not the beginning of a NACE code.',
            f"« {value[:60]} » n'est pas le début d'un code NACE.",
        ),
        Words(
            'Write two to four figures, such as "43" or "43.21".',
            "Écrivez deux à quatre chiffres, par exemple « 43 » ou « 43.21 ».",
        ),
    )


def _no_division(sector: str) -> Wrong:
    division = sector[:2]
    near = ", ".join(sorted(_DIVISIONS, key=lambda each: (abs(int(each) - int(division)), each))[:2])
    return Wrong(
        "sector_unknown",
        Words(
            f"NACE has no division {division}: only a buyer with that very code would be meant.",
            f"La NACE n'a pas de division {division} : seul un acheteur de ce code même serait visé.",
        ),
        Words(
            f"Check the code; the divisions nearest to it are {near}.",
            f"Vérifiez le code ; les divisions les plus proches sont {near}.",
        ),
    )


def _closed(names: tuple[str, ...], french: tuple[str, ...], code: str) -> Callable[[str, Zones], str | Wrong]:
    words = {
        folded(word).replace("-", " "): name
        for words in (names, french)
        for word, name in zip(words, names, strict=True)
    }

    def check(value: str, _zones: Zones) -> str | Wrong:
        said = " ".join(folded(value).replace("-", " ").replace("_", " ").split())
        return words.get(said) or one_of(code, value, english=names, french=french)

    return check


_CHECKS: Final[Mapping[str, Callable[[str, Zones], str | Wrong]]] = {
    "country": country_or_zone,
    "sector": _sector,
    "limit_kind": _closed(LIMIT_KINDS, LIMIT_KINDS_IN_FRENCH, "limit_kind_unknown"),
    "cause": _closed(CAUSES, CAUSES_IN_FRENCH, "cause_unknown"),
}
