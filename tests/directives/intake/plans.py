"""Texts written for the tests of reading: a plan, its annex table, an official letter."""

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẾN SÔNG
Số: 45/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bến Sông, ngày 10 tháng 3 năm 2026

KẾ HOẠCH
Phát triển phong trào đọc sách năm 2026

Thực hiện Quyết định số 12/QĐ-TTg ngày 05/01/2026 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

a) Nâng cao nhận thức của Nhân dân về văn hóa đọc.

2. Yêu cầu

- Các sở, ngành triển khai đồng bộ, tiết kiệm.

II. NHIỆM VỤ VÀ GIẢI PHÁP

1. Xây dựng tủ sách cơ sở

- Rà soát, bổ sung tủ sách tại các thôn.

- Cơ quan chủ trì: Sở Văn hóa, Thể thao và Du lịch.

- Cơ quan phối hợp: Sở Giáo dục và Đào tạo; UBND các xã, phường.

- Thời gian thực hiện: Quý II năm 2026.

2. Tổ chức ngày hội đọc sách

- Tổ chức ngày hội cấp tỉnh và cấp xã.

Đơn vị thực hiện: Sở Văn hóa, Thể thao và Du lịch chủ trì; các sở, ngành phối hợp thực hiện.

Thời gian thực hiện: Hằng năm.

III. TỔ CHỨC THỰC HIỆN

1. Sở Tài chính

a) Chủ trì, phối hợp với Sở Nội vụ, các đơn vị có liên quan thẩm định dự toán, hoàn thành trước ngày 30/4/2026.

b) Hướng dẫn thanh quyết toán theo quy định.

2. Các sở: Y tế, Công Thương

Lồng ghép nội dung vào hoạt động thường xuyên của ngành; xây dựng kế hoạch thực hiện tại đơn vị.

3. Đề nghị Hội Nông dân tỉnh và các tổ chức chính trị - xã hội

- Vận động hội viên quyên góp sách.

- Chuẩn bị tài liệu tuyên truyền:

+ Tờ rơi;

+ Áp phích.

4. Giao Sở Văn hóa, Thể thao và Du lịch theo dõi, đôn đốc; định kỳ 6 tháng, hằng năm hoặc đột xuất khi có yêu cầu, \
báo cáo UBND tỉnh kết quả thực hiện.

Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở Văn hóa, Thể thao và Du lịch./.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Bình
"""

TABLE = """PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 45/KH-UBND)

| STT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm |
|---|---|---|---|---|---|
| I | CÔNG TÁC CHUNG |
| 1 | Xây dựng quy chế phối hợp | Sở Nội vụ | Các sở, ban, ngành tỉnh; UBND các xã, phường | Tháng 6/2026 | Quy chế |
| 2 | Tập huấn cho cán bộ thư viện | Sở Nội vụ, Trường Chính trị tỉnh | | Thường xuyên | |
| STT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm |
| II | CÔNG TÁC TUYÊN TRUYỀN |
| 3 | Mở chuyên mục trên sóng phát thanh | Đài Truyền hình tỉnh | Sở Tài chính | 30/9/2026 | Chuyên mục |
"""

LETTER = """SỞ Y TẾ
Số: 88/SYT-NVY
V/v phòng, chống dịch bệnh mùa hè
Bến Sông, ngày 02 tháng 6 năm 2026

Kính gửi: Các bệnh viện, trung tâm y tế.

Thực hiện Công văn số 99/BYT-DP ngày 28/5/2026 của Bộ Y tế, Sở Y tế đề nghị các bệnh viện, trung tâm y tế khẩn trương \
triển khai các nội dung sau:

1. Rà soát, bổ sung thuốc, vật tư; sẵn sàng thu dung người bệnh.

2. Trên cơ sở tình hình dịch, các trung tâm y tế tổ chức giám sát tại cộng đồng; báo cáo trước 15 giờ hằng ngày.

3. Bệnh viện đa khoa tỉnh chủ trì, phối hợp với Trung tâm Kiểm soát bệnh tật tỉnh và các đơn vị liên quan tập huấn \
chuyên môn trong tháng 6 năm 2026.

4. Phòng Nghiệp vụ Y: Làm đầu mối tổng hợp, báo cáo Giám đốc Sở trước ngày 20/6/2026.

Sở Y tế yêu cầu các đơn vị nghiêm túc thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT, NVY.
GIÁM ĐỐC
Lê Thị Hoa
"""
