"""Who may sign an agency's letter, and the block above the name (NĐ 30/2020/NĐ-CP, Annex I, II.7).

The title stands without the agency's name, which the letter's head has already. A deputy signs for the head: ``KT.``
(ký thay); the head of the office that prepares letters by order: ``TL.`` (thừa lệnh); a people's committee acts as a
body: ``TM.`` (thay mặt) above its chairman or a deputy of his.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from organizations.models import Appointment, Delegation, Position, Role, Unit, UnitKind
from workflows import clock
from workflows.folding import fold

# People's committees (Ủy ban nhân dân) decide as a body.
COMMITTEES = frozenset({UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE})
LONG = {"ubnd": ("uy", "ban", "nhan", "dan"), "hdnd": ("hoi", "dong", "nhan", "dan")}


@dataclass(frozen=True)
class Signer:
    """Who signs: the lines above the signature, and the name below; ``person_id`` None: nobody is known."""

    person_id: int | None
    lines: tuple[str, ...]
    name: str

    def __str__(self) -> str:
        return f"{self.name}: {', '.join(self.lines)}"


def signers(office: Unit) -> list[Signer]:
    """Who may sign today: the head, deputies, then who heads the room that does the office's work. Three queries."""
    today = clock.today()
    held = Appointment.objects.current(today).select_related("person", "position")
    leaders = held.filter(position__unit=office)
    chief = Position.objects.filter(unit=office, is_head=True).order_by("rank", "id").first()
    title = own_title(chief.title, office.name) if chief else ""
    body = (f"TM. {_committee(office.name)}",) if office.kind in COMMITTEES else ()
    found: dict[int, Signer] = {}
    for one in leaders.order_by("-position__is_head", "position__rank", "valid_from", "id"):
        own = own_title(one.position.title, office.name)
        if one.position.is_head:
            found.setdefault(one.person_id, _signer(one, (*body, own)))
        elif one.position.role == Role.LEADER or fold(own) == fold(f"Phó {title}"):
            found.setdefault(one.person_id, _signer(one, (*body, *_for("KT.", title), own)))
    rooms = held.filter(position__desk_id=office.pk, position__is_head=True, position__role=Role.STANDING_HEAD)
    for one in rooms.exclude(position__unit=office).order_by("position__rank", "id"):
        found.setdefault(one.person_id, _signer(one, (*_for("TL.", title), own_title(one.position.title, office.name))))
    return list(found.values())


def usual(office: Unit) -> Signer:
    """Who signs unless another is chosen: the head, on leave whoever stands in and may sign. Four queries."""
    able = signers(office)
    if not able:
        return Signer(None, (), "")
    away = Delegation.objects.effective(clock.today()).filter(principal=able[0].person_id)
    deputies = set(away.values_list("deputy", flat=True))
    return next((one for one in able if one.person_id in deputies), able[0])


def own_title(title: str, agency: str) -> str:
    """The title without the agency's name at its end: "Giám đốc Sở Y tế" of "Sở Y tế Hà Nội" is "Giám đốc".

    Of the name also its beginning alone, and UBND for Ủy ban nhân dân.
    """
    words, name = title.split(), _spelt_out(agency.split())
    for kept in range(1, len(words)):
        rest = _spelt_out(words[kept:])
        if name[: len(rest)] == rest:
            return " ".join(words[:kept])
    return " ".join(words)


def _spelt_out(words: Sequence[str]) -> list[str]:
    return [part for word in words for part in LONG.get(fold(word), (fold(word),))]


def _for(sign: str, title: str) -> tuple[str, ...]:
    """For whom; nothing where the office has no head's post."""
    return (f"{sign} {title}",) if title else ()


def _committee(name: str) -> str:
    return "Ủy ban nhân dân" if _spelt_out(name.split())[:4] == list(LONG["ubnd"]) else name


def _signer(one: Appointment, lines: tuple[str, ...]) -> Signer:
    return Signer(one.person_id, lines, one.person.full_name)
