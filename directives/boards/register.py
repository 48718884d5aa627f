"""The register of directives (sổ văn bản): filters in the address, pages by keyset, how each one stands."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from directives import access, outlook
from directives.models import Directive, DirectiveType
from directives.outlook import Standing
from directives.states import FINISHED, DirectiveState
from organizations.models import Unit
from workflows import keyset
from workflows.actors import Actor
from workflows.folding import folded_match
from workflows.numbers import whole

PAGE = 40
S = DirectiveState


def groups() -> list[tuple[str, str, tuple[str, ...]]]:
    """The filters by state: value in the address, label in the reader's language, states."""
    return [
        ("soan", _("Đang soạn"), (S.DRAFT,)),
        ("cho-duyet", _("Chờ duyệt, đang giao"), (S.IN_REVIEW, S.ISSUING)),
        ("dang-thuc-hien", _("Đang thực hiện"), (S.ISSUED,)),
        ("ket-thuc", _("Đã kết thúc"), FINISHED),
    ]


@dataclass(frozen=True)
class Row:
    """One line of the register."""

    id: int
    url: str
    reference: str
    abstract: str
    type: str
    issuer: str
    issued_on: Any
    state: str
    state_label: str
    urgency: str
    standing: Standing


@dataclass(frozen=True)
class Chip:
    label: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    current: bool


@dataclass(frozen=True)
class Register:
    """The page. ``filtered`` is False when the reader simply has nothing yet."""

    rows: list[Row]
    chips: list[Chip]
    types: list[Choice]
    issuers: list[Choice]
    years: list[Choice]
    search: str
    state: str
    total: int
    filtered: bool
    previous: str
    next: str


def read(actor: Actor, query: QueryDict) -> Register:
    """The register as this person may see it, filtered by the address. At most eight queries."""
    visible = access.visible_to(actor)
    wanted = {name: query.get(name, "").strip() for name in ("loai", "co-quan", "nam", "q", "trang-thai")}
    found = _filtered(visible, wanted)
    counts = dict(found.order_by().values_list("state").annotate(count=Count("pk")))
    rows = found
    states = next((states for value, _label, states in groups() if value == wanted["trang-thai"]), None)
    if states:
        rows = rows.filter(state__in=states)
    total = sum(count for state, count in counts.items() if not states or state in states)
    page = keyset.page(
        rows.select_related("type", "issuer").defer("text", "folded"),
        [keyset.Key("id", "int", descending=True)],
        size=PAGE,
        after=query.get("sau", ""),
        before=query.get("truoc", ""),
    )
    standing = outlook.standing(actor, [row.pk for row in page.rows])
    return Register(
        rows=[_row(directive, standing.get(directive.pk, Standing())) for directive in page.rows],
        chips=_chips(wanted, counts),
        types=_types(visible, wanted),
        issuers=_issuers(visible, wanted),
        years=_years(visible, wanted),
        search=wanted["q"],
        state=wanted["trang-thai"],
        total=total,
        filtered=any(wanted.values()),
        previous=_address(wanted, truoc=page.before) if page.before else "",
        next=_address(wanted, sau=page.after) if page.after else "",
    )


def _filtered(visible: QuerySet[Directive], wanted: dict[str, str]) -> Any:
    found = visible
    if wanted["loai"]:
        found = found.filter(type_id=wanted["loai"])
    if (issuer := whole(wanted["co-quan"])) is not None:
        found = found.filter(issuer_id=issuer)
    if (year := whole(wanted["nam"])) and 1900 <= year <= 2200:
        found = found.filter(issued_on__year=year)
    if wanted["q"]:
        found = found.filter(folded_match("folded", wanted["q"].replace("/", " ").replace("-", " ")))
    return found


def _row(directive: Directive, standing: Standing) -> Row:
    return Row(
        id=directive.pk,
        url=directive.get_absolute_url(),
        reference=directive.reference,
        abstract=directive.abstract,
        # Without a number the reference says the type itself.
        type=directive.type.name if directive.number else "",
        issuer=directive.issuer.name,
        issued_on=directive.issued_on,
        state=directive.state,
        state_label=directive.get_state_display(),
        urgency=directive.get_urgency_display() if directive.urgency != "normal" else "",
        standing=standing,
    )


def _chips(wanted: dict[str, str], counts: dict[str, int]) -> list[Chip]:
    chips = [Chip(_("Tất cả"), _address(wanted, **{"trang-thai": ""}), sum(counts.values()), not wanted["trang-thai"])]
    for value, label, states in groups():
        count = sum(counts.get(state, 0) for state in states)
        chips.append(Chip(label, _address(wanted, **{"trang-thai": value}), count, wanted["trang-thai"] == value))
    return chips


def _types(visible: QuerySet[Directive], wanted: dict[str, str]) -> list[Choice]:
    used = DirectiveType.objects.filter(pk__in=visible.order_by().values("type_id"))
    return [Choice(row.pk, row.name, row.pk == wanted["loai"]) for row in used]


def _issuers(visible: QuerySet[Directive], wanted: dict[str, str]) -> list[Choice]:
    used = Unit.objects.filter(pk__in=visible.order_by().values("issuer_id")).order_by("name")
    return [Choice(str(row.pk), row.name, str(row.pk) == wanted["co-quan"]) for row in used.only("pk", "name")[:200]]


def _years(visible: QuerySet[Directive], wanted: dict[str, str]) -> list[Choice]:
    dated = visible.exclude(issued_on=None).order_by()
    years = sorted(dated.values_list(ExtractYear("issued_on"), flat=True).distinct(), reverse=True)
    return [Choice(str(year), str(year), str(year) == wanted["nam"]) for year in years]


def _address(wanted: dict[str, str], **changed: str) -> str:
    return "?" + urlencode({name: value for name, value in {**wanted, **changed}.items() if value})
