"""A ledger and its policy texts written as a workspace folder: whole or not at all, and read back the same.

The canonical form is CSV with commas, UTF-8, ISO dates and decimal points, or Parquet. A column that every
row leaves at its default is not written. The source of a fact is written where it is not simply the row it
stands in, so that reading a workspace, writing it and reading it again changes nothing.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal

from encours.facts.columns import MISSING_STORED, Table, is_constant, store
from encours.facts.kinds import KINDS, FactField, Quantity
from encours.facts.ledger import Ledger
from encours.facts.words import NEVER_WORDS, UNKNOWN_WORDS
from encours.formats.faults import ReadError, fault, place_of
from encours.formats.folder import WRITTEN
from encours.formats.headers import table_of
from encours.formats.settings import FILE
from encours.formats.system_words import in_french
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, civil
from encours.units.currency import Currency, currency
from encours.units.money import Money

Form = Literal["csv", "parquet"]

NO_TEXTS: Final[Mapping[str, str]] = {}


def write_workspace(
    folder: Path,
    ledger: Ledger,
    policy_texts: Mapping[str, str] = NO_TEXTS,
    *,
    company: str = "",
    company_currency: str = "",
    company_residence: str = "",
    language: Literal["", "en", "fr"] = "",
    form: Form = "csv",
) -> ReadError | None:
    """Write a workspace, replacing an earlier one; a folder that holds anything else is left alone.

    The files are written beside the folder and put in its place in one step. Answers why it was not done,
    or nothing. A hypothetical ledger is never stored: asking for it is a mistake of the program.
    """
    assert not ledger.is_hypothetical, "a what-if is never stored"
    try:
        stranger = _stranger(folder)
        if stranger:
            return not_a_workspace(place_of(folder), stranger)
        target = folder.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as refused:
        return not_written(place_of(folder), refused.strerror or "refused")
    try:
        settings = _settings_text(company, company_currency, company_residence, language)
        _write_files(made, ledger, policy_texts, settings, form)
        _put_in_place(made, target)
    except OSError as refused:
        return not_written(place_of(folder), refused.strerror or "refused")
    finally:
        if made.exists():
            shutil.rmtree(made, ignore_errors=True)
    return None


def _put_in_place(made: Path, target: Path) -> None:
    """Give the finished folder its name; the earlier one is put back if that fails."""
    made.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else usual_mode(0o777))
    if not target.exists():
        made.rename(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    aside.rmdir()
    target.rename(aside)
    try:
        made.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _stranger(folder: Path) -> str:
    """Name of the first thing in a folder that no workspace holds; empty when it may be replaced."""
    if not folder.exists():
        return ""
    if not folder.is_dir():
        return folder.name
    for each in sorted(folder.iterdir()):
        stem, ending = each.stem, each.suffix.lower()
        known = ending == ".toml" or (ending in WRITTEN and table_of(stem))
        if not each.is_file() or not known:
            return each.name
    return ""


def _write_files(made: Path, ledger: Ledger, policy_texts: Mapping[str, str], settings: str, form: Form) -> None:
    for name, text in policy_texts.items():
        assert name == Path(name).name and name.endswith(".toml"), f"{name} is no name of a policy text"  # noqa: PT018
        assert name != FILE, "the settings are written from what is told of the company"
        save(made / name, text.encode())
    save(made / FILE, settings.encode())
    currencies = invoice_currencies(ledger)
    for name in KINDS:
        table = ledger.table(name)
        if not ledger.kept[name].is_register:
            continue
        file = f"{name}.{form}"
        columns = table_texts(table, file, currencies)
        content = csv_bytes(columns) if form == "csv" else parquet_bytes(columns, table)
        save(made / file, content)


def save(path: Path, content: bytes) -> None:
    """Write a file and have the system put it on the disk."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def taking_back(folder: Path, within: str) -> Callable[[], None]:
    """What takes away again what a refused writing begins from now on: settings, the folder ``within``, the folder.

    Folders go only where they are empty, so that nothing of anybody else is lost.
    """
    settings, inner = folder / FILE, folder / within
    had_settings, new = settings.exists(), [each for each in (inner, folder) if not each.exists()]

    def take_back() -> None:
        with contextlib.suppress(OSError):
            if not had_settings and not (inner.exists() and any(inner.iterdir())):
                settings.unlink(missing_ok=True)
        for each in new:
            with contextlib.suppress(OSError):
                each.rmdir()

    return take_back


def usual_mode(asked: int) -> int:
    """Rights of something new, less those that the user withholds (umask)."""
    withheld = os.umask(0o077)
    os.umask(withheld)
    return asked & ~withheld


def has_settings(folder: Path) -> bool:
    """Whether a folder has settings already, which are never written over."""
    return (folder / FILE).exists()


def begin_settings(folder: Path, company_currency: str) -> ReadError | None:
    """Write the settings of a folder that has none, and make it where there is none; answers why not, or nothing."""
    try:
        if not has_settings(folder):
            folder.mkdir(parents=True, exist_ok=True)
            save(folder / FILE, f"[company]\ncurrency = {quoted(company_currency)}\n".encode())
    except OSError as refused:
        return not_written(place_of(folder), refused.strerror or "refused")
    return None


def _settings_text(company: str, company_currency: str, residence: str, language: str) -> str:
    told = {"name": company, "currency": company_currency, "residence": residence, "language": language}
    lines = ["[company]", *(f"{name} = {quoted(value)}" for name, value in told.items() if value)]
    lines += ["", "[reading]", 'date_order = "iso"', 'decimal_mark = "."', ""]
    return "\n".join(lines if len(lines) > 6 else lines[2:])


def quoted(text: str) -> str:
    """TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in escaped) + '"'


def invoice_currencies(ledger: Ledger) -> dict[str, str]:
    """Currency of each invoice: that of a dispute, which names none of its own."""
    if not len(ledger.table("disputes")):
        return {}
    invoices = ledger.table("invoices")
    pairs = zip(invoices.texts["number"].codes.tolist(), invoices.texts["currency"].codes.tolist(), strict=True)
    numbers, currencies = invoices.texts["number"].names, invoices.texts["currency"].names
    return {numbers[number]: currencies[code] for number, code in pairs}


def table_texts(table: Table, file: str, currencies: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    """Columns of a table as canonical texts, by name; those that say nothing are left out."""
    found: dict[str, list[str]] = {}
    for each in table.kind.fields:
        if each.decimal:
            found.setdefault(each.decimal, _rates(table, each.decimal))
            continue
        if each.name in {"source", "fact_id"}:
            continue
        if each.name == "known":
            found |= _known(table)
        elif each.required or each.name == "currency" or not _says_nothing(table, each):
            found[each.name] = _texts(table, each, currencies or {})
    sources, names = _sources(table, file)
    if any(sources):
        found["source"] = sources
    if any(names):
        found["fact_id"] = names
    return found


def _known(table: Table) -> dict[str, list[str]]:
    """Day each fact was learnt, where it is not simply the day it happened."""
    column = table.numbers["known"].tolist()
    days = [table.numbers[name].tolist() for name in table.kind.known]
    texts = []
    for row, value in enumerate(column):
        usual = next((day[row] for day in days if day[row] != DAY_MISSING_STORED), DAY_MISSING_STORED)
        texts.append("" if value in {usual, DAY_MISSING_STORED} else _day(value))
    return {"known": texts} if any(texts) else {}


def _says_nothing(table: Table, each: FactField) -> bool:
    if each.quantity is Quantity.TEXT:
        return bool((table.texts[each.name].codes < 0).all())
    column = table.numbers[each.name]
    return bool((column[:1] if is_constant(column) else column).__eq__(store(each, each.default)).all())


def _sources(table: Table, file: str) -> tuple[list[str], list[str]]:
    """Source and name of each fact, empty where reading the file again would give the same.

    A fact without a source has that of its row from then on; the name made from its content goes with it,
    unless a correction names it.
    """
    sources, names = table.texts["source"], table.texts["fact_id"]
    corrected = set(table.texts["corrects"].names)
    taken = {sources[row] for row in range(table.length)}
    told, named = [], []
    for row in range(table.length):
        source, name = sources[row], names[row]
        told.append("" if source in {"", f"{file}:{row + 2}"} else source)
        made = not source and name.startswith(f"{table.kind.table}:") and name not in corrected
        # Another fact came from this very row of an earlier file: the names keep the two apart.
        made = made and f"{file}:{row + 2}" not in taken
        named.append("" if made or name == source else name)
    return told, named


def _texts(table: Table, each: FactField, currencies: Mapping[str, str]) -> list[str]:
    if each.quantity is Quantity.TEXT:
        column = table.texts[each.name]
        return [column.names[code] if code >= 0 else "" for code in column.codes.tolist()]
    if each.quantity is Quantity.CENTS:
        return _amounts(table, each, currencies)
    shown = _shown(each)
    values = table.numbers[each.name].tolist()
    known = {value: shown(value) for value in set(values)}
    return [known[value] for value in values]


def _shown(each: FactField) -> Callable[[int], str]:
    """How a stored value of a field is written."""
    default, missing = store(each, each.default), MISSING_STORED[each.quantity]

    def written(value: int) -> str:
        if value == default and not each.required:
            return ""
        if value == missing:
            return UNKNOWN_WORDS[0]
        return _WRITTEN[each.quantity](value) if not each.choices else each.choices[value]

    return written


def _day(value: int) -> str:
    return NEVER_WORDS[0] if value == NEVER else "{:04d}-{:02d}-{:02d}".format(*civil(value))


def _percentage(value: int) -> str:
    units, hundredths = divmod(value, 100)
    return f"{units}.{hundredths:02d} %"


_WRITTEN: Final[Mapping[Quantity, Callable[[int], str]]] = {
    Quantity.DAY: _day,
    Quantity.BASIS_POINTS: _percentage,
    Quantity.COUNT: str,
    Quantity.INTEGER: str,
    Quantity.FLAG: lambda value: "yes" if value else "no",
}


def _amounts(table: Table, each: FactField, currencies: Mapping[str, str]) -> list[str]:
    named = table.texts["currency" if "currency" in table.kind.names else "invoice"]
    known: dict[str, Currency] = {}
    found = []
    for row, value in enumerate(table.numbers[each.name].tolist()):
        if value == MISSING:
            found.append("")
            continue
        name = named[row]
        code = name if "currency" in table.kind.names else currencies.get(name, "EUR")
        unit = known.get(code) or known.setdefault(code, currency(code))
        found.append(Money(value, unit).to_decimal_text())
    return found


def _rates(table: Table, decimal: str) -> list[str]:
    pair = [each.name for each in table.kind.fields if each.decimal == decimal]
    tops, bottoms = (table.numbers[name].tolist() for name in pair)
    return [_decimal(top, bottom) for top, bottom in zip(tops, bottoms, strict=True)]


def _decimal(numerator: int, denominator: int) -> str:
    """Exact decimal of a fraction whose denominator is a power of ten."""
    places = len(str(denominator)) - 1
    assert denominator == 10**places, "a rate is a decimal"
    units, rest = divmod(numerator, denominator)
    return f"{units}.{rest:0{places}d}" if places else str(units)


def csv_bytes(columns: Mapping[str, Sequence[str]]) -> bytes:
    """Canonical CSV: commas, UTF-8, one line for each row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return text.getvalue().encode()


def parquet_bytes(columns: Mapping[str, Sequence[str]], table: Table) -> bytes:
    """Parquet: days as dates and amounts as decimals where every cell is one, the rest as text."""
    import polars as pl

    quantities = {each.name: each.quantity for each in table.kind.fields}
    made: dict[str, Any] = {}
    for name, texts in columns.items():
        series = pl.Series(name, [text or None for text in texts], dtype=pl.String)
        kind: Any = {Quantity.DAY: pl.Date, Quantity.CENTS: pl.Decimal(20, 4)}.get(quantities.get(name, Quantity.TEXT))
        if kind is not None:
            with contextlib.suppress(pl.exceptions.PolarsError):  # "never" and "unknown" are words
                series = series.cast(kind)
        made[name] = series
    written = io.BytesIO()
    pl.DataFrame(made).write_parquet(written)
    return written.getvalue()


def not_a_workspace(folder: str, stranger: str) -> ReadError:
    """The folder holds something that no workspace holds, which replacing it would destroy."""
    return fault(
        "not_a_workspace",
        folder,
        excerpt=stranger,
        en="The folder holds something that is no part of this workspace; nothing was written.",
        fr="Le dossier contient autre chose que cet espace de travail ; rien n'a été écrit.",
        hint_en="Choose a new folder, or move that away first.",
        hint_fr="Choisissez un nouveau dossier, ou déplacez d'abord cet élément.",
    )


def not_written(folder: str, reason: str) -> ReadError:
    """The system refused to write; the folder is as it was."""
    return fault(
        "not_written",
        folder,
        en=f"The folder could not be written: {reason}. What was there is untouched.",
        fr=f"Le dossier n'a pas pu être écrit : {in_french(reason)}. Ce qui s'y trouvait est intact.",
        hint_en="Check the room left on the disk and that you may write there.",
        hint_fr="Vérifiez la place sur le disque et votre droit d'y écrire.",
    )
