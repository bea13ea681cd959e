"""What the journal says of each deed, in words; an entry of a deed that is no more is shown as it was written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from encours.clauses.states import State
from encours.explain.document.shown import WIDE, typeset
from encours.explain.document.shown import shown as shown_in
from encours.facts.kinds import KINDS
from encours.policy.faults import Words
from encours.units.currency import currency as currency_of
from encours.units.money import Total
from encours.units.show import Language, show_amount, show_day
from encours.web.actions.exports import WORKSPACE, Taken
from encours.web.computing.table_export import table_name
from encours.web.pages.delivery import HEADLINES
from encours.web.pages.fact_words import label, value_shown
from encours.web.people.deeds import Deed
from encours.web.people.roles import NAMES, Role

DEEDS: Final[Mapping[Deed, Words]] = MappingProxyType({
    Deed.KEEP_ACT: Words("recorded facts", "a enregistré des faits"),
    Deed.KEEP_IMPORT: Words("imported a file", "a importé un fichier"),
    Deed.KEEP_WORKSPACE: Words("took a folder in", "a repris un dossier"),
    Deed.KEEP_CONTRACT: Words("kept the policies", "a enregistré les polices"),
    Deed.BRING_FILE: Words("brought a file", "a déposé un fichier"),
    Deed.DROP_IMPORT: Words("gave up an import", "a abandonné un import"),
    Deed.EXPORT: Words("exported", "a exporté"),
    Deed.ASSIGNED_WORK: Words("assigned an item of the worklist", "a attribué une action à traiter"),
    Deed.SNOOZED_WORK: Words("put an item of the worklist off", "a reporté une action à traiter"),
    Deed.NOTE_ON_WORK: Words("noted on an item of the worklist", "a annoté une action à traiter"),
    Deed.ACT_ON_WORK: Words("acted on an item of the worklist", "a traité une action"),
    Deed.ASSIGN_CUSTOMERS: Words("changed who looks after customers", "a modifié l’affectation de clients"),
    Deed.KEEP_DELIVERY_ANSWER: Words("kept an answer before a delivery", "a conservé une réponse avant de livrer"),
    Deed.ASK_LIMIT: Words("asked for a limit", "a demandé un agrément"),
    Deed.RECORD_LIMIT_DECISION: Words("recorded a decision on a limit", "a enregistré une décision d’agrément"),
    Deed.RECORD_CONDITIONS_MET: Words("recorded that conditions are met", "a enregistré des conditions remplies"),
    Deed.APPEAL_LIMIT_DECISION: Words("appealed against a decision", "a formé un recours"),
    Deed.RECORD_APPEAL_ANSWER: Words("recorded the answer to an appeal", "a enregistré la réponse à un recours"),
    Deed.SET_OWN_LIMIT: Words("set an own limit", "a fixé une limite interne"),
    Deed.PROPOSE_OWN_LIMIT: Words("proposed an own limit", "a proposé une limite interne"),
    Deed.OWN_LIMIT_APPROVED: Words("approved an own limit", "a approuvé une limite interne"),
    Deed.OWN_LIMIT_REFUSED: Words("refused an own limit", "a refusé une limite interne"),
    Deed.OWN_LIMIT_WITHDRAWN: Words("withdrew an own limit proposed", "a retiré une limite interne proposée"),
    Deed.FOUND_ORGANISATION: Words("made the organisation", "a créé l’organisation"),
    Deed.CHANGE_ORGANISATION: Words("changed the organisation", "a modifié l’organisation"),
    Deed.INVITE: Words("invited", "a invité"),
    Deed.INVITE_AGAIN: Words("made another link of invitation", "a refait un lien d’invitation"),
    Deed.COME_IN: Words("came in", "a rejoint l’organisation"),
    Deed.CHANGE_MEMBERSHIP: Words("changed what somebody may do", "a modifié des droits"),
    Deed.CLOSE_MEMBERSHIP: Words("closed an access", "a fermé un accès"),
    Deed.REOPEN_MEMBERSHIP: Words("opened an access again", "a rouvert un accès"),
    Deed.MAKE_PASSWORD_LINK: Words("made a link for a new password", "a fait un lien de nouveau mot de passe"),
    Deed.CHOOSE_PASSWORD: Words("chose a password by a link", "a choisi un mot de passe par un lien"),
    Deed.CHANGE_PASSWORD: Words("changed the password", "a changé de mot de passe"),
    Deed.ADD_SECOND_FACTOR: Words("set up two-step sign-in", "a activé la double authentification"),
    Deed.REMOVE_SECOND_FACTOR: Words("removed two-step sign-in", "a retiré la double authentification"),
    Deed.SIGN_IN: Words("signed in", "s’est connecté"),
    Deed.SIGN_OUT: Words("signed out", "s’est déconnecté"),
    Deed.FAIL_TO_SIGN_IN: Words("failed to sign in", "échec de connexion"),
    Deed.FAIL_SECOND_FACTOR: Words("failed the second step", "a échoué à la seconde étape"),
    Deed.LOCK_OUT: Words("was locked out", "connexion suspendue"),
})  # fmt: skip
"""Each deed as it follows the name of who did it."""

WORDS: Final[Mapping[str, Words]] = MappingProxyType({
    "name": Words("name", "nom"),
    "currency": Words("currency", "devise"),
    "residence": Words("established in", "établie en"),
    "reading_day": Words("pages read on", "pages lues au"),
    "second_person_above": Words("second approval above", "seconde approbation au-delà de"),
    "requires_second_factor": Words("requires two-step sign-in", "double authentification exigée"),
    "role": Words("role", "rôle"),
    "mandate": Words("mandate", "mandat"),
    "until": Words("last day", "dernier jour"),
    "loss_payee": Words("loss payee", "délégataire"),
    "customers": Words("customers", "clients"),
    "customers_added": Words("customers added", "clients ajoutés"),
    "customers_removed": Words("customers taken away", "clients retirés"),
    "from": Words("from", "depuis"),
    "to": Words("to", "à"),
    "files": Words("files", "fichiers"),
    "file": Words("file", "fichier"),
    "amount": Words("amount", "montant"),
    "reason": Words("reason", "motif"),
    "note": Words("note", "note"),
    "alone": Words("alone", "seul"),
    "batch": Words("batch", "lot"),
    "buyer": Words("customer", "client"),
    "facts": Words("facts", "faits"),
    "form": Words("form", "format"),
    "items": Words("items", "actions"),
    "kind": Words("kind", "nature"),
    "on": Words("on", "le"),
    "proposal": Words("proposal", "proposition"),
    "proposed_by": Words("proposed by", "proposée par"),
    "sha256": Words("SHA-256", "SHA-256"),
    "size": Words("size in bytes", "taille en octets"),
    "standing": Words("standing", "état"),
    "text": Words("text", "texte"),
    "reference": Words("reference", "référence"),
    "entity": Words("company", "société"),
    "day": Words("day", "jour"),
    "due": Words("due", "échéance"),
    "answer": Words("answer", "réponse"),
    "policy_currency": Words("currency of the policy", "devise de la police"),
    "in_policy_currency": Words("in that currency", "dans cette devise"),
    "covered": Words("covered", "couvert"),
    "insured": Words("indemnity expected", "indemnité attendue"),
    "parts": Words("parts", "parts"),
    "layers": Words("policies", "polices"),
    "policy": Words("policy", "police"),
    "admitted": Words("covered", "couvert"),
    "limit": Words("limit", "agrément"),
    "refused_by": Words("refused by", "refusé par"),
    "own_room": Words("left of the own limit", "reste de la limite interne"),
    "uninsured": Words("uninsured part", "part non garantie"),
    "rows": Words("rows", "lignes"),
    "filters": Words("filters", "filtres"),
    "known_on": Words("as known on", "connu au"),
})  # fmt: skip
"""What details of entries are called; those that count facts are called as the facts are."""
TAKEN: Final[Mapping[str, Words]] = MappingProxyType({
    Taken.CUSTOMERS: Words("list of customers", "liste des clients"),
    Taken.LIMITS: Words("list of limits", "liste des agréments"),
    Taken.INVOICES: Words("list of invoices", "liste des factures"),
    Taken.AGED_BALANCE: Words("aged balance", "balance âgée"),
    Taken.WORKLIST: Words("to do", "à traiter"),
    Taken.JOURNAL: Words("journal", "journal"),
    Taken.IMPORT_FAULTS: Words("errors of an import", "erreurs d’un import"),
    WORKSPACE: Words("the whole company", "la société entière"),
})  # fmt: skip
"""What files that were taken away are of; a table is called as its facts are."""
NO: Final = Words("no", "non")
YES: Final = Words("yes", "oui")
LISTS: Final = frozenset({
    "customers", "customers_added", "customers_removed", "facts", "files", "filters", "items", "layers", "refused_by",
})  # fmt: skip
"""Details that are lists of things, never what something was and is."""
AMOUNTS: Final[Mapping[str, str]] = MappingProxyType({
    "amount": "currency", "uninsured": "currency", "second_person_above": "currency",
    **dict.fromkeys(("in_policy_currency", "covered", "insured", "own_room", "admitted", "limit"), "policy_currency"),
})  # fmt: skip
"""Details that are amounts, in minor units, and the detail that tells their currency."""
CURRENCIES: Final = frozenset({"currency", "policy_currency"})
DAYS: Final = frozenset({"day", "due", "known_on", "until"})
STATES: Final[Mapping[str, Words]] = MappingProxyType({
    each.name.lower(): Words(each.english, each.french) for each in State
})  # fmt: skip
NOTHING: Final = "–"
LONGEST: Final = 300


def word_of(deed: str, language: Language) -> str:
    """A deed in words."""
    return typeset(DEEDS[Deed(deed)].in_language(language), language) if deed in DEEDS else deed


def told_subject(deed: str, subject: str, language: Language) -> str:
    """What a deed was done to, in words where it names something of ours."""
    if deed != Deed.EXPORT:
        return subject
    if subject in TAKEN:
        return TAKEN[subject].in_language(language)
    return table_name(subject, language) if subject in KINDS else subject


def told_details(details: Mapping[str, Any], currency: str, language: Language) -> Iterator[str]:
    """Details of an entry in words: what it was and what it became, where both are told.

    ``currency`` is that of the organisation, for amounts beside which none is told.
    """
    for name, value in details.items():
        if isinstance(value, list) and len(value) == 2 and name not in LISTS:
            before, after = (_value(name, each, details, currency, language) for each in value)
            yield _said(_label(name, language), f"{before} → {after}", language)
        elif name not in CURRENCIES or not any(AMOUNTS.get(each) == name for each in details):
            yield _said(_label(name, language), _value(name, value, details, currency, language), language)


def _said(label: str, value: str, language: Language) -> str:
    return f"{label}{WIDE}: {value}" if language == "fr" else f"{label}: {value}"


def _label(name: str, language: Language) -> str:
    if name in KINDS:
        return table_name(name, language)
    found = WORDS.get(name)
    return name if found is None else found.in_language(language)


def _value(name: str, value: object, beside: Mapping[str, Any], currency: str, language: Language) -> str:
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return (YES if value else NO).in_language(language)
    if isinstance(value, int):
        return _number(name, value, beside, currency, language)
    if isinstance(value, list):
        shown = ", ".join(_value(name, each, beside, currency, language) for each in value)
    elif isinstance(value, dict):
        shown = (
            _fact(value, currency, language) if name == "facts" else _several(name, value, beside, currency, language)
        )
    else:
        shown = _word(name, str(value), language)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def _number(name: str, value: int, beside: Mapping[str, Any], currency: str, language: Language) -> str:
    if name in DAYS:
        return show_day(value, language)
    if name in AMOUNTS:
        code = beside.get(AMOUNTS[name]) or currency
        return show_amount(Total(value, currency_of(str(code))), language)
    return shown_in(value, language)


def _word(name: str, value: str, language: Language) -> str:
    if name == "role" and value in set(Role):
        return NAMES[Role(value)].in_language(language)
    if name == "answer" and value in HEADLINES:
        return HEADLINES[value][0].in_language(language).lower()
    return value.replace("_", " ") if name == "refused_by" else value


def _fact(said: Mapping[str, Any], currency: str, language: Language) -> str:
    """A fact as it was told: its kind, then each field that says something."""
    table = str(said.get("table", ""))
    if table not in KINDS:
        return json.dumps(said, ensure_ascii=False, sort_keys=True)
    kind, code = KINDS[table], str(said.get("currency") or currency)
    fields = [
        f"{label(field, language)} {value_shown(table, field, said[field.name], code, language)}"
        for field in kind.fields if field.name in said and field.name != "currency"
    ]  # fmt: skip
    return f"{table_name(table, language)} ({', '.join(fields)})"


def _several(name: str, told: Mapping[str, Any], beside: Mapping[str, Any], currency: str, language: Language) -> str:
    """Figures told together, such as what is covered by each policy."""
    if name == "parts":
        return ", ".join(
            f"{STATES[each].in_language(language)} {_value('covered', cents, beside, currency, language)}"
            for each, cents in told.items() if each in STATES
        )  # fmt: skip
    return " ".join(
        _value(each, value, beside, currency, language) if each == "policy"
        else f"{_label(each, language)} {_value(each, value, beside, currency, language)}"
        for each, value in told.items()
    )  # fmt: skip
