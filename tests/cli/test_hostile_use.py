"""A careless or hostile use is refused with a reason, loses nothing, and never ends in a trace."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from encours import cli
from encours.cli import exit_codes
from tests.cli.commands import WORKSPACE, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small workspace that a test may spoil."""
    copy = tmp_path / "company"
    copy.mkdir()
    for each in WORKSPACE.iterdir():
        (copy / each.name).write_bytes(each.read_bytes())
    return copy


def refused(command: str, folder: Path) -> str:
    """What a refused command says on standard error, having said nothing else."""
    out, err, code = run(command, "en", folder=folder)
    assert (out, code) == ("", 1)
    assert "Traceback" not in err
    return err


def test_the_demo_does_not_replace_another_company(folder: Path) -> None:
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert "nothing was written" in refused("demo .", folder)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_the_demo_replaces_itself(tmp_path: Path) -> None:
    for _ in range(2):
        _, err, code = run("demo demo-company", "en", folder=tmp_path)
        assert (err, code) == ("", 0)


def test_a_link_to_a_file_that_is_not_there_is_not_an_empty_table(folder: Path) -> None:
    (folder / "payments.csv").unlink()
    (folder / "payments.csv").symlink_to("moved.csv")
    assert refused("cover .", folder).startswith("payments.csv\nThis is no file")


@pytest.mark.parametrize("name", ["invoices.csv", "policy.toml", "workspace.toml", "limits.json"])
@pytest.mark.parametrize("command", ["cover .", "ageing .", "policy check ."])
def test_a_link_out_of_the_folder_is_not_followed_and_nothing_of_it_is_shown(
    folder: Path, name: str, command: str
) -> None:
    (folder.parent / "elsewhere").write_text("secret,of,somebody\n[secret\n", encoding="utf-8")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to("../elsewhere")
    if command == "policy check ." and name != "policy.toml":
        assert run(command, "en", folder=folder)[2] == 0
        return
    said = refused(command, folder)
    assert f"{name}\nThis is a link that leads out of the folder" in said
    assert "secret" not in said


def test_imports_that_stand_elsewhere_are_not_looked_at(folder: Path) -> None:
    (elsewhere := folder.parent / "secret-folder").mkdir()
    (elsewhere / "0001-secret").mkdir()
    (folder / "imports").symlink_to(elsewhere)
    assert refused("cover .", folder).startswith("imports\nThis is a link that leads out of the folder")
    (folder / "imports").unlink()
    (folder / "imports").mkdir()
    (folder / "imports" / "0001-a").symlink_to(elsewhere / "0001-secret")
    assert refused("cover .", folder).startswith("imports/0001-a\nThis is a link that leads out of the folder")


def test_a_link_within_the_folder_and_a_folder_that_is_a_link_are_followed(folder: Path) -> None:
    (folder / "kept").mkdir()
    (folder / "invoices.csv").rename(folder / "kept" / "list")
    (folder / "invoices.csv").symlink_to("kept/list")
    (folder.parent / "linked").symlink_to(folder)
    assert run("ageing linked", "en", folder=folder.parent)[2] == 0


def test_a_top_up_alone_is_refused_and_as_a_file_beside_its_programme_is_not(folder: Path) -> None:
    policy = (folder / "policy.toml").read_text(encoding="utf-8")
    top_up = policy.replace("[terms]", '[terms]\nlayer_mode = "excess"')
    (folder / "top-up.toml").write_text(top_up, encoding="utf-8")
    for command in ("policy check top-up.toml", "policy show top-up.toml", "policy diff policy.toml top-up.toml"):
        assert run(command, "en", folder=folder)[2] == 0
    (folder / "top-up.toml").rename(folder / "policy.toml")
    for command in ("cover .", "policy check .", "policy check policy.toml"):
        assert "there is none: it would keep nothing" in refused(command, folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_named_like_a_policy_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "top-up.toml")
    assert refused("cover .", folder).startswith("top-up.toml\nThis is no file")
    assert run("policy check .", "en", folder=folder)[2] == 0


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="the system has no file that opens and is not read")
def test_a_file_that_opens_and_cannot_be_read_is_told_with_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The link stands for a file of the folder itself, on a disk that fails.
    monkeypatch.setattr("encours.formats.folder.leaves", lambda *_: False)
    (folder / "payments.csv").unlink()
    (folder / "payments.csv").symlink_to("/proc/self/mem")
    (folder / "disputes.csv").write_text("")
    said = refused("cover .", folder)
    assert "payments.csv\nThe file cannot be opened: " in said
    assert "disputes.csv\nThe file is empty" in said


def test_a_file_in_the_place_of_the_folder_is_told(folder: Path) -> None:
    assert refused("ageing invoices.csv", folder).startswith("invoices.csv\nThis is a file, and a folder is expected.")


def test_what_was_typed_is_echoed_short_and_without_commands_to_the_screen(folder: Path) -> None:
    for command in (
        f"cover . --as-of \x1b[31m{'x' * 3000}",
        f"why \x1b[31m{'x' * 3000} .",
        f"help \x1b[31m{'x' * 3000}",
    ):
        said = refused(command, folder)
        assert "\x1b" not in said
        assert len(said) < 600


@pytest.mark.parametrize("command", ["cover", "policy check"])
def test_a_path_too_long_is_refused(command: str, folder: Path) -> None:
    assert "o long" in refused(f"{command} {'a' * 5000}", folder)


def test_a_policy_that_cannot_be_read_is_not_called_missing(folder: Path) -> None:
    with (folder / "policy.toml").open("ab") as stream:
        stream.write(b"\0")
    assert "no policy" not in refused("cover .", folder)


def test_rows_left_out_are_told_with_the_reason(folder: Path) -> None:
    with (folder / "payments.csv").open("a") as stream:
        stream.writelines(f"P-{row},B1,L-1,2026-02-{row},40.00,EUR\n" for row in range(30, 40))
    out, err, code = run("ageing . --keep-good-rows", "en", folder=folder)
    assert (out != "", code) == (True, 0)
    assert "Rows with errors, left out: 10." in err
    assert err.count("February 2026 has 28 days") == 5
    assert "5 more errors, 10 in all." in err


def test_a_negative_payment_is_refused_and_not_dropped(folder: Path) -> None:
    with (folder / "payments.csv").open("a") as stream:
        stream.write("P-3,B1,L-1,2026-06-30,-40.00,EUR\n")
    assert "is negative" in refused("cover .", folder)


def test_totals_beyond_the_largest_amount_are_shown(folder: Path) -> None:
    (folder / "payments.csv").unlink()
    (folder / "disputes.csv").unlink()
    with (folder / "invoices.csv").open("a") as stream:
        for number in range(3):
            stream.write(f"H-{number},1,B1,LF,invoiced,,2026-05-18,2026-05-18,2026-07-17,EUR,99999999999.99,0.00,\n")
    for command in ("cover .", "buyers . --format csv", "ageing .", "ageing . --format csv"):
        out, err, code = run(command, "en", folder=folder)
        assert (err, code) == ("", 0), command
        assert out.replace(",", "").count("3000000") >= 1, command


def test_an_invoice_not_known_yet_is_told_from_one_that_does_not_exist(folder: Path) -> None:
    assert "not yet on that day" in refused("why L-1 --as-of 2026-01-02", folder)
    assert "No invoice has that number" in refused("why L-1x --as-of 2026-06-30", folder)


@pytest.mark.parametrize("day", ["2026-02-30", "2200-01-01", "1900-01-01"])
def test_an_impossible_day_is_told_from_what_is_no_date(day: str, folder: Path) -> None:
    assert "There is no such day from 1990 to 2100" in refused(f"cover . --as-of {day}", folder)
    assert "This is not a date" in refused("cover . --as-of soon", folder)


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """A command line run by a shell, with the letters of a machine that knows none but ASCII."""
    poor = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    line = command.replace("encours", f"{shlex.quote(sys.executable)} -m encours")
    return subprocess.run(["sh", "-c", line], cwd=folder, env={**os.environ, **poor}, capture_output=True, check=False)


@pytest.mark.parametrize("command", ["encours --help --lang fr", "encours cover --help --lang fr", "encours cover ."])
def test_a_terminal_of_few_letters_changes_nothing(command: str, folder: Path) -> None:
    done = shell(command, folder)
    assert (done.stderr, done.returncode) == (b"", 0)
    assert done.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
def test_an_answer_that_could_not_be_written_is_not_called_given(folder: Path) -> None:
    done = shell("encours --help > /dev/full", folder)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    french = shell("encours cover . --lang fr > /dev/full", folder)
    assert (french.returncode, french.stderr.decode()) == (1, "encours : plus de place sur le disque\n")


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX closes the stream")
@pytest.mark.parametrize("command", ["cover .", "cover . --format json", "demo other", "--help", "policy terms"])
def test_a_closed_output_is_refused_before_anything_is_done(command: str, folder: Path) -> None:
    done = shell(f"encours {command} --lang en >&-", folder)
    assert (done.returncode, done.stderr) == (
        exit_codes.REFUSED,
        b"encours: standard output is closed: nothing is computed, nothing is written.\n",
    )
    assert not (folder / "other").exists()


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX closes the stream")
def test_a_closed_output_is_told_in_french_and_refused_where_nothing_can_be_told(folder: Path) -> None:
    assert "la sortie standard est fermée" in shell("encours cover . --lang=fr >&-", folder).stderr.decode()
    assert shell("encours cover . >&- 2>&-", folder).returncode == exit_codes.REFUSED


def test_a_name_of_thousands_of_letters_does_not_hide_the_amounts(folder: Path) -> None:
    buyers = folder / "buyers.csv"
    buyers.write_text(buyers.read_text().replace("Abat-Jour Imaginaire SA", "A" * 9_000))
    assert "€28,000" in run("buyers .", "en", folder=folder)[0]


STOPPED = """
import os, signal, sys
from encours.cli import main
class Keyboard:
    def find_spec(name, *rest, wanted=sys.argv[1]):
        if name == wanted:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Keyboard)
del sys.argv[1]
sys.exit(main())
"""


@pytest.mark.parametrize("module", ["encours.cli.run", "argparse", "encours.cli.cover", "numpy", "encours.cover.one"])
def test_a_command_stopped_while_it_loads_ends_quietly(module: str, folder: Path) -> None:
    command = [sys.executable, "-c", STOPPED, module, "cover", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (exit_codes.INTERRUPTED, b"", b"")
    assert cli.INTERRUPTED == exit_codes.INTERRUPTED


@pytest.mark.parametrize(
    ("options", "wrong", "french"),
    [
        ("--bounds=", "There is no bound.", "Il n'y a aucune borne."),
        ("--bounds=30,30", "30 stands there twice.", "30 y figure deux fois."),
        ("--bounds=60,30", "The bounds do not grow.", "Les bornes ne croissent pas."),
        ("--bounds=0,30", '"0" is no bound.', "« 0 » n'est pas une borne."),
        ("--bounds=30,,60", '"" is no bound.', "«  » n'est pas une borne."),
        ("--bounds=30,soon", '"soon" is no bound.', "« soon » n'est pas une borne."),
        ("--bounds=36501", '"36501" is no bound.', "« 36501 » n'est pas une borne."),
        ("--unit=months --bounds=1201", '"1201" is no bound.', "« 1201 » n'est pas une borne."),
        (f"--bounds={'9' * 5000}", '"9999', "« 9999"),
        (f"--bounds={','.join(map(str, range(1, 26)))}", "There are 25 bounds.", "Il y a 25 bornes."),
    ],
)
def test_bounds_that_head_no_column_are_refused(options: str, wrong: str, french: str, folder: Path) -> None:
    said = refused(f"ageing . {options}", folder)
    assert said.startswith("--bounds   ")
    assert wrong in said
    assert "growing whole numbers" in said
    assert french in run(f"ageing . {options}", "fr", folder=folder)[1]


def test_bounds_as_many_and_as_far_as_may_be_are_answered(folder: Path) -> None:
    bounds = [*range(1, 24), 36_500]
    assert run(f"ageing . --bounds={','.join(map(str, bounds))}", "en", folder=folder)[2] == 0
    assert run("ageing . --unit=months --bounds=0,1200", "en", folder=folder)[2] == 0


def test_an_invoice_of_another_buyer_is_not_called_unknown_yet(folder: Path) -> None:
    said = refused("why L-1 --buyer B404", folder)
    assert said.startswith('--buyer   "B404"')
    assert "Invoice L-1 is not this buyer's.\nIt is of: B1." in said
    assert "n'est pas de ce client" in run("why L-1 --buyer B404", "fr", folder=folder)[1]


def test_a_screen_said_to_be_a_hundred_million_wide_is_answered(folder: Path) -> None:
    out, err, code = run("cover .", "en", folder=folder, width=99_999_999)
    assert (err, code) == ("", 0)
    assert max(map(len, out.splitlines())) <= 1_000


def test_a_page_of_cases_that_is_no_text_ends_without_a_trace(folder: Path) -> None:
    (folder / "a.md").write_bytes(bytes(range(128, 256)) * 9)
    assert "Traceback" not in run("cases a.md", "en", folder=folder)[1]


def test_what_the_system_refuses_is_told_in_the_language_asked_for(folder: Path) -> None:
    """A path too long, because a test may run as one who may read everything."""
    for command in ("cover", "policy check"):
        assert "nom de fichier trop long" in run(f"{command} {'a' * 5000}", "fr", folder=folder)[1]
        assert "File name too long" in run(f"{command} {'a' * 5000}", "en", folder=folder)[1]


def test_the_count_of_cases_is_told_in_the_language_asked_for(folder: Path) -> None:
    (folder / "cases.md").write_text("# Nothing yet\n")
    assert run("cases cases.md", "en", folder=folder)[0].startswith("0 cases and stories on 1 pages, 0 failed, ")
    assert run("cases cases.md", "fr", folder=folder)[0].startswith("0 cas et récits sur 1 pages, 0 en échec, 0,")


def test_a_gigantic_policy_is_refused_as_such(folder: Path) -> None:
    (folder / "policy.toml").write_text("a = 1\n" * 400_000)
    assert "A policy is a few pages." in refused("cover .", folder)


def test_amounts_that_pass_what_is_counted_once_converted_are_refused(folder: Path) -> None:
    policy = folder / "policy.toml"
    policy.write_text(policy.read_text().replace("EUR", "IDR"))
    with (folder / "exchange_rates.csv").open("a") as rates:
        rates.write("2026-01-01,IDR,19000\n")
    limits = folder / "limit_decisions.csv"
    limits.write_text(limits.read_text().replace("EUR", "IDR"))
    assert run("cover .", "en", folder=folder)[2] == 0
    invoices = folder / "invoices.csv"
    header, first, *others = invoices.read_text().splitlines()
    gross = header.split(",").index("gross")
    cells = first.split(",")
    cells[gross] = "9000000.00"  # times 19,000: 1.7 x 10^13 minor units
    invoices.write_text("\n".join([header, ",".join(cells), *others]) + "\n")
    for command in ("cover .", "buyers .", f"why {cells[0]} ."):
        said = refused(command, folder)
        assert "Turned into IDR, these amounts pass IDR" in said
        assert "invoices.csv" in said


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("policy check company/invoices.csv", "company/invoices.csv\nThis file is no policy."),
        ("policy check company/nowhere.toml", "company/nowhere.toml\nThere is no such file."),
        ("policy show company/spoilt.toml", "company/spoilt.toml:1   name = x\n"),
        ("cover company/nowhere", "company/nowhere\nThere is no such folder."),
        ("demo company", "company   "),
    ],
)
def test_a_place_is_the_path_that_was_typed(command: str, said: str, folder: Path) -> None:
    (folder / "spoilt.toml").write_text("name = x\n")
    assert refused(command, folder.parent).startswith(said)


def test_cases_that_are_not_there_are_told_as_the_command_was_typed(tmp_path: Path) -> None:
    out, err, code = run("cases no/such", "en", folder=tmp_path)
    assert (out, code) == ("", exit_codes.MISUSED)
    assert err == "no/such\nThere is nothing there.\nName a file of cases, or a folder: encours cases [PLACES ...]\n"


@pytest.mark.parametrize("command", ["kpi", "exposure", "entities"])
def test_what_a_measure_is_asked_is_echoed_safely_and_refused(command: str, folder: Path) -> None:
    said = refused(f"{command} . --as-of \x1b[31m{'x' * 3000}", folder)
    assert "\x1b" not in said
    assert len(said) < 600
    assert "o long" in refused(f"{command} {'a' * 5000}", folder)


@pytest.mark.parametrize("command", ["kpi . --show", "entities . --show"])
def test_a_name_that_shows_nothing_is_refused_with_those_that_do(command: str, folder: Path) -> None:
    for name in ("\x1b[31m" + "x" * 3000, "dso-", "="):
        said = refused(f"{command} {name}", folder)
        assert "\x1b" not in said
        assert "Nothing has that name." in said
        assert len(said) < 900


@pytest.mark.parametrize("written", ["0", "3661", "99999999999999999999", "-1", "1.5", "x"])
def test_a_period_that_is_none_is_refused(written: str, folder: Path) -> None:
    out, err, code = run(f"kpi . --days {written}", "en", folder=folder)
    assert (out, code) in {("", 1), ("", 2)}
    assert "Traceback" not in err


def test_a_period_of_ten_years_is_one(folder: Path) -> None:
    assert run("kpi . --days 3660", "en", folder=folder)[2] == 0
    assert run("kpi . --months 120", "en", folder=folder)[2] == 0


def test_two_periods_are_misuse_in_both_languages(folder: Path) -> None:
    for language, said in (("en", "not allowed with argument"), ("fr", "ne va pas avec")):
        out, err, code = run("kpi . --days 3 --months 2", language, folder=folder)
        assert (out, code) == ("", 2)
        assert said in err


def test_measures_answer_where_there_is_little_to_measure(folder: Path) -> None:
    for name in ("payments.csv", "disputes.csv", "limit_requests.csv", "limit_appeals.csv", "own_limits.csv"):
        (folder / name).unlink()
    for command in ("kpi .", "exposure .", "entities .", "kpi . --as-of 2025-01-01", "exposure . --as-of 2025-01-01",
                    "entities . --as-of 2025-01-01", "policy diff . . --workspace . --as-of 2025-01-01"):  # fmt: skip
        out, err, code = run(command, "fr", folder=folder)
        assert (code, out != "", "Traceback" in err) == (0, True, False), command
    (folder / "policy.toml").unlink()
    for command in ("kpi .", "exposure .", "entities .", "buyers ."):
        assert run(command, "en", folder=folder)[2] == 0
    out, _, code = run("exposure .", "en", folder=folder)
    assert (code, "Not judged: there is no policy" in out) == (0, True)
    assert "no policy in this folder" in refused("cover .", folder)


def test_measures_of_a_currency_without_a_rate_are_refused_by_name(folder: Path) -> None:
    (folder / "exchange_rates.csv").unlink()
    for command in ("kpi .", "exposure .", "entities .", "policy diff policy.toml policy.toml --workspace ."):
        assert "USD" in refused(command, folder)
    (folder / "policy.toml").unlink()
    for command in ("kpi .", "entities ."):
        assert "USD" in refused(command, folder)


def test_the_workspace_of_a_comparison_may_be_no_folder(folder: Path) -> None:
    for place in ("nowhere", "invoices.csv", "a" * 5000):
        refused(f"policy diff policy.toml policy.toml --workspace {place}", folder)


def test_policies_in_two_currencies_are_told_apart_without_euros(folder: Path) -> None:
    policy = (folder / "policy.toml").read_text(encoding="utf-8")
    (folder / "other.toml").write_text(policy.replace('currency = "EUR"', 'currency = "USD"').replace(" EUR", " USD"))
    out, _, code = run("policy diff policy.toml other.toml --workspace .", "en", folder=folder)
    assert code == 0
    assert "euros of cover cannot be compared" in out
