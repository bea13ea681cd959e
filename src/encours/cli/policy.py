"""`encours policy ...`: check a policy, show what it agrees, compare two, list every term, give the schema."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from encours.bonds.read_line import LINE_FILE
from encours.clauses.wordings import WHOLE_TURNOVER, WORDINGS
from encours.cli import exit_codes, messages, output
from encours.cli.proposed import again
from encours.cli.reading import SETTINGS, Refused
from encours.formats.faults import ReadError, place_of
from encours.formats.file_reader import open_of, whole_text
from encours.formats.folder import leaves
from encours.formats.folder_errors import link_leaves
from encours.policy.faults import Fault, show_fault
from encours.policy.read import LARGEST_TEXT, ProgrammeReading, may_be_policies, programme_file, read_programme
from encours.policy.schedule import Programme


def run(asked: Namespace) -> int:
    """Run one of the actions."""
    try:
        return _ACTIONS[asked.action](asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED


def _read(path: Path, asked: Namespace) -> tuple[ProgrammeReading, str]:
    """Reading of a policy file, or of the programme of a folder; texts beside it may be its layers."""
    try:
        folder, name = (path, "") if path.is_dir() else (path.parent, path.name)
        held = [each for each in sorted(folder.glob("*.toml")) if each.is_file()
                and each.name not in {SETTINGS, LINE_FILE}]  # fmt: skip
        for each in held:
            if each.name != name and leaves(each, folder):
                raise Refused(link_leaves(str(folder / each.name)).text(asked.lang))
        texts = {each.name: _text(each) for each in held}
    except (OSError, ValueError) as refused:
        # A path too long, with a zero byte, or that may not be read: what the system says is the reason.
        reason = getattr(refused, "strerror", None) or str(refused)
        raise Refused(messages.not_readable(str(path), reason, asked.lang)) from None
    if not name and not (name := programme_file(texts)):
        raise Refused(messages.no_policy(place_of(path), asked.lang, sorted(may_be_policies(texts)), again(asked)))
    if name not in texts:
        raise Refused(messages.no_policy_file(place_of(path), asked.lang, is_there=path.exists()))
    others = {each: text for each, text in texts.items() if each != name}
    is_asked_apart = name != programme_file(texts)  # the folder is read by another text: this one may be its layer
    reading = read_programme(
        texts[name], file=name, wordings=WORDINGS.values(), texts=others, may_be_a_layer=is_asked_apart
    )
    errors, warnings = (tuple(_within(folder, each) for each in found) for found in (reading.errors, reading.warnings))
    return replace(reading, errors=errors, warnings=warnings), str(folder / name)


def _within(folder: Path, fault: Fault) -> Fault:
    """Fault whose places name the file as the user may open it."""
    place, also = fault.place, fault.also
    return replace(
        fault,
        place=replace(place, file=str(folder / place.file)),
        also=also and replace(also, file=str(folder / also.file)),
    )


def _text(path: Path) -> str:
    """Text of a file, in the encoding that a folder's would have; bytes of none are refused where they stand."""
    text = whole_text(open_of(path), path.name, LARGEST_TEXT)
    if not isinstance(text, ReadError):
        return text
    with path.open("rb") as stream:
        return stream.read(LARGEST_TEXT + 1).decode("utf-8", "replace")


def programme_of_file(path: Path, asked: Namespace) -> Programme:
    """Programme of a policy file or of a folder; raises `Refused` with everything that is wrong in it."""
    reading, _ = _read(path, asked)
    if reading.programme is None:
        raise Refused("\n\n".join(show_fault(each, asked.lang) for each in reading.errors))
    return reading.programme


def _check(asked: Namespace) -> int:
    reading, name = _read(asked.file, asked)
    if asked.format == "json":
        output.show_json(
            {
                "shape": "policy check",
                "version": 1,
                "file": name,
                "errors": [_fault_json(each, asked.lang) for each in reading.errors],
                "warnings": [_fault_json(each, asked.lang) for each in reading.warnings],
            }
        )
        return exit_codes.REFUSED if reading.errors else exit_codes.ANSWERED
    for each in reading.errors:
        output.complain(show_fault(each, asked.lang, width=output.screen_width()) + "\n")
    for each in reading.warnings:
        output.complain(show_fault(each, asked.lang, is_warning=True, width=output.screen_width()) + "\n")
    if reading.programme is None:
        return exit_codes.REFUSED
    policies = reading.programme.layers
    listed = ", ".join(f"{each.name} ({each.wording.name} {each.wording.edition})" for each in policies)
    good = "can be read" if asked.lang == "en" else "se lit sans erreur"
    output.write(f"✓ {place_of(Path(name))} {good}{':' if asked.lang == 'en' else ' :'} {listed}\n")
    return exit_codes.ANSWERED


def _fault_json(fault: Fault, language: str) -> Mapping[str, object]:
    place = fault.place
    is_french = language == "fr"
    return {
        "code": fault.code,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "excerpt": place.excerpt,
        "message": fault.what.french if is_french else fault.what.english,
        "hint": fault.hint.french if is_french else fault.hint.english,
    }


def _show(asked: Namespace) -> int:
    programme = programme_of_file(asked.file, asked)
    if asked.format == "table":
        from encours.explain.policy_screen import policy_page

        output.show(policy_page(programme, asked.lang), asked)
        return exit_codes.ANSWERED
    from encours.explain.policy_screen import policy_columns, policy_json, policy_rows

    if asked.format == "json":
        output.show_json(policy_json(programme))
    else:
        output.show_csv(policy_rows(programme, asked.lang), policy_columns(asked.lang), asked)
    return exit_codes.ANSWERED


def _terms(asked: Namespace) -> int:
    from encours.explain import wording_screen as screen

    if asked.format == "json":
        output.show_json(screen.terms_json(WHOLE_TURNOVER))
    elif asked.format == "csv":
        output.show_csv(screen.terms_rows(WHOLE_TURNOVER, asked.lang), screen.terms_columns(asked.lang), asked)
    else:
        output.show(screen.terms_page(WHOLE_TURNOVER, asked.lang, again(asked)), asked)
    return exit_codes.ANSWERED


def _schema(asked: Namespace) -> int:
    from encours.policy.schema import policy_schema

    del asked
    output.show_json(policy_schema(WHOLE_TURNOVER))
    return exit_codes.ANSWERED


def _diff(asked: Namespace) -> int:
    from encours.cli.policy_moves import difference

    return difference(programme_of_file(asked.file, asked), programme_of_file(asked.other, asked), asked)


_ACTIONS: Final[Mapping[str, Callable[[Namespace], int]]] = {
    "check": _check,
    "show": _show,
    "terms": _terms,
    "schema": _schema,
    "diff": _diff,
}
