"""The checklist and the warnings, on drafts written by hand."""

from dataclasses import replace
from datetime import date

import pytest

from directives.states import ProvisionKind
from tasks.decomposition.checklist import Clarity
from tasks.decomposition.draft import Clause, Draft, OwnerDraft, Recipient, TaskDraft
from tasks.decomposition.findings import HINT, Answer
from tasks.decomposition.judging import CONFIRMED, READY, REVIEW, UNASSIGNED, find, judge_draft
from tasks.states import DeadlineKind, Role

SUNDAY = date(2023, 7, 30)
FRIDAY = date(2023, 7, 28)
HEALTH = OwnerDraft("u1", "Sở Y tế", Role.LEAD, frozenset({1}))
FINANCE = OwnerDraft("u2", "Sở Tài chính", Role.LEAD, frozenset({2}))
DISTRICTS = OwnerDraft("g1", "UBND các quận", Role.LEAD, frozenset({3, 4}), is_group=True)
TASK = TaskDraft(
    pk=1, number=1, content="Xây dựng kế hoạch", section="IV.1", kind=DeadlineKind.FIXED, due_on=FRIDAY,
    owners=(HEALTH,), product="Kế hoạch",
)  # fmt: skip
DRAFT = Draft(
    number="12",
    issued_on=date(2023, 7, 20),
    standing_id=1,
    today=date(2023, 7, 26),
    tasks=(TASK,),
    recipients=(Recipient("Các Sở, ban, ngành", "", frozenset({1, 2})),),
    required=frozenset({"people", "work", "time", "responsibility"}),
    quiet_headings=("mục đích",),
    why_off=lambda day: "Chủ nhật" if day.weekday() == 6 else "",
)


def codes(draft: Draft) -> list[str]:
    return [finding.code for finding in find(draft)]


def with_task(**changes: object) -> Draft:
    return replace(DRAFT, tasks=(replace(TASK, **changes),))  # type: ignore[arg-type]


def test_recipients_on_one_line_and_abbreviated_are_recipients() -> None:
    planning = OwnerDraft("u7", "Phòng Kế hoạch - Tài chính", Role.LEAD, frozenset({7}))
    pharmacy = OwnerDraft("u8", "Phòng Nghiệp vụ Y Dược", Role.LEAD, frozenset({8}))
    draft = replace(with_task(owners=(planning, pharmacy)), recipients=(Recipient("Văn phòng, Phòng KHTC, NVYD;"),))
    assert "owner_not_recipient" not in codes(draft)
    assert "owner_not_recipient" in codes(replace(draft, recipients=(Recipient("Văn phòng, Phòng TCCB"),)))


def test_a_complete_task_raises_nothing() -> None:
    assert codes(DRAFT) == []
    verdict = judge_draft(DRAFT).verdicts[1]
    assert (verdict.standing, verdict.clear, verdict.refusal) == (READY, 5, "")


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (replace(DRAFT, number=""), "number_or_date_missing"),
        (replace(DRAFT, issued_on=None), "number_or_date_missing"),
        (replace(DRAFT, recipients=()), "no_recipients"),
        (with_task(owners=()), "no_lead"),
        (with_task(owners=(replace(HEALTH, role=Role.COORDINATE),)), "only_coordinator"),
        (with_task(owners=(replace(FINANCE, member_ids=frozenset(), ends_on=date(2023, 1, 1)),)), "owner_gone"),
        (with_task(owners=(replace(HEALTH, ends_on=date(2023, 7, 27)),)), "owner_gone"),
        (with_task(owners=(replace(HEALTH, member_ids=frozenset()),)), "owner_gone"),
        (with_task(owners=(HEALTH, replace(DISTRICTS, member_ids=frozenset()))), "owner_gone"),
        (with_task(owners=(DISTRICTS,)), "owner_not_recipient"),
        (with_task(due_on=SUNDAY), "deadline_day_off"),
        (with_task(owners=(HEALTH, replace(FINANCE, role=Role.COORDINATE, due_on=SUNDAY))), "deadline_day_off"),
        (with_task(due_on=date(2023, 7, 21)), "deadline_past"),
        (with_task(due_on=date(2023, 7, 19)), "deadline_before_issue"),
        (with_task(kind=DeadlineKind.NONE, due_on=None, words="thường xuyên"), "deadline_words_unread"),
        (with_task(owners=(replace(HEALTH, headless=1),)), "heads_missing"),
    ],
)
def test_each_shortcoming_is_found(draft: Draft, code: str) -> None:
    assert code in codes(draft)


def test_an_owner_named_among_the_recipients_is_reached() -> None:
    named = Recipient("UBND các quận, huyện", "", frozenset())
    assert codes(replace(with_task(owners=(DISTRICTS,)), recipients=(*DRAFT.recipients, named))) == []
    by_units = Recipient("Quận", "", frozenset({3, 4}))
    assert codes(replace(with_task(owners=(DISTRICTS,)), recipients=(*DRAFT.recipients, by_units))) == []


def test_one_sentence_for_two_owners_is_asked_about_once() -> None:
    words = "Tăng cường công tác kiểm tra, giám sát việc thực hiện"
    tasks = (
        replace(TASK, quote=words),
        replace(TASK, pk=2, number=2, quote=words + " ", owners=(FINANCE,)),
        replace(TASK, pk=3, number=3, quote=words, owners=(HEALTH,)),
    )
    found = [finding for finding in find(replace(DRAFT, tasks=tasks)) if finding.code == "same_sentence"]
    assert [finding.task_id for finding in found] == [2]
    assert "1 (IV.1)" in found[0].message


CLAUSES = (
    Clause(1, "I", "I", "MỤC ĐÍCH, YÊU CẦU", (0, 10)),
    Clause(2, "III", "III", "PHÂN CÔNG", (10, 90)),
    Clause(3, "III.1", "1", "Sở Y tế", (12, 50), parent_id=2, depth=1),
    Clause(4, "III.1.a", "a", "", (15, 30), parent_id=3, depth=2),
    Clause(5, "III.1.b", "b", "", (30, 50), parent_id=3, depth=2),
    Clause(6, "III.2", "2", "Sở Tài chính", (50, 90), parent_id=2, depth=1),
    Clause(7, "III.2.a", "a", "", (60, 90), parent_id=6, depth=2),
)
TEXT = "".join(chr(ord("a") + at % 26) for at in range(90))


def silent(draft: Draft) -> list[str]:
    return [finding.where for finding in find(draft) if finding.code == "clause_without_task"]


def test_of_nested_clauses_without_a_task_only_the_outermost_is_named() -> None:
    draft = replace(DRAFT, text=TEXT, clauses=CLAUSES)
    assert silent(draft) == ["III"]
    assert silent(replace(draft, tasks=(replace(TASK, span=(16, 28)),))) == ["III.1.b", "III.2"]
    assert silent(replace(draft, tasks=(replace(TASK, span=(16, 40)),))) == ["III.2"]
    assert silent(replace(draft, tasks=(replace(TASK, span=(16, 40)), replace(TASK, pk=2, provision_id=6)))) == []


def test_grounds_of_the_document_ask_for_no_task() -> None:
    text = "Căn cứ Luật Tổ chức chính quyền địa phương;\nSở Y tế rà soát, báo cáo."
    at = text.index("Sở")
    ground = Clause(1, "đoạn 1", "", "", (0, at - 1), kind=ProvisionKind.PARAGRAPH)
    work = Clause(2, "đoạn 2", "", "", (at, len(text)), kind=ProvisionKind.PARAGRAPH)
    assert silent(replace(DRAFT, text=text, tasks=(), clauses=(ground, work))) == ["đoạn 2"]


def test_a_list_that_skips_a_letter_is_hinted_at() -> None:
    points = tuple(
        Clause(at, f"III.1.{label}", label, "", (at, at + 1), parent_id=99) for at, label in enumerate("abcdeg")
    )
    found = [finding for finding in find(replace(DRAFT, text=TEXT, clauses=points)) if finding.code == "point_skipped"]
    assert [(finding.level, finding.where) for finding in found] == [(HINT, "III.1")]
    assert "đ" in found[0].message


def test_an_answer_settles_a_warning_until_its_matter_changes() -> None:
    draft = with_task(due_on=SUNDAY)
    warning = next(finding for finding in find(draft) if finding.code == "deadline_day_off")
    answers = {(warning.code, warning.fingerprint): Answer("Đã thống nhất")}
    assert judge_draft(draft).unanswered == 1
    assert judge_draft(draft, answers).unanswered == 0
    moved = with_task(due_on=date(2023, 8, 6))
    assert judge_draft(moved, answers).unanswered == 1


def test_an_open_warning_clouds_its_clarity_and_an_answered_one_does_not() -> None:
    draft = with_task(due_on=SUNDAY)
    marks = {mark.clarity: mark for mark in judge_draft(draft).verdicts[1].marks}
    assert marks[Clarity.TIME].partly
    assert "Chủ nhật" in marks[Clarity.TIME].why
    warning = find(draft)[0]
    verdict = judge_draft(draft, {(warning.code, warning.fingerprint): Answer("Đúng")}).verdicts[1]
    assert verdict.clear == 5
    assert verdict.standing == READY


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({"confirmed": True}, CONFIRMED),
        ({"owners": ()}, UNASSIGNED),
        ({"due_on": None}, REVIEW),
        ({"due_on": SUNDAY}, REVIEW),
        ({"product": ""}, READY),
    ],
)
def test_where_a_task_stands(changes: dict[str, object], standing: str) -> None:
    assert judge_draft(with_task(**changes)).verdicts[1].standing == standing


def test_a_required_clarity_that_is_missing_refuses_confirmation_and_says_why() -> None:
    verdict = judge_draft(with_task(due_on=None, owners=())).verdicts[1]
    assert "Chưa chọn đơn vị chủ trì." in verdict.refusal
    assert "Chưa có ngày hạn." in verdict.refusal
    relaxed = replace(with_task(product=""), required=frozenset({"product"}))
    assert judge_draft(relaxed).verdicts[1].refusal == "Chưa ghi sản phẩm."


def test_no_lead_can_be_answered_only_where_people_are_not_required() -> None:
    draft = with_task(owners=())
    assert not find(draft)[0].answerable
    assert find(replace(draft, required=frozenset({"work"})))[0].answerable


def test_submission_says_what_is_left() -> None:
    assert judge_draft(replace(DRAFT, tasks=())).refusal == "Chưa có việc nào"
    draft = with_task(due_on=SUNDAY)
    assert judge_draft(draft).refusal == "Còn 1 việc chưa xác nhận, 1 cảnh báo chưa trả lời"
    assert judge_draft(with_task(confirmed=True)).refusal == ""
    stale = with_task(confirmed=True, due_on=None)
    assert "đã xác nhận nhưng chưa đủ rõ" in judge_draft(stale).refusal
