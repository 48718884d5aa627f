"""Posts by what people call them: the unit, the title and the desk served."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.actions.positions import create_position
from organizations.models import Position, Unit
from workflows import clock
from workflows.actors import Actor
from workflows.folding import fold


def find_post(unit: Unit, title: str, desk: Unit | None) -> Position | None:
    """The unit's lasting post of that title (accents and case aside) that serves that desk."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=clock.today())
    same_desk = Position.objects.filter(lasting, unit=unit, desk_id=(desk or unit).pk).select_related("unit", "scope")
    return next((post for post in same_desk.order_by("id") if fold(post.title) == fold(title)), None)


def find_or_create_post(
    *, actor: Actor, unit: Unit, title: str, role: str, scope: Unit | None, is_head: bool, rank: int = 0
) -> Position:
    """Several people share "Chuyên viên"; a post of that title with another role or headship is refused by name."""
    post = find_post(unit, title, scope)
    if post is None:
        return create_position(actor=actor, unit=unit, title=title, role=role, scope=scope, is_head=is_head, rank=rank)
    if post.role != role or post.is_head != is_head:
        raise ValidationError(
            {
                "title": _("Chức vụ “%(title)s” đã có với vai trò “%(role)s”. Hãy sửa chức vụ đó hoặc đặt tên khác.")
                % {"title": post.title, "role": post.get_role_display()}
            }
        )
    return post
