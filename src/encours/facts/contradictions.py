"""What contradicts within a ledger: names used twice, and corrections that do not hold together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Final

from encours.facts.columns import Table
from encours.facts.faults import Fault
from encours.facts.joins import repeated
from encours.facts.kept import Correction
from encours.facts.kinds import Fact
from encours.facts.words import table_in_french
from encours.units import Day

REPEATED_SHOWN: Final = 100
"""Rows with a name already borne that are looked at in one table; a wrong import is wrong throughout."""

Dated = Callable[[Collection[str]], Mapping[str, tuple[str, Day]]]
"""Table of each fact of some names, and the day it was learnt."""


def same_name(kept: Fact, refused: Fact) -> Fault:
    """A fact is refused because another one already has its name."""
    return Fault(
        code="same name, different fact",
        fact_ids=(refused.fact_id,),
        en=f"{refused.fact_id} is already in the ledger ({kept.KIND.table}) with other values.",
        fr=f"{refused.fact_id} figure déjà dans la {table_in_french(kept.KIND.table)} avec d'autres valeurs.",
        remedy_en="A fact never changes: give the new one its own name and write the old one under corrects.",
        remedy_fr="Un fait ne se modifie pas : nommez le nouveau et indiquez l'ancien sous corrects.",
    )


def repeated_names(table: Table) -> list[Fault]:
    """Names that several rows of a table bear, the first few: a correction could not tell which it means."""
    named = table.texts["source" if table.texts["fact_id"].is_empty else "fact_id"]
    codes = named.codes
    if named.is_empty or (codes[1:] > codes[:-1]).all():
        return []
    rows = (repeated(codes) & (codes >= 0)).nonzero()[0]
    names = sorted({named[int(row)] for row in rows[:REPEATED_SHOWN]})
    return [_repeated_name(table.kind.table, name) for name in names]


def _repeated_name(table: str, name: str) -> Fault:
    return Fault(
        code="name borne twice",
        fact_ids=(name,),
        en=f"{name} names more than one row of {table}.",
        fr=f"{name} nomme plus d'une ligne de la {table_in_french(table)}.",
        remedy_en="Give each fact its own fact_id, or a source that tells its row.",
        remedy_fr="Donnez à chaque fait son fact_id, ou une source qui indique sa ligne.",
    )


def hypothesis_in_store(name: str) -> Fault:
    """A supposed fact is refused because the ledger is a stored one."""
    return Fault(
        code="hypothesis among facts",
        fact_ids=(name,),
        en=f"{name} is a hypothesis and cannot be kept with what happened.",
        fr=f"{name} est une supposition et ne peut être gardée avec ce qui est arrivé.",
        remedy_en="Ask the question on a what-if ledger, or record the fact with its true source.",
        remedy_fr="Posez la question sur un grand livre d'essai, ou saisissez le fait avec sa vraie source.",
    )


def among_corrections(corrections: Collection[Correction], dated: Dated) -> tuple[Fault, ...]:
    """Every contradiction among corrections, in the order of the names concerned."""
    found: list[Fault] = []
    by_target: dict[str, list[Correction]] = defaultdict(list)
    known = dated({name for each in corrections for name in (each.fact_id, each.corrects) if name})
    for each in corrections:
        if each.corrects:
            by_target[each.corrects].append(each)
            found += _of_one(each, known.get(each.corrects), known.get(each.fact_id))
        else:
            found.append(_void_of_nothing(each))
    found += [_twice(target, several) for target, several in by_target.items() if len(several) > 1]
    found += _in_circles({each.fact_id: each.corrects for several in by_target.values() for each in several})
    return tuple(sorted(found))


def _of_one(correction: Correction, target: tuple[str, Day] | None, fact: tuple[str, Day] | None) -> list[Fault]:
    if target is None:
        return [
            Fault(
                code="correction of nothing",
                fact_ids=(correction.fact_id, correction.corrects),
                en=f"{correction.fact_id} corrects {correction.corrects}, which is not in the ledger.",
                fr=f"{correction.fact_id} corrige {correction.corrects}, absent du grand livre.",
                remedy_en="Write under corrects the fact_id (or the source) of the fact to replace.",
                remedy_fr="Indiquez sous corrects le fact_id (ou la source) du fait à remplacer.",
            )
        ]
    table, known = target
    if table != correction.table:
        return [
            Fault(
                code="correction of another kind",
                fact_ids=(correction.fact_id, correction.corrects),
                en=f"{correction.fact_id} ({correction.table}) corrects {correction.corrects}, "
                f"which is of another kind ({table}).",
                fr=f"{correction.fact_id}, de la {table_in_french(correction.table)}, corrige {correction.corrects}, "
                f"qui est d'une autre nature, de la {table_in_french(table)}.",
                remedy_en="Declare the wrong fact void in its own table, and enter the right one in its own.",
                remedy_fr="Annulez le fait erroné dans sa table, et saisissez le bon dans la sienne.",
            )
        ]
    if fact is not None and fact[1] < known:
        return [
            Fault(
                code="correction before the fact",
                fact_ids=(correction.fact_id, correction.corrects),
                en=f"{correction.fact_id} was known before {correction.corrects}, which it corrects.",
                fr=f"{correction.fact_id} était connu avant {correction.corrects}, qu'il corrige.",
                remedy_en="Put under known the day the correction was learnt.",
                remedy_fr="Indiquez sous known le jour où la correction a été apprise.",
            )
        ]
    return []


def _void_of_nothing(correction: Correction) -> Fault:
    return Fault(
        code="void of nothing",
        fact_ids=(correction.fact_id,),
        en=f"{correction.fact_id} is void but does not say which fact never happened.",
        fr=f"{correction.fact_id} annule sans dire quel fait n'a jamais eu lieu.",
        remedy_en="Write under corrects the fact that never happened.",
        remedy_fr="Indiquez sous corrects le fait qui n'a jamais eu lieu.",
    )


def _twice(target: str, several: list[Correction]) -> Fault:
    names = tuple(sorted(each.fact_id for each in several))
    return Fault(
        code="corrected twice",
        fact_ids=(target, *names),
        en=f"{target} is corrected by {', '.join(names)}: the one known last is used.",
        fr=f"{target} est corrigé par {', '.join(names)} : le dernier connu est retenu.",
        remedy_en="Let the second correction correct the first one.",
        remedy_fr="Faites porter la seconde correction sur la première.",
    )


def _in_circles(targets: dict[str, str]) -> list[Fault]:
    found, done = [], set[str]()
    for start in sorted(targets):
        path: list[str] = []
        at = start
        while at in targets and at not in done and at not in path:
            path.append(at)
            at = targets[at]
        if at in path:
            circle = tuple(sorted(path[path.index(at) :]))
            found.append(
                Fault(
                    code="corrections in a circle",
                    fact_ids=circle,
                    en=f"{', '.join(circle)} correct each other: none of them stands.",
                    fr=f"{', '.join(circle)} se corrigent en rond : aucun ne vaut.",
                    remedy_en="Let only the latest one correct the others.",
                    remedy_fr="Que seul le plus récent corrige les autres.",
                )
            )
        done.update(path)
    return found
