"""Searching folded text by words: an index of PostgreSQL's own, and the words found marked in the original text.

The index is GIN over a tsvector of the configuration 'simple', made of runs of a-z and 0-9: PostgreSQL's parser would
otherwise read "2837/byt-vpb" as one path and "10.5" as one number. Every word of a query must occur; the last one,
which the reader may still be writing, may go on. See docs/decisions/search.md.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Func, TextField, Value

from workflows.folding import fold

MOST_WORDS = 12
SNIPPET = 200
LEAD = 60


class WordIndex(Func):
    """The words of a folded column: what the first indexes were made of. Migrations name it; nothing else does."""

    template = (
        "to_tsvector('simple'::regconfig,"
        " regexp_replace(left(%(expressions)s, 600000), '[^a-z0-9]+'::text, ' '::text, 'g'::text))"
    )
    output_field = TextField()


class Words(Func):
    """The column ``words`` that stands beside a folded column: ``Words("folded")``.

    PostgreSQL fills it (``add_words``) and no model knows it, so that no query carries it about. Kept, not only
    indexed: to make the words of a row anew, which the planner thinks cheap, takes longer than to read the row.
    """

    output_field = TextField()

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, *args: Any, **kwargs: Any
    ) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.source_expressions[0])
        return f'{column.removesuffix(FOLDED)}"words"', list(params)


FOLDED = '"folded"'


def add_words(table: str) -> tuple[str, str]:
    """SQL for a migration, and its reverse: the column and its index. A tsvector has its limit, so the first
    600,000 characters count.
    """
    vector = "to_tsvector('simple'::regconfig, regexp_replace(left(folded, 600000), '[^a-z0-9]+', ' ', 'g'))"
    add = f"ALTER TABLE {table} ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS ({vector}) STORED"
    return (
        f"{add}; CREATE INDEX {table}_words ON {table} USING gin (words)",
        f"ALTER TABLE {table} DROP COLUMN words",
    )


def words_of(query: str) -> list[str]:
    """The words that a query asks for: "Thiết bị, 2837/BYT" gives thiet, bi, 2837, byt."""
    text = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(query))
    return text.split()[:MOST_WORDS]


def has_words(field: str, words: list[str]) -> Func:
    """A condition for filter(): every word occurs in the folded field, the last at least as the beginning of one."""
    asked = " & ".join([*words[:-1], f"{words[-1]}:*"])
    query = Func(Value("simple"), Value(asked), template="to_tsquery(%(expressions)s)", arg_joiner="::regconfig, ",
                 output_field=TextField())  # fmt: skip
    return Func(Words(field), query, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField())


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``hit`` when it matches the query."""

    text: str
    hit: bool


def marked(text: str, words: list[str], *, whole: bool = False) -> list[Piece]:
    """The text around its best match (all of it when ``whole``), cut into what matches and what does not."""
    hits = list(_hits(text, words))
    start, end = (0, len(text)) if whole or len(text) <= SNIPPET else _window(text, hits)
    pieces = [Piece("… ", False)] if start else []
    at = start
    for first, last in hits:
        if first < at or last > end:
            continue
        if first > at:
            pieces.append(Piece(text[at:first], False))
        pieces.append(Piece(text[first:last], True))
        at = last
    pieces.append(Piece(text[at:end], False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return [piece for piece in pieces if piece.text]


def _hits(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Spans [start, end) of the original that match, in order; neighbours with only white space between are one."""
    if not words:
        return
    exact, beginning = set(words), words[-1]
    found: tuple[int, int] | None = None
    for start, end, word in _words(text):
        if word in exact or word.startswith(beginning):
            span_end = end if word in exact else start + _length(text[start:end], len(beginning))
            if found and not text[found[1] : start].strip():
                found = (found[0], span_end)
            else:
                if found:
                    yield found
                found = (start, span_end)
    if found:
        yield found


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """Words of the original with their spans, folded as ``fold`` does, letter by letter."""
    start, word = 0, ""
    for at, char in enumerate(text):
        letters = _bare(char)
        if letters is None:  # a combining mark belongs to the letter before it
            continue
        if letters.isascii() and letters.isalnum():
            if not word:
                start = at
            word += letters
        elif word:
            yield start, at, word
            word = ""
    if word:
        yield start, len(text), word


def _length(text: str, letters: int) -> int:
    """How much of the original the first ``letters`` of its folded form take, marks after the last letter included."""
    taken = 0
    for at, char in enumerate(text):
        bare = _bare(char)
        if bare is not None and taken >= letters:
            return at
        taken += len(bare or "")
    return len(text)


def _bare(char: str) -> str | None:
    if unicodedata.combining(char):
        return None
    if char in "đĐ":
        return "d"
    decomposed = unicodedata.normalize("NFD", char.lower())
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def _window(text: str, hits: list[tuple[int, int]]) -> tuple[int, int]:
    """A stretch of about SNIPPET characters with the longest match, from the beginning of a word to the end of one."""
    longest = max(hits, key=lambda hit: hit[1] - hit[0], default=(0, 0))
    start = max(0, min(longest[0] - LEAD, len(text) - SNIPPET))
    if start:
        start = _next_space(text, start, longest[0]) or start
    end = min(len(text), max(start + SNIPPET, longest[1]))
    if end < len(text):
        end = max(text.rfind(" ", longest[1], end), longest[1]) if " " in text[longest[1] : end] else end
    return start, end


def _next_space(text: str, start: int, before: int) -> int:
    at = max(text.find(" ", start, before), text.find("\n", start, before))
    return at + 1 if at >= 0 else 0
