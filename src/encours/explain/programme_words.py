"""Words of a programme on a book: its tower, and what its layers would pay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

PROGRAMME: Final[Mapping[str, Words]] = {
    "programme title": Words("Programme", "Programme"),
    "programme tower": Words("The tower of the programme", "La tour du programme"),
    "programme chart": Words(
        "What each layer carries of what is owed, one above the other",
        "Ce que chaque tranche porte de l'encours, l'une au-dessus de l'autre",
    ),
    "programme mode": Words("stands as", "rang"),
    "programme carries": Words("carries", "porte"),
    "programme insured": Words("insured", "garanti"),
    "programme nobody": Words("nobody carries", "personne ne porte"),
    "programme losses": Words("the year's losses", "les pertes de l'année"),
    "programme first loss": Words("first loss {amount}", "franchise {amount}"),
    "programme first loss unknown": Words(
        "first loss not known: a share of the sales (--sales)",
        "franchise inconnue : une part du chiffre d'affaires (--sales)",
    ),
    "programme maximum": Words("at most {amount}", "{amount} au plus"),
    "programme maximum unknown": Words(
        "maximum not known: a multiple of the premium (--minimum-premium, --premium-paid)",
        "maximum inconnu : un multiple de la prime (--minimum-premium, --premium-paid)",
    ),
    "programme failures": Words(
        "If the largest buyer failed today|If one of the {count} largest buyers failed today",
        "Si le plus gros client défaillait ce jour|Si l'un des {count} plus gros clients défaillait ce jour",
    ),
    "programme failures rule": Words(
        "Each alone, in proceedings, in a year that nothing has used up. What stays is all that is owed and nobody "
        "pays.",
        "Chacun seul, en procédure, dans une année intacte. Reste à charge tout ce qui est dû et que personne ne paie.",
    ),
    "programme owed": Words("owed", "dû"),
    "programme stays": Words("stays with you", "reste à charge"),
    "programme headline": Words(
        "Of {outstanding} owed, the layers carry {carried} ({share}); nobody carries {nobody}.",
        "Sur {outstanding} dus, les tranches portent {carried} ({share}) ; personne ne porte {nobody}.",
    ),
    "programme columns": Words(
        "layer|insurer|stands as|carries|insured|invoices|buyers|aggregate first loss|maximum liability",
        "tranche|assureur|rang|porte|garanti|factures|acheteurs|franchise annuelle globale|limite de décaissement",
    ),
    "sheet failures": Words("Failures", "Défaillances"),
}
