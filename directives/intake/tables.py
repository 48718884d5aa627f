"""Tables that assign work row by row: which columns say what, and which rows are tasks.

Headers are read by their words ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", …), repeated headers are passed over, a
title across the table groups the rows below it, and a cell merged with the one above takes that one's words; where the
text kept no sign of the merger but too few cells, this is a guess. Where what to do is merged, the row only tells the
task above who else does it, or until when. A heading over several columns ("Phân công thực hiện")
gives way to those below it ("Chủ trì", "Phối hợp"), and a row that goes on in the next, without a number and in lower
case, is one.

"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from directives.intake.blocks import Block, Cell, Document
from directives.intake.columns import LEADS, NUMBER, column_of, fits, names_products
from directives.intake.fields import Field

_TIME_BELOW = re.compile(r"(?:(?:thời\s+gian|ngày)\s+)?(?:bắt\s+đầu|kết\s+thúc|hoàn\s+thành|từ|đến)\b", re.I)
_OWNER_BELOW = re.compile(r"(?:(?:cơ\s+quan|đơn\s+vị)\s+)?(?:chủ\s+trì|phối\s+hợp|thực\s+hiện)\b", re.I)
# What a row without some of its cells has from the one above.
_LEFT_OUT = frozenset({Field.LEAD, Field.REVIEWER, Field.COORDINATE, Field.TIME})
_ROMAN = re.compile(r"(?:[IVXL]+|[A-ZĐ])\s*[.)]?$")


@dataclass(frozen=True)
class Row:
    """A row that is a task: [start, end) from its content to its end; ``cells`` by what they say.

    ``borrowed`` are the fields guessed to stand in a row above; ``rest`` the cells of the rows that go on with it;
    ``names_product``: its content is the name of what is drafted ("Tên dự án").
    """

    start: int
    end: int
    number: str
    cells: dict[Field, Cell]
    group: str
    borrowed: frozenset[Field] = frozenset()
    rest: tuple[dict[Field, Cell], ...] = ()
    names_product: bool = False


@dataclass(frozen=True)
class _Header:
    fields: tuple[Field, ...]
    apart: bool = False
    names_products: bool = False

    @property
    def assigns(self) -> bool:
        return Field.LEAD in self.fields and Field.CONTENT in self.fields and not self.apart


def task_rows(document: Document) -> Iterator[Row]:
    """The rows of all tables that assign work. A header holds for the tables right below it as well."""
    header: _Header | None = None
    for is_row, group in groupby(document.blocks, key=lambda block: block.is_row):
        blocks = list(group)
        if not is_row:
            header = (
                header if all(len(document.words(block)) < 150 for block in blocks[:3]) and len(blocks) < 3 else None
            )
            continue
        reader = _Reader(document, header)
        yield from reader.rows(blocks)
        header = reader.header


class _Reader:
    def __init__(self, document: Document, header: _Header | None) -> None:
        self.document, self.header = document, header
        self.group = ""
        self.above: dict[Field, Cell] = {}
        self.headings: list[str] = []  # of a header that no row has followed yet
        self.printed: set[tuple[str, ...]] = set()  # the rows of headers read, which each page repeats

    def rows(self, blocks: list[Block]) -> Iterator[Row]:
        last: Row | None = None
        for row in self._read(blocks):
            if isinstance(row, Block):
                words = [self.document.words(cell) for cell in row.cells]
                last = last and replace(last, end=row.end, rest=(*last.rest, self._placed(row, words)[1]))
                continue
            if last:
                yield last
            last = row
        if last:
            yield last

    def _read(self, blocks: list[Block]) -> Iterator[Row | Block]:
        """The rows, and each block that only goes on with the row right above it."""
        before = False
        for block in blocks:
            words = [self.document.words(cell) for cell in block.cells]
            if tuple(words) in self.printed:
                continue
            over, self.headings = self.headings, []
            over, words = _folded(over, words) or (over, words)
            if header := _under(over, words) or _header(words, self.header):
                self.header, self.above, self.headings = header, {}, words
                self.printed.add(tuple(self.document.words(cell) for cell in block.cells))
                before = False
                continue
            if before and self._goes_on(block, words):
                yield block
                continue
            if self._merged(block, Field.CONTENT):
                continue
            before = False
            filled = [word for word in words if word]
            if self._is_group(words, filled):
                self.group = filled[-1]
                self.above = {field: cell for field, cell in self.above.items() if self._merged(block, field)}
                continue
            if self.header and self.header.assigns and (row := self._row(block, words)):
                yield row
                before = True

    def _goes_on(self, block: Block, words: list[str]) -> bool:
        assert self.header is not None
        fields = self.header.fields
        if self._merged(block, Field.CONTENT):
            return True
        if len(words) != len(fields) or fields[0] is not Field.OTHER or words[0] or block.cells[0].above:
            return False
        return words[fields.index(Field.CONTENT)][:1].islower()

    def _merged(self, block: Block, field: Field) -> bool:
        """The column of that sort is merged with the row above."""
        fields = self.header.fields if self.header else ()
        return len(block.cells) == len(fields) and field in fields and block.cells[fields.index(field)].above

    def _is_group(self, words: list[str], filled: list[str]) -> bool:
        """A title across the table: alone, or with only its number before it."""
        if len(filled) == 1:
            return not (self.header and len(words) >= len(self.header.fields) and words[0] == "" and not self.group)
        short = len(filled) == 2 and bool(NUMBER.match(filled[0]))
        return (
            short
            and (bool(_ROMAN.match(filled[0])) or len(words) == 2 or filled[1].isupper())
            and not (self.header is not None and len(self.header.fields) == 2)
        )

    def _row(self, block: Block, words: list[str]) -> Row | None:
        assert self.header is not None
        number, cells = self._placed(block, words)
        borrowed: set[Field] = set()
        for field, above in self.above.items():
            cell = cells.get(field)
            if cell.above if cell else field in _LEFT_OUT:
                cells[field] = above
                borrowed |= {field} if not cell or cell.unsure else set()
        content = cells.get(Field.CONTENT)
        if content is None or content.end == content.start:
            return None
        self.above = {field: cell for field, cell in cells.items() if cell.end > cell.start}
        start = self._start(block, words, content.start)
        named = self.header.names_products
        return Row(start, block.end, number, cells, self.group, frozenset(borrowed), names_product=named)

    def _start(self, block: Block, words: list[str], content: int) -> int:
        """After the row's number: columns before the content belong to the row's words."""
        for cell, word in zip(block.cells, words, strict=True):
            if word and not NUMBER.match(word):
                return min(cell.start, content)
        return content

    def _placed(self, block: Block, words: list[str]) -> tuple[str, dict[Field, Cell]]:
        """The cells by the column they stand in; where some are missing, by the look of their words."""
        assert self.header is not None
        fields = list(self.header.fields)
        pairs = list(zip(block.cells, words, strict=True))
        number = ""
        if pairs and NUMBER.match(pairs[0][1]) and fields[0] is Field.OTHER:
            number = pairs[0][1].rstrip(". )/")
        if len(pairs) == len(fields):
            placed: dict[Field, Cell] = {}
            for (cell, _word), name in zip(pairs, fields, strict=True):
                if name is not Field.OTHER:
                    placed.setdefault(name, cell)
            return number, placed
        return number, self._aligned(pairs, fields, number)

    def _aligned(self, pairs: list[tuple[Cell, str]], fields: list[Field], number: str) -> dict[Field, Cell]:
        """Best placing in order of too few cells into the columns, the ones left out merged with the row above."""
        if len(pairs) > len(fields):
            pairs = pairs[: len(fields)]
        count, width = len(pairs), len(fields)
        best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {
            (0, column): (0.0, ()) for column in range(width + 1)
        }
        for at in range(1, count + 1):
            for column in range(at, width + 1):
                options = []
                if (at, column - 1) in best:
                    options.append(best[at, column - 1])
                score, chosen = best[at - 1, column - 1]
                options.append((score + fits(pairs[at - 1][1], fields[column - 1], column == 1), (*chosen, column - 1)))
                best[at, column] = max(options, key=lambda option: option[0])
        _score, chosen = best[count, width]
        placed: dict[Field, Cell] = {}
        for (cell, _word), column in zip(pairs, chosen, strict=True):
            if fields[column] is not Field.OTHER:
                placed.setdefault(fields[column], cell)
        return placed


def _header(words: list[str], above: _Header | None) -> _Header | None:
    """The columns of a row of headings, else None. Two headings at least, one of the work or of who does it."""
    filled = [word for word in words if word]
    if len(filled) < 2 or any(len(word) > 90 for word in filled):
        return None
    if words[0][:1].isdigit() and NUMBER.match(words[0]):
        return None  # "5 | Báo cáo kết quả … | Sở Nội vụ": a row with its number, though its words could be headings
    fields = [column_of(word) for word in words]
    named = [field for field in fields if field is not None]
    if len(named) < max(2, 0.6 * len(filled)) or not {Field.CONTENT, Field.LEAD} & set(named):
        return None
    first = re.match(r"(?:stt|tt|số)", words[0], re.IGNORECASE)
    if not first and not _short_header(words):
        return None
    made = [field or Field.OTHER for field in fields]
    made = _settled(made, words)
    if above and len(made) == len(above.fields) - 1 and above.fields[0] is Field.OTHER and not first:
        made = [Field.OTHER, *made]
    content = next((word for field, word in zip(made[-len(words) :], words, strict=True) if field is Field.CONTENT), "")
    return _Header(tuple(made), _reports(words) or not _assigns(made, words), names_products(content))


def _folded(over: list[str], words: list[str]) -> tuple[list[str], list[str]] | None:
    """Headings below one over several columns, in a row that holds nothing but them: "Thời gian" over "bắt đầu | hoàn
    thành". Both rows written to the full width; None where they are no such pair."""
    filled = [word for word in words if word]
    if not over or not 1 < len(filled) < len(over) or len(filled) != len(words) or not _short_header(words):
        return None
    field = Field.TIME if all(_TIME_BELOW.match(word) for word in words) else None
    field = Field.LEAD if all(_OWNER_BELOW.match(word) for word in words) else field
    places = [at for at, heading in enumerate(over) if heading and field and column_of(heading) is field]
    if not places:
        return None
    at = places[0]
    after = over[at + 1 :]
    while len(over) - len(after) < at + len(words) and after and not after[0]:
        after = after[1:]
    wide = [*over[: at + 1], *[""] * (len(words) - 1), *after]
    return wide, [*[""] * at, *words, *[""] * len(after)]


def _under(over: list[str], words: list[str]) -> _Header | None:
    """Headings below a heading over several columns: they stand under nothing but it, and no work is told yet."""
    if len(over) != len(words) or words[0] or sum(bool(word) for word in words) < 2 or not _short_header(words):
        return None
    if any(word and heading and column_of(heading) is Field.CONTENT for word, heading in zip(words, over, strict=True)):
        return None
    return _header([word or heading for word, heading in zip(words, over, strict=True)], None)


def _reports(words: list[str]) -> bool:
    """A table of results ("Kết quả thực hiện", "Tiến độ") tells what was done."""
    return any(re.match(r"kết\s+quả\s+(?:thực\s+hiện|đạt)", word, re.I) for word in words) and any(
        re.match(r"(?:tiến\s+độ|đánh\s+giá|tình\s+trạng)", word, re.I) for word in words
    )


def _assigns(fields: list[Field], words: list[str]) -> bool:
    """ "Đơn vị" alone lists units; with a time, a product or partners beside it, or as "chủ trì", it assigns."""
    lead = next((word for field, word in zip(fields, words, strict=False) if field is Field.LEAD), "")
    return bool(LEADS.search(lead)) or bool({Field.TIME, Field.PRODUCT, Field.COORDINATE} & set(fields))


def _short_header(words: list[str]) -> bool:
    return all(len(word) < 45 for word in words) and not any(word.endswith((".", ";")) for word in words)


def _settled(fields: list[Field], words: list[str]) -> list[Field]:
    """Of several columns of one sort, the one that says it best; a lone "Đơn vị" column is who does it."""
    for field, better in (
        (Field.LEAD, LEADS),
        (Field.CONTENT, re.compile(r"nội\s+dung\s+nhiệm|nhiệm\s+vụ|công\s+việc|đề\s+xuất|nội\s+dung", re.I)),
    ):
        places = [at for at, one in enumerate(fields) if one is field]
        if len(places) > 1:
            good = [at for at in places if better.search(words[at])] or places
            if (
                field is Field.LEAD
                and Field.COORDINATE not in fields
                and (other := _executes(places, words)) is not None
            ):
                fields = [Field.COORDINATE if at == other else one for at, one in enumerate(fields)]
                continue
            keep = good[0] if field is Field.LEAD else _narrowest(good, words)
            fields = [Field.OTHER if one is field and at != keep else one for at, one in enumerate(fields)]
    return fields


def _executes(places: list[int], words: list[str]) -> int | None:
    """Beside "Cơ quan chủ trì", a column "Đơn vị thực hiện" names those who work with it."""
    lead = [at for at in places if re.search(r"chủ\s+trì", words[at], re.IGNORECASE)]
    others = [at for at in places if at not in lead]
    return others[0] if len(lead) == 1 and len(others) == 1 else None


def _narrowest(places: list[int], words: list[str]) -> int:
    """ "Thuộc nhóm nhiệm vụ" is wider than "Nội dung nhiệm vụ": the last that does not name a group."""
    narrow = [at for at in places if not re.search(r"nhóm|thuộc|lĩnh\s+vực", words[at], re.IGNORECASE)]
    return (narrow or places)[0]
