"""Streams of a PDF that would inflate to far more than any page needs: found before a reader unpacks them whole.

A stream of zeros shrinks a thousandfold, and twice that where it is packed twice; readers inflate it in one go. Here
each is inflated in small steps and thrown away, up to the bound, whatever the file says of its length or filters.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from directives.intake.refusals import UnreadableFile

MOST_INFLATED: Final = 256 * 1024**2
"""Bytes of one stream: a picture of 60 million points in three colours has 180 million."""
MOST_OF_ALL: Final = 8 * MOST_INFLATED
_BEST: Final = 1032
"""The most that DEFLATE shrinks (RFC 1951: 258 bytes in two bits)."""
_STEP: Final = 1024**2
_BEGIN = re.compile(rb"stream\r?\n(?=\x78[\x01\x5e\x9c\xda])")


def refuse_bombs(data: bytes) -> None:
    """UnreadableFile when a stream inflates beyond ``MOST_INFLATED``, or those that might to ``MOST_OF_ALL`` in all."""
    seen = 0
    for begin in _BEGIN.finditer(data):
        end = data.find(b"endstream", begin.end())
        packed = memoryview(data)[begin.end() : end if end > 0 else len(data)]
        once = _inflated(iter([packed]))
        first = next(once, b"")
        twice = first[:1] == b"\x78" and first[:2] in (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
        if not twice and len(packed) * _BEST <= MOST_INFLATED:
            continue
        inside = _inflated(_chain(first, once)) if twice else _chain(first, once)
        size = 0
        for step in inside:
            size += len(step)
            if size > MOST_INFLATED or seen + size > MOST_OF_ALL:
                raise UnreadableFile("bomb")
        seen += size


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _inflated(packed: Iterator[bytes | memoryview]) -> Iterator[bytes]:
    """What the packed steps inflate to, in steps; a damaged stream ends where it is damaged."""
    unpacker = zlib.decompressobj()
    try:
        for part in packed:
            step = unpacker.decompress(part, _STEP)
            while step:
                yield step
                step = unpacker.decompress(unpacker.unconsumed_tail, _STEP)
            if unpacker.eof:
                return
    except zlib.error:
        return
