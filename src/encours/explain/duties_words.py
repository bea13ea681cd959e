"""Words of the register of duties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

DUTIES: Final[Mapping[str, Words]] = {
    "duties title": Words(
        "What is to be done, by which day, and what it costs not to",
        "Que faire, pour quel jour, et ce qu'il en coûte de ne pas le faire",
    ),
    "duties of": Words("for {who}", "pour le service {who}"),
    "duties within": Words("the next {days} days", "les {days} prochains jours"),
    "duties ahead": Words(
        "{amount} of cover hangs on {count} with a last day to come",
        "{amount} de garantie dépendent de {count} dont la date limite est à venir",
    ),
    "duties ahead uncounted": Words(
        "{count} with a last day to come, on which no cover hangs today",
        "{count} à date limite à venir, dont aucune garantie ne dépend aujourd'hui",
    ),
    "duties ahead none": Words("Nothing with a last day is to be done.", "Rien n'est à faire à date limite."),
    "duties counted": Words("duty|duties", "obligation|obligations"),
    "duties lost": Words(
        "{amount} was lost by what was missed, no invoice counted twice ({insured} after percentages)",
        "{amount} perdus par ce qui a été manqué, sans compter deux fois une facture ({insured} après quotités)",
    ),
    "duties kept": Words(
        "{amount} was kept by what was done in time", "{amount} conservés par ce qui a été fait à temps"
    ),
    "duties to do": Words("To do, by last day", "À faire, par date limite"),
    "duties any day": Words("To do, without a last day", "À faire, sans date limite"),
    "duties stops": Words("Deliver nothing to these buyers", "Ne rien livrer à ces acheteurs"),
    "duties stops told": Words("{count}: {names}", "{count} : {names}"),
    "duties stop counted": Words("buyer|buyers", "acheteur|acheteurs"),
    "duties missed": Words("Missed, and what it cost", "Manqué, et ce qu'il en a coûté"),
    "duties unknown": Words("No last day for want of a fact", "Date limite inconnue, faute d'un fait"),
    "duties done": Words("Done in time", "Fait à temps"),
    "duties done count": Words(
        "Done in time: {count}; each of them: {command}", "Fait à temps : {count} ; leur détail : {command}"
    ),
    "duties harmless": Words(
        "Missed at no cost, or done since: {count}; {command}",
        "Manqué sans coût, ou fait depuis : {count} ; {command}",
    ),
    "duties later": Words("{count} later: {command}", "{count} plus tard : {command}"),
    "duties last day": Words("last day", "date limite"),
    "duties days": Words("days", "jours"),
    "duties what": Words("what", "quoi"),
    "duties about": Words("about", "objet"),
    "duties buyer": Words("buyer", "acheteur"),
    "duties at stake": Words("at stake", "en jeu"),
    "duties cost": Words("cost", "coût"),
    "duties who": Words("who", "qui"),
    "duties lacking": Words("lacks", "manque"),
    "duties standing": Words("standing", "état"),
    "duties evidence": Words("evidence", "preuve"),
    "duties done on": Words("done on", "fait le"),
    "duties stake meaning": Words(
        "At stake: cover where everything is done in time, less cover where this alone is missed, by one function.",
        "En jeu : garantie si tout est fait à temps, moins garantie si cela seul est manqué, par une même fonction.",
    ),
    "duties why": Words("Why, for an invoice: {command}", "Pourquoi, pour une facture : {command}"),
    "duties as calendar": Words("As a calendar: {command}", "En calendrier : {command}"),
    "duties columns": Words(
        "standing|last day|days left|first day|duty|buyer code|buyer|invoice|instalment|reference|what is asked|policy|"
        "department|at stake, within limits|at stake, after percentages|done on|evidence|law|lacking|what to do|"
        "what is lost|identifier",
        "état|date limite|jours restants|premier jour|obligation|code acheteur|acheteur|facture|échéance|référence|"
        "ce qui est demandé|police|service|en jeu, dans les agréments|en jeu, après quotités|fait le|preuve|loi|"
        "manque|que faire|ce qui est perdu|identifiant",
    ),
}
