"""The road of a request for more time (đề nghị gia hạn): who signs, who advises, who decides, and by when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import Process

from tasks.states import ExtensionStep
from workflows.actors import both_names


class ExtensionProcess(Process):  # type: ignore[misc]
    """One request under way. What the request *is* stands in ``Extension.state``; this says whose turn it is.

    Each step has a short deadline of its own, ``step_due_on``; a step that is late is pressed for once
    (``pressed_on``). Both names are kept at every step: who acted, and for whom. ``in_favour`` is None where the one
    with authority decided without waiting for advice; ``advised_until`` is there when it is true.
    """

    extension = models.OneToOneField("tasks.Extension", models.CASCADE, related_name="process")
    step = models.CharField(_("bước"), max_length=8, choices=ExtensionStep, default=ExtensionStep.SIGN)
    step_due_on = models.DateField(_("hạn của bước"), null=True)
    pressed_on = models.DateField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    in_favour = models.BooleanField(_("ý kiến tham mưu"), null=True)
    advised_until = models.DateField(_("đề xuất gia hạn đến"), null=True)
    advice = models.TextField(_("nội dung tham mưu"), blank=True, default="")
    advised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    advised_on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    advised_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("quy trình gia hạn")
        # Demanded by the flow's human nodes and given to nobody: tasks.access decides, viewflow's pages are not used.
        permissions = [("act_extensionprocess", "May act on an extension")]
        indexes = [
            models.Index(
                fields=["step_due_on"], name="extension_step_due", condition=~models.Q(step=ExtensionStep.DONE)
            )
        ]

    def __str__(self) -> str:
        return f"{self.extension_id}: {self.step}"

    @property
    def signed_by_names(self) -> str:
        return both_names(self.signed_by, self.signed_on_behalf_of) if self.signed_by else ""

    @property
    def advised_by_names(self) -> str:
        return both_names(self.advised_by, self.advised_on_behalf_of) if self.advised_by else ""


class ExtensionFile(models.Model):
    """The document that a request rests on (văn bản kèm theo)."""

    extension = models.ForeignKey("tasks.Extension", models.CASCADE, related_name="files")
    file = models.ForeignKey("directives.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["extension", "file", "name"], name="extension_file_once"),
        ]

    def __str__(self) -> str:
        return self.name
