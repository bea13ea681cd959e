"""One target driven by libFuzzer, in this process: `python -m fuzz.one TARGET FOLDER LIBFUZZER-OPTIONS...`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["encours", "tomllib"], enable_loader_override=False):
    from fuzz.promises import finding_in, keep
    from fuzz.targets import TARGETS


def main() -> None:
    """Try inputs until the time is over; what is found is written and does not stop the others."""
    name, findings, *options = sys.argv[1:]
    target = TARGETS[name]
    folder = Path(tempfile.mkdtemp(prefix="encours-fuzz-"))

    def try_one(data: bytes) -> None:
        found = finding_in(target, data, folder)
        if found is not None and keep(found, data, Path(findings)):
            print(f"\nFOUND {found.name}\n{found.told}", file=sys.stderr, flush=True)

    atheris.Setup([sys.argv[0], *options], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
