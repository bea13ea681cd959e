"""What an administrator tells: the organisation, and what each person is in it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from encours.explain.document.shown import typeset
from encours.policy.faults import Words
from encours.units.countries import countries, country_name
from encours.units.currency import Currency, currency, find_currency
from encours.units.money import Money
from encours.units.plain_text import folded
from encours.units.show import Language, show_amount
from encours.units.typed_amount import typed_amount
from encours.web.actions.administering import Place
from encours.web.actions.customers import customers_named
from encours.web.people.models import Organisation, Person
from encours.web.people.roles import NAMES, Role

FIRST_DAY: Final = date(1990, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
MOST_CUSTOMERS: Final = 5_000
LONGEST_LINES: Final = 500_000
MOST: Final = 10**13
"""Minor units of the largest amount anything here holds."""

NOT_A_DAY: Final = Words("A day from 1990 to 2100 is expected.", "Une date entre 1990 et 2100 est attendue.")
NOT_AN_AMOUNT: Final = Words(
    "An amount is expected, such as 25,000.00 or 25 000,00.", "Un montant est attendu, comme 25 000,00."
)
NOT_A_CURRENCY: Final = Words("Three letters are expected, such as EUR.", "Trois lettres sont attendues, comme EUR.")
EMPTY: Final = Words("Write a name.", "Saisissez un nom.")
NO_END: Final = Words(
    "A broker's mandate has an end: give its last day.", "Le mandat d’un courtier a une fin : donnez son dernier jour."
)
NO_PAYEE: Final = Words(
    "Write the loss payee as the assignments name it: what is assigned to it is all that is seen.",
    "Saisissez le délégataire tel que les délégations le nomment : seul ce qui lui est délégué sera visible.",
)
UNKNOWN: Final = Words(
    "No customer, or several, under: {lines}. Write their codes, one a line.",
    "Aucun client, ou plusieurs, sous : {lines}. Saisissez leurs codes, un par ligne.",
)
ALREADY: Final = Words("This person is here already.", "Cette personne est déjà membre.")

LABELS: Final[dict[str, Words]] = {
    "name": Words("Name", "Nom"),
    "residence": Words("Where the company is established", "Lieu d’établissement de l’entreprise"),
    "reading_day": Words("Read every page on", "Lire toutes les pages au"),
    "second_person_above": Words("Second approval above", "Seconde approbation au-delà de"),
    "requires_second_factor": Words("Require two-step sign-in", "Exiger la double authentification"),
    "currency": Words("Currency", "Devise"),
    "email": Words("E-mail address", "Adresse e-mail"),
    "role": Words("Role", "Rôle"),
    "until": Words("Last day", "Dernier jour"),
    "mandate": Words("Mandate", "Mandat"),
    "loss_payee": Words("Loss payee", "Délégataire"),
    "customers": Words("Customers", "Clients suivis"),
}
HELPS: Final[dict[str, Words]] = {
    "residence": Words(
        "It decides how long one has to declare claims in French proceedings.",
        "Il décide du délai pour déclarer ses créances dans une procédure française.",
    ),
    "reading_day": Words(
        "For books that stopped. Leave it out, and pages are read on the day itself.",
        "Pour des comptes arrêtés. Laissez vide : les pages sont lues au jour même.",
    ),
    "second_person_above": Words(
        "Uninsured part of an own limit that a second person must approve; 0: always.",
        "Part non assurée d’une limite interne qu’une seconde personne doit approuver ; 0 : toujours.",
    ),
    "requires_second_factor": Words(
        "Members without it set it up before they see anything.",
        "Les membres qui ne l’ont pas la mettent en place avant de voir quoi que ce soit.",
    ),
    "until": Words("Empty: no end.", "Vide : sans fin."),
    "mandate": Words("Its number or its date, for a broker.", "Son numéro ou sa date, pour un courtier."),
    "loss_payee": Words(
        "For a lender: its name in the assignments.", "Pour un financeur : son nom dans les délégations."
    ),
    "customers": Words(
        "For sales: one customer a line, by code or by name.", "Pour un commercial : un client par ligne, code ou nom."
    ),
}


class _Labelled(forms.Form):
    """A form whose labels are in the language of whoever reads."""

    def __init__(self, *given: Any, language: Language, **more: Any) -> None:  # noqa: ANN401 -- those of a form
        super().__init__(*given, **more)
        self.language = language
        for name, field in self.fields.items():
            field.label = typeset(LABELS[name].in_language(language), language)
            if name in HELPS:
                field.help_text = typeset(HELPS[name].in_language(language), language)

    def _refuse(self, name: str, words: Words, **values: str) -> None:
        self.add_error(name, typeset(words.in_language(self.language), self.language).format(**values))

    def _day(self, name: str) -> date | None:
        found: date | None = self.cleaned_data.get(name)
        if found is not None and not FIRST_DAY <= found <= LAST_DAY:
            self._refuse(name, NOT_A_DAY)
            return None
        return found


def _day_field() -> forms.DateField:
    return forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class OrganisationForm(_Labelled):
    """What an organisation is."""

    name = forms.CharField(max_length=200)
    residence = forms.ChoiceField(required=False)
    reading_day = _day_field()
    second_person_above = forms.CharField(max_length=30, widget=forms.TextInput({"class": "amount"}))
    requires_second_factor = forms.BooleanField(required=False)

    def __init__(self, *given: Any, organisation: Organisation, language: Language, **more: Any) -> None:  # noqa: ANN401
        self.currency: Currency = currency(organisation.currency)
        initial = {
            "name": organisation.name,
            "residence": organisation.residence,
            "reading_day": organisation.reading_day,
            "second_person_above": show_amount(Money(organisation.second_person_above, self.currency), language),
            "requires_second_factor": organisation.requires_second_factor,
        }
        super().__init__(*given, language=language, initial=initial, **more)
        self.fields["residence"] = _residence(language, self.fields["residence"])

    def clean_second_person_above(self) -> int:
        """The amount in minor units, however it was written."""
        found = typed_amount(self.cleaned_data["second_person_above"], self.currency, self.language)
        if not isinstance(found, Money) or not 0 <= found.cents <= MOST:
            raise ValidationError(NOT_AN_AMOUNT.in_language(self.language))
        return found.cents

    def clean(self) -> dict[str, Any]:
        """Hold days to those that anything here holds."""
        told = super().clean() or {}
        self._day("reading_day")
        return told


def _residence(language: Language, old: forms.Field) -> forms.ChoiceField:
    """Where a company may be, by name in the language of whoever reads."""
    named = sorted(((country_name(code, language), code) for code in countries()), key=lambda each: folded(each[0]))
    first = Words("Metropolitan France", "France métropolitaine").in_language(language)
    choices = [("", first), *((code, name) for name, code in named if code != "FR")]
    return forms.ChoiceField(choices=choices, required=False, label=old.label, help_text=old.help_text)


class FoundForm(_Labelled):
    """A new organisation."""

    name = forms.CharField(max_length=200)
    currency = forms.CharField(max_length=3, min_length=3, initial="EUR", widget=forms.TextInput({"size": "4"}))
    residence = forms.ChoiceField(required=False)

    def __init__(self, *given: Any, language: Language, **more: Any) -> None:  # noqa: ANN401 -- those of a form
        super().__init__(*given, language=language, **more)
        self.fields["residence"] = _residence(language, self.fields["residence"])

    def clean_currency(self) -> str:
        """A currency that is known."""
        found = find_currency(self.cleaned_data["currency"])
        if not isinstance(found, Currency):
            raise ValidationError(NOT_A_CURRENCY.in_language(self.language))
        return found.code


class PlaceForm(_Labelled):
    """What somebody is in an organisation; each role asks for what it needs."""

    role = forms.ChoiceField()
    until = _day_field()
    mandate = forms.CharField(max_length=120, required=False)
    loss_payee = forms.CharField(max_length=200, required=False)
    customers = forms.CharField(max_length=LONGEST_LINES, required=False, widget=forms.Textarea({"rows": 6}))

    def __init__(self, *given: Any, language: Language, place: Place | None = None, **more: Any) -> None:  # noqa: ANN401
        if place is not None:
            more["initial"] = {
                "role": place.role.value, "until": place.until, "mandate": place.mandate,
                "loss_payee": place.loss_payee, "customers": "\n".join(place.customers),
            }  # fmt: skip
        super().__init__(*given, language=language, **more)
        choices = [(each.value, NAMES[each].in_language(language)) for each in Role]
        self.fields["role"] = forms.ChoiceField(choices=choices, label=self.fields["role"].label)

    def clean(self) -> dict[str, Any]:
        """Ask for what the role needs, and leave out what it does not."""
        told = super().clean() or {}
        role = told.get("role")
        until = self._day("until")
        if role == Role.BROKER and until is None and "until" not in self.errors:
            self._refuse("until", NO_END)
        if role == Role.LENDER and not told.get("loss_payee"):
            self._refuse("loss_payee", NO_PAYEE)
        lines = (told.get("customers") or "").splitlines()[: MOST_CUSTOMERS + 1] if role == Role.SALES else []
        told["customers"], unknown = customers_named(lines)
        if unknown:
            self._refuse("customers", UNKNOWN, lines=", ".join(each[:60] for each in unknown[:8]))
        return told

    def place(self) -> Place:
        """What was told, once it is valid."""
        told = self.cleaned_data
        role = Role(told["role"])
        return Place(
            role=role,
            mandate=told["mandate"] if role is Role.BROKER else "",
            until=told["until"],
            loss_payee=told["loss_payee"] if role is Role.LENDER else "",
            customers=tuple(told["customers"]),
        )


class InviteForm(PlaceForm):
    """Somebody new here."""

    email = forms.EmailField(max_length=254)
    name = forms.CharField(max_length=150)
    field_order = ("name", "email", "role", "until", "mandate", "loss_payee", "customers")

    def __init__(self, *given: Any, organisation: Organisation, language: Language, **more: Any) -> None:  # noqa: ANN401
        super().__init__(*given, language=language, **more)
        self.organisation = organisation

    def clean_email(self) -> str:
        """An address of nobody who is here."""
        address: str = self.cleaned_data["email"].strip().lower()
        if Person.objects.filter(email=address, memberships__organisation=self.organisation).exists():
            raise ValidationError(typeset(ALREADY.in_language(self.language), self.language))
        return address
