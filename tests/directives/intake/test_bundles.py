"""Several documents in one text: each is read as if it stood alone."""

from collections import Counter

from directives.intake.blocks import document_of
from directives.intake.bundles import beginnings, documents
from directives.intake.normal import join_wrapped, normalise, without_emphasis
from directives.intake.outline import Kind, outline
from directives.intake.reading import Reading, read
from tests.directives.documents import HA_NOI, LANG_SON
from tests.directives.intake.letters import LOST_LETTERHEAD, SCHOOL_PLAN, TELEGRAM, URGENT_LETTER, WEB_DECISION
from tests.directives.intake.plans import LETTER, PLAN, TABLE

# A scan: the lines of a page's width, names of both columns on one line, the end lost.
SCAN = """UBND TỈNH BẾN SÔNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

SỞ Y TẾ Độc lập - Tự do - Hạnh phúc
Số: 31/KH-SYT Bến Sông, ngày 02 tháng 3 năm 2026
KẾ HOẠCH

Kiểm tra vệ sinh nguồn nước năm 2026

Căn cứ Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2026 của Ủy ban
nhân dân tỉnh về chương trình công tác năm 2026;
Sở Y tế xây dựng kế hoạch như sau:
II. TỔ CHỨC THỰC HIỆN
1. Trung tâm Kiểm soát bệnh tật tỉnh lấy mẫu nước tại các nhà máy, lập báo
cáo kết quả xét nghiệm gửi Sở Y tế trước ngày 30/6/2026.
2. Trung tâm y tế các huyện bố trí cán bộ phối hợp với Trung tâm Kiểm soát
bệnh tật tỉnh lấy mẫu, bảo quản mẫu theo hướng dẫn chuyên môn.
"""
WEB_TITLE = """THÔNG BÁO
KẾT LUẬN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
Ngày 05 tháng 5 năm 2026, Chủ tịch UBND tỉnh chủ trì họp về phòng, chống thiên tai và kết luận như sau:
1. Sở Xây dựng rà soát các công trình xung yếu, báo cáo UBND tỉnh trước ngày 30/5/2026.
2. UBND các xã tổ chức trực ban.
Nơi nhận:
- Lưu: VT.
"""
FORMED = f"{LOST_LETTERHEAD}Tên đơn vị: ……\nNgười lập biểu: ……\nSố liệu tính đến ngày: ……\nGhi chú: ……\n"
SAMPLES = (
    PLAN, TABLE, LETTER, SCAN, WEB_TITLE, HA_NOI.read_text(encoding="utf-8"), LANG_SON.read_text(encoding="utf-8"),
    SCHOOL_PLAN, URGENT_LETTER, TELEGRAM, FORMED, WEB_DECISION,
)  # fmt: skip


def reading(text: str) -> Reading:
    return read(document_of(join_wrapped(normalise(without_emphasis(text)))))


def told(text: str) -> Counter[tuple[object, ...]]:
    return Counter(
        (task.quote, *(one.words for one in task.lead), task.time.day, *task.time.recurrence)
        for task in reading(text).tasks
    )


def test_no_task_is_lost_when_documents_are_joined() -> None:
    """Every two of them, both ways, each joint in turn."""
    alone = [told(text) for text in SAMPLES]
    for at, (first, mine) in enumerate(zip(SAMPLES, alone, strict=True)):
        for place, (second, yours) in enumerate(zip(SAMPLES, alone, strict=True)):
            joint = ("\n", "\n\n", " ")[(at + place) % 3]
            together = told(f"{first}{joint}{second}")
            assert (mine - together, yours - together) == (Counter(), Counter()), (first[:60], joint, second[:60])


def test_spans_in_a_further_document_reproduce_its_words() -> None:
    found = reading(f"{SCAN}\n{PLAN}\n{TABLE}")
    text = found.document.text
    assert [task.start for task in found.tasks] == sorted(task.start for task in found.tasks)
    for task in found.tasks:
        assert " ".join(text[task.start : task.end].replace("|", " ").split()) == task.quote
        for name in (*task.lead, *task.coordinate, *task.product):
            assert " ".join(text[name.start : name.end].replace("|", " ").split()) == name.words
        for (start, end), words in zip(task.time.spans, task.time.words, strict=True):
            assert text[start:end] == words
        if task.node is not None:
            node = found.nodes[task.node]
            assert node.start <= task.start < node.end


def test_a_further_document_is_a_part_of_the_outline_under_its_title() -> None:
    first, both = join_wrapped(normalise(SCAN)), join_wrapped(normalise(f"{SCAN}\n{PLAN}"))
    alone, nodes = outline(first), outline(both)
    assert nodes[: len(alone)] == alone
    part = nodes[len(alone)]
    assert (part.kind, part.heading, part.parent, part.depth) == (Kind.PART, "KẾ HOẠCH", None, 0)
    assert all(node.depth > 0 and part.start <= node.start <= node.end <= part.end for node in nodes[len(alone) + 1 :])
    assert both[part.start :].startswith("ỦY BAN NHÂN DÂN\nTỈNH BẾN SÔNG")
    assert list(outline(both)) == list(reading(f"{SCAN}\n{PLAN}").nodes)


def test_a_form_in_an_annex_is_no_document() -> None:
    form = (
        f"{PLAN}\nPHỤ LỤC II\nMẪU BÁO CÁO\n(Kèm theo Kế hoạch số 45/KH-UBND)\nTÊN CƠ QUAN\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: /BC-...\nBÁO CÁO\nKết quả thực hiện\n"
        "Kính gửi: UBND tỉnh.\nI. KẾT QUẢ\n1. Tổ chức tuyên truyền bằng các hình thức.\n"
    )
    assert beginnings(form.split("\n")) == [0]
    assert told(form) == told(PLAN)


def test_a_plan_enclosed_without_a_letterhead_stays_an_annex_whatever_its_title_opens_with() -> None:
    enclosed = (
        "# KẾ HOẠCH\n*Thực hiện Nghị quyết số 09-NQ/TU của Tỉnh ủy về phát triển thư viện*\n"
        "*(Kèm theo Kế hoạch số 45/KH-UBND ngày 10 tháng 3 năm 2026 của UBND tỉnh)*\n## I. NHIỆM VỤ\n"
        "1. Sở Nội vụ rà soát thư viện các xã, báo cáo UBND tỉnh.\n"
    )
    text = f"{PLAN}\n{enclosed}"
    assert len(documents(join_wrapped(normalise(without_emphasis(text))))) == 1
    assert [task.quote for task in reading(text).tasks][-1].startswith("Sở Nội vụ rà soát")
    assert len(reading(text).tasks) == len(reading(PLAN).tasks) + 1
