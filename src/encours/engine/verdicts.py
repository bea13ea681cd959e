"""What a clause may answer, as integers that plain Python and compiled kernels share."""

from typing import Annotated, Final

from encours.units.kinds import Unit

Verdict = Annotated[int, Unit("verdict")]

KEPT: Final = 0
REFUSED: Final = 1
SUSPENDED: Final = 2
NEEDS_INFORMATION: Final = 3
NOT_APPLICABLE: Final = 4
PARTLY: Final = 5

NAMES: Final = {
    KEPT: "kept",
    REFUSED: "refused",
    SUSPENDED: "suspended",
    NEEDS_INFORMATION: "needs information",
    NOT_APPLICABLE: "not applicable",
    PARTLY: "partly",
}
