"""What the tests of the house look at: the rooms, their modules, and every file of the repository."""

import ast
import functools
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "encours"

# From the ground up. A room imports only rooms before its own place; the rooms of one place
# do not import each other. pyproject.toml says the same to import-linter; a test compares the two.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("units",),
    ("facts",),
    ("engine",),
    ("clauses",),
    ("policy",),
    ("cover",),
    ("bonds", "claims"),
    ("premium", "reverse"),
    ("duties", "risk"),
    ("collect", "simulate"),
    ("market",),
    ("explain", "formats"),
    ("connect",),
    ("cases", "demo"),
    ("actions",),
    ("cli", "web"),
)
ROOMS = tuple(room for floor in FLOORS for room in floor)
# Folders of files that a tool writes: what Django says of a change of its models.
GENERATED = frozenset({"migrations"})
# Above these stand the rooms that know nothing of files, clocks, the environment or the network.
PURE_ROOMS = ROOMS[: ROOMS.index("explain")]
# No float comes near an amount here: DESIGN, every room that touches money before a simulation does.
MONEY_ROOMS = ("units", "facts", "engine", "clauses", "policy", "cover", "bonds", "claims", "premium", "reverse")


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file of the package, or a made-up one: where it stands and what it says."""

    path: str
    """Below src/encours, with slashes: `units/money.py`."""
    text: str

    @property
    def room(self) -> str:
        """`units` for `units/money.py`; the empty name for the package's own `__init__.py`."""
        first, _, rest = self.path.partition("/")
        return first if rest else ""

    @property
    def package(self) -> str:
        """The dotted package that relative imports of this module start from."""
        return ".".join(("encours", *self.path.split("/")[:-1]))

    @property
    def tree(self) -> ast.Module:
        """The parsed text."""
        return parsed(self.text)


@functools.cache
def parsed(text: str) -> ast.Module:
    """One parse for all the rules that read a module."""
    return ast.parse(text)


@functools.lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    """Every module of the package, in the order of their paths."""
    return tuple(
        Module(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if not {"__pycache__", *GENERATED} & set(path.parts)
    )


@functools.lru_cache(maxsize=1)
def repository_files() -> tuple[Path, ...]:
    """Every file that is or would be committed.

    Outside a git work tree (an unpacked archive) it is every file outside the folders that commands make.
    """
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode("utf-8")
        candidates = [ROOT / name for name in listed.split("\0") if name]
    else:
        made = {"dist", "demo-company", "__pycache__"}
        candidates = [
            path
            for path in ROOT.rglob("*")
            if not any(
                part in made or (part.startswith(".") and part not in {".ci", ".gitignore", ".gitattributes"})
                for part in path.relative_to(ROOT).parts
            )
        ]
    return tuple(sorted(path for path in candidates if path.is_file()))


def python_files() -> tuple[Path, ...]:
    """Every Python file of the repository that a person writes: the package, its tests, benchmarks and scripts."""
    return tuple(path for path in repository_files() if path.suffix == ".py" and not GENERATED & set(path.parts))


def place(module: Module, node: ast.AST) -> str:
    """Where a fault stands, as an editor can open it."""
    return f"src/encours/{module.path}:{getattr(node, 'lineno', 1)}"


def imports(module: Module) -> list[tuple[ast.stmt, str]]:
    """Every dotted name a module imports, wherever in its text, lazy imports inside functions included.

    `from encours.cover import many` counts as `encours.cover.many`; a relative import is made absolute.
    """
    found: list[tuple[ast.stmt, str]] = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
            found += [(node, f"{base}.{alias.name}") for alias in node.names]
    return found


def dotted(node: ast.AST) -> str:
    """`a.b.c` for an attribute of names, the empty name for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else ""
    return ""
