"""docs/reference/bond-terms.md: every term a line of bonds may agree on."""

from __future__ import annotations

from collections.abc import Mapping

from encours.bonds.read_line import LINE_FILE
from encours.bonds.terms import NEEDED, OF_A_KIND, OF_THE_LINE
from encours.engine.terms import Term
from reference.markdown import page, table
from reference.terms import UNITS

HEAD = f"""# Terms of a line of bonds | Termes d'une ligne de cautions

<!-- Made from the code by `make docs`; an edit here is lost. -->

What `{LINE_FILE}` holds, beside the policy of the folder if there is one. `[line]` says who stands surety
(`surety`), for whom (`principal`), in which `currency`, and when bonds are issued (`opens_on`, `closes_on`, both
included; those issued run on). A table `[kinds.NAME]` says what bonds of a kind oblige to; `NAME` is what the
column `kind` of [the bonds](facts.md#bonds) writes. A term that is not written has its default; where there is
none, it is not used. Bounds are included. What is not on this page is refused. [What it gives](../bonds.md).

Ce que contient `{LINE_FILE}`, à côté de la police du dossier s'il y en a une. `[line]` dit qui garantit
(`surety`), pour qui (`principal`), dans quelle devise (`currency`), et quand des cautions sont émises
(`opens_on`, `closes_on`, jours compris ; celles qui sont émises courent au-delà). Une table `[kinds.NOM]` dit à
quoi oblige une nature de caution ; `NOM` est ce qu'écrit la colonne `kind` des [cautions](facts.md#bonds). Un
terme absent prend sa valeur par défaut ; s'il n'en a pas, il est sans objet. [Ce que cela donne](../cautions.md)."""


def bond_terms_page() -> str:
    """The page: the terms of the line, then those of a kind of bond."""
    return page(
        HEAD,
        "## [line]",
        _table(OF_THE_LINE),
        "## [kinds.NAME]",
        _table(OF_A_KIND),
    )


def _table(terms: Mapping[str, Term]) -> str:
    rows = [(f"`{name}`", _holds(name, each), each.english, each.french) for name, each in terms.items()]
    return table(("Term", "Holds", "English", "Français"), rows)


def _holds(name: str, term: Term) -> str:
    english, french = UNITS[term.unit.name]
    parts = [f"{english} | {french}".replace("the policy", "the line").replace("la police", "la ligne")]
    if term.choices is not None:
        parts = [", ".join(f'"{each.english}" ("{each.french}")' for each in term.choices)]
    if term.high is not None:
        parts.append(f"{term.low} – {term.high}")
    parts.append("needed | indispensable" if name in NEEDED else f"default | défaut : {term.default or '—'}")
    return "; ".join(parts)
