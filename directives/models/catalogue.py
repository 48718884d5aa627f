"""Types of administrative document (loại văn bản), NĐ 30/2020/NĐ-CP art. 7 and Annex III."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class DirectiveType(models.Model):
    """One of the 29 types, with what an office decides for directives of that type.

    A change here concerns directives entered afterwards; an issued directive keeps its own copy.
    """

    code = models.CharField(_("mã"), max_length=20, primary_key=True)
    name = models.CharField(_("tên loại"), max_length=80)
    abbreviation = models.CharField(_("chữ viết tắt"), max_length=10, blank=True)
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    active = models.BooleanField(_("đang dùng"), default=True)
    max_extensions = models.PositiveSmallIntegerField(
        _("số lần gia hạn tối đa"), default=1, validators=[MaxValueValidator(10)]
    )
    extension_needs_document = models.BooleanField(_("xin gia hạn phải kèm văn bản"), default=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
