"""Which province a document speaks from (nơi ban hành): there its bare names are at home, "Sở Y tế" of that province.

Only for what a province issues, by its own words: the letterhead, the signer's body, else the place line above the
title (NĐ 30/2020/NĐ-CP Annex I section II.4). A ministry's letter is dated in Hà Nội and speaks to all.
"""

import re

from directives.intake.header import Header
from workflows.folding import fold

_LOCAL = re.compile(  # folded: bodies of a province
    r"(?:so|ubnd|hdnd|[uủ]y ban nhan dan|hoi dong nhan dan|tinh (?:uy|doan)|thanh (?:uy|doan)|chi cuc|"
    r"v(?:an phong|p) (?:ubnd|hdnd|[uủ]y ban nhan dan|tinh uy|thanh uy|doan dai bieu)|"
    r"bao hiem xa hoi (?:tinh|thanh pho)|cong an (?:tinh|thanh pho))\b"
)
_BELOW = re.compile(r"\b(?:quan|huyen|thi xa|xa|phuong|thi tran|dac khu)\b")  # folded: no province speaks
_PROVINCE = re.compile(r"(?i)(?:(?:tỉnh|thành phố|TP\.?)|(?:tỉnh|thành) (?:ủy|uỷ|đoàn))\s+(?P<place>\S.*)$")
_LEVEL = re.compile(r"(?i)^(?:tỉnh|thành phố|TP\.?)\s+")
_SYMBOL = re.compile(r"(?:^|[-/])(?:UBND|HĐND|S[A-ZĐ]{1,6})(?:[-/]|$)")


def province_of(header: Header) -> str:
    """The province's own name ("Bến Sông"), "" where a body of no province speaks or the document does not say.

    >>> province_of(Header(own_name="SỞ Y TẾ", parent="UBND TỈNH BẾN SÔNG"))
    'BẾN SÔNG'
    """
    bodies = [name for name in (header.own_name, header.parent, header.issuer) if name]
    local = [name for name in bodies if _LOCAL.match(fold(name))]
    symbol = header.code.symbol if header.code else ""
    if any(_BELOW.search(fold(name)) for name in local) or not (local or (not bodies and _SYMBOL.search(symbol))):
        return ""
    for name in (*local, *header.signature.title.split("\n")):
        if found := _PROVINCE.search(" ".join(name.split())):
            return found["place"].strip(" .,;")
    return _LEVEL.sub("", header.place).strip()
