"""Only the amount in the insured base is insured: value added tax is out unless the policy takes it in."""

from encours.units import Cents, portion

is_cause = False  # tax outside the base is no loss of cover to explain


# The base of the limit is listed, not computed with: an unknown split of the tax is asked for here.
def rule(asked: Cents, gross: Cents, insured_base: Cents, limit_base: Cents) -> Cents:  # noqa: ARG001  see above
    """Part of what is open that lies in the insured base, pro rata of the whole invoice."""
    if insured_base == gross:
        return asked
    return portion(asked, insured_base, gross)
