"""Cover by age, as a part of a document: what of each age is in each state."""

from __future__ import annotations

from collections.abc import Iterator

from encours.cover.ageing import AgedBalance, By, Heading, Slices
from encours.explain.ageing_report import heading_word
from encours.explain.document.model import Amount, Chart, Column, Kind, Paragraph, Series, Shape, Voice
from encours.explain.document.setting import STATE_TONES, Setting
from encours.explain.document.shown import WIDE


def age_title(balance: AgedBalance, setting: Setting) -> str:
    """What the ages of a balance count."""
    if balance.by is By.INVOICE:
        return setting.title("age from invoice")
    return setting.title("age in months" if balance.unit is Slices.MONTHS else "age")


def age_word(heading: Heading, setting: Setting) -> str:
    """Title of an age."""
    word = setting.set(heading_word(heading, setting.language))
    return word[:1].upper() + word[1:]


def faults(balance: AgedBalance, setting: Setting) -> Iterator[Paragraph]:
    """What makes the balance doubtful, and what to do; with which accounts it agrees."""
    agreed = (", ".join(control.accounts) for control in balance.controls if not control.difference)
    for accounts in dict.fromkeys(agreed):
        yield Paragraph(f"✓ {setting.say('control agrees', account=accounts)}", Voice.NOTE)
    for fault in balance.errors:
        is_french = setting.language == "fr"
        yield Paragraph(setting.set(fault.fr if is_french else fault.en), Voice.WARNING)
        yield Paragraph(setting.set(fault.remedy_fr if is_french else fault.remedy_en), Voice.ACTION)


def by_state_and_age(balance: AgedBalance, setting: Setting) -> Chart | None:
    """Each age with its states, in the currency of the policy; nothing where no cover was asked for."""
    states = {state: columns for state, columns in balance.states.items() if any(columns)}
    ages = [place for place in range(len(balance.headings)) if any(columns[place] for columns in states.values())]
    if not states:
        return None
    currency = balance.policy_currency

    def amount(cents: int) -> Amount | None:
        return Amount(cents, currency) if cents else None

    table = setting.list_of(
        setting.say("ageing by cover"),
        (
            Column(age_title(balance, setting)),
            *(Column(f"{setting.symbol(state)}{WIDE}{setting.word(state)}", Kind.AMOUNT) for state in states),
            Column(setting.say("outstanding"), Kind.AMOUNT),
        ),
        [
            (
                age_word(balance.headings[place], setting),
                *(amount(columns[place]) for columns in states.values()),
                Amount(sum(columns[place] for columns in states.values()), currency),
            )
            for place in ages
        ],
        total=(
            setting.say("total"),
            *(Amount(sum(columns), currency) for columns in states.values()),
            Amount(sum(map(sum, states.values())), currency),
        ),
        sheet="sheet ageing",
    )
    series = tuple(
        Series(place, setting.word(state), setting.symbol(state), STATE_TONES[state])
        for place, state in enumerate(states, 1)
    )
    return Chart("by-age", setting.say("ageing chart"), Shape.SHARES, table, series, most=len(ages))
