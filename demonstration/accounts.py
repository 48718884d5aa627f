"""The accounts that the demonstration prints, one per role."""

from demonstration.directory import PASSWORD

ACCOUNTS = [
    ("chuyenvien", "Trần Quốc Việt", "chuyên viên cơ quan thường trực, Sở Y tế Hà Nội"),
    ("chanhvanphong", "Lê Thị Hồng Nhung", "phụ trách cơ quan thường trực, Sở Y tế Hà Nội"),
    ("giamdoc", "Trần Hữu Nghĩa", "lãnh đạo duyệt, Giám đốc Sở Y tế Hà Nội"),
    ("phochutich", "Đặng Minh Khôi", "lãnh đạo, Phó Chủ tịch UBND Thành phố Hà Nội"),
    ("dongda", "Nguyễn Văn Dũng", "thủ trưởng đơn vị, UBND quận Đống Đa"),
    ("dongda.pct", "Trần Thu Hiền", "người được ủy quyền thay ông Dũng khi đi vắng"),
    ("dongda.cv", "Lý Thanh Mai", "cán bộ đơn vị, UBND quận Đống Đa"),
    ("ls.chuyenvien", "", "chuyên viên cơ quan thường trực, Sở Y tế Lạng Sơn (công văn chờ phân công)"),
    ("ls.giamdoc", "", "lãnh đạo duyệt, Giám đốc Sở Y tế Lạng Sơn"),
    ("quantri", "", "quản trị hệ thống"),
]


def table() -> str:
    """One line an account, with the password they share."""
    lines = [f"  {username:<14} {role}{f' ({name})' if name else ''}" for username, name, role in ACCOUNTS]
    lines.append("Hai văn bản (2023 và 2026) cùng đứng trên một đồng hồ mẫu; đổi ngày: make demo AS_OF=2023-10-17")
    return "\n".join([f"Tài khoản dùng thử (mật khẩu chung: {PASSWORD}):", *lines])
