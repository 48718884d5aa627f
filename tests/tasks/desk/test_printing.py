"""Paper: the slip of an assignment, and the desk's list as filtered."""

from collections.abc import Callable

from tasks.states import AssignmentState as A
from tests.personas import World
from tests.tasks.builders import make_assignment, make_directive, make_report, make_task
from tests.tasks.desk.conftest import Browser

Open = Callable[[str], Browser]


def test_the_slip(browser: Open, world: World) -> None:
    assignment = make_assignment(world, task=make_task(world, deadline_words="trước ngày 20/10/2023"))
    make_report(world, assignment, done="Câu còn nháp")
    page = browser("deputy").get("tasks:assignment-print", assignment.pk)
    page.says(
        "Phiếu giao việc", "Công văn số 4215/SYT-KHTC ngày 20/09/2023 của Sở Y tế", "Bệnh viện Đa khoa Một (chủ trì)",
        "20/10/2023", "“trước ngày 20/10/2023”", "In lúc 08:00 17/10/2023, Đỗ Văn Thay (thay Hoàng Văn Viện).",
    )  # fmt: skip
    page.hides("Câu còn nháp", "đang soạn")


def test_the_list_is_whole_and_filtered(browser: Open, world: World) -> None:
    directive = make_directive(world)
    for nth in range(60):
        make_assignment(world, task=make_task(world, directive, content=f"Việc {nth}"))
    make_assignment(world, A.ASSIGNED, task=make_task(world, directive, content="Việc mới toanh"))
    head = browser("unit_head").get("tasks:desk-print", query="?nhom=dang-lam")
    head.says("đang làm", "Việc 0<", "Việc 59<")
    head.hides("Việc mới toanh")
    head.get("tasks:desk-print", query="?nhom=lam-lai").says("Không có việc nào phải thực hiện lại")
