"""Words that begin like the head of a unit's name and are none: "Tổ chức tập huấn", "Ban hành", "cơ sở dữ liệu"."""

import re

NOT_UNIT = re.compile(
    r"(?:tổ\s+chức(?!\s+(?:chính\s+trị|xã\s+hội|kinh\s+tế|đoàn\s+thể|liên\s+quan|có\s+liên\s+quan|cá\s+nhân|khác|quốc\s+tế|"
    r"tín\s+dụng|"
    r"đảng|hội(?!\s+(?:thi|nghị|thảo|chợ|họp|đàm|trại|diễn|xuân|báo|sách|khỏe|nhập))|nghề|thuộc|trong|trên|"
    r"được)|\s*,\s*(?:cá\s+nhân|đơn\s+vị|đoàn\s+thể|doanh\s+nghiệp|cơ\s+quan|cơ\s+sở|hội|hộ)|"
    r"\s+và\s+(?:cá\s+nhân|các|người|doanh\s+nghiệp|đơn\s+vị)|\s*$)|"
    r"ban\s+hành|báo\s+(?:cáo|động|đảm|trước)|hội\s+(?:nghị|thảo|nhập|chợ|thi|họp|trường|viên)|trường\s+hợp|"
    r"đội\s+ngũ|"
    r"phòng\s*(?:,\s*|\s)(?:chống|ngừa|tránh|dịch|cháy|bệnh|trị|thủ)|phòng\s+họp|bộ\s+(?:tiêu\s+chí|công\s+cụ|"
    r"chỉ\s+số|luật|tài\s+liệu|câu\s+hỏi|sách|đề|khung|nguyên\s+tắc|dữ\s+liệu|máy|quy|"
    r"thủ\s+tục|mã|nhận|hồ\s+sơ)|"
    r"cơ\s+sở\s+(?:dữ\s+liệu|pháp\s+lý|vật\s+chất|hạ\s+tầng|đó|kết\s+quả|chính\s+trị)|xã\s+hội|khoa\s+học|"
    r"vụ\s+(?:việc|án|mùa|đông|hè|cháy|tai\s+nạn|vi\s+phạm|ngộ\s+độc)|khối\s+lượng|"
    r"nhóm\s+(?:nhiệm|giải|chỉ|đối|vấn|dự|nội)|cụm\s+(?:công\s+nghiệp|dân\s+cư)|trang\s+(?:bị|thiết\s+bị|trí|"
    r"trại)|thuế\s+(?:suất|thu)|"
    r"lãnh\s+đạo\s*,\s*chỉ\s+đạo|đài\s+thọ|viện\s+(?:trợ|phí)|trạm\s+(?:bơm|biến|thu|quan)|quỹ\s+(?:đất|nhà)|"
    r"trưởng\s+thành|"
    r"thống\s+kê(?!\s+(?:tỉnh|thành\s+phố|cơ\s+sở))|thanh\s+tra(?!\s+(?:tỉnh|thành\s+phố|chính\s+phủ|sở|bộ|"
    r"nhà\s+nước|[A-ZĐ]))|kiểm\s+toán(?!\s+(?:nhà|Nhà))|"
    # To issue, unless it tells which level: "Cấp hóa chất cho trạm y tế", against "Cấp xã rà soát đối tượng".
    r"cấp(?=\s+\w)(?!\s+(?:[uủ][yỷ]|xã|phường|huyện|quận|tỉnh|thành|trung\s+ương|cơ\s+sở|trên|dưới|bộ|sở|ngành|vùng|phòng|"
    r"quốc\s+gia|nhà\s+nước|chính\s+quyền|có|quản|quyết|lãnh|nào|trưởng|phó|mình|và|chuyên|cơ\s+bản|[IVX\d]))|"
    r"ban\s+đầu|"
    r"bản\s+(?:đồ|tin|sao|ghi|đăng|cam|án|chất|gốc|mềm|lĩnh|thân|số)|vùng\s+(?:miền|lõm)|tỉnh\s+(?:táo|lộ)|"
    r"báo\s+chí\s+xuất|làng\s+nghề|"
    r"hộ\s+(?:tịch|khẩu|chiếu|lý)|đoàn\s+kết|tổ\s+tiên|đại\s+hội|"
    r"đội\s+hình|xã\s+hội(?!\s+(?:nghề|đen))|"
    r"cơ\s+quan\s+(?:thường\s+trực|đầu\s+mối|chủ\s+trì)\s*[,;:]|hội\s+đủ|đảng\s+viên|cán\s+bộ\s+hóa|"
    r"thành\s+phố\s+thông|cộng\s+đồng\s+mạng|hệ\s+thống\s+chính|trường\s+phái|cảng\s+hàng)",
    re.IGNORECASE,
)
