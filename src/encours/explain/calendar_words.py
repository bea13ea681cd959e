"""Words of the calendar of duties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

CALENDAR: Final[Mapping[str, Words]] = {
    "duties calendar": Words("Duties — {company}", "Échéancier des obligations — {company}"),
    "duty at stake": Words("At stake: {amount}.", "Enjeu : {amount}."),
    "duty from": Words("To be done from {day}.", "À faire à partir du {day}."),
    "duty who": Words("Department: {who}.", "Service : {who}."),
    "duty policy": Words("Policy: {policy}.", "Police : {policy}."),
    "duty law": Words("Law: {law}.", "Texte : {law}."),
    "duty done": Words("Done on {day}", "Fait le {day}"),
}
