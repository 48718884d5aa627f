"""What a document proposes: tasks at the level at which it lists them, their owners, times and products."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.intake.blocks import document_of
from directives.intake.normal import join_wrapped, normalise, one_spelling, without_emphasis
from directives.intake.proposal import as_data
from directives.intake.reading import Confidence, Reading, read
from tests.directives.documents import HA_NOI, LANG_SON
from tests.directives.intake.plans import LETTER, PLAN, TABLE

HANOI, LANGSON = HA_NOI.read_text(encoding="utf-8"), LANG_SON.read_text(encoding="utf-8")
PLAN_OF_ONE = """KẾ HOẠCH
Triển khai công tác năm 2026
II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
- {}
- Tuyên truyền rộng rãi trên các phương tiện thông tin.
"""
EVERY = (PLAN, TABLE, LETTER, f"{PLAN}\n{TABLE}", HANOI, LANGSON)


def reading(text: str) -> Reading:
    return read(document_of(join_wrapped(normalise(without_emphasis(text)))))


def told(text: str) -> list[tuple[str, list[str], list[str]]]:
    return [(task["quote"], task["lead"], task["coordinate"]) for task in as_data(reading(text))["tasks"]]


def starts(text: str) -> list[tuple[str, list[str]]]:
    return [(" ".join(quote.split()[:3]), lead) for quote, lead, _partners in told(text)]


def task_of(text: str, words: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [task for task in as_data(reading(text))["tasks"] if words in task["quote"]]
    assert len(found) == 1, [task["quote"] for task in found]
    return found[0]


def test_a_plan_gives_its_work_and_not_its_aims() -> None:
    culture = "Sở Văn hóa, Thể thao và Du lịch"
    assert starts(PLAN) == [
        ("Xây dựng tủ", [culture]),
        ("Tổ chức ngày", [culture]),
        ("Chủ trì, phối", ["Sở Tài chính"]),
        ("Hướng dẫn thanh", ["Sở Tài chính"]),
        ("Lồng ghép nội", ["Các sở: Y tế, Công Thương"]),
        ("Vận động hội", ["Hội Nông dân tỉnh", "các tổ chức chính trị - xã hội"]),
        ("Chuẩn bị tài", ["Hội Nông dân tỉnh", "các tổ chức chính trị - xã hội"]),
        ("Giao Sở Văn", [culture]),
    ]


def test_labelled_lines_belong_to_the_activity_above_them() -> None:
    task = task_of(PLAN, "tủ sách cơ sở")
    assert task["rule"] == "labelled_lines"
    assert task["coordinate"] == ["Sở Giáo dục và Đào tạo", "UBND các xã, phường"]
    assert (task["deadline"], task["deadline_precision"], task["deadline_text"]) == (
        "2026-06-30",
        "quarter",
        "Quý II năm 2026",
    )
    assert "Thời gian thực hiện" in task["quote"]
    festival = task_of(PLAN, "ngày hội cấp tỉnh")
    assert festival["recurrence"] == "annual"
    assert festival["coordinate"] == ["các sở, ngành"]


def test_a_head_noun_given_once_is_written_to_each_name() -> None:
    assert task_of(PLAN, "Lồng ghép")["lead_full"] == ["Sở Y tế", "Sở Công Thương"]


def test_plus_signs_do_not_split_a_dash() -> None:
    assert task_of(PLAN, "Chuẩn bị tài liệu")["quote"].endswith("+ Áp phích.")


def test_deadline_rhythm_request_and_product() -> None:
    estimate = task_of(PLAN, "thẩm định dự toán")
    assert (estimate["deadline"], estimate["deadline_text"]) == ("2026-04-30", "trước ngày 30/4/2026")
    report = task_of(PLAN, "đôn đốc")
    assert report["recurrence"] == "semiannual+annual"
    assert report["on_request"]
    assert report["product"] == "kết quả thực hiện"
    assert task_of(PLAN, "Lồng ghép")["product"] == "kế hoạch thực hiện tại đơn vị"


def test_rows_of_a_table_with_headers_repeated_and_groups() -> None:
    rows = as_data(reading(f"{PLAN}\n{TABLE}"))["tasks"][-3:]
    assert [(row["section"], row["lead"], row["coordinate"]) for row in rows] == [
        ("PL.1", ["Sở Nội vụ"], ["Các sở, ban, ngành tỉnh", "UBND các xã, phường"]),
        ("PL.2", ["Sở Nội vụ", "Trường Chính trị tỉnh"], []),
        ("PL.3", ["Đài Truyền hình tỉnh"], ["Sở Tài chính"]),
    ]
    assert [(row["deadline"], row["recurrence"], row["product"]) for row in rows] == [
        ("2026-06-30", None, "Quy chế"),
        (None, "continuous", None),
        ("2026-09-30", None, "Chuyên mục"),
    ]


def test_cells_lost_by_merging_are_those_of_the_row_above() -> None:
    text = (
        "|\nSTT\n|\nNhiệm vụ\n|\nĐơn vị chủ trì\n|\nĐơn vị phối hợp\n|\nThời gian\n|\n"
        "|\n1\n|\nLập kế hoạch chi tiết\n|\nSở Nội vụ\n|\nSở Tài chính\n|\nQuý I/2026\n|\n"
        "|\n2\n|\nTổ chức hội nghị triển khai\n|\nQuý II/2026\n|"
    )
    first, second = as_data(reading(text))["tasks"]
    assert first["deadline"] == "2026-03-31"
    assert (second["lead"], second["coordinate"]) == (["Sở Nội vụ"], ["Sở Tài chính"])
    assert second["deadline"] == "2026-06-30"
    assert second["confidence"] == "doubtful"


def test_headings_below_a_heading_over_several_columns() -> None:
    text = (
        "PHỤ LỤC\n| TT | Nhiệm vụ | Phân công thực hiện | | Thời hạn | Kết quả |\n| | | Chủ trì | Phối hợp | | |\n"
        "| 1 | Rà soát mạng lưới | Sở Xây dựng | Sở Y tế | 31/12/2026 | Báo cáo |\n"
        "| 2 | Ban hành hướng dẫn | Sở Y tế | | Quý I/2027 | Hướng dẫn |"
    )
    first, second = as_data(reading(text))["tasks"]
    assert (first["lead"], first["coordinate"], first["deadline"]) == (["Sở Xây dựng"], ["Sở Y tế"], "2026-12-31")
    assert (second["lead"], second["coordinate"], second["product"]) == (["Sở Y tế"], [], "Hướng dẫn")


ONE_POINT = (
    "UBND TỈNH AN BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/UBND-KGVX\nAn Bình, ngày 05 tháng 8 năm 2026\n"
    "V/v rà soát\nKính gửi:\n- Sở Y tế;\n- Công an tỉnh.\n1. {}"
)


@pytest.mark.parametrize(
    ("point", "lead"),
    [
        ("Công an tỉnh trong 05 ngày làm việc kể từ ngày nhận văn bản này rà soát, gửi danh sách.", ["Công an tỉnh"]),
        ("Công an tỉnh chậm nhất ngày 30/8/2026 hoàn thành rà soát.", ["Công an tỉnh"]),
        ("UBND các xã, sau khi nhận văn bản này, tổ chức tuyên truyền đến người dân.", ["UBND các xã"]),
        ("Chậm nhất 10 ngày kể từ ngày ký, Sở Y tế gửi báo cáo.", ["Sở Y tế"]),
        ("UBMTTQVN tỉnh – vận động nhân dân tham gia.", ["UBMTTQVN tỉnh"]),
        ("SYT, KBNN khu vực báo cáo khi có yêu cầu đột xuất.", ["SYT", "KBNN khu vực"]),
    ],
)
def test_a_term_between_a_name_and_its_work_hides_neither(point: str, lead: list[str]) -> None:
    (task,) = as_data(reading(ONE_POINT.format(point)))["tasks"]
    assert task["lead"] == lead


def test_a_day_that_does_not_exist_is_doubtful() -> None:
    (task,) = as_data(reading(ONE_POINT.format("Giao Sở Y tế xây dựng kế hoạch trước ngày 31/2/2027.")))["tasks"]
    assert (task["deadline"], task["confidence"]) == (None, "doubtful")
    assert "không phải ngày có thật" in task["doubts"][0]


@pytest.mark.parametrize("words", ["trước ngày 16/8/2026", "chậm nhất ngày 16/8/2026"])
def test_a_sunday_is_doubtful(words: str) -> None:
    (task,) = as_data(reading(ONE_POINT.format(f"Giao Sở Y tế xây dựng kế hoạch {words}.")))["tasks"]
    assert (task["deadline"], task["doubts"]) == ("2026-08-16", ["Hạn rơi vào ngày nghỉ: Chủ nhật."])
    row = "PHỤ LỤC\nSTT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn\n1 | Lập kế hoạch | Sở Y tế | {}"
    (task,) = as_data(reading(row.format(words)))["tasks"]
    assert task["doubts"] == ["Hạn rơi vào ngày nghỉ: Chủ nhật."]


def test_a_row_that_goes_on_in_the_next_is_one() -> None:
    text = (
        "PHỤ LỤC\n| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn |\n| I | Về thể chế | | | |\n"
        "| 1 | Kết nối dữ liệu giữa các bệnh viện và | Sở Y tế | BHXH tỉnh | Quý IV/2026 |\n"
        "| | trạm y tế trên toàn tỉnh | | | |\n"
        "| 2 | Ban hành quy chế | Sở Nội vụ | | Quý I/2027 |"
    )
    first, second = as_data(reading(text))["tasks"]
    assert first["quote_end"] == "y tế trên toàn tỉnh"
    assert (first["lead"], first["deadline"]) == (["Sở Y tế"], "2026-12-31")
    assert (second["section"], second["lead"]) == ("PL.2", ["Sở Nội vụ"])


def test_a_letter_speaks_to_those_of_its_lead_in_unless_a_point_names_others() -> None:
    assert told(LETTER) == [
        (
            "Rà soát, bổ sung thuốc, vật tư; sẵn sàng thu dung người bệnh.",
            ["các bệnh viện, trung tâm y tế"],
            [],
        ),
        (
            "Trên cơ sở tình hình dịch, các trung tâm y tế tổ chức giám sát tại cộng đồng; "
            "báo cáo trước 15 giờ hằng ngày.",
            ["các trung tâm y tế"],
            [],
        ),
        (
            "Bệnh viện đa khoa tỉnh chủ trì, phối hợp với Trung tâm Kiểm soát bệnh tật tỉnh và các đơn vị liên quan "
            "tập huấn chuyên môn trong tháng 6 năm 2026.",
            ["Bệnh viện đa khoa tỉnh"],
            ["Trung tâm Kiểm soát bệnh tật tỉnh", "các đơn vị liên quan"],
        ),
        (
            "Phòng Nghiệp vụ Y: Làm đầu mối tổng hợp, báo cáo Giám đốc Sở trước ngày 20/6/2026.",
            ["Phòng Nghiệp vụ Y"],
            [],
        ),
    ]
    assert task_of(LETTER, "giám sát")["recurrence"] == "daily"
    assert task_of(LETTER, "tập huấn")["deadline"] == "2026-06-30"


def test_work_that_others_are_told_to_do_together_makes_no_partner() -> None:
    text = "UBND tỉnh yêu cầu:\n1. UBND các xã chỉ đạo Trạm Y tế phối hợp với các đơn vị liên quan tổ chức tiêm chủng."
    assert told(text)[0][1:] == (["UBND các xã"], [])


@pytest.mark.parametrize(
    "words",
    [
        "số liệu tính từ ngày 01/01/2026 đến ngày 31/3/2026",
        "theo Kế hoạch số 12/KH-UBND ngày 30/4/2026 của UBND tỉnh",
        "phấn đấu đến hết năm 2026 đạt 100%",
        "trong giai đoạn 2026 - 2030",
    ],
)
def test_days_that_bind_nobody(words: str) -> None:
    text = f"UBND tỉnh yêu cầu:\n1. Sở Y tế tổng hợp kết quả, {words}, gửi UBND tỉnh theo quy định."
    issued = read(document_of(normalise(text)), date(2026, 1, 5))
    assert issued.tasks[0].time.day is None


def test_the_first_seed() -> None:
    tasks = as_data(reading(LANGSON))["tasks"]
    assert [task["lead"] for task in tasks] == [
        *[["Các đơn vị trực thuộc"]] * 3,
        *[["UBND các xã, phường"]] * 2,
        *[["Các phòng Kế hoạch- Tài chính", "Văn phòng"]] * 2,
    ]
    kinds = {finding["kind"] for finding in as_data(reading(LANGSON))["findings"]}
    assert {"duplicate", "no_number", "no_date", "not_addressed"} <= kinds


def test_the_second_seed() -> None:
    tasks = as_data(reading(HANOI))["tasks"]
    assert len(tasks) == 19
    plan = next(task for task in tasks if "trước ngày 30/7/2023" in task["quote"])
    assert (plan["deadline"], plan["lead"]) == ("2023-07-30", ["Các cơ quan, đơn vị"])
    report = next(task for task in tasks if "06 tháng" in task["quote"])
    assert report["recurrence"] == "quarterly+semiannual+annual"
    assert report["on_request"]
    assert "debris" in {finding["kind"] for finding in as_data(reading(HANOI))["findings"]}


def test_what_is_doubtful_says_why() -> None:
    text = "UBND tỉnh yêu cầu:\n1. Tập trung khắc phục. Thủ trưởng các cơ sở y tế chịu trách nhiệm toàn diện nếu chậm."
    task = reading(text).tasks[0]
    assert task.confidence is Confidence.DOUBTFUL
    assert task.doubts
    assert reading(PLAN).tasks[2].doubts == ("Hạn rơi vào ngày nghỉ: Ngày Chiến thắng.",)
    assert reading(PLAN).tasks[1].confidence is Confidence.CERTAIN


@pytest.mark.parametrize("text", EVERY)
def test_every_span_reproduces_its_words(text: str) -> None:
    found = reading(text)
    whole = found.document.text
    last = 0
    for task in found.tasks:
        assert last <= task.start < task.end <= len(whole)
        last = task.start
        assert _flat(whole[task.start : task.end]) == task.quote
        for name in (*task.lead, *task.coordinate, *task.product):
            assert _flat(whole[name.start : name.end]) == name.words
        for (start, end), words in zip(task.time.spans, task.time.words, strict=True):
            assert _flat(whole[start:end]) == _flat(words)
    for finding in found.findings:
        assert 0 <= finding.start <= finding.end <= len(whole)


def all_told(text: str) -> object:
    """All that is read, in one spelling: header, references, and of each task words, owners, times and products."""
    data = as_data(reading(text))
    header = ("number", "date", "type", "issuer", "abstract", "signer_title", "signer_name", "recipients")
    tasks = ("quote", "lead", "coordinate", "deadline", "deadline_text", "recurrence", "on_request", "product")
    told = [[data[name] for name in header], [one["number"] for one in data["references"]]]
    told += [[task[name] for name in tasks] for task in data["tasks"]]
    return one_spelling(re.sub(r"\s+", " ", repr(told)))


WRITTEN: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "doubled": lambda text: text.replace(" ", "  ").replace("\n", " \n"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "tabs behind labels": lambda text: re.sub(r"(?m)^(\w{1,4}[.)]|[-+]) ", "\\1\t", text),
    "indented": lambda text: re.sub(r"(?m)^", "\t  ", text),
    "page breaks": lambda text: text.replace("\n\n", "\n\f\n"),
    "soft hyphens": lambda text: re.sub(r"(\w\w)(\w)", "\\1\u00ad\\2", text),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "no-break hyphens": lambda text: text.replace("-", "\u2011"),
    "tones on the second vowel": lambda text: re.sub(
        r"(?<!q)([óòỏõọ])a(?!\w)|(?<!q)([úùủũụ])y(?!\w)",
        lambda found: {
            "ó": "oá",
            "ò": "oà",
            "ỏ": "oả",
            "õ": "oã",
            "ọ": "oạ",
            "ú": "uý",
            "ù": "uỳ",
            "ủ": "uỷ",
            "ũ": "uỹ",
            "ụ": "uỵ",
        }[found[1] or found[2]],
        text,
    ),
    "read before": lambda text: reading(text).document.text,
}


@pytest.mark.parametrize("how", WRITTEN)
def test_reading_ignores_how_white_space_and_letters_are_written(how: str) -> None:
    for text in EVERY:
        assert all_told(WRITTEN[how](text)) == all_told(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.sampled_from(EVERY), st.integers(0, 4000))
def test_nothing_written_into_a_document_breaks_it(noise: str, text: str, at: int) -> None:
    found = reading(text[:at] + noise + text[at:])
    for task in found.tasks:
        assert 0 <= task.start < task.end <= len(found.document.text)


def _flat(words: str) -> str:
    return " ".join(words.replace("|", " ").split())


def test_a_clause_on_an_area_ends_before_the_work() -> None:
    text = PLAN_OF_ONE.format("Kiểm tra hồ đập.") + (
        "2. Chủ tịch UBND các tỉnh, thành phố tại khu vực dự báo xảy ra mưa, lũ tập trung chỉ đạo, trong đó:\n"
        "a) Huy động lực lượng ứng phó với mưa lũ.\nb) Bố trí lực lượng chốt chặn.\n"
    )
    whom = ["Chủ tịch UBND các tỉnh, thành phố tại khu vực dự báo xảy ra mưa, lũ"]
    assert task_of(text, "Huy động")["lead"] == whom
    assert task_of(text, "Bố trí")["lead"] == whom


def test_those_concerned_end_before_what_they_do() -> None:
    text = PLAN_OF_ONE.format("Phối hợp với các cơ quan có liên quan thực hiện nhiệm vụ được giao tại Kế hoạch này.")
    assert task_of(text, "Phối hợp")["coordinate"] == ["các cơ quan có liên quan"]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("6/2026", "2026-06-30"),
        ("T6/2026", "2026-06-30"),
        ("6/2026 - 12/2027", "2027-12-31"),
        ("30/6/2026", "2026-06-30"),
        ("Tháng 6/2026", "2026-06-30"),
    ],
)
def test_a_bare_month_in_a_column(cell: str, day: str) -> None:
    text = f"PHỤ LỤC\n| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n| 1 | Rà soát quy chế | Sở Nội vụ | {cell} |\n"
    assert [task["deadline"] for task in as_data(reading(f"{PLAN}\n{text}"))["tasks"]][-1] == day


def test_a_lead_in_behind_its_purpose_and_an_issuer_that_gives_out_a_plan() -> None:
    text = (
        "KẾ HOẠCH\nTriển khai đợt thi đua\nỦy ban nhân dân tỉnh triển khai Đợt thi đua và ban hành Kế hoạch như sau:\n"
        "I. NỘI DUNG\nĐể hướng tới Đại hội thành công; các sở, ban, ngành, các doanh nghiệp, tổ chức Hội (sau đây viết "
        "tắt là cơ quan, đơn vị) và mọi người dân triển khai Đợt thi đua, tập trung các nội dung chủ yếu sau:\n"
        "1. Tiếp tục quán triệt các văn bản về thi đua.\n2. Thi đua hoàn thành các chỉ tiêu năm 2026.\n"
    )
    whom = ["các sở, ban, ngành", "các doanh nghiệp, tổ chức Hội", "mọi người dân"]
    assert [lead for _quote, lead, _partners in told(text)] == [whom, whom]


def test_a_closing_that_asks_for_a_report_is_a_task() -> None:
    closing = (
        "Trên đây là một số nội dung trọng tâm, Ban Chỉ đạo đề nghị các đồng chí Bộ trưởng chỉ đạo thực hiện và "
        "báo cáo kết quả thực hiện về Ban Chỉ đạo trước ngày 03/12/2026."
    )
    task = task_of(f"{PLAN_OF_ONE.format('Kiểm tra hồ đập.')}{closing}\n", "Trên đây")
    assert (task["lead"], task["deadline"]) == (["các đồng chí Bộ trưởng"], "2026-12-03")
    quiet = "Trên đây là Kế hoạch năm 2026, đề nghị các đơn vị nghiêm túc thực hiện."
    assert all(
        "Trên đây" not in quote for quote, _lead, _partners in told(f"{PLAN_OF_ONE.format('Kiểm tra.')}{quiet}\n")
    )


def test_an_interval_says_all_that_a_rhythm_says() -> None:
    point = "Định kỳ báo cáo Sở Tài chính kết quả thực hiện hằng năm (trước ngày 15 tháng 11)."
    assert task_of(PLAN_OF_ONE.format(point), "Định kỳ báo cáo")["recurrence"] == "annual"


def test_what_a_period_yields_is_no_rhythm() -> None:
    point = "Đẩy nhanh tiến độ thi công, phấn đấu sản lượng mỗi tháng đạt tối thiểu 20%."
    assert task_of(PLAN_OF_ONE.format(point), "Đẩy nhanh")["recurrence"] is None


def test_a_day_without_a_year_behind_a_rhythm_is_of_every_year() -> None:
    point = "Định kỳ báo cáo kết quả thực hiện trước ngày 20/11 về Sở Tài chính để tổng hợp."
    report = task_of(PLAN_OF_ONE.format(point), "Định kỳ báo cáo")
    assert (report["recurrence"], report["deadline"]) == ("annual", None)
