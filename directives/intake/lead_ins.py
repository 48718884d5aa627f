"""The set phrases around obligations: what announces them, gives them, sets one deadline for all, or closes them."""

import re

# "Căn cứ Kế hoạch này, các sở, ngành …": no ground but an order.
UNDER_THIS = re.compile(r"\W*(?:Căn\s+cứ|Trên\s+cơ\s+sở)\s+(?:nội\s+dung\s+)?\w+(?:\s+\w+)?\s+này\s*,")
ANNOUNCES = re.compile(r"(?:nhiệm\s+vụ|giải\s+pháp|yêu\s+cầu|đề\s+nghị|nội\s+dung)\b.*\bsau(?:\s+đây)?\s*:$", re.DOTALL)
# A line that only says until when belongs to the words before it.
TIME_ONLY = re.compile(
    r"(?:(?:Đảm|Bảo)\s+(?:bảo|đảm)\s+|Yêu\s+cầu\s+|Phải\s+|Việc\s+(?:\w+\s+){1,5})?(?:[Hh]oàn\s+thành|[Xx]ong|Thời\s+(?:gian|hạn)[^:]{0,20}:?)\s"
    r"(?:trước|trong|chậm|vào|đến|ngày|tháng|quý|năm)[^.;]{0,60}[.;]?"
)
GIVEN = re.compile(r"(?:(?<=,\s)g|(?<!\w)G)iao\s+(?:cho\s+)?$")
# "… hoàn thành trong tháng 11 năm 2025, cụ thể:" above points without a time of their own.
ALL_UNTIL = re.compile(
    r"hoàn\s+thành\s+(?:xong\s+)?(?:trước|trong|chậm\s+nhất|vào)\s[^.;:]{3,50}(?:,\s*cụ\s+thể|như\s+sau)?\s*:$"
)
# "Nhóm nguy cơ cao": whom it is about, though it begins as a body's name does.
CLASS = re.compile(r"(?:Nhóm|Khối|Cụm|Hộ|Cơ\s+sở|Cán\s+bộ|Lực\s+lượng)(?!\w)")
ANNOUNCES_WORK = re.compile(
    r"nhiệm\s+vụ|giải\s+pháp|công\s+việc|biện\s+pháp|trách\s+nhiệm|phân\s+công|nội\s+dung\s+(?:thực\s+hiện|triển\s+khai|sau)|"
    r"tổ\s+chức\s+thực\s+hiện|hoạt\s+động",
    re.IGNORECASE,
)
# "… chủ trì, phối hợp:" above points that open with units: they help.
HELPED_BY = re.compile(r"phối\s+hợp(?:\s+với)?(?:\s+các\s+(?:cơ\s+quan|đơn\s+vị))?(?:\s+sau)?\s*:?$")
# "Văn phòng Sở theo dõi, đôn đốc việc thực hiện …", though it closes the document.
FOLLOWS_UP = re.compile(
    r"\s*(?:có\s+trách\s+nhiệm\s+|chịu\s+trách\s+nhiệm\s+|chủ\s+trì\s*,?\s+)?(?:theo\s+dõi|đôn\s+đốc)(?!\w)"
)
GIVES = re.compile(r"(?<=[.;])\s+(?=Giao\s)")
# "Trên đây là Kế hoạch …. Đề nghị các cơ quan …": the order begins at the second sentence.
HERE_IS = re.compile(r"Trên\s+đây\s+là\s[^.;]{5,400}[.;]\s+(?=(?:Đề\s+nghị|Yêu\s+cầu)\s)")
LONGEST_LABEL = 8
"""Between the ends of two points of a list: blanks and a label."""
