"""Names of units in running text: where an enumeration begins, how it is cut up, where the predicate starts.

"Sở Tư pháp và các sở, ban, ngành Thành phố chủ động tổ chức…" is two names, then a predicate. A name begins at a head
("Sở", "các cơ quan") and runs to the first word that opens a predicate; commas and "và" go on with it only before
another head, or before a capital inside a compound name ("Sở Văn hóa, Thể thao và Du lịch").
"""

import re
from dataclasses import dataclass

from directives.intake.clauses import compound, defining, further_trade
from directives.intake.endings import aim, ends_before, second_post, with_post
from directives.intake.look_alikes import NOT_UNIT
from directives.intake.wording import COMMON, FUNCTION, LETTERS, PLURAL, PROPER, RELATIVE, SHORT, VERBS

LONGEST = 900
_CAPITAL_COMMON = "|".join(phrase[0].upper() + phrase[1:] for phrase in COMMON.split("|"))
START = re.compile(
    rf"(?:{PLURAL}\s+)+(?:{COMMON}|{PROPER}|{LETTERS}|(?:phó\s+)?thủ\s+trưởng)(?!\w)|(?:{PROPER}|{LETTERS})(?!\w)|"
    rf"(?:{_CAPITAL_COMMON})(?!\w)"
)
# "huyện, thị, thành phố": the town's level is given in short within an enumeration of levels.
_INNER = re.compile(rf"(?:{COMMON}|thị(?=\s*(?:,|và\s)))(?!\w)")
_PLURAL = re.compile(rf"{PLURAL}(?!\w)")
_COMMON_END = re.compile(rf"(?<!\w)(?<![Mm]ôi )(?:{COMMON}|thị|Bộ|Sở|Ban|Ngành)\s*$")
_LEVEL = re.compile(
    r"(?:xã|phường|đặc\s+khu|thị\s+xã|thị\s+trấn|thị|huyện|quận|tỉnh|thành\s+phố|thôn|bản|ấp|cao\s+đẳng|đại\s+học)(?!\w)"
)
_MINISTRIES = re.compile(r"[Cc]ác\s+[Bb]ộ\s+[A-ZĐ]")
_NOUN_OF_MANY = re.compile(r"\scác\s+((?:[Kk]hu|[Cc]ụm|[Vv]ùng|[Kk]hối|[Tt]uyến))\s")
_SCHOOLS = re.compile(r"[Tt]rường\s+(?:đại\s+học|cao\s+đẳng|trung\s+cấp)", re.IGNORECASE)
_SCHOOL = re.compile(r"(?:đại\s+học|cao\s+đẳng|trung\s+cấp|phổ\s+thông)(?!\w)", re.IGNORECASE)
_IN_PAIR = re.compile(r"(?:hàng\s+h[óo][áa]?\s*,\s*dịch\s+vụ|sản\s+phẩm\s*,\s*dịch\s+vụ)", re.IGNORECASE)
_STOPS = re.compile(rf"(?:{FUNCTION})(?!\w)")
_VERB = re.compile(rf"(?:{VERBS})(?!\w)")
_SHORT = re.compile(rf"(?:{SHORT})(?!\w)")
_WORD = re.compile(r"[^\s,;:()]+")
# Heads that end a list of fields ("các Bộ: Quốc phòng, Công an và Ủy ban nhân dân…"); "Công an" is one of the fields.
_STRONG = re.compile(
    r"(?:Sở|Bộ|Ủy ban|Uỷ ban|UBND|Bí thư|Chủ tịch|Văn phòng|Ban|Thủ trưởng|Giám đốc|Bộ trưởng|Hội đồng)(?!\w)"
)
_GROUP = re.compile(r"(?:Ban|Ngành|Đoàn thể|Địa phương|Đơn vị|Cơ quan)(?=\s*(?:,|;|và|\s[a-zđ]|$))")
_JOINT = re.compile(r"\s*(?:[,;](?:\s*(?:và|cùng|hoặc)(?:\s+với)?(?=\s))?|(?:và|cùng(?:\s+với)?|hoặc)(?=\s)|&)\s*")
_LISTED = re.compile(
    r"(?:[Bb]ộ|[Ss]ở|[Nn]gành|[Tt]ỉnh|[Tt]hành\s+phố|[Pp]hòng|[Tt]rường|[Đđ]ơn\s+vị|[Cc]ơ\s+quan|[Bb]an|[Hh]ội|"
    r"[Cc]ục|[Vv]ụ|"
    r"[Tt]ập\s+đoàn|[Tt]ổng\s+công\s+ty|[Cc]ông\s+ty|[Ss]au|[Xx]ã|[Pp]hường|[Hh]uyện|[Đđ]oàn\s+thể|TCT|[Vv]iện)\s*$"
)
_MORE_LISTED = re.compile(r"\s*(?:[,;]\s*[A-ZĐ]|và\s+[A-ZĐ])")
_ABOVE_ALL = re.compile(r"(?:nhất\s+là|đặc\s+biệt\s+là|trong\s+đó\s+có)\s+")
# After the noun of an area only these go on with the name; "UBND các xã, phường dựng nhà bạt" ends before the verb.
_AREA = re.compile(
    r"(?<!\w)(?:xã|phường|đặc\s+khu|thị\s+trấn|thị\s+xã|[Tt]hành\s+phố|[Tt]ỉnh|huyện|quận|(?<!trong )ngành|"
    r"địa\s+phương)$"
)
_AFTER_AREA = re.compile(
    r"(?:thuộc|trực\s+thuộc|trên|có|liên\s+quan|trung\s+ương|miền|ven|vùng|biên|khu\s+vực|tại|ở|nơi|của|cấp|và|bị|"
    r"chịu(?!\s+trách)|khác|"
    r"tỉnh|thành\s+phố|huyện|xã|phường|nhà\s+nước|ủy|uỷ|đoàn|hội|đội|chủ|còn|phía|lân\s+cận|nêu|đã|được|đang|"
    r"quản\s+lý|nào|này|mới|cùng|ảnh|trọng|xảy|dọc|đóng|"
    # the field of a branch, told without a capital: "ngành y tế", "ngành điện lực"
    r"y\s+tế|giáo\s+dục|công\s+thương|điện(?:\s+lực)?|công\s+an|quân\s+đội|nông\s+nghiệp|tài\s+chính|du\s+lịch|"
    r"giao\s+thông|tư\s+pháp|tòa\s+án|kiểm\s+sát|ngân\s+hàng|thuế|hải\s+quan|dầu\s+khí|đường\s+sắt)(?!\w)"
)
# Abbreviations of whole names, which only a place may follow: "SNV thanh toán chi phí", "KBNN tỉnh".
_ABBREVIATED = re.compile(rf"(?:S[A-ZĐ&]{{1,8}}|KBNN|CATP|CAT|BHXH|NHNN|TAND|VKSND|{LETTERS})")
# "… tại khu vực dự báo xảy ra mưa, lũ tập trung chỉ đạo": a clause about the area, then the predicate.
_AREA_CLAUSE = re.compile(r"(?:bị|dự\s+báo|chịu(?!\s+trách)|xảy\s+ra|có\s+nguy\s+cơ|nằm|đang)(?!\w)")
# "… hoạt động trong lĩnh vực xây dựng, giao thông, vận tải": fields of business, then the predicate.
_FIELD_CLAUSE = re.compile(
    r"(?:(?:hoạt\s+động|kinh\s+doanh|sản\s+xuất|làm\s+việc)\s+)?trong\s+(?:các\s+)?lĩnh\s+vực(?!\w)|"
    r"có\s+hoạt\s+động\s+(?:về|kinh\s+doanh)(?!\w)"
)
_OF_AREA = re.compile(r"(?:khu\s+vực|vùng|địa\s+phương|thành\s+phố|phường|xã|nơi|địa\s+bàn|hộ|tỉnh|ven\s+biển)$")
_DECIDED = re.compile(
    r"(?:chủ\s+trì|chủ\s+động|chỉ\s+đạo|tập\s+trung|khẩn\s+trương|tiếp\s+tục|tổ\s+chức|triển\s+khai|rà\s+soát|"
    r"phối\s+hợp|theo|căn\s+cứ|"
    r"trên\s+cơ\s+sở|cần|phải|có\s+trách|chịu\s+trách|tăng\s+cường|theo\s+dõi|huy\s+động|thường\s+xuyên|kịp\s+thời|thực\s+hiện|đẩy\s+nhanh|"
    r"báo\s+cáo)(?!\w)"
)
# The last field in the name of a ministry, small or beginning like a head: "Sở Lao động và Xã hội".
_FIELD = re.compile(
    r"(?:[Xx]ã\s+hội|môi\s+trường|công\s+nghệ|đào\s+tạo|du\s+lịch|thể\s+thao|đầu\s+tư|truyền\s+thông|"
    r"phát\s+triển\s+nông\s+thôn|chiến\s+lược|phát\s+thanh|truyền\s+hình|thương\s+mại)(?!\w)"
)
_WITH_FIELDS = re.compile(r"(?:Bộ|Sở|Phòng|Ban|Trung\s+tâm|[Nn]gành)\s+[A-ZĐ]|(?:Báo|Đài)(?!\w)")
# Whose a body is, in an enumeration: "các bệnh viện công lập, ngoài công lập".
_OWNED = re.compile(r"(?:trong\s+và\s+)?(?:ngoài\s+)?(?:công\s+lập|tư\s+thục|tư\s+nhân|dân\s+lập)(?!\w)")
_AREAS = re.compile(r"các\s+(?:tỉnh|thành\s+phố|địa\s+phương)(?!\w)")
_PLACE_IN = re.compile(r"(?:[Kk]hoản|[Mm]ục|[Đđ]iểm|Điều|[Pp]hần|Phụ\s+lục)\s+(?:\d|[IVX]|[a-zđ](?!\w))")
# A verb that a lost line break put behind a name, with a capital: "cơ quan ngang bộ Tập trung chỉ đạo".
_CAPITAL_VERB = re.compile(
    r"(?:Tập\s+trung|Chủ\s+động|Chủ\s+trì|Phối\s+hợp|Khẩn\s+trương|Tiếp\s+tục|Rà\s+soát|Tăng\s+cường|Đẩy\s+mạnh|"
    r"Triển\s+khai|Tham\s+mưu|Thực\s+hiện|Thường\s+xuyên|Kịp\s+thời|Nghiêm\s+túc|Căn\s+cứ|Trên\s+cơ\s+sở|"
    rf"Theo\s+chức|Có\s+trách|Phân\s+công|Bố\s+trí|Là\s+(?:cơ|đầu|đơn)|Chỉ\s+đạo|Tổ\s+chức\s+(?:{VERBS}))(?!\w)"
)
_BRACKET = re.compile(r"\s*\(([^()]{1,300})\)")
# "Sở Y tế (chủ trì), Sở Tài chính (phối hợp)", also in letters: "(CT)", "(PH)"; what each name does, not part of it.
MARK = re.compile(
    r"\s*\(\s*(?:(?:là|cơ\s+quan|đơn\s+vị)\s+)*(?:(?P<lead>[Cc]hủ\s+trì|CT)|(?P<help>[Pp]hối\s+hợp|PH))"
    r"(?:\s+(?:chính|thực\s+hiện))?\s*\)"
)


@dataclass(frozen=True)
class Names:
    """An enumeration of units: [start, end) in the text read, and the span of each name.

    ``stop`` tells what ended it: "predicate", "colon", "end" (of the text or of a sentence), "other".
    """

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    stop: str

    def written(self, text: str) -> list[str]:
        """The names as written, white space as single spaces."""
        return [" ".join(text[start:end].split()) for start, end in self.spans]


def starts(text: str, at: int) -> re.Match[str] | None:
    """The head of a name at that place."""
    match = START.match(text, at)
    if match is None:
        return None
    head = _PLURAL.match(text, at)
    noun = at
    while head:
        noun = head.end()
        while noun < len(text) and text[noun].isspace():
            noun += 1
        head = _PLURAL.match(text, noun)
    if NOT_UNIT.match(text, noun) and not (noun > at and text.startswith(("tổ", "cấp"), noun)):
        return None
    return match


def read_names(
    text: str, at: int = 0, end: int | None = None, *, common: bool = False, whoever: bool = False
) -> Names | None:
    """The enumeration that begins at that place of a text without line breaks; None when no name begins there.

    ``common``: a common noun in lower case may begin it too ("chính quyền địa phương"). ``whoever``: so may any noun,
    as after "phối hợp với" ("siêu thị, nhà phân phối").
    """
    limit = min(len(text) if end is None else end, at + LONGEST)
    head = starts(text, at)
    if head is None and common and not NOT_UNIT.match(text, at):
        head = _INNER.match(text, at)
    if head is None and whoever and not (_VERB.match(text, at) or _STOPS.match(text, at) or _SHORT.match(text, at)):
        head = _WORD.match(text, at)
    if head is None or head.end() > limit:
        return None
    return _Scan(text, at, head.end(), limit).read()


class _Scan:
    def __init__(self, text: str, start: int, at: int, limit: int) -> None:
        self.text, self.start, self.at, self.limit = text, start, at, limit
        self.cuts: list[tuple[int, int]] = []
        self.item = start
        self.last = at  # end of what surely belongs to the name
        self.listing = False
        self.clause = False  # within a clause about the area

    def read(self) -> Names:
        stop = self._run()
        self.cuts.append((self.item, self.last))
        spans = tuple((start, end) for start, end in self.cuts if end > start)
        return Names(self.start, self.last, spans, stop)

    def _run(self) -> str:
        text = self.text
        while self.at < self.limit:
            if joint := _JOINT.match(text, self.at, self.limit):
                if joint.end() >= self.limit:
                    return "end"
                if not self._join(joint):
                    return "other"
                continue
            if bracket := _BRACKET.match(text, self.at, self.limit):
                self.at = bracket.end()
                inner = bracket[1]
                if inner[0].isupper() and "," not in inner and len(inner) < 60 and not MARK.fullmatch(bracket[0]):
                    self.last = self.at
                continue
            if text[self.at].isspace():
                self.at += 1
                continue
            if text[self.at] == ":":
                if not self._list():
                    return "colon"
                continue
            if text[self.at] in "()":
                return "other"
            if stop := self._word():
                return stop
        return "end"

    def _join(self, joint: re.Match[str]) -> bool:
        """Go on after a comma or "và" when another name, or the rest of this one, follows."""
        text, after = self.text, joint.end()
        if above_all := _ABOVE_ALL.match(text, after, self.limit):
            after = above_all.end()
        word = _WORD.match(text, after, self.limit)
        if (field := _FIELD.match(text, after, self.limit)) and _WITH_FIELDS.match(text, self.item):
            return self._open(after, field.end(), new=False)
        if word is None or (NOT_UNIT.match(text, after) and not (self.listing and text[after].isupper())):
            return False
        head = starts(text, after)
        if trade := further_trade(text, self.item, self.last, after, self.limit):
            return self._open(after, trade, new=False)
        if self._same_kind(after):
            return self._open(after, word.end(), new=False)
        if kind := _OWNED.match(text, after, self.limit):
            return self._open(after, kind.end(), new=False)
        if end := aim(text, self.item, after, self.limit) or with_post(text, self.item, self.last, after):
            return self._open(after, end, new=False)
        if _PLACE_IN.match(text, after):  # "tại điểm d, khoản 1, mục III"
            return self._open(after, word.end(), new=False)
        if self.clause and not head and text[after].islower() and not _DECIDED.match(text, after):  # "xảy ra mưa, lũ"
            return self._open(after, word.end(), new=False)
        if head and head.end() <= self.limit:
            listing = self.listing or bool(_MINISTRIES.match(text, self.item))
            new = not listing or bool(_PLURAL.match(text, after) or _STRONG.match(text, after))
            if _GROUP.match(text, after) and _PLURAL.match(text, self.item):  # "các Sở, Ngành"
                new = False
            return self._open(after, head.end(), new=new)
        inner = _INNER.match(text, after, self.limit)
        if inner:
            proper = text[self.item].isupper() and not _PLURAL.match(text, self.item)
            body = text[inner.end() : inner.end() + 1] == " " and text[inner.end() + 1 : inner.end() + 2].isupper()
            body = body and _AREA.search(text, self.item, self.last) is not None  # "UBND các xã và phòng Kinh tế"
            own = proper and not _LEVEL.match(text, after) and (body or not self._common_before())
            return self._open(after, inner.end(), new=(own and ";" not in joint[0]) or ";" in joint[0])
        if text[after].isupper() and above_all:
            return self._open(after, word.end(), new=True)
        if text[after].isupper() and (self.listing or not _sentence(text, joint)):
            new = ";" in joint[0] and not self.listing
            return self._open(after, word.end() - len(word[0]) + len(word[0].rstrip(".")), new=new)
        if re.match(r"các\s+[A-ZĐ]", text[after : after + 8]):
            return self._open(after, word.end(), new=False)
        if RELATIVE.match(text, after) or text.startswith("liên quan", after):
            return self._open(after, after, new=False)
        if text.startswith("quản lý nhà nước", after):
            return self._open(after, after + len("quản lý nhà nước"), new=False)
        return False

    def _common_before(self) -> bool:
        """The word before ends a common noun, as in "xã, phường": the next one goes on with it."""
        name = self.text[self.item : self.last]
        return bool(_COMMON_END.search(name)) or bool(_INNER.fullmatch(name[0].lower() + name[1:]))

    def _same_kind(self, after: int) -> bool:
        """The noun that the name has in the plural, again: "Ban Quản lý các khu công nghiệp, khu kinh tế"."""
        noun = _NOUN_OF_MANY.search(self.text, self.item, self.last)
        again = noun and re.match(rf"{noun[1]}\s", self.text[after : after + 12], re.IGNORECASE)
        schools = _SCHOOLS.search(self.text, self.item, self.last) and _SCHOOL.match(self.text, after)
        return bool(again or schools or _IN_PAIR.search(self.text[max(self.item, self.last - 12) : after + 8]))

    def _open(self, start: int, at: int, *, new: bool) -> bool:
        if new:
            self.cuts.append((self.item, self.last))
            self.item = start
        self.at = at
        self.last = max(self.last, at)
        return True

    def _list(self) -> bool:
        """ "Các Bộ: Quốc phòng, Công an": the names follow the colon, the head stands once."""
        if not _LISTED.search(self.text[self.item : self.at]):
            return False
        after = self.at + 1
        while after < self.limit and self.text[after].isspace():
            after += 1
        if after >= self.limit or not self.text[after].isupper():
            return False
        opening = self.text[after : after + 40].lower()
        if _STOPS.match(opening):  # "… thuộc tỉnh: Căn cứ chức năng, nhiệm vụ …"
            return False
        verb = _VERB.match(opening)
        if verb and not _MORE_LISTED.match(self.text, after + verb.end()):
            return False
        self.listing = True
        word = _WORD.match(self.text, after, self.limit)
        self.at = self.last = word.end() if word else after
        return True

    def _word(self) -> str | None:
        """Take one word (or compound) into the name, or say why the name ends here."""
        text, at = self.text, self.at
        if text[at] in "-–—":
            after = at + 1
            while after < self.limit and text[after].isspace():
                after += 1
            branch = re.match(r"(?:Chi\s+nhánh|CN)\s", text[after : after + 12])  # "Ngân hàng … - Chi nhánh Khu vực 2"
            if post := second_post(text, self.item, after):
                self.at = self.last = post
                return None
            if after < self.limit and not branch and (starts(text, after) or _VERB.match(text, after)):
                return "other"
            self.at = after
            return None
        if _AREA_CLAUSE.match(text, at) and _OF_AREA.search(text, self.start, self.last):
            self.clause = True
        if _FIELD_CLAUSE.match(text, at):
            self.clause = True
        if self.clause and not _DECIDED.match(text, at):
            word = _WORD.match(text, at, self.limit)
            self.at = self.last = word.end() if word else at + 1
            return None
        if end := aim(text, self.item, at, self.limit):
            self.at = self.last = end
            return None
        relative = RELATIVE.match(text, at, self.limit)
        of_name = max(defining(text, self.item, at, self.limit) or 0, relative.end() if relative else 0)
        if of_name := of_name or compound(text, self.start, at, self.limit) or 0:
            self.at = self.last = of_name
            return None
        if _STOPS.match(text, at) or _VERB.match(text, at):
            return "predicate"
        if _CAPITAL_VERB.match(text, at) and self._whole_before():
            return "predicate"
        if self._again():
            return None
        if (
            text[at].islower()
            and _ABBREVIATED.fullmatch(text, self.item, self.last)
            and not (_AFTER_AREA.match(text, at) or _PLURAL.match(text, at))
        ):
            return "predicate"
        if text[at].islower() and _AREA.search(text, self.start, self.last) and not _AFTER_AREA.match(text, at):
            return "predicate"
        if ends_before(text, self.item, self.last, at) and not _AFTER_AREA.match(text, at):
            return "predicate"
        word = _WORD.match(text, at, self.limit)
        assert word is not None
        if _SHORT.match(text, at) and not self._after_capital():
            return "predicate"
        ended = word[0].endswith((".", "!", "?", "…")) and word[0] not in (
            "TP.",
            "Tp.",
            "TX.",
            "TT.",
            "Q.",
            "H.",
            "P.",
            "X.",
        )
        self.at = word.end()
        self.last = word.end() - (len(word[0]) - len(word[0].rstrip(".!?…")) if ended else 0)
        return "end" if ended else None

    def _again(self) -> bool:
        """Open a second name of the same kind where the comma is lost: "Bộ Công an Bộ Quốc phòng"."""
        text, at = self.text, self.at
        kind = text[self.item : self.item + 3]
        ministry = kind == "Bộ " and not re.match(r"Bộ\s+(?:Chỉ|Tư|[a-zđ])", text[self.item :])
        if ministry and (areas := _AREAS.match(text, at, self.limit)):  # "Bộ Quốc phòng các tỉnh …"
            return self._open(at, areas.end(), new=True)
        same = kind in ("Bộ ", "Sở ") and text[self.item + 3].isupper() and text[at : at + 3] == kind
        return same and text[at + 3 : at + 4].isupper() and self._open(at, at + 2, new=True)

    def _whole_before(self) -> bool:
        """The name is more than its head ("Ủy ban Kiểm tra"), and a capital is no second half of it ("Ban Chỉ đạo")."""
        return self.text[self.item : self.last].split()[-1].islower() and not START.fullmatch(
            self.text, self.item, self.last
        )

    def _after_capital(self) -> bool:
        """The syllable before is a capitalised one: the two make one word of the name ("Đào tạo")."""
        before = self.text[self.start : self.at].split()
        return bool(before) and before[-1][0].isupper() and not before[-1].isupper() and len(before[-1]) > 1


def _sentence(text: str, joint: re.Match[str]) -> bool:
    """A capital after ";" that opens a clause rather than a name: "Sở Y tế; Tổ chức tập huấn"."""
    return ";" in joint[0] and bool(_VERB.match(text[joint.end() :][:30].lower()))
