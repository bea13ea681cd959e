"""What `encours reverse` itself refuses: place, what is wrong, what to do, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from encours.cli.messages import option_told
from encours.explain.again import HERE, Again
from encours.formats.faults import shown
from encours.policy.faults import Words, Wrong
from encours.units.refusal import nearest_names
from encours.units.show import Language

SOURCES_SHOWN: Final = 5
"""Rows named one by one."""
NO_AMOUNT: Final = Wrong(
    "amount_missing",
    Words("The amount of the allocation is missing.", "Le montant de l'allocation manque."),
    Words('Write an amount such as "25 000 EUR".', 'Écrivez un montant comme "25 000 EUR".'),
)


def no_reverse_cover(file: str, wrong: Wrong, language: Language) -> str:
    """The policy of the folder is no reverse cover, or not one that holds together."""
    return f"{file}\n{wrong.what.in_language(language)}\n{wrong.hint.in_language(language)}"


def no_supplier(option: str, code: str, near: Sequence[str], language: Language, again: Again = HERE) -> str:
    """No supplier has that code."""
    place, listed = option_told(option, code), ", ".join(map(shown, near))
    if language == "fr":
        hint = f"Vouliez-vous dire {listed} ?" if near else f"Voir les fournisseurs : {again.of('reverse')}"
        return f"{place}\nAucun fournisseur de cette police ne porte ce code à cette date.\n{hint}"
    hint = f"Did you mean {listed}?" if near else f"See the suppliers: {again.of('reverse')}"
    return f"{place}\nNo supplier of this cover has that code on that day.\n{hint}"


def not_asked(written: str, supplier: str, known: Sequence[str], language: Language) -> str:
    """What is asked for is no insured supplier with its amount."""
    place, listed = option_told("--ask", written), ", ".join(map(shown, known))
    near = () if supplier in known else nearest_names(supplier, known)
    example = f"--ask {shown(known[0]) if known else 'F1'}=50000EUR"
    if language == "fr":
        what = "Ce n'est pas un fournisseur assuré avec le montant de son allocation."
        hint = f"Vouliez-vous dire {near[0]} ? " if near else ""
        names = f"Les fournisseurs assurés : {listed}. " if known else "Ajoutez-le à la table des entités (entities). "
        return f"{place}\n{what}\n{hint}{names}Écrivez par exemple : {example}"
    what = "This is no insured supplier with the amount of its allocation."
    hint = f"Did you mean {near[0]}? " if near else ""
    names = f"Suppliers insured: {listed}. " if known else "Add it to entities. "
    return f"{place}\n{what}\n{hint}{names}Write for instance: {example}"


def failure_after_the_day(failed: str, day: str, language: Language) -> str:
    """The failure is supposed after the day asked."""
    place = option_told("--failed-on", failed)
    if language == "fr":
        return (
            f"{place}\nCe jour vient après celui de la question ({day}) : ce qui sera dû n'est pas connu.\n"
            "Supposez la défaillance ce jour-là au plus tard, ou avancez --as-of."
        )
    return (
        f"{place}\nThis day comes after the one asked ({day}): what will be owed is not known.\n"
        "Suppose the failure on that day at the latest, or ask with a later --as-of."
    )


def no_document_of_a_supplier(code: str, language: Language) -> str:
    """One supplier whole makes no document; its certificate does."""
    place = option_told("--supplier", code)
    if language == "fr":
        return (
            f"{place}\nUn fournisseur en entier se lit à l'écran, en JSON ou en CSV ; on remet son certificat.\n"
            f"Écrivez : --certificate {shown(code)}"
        )
    return (
        f"{place}\nOne supplier whole is read on screen, as JSON or CSV; what is handed on is its certificate.\n"
        f"Write: --certificate {shown(code)}"
    )


def settled_by_supplier(language: Language, day: str, again: Again = HERE) -> str:
    """A failure under a reverse cover is a loss of each supplier, and of no one company."""
    command = again.of("reverse", "--failed-on", day)
    if language == "fr":
        return (
            "encours reverse\nCette police est une assurance-crédit inversée : chaque fournisseur a sa perte, et "
            f"toutes tiennent dans le total.\nÉcrivez, au jour de la défaillance : {command}"
        )
    return (
        "encours reverse\nThis policy is a reverse cover: each supplier has a loss of its own, and all stay "
        f"within the total.\nWrite, with the day of the failure: {command}"
    )


def entities_without_limit(sources: Sequence[str], language: Language, *, is_shared: bool) -> str:
    """Decisions name an insured entity where nothing is of one entity alone, or one that is not insured."""
    shown_of, more = ", ".join(sources[:SOURCES_SHOWN]), len(sources) - SOURCES_SHOWN
    if language == "fr":
        shown_of += f" et {more} autres" if more > 0 else ""
        what = (
            "Ces décisions nomment un assuré, mais la police ne donne pas un agrément à chacun (limit_scope) : elles "
            "valent pour tous."
            if is_shared
            else "Ces décisions nomment un assuré que la police n'assure pas : elles n'accordent rien."
        )
        hint = (
            'Écrivez limit_scope = "insured entity" sous [terms], ou videz la colonne entity (entité).'
            if is_shared
            else "Rectifiez son code, ou ajoutez-le à la table des entités (entities)."
        )
        return f"{shown_of}\n{what}\n{hint}"
    shown_of += f" and {more} more" if more > 0 else ""
    what = (
        "These decisions name an insured entity, and the policy does not give each its own limit (limit_scope): they "
        "hold for all."
        if is_shared
        else "These decisions name an entity that is not insured: they give no limit."
    )
    hint = (
        'Write limit_scope = "insured entity" under [terms], or leave the column entity empty.'
        if is_shared
        else "Mend its code, or add it to entities."
    )
    return f"{shown_of}\n{what}\n{hint}"
