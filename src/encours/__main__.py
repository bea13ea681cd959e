"""`python -m encours` is the command line."""

import sys

from encours.cli import main

if __name__ == "__main__":
    sys.exit(main())
