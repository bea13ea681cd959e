"""Words of the calendar of duties, and of the two ages of an invoice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

CALENDAR: Final[Mapping[str, Words]] = {
    "duties calendar": Words("Duties — {company}", "Échéancier des obligations — {company}"),
    "duty at stake": Words("At stake: {amount}.", "Enjeu : {amount}."),
    "duty from": Words("To be done from {day}.", "À faire à partir du {day}."),
    "duty who": Words("Department: {who}.", "Service : {who}."),
    "duty asked": Words("Asked: {subject}.", "Demandé : {subject}."),
    "duty policy": Words("Policy: {policy}.", "Police : {policy}."),
    "duty law": Words("Law: {law}.", "Texte : {law}."),
    "duty done": Words("Done on {day}", "Fait le {day}"),
}

AGES: Final[Mapping[str, Words]] = {
    "one age": Words("Overdue by {days}.", "Échue depuis {days}."),
    "two ages": Words(
        "Overdue by {days} for the policy, by {commercial} for reminders: {pauses}.",
        "Échue depuis {days} pour la police, {commercial} pour les relances : {pauses}.",
    ),
    "ages unknown": Words(
        "Overdue by {days} for the policy; for reminders nobody knows, without an end: {pauses}.",
        "Échue depuis {days} pour la police ; pour les relances, inconnu faute de fin : {pauses}.",
    ),
    "pause until": Words("{cause} from {first} to {last} ({source})", "{cause} du {first} au {last} ({source})"),
    "pause since": Words("{cause} since {first} ({source})", "{cause} depuis le {first} ({source})"),
    "pause dispute": Words("dispute", "litige"),
    "pause promise": Words("promise to pay", "promesse de paiement"),
    "pause plan": Words("repayment plan", "plan de règlement"),
    "contractual age": Words("days for the policy", "jours pour la police"),
    "commercial age": Words("days for reminders", "jours pour les relances"),
    "sheet overdue": Words("Overdue invoices", "Factures échues"),
    "ages meaning": Words(
        "Days for the policy are never paused; a dispute of the whole, a promise or a plan pauses those for reminders.",
        "Les jours pour la police ne sont jamais suspendus ; un litige total, une promesse ou un plan suspend ceux des "
        "relances.",
    ),
}
