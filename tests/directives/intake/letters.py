"""Documents of several kinds written for the tests: as Word's paragraphs, in two columns, as web pages leave them."""

SCHOOL_PLAN = """SỞ GIÁO DỤC VÀ ĐÀO TẠO CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG THPT SÔNG HẬU 1 Độc lập - Tự do - Hạnh phúc
Số: 12/KH-THPTSH1 Bến Sông, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Thực hiện Công văn số 15/SGDĐT-GDTrH ngày 02/3/2026 về tổ chức ngày hội đọc sách
năm học 2025 - 2026
Căn cứ Công văn số 15/SGDĐT-GDTrH ngày 02/3/2026 của Sở Giáo dục và Đào tạo về việc tổ chức ngày hội;
Nhà trường xây dựng kế hoạch như sau:
I. MỤC ĐÍCH
Nâng cao văn hóa đọc.
Nơi nhận: HIỆU TRƯỞNG
- Sở GDĐT (b/c);
- Các tổ chuyên môn;
- Lưu: VT.
Phan Thị Ngọc Ánh
"""

COUNCIL_RESOLUTION = """HỘI ĐỒNG NHÂN DÂN
TỈNH BẾN SÔNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 07/2026/NQ-HĐND
Bến Sông, ngày 10 tháng 7 năm 2026
NGHỊ QUYẾT
Quy định mức hỗ trợ người trực tiếp tham gia phòng cháy trên địa bàn tỉnh
HỘI ĐỒNG NHÂN DÂN TỈNH BẾN SÔNG
KHÓA X, KỲ HỌP THỨ 5
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Xét Tờ trình số 120/TTr-UBND ngày 01 tháng 7 năm 2026 của Ủy ban nhân dân tỉnh;
QUYẾT NGHỊ:
Điều 1. Quy định mức hỗ trợ.
Nghị quyết này đã được Hội đồng nhân dân tỉnh khóa X thông qua ngày 09 tháng 7 năm 2026./.
Nơi nhận:
- Ủy ban Thường vụ Quốc hội;
- Như Điều 3;
- Lưu: VT, (Ph).
CHỦ TỊCH


Trần Văn Bình
"""

PARTY_DIRECTIVE = """ĐẢNG BỘ TỈNH BẾN SÔNG
ĐẢNG ỦY XÃ TÂN HÒA
*
Số 05-CT/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM

Tân Hòa, ngày 12 tháng 01 năm 2026

CHỈ THỊ
của Ban Thường vụ Đảng ủy về tăng cường lãnh đạo công tác chuyển đổi số
-----
Thực hiện Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị; Ban Thường vụ Đảng ủy yêu cầu:
1. Các chi bộ quán triệt.
Nơi nhận:
- Ban Thường vụ Tỉnh ủy (để báo cáo),
- Các chi bộ trực thuộc,
- Lưu Văn phòng Đảng ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC



Lê Thị Hồng Nhung
"""

URGENT_LETTER = """ỦY BAN NHÂN DÂN
XÃ TÂN HÒA
HỎA TỐC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:      /UBND-KT
V/v ứng phó với bão số 3
và mưa lũ sau bão
Tân Hòa, ngày      tháng 9 năm 2026
Kính gửi: Các ban, ngành, đoàn thể xã; Trưởng các ấp.
Thực hiện Công điện số 01/CĐ-UBND ngày 05/9/2026 của Chủ tịch Ủy ban nhân dân tỉnh về ứng phó với bão số 3, \
Ủy ban nhân dân xã yêu cầu:
1. Trưởng các ấp kiểm tra.
Nơi nhận: KT. CHỦ TỊCH
- Như trên; PHÓ CHỦ TỊCH
- UBND tỉnh (b/c);
- CT, các PCT UBND xã;
- Lưu: VT, KT. Đỗ Văn Minh
"""

WEB_DECISION = """|
**BỘ LAO ĐỘNG,
VIỆC LÀM
VÀ DẠY NGHỀ**
-------
|
**CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
---------------
|
|
Số:
210/QĐ-BLV
|
*Hà Nội, ngày
01 tháng 4 năm 2026*
|
**QUYẾT ĐỊNH**
VỀ VIỆC BAN HÀNH KẾ HOẠCH THANH TRA GIAI ĐOẠN
2026 - 2030
**BỘ TRƯỞNG BỘ LAO ĐỘNG, VIỆC LÀM VÀ DẠY NGHỀ**
*Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;*
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thanh tra./.
|
**Nơi nhận:**
- Như Điều 3;
- VP Bộ:
+ Lãnh đạo Văn phòng;
+ Lưu: VT.
|
**TL. BỘ TRƯỞNG
CHÁNH VĂN
PHÒNG**
**Ngô
Quốc Khánh**
|
"""

LOST_LETTERHEAD = """Kính gửi:
- Các đơn vị thuộc Bộ;
- Vụ Pháp chế.
Bộ Lao động, Việc làm và Dạy nghề yêu cầu các đơn vị báo cáo kết quả thực hiện Quyết định số 210/QĐ-BLV./.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Vũ Đức Thịnh
PHỤ LỤC
BIỂU MẪU
(Kèm theo Công văn số 77/BLV-VP ngày 03/02/2026 của Bộ Lao động, Việc làm và Dạy nghề)
"""

TELEGRAM = """THỦ TƯỚNG CHÍNH
PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/CĐ-TTg
Hà Nội, ngày 02 tháng 02 năm 2026
CÔNG ĐIỆN
VỀ VIỆC BẢO ĐẢM AN TOÀN GIAO THÔNG DỊP
TẾT
THỦ
TƯỚNG CHÍNH PHỦ điện:
- Bộ trưởng các Bộ: Công an, Xây dựng,
Y tế;
- Chủ tịch Ủy ban nhân dân các tỉnh: Bến Sông; Đồi Chè
và Núi Xanh.
Để bảo đảm an toàn giao thông, Thủ tướng Chính phủ yêu cầu:
1. Bộ Công an tăng cường tuần tra.
Nơi nhận: - Như trên; - Ban Bí thư Trung ương Đảng; - Lưu: VT, CN (2). Khôi
KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Hoàng Trung Kiên
"""
