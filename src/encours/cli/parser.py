"""Every command and option, each with its line of help in both languages."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter, _SubParsersAction
from pathlib import Path
from typing import Final

from encours import __version__
from encours.cli.french import FrenchParser
from encours.cli.nearest import Parser
from encours.cover.holds import Holds
from encours.facts.words import TABLE_WORDS

HELP: Final = {
    "encours": (
        "What is insured, why, until when: from your ledger and your credit insurance policy.",
        "Ce qui est garanti, pourquoi et jusqu'à quand : de votre grand livre et de votre police.",
    ),
    "codes": (
        """Exit codes: 0 answered, 1 something read was refused, 2 misused, 3 `why` lacks a fact.
First steps: encours demo demo-company && encours cover demo-company""",
        """Codes de sortie : 0 réponse donnée, 1 entrée refusée, 2 commande mal écrite, 3 `why` manque d'un fait.
Pour commencer : encours demo societe-demo && encours cover societe-demo""",
    ),
    "cover": ("what is insured, about to be lost, and lost", "ce qui est garanti, sur le point d'être perdu, perdu"),
    "why": ("why one invoice is covered or not", "pourquoi une facture est garantie ou non"),
    "ageing": ("aged balance, by cover if there is a policy", "balance âgée, croisée avec la garantie"),
    "buyers": ("every buyer: limit, outstanding, covered, room", "chaque client : agrément, encours, disponible"),
    "kpi": ("indicators: DSO, lateness, collection, cover", "indicateurs : DSO, retards, encaissement, couverture"),
    "exposure": (
        "exposure and concentration, the uninsured first",
        "encours et concentration, le non garanti d'abord",
    ),
    "bonds": ("cautions: line, room, each bond, calls, fees", "cautions : ligne, disponible, appels, commissions"),
    "bond-whole": ("this bond whole: each figure, why", "cette caution en entier : chaque chiffre, pourquoi"),
    "bond-asked": (
        'whether a bond finds room, such as performance="50 000 EUR"',
        'si une caution trouve place, comme performance="50 000 EUR"',
    ),
    "settle": (
        "indemnity of a loss, step by step: from amounts, a file, or the ledger",
        "indemnité d'une perte, étape par étape : de montants, d'un fichier ou du grand livre",
    ),
    "loss-subject": (
        "file of losses (.toml), or a buyer of the folder",
        "fichier de pertes (.toml), ou client du dossier",
    ),
    "loss-debt": ("all that is owed, insured or not", "tout ce qui est dû, garanti ou non"),
    "loss-gross": ("what of it is insurable and in the base", "ce qui en est assurable et dans l'assiette"),
    "loss-limit": ("limit of the buyer", "agrément de l'acheteur"),
    "loss-percentage": ("insured percentage", "quotité garantie"),
    "loss-limit-kind": (
        "kind of limit: named, discretionary, blind ...",
        "nature : dénommé, discrétionnaire, aveugle...",
    ),
    "loss-cause": (
        "insolvency, protracted default or political",
        "insolvabilité, retard prolongé ou politique",
    ),
    "loss-country": ("country of the buyer, such as FR", "pays de l'acheteur, comme FR"),
    "loss-day": ("day of the loss", "jour du sinistre"),
    "loss-policy": ("policy whose terms hold", "police dont les termes valent"),
    "loss-chain": ("steps in their order, or a usual order by name", "étapes dans leur ordre, ou nom d'un ordre usuel"),
    "loss-term": (
        'a term, such as claim_threshold="500 EUR" (again for another)',
        'un terme, comme claim_threshold="500 EUR" (à répéter)',
    ),
    "loss-used": (
        'what earlier claims used of the year, such as first_loss="20 000 EUR" (again)',
        'ce que d\'autres sinistres ont imputé, comme first_loss="20 000 EUR" (à répéter)',
    ),
    "loss-sales": ("sales of the policy period", "chiffre d'affaires de la période"),
    "loss-minimum-premium": ("minimum premium of the year", "prime minimum de l'année"),
    "loss-premium-paid": ("premium paid for the year", "prime payée pour l'année"),
    "all-steps": ("every step, with the values it read", "toutes les étapes, avec les valeurs lues"),
    "entities": (
        "who is invoiced, who is covered: identifiers checked",
        "qui est facturé, qui est garanti : contrôle des identifiants",
    ),
    "show-one": (
        "this indicator whole: formula, figures, rows",
        "cet indicateur en entier : formule, chiffres, lignes",
    ),
    "show-kind": ("every row of this kind of finding", "toutes les lignes de ce type d'anomalie"),
    "period-days": ("period of the last N days (default 90)", "période des N derniers jours (défaut 90)"),
    "period-months": ("period of the last N calendar months", "période des N derniers mois civils"),
    "by-what": ("what each line gathers (default buyer)", "ce que regroupe chaque ligne (défaut : client)"),
    "workspace": (
        "folder of a company: euros that each change moves",
        "dossier d'une société : euros que déplace chaque changement",
    ),
    "policy": ("check, show, compare or describe a policy file", "vérifier, montrer, comparer, décrire une police"),
    "check": ("say what is wrong in a policy", "dire ce qui ne va pas dans une police"),
    "show": ("what the policy agrees, defaults included", "ce que la police convient, défauts compris"),
    "terms": ("every term one may agree on", "tous les termes que l'on peut convenir"),
    "schema": ("JSON Schema of a policy, for editors", "schéma JSON d'une police, pour les éditeurs"),
    "diff": ("what differs between two policies", "ce qui diffère entre deux polices"),
    "import": (
        "show what a file would change in a folder, and keep it",
        "montrer ce qu'un fichier changerait dans un dossier, et le conserver",
    ),
    "import-file": ("file to import", "fichier à importer"),
    "into": ("folder it goes into (default: this one)", "dossier qui le reçoit (défaut : celui-ci)"),
    "accept": ("keep it: without this nothing is written", "conserver : sans cela rien n'est écrit"),
    "undo": (
        "take back an import, by its name; without a name, list them",
        "annuler un import, par son nom ; sans nom, en donner la liste",
    ),
    "holds": (
        "what the file holds: additions, every open item, every limit, or everything (default: recognised)",
        "ce que contient le fichier : ajouts, tous les postes ouverts, tous les agréments, ou tout (défaut : reconnu)",
    ),
    "import-day": (
        "day the file tells about (default: its latest day)",
        "jour dont parle le fichier (défaut : son dernier jour)",
    ),
    "import-currency": ("currency of its amounts, where it does not say", "devise de ses montants, s'il ne le dit pas"),
    "import-dates": ("order of its dates, where none proves it", "ordre de ses dates, si aucune ne le prouve"),
    "import-mark": (
        "decimal mark of its amounts, where none shows it",
        "séparateur décimal, si aucun montant ne le montre",
    ),
    "import-terms": (
        "terms of payment of a FEC, which has no due dates, such as 60 days",
        "délai de règlement d'un FEC, qui n'a pas d'échéances : 60 jours, par exemple",
    ),
    "import-bill-terms": ("terms of the bills of a FEC", "délai des effets d'un FEC"),
    "import-column": (
        "heading that gives a field, such as buyer=Compte (again for another)",
        "en-tête qui donne un champ : buyer=Compte, par exemple (à répéter)",
    ),
    "import-path": (
        "where the list is in a JSON file, such as data.invoices",
        "où se trouve la liste dans un fichier JSON : data.factures, par exemple",
    ),
    "import-type": (
        "heading of what each row is: an invoice, a credit note, a payment",
        "en-tête de ce qu'est chaque ligne : facture, avoir, règlement",
    ),
    "import-table": (
        "table it gives, where its name does not say so",
        "table qu'il donne, si son nom ne le dit pas",
    ),
    "cases": ("run the worked cases of the clauses", "exécuter les cas des clauses"),
    "demo": ("write the demo company as a folder", "écrire la société de démonstration dans un dossier"),
    "help": ("text of a clause, meaning of a term", "texte d'une clause, sens d'un terme"),
    "folder": ("folder of the company (default: this one)", "dossier de la société (défaut : celui-ci)"),
    "invoice": ("number of the invoice", "numéro de la facture"),
    "in": ("folder of the company", "dossier de la société"),
    "as-of": ("day asked about (default: latest day of the facts)", "jour demandé (défaut : dernier jour des faits)"),
    "known-on": ("only what was known on that day", "seulement ce qui était connu ce jour-là"),
    "format": ("table, json or csv", "table, json ou csv"),
    "forms": (
        "table, json, csv, or a document: html, pdf, xlsx (default: by the end of FILE, else table)",
        "table, json, csv, ou un document : html, pdf, xlsx (défaut : selon la fin de FICHIER, sinon table)",
    ),
    "output": (
        "write the answer in this file, whole or not at all",
        "écrire la réponse dans ce fichier, en entier ou pas",
    ),
    "force": ("replace the file if it exists", "remplacer le fichier s'il existe"),
    "most": (
        "rows each list shows (default 10; 200 in html, 20 in pdf; xlsx has all)",
        "lignes que montre chaque liste (défaut 10 ; 200 en html, 20 en pdf ; xlsx a tout)",
    ),
    "lang": ("en or fr (default: ENCOURS_LANG, then LANG)", "en ou fr (défaut : ENCOURS_LANG, puis LANG)"),
    "without": ("only what is proven, no assumption", "seulement ce qui est établi, sans hypothèse"),
    "top": ("rows each list shows (default 10)", "lignes que montre chaque liste (défaut 10)"),
    "keep": ("leave wrong rows out instead of refusing all", "écarter les lignes fausses au lieu de tout refuser"),
    "all": ("every clause, with the values it read", "toutes les clauses, avec les valeurs lues"),
    "findings": ("put the findings of every clause in the JSON", "mettre les constats de chaque clause dans le JSON"),
    "bounds": ("upper bounds of the buckets (30,60,90,120)", "bornes des tranches (30,60,90,120)"),
    "by": ("due or invoice date", "date d'échéance ou de facture"),
    "unit": ("days or calendar months", "jours ou mois civils"),
    "places": ("folder or files of cases", "dossier ou fichiers de cas"),
    "subject": (
        "a clause or a term: its name, or a title as printed",
        "une clause ou un terme : son nom, ou un titre affiché",
    ),
    "file": ("policy file, or folder of one", "fichier de police, ou son dossier"),
    "other": ("the policy it is compared with", "la police à comparer"),
    "buyer": ("this buyer only", "ce client seulement"),
    "one-buyer": (
        "this buyer whole: limits, requests, invoices",
        "ce client en entier : agréments, demandes, factures",
    ),
    "parquet": ("write Parquet instead of CSV", "écrire en Parquet plutôt qu'en CSV"),
    "colour": ("never colour", "jamais de couleur"),
    "version": ("show program's version number and exit", "montrer la version et s'arrêter"),
}
FRENCH_NAMES: Final = {
    "COMMAND": "COMMANDE",
    "DAY": "JOUR",
    "FIELD=HEADING": "CHAMP=EN-TÊTE",
    "FILE": "FICHIER",
    "IMPORT": "IMPORT",
    "TERMS": "DÉLAI",
    "AMOUNT": "MONTANT",
    "NAME=VALUE": "NOM=VALEUR",
    "KIND=AMOUNT": "NATURE=MONTANT",
    "BOND": "CAUTION",
    "STEPS": "ÉTAPES",
    "PERCENTAGE": "QUOTITÉ",
    "KIND": "NATURE",
    "CAUSE": "CAUSE",
    "COUNTRY": "PAYS",
    "loss-subject": "fichier-ou-client",
    "FOLDER": "DOSSIER",
    "NAME": "NOM",
    "BUYER": "CLIENT",
    "BOUNDS": "BORNES",
    "folder": "dossier",
    "invoice": "facture",
    "places": "cas",
    "file": "police",
    "import-file": "fichier",
    "other": "autre",
    "subject": "sujet",
}
"""What stands for a value in the French usage, where it is another word."""

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
        return HELP[key][self.place]

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

    def question(self, made: ArgumentParser, *, documents: bool = True) -> None:
        made.add_argument("--as-of", metavar=self.named("DAY"), help=self.say("as-of"))
        made.add_argument("--known-on", metavar=self.named("DAY"), help=self.say("known-on"))
        if documents:
            made.add_argument("--format", choices=(*TEXTS, *FORMS), help=self.say("forms"))
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
        _cover, _why, _ageing, _buyers, _exposure, _kpi, _entities, _bonds, _settle, _import, _policy, _cases, _demo,
        _help,
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
    command.add_argument("--accept", action="store_true", help=made.say("accept"))
    command.add_argument("--undo", nargs="?", const="", metavar=made.named("IMPORT"), help=made.say("undo"))
    command.add_argument("--format", choices=("table", "json"), default="table", help=made.say("format"))
    command.add_argument("--keep-good-rows", action="store_true", help=made.say("keep"))
    command.add_argument("--top-rows", type=_count, default=10, metavar="N", help=made.say("top"))


def _exposure(made: _Parser) -> None:
    command = made.command("exposure")
    made.folder(command)
    by = ("buyer", "group", "country", "sector", "entity", "currency")
    command.add_argument("--by", choices=by, default="buyer", help=made.say("by-what"))
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


def _bonds(made: _Parser) -> None:
    command = made.command("bonds")
    made.folder(command)
    command.add_argument("--bond", metavar=made.named("BOND"), help=made.say("bond-whole"))
    command.add_argument("--ask", metavar=made.named("KIND=AMOUNT"), help=made.say("bond-asked"))
    made.question(command, documents=False)


def _settle(made: _Parser) -> None:
    command = made.command("settle")
    name = made.named("loss-subject")
    command.add_argument("subject", nargs="?", metavar=name, help=made.say("loss-subject"))
    made.folder(command)
    values = (
        ("debt", "AMOUNT"), ("loss", "AMOUNT"), ("limit", "AMOUNT"), ("percentage", "PERCENTAGE"),
        ("limit-kind", "KIND"), ("cause", "CAUSE"), ("country", "COUNTRY"), ("day-of-loss", "DAY"), ("sales", "AMOUNT"),
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
            made.question(action, documents=False)
        elif name != "schema":
            action.add_argument("--format", choices=("table", "json", "csv"), default="table", help=made.say("format"))


def _cases(made: _Parser) -> None:
    command = made.command("cases")
    command.add_argument("places", nargs="*", type=Path, metavar=made.named("places"), help=made.say("places"))


def _demo(made: _Parser) -> None:
    command = made.command("demo")
    command.add_argument("folder", type=Path, metavar=made.named("folder"), help=made.say("folder").partition(" (")[0])
    command.add_argument("--parquet", action="store_true", help=made.say("parquet"))


def _help(made: _Parser) -> None:
    command = made.command("help")
    command.add_argument("subject", nargs="*", metavar=made.named("subject"), help=made.say("subject"))


def _column(text: str) -> tuple[str, str]:
    field, equals, heading = text.partition("=")
    if not (field and equals and heading):
        raise ArgumentTypeError(f"not field=heading: {text[:80]!r}")
    return field.strip(), heading.strip()


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < LONGEST_COUNT):
        raise ArgumentTypeError(f"not a whole number from 0: {text[:LONGEST_COUNT]!r}")
    return int(text)
