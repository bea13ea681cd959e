"""Where readers put every fault of one text as they meet it, so that all are shown at once."""

from __future__ import annotations

from encours.policy.faults import NOTHING, Fault, Place, Words, Wrong
from encours.policy.locate import Path, Places


class Faults:
    """Errors and warnings of one text, in the order they are met."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.errors: list[Fault] = []
        self.warnings: list[Fault] = []

    def refuse(self, wrong: Wrong, path: Path, *, subject: Words = NOTHING, also: Path | None = None) -> None:
        """Keep an error about the value at a path; `subject` completes words that lack theirs."""
        self.errors.append(self._fault(wrong, self.places.of_value(path), subject, also))

    def refuse_key(self, wrong: Wrong, path: Path, *, also: Path | None = None) -> None:
        """Keep an error about the key at a path."""
        other = None if also is None else self.places.of_key(also)
        self.errors.append(Fault(wrong.code, self.places.of_key(path), wrong.what, wrong.hint, other))

    def warn(self, wrong: Wrong, path: Path, *, also: Path | None = None) -> None:
        """Keep a warning about the value at a path."""
        self.warnings.append(self._fault(wrong, self.places.of_value(path), NOTHING, also))

    def _fault(self, wrong: Wrong, place: Place, subject: Words, also: Path | None) -> Fault:
        what = wrong.what
        if what.english[:1].islower():
            what = Words(f"{subject.english} {what.english}", f"{subject.french} {what.french}")
        return Fault(wrong.code, place, what, wrong.hint, None if also is None else self.places.of_value(also))
