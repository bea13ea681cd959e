"""The engine judges a lending library: exceptions, absences, until, amounts, at two speeds."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from encours.engine.clause import clause
from encours.engine.findings import cause_parts
from encours.engine.language import OutsideTheLanguage, check_language
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, NOT_APPLICABLE, PARTLY, REFUSED, SUSPENDED, Verdict
from encours.units import MAXIMUM_AMOUNT, MISSING, NEVER, UNSET, Cents, Day, Flag
from tests.engine import toy

LAW = toy.wording()
NAMES = [each.name for each in LAW.clauses]


def one(loan, card=200, **terms):
    """Verdict of one loan by the plain walk: granted, deciding clause and its verdict, until, findings."""
    ((granted, cause, until, _early),), findings = toy.plainly(LAW, [(card, [loan])], **terms)
    decided = None if cause == 0 else (NAMES[cause_parts(cause)[0]], cause_parts(cause)[1])
    return granted, decided, until, {f.clause: f for f in findings[0]}


def test_a_loan_that_nothing_bars_is_granted_until_the_first_deadline():
    granted, decided, until, findings = one((90, 0, 0, 0, 300))
    assert (granted, decided, until) == (300, None, 111)
    assert findings["card_valid"].until == 200


def test_what_bars_comes_before_what_suspends():
    assert one((90, 1, 0, 0, 300), loan_period=1)[1] == ("not_reserved", REFUSED)
    assert one((90, 0, 0, 0, 300), loan_period=1)[1] == ("nothing_overdue", SUSPENDED)


@pytest.mark.parametrize(
    ("note", "word", "decided"),
    [
        (0, 0, ("not_reserved", REFUSED)),
        (1, 0, None),
        (2, 0, ("not_reserved", SUSPENDED)),
        (1, 1, None),
        (2, 1, ("not_reserved", NEEDS_INFORMATION)),
        (MISSING, 0, ("not_reserved", NEEDS_INFORMATION)),
        (MISSING, 1, None),
    ],
    ids=["none", "applies", "suspends", "agree", "disagree", "lacks a fact", "one applies, one lacks a fact"],
)
def test_an_exception_is_heard_only_against_a_refusal(note, word, decided):
    assert one((90, 1, note, word, 300))[1] == decided


def test_exceptions_that_disagree_are_told_in_the_finding():
    assert one((90, 1, 2, 1, 300))[3]["not_reserved"].overridden_by == "exceptions disagree"


def test_a_missing_fact_is_named_and_not_taken_for_zero():
    _, decided, until, findings = one((90, MISSING, 0, 0, 300))
    assert decided == ("not_reserved", NEEDS_INFORMATION)
    assert findings["not_reserved"].missing == ("reserved",)
    assert until == 111  # the reader may be late before anybody tells


@pytest.mark.parametrize("heeded", [0, UNSET])
def test_a_clause_that_does_not_apply_asks_nothing(heeded):
    granted, decided, _, findings = one((90, MISSING, 0, 0, 300), reservations_heeded=heeded)
    assert (granted, decided) == (300, None)
    assert findings["not_reserved"].verdict == NOT_APPLICABLE


def test_whether_a_clause_applies_may_itself_be_unknown():
    assert one((90, 1, 0, 0, 300), reservations_heeded=MISSING)[1] == ("not_reserved", NEEDS_INFORMATION)


def test_the_stages_before_the_last_tell_what_they_would_have_decided_alone():
    (late,), _ = toy.plainly(LAW, [(200, [(90, 0, 0, 0, 300)])], loan_period=1)
    (unsure,), _ = toy.plainly(LAW, [(200, [(90, MISSING, 0, 0, 300)])], loan_period=1)
    assert (NAMES[cause_parts(late[1])[0]], late[3]) == ("nothing_overdue", 0)
    assert NAMES[cause_parts(unsure[1])[0]] == "nothing_overdue"
    assert (NAMES[cause_parts(unsure[3])[0]], cause_parts(unsure[3])[1]) == ("not_reserved", NEEDS_INFORMATION)


def test_a_measure_lacks_a_value_when_what_it_reads_does():
    finding = one((MISSING, 0, 0, 0, 300))[3]["nothing_overdue"]
    assert (finding.verdict, finding.missing) == (NEEDS_INFORMATION, ("borrowed",))


def test_never_is_a_day_after_every_day():
    granted, decided, until, _ = one((90, 0, 0, 0, 300), card=NEVER)
    assert (granted, decided, until) == (300, None, 111)


def test_an_unset_term_takes_its_clause_away():
    granted, decided, _, findings = one((90, 0, 0, 0, 9_000), pages_allowed=UNSET)
    assert (granted, decided) == (9_000, None)
    assert findings["pages_left"].verdict == NOT_APPLICABLE
    assert one((10, 0, 0, 0, 1), loan_period=UNSET)[3]["nothing_overdue"].verdict == NOT_APPLICABLE


def test_an_amount_clause_cuts_and_what_it_lent_counts_against_the_next():
    loans = [(90, 0, 0, 0, 300), (91, 0, 0, 0, 300), (92, 0, 0, 0, 300)]
    answers, findings = toy.plainly(LAW, [(200, loans)])
    assert [granted for granted, *_ in answers] == [300, 200, 0]
    verdicts = [findings[r][-1].verdict for r in range(3)]
    assert verdicts == [KEPT, PARTLY, REFUSED]
    assert (findings[1][-1].asked, findings[1][-1].granted) == (300, 200)


def half(asked: Cents) -> Cents:
    """Half of the pages asked, the other half being another library's."""
    return asked // 2


def fewer(asked: Cents) -> Cents:
    """Four hundred pages fewer than asked, which may be fewer than none."""
    return asked - 400


def counting(name, rule, **more):
    return toy.wording((name,), **{name: toy.module(name, rule, **more)})


SHARED = counting("half", half, is_cause=False)


@pytest.mark.parametrize(
    ("pages", "granted", "cause"), [(300, 150, 0), (1, 0, ("half", REFUSED)), (501, 250, ("pages_left", PARTLY))]
)
def test_a_share_is_the_cause_only_where_it_alone_leaves_nothing(pages, granted, cause):
    ((lent, code, *_),), _ = toy.plainly(SHARED, [(200, [(90, 0, 0, 0, pages)])])
    assert lent == granted
    assert (code and (SHARED.clauses[cause_parts(code)[0]].name, cause_parts(code)[1])) == cause


def test_both_speeds_blame_the_same_clause_for_what_is_cut(kernels):
    """A share comes first, then a rule that may answer less than nothing."""
    law = toy.wording(
        ("half", "fewer"), half=toy.module("half", half, is_cause=False), fewer=toy.module("fewer", fewer)
    )
    blamed = set()
    for seed in range(3):
        plain = toy.plainly(law, drawn(seed))[0]
        assert toy.compiled(law, drawn(seed), kernels) == plain
        blamed |= {law.clauses[cause_parts(cause)[0]].name for _, cause, *_ in plain if cause}
    assert {"half", "fewer", "pages_left"} <= blamed


def drawn(seed):
    rng = random.Random(seed)
    flag = [0, 0, 0, 1, MISSING]
    return [
        (rng.choice([80, 95, 200, NEVER, MISSING]),
         [(rng.choice([70, 79, 80, 90, 95, MISSING]), rng.choice(flag), rng.choice([*flag, 2]), rng.choice(flag),
           rng.choice([0, 1, 250, 500, 501, MAXIMUM_AMOUNT])) for _ in range(rng.randint(0, 6))])
        for _ in range(40)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def kernels(tmp_path_factory):
    return tmp_path_factory.mktemp("kernels")


@pytest.mark.parametrize("allowed", [UNSET, MISSING, 0, 500, MAXIMUM_AMOUNT])
@pytest.mark.parametrize("period", [UNSET, 0, 21])
def test_both_speeds_give_the_same_answers(kernels, allowed, period):
    for seed in range(10):
        terms = {"pages_allowed": allowed, "loan_period": period, "reservations_heeded": seed % 2}
        plain, _ = toy.plainly(LAW, drawn(seed), **terms)
        assert toy.compiled(LAW, drawn(seed), kernels, **terms) == plain


def test_a_changed_rule_is_another_kernel_and_another_answer(kernels, tmp_path):
    reader = [(200, [(90, 0, 0, 0, 300)])]
    assert toy.compiled(LAW, reader, kernels)[0][0] == 300
    path = tmp_path / "stricter.py"
    path.write_text(
        "from encours.engine.verdicts import REFUSED, Verdict\nfrom encours.units import Flag\n\n"
        "def rule(reserved: Flag) -> Verdict:\n    return REFUSED\n",
        encoding="utf-8",
    )
    spec = __import__("importlib.util").util.spec_from_file_location("library.not_reserved", path)
    stricter = __import__("importlib.util").util.module_from_spec(spec)
    sys.modules["library.not_reserved"] = stricter
    spec.loader.exec_module(stricter)
    changed = toy.wording(not_reserved=stricter)
    before = set(kernels.glob("*.py"))
    assert toy.compiled(changed, reader, kernels)[0][0] == 0
    assert len(set(kernels.glob("*.py")) - before) == 1
    assert toy.compiled(LAW, reader, kernels)[0][0] == 300


SCRIPT = """
from pathlib import Path
from tests.engine import toy
print(toy.compiled(toy.SHORTEST, [(200, [(90, 0, 0, 0, 300)])], Path({cache!r})))
"""


@pytest.mark.slow
def test_two_processes_may_write_one_kernel_at_once(tmp_path):
    root = Path(__file__).parents[2]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT.format(cache=str(tmp_path))], cwd=root, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    answers = [each.communicate(timeout=100)[0] for each in started]
    assert answers[0] == answers[1] == "[(300, 0, 2147483647, 0)]\n"
    assert [each.suffix for each in tmp_path.iterdir() if each.is_file()] == [".py"]


def looping(reserved: Flag) -> Verdict:
    for _ in range(reserved):
        return REFUSED
    return KEPT


def halving(reserved: Flag) -> Verdict:
    return KEPT if reserved / 2 > 1 else REFUSED


def listing(reserved: Flag) -> Verdict:
    return REFUSED if [reserved] else KEPT


def with_a_float(reserved: Flag) -> Verdict:
    return REFUSED if reserved > 0.5 else KEPT


def named(reserved: Flag) -> Verdict:
    return int(min(reserved, 1, key=None))


@pytest.mark.parametrize("rule", [looping, halving, listing, with_a_float, named])
def test_a_rule_outside_the_language_is_refused_with_its_line(rule):
    with pytest.raises(OutsideTheLanguage, match=r"test_engine\.py:\d+\n .*\n.*not part of the clause language"):
        clause(toy.module("wrong", rule), stage="lend", state=1)


def test_a_step_may_loop_where_a_rule_may_not():
    check_language(looping, step=True)


def tomorrow(borrowed: Flag) -> Verdict:
    return KEPT


def unknown(author: Day) -> Verdict:
    return KEPT


@pytest.mark.parametrize(("rule", "said"), [(tomorrow, "reads borrowed as"), (unknown, "which nothing provides")])
def test_a_rule_reads_only_what_exists_in_its_own_unit(rule, said):
    with pytest.raises(AssertionError, match=said):
        toy.wording(not_reserved=toy.module("not_reserved", rule))


def test_a_wording_without_a_clause_no_longer_asks_it():
    ((granted, *_),), _ = toy.plainly(LAW.without("not_reserved"), [(200, [(90, 1, 0, 0, 300)])])
    assert granted == 300
    assert "note_of_the_librarian" not in [c.name for c in LAW.without("not_reserved").clauses]
