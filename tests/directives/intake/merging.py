"""Tables with merged cells for tests, written as a grid: UP is the rest of the cell above, LEFT of the one beside."""

from collections.abc import Sequence

from docx import Document

from tests.directives import samples

UP, LEFT = "^", "<"
HEADINGS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm")


def docx_of(*tables: Sequence[Sequence[str]], before: Sequence[str] = (), after: Sequence[str] = ()) -> bytes:
    """A Word file with these paragraphs around its tables, a paragraph between two tables."""
    document = Document()
    for words in before:
        document.add_paragraph(words)
    for at, grid in enumerate(tables):
        if at:
            document.add_paragraph(f"Bảng {at + 1}")
        _add(document, grid)
    for words in after:
        document.add_paragraph(words)
    return samples.saved(document)


def _add(document: object, grid: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=len(grid), cols=len(grid[0]), style="Table Grid")  # type: ignore[attr-defined]
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            cell.text = grid[at][column] if grid[at][column] not in (UP, LEFT) else ""
    for top, row in enumerate(grid):
        for left, words in enumerate(row):
            if words in (UP, LEFT):
                continue
            bottom = top
            while bottom + 1 < len(grid) and grid[bottom + 1][left] == UP:
                bottom += 1
            right = left
            while right + 1 < len(row) and row[right + 1] == LEFT:
                right += 1
            if (bottom, right) != (top, left):
                table.cell(top, left).merge(table.cell(bottom, right))


_LINES = (
    # What, lead, partners, until when, product.
    ("Rà soát danh mục thủ tục hành chính", "Sở Nội vụ", "Các sở, ngành liên quan", "Trước ngày 30/9/2026", "Báo cáo"),
    ("Cập nhật cơ sở dữ liệu đất đai", UP, "Sở Tư pháp", UP, UP),
    ("Hướng dẫn nộp hồ sơ trực tuyến", UP, UP, UP, "Văn bản hướng dẫn"),
    ("Kiểm tra việc số hóa hồ sơ", "Công an tỉnh", "", "Quý IV/2026", "Báo cáo"),
    ("Tập huấn cán bộ tiếp nhận", UP, "", UP, "Tài liệu"),
    ("Công bố kết quả trên cổng thông tin", UP, "Văn phòng UBND tỉnh", "Thường xuyên", ""),
    ("Tổng hợp số liệu dân cư", "UBND các xã, phường", UP, "15/11/2026", "Báo cáo"),
)


def plan() -> list[list[str]]:
    """A plan of 28 rows in four groups whose leads, partners, days and products are merged over up to three rows; its
    header is merged over two.
    """
    grid = [
        ["STT", "Nhiệm vụ", "Phân công thực hiện", LEFT, "Thời gian hoàn thành", "Sản phẩm"],
        [UP, UP, "Chủ trì", "Phối hợp", UP, UP],
    ]
    for group, title in enumerate(("Hạ tầng số", "Dịch vụ công", "An sinh xã hội", "Tuyên truyền")):
        grid.append([("I", "II", "III", "IV")[group], title, LEFT, LEFT, LEFT, LEFT])
        turned = (*_LINES[3:], *_LINES[:3]) if group % 2 else _LINES
        for at, (what, *others) in enumerate(turned, 1):
            grid.append([str(7 * group + at), f"{what} giai đoạn {group + 1} trên địa bàn tỉnh", *others])
    return grid


def written_out(grid: Sequence[Sequence[str]]) -> list[list[str]]:
    """The same with the words of the cell above in each UP; a cell over several columns stays."""
    rows: list[list[str]] = []
    for row in grid:
        rows.append([rows[-1][at] if words == UP else words for at, words in enumerate(row)])
    return rows
