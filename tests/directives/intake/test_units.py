"""Names of units in running text: where each begins and ends, and what an enumeration means."""

import pytest

from directives.intake.expansion import expanded
from directives.intake.units import read_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Y tế, Sở Tài chính và UBND các xã, phường", ["Sở Y tế", "Sở Tài chính", "UBND các xã, phường"]),
        ("Các sở, ban, ngành thành phố xây dựng kế hoạch", ["Các sở, ban, ngành thành phố"]),
        ("Sở Lao động - Thương binh và Xã hội, Sở Y tế", ["Sở Lao động - Thương binh và Xã hội", "Sở Y tế"]),
        ("Bộ Tài nguyên và môi trường", ["Bộ Tài nguyên và môi trường"]),
        ("TTKSBT tỉnh giám sát ca bệnh", ["TTKSBT tỉnh"]),
        ("CDC giám sát ca bệnh", ["CDC"]),
        ("BVĐK tỉnh, BV Sản Nhi và TTYT các huyện tiếp nhận", ["BVĐK tỉnh", "BV Sản Nhi", "TTYT các huyện"]),
        ("HLHPN, HND, HCCB tỉnh vận động hội viên", ["HLHPN", "HND", "HCCB tỉnh"]),
        ("Ban QLDA đầu tư xây dựng tỉnh đẩy nhanh", ["Ban QLDA đầu tư xây dựng tỉnh"]),
        ("Đồn Biên phòng Cửa Tùng kiểm tra", ["Đồn Biên phòng Cửa Tùng"]),
        ("Thư viện tỉnh, Bảo tàng tỉnh trưng bày", ["Thư viện tỉnh", "Bảo tàng tỉnh"]),
        ("các Tập đoàn VNPT, Viettel bảo đảm", ["các Tập đoàn VNPT, Viettel"]),
        ("Bộ Công an Bộ Quốc phòng", ["Bộ Công an", "Bộ Quốc phòng"]),
        ("Bộ Quốc phòng các tỉnh Ninh Bình, Hưng Yên chủ động", ["Bộ Quốc phòng", "các tỉnh Ninh Bình, Hưng Yên"]),
        (
            "Trung tâm Xúc tiến đầu tư, thương mại và du lịch tổ chức",
            ["Trung tâm Xúc tiến đầu tư, thương mại và du lịch"],
        ),
        (
            "các doanh nghiệp sản xuất, chế biến và xuất khẩu nông sản chủ động",
            ["các doanh nghiệp sản xuất, chế biến và xuất khẩu nông sản"],
        ),
        ("Các cơ quan, đơn vị thuộc tỉnh: Căn cứ chức năng", ["Các cơ quan, đơn vị thuộc tỉnh"]),
        ("Các cơ quan thông tin, truyền thông của tỉnh xây dựng", ["Các cơ quan thông tin, truyền thông của tỉnh"]),
        ("Các bệnh viện công lập tổ chức", ["Các bệnh viện công lập"]),
        ("Báo và phát thanh, truyền hình tỉnh xây dựng chuyên mục", ["Báo và phát thanh, truyền hình tỉnh"]),
        ("các địa phương đang thi công đẩy nhanh tiến độ", ["các địa phương đang thi công"]),
        ("Bộ trưởng Bộ Công an chỉ đạo", ["Bộ trưởng Bộ Công an"]),
        ("Thủ trưởng cơ quan ngang bộ Tập trung chỉ đạo", ["Thủ trưởng cơ quan ngang bộ"]),
        ("UBND các xã chịu trách nhiệm cập nhật", ["UBND các xã"]),
        ("Chủ tịch UBND các xã bị ngập lụt chủ động sơ tán", ["Chủ tịch UBND các xã bị ngập lụt"]),
        ("Sở quản lý ngành, lĩnh vực rà soát", ["Sở quản lý ngành, lĩnh vực"]),
        ("các cơ quan được giao chủ trì báo cáo", ["các cơ quan được giao chủ trì"]),
        (
            "Ủy ban Mặt trận Tổ quốc tỉnh và các tổ chức chính trị - xã hội tích cực tuyên truyền",
            ["Ủy ban Mặt trận Tổ quốc tỉnh", "các tổ chức chính trị - xã hội"],
        ),
    ],
)
def test_an_enumeration_is_read_word_by_word(text: str, names: list[str]) -> None:
    found = read_names(text, common=True)
    assert found is not None
    assert found.written(text) == names


@pytest.mark.parametrize(
    "text", ["Xã hội hóa nguồn lực", "Đại hội thành công", "cấp bách triển khai", "Đoàn kết nội bộ"]
)
def test_words_that_only_begin_like_a_unit(text: str) -> None:
    assert read_names(text) is None


def test_a_head_given_once_stands_for_each() -> None:
    assert expanded("Các sở: Y tế, Giáo dục và Đào tạo") == ["Sở Y tế", "Sở Giáo dục và Đào tạo"]
    assert expanded("Các sở, ban, ngành") == ["Các sở, ban, ngành"]
