"""Limits of the day, each once: of a buyer, of a group that shares one, or of a buyer and one insured entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from encours.cover.answer import Cover
from encours.explain.buyer_facts import BuyerFacts
from encours.explain.next_delivery import account_asked, next_delivery
from encours.units import Cents


@dataclass(frozen=True, slots=True)
class HeldLimit:
    """The limits of all layers for one holder, in the policy's currency; None where nobody can tell.

    `buyers` are those that owe something or of whom a limit is told, in order of their code; `used` is what older debt
    takes, never more than each limit; `room` what a delivery of the day would find, to the member that finds most.
    """

    account: int
    buyers: tuple[str, ...]
    entity: str
    """Insured entity that has it, where each has its own; else empty."""
    limit: Cents | None
    used: Cents | None
    room: Cents | None


def held_limits(cover: Cover, facts: Mapping[str, BuyerFacts]) -> tuple[HeldLimit, ...]:
    """Limits of every holder that has something open, or of whom a decision is told."""
    return tuple(_held(cover, facts))


def _held(cover: Cover, facts: Mapping[str, BuyerFacts]) -> Iterator[HeldLimit]:
    book = cover.book
    entities = len(book.entities) if book.holders.by_entity else 1
    buyers = book.view.table("invoices").texts["buyer"]
    busy: dict[int, set[str]] = {}
    for account, answer in cover.accounts.items():
        if answer.rows:
            busy[account] = {buyers[row.ledger_row] for row in answer.rows}
    told = [name for name, of in facts.items() if of.limit_decisions]
    number_of = {name: place for place, name in enumerate(book.buyers.names)}
    silent: dict[int, set[str]] = {}
    for name in told:
        if name in number_of:
            silent.setdefault(int(book.holders.of_buyer[number_of[name]]), set()).add(name)
    holders = {account // entities for account in busy} | set(silent)
    for holder in sorted(holders):
        own = list(range(holder * entities, (holder + 1) * entities))
        named = {each.entity for name in silent.get(holder, ()) for each in facts[name].limit_decisions} - {""}
        chosen = [account for account in own if account in busy or book.entities[account % entities] in named]
        chosen = chosen or [account_asked(book, own)]
        for account in chosen:
            names = sorted(busy.get(account, set()) | silent.get(holder, set()))
            entity = book.entities[account % entities] if book.holders.by_entity else ""
            yield _limit(cover, account, tuple(names), entity, number_of)


def _limit(cover: Cover, account: int, names: tuple[str, ...], entity: str, number_of: Mapping[str, int]) -> HeldLimit:
    book = cover.book
    asked = [next_delivery(book, [account], number_of[name]) for name in names]
    found = [each for each in asked if each is not None]
    if not found:
        return HeldLimit(account, names, entity, 0, 0, 0)
    best = max(found, key=lambda each: each.room or 0)
    return HeldLimit(account, names, entity, best.limit, best.used, best.room)
