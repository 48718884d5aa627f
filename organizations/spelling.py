"""Everyday abbreviations of bodies' names written out: "TTYT" is "Trung tâm Y tế", "BVĐK" is "Bệnh viện Đa khoa".

Usage of administrative Vietnamese, not a directory: which body is meant, the directory says. NĐ 30/2020/NĐ-CP
(Annex I, section II) lets a document shorten only what readers know; these are what offices shorten.
"""

import re

_HEADS = {
    "TT": "Trung tâm", "BV": "Bệnh viện", "PK": "Phòng khám", "CC": "Chi cục", "BQL": "Ban Quản lý", "H": "Hội",
    "NH": "Ngân hàng", "P": "Phòng",
}  # fmt: skip
_FIELDS = {
    "YT": "Y tế", "KSBT": "Kiểm soát bệnh tật", "ĐK": "Đa khoa", "ĐKKV": "Đa khoa khu vực", "YHCT": "Y học cổ truyền",
    "YDCT": "Y dược cổ truyền", "PHCN": "Phục hồi chức năng", "DS": "Dân số",
    "DSKHHGĐ": "Dân số - Kế hoạch hóa gia đình",
    "KHHGĐ": "Kế hoạch hóa gia đình", "ATTP": "An toàn thực phẩm", "ATVSTP": "An toàn vệ sinh thực phẩm",
    "VSATTP": "Vệ sinh an toàn thực phẩm", "GDTX": "Giáo dục thường xuyên", "GDNN": "Giáo dục nghề nghiệp",
    "DVVL": "Dịch vụ việc làm", "DVNN": "Dịch vụ nông nghiệp", "KN": "Khuyến nông", "VH": "Văn hóa",
    "PVHCC": "Phục vụ hành chính công", "QLTT": "Quản lý thị trường", "BVTV": "Bảo vệ thực vật",
    "CNTY": "Chăn nuôi và Thú y", "QLDA": "Quản lý dự án", "DA": "dự án", "KCN": "khu công nghiệp",
    "KKT": "khu kinh tế", "LHPN": "Liên hiệp Phụ nữ", "ND": "Nông dân", "CCB": "Cựu chiến binh", "CTĐ": "Chữ thập đỏ",
    "CSXH": "Chính sách xã hội", "BTXH": "Bảo trợ xã hội",
}  # fmt: skip
_WHOLE = {
    "CDC": "Trung tâm Kiểm soát bệnh tật", "TYT": "Trạm Y tế", "BCHQS": "Bộ Chỉ huy Quân sự",
    "BĐBP": "Bộ đội Biên phòng", "CA": "Công an", "LĐLĐ": "Liên đoàn Lao động", "KBNN": "Kho bạc Nhà nước",
    "VPUBND": "Văn phòng UBND", "CATP": "Công an Thành phố", "CAT": "Công an tỉnh",
}  # fmt: skip
_TOKEN = re.compile(r"(?<![\w&])[A-ZĐ]+(?:-[A-ZĐ]+)*(?![\w&])")
# A field alone is one only behind a head: "BV ĐK tỉnh", not "DS" anywhere.
_BEHIND_HEAD = re.compile(rf"(?<!\w)(?:{'|'.join([*_HEADS, *_HEADS.values()])}|Ban)\s+$")


def spelt_out(words: str) -> str:
    """The words with what they abbreviate written out; the same words where nothing is.

    >>> spelt_out("TTYT các huyện, BV ĐK tỉnh")
    'Trung tâm Y tế các huyện, Bệnh viện Đa khoa tỉnh'
    """
    return _TOKEN.sub(lambda token: _written(token[0], words[: token.start()]), words)


def _written(token: str, before: str) -> str:
    letters = token.replace("-", "")
    if whole := _WHOLE.get(letters):
        return whole
    if letters in _HEADS and len(letters) > 1:
        return _HEADS[letters]
    if letters in _FIELDS and _BEHIND_HEAD.search(before):
        return _FIELDS[letters]
    for head, name in _HEADS.items():
        if letters.startswith(head) and (field := _FIELDS.get(letters[len(head) :])):
            return f"{name} {field}"
    return token
