"""The columns of tables that assign work: what a heading announces, and how well words suit a column.

NĐ 30/2020/NĐ-CP leaves the annexes of plans to usage; the headings are those of work programmes, plans, programmes of
legislation, lists of conclusions and of tasks.
"""

import re

from directives.intake.fields import Field
from directives.intake.units import read_names

_HEADINGS = (
    # Counts, grounds, money and notes; who decides on the product does not do the work.
    (
        Field.OTHER,
        """
        stt; tt; số tt; số thứ tự; ghi chú; căn cứ; cơ sở pháp lý; văn bản giao; tình trạng; nguồn; kinh phí; dự toán;
        đơn vị tính; đvt; số lượng; mã; mã số; số hiệu; địa điểm; mức độ; số điện thoại;
        cơ quan ban hành; cơ quan phê duyệt; cơ quan quyết định; cơ quan thông qua; cấp ban hành; cấp phê duyệt; cấp
        quyết định; cấp có thẩm quyền; cấp trình; thẩm quyền ban hành; thẩm quyền phê duyệt; người ký; người phê duyệt
        """,
    ),
    (Field.REVIEWER, "cơ quan thẩm tra; cơ quan chủ trì thẩm tra; chủ trì thẩm tra; ủy ban thẩm tra"),
    (
        Field.TIME,
        """
        thời gian; thời hạn; thời điểm; tiến độ; hạn; lộ trình; mốc; tần suất; định kỳ; hoàn thành; kết thúc; ngày kết
        thúc; ngày hoàn thành; ngày trình; ngày gửi; ngày báo cáo; tháng trình; tháng hoàn thành; tháng thực hiện; quý
        trình; quý hoàn thành; quý thực hiện; năm thực hiện; năm hoàn thành; năm trình; kỳ báo cáo; kỳ họp; dự kiến thời
        gian; dự kiến hoàn thành; dự kiến tiến độ; dự kiến trình
        """,
    ),
    (
        Field.PRODUCT,
        """
        sản phẩm; tên sản phẩm; loại sản phẩm; kết quả; đầu ra; yêu cầu sản phẩm; yêu cầu kết quả; yêu cầu về sản phẩm;
        hình thức văn bản; loại văn bản; dự kiến sản phẩm; dự kiến kết quả
        """,
    ),
    (
        Field.LEAD,
        """
        cơ quan; các cơ quan; đơn vị; các đơn vị; bộ; sở; các sở; chủ trì; phân công; trách nhiệm; người; đầu mối; bộ
        phận; phụ trách; lãnh đạo; chủ thể; thành viên; chuyên viên; phòng; tổ chức chủ trì; tổ chức thực hiện; giao;
        ban; ủy ban; địa phương; chủ đầu tư; nơi thực hiện
        """,
    ),
    (
        Field.CONTENT,
        """
        nội dung; nhiệm vụ; công việc; hoạt động; giải pháp; đề án; thông tin đề xuất; kiến nghị; hạng mục; đầu việc;
        chuyên đề; trích yếu; chương trình; dự án; đề xuất; việc; tên; các bước; văn bản; nghị quyết; báo cáo
        """,
    ),
)


def _any(phrases: str) -> str:
    listed = sorted({" ".join(one.split()) for one in phrases.split(";") if one.strip()}, key=len, reverse=True)
    return "|".join(one.replace(" ", r"\s+") for one in listed)


# In any place of the heading: "Cơ quan, đơn vị phối hợp".
_BESIDE = re.compile(
    r"(?:[\w\s,/]{0,30}\s)?(?:phối\s+hợp|tham\s+gia|(?<!văn\sbản\s)liên\s+quan|cộng\s+tác|lấy\s+ý\s+kiến|"
    r"thẩm\s+định|hỗ\s+trợ\s*$)",
    re.I,
)
_OF_MANY = r"(?:(?:tên|nhóm|các|danh\s+mục|những)\s+)*"
_PATTERNS = tuple(
    (field, re.compile(rf"{_OF_MANY if field is Field.CONTENT else ''}(?:{_any(phrases)})(?!\w)", re.I))
    for field, phrases in _HEADINGS
)
_NAMED = re.compile(
    r"tên\s+(?:gọi\s+)?(?:dự\s+án|văn\s+bản|đề\s+án|luật|nghị\s+quyết|dự\s+thảo|báo\s+cáo|chương\s+trình)", re.I
)
LEADS = re.compile(
    r"chủ\s+trì|thực\s+hiện|phụ\s+trách|tham\s+mưu|đầu\s+mối|trách\s+nhiệm|phân\s+công|xử\s+lý|soạn\s+thảo|trình|"
    r"giao|tiếp\s+nhận|theo\s+dõi",
    re.I,
)
NUMBER = re.compile(r"(?:\d+(?:\.\d+)*|[a-zđ]|[IVXL]+|[A-ZĐ])\s*[.)/]?$")
_TIME = re.compile(
    r"(?:-\s*)?(?:(?:thực\s+hiện|hoàn\s+thành|triển\s+khai|xong|xây\s+dựng[^.;]{0,30})\s+)?(?:(?:từ|trước|trong|"
    r"hết|đến|chậm\s+nhất|hoàn\s+thành|trình|ban\s+hành|giai\s+đoạn|năm|quý|quí|tháng|ngày|phiên\s+họp|kỳ\s+họp)\b.{0,60}\d|\d{1,2}/\d|"
    r"\d{4}|thường\s+xuyên|"
    r"h[àằ]ng\s+(?:năm|quý|tháng|tuần)|định\s+kỳ|theo\s+(?:tiến\s+độ|kế\s+hoạch|yêu\s+cầu|quy\s+định)|"
    r"nhiệm\s+vụ\s+thường)",
    re.I,
)


def column_of(heading: str) -> Field | None:
    """What the heading announces: "Cơ quan trình" the lead, "Tiến độ trình Quốc hội" the time; None for others."""
    for field, pattern in _PATTERNS:
        if field is Field.TIME and _BESIDE.match(heading):
            return Field.COORDINATE
        if pattern.match(heading):
            return field
    return None


def names_products(heading: str) -> bool:
    """The column of the work gives the names of what is drafted: "Tên dự án luật", "Tên đề án"."""
    return bool(_NAMED.match(heading))


def fits(word: str, field: Field, first: bool) -> float:
    """How well the words look like what the column holds."""
    numbered = bool(NUMBER.match(word))
    if field is Field.OTHER:
        return 3.0 if first and numbered else -1.0 if first else 0.0
    if numbered:
        return -2.0
    names = read_names(word, 0, common=True)
    unit = bool(names and names.end >= 0.6 * len(word.split(";")[0].rstrip(" .")))
    time = bool(_TIME.match(word)) and len(word) < 150
    match field:
        case Field.LEAD | Field.REVIEWER | Field.COORDINATE:
            return 2.0 if unit else -1.0
        case Field.TIME:
            return 2.0 if time else -1.0
        case Field.CONTENT:
            return 1.5 if not unit and not time else -0.5
        case _:
            return 0.5 if not unit and not time else -0.5
