"""What reading a document costs beside taking its bare text out, and whether time and memory grow as its pages do.

    python -m benchmarks.reading [pages]

No database. A plan of so many pages is written for the purpose (2,500 characters a page, a table in its second half),
as text, as a Word file and, where a browser prints it, as a PDF. The bare cost is what the libraries take to give the
words without their order, lists, tables, columns or paragraphs.
"""

import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import docx  # noqa: E402
import pdfplumber  # noqa: E402

from directives.intake.media import TYPES  # noqa: E402
from directives.intake.reading import read  # noqa: E402
from directives.intake.text import extract  # noqa: E402

PAGE = 2_500
HEAD = """ỦY BAN NHÂN DÂN
TỈNH BẾN SÔNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 88/KH-UBND
Bến Sông, ngày 10 tháng 3 năm 2026
KẾ HOẠCH
Chuyển đổi số trên địa bàn tỉnh giai đoạn 2026 - 2030
Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;
I. TỔ CHỨC THỰC HIỆN"""
POINT = (
    "{n}. Sở Y tế chủ trì, phối hợp với Sở Tài chính và Ủy ban nhân dân các xã, phường rà soát, hoàn thiện các quy định"
    " theo Quyết định số {n}/QĐ-TTg ngày 05/3/2025 của Thủ tướng Chính phủ; tổ chức quán triệt, triển khai đầy đủ, kịp"
    " thời các nội dung của kế hoạch này đến cán bộ, công chức, viên chức thuộc phạm vi quản lý; báo cáo kết quả về Ủy"
    " ban nhân dân tỉnh trước ngày 30/6/2026."
)
CELLS = ("{n}", "Xây dựng báo cáo số {n} về hạ tầng số", "Sở Y tế", "Các sở, ngành liên quan", "Quý II/2026")
END = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Nam"


def main(pages: int) -> None:
    compare("text", plain(pages), "txt", lambda data: data.decode())
    compare("Word", word(pages), "docx", bare_word)
    sample = Path(__file__).parents[1] / "tests/directives/documents/ke-hoach-2026.pdf"
    compare("PDF of 9 pages with a table", sample.read_bytes(), "pdf", bare_pdf)
    print(f"{'pages':>8}{'seconds':>10}{'per page':>10}{'peak MB':>10}{'per page':>10}")
    for size in (pages // 2, pages, pages * 2, pages * 4):
        data = plain(size)
        seconds = timed(lambda data=data: whole(data, "txt"))  # type: ignore[misc]
        peak = peak_of(lambda data=data: whole(data, "txt"))  # type: ignore[misc]
        print(f"{size:8}{seconds:10.2f}{1000 * seconds / size:8.1f}ms{peak:10.1f}{1000 * peak / size:8.1f}kB")


def compare(name: str, data: bytes, kind: str, bare: Callable[[bytes], object]) -> None:
    """Bare words, text with its order, and the whole reading, with their ratio."""
    words = timed(lambda: bare(data))
    text = timed(lambda: extract(data, TYPES[kind]))
    reading = timed(lambda: whole(data, kind))
    ratio = f", {reading / words:.1f} times bare" if words > 0.001 else ""
    print(f"{name}: bare words {words:.3f} s, text in order {text:.3f} s, reading {reading:.3f} s{ratio}")


def whole(data: bytes, kind: str) -> object:
    return read(extract(data, TYPES[kind]).document)


def timed(work: Callable[[], object], times: int = 3) -> float:
    """The best of some runs, in seconds of the processor: what others do on the machine does not count."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def peak_of(work: Callable[[], object]) -> float:
    """The most memory that Python's objects take meanwhile, in MB."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1024**2
    finally:
        tracemalloc.stop()


def parts(pages: int) -> tuple[list[str], list[list[str]]]:
    """Points and table rows that fill so many pages."""
    points = [POINT.format(n=n + 1) for n in range(max(1, pages * PAGE // 2 // len(POINT)))]
    length = sum(map(len, CELLS))
    return points, [[cell.format(n=n + 1) for cell in CELLS] for n in range(max(1, pages * PAGE // 2 // length))]


def plain(pages: int) -> bytes:
    points, rows = parts(pages)
    table = ["STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian", *(" | ".join(row) for row in rows)]
    return "\n\n".join([*HEAD.split("\n"), *points, *END.split("\n"), "PHỤ LỤC", "\n".join(table)]).encode()


def word(pages: int) -> bytes:
    points, rows = parts(pages)
    document: Any = docx.Document()
    for words in [*HEAD.split("\n"), *points, *END.split("\n"), "PHỤ LỤC"]:
        document.add_paragraph(words)
    table = document.add_table(rows=0, cols=len(CELLS))
    for row in [["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"], *rows]:
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def bare_word(data: bytes) -> str:
    body = docx.Document(BytesIO(data)).element.body
    return "\n".join(node.text or "" for node in body.iter("{*}t"))


def bare_pdf(data: bytes) -> str:
    with pdfplumber.open(BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
