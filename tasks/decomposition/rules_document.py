"""Findings on the document as a whole and on clauses that became no task."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directives.intake.findings import FindingKind
from directives.intake.gaps import gaps, place
from directives.states import ProvisionKind
from tasks.decomposition.draft import Clause, Draft
from tasks.decomposition.findings import HINT, Finding, fingerprint
from tasks.decomposition.places import Places
from tasks.decomposition.spans import Span, quote
from workflows.folding import fold

_GROUND = re.compile(r"(?:Căn cứ|Theo đề nghị của|Xét đề nghị của)\s")


def number_or_date_missing(draft: Draft) -> Iterator[Finding]:
    missing = [
        word for word, value in ((_("số, ký hiệu"), draft.number), (_("ngày ban hành"), draft.issued_on)) if not value
    ]
    if missing:
        yield Finding(
            code="number_or_date_missing",
            message=_("Thiếu %(what)s") % {"what": _(" và ").join(missing)},
            where=_("Văn bản"),
            fingerprint=fingerprint("number_or_date_missing", *missing),
        )


def no_recipients(draft: Draft) -> Iterator[Finding]:
    if not draft.recipients and draft.tasks:
        yield Finding(
            code="no_recipients",
            message=_("Chưa có nơi nhận, nên không đối chiếu được với đơn vị được giao"),
            where=_("Văn bản"),
            fingerprint=fingerprint("no_recipients"),
        )


def clause_without_task(draft: Draft) -> Iterator[Finding]:
    """Of nested clauses without a task only the outermost is named; one answer covers what is inside it."""
    tasked, quiet = clauses_with_task(draft), quiet_clauses(draft)
    by_pk = {clause.pk: clause for clause in draft.clauses}
    for clause in draft.clauses:
        parent = by_pk.get(clause.parent_id or 0)
        if clause.pk in tasked or (parent is not None and parent.pk not in tasked) or clause.pk in quiet:
            continue
        words = quote(draft.text, *clause.span)
        yield Finding(
            code="clause_without_task",
            message=_("Không có việc nào: “%(words)s”") % {"words": shorten(small_letters(clause.heading) or words)},
            where=clause.path or clause.label,
            clause_id=clause.pk,
            fingerprint=fingerprint("clause_without_task", clause.path, fold(words)),
        )


def clauses_with_task(draft: Draft) -> set[int]:
    """Clauses in which some task is pinned or made, and all clauses around them."""
    by_pk = {clause.pk: clause for clause in draft.clauses}
    found: set[int] = set()

    def mark(pk: int | None) -> None:
        while pk is not None and pk in by_pk and pk not in found:
            found.add(pk)
            pk = by_pk[pk].parent_id

    spans = [task.span for task in draft.tasks if task.span]
    spans += [by_pk[pk].span for pk in _made_of(draft) if pk in by_pk]
    places = Places((span, None) for span in spans)
    inner = {clause.parent_id for clause in draft.clauses}
    for clause in draft.clauses:
        if clause.pk not in inner and any(places.meeting(clause.span)):
            mark(clause.pk)
    return found


def _made_of(draft: Draft) -> list[int]:
    """Clauses of tasks that are pinned to no words of their own."""
    return [task.provision_id for task in draft.tasks if task.provision_id and not task.span]


def quiet_clauses(draft: Draft) -> frozenset[int]:
    """Clauses where by custom no task stands: under a heading of aims, requirements, grounds (option
    ``quiet_headings``), a paragraph that only leads in to what follows ("… cụ thể như sau:"), and one that gives the
    grounds of the whole ("Căn cứ Luật …;", NĐ 30/2020/NĐ-CP Annex I section II.6).
    """
    words = [word for word in map(fold, draft.quiet_headings) if word]
    under: set[int | None] = set()
    leading: set[int | None] = set()
    for clause in draft.clauses:  # outer before inner
        heading = fold(clause.heading)
        if clause.parent_id in under or (heading and any(word in heading for word in words)):
            under.add(clause.pk)
        elif clause.kind == ProvisionKind.PARAGRAPH and _leads_in(draft.text[clause.span[0] : clause.span[1]].strip()):
            leading.add(clause.pk)
    return frozenset(pk for pk in under | leading if pk is not None)


def _leads_in(words: str) -> bool:
    return words.endswith(":") or (bool(_GROUND.match(words)) and words.endswith((";", ".")))


def point_skipped(draft: Draft) -> Iterator[Finding]:
    """A list that jumps from d) to e) or from 4 to 6: a label or a point lost, or a habit of the drafter."""
    siblings: dict[int | None, list[Clause]] = {}
    for clause in draft.clauses:
        if place(clause.label):
            siblings.setdefault(clause.parent_id, []).append(clause)
    for points in siblings.values():
        for at, lost in gaps([point.label for point in points]):
            before, after = points[at - 1], points[at]
            yield Finding(
                code="point_skipped",
                message=_("Danh sách bỏ qua điểm %(points)s") % {"points": ", ".join(lost)},
                where=before.path.rsplit(".", 1)[0],
                level=HINT,
                clause_id=after.pk,
                fingerprint=fingerprint("point_skipped", before.path, after.path),
            )


def page_debris(draft: Draft) -> Iterator[Finding]:
    """What printing left in the text: one hint for each sort, leading to the first place."""
    places: dict[str, list[Span]] = {}
    for found in draft.found:
        if found.kind == FindingKind.DEBRIS:
            places.setdefault(found.message, []).append(found.span)
    for what, spans in places.items():
        around = [clause for clause in draft.clauses if clause.span[0] <= spans[0][0] < clause.span[1]]
        clause = max(around, key=lambda clause: clause.depth, default=None)
        words = ", ".join(f"“{quote(draft.text, *span)}”" for span in spans[:3])
        yield Finding(
            code="page_debris",
            message=ngettext("%(what)s (%(count)d chỗ): %(words)s", "%(what)s (%(count)d chỗ): %(words)s", len(spans))
            % {"what": what.rstrip("."), "count": len(spans), "words": words},
            where=clause.path if clause else _("Văn bản"),
            level=HINT,
            clause_id=clause.pk if clause else None,
            fingerprint=fingerprint("page_debris", what, len(spans)),
        )


def left_unread(draft: Draft) -> Iterator[Finding]:
    """What a letter must show and the reading did not see, as long as nobody has entered it. Number and day are asked
    for by ``number_or_date_missing``; an issuer is always entered, so that it is to be compared.
    """
    for found in draft.found:
        signer_missing = found.kind == FindingKind.NO_SIGNER and not draft.signer
        if signer_missing or found.kind in (FindingKind.NO_ISSUER, FindingKind.NO_RECIPIENTS):
            yield Finding(
                code="left_unread",
                message=found.message.rstrip("."),
                where=_("Văn bản"),
                level=HINT,
                fingerprint=fingerprint("left_unread", found.kind),
            )


def read_from_scan(draft: Draft) -> Iterator[Finding]:
    """A program recognised the letters on a picture: what was read is to be compared with the paper."""
    for found in draft.found:
        if found.kind == FindingKind.SCANNED:
            yield Finding(
                code="read_from_scan",
                message=found.message.rstrip("."),
                where=_("Văn bản"),
                level=HINT,
                fingerprint=fingerprint("read_from_scan"),
            )


ABBREVIATIONS = frozenset({"UBND", "HĐND", "TP", "UBMTTQ", "BHXH", "BHYT", "CNTT", "QPAN", "TTHC", "BCĐ"})


def small_letters(heading: str) -> str:
    """ "PHÂN CÔNG NHIỆM VỤ" as "Phân công nhiệm vụ"; abbreviations stay, and so does a heading in small letters."""
    if not heading.isupper():
        return heading
    words = [word if word.strip(",.;:") in ABBREVIATIONS else word.lower() for word in heading.split()]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def shorten(words: str, most: int = 70) -> str:
    """At most ``most`` characters, cut between words."""
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0] + "…"
