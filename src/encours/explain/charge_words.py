"""What the charges of an insurer are called, in the premium of a year, on its bills and in their audit alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

CHARGES: Final[Mapping[str, Words]] = {
    "charge premium": Words("premium", "prime"),
    "charge option": Words("option", "option"),
    "charge limit premium": Words("premium on limits", "prime sur agréments"),
    "charge flat premium": Words("flat premium", "prime forfaitaire"),
    "charge minimum": Words("top-up to the minimum premium", "complément de prime minimum"),
    "charge maximum": Words("cap of the premium", "plafond de la prime"),
    "charge deposit": Words("deposit premium", "prime provisionnelle"),
    "charge bonus": Words("bonus", "bonus"),
    "charge malus": Words("malus", "malus"),
    "charge no-claims bonus": Words("no-claims bonus", "bonus de non-sinistralité"),
    "charge profit share": Words("profit share", "participation aux bénéfices"),
    "charge fee per request": Words("fees for limit requests", "frais d'enquête"),
    "charge monitoring fee": Words("monitoring fees", "frais de surveillance"),
    "charge recovery commission": Words("recovery commission", "commission de recouvrement"),
    "charge tax": Words("tax", "taxe"),
    "charge other": Words("other", "autre"),
}
