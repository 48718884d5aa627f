"""Why a file is not taken or read, and what to do: every sentence names the remedy."""

from typing import Final

from django.utils.translation import gettext_lazy as _

MOST_PAGES: Final = 2_000
MOST_SCANNED_PAGES: Final = 200
MOST_ROWS: Final = 10_000
"""Rows that a table may have; a longer one is refused, for cut short it would lose tasks unseen."""
MOST_PIXELS: Final = 60_000_000
"""Of a picture: A3 at 600 dots an inch is 70 million, A4 is 35."""

_BOUNDS: Final = {
    "pages": MOST_PAGES,
    "scanned_pages": MOST_SCANNED_PAGES,
    "rows": MOST_ROWS,
    "large_picture": MOST_PIXELS // 10**6,
}

_MESSAGES: Final = {
    # Content and name do not agree, or the content is nothing that is known.
    "empty": _("Tệp rỗng. Hãy chọn lại tệp."),
    "type": _(
        "Loại tệp này không nhận được. Hãy mở tệp bằng chương trình đã tạo ra nó rồi lưu thành một trong các loại: "
        "%(listed)s."
    ),
    "mismatch": _(
        "Nội dung tệp là %(content)s nhưng tên tệp kết thúc bằng “.%(extension)s”. "
        "Hãy đổi tên thành “%(name)s” rồi tải lên lại."
    ),
    "no_extension": _("Tên tệp không có phần đuôi, nội dung tệp là %(content)s. Hãy đổi tên thành “%(name)s”."),
    "only_letters": _(
        "Bên trong tệp “.%(extension)s” này chỉ có chữ thường. Hãy đổi tên thành "
        "“%(name)s” nếu đúng là văn bản cần dùng; nếu không thì tệp đã hỏng, hãy lấy lại từ nơi gửi."
    ),
    # Other kinds of files.
    "rtf": _("Tệp .rtf không nhận được. Hãy mở tệp bằng Word rồi lưu thành .docx."),
    "old_word": _("Tệp Word đời cũ (.doc) không nhận được. Hãy mở tệp bằng Word rồi lưu thành .docx."),
    "old_office": _("Tệp Office đời cũ không nhận được. Hãy mở tệp rồi lưu thành .docx hoặc .pdf."),
    "template": _("Tệp mẫu của Word (.dotx) không nhận được. Hãy mở tệp bằng Word rồi lưu thành .docx."),
    "odt": _("Tệp .odt (LibreOffice) không nhận được. Hãy mở tệp bằng LibreOffice hoặc Word rồi lưu thành .docx."),
    "iwork": _("Tệp của máy Mac (Pages, Numbers) không nhận được. Hãy xuất tệp thành .docx hoặc .pdf."),
    "sheet": _("Loại bảng tính này không nhận được. Hãy mở tệp bằng Excel rồi lưu thành .xlsx hoặc .pdf."),
    "sheet_as_pdf": _(
        "Bảng tính không nhận được ở đây. Hãy mở tệp bằng Excel rồi lưu thành .pdf, hoặc chép bảng sang Word "
        "rồi lưu thành .docx."
    ),
    "slides": _("Tệp trình chiếu không nhận được. Hãy mở tệp bằng PowerPoint rồi lưu thành .pdf."),
    "heic": _(
        "Ảnh .heic của điện thoại không nhận được. Hãy đổi ảnh sang .jpg, hoặc đặt máy ảnh lưu .jpg rồi chụp lại."
    ),
    "other_picture": _(
        "Ảnh loại .%(kind)s không nhận được. Hãy mở ảnh rồi lưu thành .jpg hoặc .png, hoặc quét lại thành .pdf."
    ),
    "web": _(
        "Nội dung tệp là trang web (HTML, XML) nên không nhận được. Hãy mở tệp bằng Word rồi lưu thành .docx, "
        "hoặc mở bằng trình duyệt rồi in thành .pdf."
    ),
    "mail": _(
        "Thư điện tử không nhận được. Hãy lưu tệp đính kèm trong thư rồi tải tệp đó lên, hoặc in thư thành .pdf."
    ),
    "archive": _("Tệp nén (.%(kind)s) không nhận được. Hãy giải nén rồi tải lên từng tệp bên trong."),
    "program": _("Đây là tệp chương trình, không phải văn bản. Hãy chọn lại tệp."),
    # Locked, broken or hostile.
    "locked_office": _("Tệp Word hoặc Excel có đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu, lưu rồi tải lên lại."),
    "locked": _("Tệp PDF có đặt mật khẩu. Hãy mở tệp, in lại thành PDF không có mật khẩu rồi tải lên."),
    "macro": _("Tệp có chứa macro nên không nhận được. Hãy lưu lại thành .docx hoặc .xlsx không có macro."),
    "bomb": _("Tệp giải nén ra quá lớn nên không nhận được. Hãy lưu lại hoặc tách nhỏ tệp."),
    "broken": _("Tệp bị hỏng hoặc chưa tải về đủ. Hãy lấy lại từ nơi gửi; nếu vẫn mở được thì mở ra và lưu lại."),
    "broken_word": _(
        "Tệp Word này bị hỏng hoặc chưa tải về đủ. Hãy lấy lại từ nơi gửi; nếu vẫn mở được thì mở ra và lưu lại "
        "thành .docx."
    ),
    "broken_excel": _(
        "Tệp Excel này bị hỏng hoặc chưa tải về đủ. Hãy lấy lại từ nơi gửi; nếu vẫn mở được thì mở ra và lưu lại "
        "thành .xlsx."
    ),
    "broken_pdf": _(
        "Tệp PDF này bị hỏng hoặc chưa tải về đủ. Hãy lấy lại từ nơi gửi; nếu vẫn mở được thì in lại thành PDF rồi "
        "tải lên."
    ),
    "broken_image": _("Không mở được ảnh này. Hãy chụp hoặc quét lại rồi tải lên."),
    "broken_text": _(
        "Tệp .txt này không phải văn bản thường, hoặc đã hỏng. Hãy mở tệp bằng chương trình đã tạo ra nó rồi lưu "
        "thành .docx hoặc .pdf."
    ),
    "control": _(
        "Tệp văn bản có ký tự điều khiển (mã %(mark)s) ở dòng %(line)s, vị trí %(column)s. "
        "Hãy xóa ký tự đó rồi tải lên lại, hoặc dán văn bản vào ô “Toàn văn”."
    ),
    "encoding": _(
        "Không đọc được bảng mã của tệp văn bản: dòng %(line)s không phải UTF-8. "
        "Hãy mở tệp, lưu lại thành .txt với bảng mã UTF-8 rồi tải lên."
    ),
    "legacy_font": _(
        "Văn bản dùng phông chữ cũ (TCVN3, VNI) nên không đọc được. Hãy chuyển mã sang Unicode rồi tải lên."
    ),
    # Out of bounds.
    "size": _("Tệp nặng hơn %(most)s. Hãy nén ảnh hoặc tách nhỏ tệp."),
    "pages": _("Tệp có hơn %(most)s trang. Hãy tách phụ lục thành tệp riêng."),
    "scanned_pages": _(
        "Bản quét có hơn %(most)s trang nên máy không đọc. Hãy tách phụ lục thành tệp riêng, hoặc giữ tệp làm bản gốc "
        "và dán văn bản vào ô “Toàn văn”."
    ),
    "rows": _("Một bảng trong tệp có hơn %(most)s dòng. Hãy tách phụ lục thành tệp riêng."),
    "large_picture": _("Ảnh có hơn %(most)s triệu điểm ảnh. Hãy thu nhỏ ảnh, hoặc chụp lại ở cỡ nhỏ hơn."),
    "too_long": _("Văn bản quá dài hoặc quá nặng để đọc. Hãy tách phụ lục thành tệp riêng."),
    # The reading itself.
    "no_words": _(
        "Máy không thấy chữ nào trên bản quét. Hãy quét lại rõ hơn rồi tải lên, hoặc dán văn bản vào ô “Toàn văn”."
    ),
    "no_ocr": _(
        "Tệp là ảnh quét mà máy chủ chưa cài chương trình nhận dạng chữ (tesseract, tiếng Việt). "
        "Hãy dán văn bản vào ô “Toàn văn”, hoặc nhờ quản trị cài đặt."
    ),
    "stopped": _("Việc đọc tệp đã dừng."),
}


class UnreadableFile(Exception):
    """The file cannot be taken or read; ``str()`` says why and what to do, in the reader's language.

    ``code`` and ``values`` are plain, so that they pass between processes; a bound need not be among the values.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        self.code = code
        self.values = values
        super().__init__(code)

    def __str__(self) -> str:
        bound = _BOUNDS.get(self.code)
        values = self.values if bound is None else {"most": f"{bound:,}".replace(",", "."), **self.values}
        return str(_MESSAGES[self.code]) % values if values else str(_MESSAGES[self.code])
