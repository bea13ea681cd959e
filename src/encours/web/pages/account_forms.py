"""What is asked of somebody whom a link lets in: a name, and a password written twice."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from encours.explain.document.shown import typeset
from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.people.models import Person

NAME: Final = Words("Your name", "Votre nom")
PASSWORD: Final = Words("Password", "Mot de passe")
AGAIN: Final = Words("The same password, again", "Le même mot de passe, une seconde fois")
RULE: Final = Words(
    "Twelve characters or more; a sentence does well.", "Douze caractères au moins ; une phrase convient très bien."
)
DIFFER: Final = Words("The two passwords differ.", "Les deux mots de passe diffèrent.")
LONGEST_PASSWORD: Final = 1_000
"""Characters beyond which a password would only keep the machine busy."""


class ChoosePassword(forms.Form):
    """A password, chosen by the person it is of."""

    password = forms.CharField(
        strip=False, max_length=LONGEST_PASSWORD, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        strip=False, max_length=LONGEST_PASSWORD, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *given: Any, person: Person, language: Language, **more: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **more)
        self.person, self.language = person, language
        self.fields["password"].label = PASSWORD.in_language(language)
        self.fields["password"].help_text = typeset(RULE.in_language(language), language)
        self.fields["again"].label = AGAIN.in_language(language)

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is easily guessed, with every reason, and one that was not written twice the same."""
        told = super().clean() or {}
        chosen = told.get("password")
        if chosen:
            try:
                validate_password(chosen, self.person)
            except ValidationError as refused:
                self.add_error("password", refused)
        if chosen and told.get("again") and told["again"] != chosen:
            self.add_error("again", DIFFER.in_language(self.language))
        return told

    def keep(self) -> None:
        """Give the person this password; sessions under another one end."""
        self.person.set_password(self.cleaned_data["password"])
        self.person.save(update_fields=["password"])


class Welcome(ChoosePassword):
    """The same, by somebody who is here for the first time and tells under which name."""

    name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ("name", "password", "again")

    def __init__(self, *given: Any, person: Person, language: Language, **more: Any) -> None:  # noqa: ANN401
        super().__init__(*given, person=person, language=language, initial={"name": person.name}, **more)
        self.fields["name"].label = NAME.in_language(language)

    def keep(self) -> None:
        """Give the person this name and this password, and the language in which they were read."""
        super().keep()
        self.person.name, self.person.language = self.cleaned_data["name"], self.language
        self.person.save(update_fields=["name", "language"])
