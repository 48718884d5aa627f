"""A plan to decompose: the middle of the Hà Nội plan of 2023 with its outline, as the intake leaves it."""

from datetime import date
from typing import Any

from directives.intake import outline
from directives.models import Directive, DirectiveRecipient, Provision
from directives.states import DirectiveState, RecipientRole
from tests.personas import World
from workflows import clock

TODAY = date(2023, 7, 26)
ISSUED = date(2023, 7, 24)
TEXT = """KẾ HOẠCH

I. MỤC ĐÍCH, YÊU CẦU

- Nâng cao tinh thần trách nhiệm, hiệu quả trong lãnh đạo, chỉ đạo, điều hành.

III. PHÂN CÔNG NHIỆM VỤ

1. Sở Y tế

a) Tăng cường công tác hướng dẫn, thanh tra, kiểm tra công tác mua sắm thuốc, phối hợp với các đơn vị liên quan.

b) Tổng hợp, theo dõi, đánh giá rút kinh nghiệm; kịp thời báo cáo những khó khăn vướng mắc.

3. Sở Tài chính

Tiếp tục chủ trì phối hợp với các đơn vị liên quan tham mưu UBND Thành phố cân đối, bố trí kinh phí.

5. Ủy ban nhân dân các quận, huyện, thị xã

Ủy ban nhân dân các quận, huyện, thị xã phối hợp với Sở Y tế giải quyết tình trạng thiếu thuốc trên địa bàn; chỉ đạo \
Phòng y tế phối hợp với các đơn vị liên quan đẩy mạnh các hoạt động kiểm tra.

IV. TỔ CHỨC THỰC HIỆN

1. Các cơ quan, đơn vị xây dựng Kế hoạch tổ chức triển khai thực hiện; Kế hoạch của các đơn vị gửi về Sở Y tế trước \
ngày 30/7/2023 để tổng hợp, theo dõi.

2. Thực hiện nghiêm chế độ thông tin, báo cáo; định kỳ hàng quý, 06 tháng và hàng năm xây dựng báo cáo kết quả.

3. Giao Sở Y tế (cơ quan thường trực) theo dõi, đôn đốc việc triển khai thực hiện của các đơn vị./.
"""

UNKNOWN = "Ban Quản lý kho dược"
# The plan with a clause whose lead the directory does not know.
BODY = TEXT.replace("3. Sở Tài chính", f"2. {UNKNOWN}\n\nRà soát, cân đối lượng thuốc trong kho.\n\n3. Sở Tài chính")


def make_plan(world: World, **fields: Any) -> Directive:
    """The plan, a draft at Sở Y tế, with its outline and its recipients."""
    given: dict[str, Any] = {
        "type_id": "KH",
        "number": "199",
        "symbol": "KH-UBND",
        "abstract": "Khắc phục tình trạng thiếu thuốc, trang thiết bị, vật tư y tế",
        "issuer": world.city,
        "standing_unit": world.health,
        "issued_on": ISSUED,
        "text": TEXT,
        "state": DirectiveState.DRAFT,
        "entered_by": world.people["standing_officer"],
        "entered_at": clock.at(ISSUED),
    }
    directive = Directive.objects.create(**{**given, **fields})
    make_outline(directive)
    for order, (name, unit, group) in enumerate(
        [("Sở Y tế", world.health, None), ("Sở Tài chính", world.finance, None), ("Quận, huyện", None, world.districts)]
    ):
        DirectiveRecipient.objects.create(
            directive=directive, role=RecipientRole.DISTRIBUTION, name=name, unit=unit, group=group, order=order
        )
    return directive


def make_outline(directive: Directive) -> None:
    """The product's own reading of the text."""
    rows: list[Provision] = []
    for node in outline.outline(directive.text):
        rows.append(
            Provision.objects.create(
                directive=directive,
                parent=rows[node.parent] if node.parent is not None else None,
                kind=node.kind,
                label=node.label,
                path=node.path,
                heading=node.heading,
                start=node.start,
                body=node.body,
                end=node.end,
                depth=node.depth,
            )
        )


def span_of(words: str) -> tuple[int, int]:
    """Where ``words`` stand in the plan."""
    start = TEXT.index(words)
    return start, start + len(words)
