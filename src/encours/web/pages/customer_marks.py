"""How a customer is marked in lists: a word, a symbol and a colour, and the reason in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from encours.explain.document.shown import typeset
from encours.explain.values import whole_amount
from encours.policy.faults import Words
from encours.units import NEVER, Day
from encours.units.show import Language, show_day
from encours.web.computing.limits import STATUS_WORDS, WORDS, BuyerStatus, LimitState
from encours.web.pages.badges import Badge, Mark
from encours.web.store.models import AccountResult

STATUS_MARKS: Final[Mapping[BuyerStatus, Mark]] = MappingProxyType({
    BuyerStatus.STOP: Mark(STATUS_WORDS[BuyerStatus.STOP], "✗", "not-covered"),
    BuyerStatus.HOLD: Mark(STATUS_WORDS[BuyerStatus.HOLD], "‖", "suspended"),
    BuyerStatus.WATCH: Mark(STATUS_WORDS[BuyerStatus.WATCH], "▲", "over-limit"),
    BuyerStatus.OK: Mark(STATUS_WORDS[BuyerStatus.OK], "●", "covered"),
    BuyerStatus.UNKNOWN: Mark(STATUS_WORDS[BuyerStatus.UNKNOWN], "?", "needs-information"),
})  # fmt: skip
"""Whether one may go on selling: what blocks is lifted by a higher limit, what stops is not."""

_STOPPED: Final = Words("not covered since {day}", "plus garanti depuis le {day}")
_STOPPED_AT_ALL: Final = Words("new deliveries not covered", "nouvelles livraisons non garanties")
_OVER: Final = Words("{amount} over the limit", "dépassement de {amount}")
_NO_LIMIT: Final = Words("no limit in force", "aucun agrément en vigueur")
_FULL: Final = Words("the limit is full", "agrément entièrement occupé")
_OWN: Final = Words("{amount} over our own limit", "limite interne dépassée de {amount}")
_LACKING: Final = Words("a fact is missing to tell", "une information manque pour le dire")
_STOPS: Final = Words("deliveries stop on {day}", "arrêt des livraisons le {day}")
_COVER: Final = Words("cover may change after {day}", "garantie en jeu après le {day}")
_ENDS: Final = Words("the limit ends on {day}", "fin de l’agrément le {day}")


def status_badge(status: str, language: Language) -> Badge:
    """Status of a customer, by the word that results keep."""
    return STATUS_MARKS[BuyerStatus(status)].in_language(language)


def reason_in_brief(account: AccountResult, status: str, currency: str, language: Language) -> str:
    """Why a customer has its status, in a few words; nothing where all is well."""
    told = {
        BuyerStatus.STOP: _why_stopped,
        BuyerStatus.HOLD: _why_held,
        BuyerStatus.WATCH: _why_watched,
        BuyerStatus.UNKNOWN: _why_unknown,
    }.get(BuyerStatus(status))
    return "" if told is None else typeset(told(account, currency, language), language)


def _why_stopped(account: AccountResult, _: str, language: Language) -> str:
    since = account.stopped_since
    return _STOPPED_AT_ALL.in_language(language) if since is None or since == NEVER else _on(_STOPPED, since, language)


def _why_held(account: AccountResult, currency: str, language: Language) -> str:
    if account.over_limit > 0:
        return _OVER.in_language(language).format(amount=whole_amount(account.over_limit, currency, language))
    if account.next_delivery is not None and account.next_delivery <= 0:
        return (_FULL if account.limit else _NO_LIMIT).in_language(language)
    beyond = 0 if account.own_limit is None else account.outstanding - account.own_limit
    return _OWN.in_language(language).format(amount=whole_amount(beyond, currency, language)) if beyond > 0 else ""


def _why_unknown(_: AccountResult, __: str, language: Language) -> str:
    return _LACKING.in_language(language)


def _why_watched(account: AccountResult, _: str, language: Language) -> str:
    if account.limit_state in {LimitState.WITHDRAWAL_NOTIFIED, LimitState.REDUCTION_NOTIFIED}:
        return WORDS[LimitState(account.limit_state)].in_language(language)
    days = [(account.next_stop, _STOPS), (account.until, _COVER), (account.limit_until, _ENDS)]
    near = min(((day, words) for day, words in days if day is not None), key=lambda each: each[0], default=None)
    return "" if near is None else _on(near[1], near[0], language)


def _on(words: Words, day: Day, language: Language) -> str:
    return words.in_language(language).format(day=show_day(day, language))
