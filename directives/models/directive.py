"""The directive (văn bản chỉ đạo, kế hoạch): what an authority issued and a standing agency answers for."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from directives.querysets import DirectiveQuerySet
from directives.states import BEFORE_ISSUE, Capacity, DirectiveState, Joint, LinkKind, RecipientRole, Urgency
from workflows import words
from workflows.folding import FoldedField

S = DirectiveState
ABOUT = 80
"""Characters of the abstract that stand for a document without a number."""


class Directive(FSMModelMixin, models.Model):  # type: ignore[django-manager-missing]
    """A directive under the care of one standing agency (cơ quan thường trực).

    Lengths follow NĐ 30/2020/NĐ-CP Annex VI (CodeNumber 11, CodeNotation 30, Subject 500).
    ``text`` is the document as issued, NFC, "\\n" between lines; every span in the product counts its characters.
    """

    type = models.ForeignKey("directives.DirectiveType", models.PROTECT, verbose_name=_("loại văn bản"))
    number = models.CharField(_("số"), max_length=11, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=30, blank=True)
    # What stands between the two: "/" in documents of the State, "-" in those of the Party (144-KH/TU).
    joint = models.CharField(max_length=1, choices=Joint, default=Joint.STATE)
    abstract = models.CharField(_("trích yếu"), max_length=500)
    issuer = models.ForeignKey(
        "organizations.Unit", models.PROTECT, related_name="issued_directives", verbose_name=_("cơ quan ban hành")
    )
    standing_unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, related_name="standing_directives", verbose_name=_("cơ quan thường trực")
    )
    place = models.CharField(_("địa danh"), max_length=100, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    received_on = models.DateField(_("ngày đến"), null=True, blank=True)
    effective_on = models.DateField(_("ngày có hiệu lực"), null=True, blank=True)
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    signer_title = models.CharField(_("chức vụ người ký"), max_length=160, blank=True)
    capacity = models.CharField(_("quyền hạn ký"), max_length=6, choices=Capacity, blank=True, default=Capacity.OWN)
    urgency = models.CharField(_("mức độ khẩn"), max_length=12, choices=Urgency, default=Urgency.NORMAL)
    text = models.TextField(_("toàn văn"), blank=True)
    # A program recognised its letters on a picture: whoever works with it is told to compare it with the paper.
    scanned = models.BooleanField(_("đọc từ bản quét"), default=False)
    folded = FoldedField("abstract", "number", "symbol", "signer_name", "text")

    state = FSMField(_("trạng thái"), choices=DirectiveState, default=S.DRAFT, protected=True)
    max_extensions = models.PositiveSmallIntegerField(_("số lần gia hạn tối đa"), default=1)
    extension_needs_document = models.BooleanField(_("xin gia hạn phải kèm văn bản"), default=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    # What the acts of follow-up count from: the day the tasks were given, not the day of the paper.
    assigned_at = models.DateTimeField(_("thời điểm giao việc"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Grows with every change of the decomposition, so that an editor that fell behind is told so.
    edition = models.PositiveIntegerField(default=1)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=S.values), name="directive_state_known"),
        ]
        indexes = [
            # The register of an office (sổ văn bản), newest first.
            models.Index("standing_unit", "state", models.F("id").desc(), name="directive_register"),
            # The duplicate warning: number + symbol + issuer (NĐ 30/2020 Annex VI).
            models.Index("issuer", "number", "symbol", name="directive_duplicate", condition=~models.Q(number="")),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.abstract}"

    def get_absolute_url(self) -> str:
        return reverse("directives:detail", args=[self.pk])

    @property
    def reference(self) -> str:
        """How officials call it: "144-KH/TU", "2837/BYT-VPB"; without a number what it is: "Dự thảo kế hoạch", once
        issued its type and day. Beside it stands what it is about; alone, use ``called``.
        """
        if self.number:
            return f"{self.number}{self.joint}{self.symbol}" if self.symbol else self.number
        if self.state in BEFORE_ISSUE:
            return gettext("Dự thảo %(type)s") % {"type": self.type.name.lower()}
        return f"{self.type.name} {words.day(self.issued_on)}" if self.issued_on else self.type.name

    @property
    def called(self) -> str:
        """The reference where nothing else tells the document: without a number what it is about goes with it.

        "144-KH/TU", "Dự thảo kế hoạch – Khắc phục tình trạng thiếu thuốc"
        """
        if self.number:
            return self.reference
        about = Truncator(self.abstract).chars(ABOUT)
        return f"{self.reference} – {about}" if about else self.reference

    @property
    def short_name(self) -> str:
        """For narrow places: the reference, or type and day of issue when it has no number ("Kế hoạch 24/07/2023")."""
        if self.number or self.issued_on is None:
            return self.reference
        return f"{self.type.name} {words.day(self.issued_on)}"

    @property
    def full_name(self) -> str:
        """As a document cites another (NĐ 30/2020/NĐ-CP, Annex I): type, number where there is one, day, issuer.

        "Kế hoạch số 144-KH/TU ngày 24/07/2023 của Thành ủy", "Kế hoạch ngày 24/07/2023 của UBND Thành phố".
        """
        given = {"name": self.type.name, "number": self.reference, "issuer": self.issuer.name}
        if self.issued_on is None:
            told = (
                gettext("%(name)s số %(number)s của %(issuer)s") if self.number else gettext("%(name)s của %(issuer)s")
            )
            return told % given
        given["day"] = words.day(self.issued_on)
        if self.number:
            return gettext("%(name)s số %(number)s ngày %(day)s của %(issuer)s") % given
        return gettext("%(name)s ngày %(day)s của %(issuer)s") % given

    @property
    def day(self) -> date | None:
        """The day that phrases such as "trong quý III" are read from."""
        return self.issued_on or self.received_on

    @transition(state, source=S.DRAFT, target=S.IN_REVIEW, custom={"label": _("Trình lãnh đạo duyệt")})
    def submit(self) -> None:
        """Trình duyệt: the decomposition goes to the person with authority."""

    @transition(state, source=S.IN_REVIEW, target=S.DRAFT, custom={"label": _("Trả lại để sửa")})
    def send_back(self) -> None:
        """Trả lại để sửa, with a comment."""

    @transition(state, source=S.IN_REVIEW, target=S.ISSUING, custom={"label": _("Duyệt")})
    def approve(self) -> None:
        """Duyệt: from here the decomposition is frozen."""

    @transition(state, source=S.ISSUING, target=S.ISSUED, custom={"label": _("Giao việc")})
    def issue(self, *, at: datetime | None = None) -> None:
        """Giao việc: all assignments exist, in the same transaction."""
        self.assigned_at = at or self.assigned_at

    @transition(state, source=S.ISSUING, target=S.DRAFT, custom={"label": _("Dừng giao việc")})
    def stop_issuing(self) -> None:
        """Approved but impossible to issue (a group without units): back to the desk."""

    @transition(state, source=S.ISSUED, target=S.CLOSED, custom={"label": _("Kết thúc theo dõi")})
    def close(self, *, at: datetime) -> None:
        """Kết thúc theo dõi: nothing is open any more."""
        self.closed_at = at

    @transition(state, source=S.CLOSED, target=S.ISSUED, custom={"label": _("Mở lại theo dõi")})
    def reopen(self) -> None:
        """Mở lại theo dõi."""
        self.closed_at = None

    @transition(state, source=[S.DRAFT, S.ISSUED], target=S.WITHDRAWN, custom={"label": _("Thu hồi")})
    def withdraw(self, *, at: datetime) -> None:
        """Thu hồi."""
        self.closed_at = at

    @transition(state, source=S.ISSUED, target=S.SUPERSEDED, custom={"label": _("Thay thế")})
    def supersede(self, *, at: datetime) -> None:
        """Thay thế by a later directive."""
        self.closed_at = at


class DirectiveRecipient(models.Model):
    """A line of Kính gửi or Nơi nhận, tied to the directory when it is known there."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="recipients")
    role = models.CharField(max_length=12, choices=RecipientRole)
    name = models.CharField(_("nơi nhận"), max_length=300)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey("organizations.UnitGroup", models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["role", "order", "id"]

    def __str__(self) -> str:
        return self.name


class DirectiveLink(models.Model):
    """A document cited by a directive; ``target`` when it is itself in the system."""

    source = models.ForeignKey(Directive, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=12, choices=LinkKind, default=LinkKind.CARRIES_OUT)
    target = models.ForeignKey(Directive, models.PROTECT, null=True, blank=True, related_name="cited_by")
    reference = models.CharField(_("số, ký hiệu"), max_length=60)
    issuer_name = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    issued_on = models.DateField(_("ngày"), null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.reference
