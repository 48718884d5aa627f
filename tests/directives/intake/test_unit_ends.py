"""Where a name ends: what defines its noun belongs to it, what its bearer is told to do does not."""

import pytest

from directives.intake.units import read_names


def names_of(text: str) -> list[str]:
    found = read_names(text, common=True)
    assert found is not None
    return found.written(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("các tổ chức cung cấp dịch vụ chi trả rà soát danh sách", ["các tổ chức cung cấp dịch vụ chi trả"]),
        ("các tổ chức cung cấp dịch vụ chi trả", ["các tổ chức cung cấp dịch vụ chi trả"]),
        ("Các tổ chức chi trả dịch vụ thực hiện ký hợp đồng", ["Các tổ chức chi trả dịch vụ"]),
        ("Các doanh nghiệp cung cấp dịch vụ vận tải chủ động", ["Các doanh nghiệp cung cấp dịch vụ vận tải"]),
        ("các cơ sở sản xuất, kinh doanh thực phẩm phải niêm yết giá", ["các cơ sở sản xuất, kinh doanh thực phẩm"]),
        ("Các cơ sở nuôi trồng thủy sản cung cấp số liệu", ["Các cơ sở nuôi trồng thủy sản"]),
        ("các hộ nuôi trồng thủy sản trên địa bàn chấp hành lịch", ["các hộ nuôi trồng thủy sản trên địa bàn"]),
        ("các cơ sở khám bệnh, chữa bệnh bảo đảm thuốc", ["các cơ sở khám bệnh, chữa bệnh"]),
        ("các cơ sở khám, chữa bệnh tổ chức trực", ["các cơ sở khám, chữa bệnh"]),
        ("Các cơ sở giáo dục, đào tạo bố trí kinh phí", ["Các cơ sở giáo dục, đào tạo"]),
        ("các cơ sở giáo dục tự chủ tài chính có trách nhiệm chi trả", ["các cơ sở giáo dục tự chủ tài chính"]),
        ("các cơ sở đào tạo nghề xây dựng chương trình", ["các cơ sở đào tạo nghề"]),
        ("Các đơn vị khai thác khoáng sản nộp báo cáo", ["Các đơn vị khai thác khoáng sản"]),
        ("các doanh nghiệp xuất khẩu, nhập khẩu hàng hóa kê khai", ["các doanh nghiệp xuất khẩu, nhập khẩu hàng hóa"]),
        ("các đơn vị vận tải hành khách tăng chuyến", ["các đơn vị vận tải hành khách"]),
        ("các tổ chức, cá nhân sử dụng đất kê khai đầy đủ", ["các tổ chức, cá nhân sử dụng đất"]),
        (
            "Tổ chức, cá nhân sản xuất, kinh doanh hàng hóa, dịch vụ có trách nhiệm",
            ["Tổ chức, cá nhân sản xuất, kinh doanh hàng hóa, dịch vụ"],
        ),
        (
            "Các doanh nghiệp, tổ chức kinh tế, cơ sở giáo dục, đào tạo bố trí kinh phí",
            ["Các doanh nghiệp, tổ chức kinh tế, cơ sở giáo dục, đào tạo"],
        ),
        ("các chủ phương tiện vận tải thủy trang bị áo phao", ["các chủ phương tiện vận tải thủy"]),
        ("các nhà máy chế biến thủy sản thu mua", ["các nhà máy chế biến thủy sản"]),
        ("các cơ sở thu gom, xử lý chất thải y tế cần đăng ký", ["các cơ sở thu gom, xử lý chất thải y tế"]),
        (
            "các tổ chức cung ứng dịch vụ thanh toán khẩn trương mở tài khoản",
            ["các tổ chức cung ứng dịch vụ thanh toán"],
        ),
        ("các công ty quản lý, vận hành hồ chứa phải trực 24/24 giờ", ["các công ty quản lý, vận hành hồ chứa"]),
        ("các đơn vị tư vấn thiết kế, giám sát phải chịu kiểm tra", ["các đơn vị tư vấn thiết kế, giám sát"]),
        ("các doanh nghiệp hoạt động trong khu công nghiệp cần ký cam kết",
         ["các doanh nghiệp hoạt động trong khu công nghiệp"]),
        ("các hộ kinh doanh ăn uống niêm yết giá", ["các hộ kinh doanh ăn uống"]),
        ("các chủ đầu tư kinh doanh hạ tầng hoàn thiện hồ sơ", ["các chủ đầu tư kinh doanh hạ tầng"]),
        ("các đơn vị sử dụng lao động đóng bảo hiểm", ["các đơn vị sử dụng lao động"]),
        ("đơn vị sử dụng ngân sách báo cáo", ["đơn vị sử dụng ngân sách"]),
        ("các ngân hàng thương mại tham gia phối hợp với Sở Y tế", ["các ngân hàng thương mại"]),
        ("các doanh nghiệp tham gia chương trình phải bình ổn giá", ["các doanh nghiệp tham gia chương trình"]),
        ("các cơ quan báo chí, truyền thông đăng tải", ["các cơ quan báo chí, truyền thông"]),
        ("các hợp tác xã nông nghiệp sản xuất rau an toàn đăng ký mã số",
         ["các hợp tác xã nông nghiệp sản xuất rau an toàn"]),
    ],
)  # fmt: skip
def test_an_occupation_belongs_to_the_name(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Sở Nông nghiệp và Môi trường, đơn vị được lựa chọn quan trắc môi trường để lấy mẫu",
            ["Sở Nông nghiệp và Môi trường", "đơn vị được lựa chọn quan trắc môi trường"],
        ),
        ("đơn vị được lựa chọn quan trắc môi trường tổ chức lấy mẫu", ["đơn vị được lựa chọn quan trắc môi trường"]),
        ("Các cơ quan được giao chủ trì báo cáo", ["Các cơ quan được giao chủ trì"]),
        ("Các đơn vị được giao nhiệm vụ thực hiện nghiêm túc", ["Các đơn vị được giao nhiệm vụ"]),
        ("các cán bộ được phân công theo dõi địa bàn phải báo cáo", ["các cán bộ được phân công theo dõi địa bàn"]),
        ("Cơ quan được giao thẩm định phương án giá có trách nhiệm", ["Cơ quan được giao thẩm định phương án giá"]),
        ("các đơn vị được giao quản lý dự án khẩn trương hoàn thành", ["các đơn vị được giao quản lý dự án"]),
        (
            "các đơn vị được giao làm chủ đầu tư tập trung giải phóng mặt bằng",
            ["các đơn vị được giao làm chủ đầu tư"],
        ),
        ("các tổ chức được cấp phép khai thác cát phải lắp trạm cân", ["các tổ chức được cấp phép khai thác cát"]),
        ("các cơ quan được phân công tại Kế hoạch này triển khai", ["các cơ quan được phân công tại Kế hoạch này"]),
        ("các đơn vị được kiểm tra chuẩn bị hồ sơ", ["các đơn vị được kiểm tra"]),
        ("Các địa phương được lựa chọn thí điểm cần tổng kết", ["Các địa phương được lựa chọn thí điểm"]),
        ("cơ quan có thẩm quyền phê duyệt dự án", ["cơ quan có thẩm quyền"]),
        (
            "các đơn vị được ủy quyền giải quyết thủ tục, căn cứ quy định",
            ["các đơn vị được ủy quyền giải quyết thủ tục"],
        ),
        ("các nhà thầu trúng thầu tập trung nhân lực", ["các nhà thầu trúng thầu"]),
    ],
)
def test_a_participle_belongs_to_the_name(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "tổ chức chính trị - xã hội tại địa phương thực hiện tuyên truyền",
            ["tổ chức chính trị - xã hội tại địa phương"],
        ),
        ("các cơ sở y tế trên địa bàn tỉnh báo cáo", ["các cơ sở y tế trên địa bàn tỉnh"]),
        ("các doanh nghiệp trong và ngoài tỉnh tham gia", ["các doanh nghiệp trong và ngoài tỉnh"]),
        ("các cơ sở giáo dục trong và ngoài công lập rà soát", ["các cơ sở giáo dục trong và ngoài công lập"]),
        ("các đơn vị trong ngành y tế tổ chức quán triệt", ["các đơn vị trong ngành y tế"]),
        ("các xã, phường ven biển kêu gọi tàu thuyền", ["các xã, phường ven biển"]),
        ("các cơ quan, đơn vị trong phạm vi quản lý rà soát", ["các cơ quan, đơn vị"]),
        ("Thứ trưởng Bộ Y tế phụ trách lĩnh vực hàng tuần kiểm tra", ["Thứ trưởng Bộ Y tế phụ trách lĩnh vực"]),
        (
            "Phó Chủ tịch UBND tỉnh phụ trách khối kinh tế trực tiếp chỉ đạo",
            ["Phó Chủ tịch UBND tỉnh phụ trách khối kinh tế"],
        ),
        ("lãnh đạo phụ trách rà soát hồ sơ", ["lãnh đạo phụ trách"]),
        ("giám đốc trung tâm Y tế huyện, thị, thành phố báo cáo", ["giám đốc trung tâm Y tế huyện, thị, thành phố"]),
        ("Phòng Y tế huyện, thị, thành phố kiểm tra", ["Phòng Y tế huyện, thị, thành phố"]),
        (
            "Ban Quản lý các Khu công nghiệp, khu kinh tế rà soát",
            ["Ban Quản lý các Khu công nghiệp, khu kinh tế"],
        ),
        ("Các Trường Đại học, Cao đẳng trên địa bàn tỉnh mở lớp", ["Các Trường Đại học, Cao đẳng trên địa bàn tỉnh"]),
        (
            "Ủy ban nhân dân thành phố A, thành phố B và tỉnh C hỗ trợ",
            ["Ủy ban nhân dân thành phố A, thành phố B và tỉnh C"],
        ),
        ("Các Bộ Quốc phòng, Công an chỉ đạo lực lượng", ["Các Bộ Quốc phòng, Công an"]),
        ("Bộ Tài chính, bộ, ngành liên quan tổng hợp", ["Bộ Tài chính", "bộ, ngành liên quan"]),
        (
            "Thủ trưởng cơ quan ngang Bộ, cơ quan thuộc Chính phủ chỉ đạo",
            ["Thủ trưởng cơ quan ngang Bộ, cơ quan thuộc Chính phủ"],
        ),
        ("Các lực lượng chức năng điều tra, xử lý vi phạm", ["Các lực lượng chức năng"]),
        ("Văn phòng Chính phủ tích hợp dữ liệu", ["Văn phòng Chính phủ"]),
    ],
)
def test_places_offices_and_lists_belong_to_the_name(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Các đơn vị cung cấp số liệu cho Sở Y tế", ["Các đơn vị"]),
        ("Các đơn vị cung cấp đầy đủ hồ sơ, tài liệu và báo cáo", ["Các đơn vị"]),
        ("Các cơ quan, đơn vị sử dụng kinh phí đúng mục đích", ["Các cơ quan, đơn vị"]),
        ("Các địa phương quản lý chặt chẽ địa bàn", ["Các địa phương"]),
        ("các đơn vị tham gia ý kiến trước ngày 10/5", ["các đơn vị"]),
        ("Các sở, ngành xây dựng kế hoạch, tổ chức thực hiện", ["Các sở, ngành"]),
        ("UBND các xã, phường quản lý, khai thác công trình", ["UBND các xã, phường"]),
        ("Sở Y tế đào tạo nhân lực", ["Sở Y tế"]),
        ("các cơ quan vận hành hệ thống thông suốt", ["các cơ quan"]),
        ("các đơn vị tổ chức thực hiện Kế hoạch này", ["các đơn vị"]),
    ],
)
def test_what_is_to_be_done_does_not(text: str, names: list[str]) -> None:
    assert names_of(text) == names
