"""What a task hands over (sản phẩm), by the words of its drafting verbs."""

import pytest

from tests.directives.intake.below import read_below
from tests.directives.intake.test_reading import PLAN_OF_ONE, task_of


@pytest.mark.parametrize(
    ("point", "product"),
    [
        ("Rà soát quy định, có phương án sửa đổi quy định.", "phương án sửa đổi quy định"),
        (
            "Xây dựng Quyết định ban hành Chương trình việc làm của tỉnh.",
            "Quyết định ban hành Chương trình việc làm của tỉnh",
        ),
        ("Báo cáo Sở Nội vụ kết quả thực hiện và đề xuất giải pháp.", "kết quả thực hiện"),
        ("Xây dựng kế hoạch đào tạo đáp ứng yêu cầu mới.", "kế hoạch đào tạo"),
        ("Xây dựng kế hoạch và triển khai hạ tầng số tại các khu công nghiệp.", "kế hoạch"),
        ("Xây dựng Chương trình hỗ trợ doanh nghiệp nhỏ và vừa.", "Chương trình hỗ trợ doanh nghiệp nhỏ và vừa"),
        ("Ban hành quy trình phối hợp liên ngành; tổ chức tập huấn.", "quy trình phối hợp liên ngành"),
        ("Tổng hợp, báo cáo UBND tỉnh kết quả thực hiện trước ngày 15/12/2026.", "kết quả thực hiện"),
        ("Rà soát, báo cáo UBND tỉnh danh mục dự án chậm tiến độ.", "danh mục dự án chậm tiến độ"),
        (
            "Tham luận về “Đổi mới cho người đọc sách, báo” tại hội nghị.",
            "Tham luận về “Đổi mới cho người đọc sách, báo”",
        ),
        ("Hằng quý báo cáo kết quả về Chi cục Dân số tỉnh.", "báo cáo kết quả"),
        ("Hằng quý báo cáo kết quả về Uỷ ban nhân dân Thành phố.", "báo cáo kết quả"),
        (
            "Biên soạn tài liệu phổ biến Luật; tài liệu tập huấn cán bộ xã.",
            "tài liệu phổ biến Luật || tài liệu tập huấn cán bộ xã",
        ),
        (
            "Trình phê duyệt Đề án sắp xếp trường học và Đề án luân chuyển giáo viên.",
            "Đề án sắp xếp trường học || Đề án luân chuyển giáo viên",
        ),
        (
            "Xây dựng kế hoạch thực hiện Nghị quyết và Chương trình hành động.",
            "kế hoạch thực hiện Nghị quyết và Chương trình hành động",
        ),
        ("Xây dựng và tổ chức các chương trình hỗ trợ hộ nghèo.", "các chương trình hỗ trợ hộ nghèo"),
        ("Gửi kết quả rà soát kèm đề xuất sửa đổi.", "kết quả rà soát"),
        ("Trình UBND tỉnh Đề án cấp nước trong tháng 02/2026.", "Đề án cấp nước"),
        ("Trình UBND tỉnh quyết định việc cấp nước.", None),
        ("Báo cáo UBND tỉnh kết quả giám sát trước 15 giờ thứ Năm hằng tuần.", "kết quả giám sát"),
        ("Báo cáo kết quả trước kỳ họp giữa năm 2025 của HĐND tỉnh.", "Báo cáo kết quả"),
        ("Báo cáo kết quả trước 16 giờ hằng ngày.", "Báo cáo kết quả"),
        ("Dự thảo Tờ trình và Nghị quyết của HĐND tỉnh.", "Tờ trình || Nghị quyết của HĐND tỉnh"),
        ("Thẩm định dự thảo Nghị quyết của HĐND tỉnh.", None),
        (
            "Tham mưu, đề xuất UBND tỉnh văn bản trả lời Bộ Ngoại giao trước ngày 25/3/2026.",
            "văn bản trả lời Bộ Ngoại giao",
        ),
        ("Rút ngắn thời gian công khai hồ sơ tại bộ phận một cửa.", None),
        ("Cập nhật tình hình, gửi Sở Nội vụ trước ngày 20 hằng tháng để tổng hợp, báo cáo.", None),
        ("Hướng dẫn các xã về thẩm quyền phê duyệt quy hoạch chi tiết.", None),
        ("Hướng dẫn thực hiện các chính sách mới.", None),
        ("Xây dựng, thẩm định và ban hành chuẩn chương trình dạy bơi.", "chuẩn chương trình dạy bơi"),
        (
            "Sửa đổi, ban hành mới hoặc đề nghị cấp có thẩm quyền ban hành các quy định về bến đò.",
            "các quy định về bến đò",
        ),
        ("Tổ chức một hội thi bơi. Kết quả các hội thi gửi về Sở Nội vụ trước ngày 20/12/2026.", "Kết quả các hội thi"),
        ("Tham mưu Sở Nội vụ chỉ đạo, hướng dẫn các xã xây dựng kế hoạch dạy bơi.", None),
        ("Theo dõi việc ban hành quy chế của các xã.", None),
        ("In và phát hành 5.000 tờ rơi phòng bệnh dại.", "5.000 tờ rơi phòng bệnh dại"),
        ("Tổng hợp danh sách hộ nghèo tại các thôn.", "danh sách hộ nghèo"),
        ("Phổ biến Luật Ban hành văn bản quy phạm pháp luật.", None),
        ("Tổ chức họp để thống nhất phương án di dời.", None),
    ],
)
def test_what_must_be_handed_over(point: str, product: str | None) -> None:
    assert task_of(PLAN_OF_ONE.format(point), point.split(",")[0].rstrip("."))["product"] == product


@pytest.mark.parametrize(
    ("point", "product"),
    [
        ("Xây dựng và tổ chức triển khai Chương trình sách hóa nông thôn.", "Chương trình sách hóa nông thôn"),
        ("Xây dựng phương án cấp nước phục vụ sản xuất vụ đông.", "phương án cấp nước"),
        ("Biên soạn tài liệu phục vụ tập huấn.", "tài liệu phục vụ tập huấn"),
        ("Lập báo cáo nghiên cứu khả thi dự án thư viện số.", "báo cáo nghiên cứu khả thi"),
        ("Xây dựng kế hoạch chi tiết hằng năm và tổ chức thực hiện.", "kế hoạch chi tiết hằng năm"),
        (
            "Xây dựng kế hoạch quảng bá du lịch và phát triển sản phẩm mới.",
            "kế hoạch quảng bá du lịch và phát triển sản phẩm mới",
        ),
        ("Trình Ủy ban nhân dân tỉnh phương án sắp xếp trụ sở.", "phương án sắp xếp trụ sở"),
        ("Trình Hội đồng nhân dân tỉnh quyết định mức thu.", None),
        ("Hướng dẫn các xã xây dựng kế hoạch truyền thông.", None),
        ("Phản ánh vướng mắc trong quá trình tổ chức thực hiện Kế hoạch.", None),
    ],
)
def test_what_is_handed_over_and_what_only_spoken_of(point: str, product: str | None) -> None:
    text = PLAN_OF_ONE.format("Rà soát tủ sách.") + f"2. Sở Tài chính\n- {point}\n"
    assert task_of(text, point.rstrip("."))["product"] == product


@pytest.mark.parametrize(
    ("point", "thing"),
    [
        ("Xây dựng, công bố danh mục cây giống trước ngày 15/5/2026.", "danh mục cây giống"),
        (
            "Xây dựng và triển khai lộ trình chuyển đổi xe buýt điện, nâng cấp bến bãi.",
            "lộ trình chuyển đổi xe buýt điện",
        ),
        ("Đưa ra một số thiết kế mẫu theo phong tục của đồng bào.", "một số thiết kế mẫu"),
        ("Phát hành các sản phẩm truyền thông (tờ gấp, phim ngắn) về nước sạch.", "các sản phẩm truyền thông"),
        ("Công bố định kỳ báo cáo dự báo mùa vụ, đặc biệt với cây ăn quả.", "báo cáo dự báo mùa vụ"),
        ("Khẩn trương thực hiện Quyết định số 15/QĐ-UBND ngày 02/3/2026: Phê duyệt Phương án chống hạn.", None),
    ],
)
def test_a_thing_is_handed_over_and_a_cited_title_is_not(point: str, thing: str | None) -> None:
    assert task_of(PLAN_OF_ONE.format(point), point[:20])["product"] == thing


def test_what_is_sent_may_stand_in_the_line_that_says_when() -> None:
    text = (
        "1. Rà soát văn bản của tỉnh\n\n- Nội dung: Rà soát các văn bản còn hiệu lực.\n\n"
        "- Cơ quan thực hiện: Sở Tư pháp.\n\n"
        "- Thời gian thực hiện: gửi kết quả rà soát về UBND tỉnh trước ngày 15/12/2025.\n"
    )
    [task] = read_below(text).tasks
    assert [(thing.words, thing.rule) for thing in task.product] == [("kết quả rà soát", "gathered")]
