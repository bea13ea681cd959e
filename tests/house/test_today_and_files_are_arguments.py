"""Below explain and formats nothing reads the clock, a file, the environment or the network.

*Today* is an argument, `as_of`; a file is read by `formats` and handed over as values.
"""

import ast

import pytest

from tests.house.tree import PURE_ROOMS, Module, dotted, imports, modules, place

# Modules of the outside world, from the clock to the network.
OUTSIDE = {
    "asyncio", "ftplib", "getpass", "glob", "http", "httpx", "locale", "mmap", "os", "platformdirs",
    "requests", "shutil", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "tempfile", "time",
    "urllib", "urllib3",
}  # fmt: skip
CLOCK = {"now", "utcnow", "today", "fromtimestamp"}
FILE_CALLS = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "fromfile", "tofile", "memmap", "mkdir",
    "read_csv", "scan_csv", "write_csv", "read_parquet", "scan_parquet", "write_parquet", "sink_parquet",
    "touch", "unlink", "savetxt", "loadtxt", "iterdir", "rglob",
}  # fmt: skip
BUILTINS = {"open", "input", "print", "breakpoint", "__import__"}

ALLOWED: dict[str, frozenset[str]] = {
    # A compiled kernel is one text in a cache folder that the caller names; nobody else can write it.
    # It is written apart and moved in one step, so that a reader never sees half of it.
    "engine/many.py": frozenset({"files", "os", "tempfile"}),
    # Threads that are kept are forgotten in a process that is forked: only the system tells of it.
    "engine/threads.py": frozenset({"os"}),
}
ENVIRONMENT = {"os.environ", "os.getenv", "os.getcwd", "sys.argv", "sys.stdin"}


def faults(module: Module) -> list[str]:
    """One line for each look outside from a room that has none."""
    if module.room not in PURE_ROOMS:
        return []
    allowed = ALLOWED.get(module.path, frozenset())
    found = []
    for node, name in imports(module):
        library = name.partition(".")[0]
        if (library in OUTSIDE and library not in allowed) or name.startswith("importlib.resources"):
            found.append(f"{place(module, node)}: imports {name}")
    for node in ast.walk(module.tree):
        if dotted(node) in ENVIRONMENT:
            found.append(f"{place(module, node)}: reads {dotted(node)}")
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else dotted(node.func)
        if isinstance(node.func, ast.Attribute) and called in CLOCK:
            found.append(f"{place(module, node)}: asks the clock, {called}()")
        elif isinstance(node.func, ast.Name) and called in BUILTINS and "files" not in allowed:
            found.append(f"{place(module, node)}: calls {called}()")
        elif isinstance(node.func, ast.Attribute) and called in FILE_CALLS and "files" not in allowed:
            found.append(f"{place(module, node)}: touches a file, {called}()")
    return found


def test_the_rooms_of_the_trade_look_at_nothing_outside() -> None:
    assert [fault for module in modules() for fault in faults(module)] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("cover/one.py", "def cover(account, *, as_of): return as_of + 1"),
        ("units/money.py", "from datetime import date\nd = date(2026, 6, 30)"),
        ("formats/csv.py", "import os\nwith open(path) as file: pass"),
        ("cli/cover.py", "from datetime import date\nas_of = date.today()"),
        ("explain/texts.py", "from importlib.resources import files"),
        ("engine/many.py", "def keep(folder, text): (folder / 'kernel.py').write_text(text)"),
    ],
)
def test_arguments_and_the_rooms_at_the_border_are_let_through(path: str, text: str) -> None:
    assert faults(Module(path, text)) == []


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("cover/one.py", "from datetime import date\nas_of = date.today()", "asks the clock, today()"),
        ("cover/one.py", "import datetime\nx = datetime.datetime.now()", "asks the clock, now()"),
        ("engine/many.py", "import datetime\nx = datetime.datetime.now()", "asks the clock, now()"),
        ("engine/one.py", "import time", "imports time"),
        ("engine/many.py", "import os\nfolder = os.environ['HOME']", "reads os.environ"),
        ("facts/ledger.py", "def late():\n    import os\n", "imports os"),
        ("facts/ledger.py", "rows = open(path)", "calls open()"),
        ("facts/ledger.py", "rows = path.read_text()", "touches a file, read_text()"),
        ("facts/columns.py", "rows = pl.scan_parquet(path)", "touches a file, scan_parquet()"),
        ("market/diagnosis.py", "from urllib.request import urlopen", "imports urllib.request.urlopen"),
        ("policy/terms.py", "from importlib.resources import files", "imports importlib.resources.files"),
        ("policy/terms.py", "print(terms)", "calls print()"),
    ],
)
def test_each_look_outside_is_told(path: str, text: str, said: str) -> None:
    found = faults(Module(path, text))
    assert len(found) == 1
    assert said in found[0]
