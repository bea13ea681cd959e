"""docs/reference/terms.md: every term a policy may agree on."""

from __future__ import annotations

from collections.abc import Iterator

from encours.clauses.shared_terms import SHARED
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.clauses.wordings.duties import DUTIES
from encours.clauses.wordings.premium import CHARGES
from encours.engine.terms import Term
from encours.explain.clause_texts import clause_text
from encours.explain.readings import meaning, shown_reading
from encours.policy.quantity_text import UNBOUNDED
from encours.policy.schedule import PERIOD_TERMS
from encours.units.show import Language
from reference.markdown import fenced, page, table

WORDING = WHOLE_TURNOVER
CLAUSES = (*WORDING.clauses, *WORDING.steps, *CHARGES)
OWNERS = {name: clause for clause in reversed(CLAUSES) for name in clause.terms}
OF_CLAIMS = {} if WORDING.chain is None else WORDING.chain.shared
UNITS = {
    "day": ("a day", "une date"),
    "days": ("a number of days", "un nombre de jours"),
    "months": ("a number of months", "un nombre de mois"),
    "span": ("a duration", "une durée"),
    "cents": ("an amount, in the currency of the policy", "un montant, dans la devise de la police"),
    "basis points": ("a percentage", "un pourcentage"),
    "flag": ("yes or no", "oui ou non"),
    "code": ("one of the choices", "un des choix"),
    "count": ("a whole number", "un nombre entier"),
    "millionths": ("a rate, per mille or in percent", "un taux, en pour mille ou en pour cent"),
    "rates by amount": ("rates, each to an amount", "des taux, chacun jusqu'à un montant"),
    "rates by days": ("rates, each to a number of days", "des taux, chacun jusqu'à un nombre de jours"),
    "shares by ratio": ("shares, each to a ratio", "des parts, chacune jusqu'à un ratio"),
    "multiple": ("a multiple of a base", "un multiple d'une base"),
    "clock": (
        'a time counted from events, such as "30 days after due date" or "30 days from due date"',
        "un délai compté de faits, comme « 30 jours après l'échéance » ou « 30 jours à partir de l'échéance incluse »",
    ),
    "country": ("a country, in two letters", "un pays, en deux lettres"),
    "steps": (
        "steps in their order, or the name of a usual order",
        "des étapes dans leur ordre, ou le nom d'un ordre usuel",
    ),
}
EXAMPLES = {"days": "15 days", "cents": "500 EUR", "basis points": "90 %", "count": "60", "flag": "yes"}
FRENCH_UNITS = {
    "day": ("jour", "jours"),
    "days": ("jour", "jours"),
    "month": ("mois", "mois"),
    "months": ("mois", "mois"),
}
LANGUAGES: tuple[Language, ...] = ("en", "fr")
HEAD = """# Terms | Termes

<!-- Made from the code by `make docs`; an edit here is lost. -->

Everything that a policy on the {name} wording, edition {edition}, may agree on: {count} terms. Write them under
`[terms]` in `policy.toml`. A term that the policy leaves out has its default; where there is none, what the
term is about does not apply. Bounds are included. `encours policy check` refuses what is not on this page, and
`encours help TERM` prints one entry of it.

Tout ce qu'une police peut convenir. Les termes s'écrivent sous `[terms]` dans `policy.toml`. Un terme absent de la
police prend sa valeur par défaut ; s'il n'en a pas, ce dont il parle ne s'applique pas. Les bornes sont comprises.

A term may vary with what a sale is, where it is marked so: the most exact entry wins.

Un terme peut varier selon la vente, lorsque c'est indiqué : l'entrée la plus précise l'emporte."""
VARYING = """maximum_payment_terms = [
  { value = "120 days" },
  { when = { country = "FR" }, value = "60 days" },
]"""


def terms_page() -> str:
    """The page: the terms of the whole policy first, then those of each clause in the wording's order."""
    head = HEAD.format(name=WORDING.name, edition=WORDING.edition, count=len(WORDING.terms))
    return page(head, fenced(VARYING, "toml"), _contents(), *_sections())


def _contents() -> str:
    rows = [(f"[`{name}`](#{name})", term.english, term.french) for name, term in sorted(WORDING.terms.items())]
    return table(("Term", "English", "Français"), rows)


def _sections() -> Iterator[str]:
    yield "## The whole policy | Toute la police"
    for name in SHARED:
        yield _entry(name, WORDING.terms[name])
    yield "## Claims | Sinistres"
    yield from (_entry(name, term) for name, term in OF_CLAIMS.items())
    yield "## Duties | Obligations"
    yield from (_entry(name, term) for name, term in DUTIES.items())
    for clause in CLAUSES:
        own = {name: term for name, term in clause.terms.items() if OWNERS[name] is clause}
        if own:
            title = clause_text(clause.stage, clause.name).title
            yield f"## {title.english} | {title.french}"
            yield f"Clause [`{clause.name}`](clauses.md#{clause.name})."
            yield from (_entry(name, term) for name, term in own.items())
    owned = {*SHARED, *OF_CLAIMS, *DUTIES, *OWNERS}
    assert owned == set(WORDING.terms), f"terms of nobody: {set(WORDING.terms) - owned}"


def _entry(name: str, term: Term) -> str:
    rows = [("unit", *UNITS[term.unit.name])]
    if term.low is not None or term.high is not None:
        low, high = term.low or "…", term.high or "…"
        rows.append(("bounds", f"{low} to {high}", f"de {_french(low)} à {_french(high)}"))
    rows += [("choice", *(f"{shown_reading(each, language)} — {meaning(each, name).in_language(language)}"
              for language in LANGUAGES)) for each in term.allowed]  # fmt: skip
    rows += [("usual order", f'"{english}"', f"« {french} »") for english, french, _ in term.presets]
    none = ("not used", "sans objet") if name not in PERIOD_TERMS else ("to be told", "à indiquer")
    rows.append(("default", *(_default(term) or none)))
    rows.append(("varies", *_varies(term)))
    return page(f"### {name}", f"{term.english}\n\n{term.french}", table(("", "English", "Français"), rows),
                fenced(example(name, term), "toml")).rstrip()  # fmt: skip


def _default(term: Term) -> tuple[str, str] | None:
    """The default as each language writes it; None for a term that does not apply unless it is agreed."""
    if term.default is None:
        return None
    words = {each.english: each.french for each in term.choices or ()}
    words |= {english: french for english, french, _ in term.presets}
    return f'"{term.default}"', f"« {words.get(term.default) or _french(term.default)} »"


def _french(quantity: str) -> str:
    """A quantity as a French policy writes it."""
    number, _, unit = quantity.partition(" ")
    if unit not in FRENCH_UNITS:
        return {"yes": "oui", "no": "non", UNBOUNDED.english: UNBOUNDED.french}.get(quantity, quantity)
    return f"{number} {FRENCH_UNITS[unit][number not in {'0', '1'}]}"


def _varies(term: Term) -> tuple[str, str]:
    if term.policy_wide:
        return "no: one value for the policy", "non : une valeur pour la police"
    if term.varies_by_cause and not term.varies_by_limit:
        return "with the loss and its cause", "selon la perte et sa cause"
    if term.varies_by_cause:
        return (
            "with the sale, the kind of limit, and the cause of the loss",
            "selon la vente, la nature d'agrément et la cause de la perte",
        )
    if not term.varies_by_limit:
        return "with the sale, not with the kind of limit", "selon la vente, non selon la nature d'agrément"
    return "with the sale and the kind of limit", "selon la vente et la nature d'agrément"


def example(name: str, term: Term) -> str:
    """A line of TOML that a policy may hold; a test has the reader of policies read each of them."""
    if name in PERIOD_TERMS:
        return f"# under [policy]\n{name} = {term.example}"
    value = term.example or term.default
    if value is None:
        value = next(iter(term.choices)).english if term.choices else EXAMPLES[term.unit.name]
    if term.unit.name == "count" or value in {"true", "false"}:
        return f"{name} = {value}"
    return f'{name} = "{value}"'
