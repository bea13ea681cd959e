"""Works on drafts in processes of their own, each killed at a point of its work: `python -m tests.web.killed_import`.

It reads lines of an organisation, a draft and a point, and answers each with how its process ended.
"""

import os
import signal
import sys


def die(*_args: object, **_more: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def work(organisation: int, draft: int, point: str) -> None:
    from encours.web.actions import imports, keeping
    from encours.web.store import ledgers

    if point == "before it lands":
        imports.locked = die  # type: ignore[assignment]
    elif point == "in the middle of its facts":
        insert = ledgers._insert

        def half(table, *where):
            insert(table, *where)
            die()

        ledgers._insert = half
    elif point == "before its journal":
        keeping.journal.write = die
    elif point == "before it is told":
        imports.to = die
    elif point == "after it landed":
        imports.log.info = die
    imports.work_on_draft.call(organisation, draft)


def main() -> None:
    import django

    django.setup()
    from encours.web.actions import imports  # noqa: F401 -- once for all of them

    for line in sys.stdin:
        organisation, draft, point = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            work(int(organisation), int(draft), point)
            os._exit(0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
