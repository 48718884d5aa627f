"""How units behave in the demonstration: chance with a fixed seed, so that a date always shows the same world."""

import random
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

# Units that are late more often than others: share of results sent in time.
SLOW = {
    "UBND huyện Mê Linh": 0.35, "UBND quận Hoàng Mai": 0.5, "UBND huyện Ba Vì": 0.55, "UBND huyện Thường Tín": 0.6,
    "Sở Kế hoạch và Đầu tư Hà Nội": 0.55, "UBND thị xã Sơn Tây": 0.65, "Trung tâm Y tế quận Hà Đông": 0.6,
    "Bảo hiểm xã hội Thành phố Hà Nội": 0.7,
}  # fmt: skip

DONE = [
    "Đã ban hành văn bản triển khai, phân công từng bộ phận; hoàn thành rà soát tại 100% đơn vị trực thuộc.",
    "Đã tổ chức 02 cuộc kiểm tra, phát hiện 05 thiếu sót về hồ sơ mua sắm, đã yêu cầu khắc phục xong.",
    "Đã tổng hợp nhu cầu thuốc, vật tư của các cơ sở; số liệu gửi kèm biểu.",
    "Đã hoàn thành nội dung được giao, gửi kèm văn bản và biểu số liệu.",
    "Đã tập huấn cho cán bộ làm công tác đấu thầu; 100% học viên đạt yêu cầu.",
]
DIFFICULTIES = [
    "Một số mặt hàng dược liệu, vị thuốc cổ truyền không có nhà thầu dự thầu.",
    "Thiếu nhân lực có chứng chỉ về đấu thầu.",
    "Giá kế hoạch không còn phù hợp với giá thị trường, phải lập lại dự toán.",
]
PROPOSALS = [
    "Đề nghị Sở Y tế hướng dẫn việc áp dụng Nghị định số 07/2023/NĐ-CP.",
    "Đề nghị cho phép điều chuyển vật tư giữa các đơn vị trực thuộc.",
]
RETURN_REASONS = [
    "Bổ sung biểu số liệu theo mẫu và nêu rõ thời gian hoàn thành của từng nội dung.",
    "Kế hoạch chưa phân công rõ trách nhiệm lãnh đạo, chỉ đạo; đề nghị bổ sung.",
    "Số liệu vật tư không khớp với báo cáo kỳ trước; đề nghị đối chiếu lại.",
]
EXTENSION_REASONS = [
    "Chờ kết quả đấu thầu tập trung cấp địa phương.",
    "Cần đối chiếu số liệu kiểm kê của các trạm y tế.",
]


def request_paper(reason: str) -> SimpleUploadedFile:
    """The paper that comes with a request for more time."""
    words = f"TỜ TRÌNH\nVề việc gia hạn thời gian thực hiện nhiệm vụ\n\nLý do: {reason}\n"
    return SimpleUploadedFile("to-trinh-gia-han.txt", words.encode(), "text/plain")


URGE = "Đề nghị đơn vị khẩn trương hoàn thành và gửi kết quả; báo cáo rõ nguyên nhân chậm."


@dataclass
class Habits:
    """Draws for one assignment; ``key`` fixes the draws."""

    key: str
    unit_name: str

    def __post_init__(self) -> None:
        self.rng = random.Random(f"ro-viec/{self.key}")  # noqa: S311 - a story, not a secret
        self.reliability = SLOW.get(self.unit_name, 0.91)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def between(self, low: int, high: int) -> int:
        return self.rng.randint(low, high)

    def pick(self, choices: list[str]) -> str:
        return self.rng.choice(choices)

    def days_from_deadline(self) -> int:
        """Working days from the deadline to the submission; negative: before it."""
        if self.chance(self.reliability):
            return -self.between(1, 8)
        return self.between(1, 14) if self.chance(0.65) else self.between(25, 95)
