"""Where each field of the header comes from: its words, their place, the rule that read them, what to check."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from directives.intake.captions import Caption
from directives.intake.letterhead import Letterhead
from directives.intake.places import Source, Span, pieces
from directives.intake.recipients import Recipient
from directives.intake.signing import Signature

HEAD = 20_000
"""The letterhead stands within so many characters."""


def letterhead_sources(text: str, head: Letterhead) -> dict[str, Source]:
    """Of each field that the letterhead tells."""
    doubts = {}
    if head.code and not head.code.number:
        doubts["number"] = _("Số để trống hoặc không đọc được.")
    elif head.scanned_number:
        doubts["number"] = _("Bản quét đọc sai dấu ngay trước số: hãy đối chiếu số với bản giấy.")
    if head.partial_date:
        doubts["date"] = _("Ngày để trống hoặc không đọc được.")
    if head.printed["type"][1] == "symbol":
        doubts["type"] = _("Loại văn bản suy từ ký hiệu, không thấy tên loại.")
    return {
        name: Source(words, pieces(text, words, 0, HEAD), rule, doubts.get(name, ""))
        for name, (words, rule) in head.printed.items()
        if words
    }


def scanned_source(source: Source) -> Source:
    """Of an issuer whose marks were mended."""
    doubt = _("Đã sửa dấu của tên cơ quan theo lời văn: bản quét đọc là “%(words)s”.") % {"words": source.words}
    return replace(source, doubt=doubt)


def read_by_eye(source: Source) -> Source:
    """Of any field of a scan: the program may have taken one letter or digit for another."""
    doubt = _("Đọc từ bản quét, cần đối chiếu.")
    return replace(source, doubt=f"{source.doubt} {doubt}".strip())


def caption_source(text: str, caption: Caption) -> Source:
    """Of what only the caption of an annex tells."""
    doubt = _("Lấy từ dòng chú thích của phụ lục: đầu văn bản không đọc được.")
    return Source(caption.words, pieces(text, caption.words), "caption", doubt)


def body_source(text: str, words: str, rule: str) -> Source:
    """Of what the text says in passing: the issuer by name, the day on which a resolution was passed."""
    doubts = {
        "signature_and_body": _("Cơ quan ban hành suy từ chữ ký và lời văn: không thấy ở đầu văn bản."),
        "passed_on": _("Lấy ngày thông qua: đầu văn bản không ghi ngày."),
    }
    return Source(words, pieces(text, words), rule, doubts[rule])


def signature_sources(text: str, signature: Signature, zone: Span) -> Iterator[tuple[str, Source]]:
    """Of capacity, title and name."""
    doubt = "" if signature.name else _("Có chức vụ nhưng không đọc được họ tên người ký.")
    if signature.printed != signature.title:
        doubt = _("Đã sửa dấu của chức vụ: bản quét đọc là “%(words)s”.") % {"words": signature.printed}
    if signature.title:
        source = Source(signature.printed, pieces(text, signature.printed, *zone), "signature", doubt)
        yield "signer_title", source
        if signature.capacity:
            yield "signer_capacity", source
    if signature.name:
        yield "signer_name", Source(signature.name, pieces(text, signature.name, *zone), "signature")


def list_sources(text: str, listed: Sequence[Recipient], start: int, end: int, rule: str) -> tuple[Source, ...]:
    """Of each line of Kính gửi or Nơi nhận, one after the other."""
    found, at = [], start
    for one in listed:
        spans = pieces(text, one.name, at, end)
        at = spans[-1][1] if spans else at
        found.append(Source(one.name, spans, rule))
    return tuple(found)


def as_data(source: Source) -> Mapping[str, object]:
    """As the proposal prints it; ``uncertain`` is null or what a person should check."""
    return {
        "words": source.words,
        "spans": [list(span) for span in source.spans],
        "rule": source.rule,
        "uncertain": source.doubt or None,
    }
