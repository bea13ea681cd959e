"""A line of bonds from its TOML text: its terms, or everything that is wrong, at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from encours.bonds.line import BondKind, BondLine
from encours.bonds.shapes import EXAMPLES, KindShape, LineFileShape, LineShape
from encours.bonds.terms import NEEDED, OF_A_KIND, OF_THE_LINE, DayCount, FeePeriod, Nature, RunsUntil
from encours.engine.terms import Term
from encours.policy.faults import Fault, Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.quantities import day_of, read_quantity, written_value
from encours.policy.read import toml_document
from encours.policy.read_policy import known_currency_code
from encours.policy.shape import shaped
from encours.units import MISSING, NEVER, UNSET, Day

LINE_FILE: Final = "surety.toml"
"""Name of the file of a folder that holds the terms of its line."""


@dataclass(frozen=True, slots=True)
class LineReading:
    """What a text gave: a line when there is no error, and always every error."""

    line: BondLine | None
    errors: tuple[Fault, ...]


def read_line(text: str, *, file: str) -> LineReading:
    """Line of a text; `file` names it in messages."""
    document, faults = toml_document(text, file=file)
    line = None if document is None else _Reader(faults).line(document)
    errors = tuple(sorted(faults.errors, key=lambda each: (each.place.line, each.place.column)))
    return LineReading(None if errors else line, errors)


class _Reader:
    """One reading: keeps every fault as it meets it."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.currency = ""

    def line(self, document: Mapping[str, object]) -> BondLine | None:
        """Line of the tables of a file; a table at fault does not hide what is wrong in another."""
        shaped(LineFileShape, document, (), self.faults, examples=EXAMPLES)
        written, of_kinds = (_table(document.get(name)) for name in ("line", "kinds"))
        is_there = isinstance(document.get("line"), dict)
        head = shaped(LineShape, written, ("line",), self.faults, examples=EXAMPLES) if is_there else None
        if document.get("kinds") == {}:
            self.faults.refuse_key(_NO_KIND, ("kinds",))
        self.currency = known_currency_code(written.get("currency"), ("line", "currency"), self.faults) or ""
        terms = self._terms(OF_THE_LINE, written, ("line",))
        kinds = {name: self._kind(name, each, terms) for name, each in of_kinds.items()}
        opens_on, closes_on = self._period(written)
        if head is None or self.faults.errors:
            return None
        return BondLine(
            name=head.name, surety=head.surety, principal=head.principal, currency=self.currency, opens_on=opens_on,
            closes_on=closes_on, total=terms["total"], fee_period=FeePeriod.numbered(terms["fee_period"]),
            day_count=DayCount.numbered(terms["day_count"]), collateral=terms["collateral"],
            payments_take_room=bool(terms["payments_take_room"]),
            kinds={name: each for name, each in kinds.items() if each is not None}, places=self._places(("line",)),
        )  # fmt: skip

    def _kind(self, name: str, written: object, line: Mapping[str, int]) -> BondKind | None:
        path = ("kinds", name)
        shaped(KindShape, written, path, self.faults, examples=EXAMPLES)
        terms = self._terms(OF_A_KIND, _table(written), path)
        if line["total"] != MISSING and terms["sublimit"] not in {MISSING, UNSET} and terms["sublimit"] > line["total"]:
            self.faults.refuse(_ABOVE_THE_TOTAL, (*path, "sublimit"), also=("line", "total"))
        if MISSING in {*terms.values(), *line.values()}:
            return None
        own = {each: terms[each] if terms[each] != UNSET else line[each] for each in ("rate", "minimum_fee")}
        inherited = {each: place for each, place in self._places(("line",)).items() if each in own}
        return BondKind(
            name=name, nature=Nature.numbered(terms["nature"]), sublimit=terms["sublimit"], **own,
            runs_until=RunsUntil.numbered(terms["runs_until"]), places={**inherited, **self._places(path)},
            lapses_after_reception=terms["lapses_after_reception"],
        )  # fmt: skip

    def _terms(self, terms: Mapping[str, Term], written: Mapping[str, object], path: Path) -> dict[str, int]:
        """Value of each term, its default where it is not written, `MISSING` where it is refused or needed."""
        return {name: self._term(name, term, written.get(name), (*path, name)) for name, term in terms.items()}

    def _term(self, name: str, term: Term, written: object, path: Path) -> int:
        if not self.currency:
            return MISSING
        if written is None:
            absent = MISSING if name in NEEDED else UNSET
            return absent if term.default is None else written_value(term, term.default, self.currency)
        read = read_quantity(term, written, self.currency)
        if read == UNSET and name in NEEDED:
            read = _needed(name)
        if isinstance(read, Wrong):
            self.faults.refuse(read, path, subject=Words(name.replace("_", " "), name))
            return MISSING
        return read

    def _period(self, written: Mapping[str, object]) -> tuple[Day, Day]:
        opens_on = self._day(written, "opens_on", absent=MISSING)
        closes_on = self._day(written, "closes_on", absent=NEVER)
        if MISSING not in {opens_on, closes_on} and closes_on < opens_on:
            self.faults.refuse(_CLOSES_BEFORE, ("line", "closes_on"), also=("line", "opens_on"))
        return opens_on, closes_on

    def _day(self, written: Mapping[str, object], name: str, *, absent: Day) -> Day:
        if name not in written:
            return absent
        read = day_of(written[name])
        if isinstance(read, Wrong):
            self.faults.refuse(read, ("line", name))
            return MISSING
        return read

    def _places(self, path: Path) -> dict[str, str]:
        """File and line of each key written below a path."""
        places = self.faults.places
        below = {str(each[-1]) for each in places.values if each[:-1] == path}
        return {name: f"{places.file}:{places.of_value((*path, name)).line}" for name in sorted(below)}


def _table(written: object) -> Mapping[str, object]:
    """A table, or an empty one where something else stands, which its shape refuses."""
    return written if isinstance(written, dict) else {}


def _needed(name: str) -> Wrong:
    what = Words(f'A line cannot do without "{name}".', f"Une ligne ne peut se passer de « {name} ».")
    hint = Words(f"Write for instance: {EXAMPLES[name]}", f"Écrivez par exemple : {EXAMPLES[name]}")
    return Wrong("term_cannot_be_unset", what, hint)


_NO_KIND: Final = Wrong(
    "line_without_kinds",
    Words("There is no kind of bond here.", "Il n'y a ici aucune nature de caution."),
    Words(f"Add for instance: {EXAMPLES['kinds']}", f"Ajoutez par exemple : {EXAMPLES['kinds']}"),
)
_ABOVE_THE_TOTAL: Final = Wrong(
    "sublimit_above_the_total",
    Words("This sublimit is above the total of the line: it would never be met.",
          "Cette sous-limite dépasse le total de la ligne : elle ne jouerait jamais."),
    Words("Lower it, or leave it out where the kind has none.",
          "Abaissez-la, ou retirez-la si cette nature n'en a pas."),
)  # fmt: skip
_CLOSES_BEFORE: Final = Wrong(
    "line_closes_before_it_opens",
    Words("The line closes before it opens.", "La ligne se ferme avant de s'ouvrir."),
    Words("Mend one of the two days.", "Rectifiez l'un des deux jours."),
)
