"""The tasks a document proposes (đề xuất từ văn bản), read from its text and matched with the directory."""

from collections.abc import Sequence
from dataclasses import replace

from directives.models import Directive
from tasks.decomposition.draft import Clause, Draft
from tasks.decomposition.names import Directory
from tasks.decomposition.outlines import leaves, words_of
from tasks.decomposition.proposals import Proposal, keyed
from tasks.decomposition.rules_document import is_quiet
from tasks.decomposition.suggesting import suggest
from workflows import options


def proposals_of(directive: Directive, clauses: Sequence[Clause], directory: Directory) -> list[Proposal]:
    """In the order of the text, each with its key. Deterministic: the same text and directory, the same proposals."""
    text = directive.text
    by_pk = {clause.pk: clause for clause in clauses}
    quiet = Draft(text=text, quiet_headings=tuple(options.get_list("quiet_headings")))
    found = []
    for clause in leaves(list(clauses)):
        span = words_of(text, clause, clauses)
        if span[0] >= span[1] or is_quiet(quiet, clause, by_pk):
            continue
        read = suggest(directive, span, list(clauses), directory)
        doubts = tuple(read.reading.uncertain)
        sure = bool(read.known) and not doubts and not read.unknown
        found.append(replace(read, rules=("clause", read.reading.rule), doubts=doubts, certain=sure))
    return keyed(text, found)
