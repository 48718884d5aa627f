"""The name of a body that a letterhead prints in capitals, in the case that running text writes it in.

NĐ 30/2020/NĐ-CP Annex II section III.1: a capital begins the name of the kind of body, of its function or field, and
each syllable of a name of a place. Where the document's own text writes the name, that spelling is taken.
"""

import re

_SYLLABLE = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"(?:UBND|HĐND|UBMTTQ|[BCDĐGHKLMNPQRSTVX]{2,})$")
_LEVEL = re.compile(
    r"\b(?:(?P<party>(?:tỉnh|thành|huyện|quận|thị|xã|phường) (?:ủy|uỷ|đoàn))|"
    r"tỉnh|thành phố|quận|huyện|thị xã|thị trấn|xã(?! hội)|phường|đặc khu|tp)\b[.\s]*(?P<place>.*)$",
    re.IGNORECASE,
)
_KIND = re.compile(  # behind each of them begins the function or field
    r"(?:^|(?<=[-–,]\s)|(?<=\bvà\s))(?:tổng công ty|công ty|tập đoàn|ngân hàng|ủy ban nhân dân|uỷ ban nhân dân|ủy ban|"
    r"uỷ ban|hội đồng nhân dân|hội đồng|văn phòng|tổng cục|chi cục|cục|vụ|bộ chỉ huy|bộ tư lệnh|bộ|sở|phòng|"
    r"ban|trung tâm|bệnh viện|trường đại học|trường cao đẳng|trường|học viện|viện|"
    r"liên minh|liên đoàn|liên hiệp|hiệp hội|tổng hội|hội|quỹ|kho bạc|bảo hiểm xã hội|thanh tra|công an)\s+(?P<next>\w)"
)
_ANEW = re.compile(r"(?:[-–,/(]\s*|\bvà\s+)(?P<next>\w)")
_COUNTRY = re.compile(r"\bviệt nam\b")


def in_lower_case(name: str, text: str = "") -> str:
    """The name as ``text`` writes it, else by the rule; a name that is not all in capitals stays as it is.

    >>> in_lower_case("BỘ KHOA HỌC VÀ CÔNG NGHỆ")
    'Bộ Khoa học và Công nghệ'
    >>> in_lower_case("UBND HUYỆN SÔNG HẬU")
    'UBND huyện Sông Hậu'
    >>> in_lower_case("CÔNG TY TNHH AN BÌNH", "Giao Công ty TNHH An Bình thực hiện.")
    'Công ty TNHH An Bình'
    """
    if not name.isupper():
        return name
    written = r"\s+".join(re.escape(word) for word in name.split())
    for found in re.finditer(rf"(?<!\w){written}(?!\w)", text, re.IGNORECASE):
        own = " ".join(found[0].split())
        if not own.isupper() and own[0].isupper():
            return own
    return _by_rule(" ".join(name.split()))


def _by_rule(name: str) -> str:
    lower = _SYLLABLE.sub(lambda part: part[0] if _ABBREVIATION.match(part[0]) else part[0].lower(), name)
    capitals = {0}
    for pattern in (_KIND, _ANEW):
        capitals |= {found.start("next") for found in pattern.finditer(lower)}
    for pattern, group in ((_LEVEL, "place"), (_COUNTRY, 0)):
        if found := pattern.search(lower):
            start = found.start(group)
            capitals |= {start + part.start() for part in _SYLLABLE.finditer(found[group])}
            if pattern is _LEVEL and found.start():
                (capitals.add if found["party"] else capitals.discard)(found.start())
    return "".join(char.upper() if at in capitals else char for at, char in enumerate(lower))
