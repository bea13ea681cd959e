"""One policy from the tables of its text: its identity, zones, entities, terms and endorsements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from encours.engine.wording import Wording
from encours.policy.chain_order import Schedule, check_chain
from encours.policy.faults import Words, Wrong
from encours.policy.gaps import warn_of_gaps
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.matching import Zones
from encours.policy.premium_checks import check_premium
from encours.policy.quantities import day_of
from encours.policy.read_coinsurance import read_cessions, read_coinsurance
from encours.policy.read_terms import read_terms
from encours.policy.read_when import country_or_zone
from encours.policy.refusal_words import after_nearest, nearest
from encours.policy.schedule import Endorsement, InsuredEntity, Policy, TermValue
from encours.policy.shape import EndorsementShape, EntityShape, PolicyFileShape, PolicyShape, keys_of, shaped
from encours.policy.unlisted import warn_of_unlisted
from encours.policy.unread_terms import refuse_terms_never_read
from encours.units import NEVER, Day
from encours.units.countries import countries
from encours.units.currency import Currency, currencies, find_currency
from encours.units.plain_text import folded


def read_policy_tables(
    document: Mapping[str, object], path: Path, faults: Faults, *, wordings: Sequence[Wording]
) -> Policy | None:
    """Policy of the tables that stand at a path, or None with every fault kept."""
    before = len(faults.errors)
    file = shaped(PolicyFileShape, document, path, faults, elsewhere=_misplaced(wordings, "[terms]", "[policy]"))
    if file is None:
        return None
    head = shaped(PolicyShape, file.policy, (*path, "policy"), faults, elsewhere=_misplaced(wordings, "[terms]", ""))
    zones = _zones(file.zones, (*path, "zones"), faults)
    entities = _entities(file.entities, (*path, "entities"), faults)
    wording = _wording(file.policy, (*path, "policy"), faults, wordings)
    currency = known_currency_code(file.policy.get("currency"), (*path, "policy", "currency"), faults)
    terms = {}
    if wording is not None and currency is not None:
        terms = read_terms(wording, file.terms, (*path, "terms"), faults, zones=zones, currency=currency)
    warn_of_unlisted(file.terms, (*path, "terms"), faults, entities=entities)
    period = _period(head, (*path, "policy"), faults)
    endorsements = _endorsements(
        file.endorsements,
        (*path, "endorsements"),
        faults,
        wording=wording,
        zones=zones,
        currency=currency,
        period=period,
        entities=entities,
    )
    insurer = "" if head is None else head.insurer
    lines = read_coinsurance(file.coinsurance, (*path, "coinsurance"), faults, insurer=insurer, period=period)
    insurers = list(dict.fromkeys(each.insurer for each in lines)) or [insurer]
    cessions = read_cessions(file.cessions, (*path, "cessions"), faults, insurers=insurers)
    if head is None or wording is None or currency is None or period is None or len(faults.errors) > before:
        return None
    schedules = _schedules(terms, endorsements, file, path)
    check_chain(wording, schedules, faults, currency=currency)
    refuse_terms_never_read(wording, schedules, faults)
    check_premium(wording, schedules, faults, currency=currency)
    if len(faults.errors) > before:
        return None
    warn_of_gaps(wording, terms, path, faults)
    return Policy(
        name=head.name,
        insurer=head.insurer,
        wording=wording,
        currency=currency,
        period_start=period[0],
        period_end=period[1],
        terms=terms,
        endorsements=endorsements,
        number=head.number,
        policyholder=head.policyholder,
        zones=zones,
        insured_buyers=file.insured_buyers,
        excluded_buyers=file.excluded_buyers,
        entities=entities,
        coinsurance=lines,
        cessions=cessions,
        source=faults.places.file,
    )


def _schedules(
    terms: Mapping[str, TermValue], endorsements: Sequence[Endorsement], file: PolicyFileShape, path: Path
) -> list[Schedule]:
    """Terms of the policy, then of each endorsement, with the path of each."""
    places = {each.get("name"): number for number, each in enumerate(file.endorsements) if isinstance(each, Mapping)}
    further = [(each.terms, (*path, "endorsements", places[each.name], "terms")) for each in endorsements]
    return [(terms, (*path, "terms")), *further]


def known_currency_code(written: object, path: Path, faults: Faults) -> str | None:
    """Code of a currency; None when it is absent or refused (its absence is a fault of the table's shape)."""
    if not isinstance(written, str) or not written:
        return None
    found = find_currency(written)
    if isinstance(found, Currency):
        return found.code
    near = nearest(written, currencies(), least=60)
    example = Words('Write its three letters, such as "EUR".', 'Écrivez ses trois lettres, par exemple "EUR".')
    hint = example if near is None else Words(f'Did you mean "{near}"?', f"Vouliez-vous dire « {near} » ?")
    what = Words(
        f'"{written[:20]}" is not a currency code of ISO 4217.',
        f"« {written[:20]} » n'est pas un code de devise de la norme ISO 4217.",
    )
    faults.refuse(Wrong("currency_unknown", what, hint), path)
    return None


def _misplaced(wordings: Sequence[Wording], terms: str, policy: str) -> dict[str, Words]:
    """Where a key that belongs to another table should be written."""
    hints = {
        name: Words(f"It is a term: write it under {terms}.", f"C'est un terme : écrivez-le sous {terms}.")
        for wording in wordings
        for name in wording.terms
    }
    if policy:
        hints |= {
            name: Words(f"Write it under {policy}.", f"Écrivez-le sous {policy}.") for name in keys_of(PolicyShape)
        }
    return {name: words for name, words in hints.items() if policy or name not in keys_of(PolicyShape)}


def _wording(head: Mapping[str, object], path: Path, faults: Faults, wordings: Sequence[Wording]) -> Wording | None:
    name, edition = head.get("wording"), head.get("edition", "")
    if not isinstance(name, str) or not name or not isinstance(edition, str):
        return None
    named = [each for each in wordings if _word(each.name) == _word(name)]
    if not named:
        faults.refuse(_unknown_wording(name, wordings), (*path, "wording"))
        return None
    found = [each for each in named if each.edition == edition or (not edition and len(named) == 1)]
    if not found:
        listed = ", ".join(f'"{each.edition}"' for each in named)
        what = Words(
            f'There is no edition "{edition[:40]}" of this wording.',
            f"Ces conditions générales n'ont pas d'édition « {edition[:40]} ».",
        )
        if not edition:
            what = Words("This wording has several editions.", "Ces conditions générales ont plusieurs éditions.")
        hint = Words(f"The editions are: {listed}.", f"Les éditions sont : {listed}.")
        faults.refuse(Wrong("edition_unknown", what, hint), (*path, "edition" if edition else "wording"))
        return None
    return found[0]


def _word(text: str) -> str:
    return folded(text.replace("_", " ").replace("-", " "))


def _unknown_wording(name: str, wordings: Sequence[Wording]) -> Wrong:
    names = sorted({each.name for each in wordings})
    listed = ", ".join(f'"{each}"' for each in names)
    every = Words(f"The wordings are: {listed}.", f"Les conditions générales sont : {listed}.")
    hint = after_nearest(name, names, every, least=60)
    return Wrong(
        "wording_unknown",
        Words(f'There is no wording "{name[:60]}".', f"Il n'y a pas de conditions générales « {name[:60]} »."),
        hint,
    )


def _period(head: PolicyShape | None, path: Path, faults: Faults) -> tuple[Day, Day] | None:
    if head is None:
        return None
    start = _day(head.period_start, (*path, "period_start"), faults)
    end = _day(head.period_end, (*path, "period_end"), faults)
    if start is None or end is None:
        return None
    if end < start:
        wrong = Wrong(
            "period_reversed",
            Words("The period ends before it starts.", "La période finit avant de commencer."),
            Words(
                "Both days are insured; check the years.",
                "Les deux jours sont garantis ; vérifiez les années.",
            ),
        )
        faults.refuse(wrong, (*path, "period_end"), also=(*path, "period_start"))
        return None
    return start, end


def _day(written: object, path: Path, faults: Faults) -> Day | None:
    read = day_of(written)
    if isinstance(read, Wrong):
        faults.refuse(read, path)
        return None
    return read


def _zones(written: Mapping[str, object], path: Path, faults: Faults) -> Zones:
    zones: dict[str, tuple[str, ...]] = {}
    for name, members in written.items():
        place = (*path, name)
        if len(name) == 2 and name in countries():
            what = Words(
                f'"{name}" is a country, so it cannot name a zone.',
                f"« {name} » est un pays : ce ne peut pas être une zone.",
            )
            faults.refuse_key(
                Wrong(
                    "zone_named_as_country",
                    what,
                    Words("Choose a longer name.", "Choisissez un nom plus long."),
                ),
                place,
            )
            continue
        if not isinstance(members, list) or not members:
            what = Words("A zone is a list of countries.", "Une zone est une liste de pays.")
            faults.refuse(
                Wrong(
                    "zone_malformed",
                    what,
                    Words('Write for instance: ["DE", "AT", "CH"]', 'Écrivez par exemple : ["DE", "AT", "CH"]'),
                ),
                place,
            )
            continue
        zones[name] = tuple(dict.fromkeys(_members(members, place, faults)))
    return zones


def _members(members: Sequence[object], path: Path, faults: Faults) -> list[str]:
    read = []
    for number, member in enumerate(members):
        found = country_or_zone(member if isinstance(member, str) else str(member), {})
        if isinstance(found, Wrong):
            faults.refuse(found, (*path, number))
        else:
            read.append(found)
    return read


def _entities(written: Sequence[object], path: Path, faults: Faults) -> tuple[InsuredEntity, ...]:
    read: list[InsuredEntity] = []
    first: dict[str, int] = {}
    for number, each in enumerate(written):
        place = (*path, number)
        shape = shaped(EntityShape, each, place, faults)
        if shape is None:
            continue
        joined = None if shape.joined_on is None else _day(shape.joined_on, (*place, "joined_on"), faults)
        left = NEVER if shape.left_on is None else _day(shape.left_on, (*place, "left_on"), faults)
        if shape.entity in first:
            what = Words(
                f'The entity "{shape.entity}" is listed twice.',
                f"L'entité « {shape.entity} » figure deux fois.",
            )
            faults.refuse(
                (Wrong("entity_twice", what, Words("Keep one of them.", "Gardez-en une."))),
                (*place, "entity"),
                also=(*path, first[shape.entity], "entity"),
            )
        elif joined is not None and left is not None and left < joined:
            what = Words("The entity leaves before it joins.", "L'entité sort avant d'entrer.")
            faults.refuse(
                Wrong("entity_reversed", what, Words("Check the years.", "Vérifiez les années.")),
                (*place, "left_on"),
                also=(*place, "joined_on"),
            )
        first.setdefault(shape.entity, number)
        read.append(InsuredEntity(shape.entity, shape.name, shape.siren, joined, NEVER if left is None else left))
    return tuple(read)


def _endorsements(
    written: Sequence[object],
    path: Path,
    faults: Faults,
    *,
    wording: Wording | None,
    zones: Zones,
    currency: str | None,
    period: tuple[Day, Day] | None,
    entities: Sequence[InsuredEntity],
) -> tuple[Endorsement, ...]:
    read: list[tuple[Endorsement, int]] = []
    for number, each in enumerate(written):
        place = (*path, number)
        shape = shaped(EndorsementShape, each, place, faults)
        if shape is None:
            continue
        terms = {}
        if wording is not None and currency is not None:
            terms = read_terms(
                wording,
                shape.terms,
                (*place, "terms"),
                faults,
                zones=zones,
                currency=currency,
                by_endorsement=True,
            )
        warn_of_unlisted(shape.terms, (*place, "terms"), faults, entities=entities)
        day = _day(shape.effective_on, (*place, "effective_on"), faults)
        if day is None:
            continue
        if period is not None:
            _warn_outside(day, period, (*place, "effective_on"), faults)
        read.append((Endorsement(shape.name, day, terms), number))
    _refuse_contradictions(read, path, faults)
    return tuple(endorsement for endorsement, _ in sorted(read, key=lambda pair: pair[0].effective_on))


def _warn_outside(day: Day, period: tuple[Day, Day], path: Path, faults: Faults) -> None:
    if day < period[0]:
        what = Words(
            "The endorsement takes effect before the period: it holds from the first day.",
            "L'avenant prend effet avant la période : il vaut dès le premier jour.",
        )
        faults.warn(Wrong("endorsement_before_period", what, Words("Check its date.", "Vérifiez sa date.")), path)
    if day > period[1]:
        what = Words(
            "The endorsement takes effect after the period: no delivery of the period has it.",
            "L'avenant prend effet après la période : aucune livraison de la période ne le voit.",
        )
        faults.warn(Wrong("endorsement_after_period", what, Words("Check its date.", "Vérifiez sa date.")), path)


def _refuse_contradictions(read: Sequence[tuple[Endorsement, int]], path: Path, faults: Faults) -> None:
    """Refuse two endorsements with one name, and two that set one term on one day."""
    names: dict[str, int] = {}
    set_on: dict[tuple[Day, str], int] = {}
    for endorsement, number in read:
        if endorsement.name in names:
            what = Words(
                f'Two endorsements are named "{endorsement.name}".',
                f"Deux avenants se nomment « {endorsement.name} ».",
            )
            hint = Words("Give each its own name, or remove one.", "Donnez à chacun son nom, ou retirez-en un.")
            faults.refuse(
                Wrong("endorsement_twice", what, hint),
                (*path, number, "name"),
                also=(*path, names[endorsement.name], "name"),
            )
        names.setdefault(endorsement.name, number)
        for term in endorsement.terms:
            other = set_on.setdefault((endorsement.effective_on, term), number)
            if other != number:
                what = Words(
                    f"Two endorsements of the same day set {term}.",
                    f"Deux avenants du même jour règlent {term}.",
                )
                hint = Words("Keep the one that was signed last.", "Gardez celui qui a été signé en dernier.")
                faults.refuse_key(
                    Wrong("endorsements_same_day", what, hint),
                    (*path, number, "terms", term),
                    also=(*path, other, "terms", term),
                )
