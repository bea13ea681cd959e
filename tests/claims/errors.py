"""The messages of every fault a file of losses can have, kept beside the file that provokes it.

python -m tests.claims.errors        writes the messages anew; read the difference before keeping it
"""

from pathlib import Path

from encours.claims.read_losses import LossesTold, read_losses
from encours.policy.faults import Fault, Language, show_fault
from encours.policy.read import toml_document
from tests.claims.policy_of_claims import policy

FOLDER = Path(__file__).parent.parent / "errors" / "losses"
FILES = sorted(FOLDER.glob("*.toml"))
UNDER_A_POLICY = "currency_of_another_policy"
"""The one fault that takes a policy, in euros; the other files are settled under the terms they tell."""


def reading(path: Path) -> tuple[LossesTold | None, list[Fault]]:
    """What a file gives, and what is wrong with it in the order of its lines."""
    document, faults = toml_document(path.read_text(encoding="utf-8"), file=path.name)
    agreed = policy() if path.stem == UNDER_A_POLICY else None
    told = None if document is None else read_losses(document, faults, policy=agreed)
    return told, sorted(faults.errors, key=lambda each: (each.place.line, each.place.column))


def messages(path: Path, language: Language) -> str:
    """Every error of a file, as it is printed."""
    return "\n\n".join(show_fault(each, language) for each in reading(path)[1]) + "\n"


def main() -> None:
    """Write the messages of every file."""
    for path in FILES:
        for language in ("en", "fr"):
            path.with_suffix(f".{language}.txt").write_text(messages(path, language), encoding="utf-8")


if __name__ == "__main__":
    main()
