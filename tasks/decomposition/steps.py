"""Names of the editor's steps, as undo and history show them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    CREATE = "create", _("Tạo việc")
    EDIT = "edit", _("Sửa việc")
    DEADLINE = "deadline", _("Sửa thời hạn")
    OWNERS = "owners", _("Sửa đơn vị thực hiện")
    PIN = "pin", _("Đổi đoạn văn bản")
    SPLIT = "split", _("Tách việc")
    MERGE = "merge", _("Gộp việc")
    MOVE = "move", _("Đổi thứ tự")
    DELETE = "delete", _("Xóa việc")
    CONFIRM = "confirm", _("Xác nhận việc")
    REOPEN = "reopen", _("Bỏ xác nhận")
    PROPOSE = "propose", _("Đọc văn bản, đề xuất việc")
    ACCEPT = "accept", _("Xác nhận các việc chắc chắn")
    NAME = "name", _("Nhận ra đơn vị")
    UNDO = "undo", _("Hoàn tác")
    REDO = "redo", _("Làm lại")
