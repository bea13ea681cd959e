"""One target driven by libFuzzer, in this process: `python -m fuzz.one TARGET FOLDER LIBFUZZER-OPTIONS...`."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import atheris

from fuzz.mutators import changed

with atheris.instrument_imports(include=["encours", "tomllib"], enable_loader_override=False):
    from fuzz.promises import finding_in, keep
    from fuzz.seeds import words_of
    from fuzz.targets import CHOICES, TARGETS

BLIND = 0.4
"""Share of the changes that are left to libFuzzer."""


def main() -> None:
    """Try inputs until the time is over; what is found is written and does not stop the others."""
    name, findings, *options = sys.argv[1:]
    target = TARGETS[name]
    folder = Path(tempfile.mkdtemp(prefix="encours-fuzz-"))

    def try_one(data: bytes) -> None:
        found = finding_in(target, data, folder)
        if found is not None and keep(found, data, Path(findings)):
            print(f"\nFOUND {found.name}\n{found.told}", file=sys.stderr, flush=True)

    words = [each.encode() for each in words_of(name)]

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        """Half of the time a change of form, after the bytes that choose how the file is read."""
        rng = random.Random(seed)  # noqa: S311 -- chance, not a secret
        if rng.random() < BLIND:
            return bytes(atheris.Mutate(data, len(data)))[:most]
        return (data[: CHOICES[name]] + changed(data[CHOICES[name] :], rng, words))[:most]

    atheris.Setup([sys.argv[0], *options], try_one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
