"""What roles may do. Where they may do it is access.py's business."""

from enum import StrEnum

from organizations.models.positions import Role


class Permission(StrEnum):
    """One right. The value is what logs and tests show."""

    # Sees all that the standing agency sees of its directives, drafts too.
    DIRECTIVE_WATCH = "directive_watch"
    DIRECTIVE_ENTER = "directive_enter"
    DIRECTIVE_DECOMPOSE = "directive_decompose"
    DIRECTIVE_SUBMIT = "directive_submit"
    DIRECTIVE_APPROVE = "directive_approve"
    DIRECTIVE_ISSUE = "directive_issue"
    DIRECTIVE_CLOSE = "directive_close"
    RESULT_CONFIRM = "result_confirm"
    URGE = "urge"
    REASSIGN = "reassign"
    DEADLINE_CORRECT = "deadline_correct"
    SUSPEND = "suspend"
    CANCEL = "cancel"
    EXTENSION_DECIDE = "extension_decide"
    ASSIGNMENT_ACCEPT = "assignment_accept"
    ASSIGNMENT_DECLINE = "assignment_decline"
    OFFICER_NAME = "officer_name"
    HAND_DOWN = "hand_down"
    REPORT_WRITE = "report_write"
    REPORT_SUBMIT = "report_submit"
    EXTENSION_ASK = "extension_ask"
    EXTENSION_SIGN = "extension_sign"
    EXTENSION_ADVISE = "extension_advise"
    EXPLANATION_ASK = "explanation_ask"
    EXPLANATION_ANSWER = "explanation_answer"
    CAUSE_CONFIRM = "cause_confirm"
    ESCALATE = "escalate"
    ESCALATION_NOTE = "escalation_note"
    BOARD_LEADERS = "board_leaders"
    # Sees by which rules deadlines and reminders go: the calendar, the ladders. Who changes them has OFFICE_SETUP.
    RULES_READ = "rules_read"
    OFFICE_SETUP = "office_setup"


P = Permission
_STANDING = frozenset(
    {
        P.DIRECTIVE_WATCH,
        P.DIRECTIVE_ENTER,
        P.DIRECTIVE_DECOMPOSE,
        P.DIRECTIVE_SUBMIT,
        P.URGE,
        P.RESULT_CONFIRM,
        P.EXTENSION_ADVISE,
        P.EXPLANATION_ASK,
        P.ESCALATE,
        P.RULES_READ,
    }
)
_UNIT = frozenset({P.ASSIGNMENT_ACCEPT, P.REPORT_WRITE, P.REPORT_SUBMIT, P.EXTENSION_ASK})

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.LEADER: frozenset(
        {
            P.DIRECTIVE_WATCH,
            P.DIRECTIVE_APPROVE,
            P.DIRECTIVE_ISSUE,
            P.DIRECTIVE_CLOSE,
            P.EXTENSION_DECIDE,
            P.RESULT_CONFIRM,
            P.URGE,
            P.BOARD_LEADERS,
            P.EXPLANATION_ASK,
            P.CAUSE_CONFIRM,
            P.ESCALATION_NOTE,
            P.RULES_READ,
        }
    ),
    Role.STANDING_HEAD: _STANDING
    | {
        P.DIRECTIVE_ISSUE,
        P.DIRECTIVE_CLOSE,
        P.REASSIGN,
        P.DEADLINE_CORRECT,
        P.SUSPEND,
        P.CANCEL,
        P.EXTENSION_DECIDE,
        P.CAUSE_CONFIRM,
        P.BOARD_LEADERS,
    },
    Role.STANDING_OFFICER: _STANDING,
    Role.UNIT_HEAD: _UNIT | {P.ASSIGNMENT_DECLINE, P.OFFICER_NAME, P.HAND_DOWN, P.EXTENSION_SIGN, P.EXPLANATION_ANSWER},
    Role.UNIT_OFFICER: _UNIT,
    Role.ADMIN: frozenset({P.OFFICE_SETUP}),
}

# Roles whose rights reach every unit below the one they serve; the others end at its desk.
REACHES_BELOW = frozenset({Role.LEADER, Role.ADMIN})

# Rights that an office may take from a role: (role, permission) -> key of the option, True by default.
OPTIONAL: dict[tuple[Role, Permission], str] = {
    (Role.STANDING_OFFICER, P.RESULT_CONFIRM): "officer_may_confirm",
    (Role.UNIT_OFFICER, P.REPORT_SUBMIT): "officer_may_submit",
}
