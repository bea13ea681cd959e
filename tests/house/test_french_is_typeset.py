"""A French text of the web application curls its apostrophes: ``l’agrément``, as a printer sets it.

Templates write texts plainly: `say` sets the signs of what it shows. Nothing sets those of a text in Python.
"""

import ast
import re

from tests.house.tree import ROOT, python_files

WEB = ROOT / "src" / "encours" / "web"
BILINGUAL = {"Words", "Refused", "say", "_say"}
STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")
SAID = re.compile(r"\{%\s*say .*?%\}|\{%\s*comment\b.*?endcomment\s*%\}|\{#.*?#\}", re.DOTALL)


def written(node: ast.AST) -> str:
    """Text of a literal, a letter standing for each value put into it; empty for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(each.value if isinstance(each, ast.Constant) else "x" for each in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def french_faults(source: str) -> list[str]:
    """French texts, the last of two that stand together, with a straight apostrophe."""
    calls = (each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call))
    texts = [
        written(argument)
        for call in calls
        if (getattr(call.func, "id", "") or getattr(call.func, "attr", "")) in BILINGUAL
        for argument in call.args[1:]
        if len(call.args) > 1 and argument is call.args[-1]
    ]
    return [each for each in texts if STRAIGHT.search(each)]


def test_a_straight_apostrophe_is_told_in_french_and_let_through_in_english() -> None:
    assert french_faults('Words("the insurer\'s", "d\'ici là")') == ["d'ici là"]
    assert french_faults('Words(f"{one}\'s", f"l\'{one}")') == ["l'x"]
    assert french_faults('Words("the insurer\'s", "d’ici là")') == []


def test_no_french_text_of_the_application_has_one() -> None:
    paths = [each for each in python_files() if each.is_relative_to(WEB)]
    assert paths
    found = {path.name: wrong for path in paths if (wrong := french_faults(path.read_text(encoding="utf-8")))}
    assert found == {}


def test_no_template_writes_one_outside_what_sets_it() -> None:
    paths = list(WEB.rglob("*.html"))
    assert paths
    assert [path.name for path in paths if STRAIGHT.search(SAID.sub("", path.read_text(encoding="utf-8")))] == []
