"""The first start: somebody who administers, and a first company to put receivables in."""

from __future__ import annotations

import getpass
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.actions.administering import found_organisation
from encours.web.operations.ending import Refused
from encours.web.people.models import Person

EMAIL: Final = "ENCOURS_ADMIN_EMAIL"
PASSWORD_FILE: Final = "ENCOURS_ADMIN_PASSWORD_FILE"  # noqa: S105 -- the name of a setting
ORGANISATION: Final = "ENCOURS_ORGANISATION"
NOBODY: Final = "administrator@localhost.localdomain"
COMPANY: Final = Words("My company", "Ma société")
LANGUAGE_NAMES: Final = Words("Administrator", "Administrateur")


@dataclass(frozen=True, slots=True)
class First:
    """Who administers, and the password to print where it was made here (empty: whoever chose it knows it)."""

    person: Person
    password: str


def is_first() -> bool:
    """Whether nobody has an account yet."""
    return not Person.objects.exists()


def welcome(language: Language) -> First:
    """Make the first administrator and the first company, from a terminal, the settings, or a password made here."""
    asks = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty() and not os.environ.get(EMAIL)
    email = _email_asked(language) if asks else os.environ.get(EMAIL, "") or NOBODY
    _check_email(email)
    told = "" if asks else _password_told()
    if told:
        _check_password(told, email)
    chosen = _password_asked(email, language) if asks else told
    made = "" if chosen else secrets.token_urlsafe(15)
    name = _company_asked(language) if asks else os.environ.get(ORGANISATION, "")
    with transaction.atomic():
        person = Person.objects.create_user(
            email, chosen or made, name=LANGUAGE_NAMES.in_language(language), language=language, may_found=True
        )
        found_organisation(
            person, name=(name or COMPANY.in_language(language))[:200], currency="EUR", residence="", at=timezone.now()
        )
    return First(person, made)


def administrator(told: str, language: Language) -> Person:
    """Who is to administer a company: whoever is told, else who administers the installation.

    An account is made where there is none, without a password: a link lets its owner choose one. The first account of
    all administers the installation too.
    """
    first = is_first()
    if not told and not first:
        found = Person.objects.filter(may_found=True, is_active=True).order_by("pk").first()
        if found is None:
            raise Refused(
                "Nobody administers this installation: name who is to administer the company, --administrator ADDRESS.",
                "Personne n’administre l’installation : dites qui administrera la société, --administrator ADRESSE.",
            )
        return found
    email = (told or os.environ.get(EMAIL, "") or NOBODY).strip().lower()
    _check_email(email, "--administrator" if told else EMAIL)
    person = Person.objects.filter(email=email).first()
    if person is None:
        name = "" if told else LANGUAGE_NAMES.in_language(language)
        return Person.objects.create_user(email, None, name=name, language=language, may_found=first)
    if not person.is_active:
        raise Refused(f"The account of {email} is closed.", f"Le compte de {email} est fermé.")
    return person


def _password_told() -> str:
    path = os.environ.get(PASSWORD_FILE, "")
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        raise Refused(
            f"{PASSWORD_FILE}: {path} does not read ({wrong}).", f"{PASSWORD_FILE} : {path} ne se lit pas ({wrong})."
        ) from None


def _check_email(email: str, source: str = EMAIL) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(
            f"{source}: {email} is no e-mail address.", f"{source} : {email} n’est pas une adresse."
        ) from None


def _check_password(password: str, email: str) -> None:
    try:
        validate_password(password, Person(email=email))
    except ValidationError as wrong:
        why = " ".join(wrong.messages)
        raise Refused(f"The password will not do: {why}", f"Ce mot de passe ne convient pas : {why}") from None


def _email_asked(language: Language) -> str:
    print(
        Words(
            "Nobody has an account yet. Who administers this installation?",
            "Personne n’a encore de compte. Qui administre cette installation ?",
        ).in_language(language),
        file=sys.stderr,
    )
    while True:
        email = _asked(Words("E-mail address: ", "Adresse e-mail : ").in_language(language))
        try:
            _check_email(email)
        except Refused as refused:
            print(refused.words.in_language(language).partition(": ")[2], file=sys.stderr)
        else:
            return email


def _password_asked(email: str, language: Language) -> str:
    while True:
        password = getpass.getpass(
            Words("Password (12 characters at least): ", "Mot de passe (12 caractères au moins) : ").in_language(
                language
            )
        )
        again = getpass.getpass(Words("The same again: ", "Le même encore : ").in_language(language))
        if password != again:
            print(Words("They differ.", "Ils diffèrent.").in_language(language), file=sys.stderr)
            continue
        try:
            _check_password(password, email)
        except Refused as refused:
            print(refused.words.in_language(language), file=sys.stderr)
        else:
            return password


def _company_asked(language: Language) -> str:
    return _asked(Words("Name of the first company: ", "Nom de la première société : ").in_language(language))


def _asked(text: str) -> str:
    try:
        return input(text).strip()
    except EOFError:
        raise Refused("Nothing was made.", "Rien n’a été créé.") from None
