"""`forget`: what is no longer needed, or a company whole once its name was typed."""

from __future__ import annotations

import logging
import sys
from argparse import Namespace
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.actions.files import WORK
from encours.web.actions.forgetting import forget_old, forget_organisation
from encours.web.jobs import kept_at
from encours.web.operations import ending
from encours.web.operations.ending import Refused
from encours.web.operations.export_workspace import named
from encours.web.people.models import Organisation
from encours.web.store.files import FOLDER, MADE

log = logging.getLogger("encours.operations")
FOLDERS: Final = (FOLDER, MADE, WORK)
"""Folders of the data folder that have one of each organisation."""
LONGEST: Final = 36_500


def run(asked: Namespace) -> int:
    """Forget, and tell what went."""
    if not 1 <= asked.days <= LONGEST:
        raise Refused(f"--days is from 1 to {LONGEST}.", f"--days va de 1 à {LONGEST}.")
    if asked.organisation:
        return _forget_company(named(asked.organisation), asked.name, asked.lang)
    now = timezone.now()
    found = forget_old(now, timedelta(days=asked.days))
    found["tasks"] = kept_at.forget_old(now)
    log.info("forgotten: %s", ", ".join(f"{count} {what}" for what, count in found.items()))
    words = Words(
        f"Removed: {found['readings']} readings older than {asked.days} days, {found['drafts']} drafts, "
        f"{found['sessions']} sessions, {found['attempts']} attempts to sign in, {found['tasks']} tasks. "
        "Facts and the journal are never removed so.",
        f"Supprimés : {found['readings']} lectures de plus de {asked.days} jours, {found['drafts']} brouillons, "
        f"{found['sessions']} sessions, {found['attempts']} tentatives de connexion, {found['tasks']} tâches. "
        "Les faits et le journal ne sont jamais supprimés ainsi.",
    )
    print(words.in_language(asked.lang))
    return ending.ANSWERED


def _forget_company(organisation: Organisation, told: str, language: Language) -> int:
    name = told or _typed(organisation, language)
    if name != organisation.name:
        raise Refused(
            f"{name!r} is not its name: nothing was removed.", f"{name!r} n’est pas son nom : rien n’a été supprimé."
        )
    slug, number = organisation.slug, organisation.pk
    removed = forget_organisation(organisation, [settings.INSTALLATION.data / each for each in FOLDERS])
    facts = sum(count for table, count in removed.items() if table.startswith("fact_"))
    entries, people = removed.get("people_journalentry", 0), removed["people_person"]
    log.warning("company %s (%d) removed whole: %s", slug, number, removed)
    words = Words(
        f"{name} is removed: {facts} facts, {entries} entries of its journal, {people} people who were nowhere else,\n"
        "its results, files and tasks. Backups made before still hold it: remove them too, or keep them knowingly.",
        f"{name} est supprimée : {facts} faits, {entries} lignes de son journal, {people} personnes "
        "sans autre société,\nses résultats, fichiers et tâches. Les sauvegardes d’avant la contiennent encore : "
        "supprimez-les aussi.",
    )
    print(words.in_language(language))
    return ending.ANSWERED


def _typed(organisation: Organisation, language: Language) -> str:
    """Name as somebody types it; without a terminal nothing is removed."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refused(
            "Say --name with the whole name of the company: without it nothing is removed.",
            "Donnez --name avec le nom entier de la société : sans lui rien n’est supprimé.",
        )
    words = Words(
        f"{organisation.name} will be removed whole, and cannot come back but from a backup.\nType its name: ",
        f"{organisation.name} sera supprimée en entier, et ne reviendra que d’une sauvegarde.\nTapez son nom : ",
    )
    try:
        return input(words.in_language(language)).strip()
    except EOFError:
        return ""
