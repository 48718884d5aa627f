"""An enumeration that gives its head noun once, written out: "Các sở: Y tế, Tài chính" is two units."""

import re

from directives.intake.letters import UPPER

_EXPANDS = re.compile(
    rf"(?P<office>(?!Các\s)(?:[{UPPER}][\w ]{{2,25}}?|Ủy ban nhân dân|UBND)\s+)?(?:[Cc]ác\s+)?"
    r"(?P<head>[Ss]ở|[Bb]ộ|[Pp]hòng|[Tt]ỉnh|[Hh]ội|[Cc]ục|[Vv]ụ|[Tt]rường|[Cc]hi cục|[Tt]rung tâm|[Tt]ập đoàn|[Bb]an|"
    r"(?:tỉnh, thành phố|tỉnh|thành phố))\s*:?\s+(?P<rest>.+)$"
)


def expanded(name: str) -> list[str]:
    """Each unit where the head noun stands once ("Các sở: Y tế, Tài chính" is two); else the name alone."""
    match = _EXPANDS.match(name)
    if match is None or not re.match(rf"[{UPPER}]", match["rest"]) or not re.search(r"\b[Cc]ác\b|:", name):
        return [name]
    parts = [part.strip() for part in re.split(rf"\s*[,;]\s*|\s+và\s+(?=[{UPPER}])", match["rest"]) if part.strip()]
    parts = _mended(parts, match["rest"])
    if len(parts) < 2 or not all(re.match(rf"[{UPPER}]", part) for part in parts):
        return [name]
    head = match["head"]
    head = head if match["office"] and head[0].islower() else head[0].upper() + head[1:]
    head = head.lower() if head.lower().startswith(("tỉnh", "thành phố")) else head
    office = " ".join((match["office"] or "").split())
    office = re.sub(r"\s*[Cc]ác$", "", office)
    return [" ".join(f"{office} {head} {part}".split()) for part in parts]


_PAIRS = (("Giáo dục", "Đào tạo"), ("Khoa học", "Công nghệ"), ("Nông nghiệp", "Môi trường"), ("Kế hoạch", "Đầu tư"),
          ("Tài nguyên", "Môi trường"), ("Nông nghiệp", "Phát triển nông thôn"), ("Thông tin", "Truyền thông"),
          ("Thể thao", "Du lịch"))  # fmt: skip


def _mended(parts: list[str], rest: str) -> list[str]:
    """Fields that a name joins by "và", or by a comma, put together again: "Văn hóa, Thể thao và Du lịch"."""
    made: list[str] = []
    for part in parts:
        if made and any(made[-1].endswith(one) and part.startswith(other) for one, other in _PAIRS):
            made[-1] = f"{made[-1]} và {part}"
        elif made and made[-1] in ("Văn hóa", "Văn hoá") and part.startswith("Thể thao"):
            made[-1] = f"{made[-1]}, {part}"
        else:
            made.append(part)
    return made if rest else parts
