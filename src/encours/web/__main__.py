"""`python -m encours.web COMMAND`: how the application is run; `encours COMMAND` leads here."""

from __future__ import annotations

import sys

from encours.web.operations.run import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
