"""The icon of each workflow state: beside the word, never instead of it, and never in a colour."""

from tasks.states import AssignmentState, ReportState

A = AssignmentState
STATE_ICONS: dict[str, str] = {
    A.ASSIGNED: "circle-dashed",
    A.ACCEPTED: "rv-half",
    A.IN_PROGRESS: "rv-half",
    A.SUBMITTED: "hourglass",
    A.RETURNED: "rotate-clockwise",
    A.COMPLETED: "circle-check",
    A.DECLINED: "arrow-back-up",
    A.REASSIGNED: "transfer",
    A.SUSPENDED: "player-pause",
    A.CANCELLED: "ban",
    A.TRANSFERRED: "transfer",
}
REPORT_ICONS: dict[str, str] = {
    ReportState.DRAFT: "edit",
    ReportState.SUBMITTED: "send",
    ReportState.TAKEN_BACK: "arrow-back-up",
    ReportState.CONFIRMED: "circle-check",
    ReportState.RETURNED: "rotate-clockwise",
}
