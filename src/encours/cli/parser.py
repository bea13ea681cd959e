"""Every command and option, each with its line of help (see `parser_words`)."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter, _SubParsersAction
from pathlib import Path
from typing import Final, Literal

from encours import __version__
from encours.cli.french import FrenchParser
from encours.cli.nearest import Parser
from encours.cli.parser_web import WEB_COMMANDS, WEB_HELP, told_to
from encours.cli.parser_words import FRENCH_NAMES, HELP
from encours.cover.holds import Holds
from encours.facts.words import TABLE_WORDS

TEXTS: Final = ("table", "json", "csv")
FORMS: Final = ("html", "pdf", "xlsx")
"""Forms of an answer: texts, and documents that people hand on."""

LONGEST_COUNT: Final = 20
"""Figures of a count, beyond which it is none."""


class _Parser:
    """Commands and options in one language."""

    def __init__(self, language: str) -> None:
        self.place = 1 if language == "fr" else 0
        self.root = (FrenchParser if language == "fr" else Parser)(
            prog="encours",
            description=self.say("encours"),
            epilog=self.say("codes"),
            formatter_class=RawDescriptionHelpFormatter,
        )
        self.root.add_argument(
            "--version", action="version", version=f"encours {__version__}", help=self.say("version")
        )
        self.root.set_defaults(command=None, lang="fr" if language == "fr" else "en", no_colour=False)
        self.shared(self.root)
        self.commands: _SubParsersAction[Parser] = self.root.add_subparsers(metavar=self.named("COMMAND"))

    def say(self, key: str) -> str:
        return (WEB_HELP.get(key) or HELP[key])[self.place]

    def named(self, value: str) -> str:
        return FRENCH_NAMES.get(value, value) if self.place else value.rpartition("-")[2]

    def command(self, name: str) -> ArgumentParser:
        made = self.commands.add_parser(name, help=self.say(name), description=self.say(name).capitalize() + ".")
        made.set_defaults(command=name)
        self.shared(made)
        return made

    def shared(self, made: ArgumentParser) -> None:
        """What may stand before the command or after it; where it stands nowhere, the root has the default."""
        made.add_argument("--lang", choices=("en", "fr"), default=SUPPRESS, help=self.say("lang"))
        made.add_argument("--no-colour", action="store_true", default=SUPPRESS, help=self.say("colour"))

    def question(self, made: ArgumentParser, *, documents: bool = True, further: tuple[str, ...] = ()) -> None:
        made.add_argument("--as-of", metavar=self.named("DAY"), help=self.say("as-of"))
        made.add_argument("--known-on", metavar=self.named("DAY"), help=self.say("known-on"))
        if documents:
            made.add_argument("--format", choices=(*TEXTS, *FORMS, *further), help=self.say("forms"))
        else:
            made.add_argument("--format", choices=TEXTS, default="table", help=self.say("format"))
        made.add_argument("--without-assumptions", action="store_true", help=self.say("without"))
        made.add_argument("--keep-good-rows", action="store_true", help=self.say("keep"))
        if not documents:
            made.add_argument("--top-rows", type=_count, default=10, metavar="N", help=self.say("top"))
            return
        made.add_argument("--top-rows", type=_count, metavar="N", help=self.say("most"))
        made.add_argument("--output", type=Path, metavar=self.named("FILE"), help=self.say("output"))
        made.add_argument("--force", action="store_true", help=self.say("force"))

    def folder(self, made: ArgumentParser) -> None:
        made.add_argument(
            "folder", nargs="?", type=Path, default=Path(), metavar=self.named("folder"), help=self.say("folder")
        )


def parser(language: str) -> ArgumentParser:
    """Parser of the whole command line, with its help in a language."""
    made = _Parser(language)
    commands = (
        _cover, _why, _duties, _memo, _ageing, _buyers, _exposure, _kpi, _entities, _programme, _reverse, _bonds,
        _settle, _estimate, _premium, _declare, _audit, _import, _policy, _cases, _demo, _web, _help,
    )  # fmt: skip
    for add in commands:
        add(made)
    return made.root


def _cover(made: _Parser) -> None:
    command = made.command("cover")
    made.folder(command)
    made.question(command)
    command.add_argument("--findings", action="store_true", help=made.say("findings"))


def _why(made: _Parser) -> None:
    command = made.command("why")
    command.add_argument("invoice", metavar=made.named("invoice"), help=made.say("invoice"))
    made.folder(command)
    command.add_argument("--in", dest="inside", type=Path, metavar=made.named("FOLDER"), help=made.say("in"))
    command.add_argument("--buyer", metavar=made.named("BUYER"), help=made.say("buyer"))
    command.add_argument("--all", dest="everything", action="store_true", help=made.say("all"))
    made.question(command, documents=False)


def _duties(made: _Parser) -> None:
    command = made.command("duties")
    made.folder(command)
    departments = ("credit", "sales", "accounting", "legal", "management")
    command.add_argument("--who", choices=departments, help=made.say("duties-who"))
    command.add_argument("--within", type=_count_or_all, metavar="N|all", help=made.say("duties-within"))
    made.question(command, further=("ics",))
    command.set_defaults(has_calendar=True)


def _ageing(made: _Parser) -> None:
    command = made.command("ageing")
    made.folder(command)
    command.add_argument("--bounds", metavar=made.named("BOUNDS"), help=made.say("bounds"))
    command.add_argument("--by", choices=("due", "invoice"), default="due", help=made.say("by"))
    command.add_argument("--unit", choices=("days", "months"), default="days", help=made.say("unit"))
    made.question(command)


def _buyers(made: _Parser) -> None:
    command = made.command("buyers")
    made.folder(command)
    command.add_argument("--buyer", metavar="CODE", help=made.say("one-buyer"))
    made.question(command)


def _import(made: _Parser) -> None:
    command = made.command("import")
    command.set_defaults(command="imports")
    command.add_argument(
        "file", nargs="?", type=Path, default=None, metavar=made.named("import-file"), help=made.say("import-file")
    )
    command.add_argument("--into", type=Path, default=Path(), metavar=made.named("FOLDER"), help=made.say("into"))
    command.add_argument("--table", choices=tuple(TABLE_WORDS), metavar="TABLE", help=made.say("import-table"))
    command.add_argument("--path", metavar=made.named("PATH"), default="", help=made.say("import-path"))
    command.add_argument("--document-type", metavar=made.named("HEADING"), default="", help=made.say("import-type"))
    command.add_argument("--day", metavar=made.named("DAY"), help=made.say("import-day"))
    command.add_argument("--holds", choices=tuple(each.value for each in Holds), default=None, help=made.say("holds"))
    command.add_argument("--currency", metavar="EUR", default="", help=made.say("import-currency"))
    orders = ("day first", "month first")
    command.add_argument("--date-order", choices=orders, default="", help=made.say("import-dates"))
    command.add_argument("--decimal-mark", choices=(",", "."), default="", help=made.say("import-mark"))
    command.add_argument("--terms", metavar=made.named("TERMS"), default="", help=made.say("import-terms"))
    command.add_argument("--bill-terms", metavar=made.named("TERMS"), default="", help=made.say("import-bill-terms"))
    command.add_argument(
        "--column", action="append", type=_column, default=[], metavar=made.named("FIELD=HEADING"),
        help=made.say("import-column"),
    )  # fmt: skip
    command.add_argument(
        "--document-word", action="append", type=_document_word, default=[], metavar=made.named("WORD=MEANING"),
        help=made.say("import-word"),
    )  # fmt: skip
    command.add_argument("--accept", action="store_true", help=made.say("accept"))
    command.add_argument("--undo", nargs="?", const=True, metavar=made.named("IMPORT"), help=made.say("undo"))
    command.add_argument("--format", choices=("table", "json"), default="table", help=made.say("format-two"))
    command.add_argument("--keep-good-rows", action="store_true", help=made.say("keep"))
    command.add_argument("--top-rows", type=_count, default=10, metavar="N", help=made.say("top"))


def _exposure(made: _Parser) -> None:
    command = made.command("exposure")
    made.folder(command)
    by = ("buyer", "group", "country", "sector", "entity", "currency")
    command.add_argument("--by", choices=by, default="buyer", help=made.say("by-what"))
    made.question(command)


def _programme(made: _Parser) -> None:
    command = made.command("programme")
    made.folder(command)
    for option in ("sales", "minimum-premium", "premium-paid"):
        command.add_argument(f"--{option}", metavar=made.named("AMOUNT"), help=made.say(f"loss-{option}"))
    # What else `settle` may be told of a year.
    command.set_defaults(chain=None, term=[], used=[])
    made.question(command)


def _kpi(made: _Parser) -> None:
    command = made.command("kpi")
    made.folder(command)
    command.add_argument("--show", metavar=made.named("NAME"), help=made.say("show-one"))
    period = command.add_mutually_exclusive_group()
    period.add_argument("--days", type=_count, metavar="N", help=made.say("period-days"))
    period.add_argument("--months", type=_count, metavar="N", help=made.say("period-months"))
    made.question(command)


def _entities(made: _Parser) -> None:
    command = made.command("entities")
    made.folder(command)
    command.add_argument("--show", metavar=made.named("NAME"), help=made.say("show-kind"))
    made.question(command)


def _reverse(made: _Parser) -> None:
    command = made.command("reverse")
    made.folder(command)
    one = command.add_mutually_exclusive_group()
    one.add_argument("--supplier", metavar="CODE", help=made.say("supplier-whole"))
    one.add_argument("--certificate", metavar="CODE", help=made.say("supplier-certificate"))
    command.add_argument("--ask", metavar=made.named("SUPPLIER=AMOUNT"), help=made.say("allocation-asked"))
    command.add_argument("--failed-on", metavar=made.named("DAY"), help=made.say("failed-on"))
    made.question(command)


def _bonds(made: _Parser) -> None:
    command = made.command("bonds")
    made.folder(command)
    command.add_argument("--bond", metavar=made.named("BOND"), help=made.say("bond-whole"))
    command.add_argument("--ask", metavar=made.named("KIND=AMOUNT"), help=made.say("bond-asked"))
    made.question(command, documents=False)


def _premium(made: _Parser) -> None:
    command = made.command("premium")
    made.folder(command)
    command.add_argument("--year", type=_count, metavar=made.named("YEAR"), help=made.say("premium-year"))
    command.add_argument("--policy", metavar=made.named("NAME"), help=made.say("declared-policy"))
    for option in ("estimate", "known"):
        told = made.say(f"premium-{option}")
        value = "COUNTRY=AMOUNT" if option == "estimate" else "NAME=VALUE"
        command.add_argument(f"--{option}", action="append", default=[], metavar=made.named(value), help=told)
    made.question(command)


def _settle(made: _Parser) -> None:
    command = made.command("settle")
    name = made.named("loss-subject")
    command.add_argument("subject", nargs="?", metavar=name, help=made.say("loss-subject"))
    made.folder(command)
    values = (
        ("debt", "AMOUNT"), ("loss", "AMOUNT"), ("proceeds", "AMOUNT"), ("interest", "AMOUNT"), ("costs", "AMOUNT"),
        ("limit", "AMOUNT"), ("percentage", "PERCENTAGE"), ("limit-kind", "KIND"), ("cause", "CAUSE"),
        ("country", "COUNTRY"), ("day-of-loss", "DAY"), ("paid-on", "DAY"), ("sales", "AMOUNT"),
        ("minimum-premium", "AMOUNT"), ("premium-paid", "AMOUNT"), ("chain", "STEPS"),
    )  # fmt: skip
    helps = {"loss": "loss-gross", "day-of-loss": "loss-day"}
    for option, value in values:
        told = made.say(helps.get(option, f"loss-{option}"))
        command.add_argument(f"--{option}", metavar=made.named(value), help=told)
    for option in ("term", "used"):
        told = made.say(f"loss-{option}")
        command.add_argument(f"--{option}", action="append", default=[], metavar=made.named("NAME=VALUE"), help=told)
    command.add_argument("--policy", type=Path, metavar=made.named("FILE"), help=made.say("loss-policy"))
    command.add_argument("--all", dest="everything", action="store_true", help=made.say("all-steps"))
    made.question(command)


def _estimate(made: _Parser) -> None:
    command = made.command("estimate")
    whats = command.add_subparsers(dest="what", metavar=made.named("WHAT"), required=True)
    options = {
        "limit": (("sales", "AMOUNT"), ("days", "DAYS"), ("months", "MONTHS"), ("vat", "RATE")),
        "exhaustion": (("policy", "FILE"), ("minimum-premium", "AMOUNT"), ("premium-paid", "AMOUNT")),
        "multiple": (("risk", "AMOUNT"), ("percentage", "PERCENTAGE"), ("minimum-premium", "AMOUNT")),
        "sales": (("loss", "AMOUNT"), ("margin", "RATE")),
        "result": (
            ("sales", "AMOUNT"), ("margin", "RATE"), ("losses", "AMOUNT"), ("indemnities", "AMOUNT"),
            ("premium", "AMOUNT"),
        ),
    }  # fmt: skip
    for what, told in options.items():
        helped = made.say(f"estimate-{what}")
        action = whats.add_parser(what, help=helped, description=helped.capitalize() + ".")
        made.shared(action)
        # What a buyer is given is in days or in months, never both; the help cannot print a group that is empty.
        terms = action.add_mutually_exclusive_group() if what == "limit" else action
        for name, value in told:
            kind = Path if name == "policy" else str
            place = terms if name in {"days", "months"} else action
            place.add_argument(f"--{name}", type=kind, metavar=made.named(value), help=made.say(f"estimated-{name}"))
        action.add_argument("--format", choices=("table", "json"), default="table", help=made.say("format-two"))


def _declare(made: _Parser) -> None:
    command = made.command("declare")
    made.folder(command)
    command.add_argument("--period", metavar=made.named("PERIOD"), help=made.say("declared-period"))
    command.add_argument("--policy", metavar=made.named("NAME"), help=made.say("declared-policy"))
    made.question(command)


def _audit(made: _Parser) -> None:
    command = made.command("audit")
    made.folder(command)
    command.add_argument("--bill", metavar=made.named("BILL"), help=made.say("audited-bill"))
    command.add_argument("--months", type=_count, metavar="N", help=made.say("audited-months"))
    command.add_argument("--policy", metavar=made.named("NAME"), help=made.say("declared-policy"))
    made.question(command)


def _policy(made: _Parser) -> None:
    command = made.command("policy")
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name in ("check", "show", "terms", "schema", "diff"):
        action = actions.add_parser(name, help=made.say(name), description=made.say(name).capitalize() + ".")
        made.shared(action)
        if name in {"check", "show", "diff"}:
            action.add_argument(
                "file",
                nargs="?" if name != "diff" else None,
                type=Path,
                default=Path(),
                metavar=made.named("file"),
                help=made.say("file"),
            )
        if name == "diff":
            action.add_argument("other", type=Path, metavar=made.named("other"), help=made.say("other"))
            action.add_argument("--workspace", type=Path, metavar=made.named("FOLDER"), help=made.say("workspace"))
            made.question(action)
        elif name != "schema":
            action.add_argument("--format", choices=("table", "json", "csv"), default="table", help=made.say("format"))


def _memo(made: _Parser) -> None:
    command = made.command("memo")
    command.add_argument(
        "file", nargs="?", type=Path, default=Path(), metavar=made.named("file"), help=made.say("file")
    )
    command.add_argument("--as-of", metavar=made.named("DAY"), help=made.say("memo-day"))
    command.add_argument("--format", choices=(*TEXTS, *FORMS), help=made.say("forms"))
    command.add_argument("--output", type=Path, metavar=made.named("FILE"), help=made.say("output"))
    command.add_argument("--force", action="store_true", help=made.say("force"))
    command.set_defaults(top_rows=None)


def _cases(made: _Parser) -> None:
    command = made.command("cases")
    command.add_argument("places", nargs="*", type=Path, metavar=made.named("places"), help=made.say("places"))


def _demo(made: _Parser) -> None:
    command = made.command("demo")
    command.add_argument("folder", type=Path, metavar=made.named("folder"), help=made.say("folder").partition(" (")[0])
    command.add_argument("--parquet", action="store_true", help=made.say("parquet"))


def _web(made: _Parser) -> None:
    for name, options in WEB_COMMANDS.items():
        command = made.command(name)
        command.set_defaults(command="serve", web=name)
        told_to(command, options, made.place, _count)


def _help(made: _Parser) -> None:
    command = made.command("help")
    command.add_argument("subject", nargs="*", metavar=made.named("subject"), help=made.say("subject"))


def _column(text: str) -> tuple[str, str]:
    field, equals, heading = text.partition("=")
    if not (field and equals and heading):
        raise ArgumentTypeError(f"not field=heading: {text[:80]!r}")
    return field.strip(), heading.strip()


def _document_word(text: str) -> tuple[str, str]:
    word, equals, meaning = text.partition("=")
    if not (word.strip() and equals and meaning.strip()):
        raise ArgumentTypeError(f"not word=meaning: {text[:80]!r}")
    return word.strip(), meaning.strip()


def _count_or_all(text: str) -> int | Literal["all"]:
    return "all" if text == "all" else _count(text)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < LONGEST_COUNT):
        raise ArgumentTypeError(f"not a whole number from 0: {text[:LONGEST_COUNT]!r}")
    return int(text)
