"""Letters that a document needs and a font may lack: what shows them, and which would show as nothing at all.

Typst brings fonts for Latin, Greek, Cyrillic, Hebrew, Arabic and a few more. Names in other letters take a font of the
machine; where it has none, a mark stands for each letter, and the document says so: a name is never blank in silence.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from encours.explain.document.model import Document, Paragraph, Voice
from encours.explain.document.shown import typeset
from encours.explain.words import say

SURELY_SET: Final = "\u052f"
"""Last letter of Latin, Greek and Cyrillic, which the fonts of Typst have whole."""
BLANK: Final = "□"
"""Mark that stands for a letter of which no font is found."""
FONTS: Final = ("Libertinus Serif", "DejaVu Sans Mono")
"""Families that Typst brings, in the order they are asked."""
#: A letter that no font has measures as one that none can have: a place that Unicode keeps empty for ever.
PROBE: Final = """
#set text(font: json(bytes(sys.inputs.fonts)), top-edge: "bounds", bottom-edge: "bounds")
#context {
  let empty = measure("\\u{ffff}")
  [#metadata(json(bytes(sys.inputs.letters)).filter(each => measure(each) == empty)) <missing>]
}
"""


@dataclass(frozen=True, slots=True)
class Lettering:
    """Whether fonts of the machine are needed, and the letters that not even they have."""

    needs_the_machine: bool
    missing: frozenset[str]

    def shown(self, text: str) -> str:
        """Text with a mark for each letter that would show as nothing."""
        return "".join(BLANK if each in self.missing else each for each in text) if self.missing else text


def lettering_of(text: str) -> Lettering:
    """What the letters of a text ask for; nothing is measured where Typst surely has them all."""
    letters = {each for each in set(text) if each > SURELY_SET and unicodedata.category(each)[0] == "L"}
    missing = _missing(letters, of_the_machine=False) if letters else frozenset()
    if not missing:
        return Lettering(needs_the_machine=False, missing=frozenset())
    return Lettering(needs_the_machine=True, missing=_missing(missing, of_the_machine=True))


def _missing(letters: Iterable[str], *, of_the_machine: bool) -> frozenset[str]:
    import typst

    told = {"fonts": json.dumps(FONTS), "letters": json.dumps(sorted(letters), ensure_ascii=False)}
    found = typst.query(
        PROBE.encode(), "<missing>", field="value", one=True, ignore_system_fonts=not of_the_machine, sys_inputs=told
    )
    return frozenset(json.loads(found))


def with_a_warning(document: Document, lettering: Lettering) -> Document:
    """The document, which says first that some letters have no font here, where that is so."""
    if not lettering.missing:
        return document
    told = typeset(say("letters without a font", document.language, mark=BLANK), document.language)
    return replace(document, opening=(Paragraph(told, Voice.WARNING), *document.opening))
