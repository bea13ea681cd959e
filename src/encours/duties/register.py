"""The register of duties: everything that is to be done about a company's receivables and policies, weighed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from encours.cover.answer import PLAIN_UP_TO, Cover
from encours.cover.book import Book, lay_out
from encours.cover.moves import NOTHING, Moved
from encours.cover.one import AccountCover, judge_account
from encours.duties.account import Account
from encours.duties.courts import METROPOLITAN
from encours.duties.duty import Duty, worse_of
from encours.duties.kinds import DECLARE_IN_PROCEEDINGS
from encours.duties.legal import legal_duties
from encours.duties.legal_kinds import DECLARE
from encours.duties.of_buyers import (
    deliveries_made_while_stopped,
    duties_of_deliveries,
    duties_of_extensions,
    duties_of_limit_renewal,
    duties_of_limits,
)
from encours.duties.of_events import duties_of_events
from encours.duties.of_invoices import duties_of_invoices
from encours.duties.of_policy import duties_of_declarations, duties_of_payments
from encours.duties.of_requests import duties_of_requests
from encours.duties.of_the_end import duties_of_the_end
from encours.duties.weigh import lost_by, weighed, weighed_of_policy, worth
from encours.duties.worlds import Worlds
from encours.engine.verdicts import REFUSED
from encours.facts.only import kin
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import MISSING, NEVER


@dataclass(frozen=True, slots=True)
class Register:
    """Duties as of the day of a view, and the worlds in which they are weighed."""

    book: Book
    duties: tuple[Duty, ...]
    accounts: Mapping[int, AccountCover]
    """Cover of each account that owes something, with its findings."""
    worlds: Worlds
    sharing: Mapping[str, frozenset[str]]
    """Buyers that share the account of each buyer, itself among them."""
    weighed: Mapping[frozenset[str], Account]
    """Buyers that share an account, with the duties about them, those of the policy that touched them among them."""

    @property
    def lost(self) -> Moved:
        """What was lost by all that was missed, no invoice counted twice."""
        return self._lost_by({each.identifier for account in self.weighed.values() for each in account.late})

    def lost_by(self, duties: Iterable[Duty]) -> Moved:
        """What was lost by these among all that was missed, no invoice counted twice."""
        return self._lost_by({each.identifier for each in duties})

    def together(self, duties: Iterable[Duty]) -> Moved:
        """What missing all of these would cost, or would have cost: no invoice is counted twice."""
        chosen: dict[frozenset[str], list[Duty]] = {}
        for each in duties:
            if each.buyer in self.sharing:
                chosen.setdefault(self.sharing[each.buyer], []).append(each)
        return sum((worth(self.worlds, own, self.weighed[buyers]) for buyers, own in chosen.items()), NOTHING)

    def _lost_by(self, named: Collection[str]) -> Moved:
        return sum((lost_by(self.worlds, named, each) for each in self.weighed.values()), NOTHING)


def register(
    view: View,
    programme: Programme,
    *,
    residence: str = METROPOLITAN,
    kernels: Callable[[], Path | None] = lambda: None,
) -> Register:
    """Every duty of a programme and of the law on a view, by last day: those that cannot be told last.

    `residence` is where the creditor resides, as `encours.duties.legal` says it. `kernels` opens the folder of compiled
    kernels, if there is one: it is asked for where there is so much to weigh that the compiled walk answers sooner.
    """
    book, judged = lay_out(view, programme), dict[int, AccountCover]()
    told = _by_buyers(_accounts(book, judged))
    asked = sum(2 * len(each.duties) * each.rows for each in told)
    worlds = Worlds(view, programme, kernels() if asked > PLAIN_UP_TO else None)
    of_policy = _of_policy(view, programme)
    found: list[Duty] = []
    accounts: list[Account] = []
    for each in told:
        accounts.append(Account.of(worlds, each.buyers, [*each.duties, *(of_policy if each.is_suspended else [])]))
        found += weighed(worlds, each.duties, accounts[-1])
    suspended = [account for each, account in zip(told, accounts, strict=True) if each.is_suspended]
    found += [*weighed_of_policy(worlds, of_policy, suspended), *duties_of_limit_renewal(view, programme)]
    found += [duty for policy in programme.policies for duty in duties_of_events(view, policy)]
    for policy in programme.layers:
        found += duties_of_requests(view, programme, policy)
    law = legal_duties(view, as_of=view.as_of, currency=programme.primary.currency, residence=residence)
    ordered = tuple(sorted(_with_the_law(found, law), key=_order))
    sharing = {buyer: each.buyers for each in told for buyer in each.buyers}
    return Register(book, ordered, judged, worlds, sharing, {each.buyers: each for each in accounts})


def _of_policy(view: View, programme: Programme) -> list[Duty]:
    found: list[Duty] = []
    for policy in programme.layers:
        found += duties_of_the_end(view, programme, policy)
        found += duties_of_declarations(view, programme, policy)
    return [*found, *duties_of_payments(view, programme.primary)]


def _with_the_law(duties: list[Duty], law: Iterable[Duty]) -> list[Duty]:
    """Duties of the policy and of the law: a claim that both want declared by one day is one duty, with its law.

    They stay two where one is done and the other not: a file handed over to an insurer that declares is not declared.
    """
    own = {
        (each.buyer, each.last_day, each.done_on): place
        for place, each in enumerate(duties) if each.kind == DECLARE_IN_PROCEEDINGS
    }  # fmt: skip
    found = list(duties)
    for each in law:
        place = own.get((each.buyer, each.last_day, each.done_on)) if each.kind == DECLARE else None
        if place is None:
            found.append(each)
        else:
            found[place] = replace(found[place], law=each.law)
    return found


def _order(duty: Duty) -> tuple[bool, int, str, str, str, int]:
    unknown = duty.last_day == MISSING
    return unknown, NEVER if unknown else duty.last_day, duty.kind, duty.buyer, duty.invoice, duty.instalment


@dataclass(frozen=True, slots=True)
class _Told:
    """Buyers that share a limit, duties about them not weighed yet, open rows, and whether a suspension refuses one."""

    buyers: frozenset[str]
    duties: list[Duty]
    rows: int
    is_suspended: bool


def _by_buyers(accounts: Iterable[_Told]) -> list[_Told]:
    """Accounts of the same buyers as one: where each entity has limits of its own, facts still tell of the buyer."""
    found: dict[frozenset[str], _Told] = {}
    for each in accounts:
        one = found.get(each.buyers)
        if one is not None:
            duties = {duty.identifier: duty for duty in one.duties}
            for duty in each.duties:
                duties[duty.identifier] = worse_of(duties.get(duty.identifier, duty), duty)
            each = _Told(each.buyers, [*duties.values()], one.rows + each.rows, one.is_suspended or each.is_suspended)  # noqa: PLW2901
        found[each.buyers] = each
    return list(found.values())


def _accounts(book: Book, judged: dict[int, AccountCover]) -> Iterator[_Told]:
    """Accounts that owe something, each judged and kept among those judged."""
    texts = book.view.table("invoices").texts["buyer"]
    for account, (start, stop) in enumerate(zip(book.spans.start.tolist(), book.spans.stop.tolist(), strict=True)):
        answer = judge_account(book, account) if start < stop else None
        if answer is None or not answer.rows:
            continue
        judged[account] = answer
        cover = Cover(book, {account: answer})
        duties = [
            *duties_of_invoices(book, account, answer),
            *duties_of_deliveries(cover, answer),
            *deliveries_made_while_stopped(cover, answer),
            *duties_of_limits(cover, answer),
            *duties_of_extensions(cover, answer),
        ]
        is_suspended = any(
            each.clause == "policy_not_suspended" and each.verdict == REFUSED
            for row in answer.rows for layer in row.layers for each in layer.findings
        )  # fmt: skip
        if duties or is_suspended:
            buyers = {texts[row.ledger_row] for row in answer.rows}
            if book.holders.grouped:
                buyers = {member for buyer in buyers for member in kin(book.view, buyer)}
            yield _Told(frozenset(buyers), duties, len(answer.rows), is_suspended)
