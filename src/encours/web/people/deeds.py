"""Everything that the journal may tell that somebody did; the pages have words for each."""

from __future__ import annotations

from enum import StrEnum


class Deed(StrEnum):
    """A deed as an entry of the journal keeps it; what was once written is never named otherwise."""

    KEEP_ACT = "keep act"
    KEEP_IMPORT = "keep import"
    KEEP_WORKSPACE = "keep workspace"
    KEEP_CONTRACT = "keep contract"
    BRING_FILE = "bring file"
    DROP_IMPORT = "drop import"
    EXPORT = "export"
    ASSIGNED_WORK = "assigned work"
    SNOOZED_WORK = "snoozed work"
    NOTE_ON_WORK = "note on work"
    ACT_ON_WORK = "act on work"
    ASSIGN_CUSTOMERS = "assign customers"
    KEEP_DELIVERY_ANSWER = "keep delivery answer"
    ASK_LIMIT = "ask limit"
    RECORD_LIMIT_DECISION = "record limit decision"
    RECORD_CONDITIONS_MET = "record conditions met"
    APPEAL_LIMIT_DECISION = "appeal limit decision"
    RECORD_APPEAL_ANSWER = "record appeal answer"
    SET_OWN_LIMIT = "set own limit"
    PROPOSE_OWN_LIMIT = "propose own limit"
    OWN_LIMIT_APPROVED = "own limit approved"
    OWN_LIMIT_REFUSED = "own limit refused"
    OWN_LIMIT_WITHDRAWN = "own limit withdrawn"
    FOUND_ORGANISATION = "found organisation"
    CHANGE_ORGANISATION = "change organisation"
    INVITE = "invite"
    INVITE_AGAIN = "invite again"
    COME_IN = "come in"
    CHANGE_MEMBERSHIP = "change membership"
    CLOSE_MEMBERSHIP = "close membership"
    REOPEN_MEMBERSHIP = "reopen membership"
    MAKE_PASSWORD_LINK = "make password link"  # noqa: S105 -- a deed, no secret
    CHOOSE_PASSWORD = "choose password"  # noqa: S105 -- a deed, no secret
    CHANGE_PASSWORD = "change password"  # noqa: S105 -- a deed, no secret
    ADD_SECOND_FACTOR = "add second factor"
    REMOVE_SECOND_FACTOR = "remove second factor"
    SIGN_IN = "sign in"
    SIGN_OUT = "sign out"
    FAIL_TO_SIGN_IN = "fail to sign in"
    FAIL_SECOND_FACTOR = "fail second factor"
    LOCK_OUT = "lock out"
