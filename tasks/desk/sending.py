"""What deserves a plain question before a result goes out for confirmation. Asked, never refused."""

from django.utils.translation import gettext as _

from organizations.decorators import OfficeRequest
from organizations.permissions import Permission
from tasks.access import may_as_unit
from tasks.actions.reporting import ReportContent
from tasks.desk.parts import roll_up
from tasks.due import Ruler
from tasks.models import Assignment
from workflows import words

# The form carries the questions that were answered with yes in this field, word for word.
SURE_FIELD = "sure"


def sending_doubts(request: OfficeRequest, assignment: Assignment, content: ReportContent) -> str:
    """The questions to ask before sending this for confirmation; "" when there are none or they have been answered.

    A yes counts for what was asked: with another percentage, or another part left open, the question comes again.
    """
    may = may_as_unit(request.actor, Permission.REPORT_SUBMIT, assignment)
    if request.POST.get("act") != "submit" or not may or not content.done.strip():
        return ""  # not to be sent, or about to be refused
    asked = " ".join(question for question in (_unfinished(content.percent), _open_parts(assignment)) if question)
    return "" if request.POST.get(SURE_FIELD) == asked else asked


def _unfinished(percent: int) -> str:
    if percent >= 100:
        return ""
    text = _("Mức hoàn thành đang ghi %(percent)s%%, trong khi gửi xác nhận là báo đã làm xong toàn bộ việc.")
    return text % {"percent": words.number(percent)}


def _open_parts(assignment: Assignment) -> str:
    return roll_up(assignment, Ruler.now()).warning
