"""Who pays an indemnity, as every form tells it: each line, what it owes and pays, and what nobody pays."""

from __future__ import annotations

from encours.claims.coinsurance import InsurerPart
from encours.claims.in_order import SettledLoss
from encours.explain.json_values import Json
from encours.explain.words import say
from encours.units import UNSET
from encours.units.show import Language, show_percentage


def is_shared(settled: SettledLoss) -> bool:
    """Whether several insurers answer for the policy, or one for a part of it: what the insured is to see."""
    return bool(settled.policy.coinsurance and settled.parts)


def is_ceded(settled: SettledLoss) -> bool:
    """Whether an insurer cedes a part of what it pays: a matter between insurers."""
    return any(each.ceded for each in settled.parts)


def insurer_name(part: InsurerPart, language: Language) -> str:
    """Whose line it is."""
    return part.line.insurer or say("insurer nobody", language)


def why(part: InsurerPart, language: Language) -> str:
    """What makes a line pay otherwise than its share, and whether it leads."""
    line = part.line
    if not line.insurer:
        return say("insurer no line", language)
    if line.has_failed:
        return say("insurer failed", language)
    if not line.is_signed:
        return say("insurer not signed", language)
    told = [say("insurer leads", language)] if line.leads else []
    if line.insured_percentage != UNSET and part.retained:
        share = show_percentage(line.insured_percentage, language)
        told.append(say("insurer lower percentage", language, share=share))
    return ", ".join(told)


def insurers_json(settled: SettledLoss, language: Language) -> list[Json]:
    """Each line with what it owes, pays, leaves and cedes."""
    return [
        {
            "insurer": each.line.insurer or None,
            "share": each.line.share,
            "leads": each.line.leads,
            "due": each.due,
            "paid": each.paid,
            "retained": each.retained,
            "unpaid": each.unpaid,
            "because": why(each, language),
            "ceded": [{"reinsurer": part.reinsurer, "share": part.share, "amount": part.amount} for part in each.ceded],
            "kept": each.kept,
        }
        for each in settled.parts
    ]
