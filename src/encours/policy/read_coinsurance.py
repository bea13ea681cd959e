"""The insurers that share a policy, and their cessions, from `[[coinsurance]]` and `[[cessions]]`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final, TypeVar

from encours.engine.terms import Term
from encours.policy.coinsurance import Cession, CoinsuranceLine, Part, first_excess, held_on, overlap
from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.quantities import day_of, read_quantity
from encours.policy.refusal_words import after_nearest
from encours.policy.shape import CessionShape, CoinsuranceShape, shaped
from encours.units import MISSING, NEVER, UNSET, WHOLE, BasisPoints, Day, Unit
from encours.units.show import show_day, show_percentage

SHARE: Final = Term(
    unit=Unit("basis points"),
    english="Share of every loss.",
    french="Part de chaque sinistre.",
    low="0.01 %",
    high="100 %",
)
Shape = TypeVar("Shape", CoinsuranceShape, CessionShape)


def read_coinsurance(
    written: Sequence[object], path: Path, faults: Faults, *, insurer: str, period: tuple[Day, Day] | None
) -> tuple[CoinsuranceLine, ...]:
    """Lines of the insurers; shares that pass the whole and lines that overlap are refused, a gap is a warning."""
    lines = _parts(written, path, faults, CoinsuranceShape, _line)
    for _, own in _grouped(lines, lambda each: each.insurer):
        _refuse_overlap(own, path, faults)
    if len(lines) < len(written) or not lines:
        return tuple(each for each, _ in lines)
    listed = [each for each, _ in lines]
    if not _refuse_excess(listed, path, faults) and period is not None:
        _warn_of_the_gap(listed, period, path, faults)
    _check_the_leader(listed, insurer, path, faults)
    return tuple(listed)


def read_cessions(
    written: Sequence[object], path: Path, faults: Faults, *, insurers: Sequence[str]
) -> tuple[Cession, ...]:
    """What insurers cede; more than all they have, or of one that is not in the policy, is refused."""
    found = _parts(written, path, faults, CessionShape, _cession)
    for each, number in found:
        if each.insurer and each.insurer not in insurers:
            faults.refuse(_stranger(each.insurer, insurers), (*path, number, "insurer"))
    every = [each for each, _ in found]
    for insurer in insurers:
        if _refuse_excess([each for each in every if each.insurer in {"", insurer}], path, faults):
            break
    return tuple(every)


def _parts(
    written: Sequence[object],
    path: Path,
    faults: Faults,
    shape: type[Shape],
    made: Callable[[Shape, BasisPoints, Path, Faults], Part],
) -> list[tuple[Part, int]]:
    """Each part that could be read, with its place."""
    found = []
    for number, each in enumerate(written):
        place: Path = (*path, number)
        before = len(faults.errors)
        told: Shape | None = shaped(shape, each, place, faults)
        if told is None:
            continue
        part = made(told, _share(told.share, (*place, "share"), faults), place, faults)
        if len(faults.errors) == before:
            found.append((part, number))
    return found


def _line(told: CoinsuranceShape, share: BasisPoints, place: Path, faults: Faults) -> CoinsuranceLine:
    lower = UNSET
    if told.insured_percentage is not None:
        lower = _share(told.insured_percentage, (*place, "insured_percentage"), faults)
    joined, left = _days(told, place, faults)
    return CoinsuranceLine(
        insurer=told.insurer,
        share=share,
        leads=told.leads,
        is_signed=told.is_signed,
        has_failed=told.has_failed,
        insured_percentage=lower,
        joined_on=joined,
        left_on=left,
    )


def _cession(told: CessionShape, share: BasisPoints, place: Path, faults: Faults) -> Cession:
    joined, left = _days(told, place, faults)
    return Cession(reinsurer=told.reinsurer, share=share, insurer=told.insurer, joined_on=joined, left_on=left)


def _share(written: object, place: Path, faults: Faults) -> BasisPoints:
    read = read_quantity(SHARE, written, "")
    if isinstance(read, Wrong):
        faults.refuse(read, place, subject=Words(str(place[-1]), str(place[-1])))
        return MISSING
    return read


def _days(told: CoinsuranceShape | CessionShape, place: Path, faults: Faults) -> tuple[Day | None, Day]:
    """First and last day; a part that ends before it begins is refused."""
    days: dict[str, Day] = {}
    for name in ("joined_on", "left_on"):
        written = getattr(told, name)
        read = None if written is None else day_of(written)
        if isinstance(read, Wrong):
            faults.refuse(read, (*place, name))
        elif read is not None:
            days[name] = read
    joined, left = days.get("joined_on"), days.get("left_on", NEVER)
    if joined is not None and left < joined:
        what = Words("The share ends before it begins.", "La part finit avant de commencer.")
        hint = Words("Check the years.", "Vérifiez les années.")
        faults.refuse(Wrong("share_reversed", what, hint), (*place, "left_on"), also=(*place, "joined_on"))
    return joined, left


def _grouped(parts: Sequence[tuple[Part, int]], key: Callable[[Part], str]) -> list[tuple[str, list[tuple[Part, int]]]]:
    ordered = sorted(parts, key=lambda pair: key(pair[0]))
    return [(name, list(group)) for name, group in groupby(ordered, key=lambda pair: key(pair[0]))]


def _refuse_overlap(own: Sequence[tuple[CoinsuranceLine, int]], path: Path, faults: Faults) -> None:
    """Refuse two lines of one insurer on one day: nobody knows which of them it signed."""
    found = overlap(each for each, _ in own)
    if found is None:
        return
    one, other = (next(number for each, number in own if each is part) for part in found)
    insurer = own[0][0].insurer
    what = Words(f'"{insurer}" has two lines on one day.', f"« {insurer} » a deux parts le même jour.")
    hint = Words(
        "Give the first a left_on before the second begins, or keep one.",
        "Donnez à la première un left_on avant le début de la seconde, ou gardez-en une.",
    )
    faults.refuse(Wrong("lines_overlap", what, hint), (*path, max(one, other)), also=(*path, min(one, other)))


def _refuse_excess(parts: Sequence[Part], path: Path, faults: Faults) -> bool:
    """Refuse shares that come to more than the whole on some day; whether they do."""
    found = first_excess(parts)
    if found is None:
        return False
    day, total = found
    on_en, on_fr = ("", "") if day <= -NEVER else (f" on {show_day(day, 'en')}", f" au {show_day(day, 'fr')}")
    what = Words(
        f"The shares come to {show_percentage(total, 'en')}{on_en}.",
        f"Les parts font ensemble {show_percentage(total, 'fr')}{on_fr}.",
    )
    hint = Words(
        "Together they are 100 % at most: write what was signed, scaled down where too much was.",
        "Elles font 100 % au plus : écrivez ce qui est signé, réduit s'il y eut trop de demandes.",
    )
    faults.refuse_key(Wrong("shares_above_the_whole", what, hint), path)
    return True


def _warn_of_the_gap(lines: Sequence[CoinsuranceLine], period: tuple[Day, Day], path: Path, faults: Faults) -> None:
    """Warn where the lines that answer leave a part that nobody pays, on any day of the policy."""
    first, last = period
    begins = {each.first_day for each in lines}
    ends = {each.left_on + 1 for each in lines if each.left_on != NEVER}
    for day in sorted({first, *(each for each in begins | ends if first < each <= last)}):
        total = sum(each.share for each in held_on(lines, day) if each.answers)
        if total < WHOLE:
            left = WHOLE - total
            what = Words(
                f"{show_percentage(left, 'en')} of every loss is paid by nobody from {show_day(day, 'en')}.",
                f"{show_percentage(left, 'fr')} de chaque sinistre n'est payé par personne dès le "
                f"{show_day(day, 'fr')}.",
            )
            hint = Words(
                "Insurers are several, not joint: have the rest signed.",
                "Les assureurs ne sont pas solidaires : faites signer le reste.",
            )
            faults.warn(Wrong("shares_leave_a_gap", what, hint), path)
            return


def _check_the_leader(lines: Sequence[CoinsuranceLine], insurer: str, path: Path, faults: Faults) -> None:
    """Refuse two leaders on one day, and a leader that is not the insurer of the policy."""
    leaders = [(each, number) for number, each in enumerate(lines) if each.leads]
    found = overlap(each for each, _ in leaders)
    if found is not None:
        one, other = (next(number for each, number in leaders if each is part) for part in found)
        what = Words("Two insurers lead on one day.", "Il y a deux apériteurs le même jour.")
        hint = Words("Keep one of them.", "Gardez-en un.")
        faults.refuse(
            Wrong("leaders_twice", what, hint),
            (*path, max(one, other), "leads"),
            also=(*path, min(one, other), "leads"),
        )
    for each, number in leaders:
        if insurer and each.insurer != insurer:
            what = Words(
                f'"{each.insurer}" leads, and the insurer of the policy is "{insurer}".',
                f"« {each.insurer} » est apériteur, et l'assureur de la police est « {insurer} ».",
            )
            hint = Words("The leader is the insurer of [policy].", "L'apériteur est l'assureur de [policy].")
            faults.refuse(Wrong("leader_is_another", what, hint), (*path, number, "insurer"))


def _stranger(name: str, insurers: Sequence[str]) -> Wrong:
    listed = ", ".join(f'"{each}"' for each in insurers)
    every = Words(f"The insurers are: {listed}.", f"Les assureurs sont : {listed}.")
    what = Words(f'"{name[:60]}" has no line here.', f"« {name[:60]} » n'a pas de part ici.")
    return Wrong("cession_of_a_stranger", what, after_nearest(name, insurers, every, least=60))
