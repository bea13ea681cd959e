"""Commands whose output is stored in tests/cli/expected; `python -m tests.cli.commands` writes it again."""

import contextlib
import gc
import io
import os
from pathlib import Path
from unittest import mock

from encours import cli

HERE = Path(__file__).parent
WORKSPACE, EXPECTED = HERE / "workspace", HERE / "expected"

AMOUNTS = (
    "--debt 120000EUR --loss 100000EUR --limit 80000EUR --cause insolvency --term each_and_every_first_loss=5000EUR "
    "--term aggregate_first_loss=50000EUR --used first_loss=20000EUR"
)
OFFERS = "../offers"
THREE_LAYERS = f"{OFFERS}/programme.toml {OFFERS}/programme-three-layers.toml"
EXAMPLES = "../../../examples"
LINE = f"{EXAMPLES}/surety-line"
REVERSE = f"{EXAMPLES}/reverse"
PREMIUM = f"premium {EXAMPLES}/premium --as-of 2026-12-31"
OF_THE_YEAR = (
    "--known claims_recovered=0EUR --known renewed=yes --known confirmed_in_writing=yes "
    "--known recovered_on_uninsured=8000EUR"
)
SALES = f"{EXAMPLES}/declarations"
COMMANDS = {
    "cover.txt": "cover .",
    "cover.csv": "cover . --format csv",
    "cover.json": "cover . --format json --as-of 2026-06-30",
    "cover-earlier.txt": "cover . --as-of 2026-06-01",
    "cover-proven.txt": "cover . --without-assumptions --top-rows 1",
    "cover-later.txt": "cover . --as-of 2026-07-15 --top-rows 1",
    "why-at-risk.txt": "why L-1",
    "why-over-limit.txt": "why L-2",
    "why-lost.txt": "why L-3",
    "why-needs-information.txt": "why L-5",
    "why-order.txt": "why L-6",
    "why-disputed.txt": "why L-7 --all",
    "why-settled.txt": "why L-8",
    "why.json": "why L-2 --format json",
    "why.csv": "why L-2 --format csv",
    "why-instalments.txt": "why L-4",
    "buyers.txt": "buyers .",
    "buyers.csv": "buyers . --format csv",
    "buyers.json": "buyers . --format json",
    "buyer.txt": "buyers . --buyer B1",
    "buyer.json": "buyers . --buyer B1 --format json",
    "unknown-buyer.txt": "buyers . --buyer BB1",
    "ageing.txt": "ageing .",
    "ageing.csv": "ageing . --format csv",
    "ageing.json": "ageing . --format json",
    "import.txt": "import ../exports/open-items.csv --into . --table invoices --holds open-items --day 2026-06-30",
    "import.json": "import ../exports/open-items.csv --into . --table invoices --day 2026-06-30 --format json",
    "kpi.txt": "kpi .",
    "kpi.csv": "kpi . --format csv",
    "kpi.json": "kpi . --format json",
    "kpi-months.txt": "kpi . --months 12 --show acceptance-amount",
    "kpi-show.txt": "kpi . --show dso-count-back",
    "kpi-show.csv": "kpi . --show delay-overdue --format csv",
    "kpi-show.json": "kpi . --show delay-settled --format json",
    "kpi-proven.txt": "kpi . --without-assumptions",
    "premium.txt": f"{PREMIUM} {OF_THE_YEAR}",
    "premium.csv": f"{PREMIUM} {OF_THE_YEAR} --format csv",
    "premium.json": f"{PREMIUM} {OF_THE_YEAR} --format json",
    "premium-lacking.txt": PREMIUM,
    "premium-of-nothing.txt": "premium .",
    "premium-estimate.txt": f"{PREMIUM} --estimate FR=1000000EUR --estimate=-5EUR",
    "premium-unknown-fact.txt": f"{PREMIUM} --known claim_paid=5EUR",
    "unknown-indicator.txt": "kpi . --show dso-countback",
    "no-such-period.txt": "kpi . --days 0",
    "exposure.txt": "exposure .",
    "exposure-country.txt": "exposure . --by country",
    "exposure.csv": "exposure . --by currency --format csv",
    "exposure.json": "exposure . --format json",
    "programme.txt": "programme .",
    "programme.csv": "programme . --format csv",
    "programme.json": "programme . --format json",
    "entities.txt": "entities .",
    "entities.csv": "entities . --format csv",
    "entities.json": "entities . --format json",
    "entities-show.txt": "entities . --show limit-without-identifier",
    "reverse.txt": f"reverse {REVERSE} --as-of 2026-07-01",
    "reverse.csv": f"reverse {REVERSE} --as-of 2026-07-01 --format csv",
    "reverse.json": f"reverse {REVERSE} --as-of 2026-03-31 --format json --ask F3=200000EUR",
    "reverse-fits.txt": f"reverse {REVERSE} --as-of 2026-06-20 --ask F3=100000EUR",
    "reverse-failed.txt": f"reverse {REVERSE} --as-of 2026-07-31",
    "reverse-failure.csv": f"reverse {REVERSE} --as-of 2026-07-31 --failed-on 2026-07-06 --format csv",
    "reverse-failure.json": f"reverse {REVERSE} --as-of 2026-06-30 --failed-on 2026-06-30 --format json",
    "reverse-supplier.txt": f"reverse {REVERSE} --as-of 2026-06-30 --supplier F3",
    "reverse-supplier.json": f"reverse {REVERSE} --as-of 2026-06-30 --supplier F1 --format json",
    "reverse-certificate.txt": f"reverse {REVERSE} --as-of 2026-07-31 --certificate F2",
    "reverse-certificate.json": f"reverse {REVERSE} --as-of 2026-05-31 --certificate F2 --format json",
    "reverse-before.txt": f"reverse {REVERSE} --as-of 2025-12-20 --certificate F1",
    "reverse-no-cover.txt": "reverse .",
    "reverse-no-supplier.txt": f"reverse {REVERSE} --supplier F9",
    "reverse-ask-wrong.txt": f"reverse {REVERSE} --ask F=3",
    "reverse-ask-no-amount.txt": f"reverse {REVERSE} --ask F1=",
    "reverse-too-late.txt": f"reverse {REVERSE} --as-of 2026-06-30 --failed-on 2026-07-06",
    "reverse-supplier-document.txt": f"reverse {REVERSE} --supplier F1 --format html",
    "reverse-not-settled-whole.txt": f"settle MI {REVERSE} --as-of 2026-07-31",
    "bonds.txt": f"bonds {LINE} --as-of 2026-04-15",
    "bonds.csv": f"bonds {LINE} --as-of 2026-04-15 --format csv",
    "bonds.json": f"bonds {LINE} --as-of 2026-04-15 --format json --ask performance=331500.01EUR",
    "bonds-ask.txt": f"bonds {LINE} --as-of 2026-04-15 --ask retention=81500EUR",
    "bonds-ask-wrong.txt": f"bonds {LINE} --ask retentoin=81500EUR",
    "bonds-ask-no-amount.txt": f"bonds {LINE} --ask retention=",
    "bonds-no-line.txt": "bonds .",
    "bond.txt": f"bonds {LINE} --as-of 2025-12-31 --bond E-26",
    "bond.json": f"bonds {LINE} --as-of 2026-04-15 --bond A-25 --format json",
    "unknown-bond.txt": f"bonds {LINE} --bond A-52",
    "declare.txt": f"declare {SALES} --period 2026-Q1 --as-of 2026-06-30",
    "declare.csv": f"declare {SALES} --period 2026-Q1 --as-of 2026-06-30 --format csv",
    "declare.json": f"declare {SALES} --period 2026-Q1 --as-of 2026-06-30 --format json",
    "declare-open.txt": f"declare {SALES} --as-of 2026-02-12",
    "declare-late.txt": f"declare {SALES} --as-of 2026-07-31 --period 2026-05-01 --top-rows 1",
    "declare-no-declaration.txt": "declare . --top-rows 2",
    "declare-no-period.txt": f"declare {SALES} --period 2026-Q7",
    "declare-not-begun.txt": f"declare {SALES} --period 2026-Q3 --as-of 2026-06-30",
    "declare-before.txt": f"declare {SALES} --as-of 2025-12-31",
    "declare-no-policy.txt": f"declare {SALES} --policy Sales",
    "audit.txt": f"audit {SALES} --as-of 2026-06-30",
    "audit.csv": f"audit {SALES} --as-of 2026-06-30 --format csv",
    "audit.json": f"audit {SALES} --as-of 2026-06-30 --format json",
    "audit-months.txt": f"audit {SALES} --as-of 2026-06-30 --months 3",
    "audit-no-months.txt": f"audit {SALES} --months 0",
    "audit-no-bill.txt": f"audit {SALES} --bill Q1-2062",
    "audit-no-bills.txt": "audit .",
    "settle.txt": f"settle {AMOUNTS} --percentage 90%",
    "settle-all.txt": f"settle {AMOUNTS} --percentage 90% --all",
    "settle-stops.txt": f"settle {AMOUNTS}",
    "settle-interest.txt": f"settle {AMOUNTS} --percentage 90% --interest 2000EUR --term interest_in_base=in",
    "settle-nothing.txt": "settle",
    "settle-options-wrong.txt": "settle --loss 100000 --limit=-3EUR --term claim_treshold=5EUR --used x --cause x",
    "settle-policy.txt": "settle --loss 30000EUR --limit 25000EUR --policy . --chain german",
    "settle-losses.txt": "settle ../losses/two-losses.toml",
    "settle-losses.csv": "settle ../losses/two-losses.toml --format csv",
    "settle-losses.json": "settle ../losses/two-losses.toml --format json",
    "settle-proceeds.txt": "settle ../losses/secured.toml",
    "settle-proceeds-never-read.txt": "settle --loss 100000EUR --proceeds 3000EUR",
    "settle-buyer.txt": "settle B1 . --day-of-loss 2026-06-20 --term each_and_every_first_loss=1000EUR",
    "settle-buyer.csv": "settle B1 . --day-of-loss 2026-06-20 --format csv",
    "settle-buyer.json": "settle B1 . --day-of-loss 2026-06-20 --format json",
    "settle-buyer-wrong-cause.txt": "settle B1 . --day-of-loss 2026-06-20 --cause insolvabilite-notoire",
    "settle-no-day.txt": "settle B1 .",
    "settle-no-buyer.txt": "settle BB1 .",
    "settle-told-twice.txt": "settle B1 . --loss 3EUR --country FR",
    "settle-too-late.txt": "settle B1 . --day-of-loss 2026-12-31",
    "settle-nothing-owed.txt": "settle B1 . --day-of-loss 2026-01-31",
    "settle-year.txt": "settle ../../../examples/non-cancellable --top-rows 1",
    "settle-year.csv": "settle ../../../examples/non-cancellable --format csv",
    "settle-year.json": "settle ../../../examples/non-cancellable --format json",
    "settle-no-loss.txt": "settle .",
    "settle-which-loss.txt": "settle . --day-of-loss 2026-06-20 --cause insolvency",
    "settle-paid-on-amounts.txt": "settle --loss 3EUR --paid-on 2026-06-20",
    "settle-paid.txt": "settle B1 . --day-of-loss 2026-06-20 --paid-on 2026-06-25 --as-of 2026-06-30",
    "settle-paid.csv": "settle B1 . --day-of-loss 2026-06-20 --paid-on 2026-06-25 --as-of 2026-06-30 --format csv",
    "settle-paid.json": "settle B1 . --day-of-loss 2026-06-20 --paid-on 2026-06-25 --as-of 2026-06-30 --format json",
    "settle-wrong.txt": "settle ../losses/wrong.toml",
    "policy-diff.txt": "policy diff policy.toml ../offers/offer.toml",
    "policy-diff.json": "policy diff policy.toml ../offers/offer.toml --format json",
    "policy-diff-losses.txt": f"policy diff {OFFERS}/programme.toml {OFFERS}/programme-less-of-losses.toml",
    "policy-diff-layers.txt": f"policy diff {THREE_LAYERS}",
    "policy-diff-layers.json": f"policy diff {THREE_LAYERS} --format json",
    "policy-moves-layers.txt": f"policy diff {THREE_LAYERS} --workspace .",
    "policy-moves.txt": "policy diff policy.toml ../offers/offer.toml --workspace .",
    "policy-moves.csv": "policy diff policy.toml ../offers/offer.toml --workspace . --format csv",
    "policy-moves.json": "policy diff policy.toml ../offers/offer.toml --workspace . --format json",
    "policy-check.txt": "policy check .",
    "policy-show-insurers.txt": f"policy show {EXAMPLES}/syndication",
    "policy-show-insurers.csv": f"policy show {EXAMPLES}/syndication --format csv",
    "policy-show-insurers.json": f"policy show {EXAMPLES}/syndication --format json",
    "policy-show-names.txt": f"policy show {OFFERS}/named.toml",
    "policy-show-names.csv": f"policy show {OFFERS}/named.toml --format csv",
    "policy-show-names.json": f"policy show {OFFERS}/named.toml --format json",
    "policy-show.txt": "policy show policy.toml",
    "policy-terms.txt": "policy terms",
    "help-clause.txt": "help room_in_the_limit",
    "help-term.txt": "help late_notice",
    "duties.txt": "duties .",
    "duties-all.txt": "duties . --within all --top-rows 40",
    "duties-sales.txt": "duties . --who sales",
    "duties.csv": "duties . --format csv",
    "duties.json": "duties . --format json",
    "duties.ics": "duties . --format ics",
    "duties-help.txt": "duties --help",
    "memo.txt": "memo policy.toml",
    "memo.csv": f"memo {EXAMPLES}/whole-turnover --format csv",
    "memo.json": f"memo {EXAMPLES}/top-up-excess --format json",
    "memo-as-of.txt": f"memo {EXAMPLES}/excess-of-loss --as-of 2026-06-30",
    "memo-no-policy.txt": f"memo {EXAMPLES}/surety-line",
    "help-clock.txt": "help hand_over_deadline",
    "unknown-invoice.txt": "why L-22",
    "no-such-day.txt": "cover . --as-of 2026-02-30",
    "no-such-clause.txt": "help room_in_the_limits",
}
"""Name of the stored output, and the command run in the workspace."""


def run(command: str | list[str], language: str, *, width: int = 100, folder: Path = WORKSPACE) -> tuple[str, str, int]:
    """Standard output, standard error and exit code of a command in a folder.

    It runs in this process: starting Python for each command would take most of the time of the tests.
    """
    words = command.split() if isinstance(command, str) else command
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    told = {"COLUMNS": str(width), "ENCOURS_LANG": language}
    thresholds = gc.get_threshold()
    with (
        contextlib.chdir(folder), mock.patch.dict(os.environ, told),
        contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
    ):  # fmt: skip
        code = cli.main(words)
    gc.set_threshold(*thresholds)
    for stream in (out, err):
        stream.flush()
    return out.buffer.getvalue().decode(), err.buffer.getvalue().decode(), code


def stored(name: str, language: str) -> Path:
    """Where the output of a command in a language is kept."""
    stem, _, ending = name.rpartition(".")
    return EXPECTED / f"{stem}.{language}.{ending}"


def shown(out: str, err: str, code: int) -> str:
    """All that a command gave, as it is stored."""
    tail = f"\n[{code}]\n{err}" if code or err else ""
    return out.replace("\r\n", "\n") + tail


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    for each, words in COMMANDS.items():
        for tongue in ("en", "fr"):
            stored(each, tongue).write_text(shown(*run(words, tongue)), encoding="utf-8")
