"""People who sign in. They leave by date; the database refuses to delete them."""

from datetime import date
from typing import ClassVar, Self

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from organizations.models.dated import holds
from workflows import clock
from workflows.folding import FoldedField, folded_match


class MailChoice(models.TextChoices):
    """When notices also go out by e-mail."""

    AT_ONCE = "at_once", _("Gửi ngay từng thông báo")
    DAILY = "daily", _("Gộp một thư mỗi ngày")
    NONE = "none", _("Không gửi thư")


class Theme(models.TextChoices):
    """Light or dark screen; auto follows the machine."""

    AUTO = "auto", _("Theo máy")
    LIGHT = "light", _("Sáng")
    DARK = "dark", _("Tối")


def serving(on: date, prefix: str = "") -> Q:
    """The person at ``prefix`` may sign in and has not left by that day."""
    left = Q(**{f"{prefix}left_on__isnull": True}) | Q(**{f"{prefix}left_on__gt": on})
    return Q(**{f"{prefix}is_active": True}) & left


class PersonQuerySet(models.QuerySet["Person"]):
    def serving(self, on: date) -> Self:
        """People who may sign in and have not left by that day."""
        return self.filter(serving(on))

    def search(self, text: str) -> Self:
        """Accent-blind: every word occurs in the name, username, e-mail or phone; or, of two words and more, in the
        names of a unit where the person holds a post today ("UBND quận Hoàng Mai"). One word would name too many.
        """
        found = folded_match("folded", text)
        if len(text.split()) > 1:
            today = clock.today()
            held = holds(today, "appointments__") & holds(today, "appointments__position__")
            in_unit = folded_match("appointments__position__unit__folded", text)
            found |= Q(pk__in=self.model._base_manager.filter(held & in_unit).values("pk"))
        return self.filter(found)


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def serving(self, on: date) -> PersonQuerySet:
        return self.get_queryset().serving(on)

    def search(self, text: str) -> PersonQuerySet:
        return self.get_queryset().search(text)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account (cán bộ, công chức, viên chức).

    ``left_on`` is the first day the person no longer serves; from then on no sign-in.
    """

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    email = models.EmailField(_("thư điện tử"), blank=True)  # not unique: one mailbox may be shared, if given by hand
    full_name = models.CharField(_("họ và tên"), max_length=120)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    is_active = models.BooleanField(_("được đăng nhập"), default=True)
    left_on = models.DateField(_("thôi làm việc từ ngày"), null=True, blank=True)
    is_admin = models.BooleanField(_("quản trị toàn hệ thống"), default=False)
    language = models.CharField(
        _("ngôn ngữ"), max_length=5, choices=[("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))], default="vi"
    )
    theme = models.CharField(_("nền màn hình"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    mail_choice = models.CharField(_("thư báo"), max_length=8, choices=MailChoice.choices, default=MailChoice.AT_ONCE)
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    folded = FoldedField("full_name", "username", "email", "phone")

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = PersonManager()

    class Meta:
        verbose_name = _("người dùng")
        constraints = [models.UniqueConstraint(Lower("username"), name="username_once_in_any_case")]
        indexes = [
            models.Index(fields=["folded"], opclasses=["text_pattern_ops"], name="person_folded"),
            models.Index(fields=["full_name", "id"], name="person_by_name"),
        ]
        triggers = [pgtrigger.Protect(name="keep", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.rsplit(" ", 1)[-1]

    def may_sign_in(self, on: date) -> bool:
        return self.is_active and (self.left_on is None or on < self.left_on)
