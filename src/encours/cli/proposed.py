"""The commands that an answer proposes carry the folder, the days and the language that it was asked with."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from encours.cli.run import language_of
from encours.explain.again import Again


def again(asked: Namespace) -> Again:
    """What a command proposed in an answer must say as well to show the same view."""
    options: list[str] = []
    for name in ("as_of", "known_on"):
        if written := getattr(asked, name, None):
            options += [f"--{name.replace('_', '-')}", written]
    options += [f"--{name.replace('_', '-')}" for name in ("without_assumptions", "keep_good_rows") if name in asked
                and getattr(asked, name)]  # fmt: skip
    if asked.lang != language_of(()):
        options += ["--lang", asked.lang]
    named = (getattr(asked, name, None) for name in ("inside", "folder", "file"))
    folder = next((each for each in named if each is not None), Path())
    return Again("" if folder == Path() else str(folder), tuple(options))
