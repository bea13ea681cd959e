"""The page that tells the demo company, in English or in French, written from its stories."""

from __future__ import annotations

from typing import Final

from encours.demo.stories import CHAPTERS, STATES, STORIES, TOLD, Story

_HEAD: Final = {
    "en": """\
# The demo company

Pompes Valbrume SA makes industrial pumps in France and sells them in some twenty-five countries, in euros,
dollars, sterling, Swiss francs and, to Japan, yen. Valbrume Services SAS joined it in the policy on
1 July 2025. `encours demo demo-company` writes its ledger and its two policies as a workspace: about 400
buyers and 6,000 invoices from July 2024 to June 2026, the same each time.

Nothing in it is real: companies, persons and places are made up; SIREN numbers begin with 0000 and pass their
check but belong to nobody; exchange rates are smooth invented curves of the size of the real ones.

Most buyers are drawn by a seeded generator: they pay on time, or late as some do. Those below were built by
hand, one for each state and for each common way of losing cover. Their invoices begin with F. Ask about any
of them, on 30 June 2026:

```
encours why {first} demo-company --as-of 2026-06-30
```

Besides the limits of the insurer, the policy lets the company trust a buyer alone up to 20,000 euros on a
credit report under six months old, or on payment experience, and covers 3,000 euros blind. A second layer
doubles the limit of some buyers. The spring 2025 turnover was declared late, the January 2026 premium was
paid late: each suspended the policy for some days.

Two quarters were declared with a mistake each (a sale keyed twice, a sale of a company before it joined), and the
bill of May 2026 has several; nothing was sold under some limits for a year:

```
encours declare demo-company --period 2026-Q1 --as-of 2026-06-30
encours audit demo-company --as-of 2026-06-30
```

Three questions that only dated facts can answer:

```
# what is proven: see F-1015-1
encours cover demo-company --as-of 2026-06-30 --without-assumptions
# before a payment was corrected
encours why F-1018-2 demo-company --as-of 2026-06-05 --known-on 2026-06-05
# before a payment made room
encours why F-1203-2 demo-company --as-of 2026-06-07
```
{states}
""",
    "fr": """\
# La société de démonstration

Pompes Valbrume SA fabrique des pompes industrielles en France et les vend dans quelque vingt-cinq pays, en
euros, dollars, livres, francs suisses et, au Japon, en yens. Valbrume Services SAS l'a rejointe dans
la police le 1er juillet 2025. `encours demo societe-demo` écrit son grand livre et ses deux polices comme un
dossier : environ 400 acheteurs et 6 000 factures, de juillet 2024 à juin 2026, toujours les mêmes.

Rien n'y est réel : sociétés, personnes et lieux sont inventés ; les numéros SIREN commencent par 0000 et
passent leur contrôle sans appartenir à personne ; les cours de change sont des courbes lisses inventées, de
l'ordre des vrais.

La plupart des acheteurs sont tirés par un générateur à graine fixe : ils paient à l'heure, ou en retard
comme certains. Ceux qui suivent sont faits à la main, un pour chaque état et pour chaque façon courante de
perdre la garantie. Leurs factures commencent par F. Interrogez n'importe laquelle, au 30 juin 2026 :

```
encours why {first} societe-demo --as-of 2026-06-30 --lang fr
```

Outre les agréments de l'assureur, la police laisse l'entreprise faire seule confiance jusqu'à 20 000 euros
sur un rapport de crédit de moins de six mois, ou sur l'expérience de paiement, et couvre 3 000 euros en
aveugle. Une ligne 2 double l'agrément de certains acheteurs. Le chiffre d'affaires du printemps 2025 a
été déclaré en retard, la prime de janvier 2026 payée en retard : chaque fois, la police a été suspendue
quelques jours.

Deux trimestres ont été déclarés avec une erreur (une vente saisie deux fois, une vente d'une société avant son
entrée), et l'appel de mai 2026 en compte plusieurs ; rien n'est vendu depuis un an sous certains agréments :

```
encours declare societe-demo --period 2026-T1 --as-of 2026-06-30 --lang fr
encours audit societe-demo --as-of 2026-06-30 --lang fr
```

Trois questions auxquelles seuls des faits datés répondent :

```
# ce qui est prouvé : voir F-1015-1
encours cover societe-demo --as-of 2026-06-30 --without-assumptions --lang fr
# avant la rectification
encours why F-1018-2 societe-demo --as-of 2026-06-05 --known-on 2026-06-05 --lang fr
# avant que la place se libère
encours why F-1203-2 societe-demo --as-of 2026-06-07 --lang fr
```
{states}
""",
}
_STATES_HEAD: Final = {
    "en": """
One example of each state. Where an invoice is in two states, the larger part is named first; the VAT of a
French invoice lies outside the insured base and is not repeated.
""",
    "fr": """
Un exemple de chaque état. Une facture en deux états est nommée d'abord par la plus grande part ; la TVA d'une
facture française, hors de la base garantie, n'est pas répétée.
""",
}
_COLUMNS: Final = {
    "en": ("What happens", "Buyer", "Ask about", "State"),
    "fr": ("Ce qui arrive", "Acheteur", "Facture", "État"),
}


def page(language: str) -> str:
    """Markdown of the whole page in ``en`` or ``fr``."""
    assert language in _HEAD, f"no page in {language}"
    place = 0 if language == "en" else 1
    parts = [_HEAD[language].format(first=STORIES[0].opens, states=_states(language, place))]
    for *names, stories in CHAPTERS:
        rows = [_row(story, place) for story in stories]
        head = [_line(_COLUMNS[language]), _line(("---",) * 4)]
        parts.append("\n".join((f"## {names[place]}\n", *head, *rows, "")))
    return "\n".join(parts)


def _states(language: str, place: int) -> str:
    """One story for each state, the first whose largest part is in it."""
    examples = {story.states[0]: story for story in reversed(STORIES)}
    lines = [
        f"- {(state + ':', french + ' :')[place]} `{examples[state].opens}`, {examples[state].account.name}"
        for state, french in STATES.items()
    ]
    return "\n".join((_STATES_HEAD[language], *lines))


def _row(story: Story, place: int) -> str:
    states = ", ".join((state, TOLD[state])[place] for state in story.states)
    account = story.account
    return _line(
        (
            f"**{story.title[place]}.** {story.tells[place]}",
            f"{account.name} ({account.code})",
            f"`{story.opens}`",
            states,
        )
    )


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
