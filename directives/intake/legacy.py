"""Text in fonts of before Unicode (TCVN3: .VnTime; VNI: VNI-Times), which reads as other letters.

It cannot be read, nor can a mark of secrecy be found in it, so it is refused. Told by the commonest letter of
Vietnamese: đ, which TCVN3 keeps at ® (Đ at §) and VNI at ñ, begins about every sixth word.
"""

import re

_OLD_D = re.compile(r"(?<![\w®§])[®§Ññ](?=[^\W\d_]|[\u00a8-\u00bf])")
_D = re.compile(r"(?<!\w)[Đđ](?=\w)")
FEW = 3


def in_legacy_font(text: str) -> bool:
    """
    >>> in_legacy_font("§éc lËp - Tù do - H¹nh phóc. C¸c ®¬n vÞ ®­îc giao ®Ò nghÞ b¸o c¸o")
    True
    >>> in_legacy_font("Độc lập - Tự do - Hạnh phúc. Các đơn vị được giao đề nghị báo cáo")
    False
    """
    old = len(_OLD_D.findall(text))
    return old >= FEW and old > len(_D.findall(text))
