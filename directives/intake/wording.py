"""The words by which the clauses of a directive are told apart: heads of units' names, openings of predicates.

Usage of administrative Vietnamese, not a directory of units: what stands here is grammar.
"""

import re


def _any(words: str) -> str:
    """An alternation of phrases given one after another with ";", longest first."""
    phrases = sorted({" ".join(phrase.split()) for phrase in words.split(";") if phrase.strip()}, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)


# Heads that open the proper name of a body ("Sở Y tế") or of a person by office ("Bộ trưởng Bộ Y tế").
PROPER = _any(
    """
    Ủy ban; Uỷ ban; UBND; UBMTTQVN; UBMTTQ; MTTQVN; MTTQ; HĐND; Hội đồng; Thường trực; Ban Thường vụ; Văn phòng;
    VPCP; VP; Sở; Bộ;
    Ban; Ngành; Cục; Vụ; Tổng cục; Viện; Trường; Học viện; Đại học; Trung tâm; Công an; CA; Quân khu; BCH; Bộ đội;
    Quân đội; Đài; Báo; Tạp chí; Cổng; Trang; Thông tấn xã; Hội; Hiệp hội; Công đoàn; Nghiệp đoàn;
    Liên minh; Liên đoàn; Liên hiệp; Mặt
    trận; Đoàn; Tỉnh đoàn; Thành đoàn; Tỉnh ủy; Thành ủy; Đảng ủy; Cấp ủy; Cấp uỷ; Chính quyền; Chính phủ; Công
    ty; Tổng công ty; Tập đoàn; Ngân hàng; Kho bạc; KBNN; Chi cục; Chi nhánh; Thanh tra; Thống kê; Tổng Thanh tra;
    Tòa án; Toà án; Viện kiểm sát; Kiểm toán; Bảo hiểm xã hội; BHXH; Bệnh viện; Trạm; Phòng; Tổ; Tiểu ban; Đội; Thuế;
    BV; BQL; Đồn; Bưu điện; Bảo tàng; Thư viện tỉnh; Thư viện Thành phố; Nhà Thiếu nhi; Nhà Văn hóa; Hải quan;
    Quỹ; Xí nghiệp; Hợp tác xã; Nhà máy; Nhà trường; Nhà đầu tư; Nhà thầu; Chủ đầu tư; Doanh nghiệp; Cơ
    quan; Đơn vị; Địa phương; Cơ sở; Lực lượng; Tỉnh; Thành phố; TP.; Xã; Phường; Đặc khu; Huyện; Quận; Điện lực;
    Hạt; Khoa; Khối; Cụm; Nhóm; Đoàn thể; Đại sứ quán; Cộng đồng; Hệ thống truyền thanh; Thủ tướng; Phó Thủ tướng;
    Bộ trưởng; Thứ trưởng; Chủ tịch; Phó Chủ tịch; Giám đốc; Phó Giám đốc; Tổng Giám đốc; Thủ trưởng; Người đứng
    đầu; Chánh; Phó Chánh; Trưởng; Phó Trưởng; Cục trưởng; Vụ trưởng; Hiệu trưởng; Viện trưởng; Bí thư; Tư lệnh;
    Thống đốc; Lãnh đạo; Đồng chí; Cán bộ; Thành viên; Ủy viên; Chủ nhiệm; Tổ trưởng; Đội trưởng; Thư ký;
    CATP; CAT; Tập thể; Đảng đoàn; Đảng bộ; Chi bộ; Chi ủy;
    SYT; STC; SNV; SXD; STP; SCT; SGDĐT; SGD&ĐT; SKHCN; SKH&CN; SNNMT; SNN&MT; SVHTTDL; SVHTT&DL; TAND; VKSND; NHNN
    """
)
# Whole names that offices write in letters: a head's letters and those of its field ("TTYT", "BVĐK", "BQLDA").
LETTERS = (
    r"(?:TT(?:YT|KSBT|VH\w*|GD(?:TX|NN)\w*|DV\w+|PVHCC|KN|BTXH|CNTT|QLĐĐ|DS)|BV[A-ZĐ]{2,}|TYT|PK(?:ĐK)?KV|PKĐK|CDC|KSBT|"
    r"BQL[A-ZĐ]*|BCH(?:QS|BP)|BCĐ[A-ZĐ]*|BĐBP|QLTT|LĐLĐ|H?LHPN|HND|HCCB|HCTĐ|NHCSXH|VP(?:UBND|HĐND)[A-ZĐ&]*|"
    r"UBMT[A-ZĐ]*|PGD(?:&?ĐT)?|CC(?:DS|KL|TL|BVTV|CNTY|ATTP|ATVSTP|QLTT)[A-ZĐ]*|THADS)"
)
# Common nouns of bodies and people: they open a name after "các", "từng", and inside an enumeration.
COMMON = _any(
    """
    sở; bộ; ban; ngành; cơ quan; đơn vị; địa phương; tổ chức; doanh nghiệp; cơ sở; trường; nhà trường; bệnh viện;
    phòng; trạm; xã; phường; đặc khu; thị xã; thị trấn; huyện; quận; tỉnh; thành phố; thành viên; đồng chí; cấp;
    cấp ủy; cấp uỷ; tỉnh ủy; thành ủy; đảng ủy; hội; hiệp hội; đoàn thể; chủ đầu tư; nhà đầu tư; nhà thầu; tập
    đoàn; tổng công ty; công ty; cục; vụ; viện; trung tâm; chi cục; ngân hàng; quỹ; hợp tác xã; hộ kinh doanh; hộ; chủ
    phương tiện; chủ tàu; chủ hộ; lực
    lượng; cá nhân; chính quyền; thủ trưởng; lãnh đạo; người đứng đầu; cán bộ; công chức; viên chức; người lao
    động; giám đốc; chủ tịch; bí thư; cộng đồng; báo chí; mặt trận; nhân dân; người dân; thôn; tổ dân phố; tổ;
    đội; đài; báo; văn phòng; khối; ủy ban; bộ phận; khoa; chủ sở hữu; quân khu; công an; quân đội; đại học; cao
    đẳng; học viện; giáo viên; giảng viên;
    nhân viên; tập thể; công đoàn; công nhân; nhà khoa học; chuyên gia; tiểu ban; hội đồng; nhóm; đoàn công tác; đối
    tượng; cổng thông tin; hệ thống truyền thanh; hệ thống truyền thông; ủy viên; nhà xuất bản; nhà máy; cụm; chủ
    dự án; chủ thể; chủ cơ sở; chủ rừng; bộ trưởng; trưởng; ban quản lý; buôn; bản; làng; ấp; khóm; đầu mối; đảng
    đoàn; đảng bộ; chi bộ; chi ủy
    """
)
PLURAL = (
    r"(?:[Cc]ác|[Nn]hững|[Tt]ừng|[Mm]ỗi|[Mm]ọi|[Mm]ột\s+số|[Tt]oàn\s+thể|[Tt]ất\s+cả(?:\s+các)?|[Đđ]ồng\s+chí|\d{1,3})"
)

# Words that open a predicate wherever they stand: auxiliaries, conjunctions, prepositions of circumstance.
FUNCTION = _any(
    """
    là; được; bị; phải; cần; sẽ; đã; đang; chưa; không; có trách nhiệm; chịu trách nhiệm; có kế hoạch; có văn bản;
    có ý kiến; có giải pháp; có biện pháp; có phương án; có báo cáo; có nhiệm vụ; có hình thức; có thể; để; nhằm;
    theo; trong; khi; nếu; thì; vẫn; cũng; do; vì; bằng; qua; như; nên; hoặc; mà; trước; sau khi;
    ngay sau; ngay khi; ngay từ; từ; căn cứ; trên
    cơ sở; trên tinh thần; với; về; nhất là; đồng thời; bao gồm; gồm; có một; có quyền; có ít nhất; kết
    quả; tình hình; tiến độ; chậm nhất; muộn nhất; đối với
    """
)
# Verbs, and adverbs that stand before them. One syllable of them may also end a compound name ("Đào tạo").
VERBS = _any(
    """
    chủ trì; phối hợp; phối kết hợp; chủ động; tổ chức; triển khai; xây dựng; thực hiện; tham mưu; chỉ đạo; rà
    soát; tăng cường; đẩy mạnh; tiếp tục; khẩn trương; kịp thời; thường xuyên; theo dõi; đôn đốc; kiểm tra; hướng
    dẫn; tổng hợp; báo cáo; phát huy; quyết liệt; nghiên cứu; đề xuất; hoàn thành; hoàn thiện; bố trí; cân đối;
    thẩm định; thẩm tra; quan tâm; tập trung; huy động; đẩy nhanh; đăng ký; trực tiếp; ban hành; cập nhật; cung
    cấp; công bố; công khai; hỗ trợ; khai thác; kết nối; lồng ghép; nâng cao; nêu cao; nghiêm túc; phê duyệt; phổ
    biến; quán triệt; quản lý; quy định; sử dụng; thông báo; thông tin; thống nhất; thống kê; thúc đẩy; tiến hành;
    tiếp nhận; truyền thông; tuyên truyền; vận động; xác định; xem xét; xử lý; yêu cầu; ưu tiên; đảm bảo; bảo đảm;
    đánh giá; đầu tư; điều chỉnh; điều hành; điều phối; đề nghị; đổi mới; khuyến khích; khắc phục; kiện toàn; lãnh
    đạo; tham gia; tích cực; nhanh chóng; mạnh dạn; phân công; phân bổ; phân loại; phân tích; phân cấp; phát hiện;
    phát triển; phát động; bám sát; lựa chọn; chuẩn bị; chia sẻ; chú trọng; chú ý; lưu ý; củng cố; cụ thể hóa; cụ
    thể hoá; duy trì; đào tạo; định kỳ; định hướng; đồng hành; đóng góp; góp phần; hằng năm; hàng năm; hằng tháng;
    hàng tháng; hằng quý; hàng quý; hằng tuần; hàng tuần; hằng ngày; hàng ngày; khảo sát; kiểm soát; kiến nghị;
    kiên quyết; linh hoạt; mua sắm; nắm bắt; ngăn chặn; nhắc nhở; niêm yết; phản ánh; phản hồi; phục vụ; rút ngắn;
    sắp xếp; siết chặt; soạn thảo; sơ kết; tổng kết; sửa đổi; tập huấn; tập hợp; thành lập; thể chế; thiết lập;
    thu hút; thu thập; tiếp cận; tiếp thu; tính toán; tôn vinh; trao đổi; trả lời; truyền tải; tuân thủ; ứng dụng;
    ứng phó; vận hành; xác minh; xúc tiến; ủng hộ; dự báo; đăng tải; đấu tranh; đối chiếu; đề cao; điều động; bồi
    dưỡng; biên soạn; biểu dương; bàn giao; bảo quản; bảo vệ; bổ sung; cắt giảm; cải cách; cảnh báo; chăm lo; chấm
    dứt; chấn chỉnh; chấp hành; chi trả; chuyển đổi; công nhận; cam kết; liên hệ; liên kết; nhân rộng; rút kinh
    nghiệm; rứt khoát; dứt khoát; số hóa; số hoá; tháo gỡ; thay mặt; thí điểm; thông qua; thực thi; tận dụng; thi
    công; thăm hỏi; tiết kiệm; trang bị; triệu tập; tự chủ; tự rà soát; tự kiểm tra; tự tổ chức; tuyển chọn; vào
    cuộc; hạn chế; khơi dậy; khởi công; khánh thành; quyết định; phụ trách; kêu gọi; khôi phục; lan tỏa; lan toả;
    mở rộng; nâng cấp; tái cấu trúc; thay đổi; đáp ứng; tuyệt đối; quan trắc; lắp đặt; nghiệm thu; thiết kế; giải
    ngân; giải quyết; giám sát; khoanh vùng; học tập; làm đầu mối; làm tốt; làm rõ; làm việc; đi đầu; gương mẫu;
    đề ra; sẵn sàng; quy hoạch; xin ý kiến; lấy ý kiến; đồng bộ; triệt để; toàn diện; giữ vững; dự kiến; hưởng
    ứng; ký kết; nhận diện; trực ban; tìm kiếm; kế thừa; lưu trữ; vận chuyển; tiếp tế; di dời; sơ tán; cứu trợ;
    bảo dưỡng; phòng ngừa; đôn đốc; cải thiện; nỗ lực; quảng bá; giới thiệu; trình bày; biên tập; sản xuất; nhân
    dịp; xếp hạng; gia hạn; đơn giản hóa; đơn giản hoá; cải tạo; sửa chữa; thu gom; cấp phát; cấp phép; cấp kinh
    phí; tự túc; cùng nhau; nhận thức; nâng tầm; tự giác; phân phối; liên thông; thi đua; phấn đấu; xuất cấp; đi kiểm
    tra; đi công tác; đi thăm; điều tra; tích hợp; kê khai; thu mua; đóng bảo hiểm; cung ứng; giải phóng; tiên phong;
    tuần tra; truy quét; trấn áp; chi viện; cứu hộ; cứu nạn; nạo vét; gia cố; dọn dẹp; khơi thông; tiêu hủy; thu
    dung; trưng tập; diễn tập; chỉnh trang; khử khuẩn; thu hồi; thanh toán; kiểm sát; trưng bày; cấp điện; cấp nước;
    giao ban; cấp phát; in ấn; tổng vệ sinh; phân luồng; điều tiết; bồi thường; bồi hoàn; ra quân; quét dọn; thu dọn;
    cách ly; trích lập; đình chỉ; sinh hoạt chuyên đề; sinh hoạt chính trị; chốt chặn; phong tỏa
    """
)
_SHORT = _any(
    """
    gửi; giao; giúp; lập; mở; ngay; sớm; tạo; trình; đưa; lấy; ra; dành; ký; giữ; cử; chuyển; gắn; nắm; tránh;
    cho; lên; mời; nhận; nộp; thu; cùng; đẩy; dự; họp; xin; tăng; làm; nghiêm; tìm; thăm; tiếp; đề; chốt; mua;
    chọn; rà; đi; viết; nêu; hoàn; cắm; treo; dán; phun; trao; tặng; in
    """
)
# Not of nouns ("dự án", "giao thông"), nor of longer verbs ("giao ban").
SHORT = rf"(?:{_SHORT})(?!\s+(?:án|toán|thảo|phòng|trữ|thông|nhập|nguyên|ban(?!\s+hành))(?!\w))"
# Common nouns of bodies and people whom a clause may define: public ones by what they are entrusted with, others
# also by their trade.
BEARERS = _any(
    """
    cơ quan; lực lượng; cán bộ; công chức; viên chức; giảng viên; giáo viên; nhân viên; người lao động;
    địa phương; tổ; nhóm; phòng; khoa; ban; sở; ngành; xã; phường
    """
)
BUSINESSES = _any(
    """
    tổ chức; đơn vị; cơ sở; doanh nghiệp; hộ; hộ gia đình; hộ dân; nhà thầu; chủ đầu tư; nhà đầu tư; chủ cơ sở; chủ
    phương tiện; chủ tàu; cá nhân; ngân hàng; công ty; hợp tác xã; người; nhà máy; trung tâm; trường; hiệp hội
    """
)
# What makes a trade: with it the noun before is a class of bodies, whatever follows.
TRADES = _any(
    """
    sản xuất; kinh doanh; chế biến; nuôi trồng; chăn nuôi; trồng trọt; giết mổ; khám bệnh; chữa bệnh; khám; điều trị;
    giáo dục; đào tạo; dạy nghề; vận tải; xuất khẩu; nhập khẩu; buôn bán; phân phối; lưu trú; lữ hành; tư vấn; thi
    công; cung cấp dịch vụ; cung ứng dịch vụ; chi trả dịch vụ; bảo trợ; tái chế; khởi nghiệp
    """
)
# What may be a trade or a duty: "đơn vị khai thác đá" and "khai thác có hiệu quả".
PURSUITS = _any(
    """
    quản lý; vận hành; khai thác; sử dụng; cung cấp; cung ứng; tham gia; hoạt động; thu gom; xử lý; thiết kế; giám
    sát; kiểm định; kiểm nghiệm; thụ hưởng; chi trả; thu mua; bảo trì; lắp đặt; sở hữu; đầu tư; phát hành; quan trắc;
    nghiên cứu; vận chuyển; xây lắp; tiêu thụ; cho thuê; tự chủ
    """
)
# Where these stand in a name, the verb after them is part of it ("cơ quan quản lý nhà nước", "Ban chỉ đạo").
_COMPOUNDS = (
    ("trả|tổng hợp|công bố", "kết quả"),
    ("hội đồng|ban|cụm|khối|phong trào", "thi đua"),
    ("cơ quan", "(?:thông tin|báo chí)(?:,| và|,? đại chúng,?)? truyền thông"),
    ("trung tâm", "xúc tiến(?:(?:,| và)? (?:đầu tư|thương mại|du lịch))+"),
    ("cơ quan|sở|bộ|chuyên môn", "quản lý (?:nhà nước|(?:chuyên )?ngành(?:,? lĩnh vực)?)"),
    ("cơ quan", "đăng ký (?:đầu tư|kinh doanh|đất đai)|quản lý (?:đầu tư|xây dựng|thuế)"),
    (
        "cơ quan",
        "quản lý|tham mưu|kiểm tra|chủ trì|phối hợp|thông tin|thực hiện|truyền thông|báo cáo|tổ chức|giải quyết|"
        "tiếp nhận|thẩm định|"
        "bảo vệ|giám sát|đăng ký|đầu tư|cấp|soạn thảo|điều phối",
    ),
    ("đơn vị", "quản lý|chủ trì|phối hợp|vận hành|thi công|được giao|tư vấn|thiết kế|giám sát|truyền thông"),
    ("các|cơ quan,|đoàn thể,|doanh nghiệp,|cá nhân,|hội,|nghiệp và|và", "tổ chức"),
    ("tổ chức", "được giao|thực hiện|thẩm định|giám sát"),
    ("cấp", "quản lý|lãnh đạo"),
    ("ban|uỷ ban|ủy ban", "chỉ đạo|quản lý|tổ chức|kiểm tra|điều hành|giám sát|vận động|quản trị"),
    ("bộ", "chỉ huy|tư lệnh"),
    ("tổ|(?<!quân\\x20)đội|đoàn|nhóm", "kiểm tra|thẩm định|giám sát|truyền thông|chỉ đạo|công tác|quản lý|"
                                       "giúp việc|phản ứng|hỗ trợ"),
    ("cục|viện|hội đồng", "quản lý|kiểm tra|nghiên cứu|đào tạo|thẩm định|phối hợp|đánh giá|bảo vệ|khuyến khích"),
    ("trung tâm", "kiểm soát|xúc tiến|dự báo|điều hành|phục vụ|cung cấp|hỗ trợ|quản lý|chuyển đổi|đào tạo|"
                  "giám sát|quan trắc|"
     "truyền thông|thông tin|ứng dụng|bảo vệ|phát triển|nghiên cứu"),
    ("cơ sở", "sản xuất|khai thác|đào tạo|nghiên cứu|thực hiện|cung cấp|tiếp nhận|thu gom|xử lý|bảo trợ|cấp"),
    ("doanh nghiệp|cơ sở|hợp tác xã|đơn vị", "sản xuất(?:(?:,| và)? (?:kinh doanh|chế biến|xuất khẩu|nhập khẩu|"
     "tiêu thụ|dịch vụ|hàng hóa|hàng hoá|nông sản))+"),
    ("các|những", "dự án"),
    ("cổng|trang", "thông tin(?: điện tử)?"),
    ("công|dân|tư", "lập"),
    ("văn bản|hồ sơ|tiếp nhận|thực hiện", "kê khai"),
    ("công|chương|quy|lộ|quá|tiến|giáo", "trình"),
    (BUSINESSES, TRADES),
    (rf"hợp tác xã nông nghiệp|doanh nghiệp tư nhân|(?:{BUSINESSES}) tư nhân", TRADES),
    ("dịch vụ|hoạt động|hạ tầng|phương tiện|tư vấn|nghề", rf"{TRADES}|{PURSUITS}|thanh toán"),
    ("QLDA|dự án", "đầu tư(?: xây dựng)?"),
    ("doanh nghiệp", "đầu tư|xây dựng|được"),
    ("lực lượng", "quản lý|kiểm tra|tham gia|ứng phó|bảo vệ"),
    ("cán bộ|công chức|người|lãnh đạo", "quản lý|phụ trách|làm|tham gia|sử dụng|được"),
    ("đối tượng", "thực hiện|tham gia|được"),
    ("hệ thống", "truyền thông|thông tin"),
    ("phương tiện", "thông tin|truyền thông|tham gia"),
    ("quỹ", "đầu tư|hỗ trợ|bảo vệ|phát triển"),
    ("nhà", "quản lý|cung cấp|sản xuất|đầu tư"),
    ("chủ", "đầu tư"),
    ("thành viên|ủy viên", "ban chỉ đạo|tham gia"),
    ("công ty|tổng công ty|tập đoàn", "quản lý|khai thác|cung cấp|đầu tư|xây dựng"),
    ("ubnd|ủy ban nhân dân|uỷ ban nhân dân|đảng ủy|cấp ủy|chính quyền|công an|hđnd", "cấp"),
    ("cơ quan|đơn vị|chuyên môn|quản lý", "cấp"),
    ("việc", "làm"),
    ("nghiệp", "ứng dụng"),
    ("đồng", "bằng"),
    ("việc|công tác|sự", "quản lý|kiểm tra|thực hiện"),
    ("chức danh|cấp|cơ quan|tổ chức|đơn vị|ngành|người", "có thẩm quyền"),
    ("phó|trưởng|cơ quan|thành viên", "thường trực"),
)  # fmt: skip
COMPOUND = re.compile(
    "|".join(rf"(?:{before})\s+(?:{after})(?!\w)".replace(" ", r"\s+") for before, after in _COMPOUNDS), re.IGNORECASE
)
# "các cơ quan được giao chủ trì", "các bộ, ngành có liên quan", "các tỉnh, thành phố nêu trên": still the name.
RELATIVE = re.compile(
    r"(?:nêu|nói)\s+trên|,?\s*(?:và\s+)?sau\s+đại\s+học|từ\s+[A-ZĐ]\w*(?:\s+[A-ZĐ]\w*){0,3}\s+đến\s+[A-ZĐ]\w*(?:\s+[A-ZĐ]\w*){0,3}|đang\s+(?:được\s+)?(?:triển\s+khai|thi\s+công|quản\s+lý|hoạt\s+động|đóng\s+quân|công\s+tác)"
    r"(?:\s+(?:thi\s+công|thực\s+hiện)(?!\w))?|(?:có|được)\s+liên\s+quan|(?:có|được)\s+(?:giao|phân\s+công|ủy\s+quyền|nêu\s+tên)"
    r"(?:\s+(?:nhiệm\s+vụ|chủ\s+trì|phụ\s+trách|thực\s+hiện(?!\s+(?:nghiêm|tốt|hiệu|có\s+hiệu|đúng|đầy|kịp))|(?:và\s+)?(?:tại|trong)\s+(?:Kế\s+hoạch|Quyết\s+định|Phụ\s+lục)(?:\s+(?:này|kèm\s+theo))?|"
    r"theo\s+(?:Kế\s+hoạch|Quyết\s+định)\s+này))*"
)
