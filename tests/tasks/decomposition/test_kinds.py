"""Many warnings of a kind: counted, answered with one reason, taken back together."""

import pytest
from django.test import Client

from directives.models import Directive, DirectiveRecipient
from tasks.decomposition.actions import answering_alike
from tasks.decomposition.actions.confirming import answer_warning
from tasks.decomposition.actions.proposing import propose_tasks
from tasks.decomposition.findings import Finding
from tasks.decomposition.loading import load
from tests.personas import World
from tests.tasks.decomposition.plan import make_plan
from workflows.actors import Actor
from workflows.machine import TransitionDenied

REASON = "Các mục này chỉ nêu bối cảnh chung."
CODE = "clause_without_task"


@pytest.fixture
def wide(world: World, today: None) -> Directive:
    """Six clauses and not one task in them."""
    text = "\n\n".join(f"{at}. Việc thứ {at} có bối cảnh riêng của nó." for at in range(1, 7))
    return make_plan(world, text=text, number="7")


def standing(directive: Directive) -> list[Finding]:
    return [finding for finding in load(directive).judgment.findings if finding.code == CODE]


@pytest.mark.django_db
def test_one_reason_answers_all_of_a_kind_and_is_taken_back_as_one(wide: Directive, officer: Actor) -> None:
    first = standing(wide)[0]
    answer_warning(
        directive=wide, code=CODE, fingerprint=first.fingerprint, answer="Mục này là lời dẫn.", actor=officer
    )
    with pytest.raises(TransitionDenied):
        answering_alike.answer_alike(directive=wide, code=CODE, answer="ok", actor=officer)
    assert answering_alike.answer_alike(directive=wide, code=CODE, answer=REASON, actor=officer) == 5
    assert not [finding for finding in standing(wide) if finding.open]
    given = next(finding.answer for finding in standing(wide) if finding.answer and finding.answer.text == REASON)
    assert given and given.at
    assert answering_alike.take_alike_back(directive=wide, code=CODE, answer=REASON, at=given.at, actor=officer) == 5
    assert [finding.answer.text for finding in standing(wide) if finding.answer] == ["Mục này là lời dẫn."]


@pytest.mark.django_db
def test_the_page_folds_a_kind_with_its_count_and_answers_all_without_script(desk: Client, wide: Directive) -> None:
    address = f"/van-ban/{wide.pk}/phan-cong/"
    page = desk.get(address).content.decode()
    assert 'data-kind="clause_without_task"' in page
    assert "Trả lời cả 6" in page
    desk.post(f"{address}canh-bao/", {"code": CODE, "alike": "1", "answer": REASON})
    page = desk.get(address).content.decode()
    assert "Rút 6 câu trả lời này" in page
    at = page.split('name="at" value="')[1].split('"')[0]
    desk.post(f"{address}canh-bao/", {"code": CODE, "alike": "1", "answer": REASON, "at": at})
    assert sum(finding.open for finding in standing(wide)) == 6


LETTER = """SỞ Y TẾ
Số: 31/SYT-NVY
V/v cung ứng thuốc
Hà Nội, ngày 24 tháng 7 năm 2023
Kính gửi: Sở Y tế.
1. Giao Sở Tài chính chủ trì bố trí kinh phí mua thuốc trước ngày 30/8/2023.
2. Giao Viện Không Đâu Cả lập danh mục thuốc hiếm trước ngày 30/8/2023.
3. Giao Viện Không Đâu Cả lập danh mục thuốc hiếm trước ngày 30/8/2023.
Nơi nhận:
- Sở Tài chính;
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
"""


@pytest.mark.django_db
def test_of_a_scan_the_editor_says_so_and_holds_no_deadline_certain(
    world: World, today: None, officer: Actor, desk: Client
) -> None:
    for scanned in (False, True):
        letter = make_plan(world, text=LETTER, number=f"3{scanned:d}", symbol="SYT-NVY", scanned=scanned)
        propose_tasks(directive=letter, actor=officer)
        codes = [finding.code for finding in load(letter).judgment.findings]
        assert codes.count("read_from_scan") == scanned
        timed = letter.tasks.exclude(deadline_words="").select_related("reading")
        assert timed
        assert {task.reading.confidence == "certain" for task in timed} == {not scanned}
        page = desk.get(f"/van-ban/{letter.pk}/phan-cong/").content.decode()
        assert ("cần đối chiếu với bản giấy" in page) == scanned
        assert ("Thời hạn đọc từ bản quét, cần đối chiếu." in page) == scanned


@pytest.mark.django_db
def test_what_only_the_reading_sees_is_a_hint_and_nothing_stands_twice(
    world: World, today: None, officer: Actor
) -> None:
    letter = make_plan(world, text=LETTER, number="31", symbol="SYT-NVY", signer_name="")
    propose_tasks(directive=letter, actor=officer)
    codes = [finding.code for finding in load(letter).judgment.findings]
    assert codes.count("not_addressed") == 1
    assert codes.count("left_unread") == 1
    assert codes.count("repeated") == 1, "named alike by nobody the directory knows"
    DirectiveRecipient.objects.filter(directive=letter, unit=world.finance).delete()
    letter.signer_name = "Trần Thị Ký"
    letter.save(update_fields=["signer_name"])
    codes = [finding.code for finding in load(letter).judgment.findings]
    assert codes.count("owner_not_recipient") == 1
    assert "not_addressed" not in codes
    assert "left_unread" not in codes
