"""How Sở Y tế Hà Nội decomposed the plan of 2023: 19 tasks, each pinned to the words it was read from.

Owners, products and the one dated deadline are the document's own. Where it names no owner or no day, the standing
agency decided (``set_on``), as the regulations ask of it; some tasks were left without a deadline, declared.
"""

from dataclasses import dataclass
from datetime import date

from tasks.states import DeadlineKind

K = DeadlineKind
LEADS_ALL = ("g:hn-districts", "hn-syt", "hn-skhdt", "hn-stc", "hn-bhxh")


@dataclass(frozen=True)
class PlannedTask:
    """``begins``/``ends`` are the first and last words of the span; owners are unit keys, groups with "g:"."""

    section: str
    begins: str
    ends: str
    content: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...] = ()
    product: str = ""
    kind: DeadlineKind = K.NONE
    words: str = ""
    set_on: date | None = None
    recurrence: tuple[str, ...] = ()


TASKS = [
    PlannedTask(
        "II.1", "Tiếp tục triển khai thực hiện nghiêm túc", "văn bản pháp luật hiện hành.",
        "Tiếp tục triển khai các văn bản chỉ đạo về bảo đảm đủ thuốc, trang thiết bị, vật tư y tế",
        ("hn-syt",), ("g:hn-departments",), kind=K.STANDING,
    ),
    PlannedTask(
        "II.2", "Giám đốc/Thủ trưởng các cơ sở y tế", "Nhân dân trên địa bàn.",
        "Chủ động mua sắm, đấu thầu; không để thiếu trang thiết bị, vật tư y tế, hóa chất",
        ("g:hn-attached",),
    ),
    PlannedTask(
        "II.3", "Tiếp tục bám sát thực tế, thường xuyên", "khả thi, hiệu quả.",
        "Thường xuyên đánh giá, tổng hợp khó khăn về thiếu thuốc, thiết bị, vật tư; kiến nghị cấp có thẩm quyền",
        ("hn-syt",), kind=K.STANDING, words="thường xuyên",
    ),
    PlannedTask(
        "II.4", "Cập nhật kịp thời các văn bản chỉ đạo", "vị thuốc cổ truyền.",
        "Đấu thầu mua sắm đúng quy định; giải quyết dứt điểm tình trạng không cung ứng được dược liệu, vị thuốc",
        ("g:hn-attached",), product="Báo cáo kết quả đấu thầu, mua sắm", kind=K.FIXED, set_on=date(2023, 10, 31),
    ),
    PlannedTask(
        "II.5", "Tuyên truyền, phổ biến, hướng dẫn cụ thể", "làm công tác mua sắm.",
        "Tuyên truyền, phổ biến, hướng dẫn Luật Đấu thầu và các văn bản liên quan",
        ("hn-syt",), ("hn-skhdt",), kind=K.FIXED, set_on=date(2023, 9, 29),
    ),
    PlannedTask(
        "II.6", "Các Sở, ngành liên quan thường xuyên", "hiệu quả thực hiện.",
        "Thường xuyên kiểm tra, đôn đốc, hướng dẫn tháo gỡ vướng mắc phát sinh",
        ("g:hn-departments",), kind=K.STANDING, words="thường xuyên",
    ),
    PlannedTask(
        "III.1.a", "Cơ quan thường trực, phối hợp các đơn vị", "nhiệm vụ được phân công.",
        "Tham mưu kiện toàn Ban Chỉ đạo công tác đấu thầu thuốc; hướng dẫn, đôn đốc, kiểm tra các đơn vị trực thuộc",
        ("hn-syt",), ("g:hn-departments",), product="Tờ trình kiện toàn Ban Chỉ đạo", kind=K.FIXED,
        set_on=date(2023, 8, 31),
    ),
    PlannedTask(
        "III.1.b", "Tăng cường công tác hướng dẫn, thanh tra", "để kiến nghị khắc phục.",
        "Hướng dẫn, thanh tra, kiểm tra công tác mua sắm; đẩy mạnh kiểm tra liên ngành",
        ("hn-syt",), ("g:hn-departments",), product="Kết luận kiểm tra liên ngành", kind=K.FIXED,
        set_on=date(2023, 11, 30),
    ),
    PlannedTask(
        "III.1.c", "Chỉ đạo, hướng dẫn các Bệnh viện", "tình huống khẩn cấp xảy ra.",
        "Chỉ đạo dự báo tình hình dịch; lập kế hoạch dự trù cơ số thuốc, trang thiết bị, vật tư y tế",
        ("hn-syt",), ("g:hn-attached",), product="Kế hoạch dự trù", kind=K.FIXED, set_on=date(2023, 11, 15),
    ),
    PlannedTask(
        "III.1.d", "Chỉ đạo các cơ sở y tế công lập", "giữa các cơ sở y tế.",
        "Kết nối, báo cáo tình hình thiếu hụt thuốc, vật tư, trang thiết bị để kịp thời điều phối",
        ("hn-syt",),
    ),
    PlannedTask(
        "III.1.e", "Tổng hợp, theo dõi, đánh giá rút kinh nghiệm", "quá trình triển khai thực hiện.",
        "Tổng hợp, đánh giá rút kinh nghiệm công tác mua sắm của các cơ sở khám bệnh, chữa bệnh",
        ("hn-syt",), product="Báo cáo đánh giá", kind=K.FIXED, set_on=date(2024, 6, 28),
    ),
    PlannedTask(
        "III.2", "Căn cứ các quy định hiện hành", "cơ sở y tế theo quy định.",
        "Xây dựng kế hoạch đầu tư cơ sở vật chất, mua sắm trang thiết bị cho các cơ sở y tế, trình HĐND Thành phố",
        ("hn-skhdt",), ("hn-stc", "hn-syt"), product="Kế hoạch đầu tư", kind=K.FIXED, set_on=date(2023, 12, 15),
    ),
    PlannedTask(
        "III.2", "Tổ chức hướng dẫn, đào tạo, bồi dưỡng", "đấu thầu tại các cơ sở y tế.",
        "Đào tạo, bồi dưỡng kiến thức pháp luật về đấu thầu cho cán bộ tại các cơ sở y tế",
        ("hn-skhdt",), product="Lớp bồi dưỡng", kind=K.FIXED, set_on=date(2023, 10, 20),
    ),
    PlannedTask(
        "III.3", "Tiếp tục chủ trì phối hợp với các", "Thành phố theo quy định.",
        "Tham mưu cân đối, bố trí kinh phí chi thường xuyên kịp thời cho mua sắm thuốc, thiết bị, vật tư",
        ("hn-stc",), ("hn-syt", "hn-skhdt"), kind=K.FIXED, set_on=date(2023, 12, 29),
    ),
    PlannedTask(
        "III.4", "Phối hợp với Sở Y tế hướng dẫn", "kinh phí Bảo hiểm y tế.",
        "Hướng dẫn mua sắm, thanh quyết toán Bảo hiểm y tế kịp thời",
        ("hn-bhxh",), ("hn-syt",), kind=K.FIXED, set_on=date(2023, 10, 6),
    ),
    PlannedTask(
        "III.5", "Ủy ban nhân dân các quận, huyện, thị xã phối hợp", "để kiến nghị khắc phục.",
        "Giải quyết tình trạng thiếu thuốc, thiết bị, vật tư phòng, chống dịch; chỉ đạo Phòng Y tế kiểm tra",
        ("g:hn-districts",), ("hn-syt",), product="Báo cáo kết quả kiểm tra", kind=K.FIXED, set_on=date(2024, 7, 19),
    ),
    PlannedTask(
        "IV.1", "Các cơ quan, đơn vị căn cứ chức năng", "để tổng hợp, theo dõi.",
        "Xây dựng Kế hoạch tổ chức triển khai thực hiện và gửi về Sở Y tế để tổng hợp, theo dõi",
        LEADS_ALL, product="Kế hoạch tổ chức triển khai thực hiện", kind=K.FIXED, words="trước ngày 30/7/2023",
    ),
    PlannedTask(
        "IV.2", "Thực hiện nghiêm chế độ thông tin, báo cáo", "báo cáo theo quy định.",
        "Báo cáo kết quả thực hiện Kế hoạch định kỳ hàng quý, 06 tháng và hàng năm, gửi về Sở Y tế",
        LEADS_ALL, product="Báo cáo kết quả thực hiện Kế hoạch", kind=K.PERIODIC,
        words="định kỳ hàng quý, 06 tháng và hàng năm", recurrence=("quarterly", "semiannual", "annual"),
    ),
    PlannedTask(
        "IV.3", "Giao Sở Y tế (cơ quan thường trực)", "chỉ đạo, giải quyết./.",
        "Theo dõi, đôn đốc việc thực hiện; tập hợp khó khăn, vướng mắc, báo cáo UBND Thành phố",
        ("hn-syt",), kind=K.STANDING,
    ),
]  # fmt: skip
