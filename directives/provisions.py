"""The outline of a directive in the database, written from its text."""

from itertools import groupby
from operator import itemgetter

from directives.intake.outline import outline
from directives.models import Directive, Provision

HEADING, LABEL, PATH = 500, 20, 80


def rewrite(directive: Directive) -> None:
    """Replace the outline by that of the text as it stands. One statement a level."""
    directive.provisions.all().delete()
    nodes = outline(directive.text)
    made: dict[int, Provision] = {}
    by_depth = sorted(((node.depth, at) for at, node in enumerate(nodes)), key=itemgetter(0, 1))
    for _depth, group in groupby(by_depth, key=itemgetter(0)):
        level = {}
        for _same, at in group:
            node = nodes[at]
            level[at] = Provision(
                directive=directive,
                parent=made[node.parent] if node.parent is not None else None,
                kind=node.kind.value,
                label=node.label[:LABEL],
                path=node.path[:PATH],
                heading=node.heading[:HEADING],
                start=node.start,
                body=node.body,
                end=node.end,
                depth=node.depth,
            )
        Provision.objects.bulk_create(level.values())
        made.update(level)
