"""The road from nothing to a working office: seven steps, each told done from the data, each open again later."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from organizations.heads import heads_of
from organizations.models import Appointment, Office, Person, Role, Unit
from workflows import clock


@dataclass(frozen=True)
class Step:
    """One step: its word in the address, its name, and what it is for."""

    word: str
    name: Any
    hint: Any


@dataclass(frozen=True)
class StepState:
    """A step as the progress list shows it."""

    step: Step
    url: str
    done: bool
    current: bool
    reachable: bool
    number: int


STEPS = (
    Step("co-quan", _("Cơ quan"), _("Cơ quan vận hành hệ thống và cấp trên trực tiếp.")),
    Step("quan-tri", _("Quản trị"), _("Tài khoản đầu tiên, thiết lập được mọi thứ.")),
    Step("don-vi", _("Đơn vị và nhóm"), _("Phòng ban, đơn vị trực thuộc, nhóm nhận văn bản.")),
    Step("nhan-su", _("Người và chức vụ"), _("Ai giữ chức vụ nào, ai đứng đầu đơn vị nào.")),
    Step("loai-van-ban", _("Loại văn bản"), _("29 loại theo Nghị định 30/2020/NĐ-CP; tắt loại không dùng.")),
    Step("tuy-chon", _("Tùy chọn"), _("Bảng kiểm và những điều địa phương tự quyết định.")),
    Step("xong", _("Hoàn tất"), _("Những gì còn thiếu trước khi bắt đầu.")),
)
WORDS = tuple(step.word for step in STEPS)


@dataclass(frozen=True)
class Progress:
    """What the installation has so far. Few queries."""

    office: Office | None
    administrators: int
    units: int
    posts: int
    units_without_head: int
    roles: frozenset[str]

    @property
    def missing_roles(self) -> list[str]:
        """Roles without which no directive can go its way."""
        wanted = (Role.LEADER, Role.STANDING_HEAD, Role.STANDING_OFFICER, Role.UNIT_HEAD)
        return [str(role.label) for role in wanted if role not in self.roles]

    @property
    def ready(self) -> bool:
        return not self.missing_roles and self.office is not None and self.units > 0

    def done(self, word: str) -> bool:
        checks: dict[str, Callable[[], bool]] = {
            "co-quan": lambda: self.office is not None,
            "quan-tri": lambda: self.administrators > 0,
            "don-vi": lambda: self.units > 0,
            "nhan-su": lambda: self.posts > 0 and not self.missing_roles,
            "loai-van-ban": lambda: self.ready,
            "tuy-chon": lambda: self.ready,
            "xong": lambda: self.office is not None and self.office.finished_at is not None,
        }
        return checks[word]()


def progress() -> Progress:
    """Where the set-up stands."""
    today = clock.today()
    office = Office.objects.select_related("unit__parent").first()
    below = Unit.objects.existing(today).filter(path__startswith=office.unit.path) if office else Unit.objects.none()
    ids = list(below.exclude(pk=office.unit_id).filter(is_internal=True).values_list("pk", flat=True)) if office else []
    current = Appointment.objects.current(today)
    return Progress(
        office=office,
        administrators=Person.objects.serving(today).filter(is_admin=True).count(),
        units=len(ids),
        posts=current.count(),
        units_without_head=len(set(ids) - set(heads_of(ids, today))) if ids else 0,
        roles=frozenset(current.values_list("position__role", flat=True).distinct()),
    )


def states(found: Progress, current: str) -> list[StepState]:
    """The progress list. Later steps open once the office and its administrator exist."""
    opened = found.office is not None and found.administrators > 0
    return [
        StepState(
            step=step,
            url=reverse("organizations:start-step", args=[step.word]),
            done=found.done(step.word),
            current=step.word == current,
            reachable=opened or number == 1 or (number == 2 and found.office is not None),
            number=number,
        )
        for number, step in enumerate(STEPS, start=1)
    ]


def next_word(word: str) -> str:
    """The step after this one; the last stays."""
    return WORDS[min(WORDS.index(word) + 1, len(WORDS) - 1)]


def first_open(found: Progress) -> str:
    """The first step not done."""
    return next((word for word in WORDS if not found.done(word)), WORDS[-1])


def types_url() -> str:
    """The page of directive types, which an app above provides."""
    try:
        return reverse("directives:types")
    except NoReverseMatch:
        return ""
