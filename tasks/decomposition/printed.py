"""A reading for people at a terminal, in plain Vietnamese; with an office's directory and register where asked."""

from collections.abc import Iterable, Iterator

from directives.intake.header import Header
from directives.intake.reading import Confidence, Reading
from directives.states import LinkKind
from organizations.naming import Entry, Gap, Naming, Rule
from tasks.decomposition.for_office import OfficeReading
from tasks.decomposition.proposals import Proposal
from tasks.states import Role

_HOW = {
    Rule.SHORT: "tên gọi khác",
    Rule.TAUGHT: "tên đã nhớ từ lần sửa trước",
    Rule.LEVEL: "bỏ cấp hành chính ở cuối tên",
    Rule.LETTERS: "theo chữ viết tắt",
    Rule.LIST: "một trong danh sách được nêu chung",
    Rule.OPENING: "tên trong danh bạ dài hơn",
    Rule.KIND: "một trong các đơn vị cùng loại",
    Rule.HEAD: "đơn vị của người đứng đầu được nêu",
}
_GAPS = {Gap.OPEN: "không nêu đích danh đơn vị nào", Gap.UNKNOWN: "danh bạ không có tên này"}


def printed(reading: Reading, found: OfficeReading | None = None) -> Iterator[str]:
    """Line by line: the header, cited documents, each task with what it binds, findings."""
    yield from _header(reading.header, found)
    for number, task in enumerate(reading.tasks, start=1):
        proposal = found.proposals[number - 1] if found else None
        yield f"{number:>3}. [{task.section}] {_digest(task.quote)}"
        lead = ", ".join(name.words for name in task.lead) or "chưa rõ"
        yield f"     Chủ trì: {lead}"
        yield from _bodies(proposal, Role.LEAD, found)
        if task.coordinate:
            yield f"     Phối hợp: {', '.join(name.words for name in task.coordinate)}"
            yield from _bodies(proposal, Role.COORDINATE, found)
        if task.time.words:
            day = f" → {task.time.day:%d/%m/%Y}" if task.time.day else ""
            yield f"     Thời hạn: {'; '.join(task.time.words)}{day}"
        due = proposal.plain()["due_on"] if proposal else None
        if due and due != task.time.day:
            yield f"       → theo lịch và tùy chọn của cơ quan: {due:%d/%m/%Y}"
        if task.product:
            yield f"     Sản phẩm: {'; '.join(thing.words for thing in task.product)}"
        if task.confidence is not Confidence.CERTAIN:
            yield f"      (?) {' '.join(task.doubts)}"
    yield from (f"! {finding.message}" for finding in reading.findings)


def _header(header: Header, found: OfficeReading | None) -> Iterator[str]:
    day = f"{header.issued_on:%d/%m/%Y}" if header.issued_on else ""
    rows = [
        ("type", "Loại văn bản", header.type_name),
        ("number", "Số, ký hiệu", str(header.code) if header.code else ""),
        ("date", "Ngày ban hành", day),
        ("issuer", "Cơ quan ban hành", header.issuer),
        ("abstract", "Trích yếu", _digest(header.subject)),
        ("signer_title", "Người ký", ", ".join(filter(None, (header.signature.title, header.signature.name)))),
    ]
    for field, name, value in rows:
        source = header.sources.get(field)
        yield f"{name + ':':<18}{value or '(không đọc được)'}"
        if source and source.doubt:
            yield f"{'':<18}(?) {source.doubt}"
    lists = (("Kính gửi", header.addressed), ("Nơi nhận", header.distribution))
    yield from (f"{name + ':':<18}{'; '.join(names)}" for name, names in lists if names)
    if found:
        yield f"{'Tra danh bạ của:':<18}{found.office.name}, ngày {found.day:%d/%m/%Y}"
        yield from _told([found.issuer] if found.issuer[0] else [], found, "  ")
        yield from _told(found.recipients, found, "  ")
    known = dict(found.register) if found else {}
    for one in header.references:
        day = f" ngày {one.issued_on:%d/%m/%Y}" if one.issued_on else ""
        yield f"{LinkKind(one.kind).label}: {one.type_name} {one.reference}{day}".replace("  ", " ")
        rows_known = known.get(one.reference, ())
        yield from (f"     → đã có trong hệ thống: {row.reference}, {_digest(row.abstract, 80)}" for row in rows_known)
    yield ""


def _bodies(task: Proposal | None, role: str, found: OfficeReading | None) -> Iterator[str]:
    if task and found:
        named = [(name.words, name.naming, name.entry) for name in task.names if name.role == role]
        for words, naming, entry in named:
            yield f"       {words} → {_said(naming, found, (entry,) if entry else ())}"


def _told(named: Iterable[tuple[str, Naming]], found: OfficeReading, indent: str) -> Iterator[str]:
    for words, naming in named:
        yield f"{indent}{words} → {_said(naming, found, naming.entries)}"


def _said(naming: Naming, found: OfficeReading, entries: tuple[Entry, ...]) -> str:
    """ "Sở Y tế (theo chữ viết tắt)", or "chưa xác định: …" with the bodies it might be."""
    if entries:
        return "; ".join(_body(entry, found, naming.rule) for entry in entries)
    if naming.gap is Gap.SPLIT:
        return f"chưa xác định: đơn vị đã tách, nay là {'; '.join(_body(entry, found) for entry in naming.candidates)}"
    if naming.gap is Gap.SEVERAL:
        return f"chưa xác định: có thể là {'; '.join(_body(entry, found) for entry in naming.candidates[:5])}"
    return f"chưa xác định: {_GAPS[naming.gap or Gap.UNKNOWN]}"


def _body(entry: Entry, found: OfficeReading, rule: Rule | None = None) -> str:
    notes = [_HOW[rule]] if rule in _HOW else []
    if code := found.codes.get(entry.key):
        notes.append(f"mã {code}")
    if entry.is_group:
        notes.append(f"nhóm {found.sizes.get(entry.key, 0)} đơn vị")
    if entry.former:
        notes.append(f"kế thừa {entry.former}")
    if entry.gone:
        notes.append("không còn hoạt động, chưa rõ một đơn vị kế thừa")
    return f"{entry.name} ({', '.join(notes)})" if notes else entry.name


def _digest(words: str, length: int = 110) -> str:
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + "…"
