"""The task (nhiệm vụ): one obligation read from a directive, and who is to own it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tasks.querysets import TaskQuerySet
from tasks.states import DATED, DeadlineKind, Role
from workflows.folding import FoldedField


class Task(models.Model):
    """One obligation at the level at which the document lists it.

    ``source_start``/``source_end`` are the span [start, end) in ``Directive.text`` it was read from.
    Three days are kept apart, because offices argue about them: ``stated_on`` is the day that the words name,
    ``legal_on`` what they mean in law ("trước ngày 30" ends on the 29th), ``due_on`` the day the office holds units to.
    """

    directive = models.ForeignKey("directives.Directive", models.CASCADE, related_name="tasks")
    provision = models.ForeignKey("directives.Provision", models.SET_NULL, null=True, blank=True, related_name="tasks")
    order = models.PositiveIntegerField(_("thứ tự"), default=0)
    content = models.TextField(_("nội dung"))
    product = models.CharField(_("sản phẩm"), max_length=500, blank=True)
    source_start = models.PositiveIntegerField(null=True, blank=True)
    source_end = models.PositiveIntegerField(null=True, blank=True)
    section = models.CharField(_("mục trong văn bản"), max_length=80, blank=True)
    # Where the words for deadline, product and owners stand (tasks.decomposition.marks), so that those are highlighted.
    marks = models.JSONField(default=list, blank=True)

    deadline_kind = models.CharField(_("thời hạn"), max_length=12, choices=DeadlineKind, default=DeadlineKind.NONE)
    deadline_words = models.CharField(_("nguyên văn thời hạn"), max_length=300, blank=True)
    deadline_rule = models.CharField(_("cách hiểu"), max_length=300, blank=True)
    stated_on = models.DateField(null=True, blank=True)
    legal_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    # The rule as data (workflows.rules.Rule), to compute anew; why the three days differ, in sentences.
    deadline_terms = models.JSONField(default=dict, blank=True)
    deadline_why = models.JSONField(default=list, blank=True)
    # The day the clock of a conditional or relative deadline started: its event, or the other task's deadline.
    anchor_on = models.DateField(_("ngày bắt đầu tính hạn"), null=True, blank=True)
    hangs_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followers", verbose_name=_("theo nhiệm vụ")
    )
    recurrence = ArrayField(models.CharField(max_length=20), verbose_name=_("chu kỳ"), default=list, blank=True)
    # Days the words name for each period: {"annual": [{"day": 30, "month": 11, "excluded": true}]}.
    given_days = models.JSONField(default=dict, blank=True)
    # Periods before this day are not opened: the rule was changed on it.
    periods_from = models.DateField(null=True, blank=True)
    # When to look at the task again: a period to open, a standing duty to review. Null: nothing to wait for.
    next_look_on = models.DateField(null=True, blank=True)
    review_months = models.PositiveSmallIntegerField(_("rà soát mỗi (tháng)"), default=0)
    reviewed_on = models.DateField(null=True, blank=True)
    # "Không thời hạn" must be said by a person, not left over.
    none_declared = models.BooleanField(_("xác nhận không có thời hạn"), default=False)

    confirmed = models.BooleanField(_("đã xác nhận"), default=False)
    folded = FoldedField("content", "product")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        indexes = [
            # The sweep: what is due to be looked at, whatever else there is.
            models.Index("next_look_on", "id", name="task_next_look", condition=models.Q(next_look_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source_end=None) | models.Q(source_end__gte=models.F("source_start")),
                name="task_span_ordered",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on=None) | models.Q(deadline_kind__in=DATED),
                name="task_due_only_when_fixed",
            ),
        ]

    def __str__(self) -> str:
        return self.content[:120]


class TaskOwner(models.Model):
    """Who is to do a task: a unit or a group (nhóm đơn vị), as lead or coordinator.

    At issue a group is resolved by its rules on that day and frozen into assignments; this row stays as what was meant.
    ``name_in_text`` keeps the document's own words for the owner, whatever becomes of the unit.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="owners")
    role = models.CharField(_("vai trò"), max_length=12, choices=Role)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey("organizations.UnitGroup", models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("hạn riêng"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người chịu trách nhiệm"),
    )
    name_in_text = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["role", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit=None) ^ models.Q(group=None),
                name="owner_is_unit_or_group",
            ),
            models.UniqueConstraint(fields=["task", "role", "unit"], name="owner_unit_once"),
            models.UniqueConstraint(fields=["task", "role", "group"], name="owner_group_once"),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.group)
