"""What an office decides about its directives."""

from django.utils.translation import gettext_lazy as _

from workflows.options import Option, register

register(
    Option(
        key="self_approval",
        kind="bool",
        default=False,
        label=_("Người trình được tự duyệt bản của mình"),
        help=_(
            "Chỉ bật khi cơ quan quá ít người: khi đó người có quyền duyệt cũng duyệt được bản do chính mình trình."
        ),
        source=_("Quy chế làm việc của cơ quan"),
        group=_("Văn bản"),
    )
)
