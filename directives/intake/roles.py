"""Who must do what a block says: the addressee (chủ trì) and those to work with (phối hợp), by the wording.

NĐ 30/2020/NĐ-CP leaves the wording to usage; each rule here is named after the form it reads and carries an example.
"""

import re
from dataclasses import dataclass

from directives.intake.expansion import expanded
from directives.intake.letters import LOWER
from directives.intake.units import MARK, Names, read_names, starts
from directives.intake.wording import FUNCTION, SHORT, VERBS


@dataclass(frozen=True)
class Found:
    """Words of a text, [start, end), and the rule that found them."""

    start: int
    end: int
    words: str
    rule: str


@dataclass(frozen=True)
class Owners:
    """The names, and where the clause of the first begins: what stands before it only gives the circumstance."""

    names: tuple[Found, ...]
    start: int

    @property
    def rule(self) -> str:
        return self.names[0].rule if self.names else ""


_ASK = (
    r"(?:[Gg]iao(?!\s+ban(?!\w))|(?:[Kk]ính\s+|[Tt]rân\s+trọng\s+)?[Đđ]ề\s+nghị|[Yy]êu\s+cầu|[Pp]hân\s+công|"
    r"[Ủủ]y\s+quyền\s+cho)"
)
_ASK_FIRST = re.compile(
    rf"(?:(?:Thống\s+nhất|Đồng\s+ý|Nhất\s+trí|Chấp\s+thuận|Tiếp\s+tục)\s+(?:chủ\s+trương\s+|việc\s+)?(?=giao\s))?{_ASK}(?:\s+cho)?\s*:?\s+"
)
_ASK_AFTER = re.compile(rf"\s*(?:,\s*)?{_ASK}(?:\s+cho)?\s+")
# How a block begins that first tells the circumstance: "Căn cứ …, Sở Y tế …", "Đối với …: …".
_CIRCUMSTANCE = re.compile(
    r"(?:Căn\s+cứ|Trên\s+(?:cơ\s+sở|đây\s+là)|Đối\s+với|Trong|Hằng|Hàng|Định\s+kỳ|Theo|Để|Trước|Sau|Khi|Về|Từ|"
    r"Nhằm|Thực\s+hiện\s+(?:ý|chỉ|Kế|Quyết|Công|Chỉ|Nghị|Luật|Kết|Thông|Chương|quy|nhiệm)|"
    r"Hiện|Với|"
    r"Tại|Trường\s+hợp|Nếu|Qua|Thời\s+gian|Ngoài|Bên\s+cạnh|Ngay|Vào|Tiếp\s+theo|Đến|Chậm\s+nhất|Muộn\s+nhất|Kết\s+quả|Tuy|Do|Năm|Việc|"
    r"Nội\s+dung|“|\")",
)
_CLAUSE = re.compile(rf"(?P<edge>[,:;.])\s*(?P<ask>{_ASK}\s+)?(?:thì\s+)?(?=\w)|\s(?P<then>thì)\s+(?=\w)")
_PREDICATE = re.compile(
    rf"\s*(?:\([^()]{{1,40}}\)\s*)?(?:[,–—]\s*)?(?:{VERBS}|{SHORT}|phải|cần|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|"
    rf"căn\s+cứ|trên\s+cơ\s+sở|không\s+được|"
    r"(?:khi|nếu)\s+[^.;:,]{2,60}?\s+thì|theo\s+(?:chức\s+năng|thẩm\s+quyền|phạm\s+vi|nhiệm\s+vụ)|có\s+(?:kế\s+hoạch|báo\s+cáo|giải\s+pháp|"
    r"biện\s+pháp|văn\s+bản|"
    r"phương\s+án|nhiệm\s+vụ)|là\s+(?:cơ\s+quan|đầu\s+mối|đơn\s+vị)|trong\s+phạm\s+vi|với\s+(?:vai\s+trò|"
    r"trách\s+nhiệm)|trước\s+ngày|ngay\s+(?:sau|khi|từ)|"
    r"(?:chậm|muộn)\s+nhất|trong\s+(?:vòng|thời\s+hạn|\d+|quý|tháng|tuần|năm)|sau\s+khi|sớm)(?!\w)"
)
_ACTION = re.compile(
    r"(?:chủ\s+trì|phối\s+hợp|tổng\s+hợp|tham\s+mưu|xây\s+dựng|hướng\s+dẫn|chỉ\s+đạo|rà\s+soát|báo\s+cáo|"
    r"chủ\s+động)(?!\w)"
)
_DUTY = re.compile(
    r"\s*(?:cần|phải|có\s+trách\s+nhiệm|khẩn\s+trương|tập\s+trung|chủ\s+động|tiếp\s+tục|đẩy\s+nhanh)(?!\w)"
)
# Any word in small letters but a preposition, a conjunction, an auxiliary or a term of office.
_SOME_VERB = re.compile(
    rf"\s*(?!(?:{FUNCTION}|tại|ở|nhiệm\s+kỳ|kh[óo][áa]|lần|năm|ngày|tháng|quý|số|và|hoặc|cùng|của|này|đó|nơi|ghi)(?!\w))"
    rf"(?=[{LOWER}])\w+\s+\w"
)
_RECEIVES = re.compile(r"\s*(?:(?:vừa|có)\s+)?nhận\s+được(?!\w)")  # "Sở Y tế nhận được Công văn …": the occasion
_ACCOUNT = re.compile(r"(?<!\w)(?:đã|đang|ghi\s+nhận|vẫn\s+còn)(?!\w)")
_MUST = re.compile(r"\s*(?:cần(?!\s+thiết)|phải|có\s+trách\s+nhiệm)(?!\w)")
# Whom a unit sets to a task within itself: "UBND xã phân công cán bộ …" leaves the duty with the unit.
_STAFF = re.compile(
    r"(?:các\s+|một\s+|\d+\s+)?(?:cán\s+bộ|công\s+chức|viên\s+chức|nhân\s+viên|chuyên\s+viên|người|lực\s+lượng)(?!\w)"
)
_ASK_BEFORE = re.compile(rf"{_ASK}(?:\s+cho)?\s*:?\s+$")
_ISSUES = re.compile(
    r"\s*(?:ban\s+hành|đề\s+ra|quyết\s+định|kết\s+luận|có\s+ý\s+kiến|thông\s+báo|yêu\s+cầu|đề\s+nghị|giao)(?!\w)"
)
_LIST_DUTY = re.compile(
    r"\s*(?:,\s*)?(?:cần|phải|có\s+trách\s+nhiệm|khẩn\s+trương|tập\s+trung|chủ\s+động|tiếp\s+tục|nghiêm\s+túc|"
    r"theo\s+chức\s+năng|thực\s+hiện|triển\s+khai|quán\s+triệt)(?!\w)"
)
# The issuer of itself: "UBND tỉnh triển khai Đợt thi đua … và ban hành Kế hoạch như sau:".
_GIVES_OUT = re.compile(r"(?<!\w)ban\s+hành\s+(?:Kế|Quyết|Chỉ|Hướng|Phương|Chương|Đề)\w*\s+\w+")
# "… trong phạm vi nhiệm vụ của mình và các cơ quan có liên quan": the enumeration goes on after an aside.
_AND_GROUP = re.compile(r"(?<=\w)\s+và\s+(?=các\s+(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|sở|bộ|địa\s+phương))")
_BETWEEN = re.compile(r"\s*(?:và|cùng(?:\s+với)?|hoặc)\s+(?=\w)")
_PIECE_END = re.compile(r"[,;\n]|\.(?=\s|$)|\s[-–+•]\s(?=\w)|\s+và\s+(?=[Cc]ác\s)")
_ACTS = re.compile(
    r"\s*(?:,\s*)?(?:chủ\s+trì|phối\s+hợp|tham\s+mưu|có\s+trách\s+nhiệm|chịu\s+trách|làm\s+đầu|là\s+cơ|"
    r"trong\s+phạm\s+vi)"
)
# "… tổng hợp. Đồng thời, các sở …": a joint of sentences between two names, not a name.
_LINKS = re.compile(r"(?:[Đđ]ồng\s+thời|[Nn]goài\s+ra|[Bb]ên\s+cạnh\s+đó|[Tt]rong\s+đó|[Ss]au\s+đó)\s*(?:[,;:]|$)")
# A clause with a subject of its own behind what is to be done.
_MUST_CLAUSE = re.compile(r",\s+(?=[^.;,]{2,80}?\s(?:phải|cần|có\s+trách\s+nhiệm)\s)")
# "… hỗ trợ người dân, các xã hỗ trợ bố trí nơi ăn ở": a verb is not its own object, so the second has a subject.
_HELPS_THEN = re.compile(rf"(?<!\w)(?P<verb>{VERBS})(?=\s+[^.;,:]{{2,60}},\s+(?P<subject>[Cc]ác)\s)")
# "Công tác tuyên truyền do Sở Văn hóa chủ trì, …": a thing, and who takes it on; what they issued or lent tells which.
_BY = re.compile(r"(?<=\w)\s+(?:sẽ\s+)?do\s+(?=\w)")
_TAKES_ON = re.compile(
    r"\s*(?:trực\s+tiếp\s+)?(?:chủ\s+trì|phụ\s+trách|đảm\s+(?:nhiệm|nhận)|chịu\s+trách\s+nhiệm|làm\s+đầu\s+mối|"
    r"(?:tổ\s+chức\s+|triển\s+khai\s+)?thực\s+hiện|cân\s+đối|bố\s+trí|bảo\s+đảm|đảm\s+bảo)(?!\w)"
    r"(?![^.;,]*\s(?:được|đã|đang|là|gồm|để)(?!\w))"
)
_THING_FIRST = re.compile(r"(?:Việc|Nội\s+dung|Kết\s+quả)(?!\w)")
_OPENS_WITH_VERB = re.compile(rf"(?:{VERBS}|{SHORT}|tham\s+(?:dự|gia))(?!\w)")
LONGEST_NAME, LONGEST_TAIL, LONGEST_CLAUSE = 120, 60, 1_200
_DASH_TAIL = re.compile(r"\s[-–—]\s+(?=\w)")
_DOES = re.compile(
    r"\s*(?:hỗ\s+trợ\s+|chủ\s+trì\s+|phối\s+hợp\s+)?(?:thực\s+hiện|chuẩn\s+bị|chủ\s+trì|phụ\s+trách)"
    r"\s*(?:,\s+(?:phối\s+hợp|hoàn\s+thành|xong)[^.;]*)?[.;]?\s*$"
)
_BRACKETS = re.compile(r"\(\s*(?P<given>[Gg]iao\s+(?:cho\s+)?)?(?=\w)(?P<inner>[^()]{4,200})\)")
_LEADS = re.compile(
    r"\s*,?\s*(?:làm\s+|là\s+)?(?:chủ\s+trì|phụ\s+trách|đầu\s+mối|cơ\s+quan\s+chủ\s+trì|(?:tổ\s+chức\s+|triển\s+khai\s+)?"
    r"thực\s+hiện)(?!\w)"
)
_GIVEN = re.compile(r"(?:[,;]|\s[-–])\s+giao\s+(?:cho\s+)?(?=\w)")
_NUMBERED = re.compile(r"(?:^|(?<=[\s:;.,]))\((?:\d{1,2}|[ivx]{1,4})\)\s*(?=\w)")
# Beside a name in a cell: "Sở Xây dựng (nếu có)".
_ASIDE = re.compile(r"\(\s*(?:nếu|khi|qua|để|theo|trong|tùy|được)\s[^()]*\)?")
_LIST_BELOW = re.compile(r":\s+(?:[a1][.)]|[-–+•])\s")  # where points follow, which speak for themselves


def addressee(text: str, start: int, end: int, *, headed: bool = False) -> Owners | None:
    """Whom the words [start, end) address themselves; None when they name nobody, and the heading decides.

    ``headed``: they stand under a unit's heading, so a unit named in a later sentence is not their addressee.
    """
    found = _asked(text, start, end) or _subject(text, start, end) or _taken_on(text, start, end)
    found = found or _after_circumstance(text, start, end, headed=headed)
    found = found or _in_brackets(text, start, end) or _given(text, start, end)
    if found is None and not headed:
        found = _numbered(text, start, end) or _later_sentence(text, start, end) or _later_clause(text, start, end)
    return found or _at_the_end(text, start, end)


def must(text: str, start: int, end: int) -> bool:
    """The words name somebody and say that they must: "… . Sở Xây dựng, các xã cần khảo sát các cầu yếu này"."""
    found = addressee(text, start, end)
    return found is not None and bool(_MUST.match(text, found.names[-1].end, end))


def governing(text: str, start: int, end: int, *, inside: bool = False) -> tuple[Found, ...]:
    """rule ``lead_in``: whom a sentence before a list tells to do it; nobody when the issuer speaks of itself.

    "Sở Y tế đề nghị các đơn vị thực hiện một số nội dung sau:" gives the units; "UBND tỉnh ban hành Kế hoạch … như
    sau:" gives none. ``inside``: it stands below a heading, where the subject is never the issuer.
    """
    for match in reversed(list(re.finditer(rf"(?<!\w){_ASK}(?:\s+cho)?\s+", text[start:end]))):
        names = read_names(text, start + match.end(), end, common=True)
        if names and (names.stop == "colon" or _PREDICATE.match(text, names.end, end)):
            return tuple(founds(text, names, "lead_in"))
    found = addressee(text, start, end)
    if found is None:
        return ()
    first, last = found.names[0], found.names[-1]
    asked = _ASK_BEFORE.search(text, start, first.start)
    if not asked and not inside and _GIVES_OUT.search(text, last.end, end):
        return ()
    own = inside and not _ISSUES.match(text, last.end, end)
    if not asked and not own and not _LIST_DUTY.match(text, last.end, end):
        return ()
    return tuple(Found(one.start, one.end, one.words, "lead_in") for one in found.names)


def names_in(text: str, start: int, end: int, rule: str) -> list[Found]:
    """The names that a heading, a labelled line or a cell consists of.

    A clause that says what its subject does ("Sở Nội vụ chủ trì tham mưu …; Sở Tư pháp tổ chức …") gives the subject.
    """
    found: list[Found] = []
    at = start
    while at < end:
        at = next_word(text, at, end)
        if aside := _ASIDE.match(text, at, end):
            at = aside.end()
            continue
        names = read_names(text, at, end, common=True) if at < end else None
        if names is None:
            stop = _piece_end(text, at, end)
            if at < stop and stop - at < LONGEST_NAME and not _LINKS.match(text, at, stop + 1):
                found += founds(text, Names(at, stop, ((at, _trimmed(text, at, stop)),), "other"), rule)
            at = max(stop, at + 1)
            continue
        parts = founds(text, names, rule)
        mark = MARK.match(text, names.end, end)
        at = mark.end() if mark else names.end
        stop = _piece_end(text, at, end)
        rest = text[at:stop]
        acts = names.stop == "predicate" and bool(
            len(rest) > LONGEST_TAIL or _ACTS.match(text, at) or _PREDICATE.match(text, at, end)
        )
        if names.stop == "predicate" and not acts and rest.strip():  # "Các cơ quan theo quy định"
            last = parts.pop()
            parts += founds(text, Names(last.start, stop, ((last.start, _trimmed(text, last.start, stop)),), ""), rule)
            at = stop
        found += parts
        if acts:
            clause = _clause_end(text, at, end)
            more = _AND_GROUP.search(text, at, clause)
            at = more.end() if more else clause + 1
    return _once(found)


def _once(found: list[Found]) -> list[Found]:
    """A name told a second time ("… và các sở. Đồng thời, các sở …") counts once."""
    first: dict[str, Found] = {}
    for one in found:
        first.setdefault(one.words, one)
    return list(first.values())


def next_word(text: str, at: int, end: int) -> int:
    """Past white space, marks of lists and the joints of an enumeration."""
    while at < end:
        if joint := _BETWEEN.match(text, at, end):
            at = joint.end()
        elif text[at].isalnum() or text[at] in "“(":
            return at
        else:
            at += 1
    return at


def _piece_end(text: str, at: int, end: int) -> int:
    """Where the next name of a list may begin: after a comma, semicolon, full stop or a dash that opens a line."""
    match = _PIECE_END.search(text, at, end)
    return match.start() if match else end


def _clause_end(text: str, at: int, end: int) -> int:
    return min((place for mark in ";." if (place := text.find(mark, at, end)) >= 0), default=end)


def full(names: list[Found]) -> list[str]:
    """The names with the head noun that an enumeration gives once written to each; [] when nothing had to be."""
    made = [expanded(name.words) for name in names]
    return [one for parts in made for one in parts] if any(len(parts) > 1 for parts in made) else []


def founds(text: str, names: Names, rule: str) -> list[Found]:
    return [Found(start, end, " ".join(text[start:end].split()), rule) for start, end in names.spans]


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " .;,:\n":
        end -= 1
    return end


def _asked(text: str, start: int, end: int) -> Owners | None:
    """rule ``asked``: "Giao Sở Y tế chủ trì …", "Đề nghị: Hội Nông dân tỉnh …"."""
    match = _ASK_FIRST.match(text, start, end)
    names = read_names(text, match.end(), end, common=True) if match else None
    return _with_further(text, names, end, "asked", start) if names else None


def _subject(text: str, start: int, end: int) -> Owners | None:
    """rule ``subject``: "Sở Tài chính bố trí kinh phí …"; of who asks, whom it asks: "Sở Y tế đề nghị các …"."""
    names = read_names(text, start, end)
    if names is None or _RECEIVES.match(text, names.end, end):
        return None
    ask = _ASK_AFTER.match(text, names.end, end)
    if ask and not _STAFF.match(text, ask.end()) and (asked := read_names(text, ask.end(), end, common=True)):
        return _with_further(text, asked, end, "asked", start)
    if names.stop == "colon" or _PREDICATE.match(text, names.end, end) or names.end >= end - 2:
        return _with_further(text, names, end, "subject", start)
    if names.stop == "predicate" and (_acts(text, names.end, end) or _acts_below(text, names.end, end)):
        return _with_further(text, names, end, "subject", start)
    return None


def _acts(text: str, at: int, end: int) -> bool:
    """Whatever verb follows a whole name: "UBND quận Bến Sông rắc vôi bột", but no preposition, term or account."""
    return bool(_SOME_VERB.match(text, at, end)) and not _ACCOUNT.search(text, at, end)


def _acts_below(text: str, at: int, end: int) -> bool:
    """A heading and the paragraph below it run into one line: "Sở Y tế Căn cứ chức năng … xây dựng kế hoạch"."""
    opening = text[at : min(end, at + 60)].lower()
    return text[at : at + 2].strip().isupper() and bool(_PREDICATE.match(opening))


def _after_circumstance(text: str, start: int, end: int, *, headed: bool) -> Owners | None:
    """rule ``after_circumstance``: "Căn cứ Kế hoạch này, các sở, ngành xây dựng …"; "… do vậy, yêu cầu các bộ …".

    Also "Đối với ngành Y tế: Xây dựng kế hoạch …".
    """
    if not _CIRCUMSTANCE.match(text, start, end):
        return None
    about = read_names(text, start + 8, end, common=True) if text.startswith("Đối với", start) else None
    told = about and about.stop == "colon" and _PREDICATE.match(text.lower(), about.end + 1, end)
    if about and (told or _DUTY.match(text, about.end, end)):
        return _with_further(text, about, end, "after_circumstance", start)
    for match in _CLAUSE.finditer(text, start, min(end, start + 1500)):
        if headed and not match["ask"] and _ACTION.match(text, match.end()):
            return None  # "Trên cơ sở …, chủ trì tổng hợp …": the heading's unit acts
        names = read_names(text, match.end(), end, common=not match["then"])
        if names and headed and match["edge"] == "," and _of_somebody(text, start, match.start(), names.end):
            continue
        if names is None or not (match["ask"] or text[match.end()].isupper() or starts(text, match.end())):
            names = names if names and _DUTY.match(text, names.end, end) else None
        acts = names and (
            _PREDICATE.match(text, names.end, end)
            or (text[names.start].isupper() and names.stop == "predicate" and _acts(text, names.end, end))
        )
        if names and (acts or (match["ask"] and names.stop == "colon")):
            ask = _ASK_AFTER.match(text, names.end, end)
            asked = read_names(text, ask.end(), end, common=True) if ask else None
            return _with_further(text, asked or names, end, "after_circumstance", match.end())
    return None


def _taken_on(text: str, start: int, end: int) -> Owners | None:
    """rule ``taken_on``: "Kinh phí do Sở Tài chính cân đối, bố trí"; not of an act or of a circumstance.

    "Tham dự hội nghị do Sở Y tế chủ trì", "Đối với nội dung do Sở Y tế chủ trì, …" tell which one is meant.
    """
    by = _BY.search(text, start, min(end, start + LONGEST_NAME))
    if by is None or any(mark in text[start : by.start()] for mark in ".;:"):
        return None
    opening = text[start : by.start()]
    if _OPENS_WITH_VERB.match(opening.lower()) or (_CIRCUMSTANCE.match(opening) and not _THING_FIRST.match(opening)):
        return None
    names = read_names(text, by.end(), end)
    if names is None or not _TAKES_ON.match(text, names.end, end):
        return None
    return Owners(tuple(founds(text, names, "taken_on")), start)


def _of_somebody(text: str, start: int, comma: int, end: int) -> bool:
    """The comma stands within whose something is: "… văn bản của Chính phủ, Bộ, ngành, phối hợp với …"."""
    if not text.startswith(",", end):
        return False
    owner = text.rfind(" của ", start, comma)
    names = read_names(text, owner + len(" của "), end, common=True) if owner >= 0 else None
    return names is not None and names.end > comma


def _in_brackets(text: str, start: int, end: int) -> Owners | None:
    """rule ``in_brackets``: "Cắm biển cảnh báo (Sở Xây dựng chủ trì, phối hợp với UBND các xã)"; "(giao Sở Nội vụ)"."""
    found: list[Found] = []
    for match in _BRACKETS.finditer(text, start, end):
        names = read_names(text, match.start("inner"), match.end("inner"))
        if names and (match["given"] or _LEADS.match(text, names.end, match.end("inner"))):
            found += founds(text, names, "in_brackets")
    return Owners(tuple(_once(found)), start) if found else None


def _given(text: str, start: int, end: int) -> Owners | None:
    """rule ``given``: behind what is to be done, to whom it is given: "Tập huấn sơ cứu, giao Sở Y tế chủ trì"."""
    for match in _GIVEN.finditer(text, start, end):
        names = read_names(text, match.end(), end, common=True)
        if names and _LEADS.match(text, names.end, end):
            return Owners(tuple(founds(text, names, "given")), start)
    return None


def _numbered(text: str, start: int, end: int) -> Owners | None:
    """rule ``numbered``: items within a sentence, each with its unit: "…: (1) Sở A ban hành …; (2) Sở B rà soát …"."""
    found: list[Found] = []
    for match in _NUMBERED.finditer(text, start, end):
        names = read_names(text, match.end(), end)
        if names and _PREDICATE.match(text, names.end, end):
            found += founds(text, names, "numbered")
    return Owners(tuple(_once(found)), start) if found else None


def _later_sentence(text: str, start: int, end: int) -> Owners | None:
    """rule ``later_sentence``: "Tập trung khắc phục … . Thủ trưởng các cơ sở y tế chịu trách nhiệm …"."""
    for match in re.finditer(
        rf"[.:]\s+(?:{_ASK}\s+)?(?=\w)|\s(?:do\s+vậy|vì\s+vậy|do\s+đó),?\s+{_ASK}\s+", text[start:end]
    ):
        at = start + match.end()
        names = read_names(text, at, end)
        if names and (ask := _ASK_AFTER.match(text, names.end, end)):
            names = read_names(text, ask.end(), end, common=True) or names
        if names and _PREDICATE.match(text, names.end, end):
            return Owners(tuple(founds(text, names, "later_sentence")), start)
        if (
            match[0][0] == ":"
            and at - start < LONGEST_NAME
            and (told := _after_circumstance(text, at, end, headed=False))
        ):
            return told  # "Mở tài khoản: Sau khi rà soát, UBND xã …"
    return None


def _later_clause(text: str, start: int, end: int) -> Owners | None:
    """rule ``later_clause``: "Khẩn trương sửa các cống bị hư, các địa phương phải huy động lực lượng …"."""
    stop = min((at for at in (text.find(mark, start, end) for mark in (". ", ";")) if at >= 0), default=end)
    for match in _MUST_CLAUSE.finditer(text, start, min(stop, start + LONGEST_CLAUSE)):
        names = read_names(text, match.end(), end, common=True)
        if names and _MUST.match(text, names.end, end) and not _enumerated(text, start, match.start()):
            return Owners(tuple(founds(text, names, "later_clause")), start)
    return None


def _enumerated(text: str, start: int, comma: int) -> bool:
    """The comma stands within an enumeration: "báo cho chủ tàu, các hộ phải sơ tán"."""
    for word in re.finditer(r"(?<!\w)\w", text[max(start, comma - LONGEST_NAME) : comma]):
        names = read_names(text, max(start, comma - LONGEST_NAME) + word.start(), comma + 30, common=True)
        if names and names.end > comma:
            return True
    return False


def _at_the_end(text: str, start: int, end: int) -> Owners | None:
    """rule ``at_the_end``: "Phân tích đề thi – Trường A thực hiện."."""
    for match in _DASH_TAIL.finditer(text, start, end):
        names = read_names(text, match.end(), end)
        if names and _DOES.match(text, names.end, end):
            return Owners(tuple(founds(text, names, "at_the_end")), start)
    return None


def _with_further(text: str, names: Names, end: int, rule: str, start: int) -> Owners:
    """The names, and those to whom the same block gives something after a semicolon: "…; Sở B kịp thời chỉ đạo …"."""
    found = founds(text, names, rule)
    known = {one.words for one in found}
    asks = (
        r"|\.\s+(?:Yêu\s+cầu|Đề\s+nghị)\s+" if re.match(r"\W*(?:Yêu\s+cầu|Đề\s+nghị)", text[start : start + 20]) else ""
    )
    both = r"|,\s+(?=\w[^.;,]{2,60}?\sphải\s)" if re.match(r"\s+phải\s", text[names.end : names.end + 8]) else ""
    if listed := _LIST_BELOW.search(text, names.end, end):
        end = listed.start()
    for match in re.finditer(rf";\s+(?:[Gg]iao\s+(?:cho\s+)?)?{asks}{both}", text[names.end : end]):
        at = names.end + match.end()
        more = read_names(text, at, end, common=text.startswith(",", names.end + match.start()))
        if more and more.stop == "predicate" and _PREDICATE.match(text, more.end, end):
            further = [one for one in founds(text, more, rule) if one.words not in known]
            known.update(one.words for one in further)
            found += further
    for match in _HELPS_THEN.finditer(text, names.end, end):
        more = read_names(text, match.start("subject"), end, common=True)
        if more and text[more.end : more.end + len(match["verb"]) + 2].strip() == match["verb"]:
            found += [one for one in founds(text, more, rule) if one.words not in known]
    return Owners(tuple(found), start)
