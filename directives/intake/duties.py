"""Which blocks of a document are obligations, at the level at which it lists them, and what stands above each.

Walks the outline: a heading opens or closes the region of work and gives owners to what stands below it; the smallest
listed block is a task; an activity with labelled lines of its own is one task with them; "+" never splits a dash.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from directives.intake import activities, lead_ins, lists
from directives.intake.fields import Field, Value, values_in
from directives.intake.idle import (
    by_rule,
    counts,
    is_idle,
    owes,
    quotes,
    reports,
    states,
    tells,
    was_given,
    weighs,
)
from directives.intake.items import Item, is_imperative, only_names, tree
from directives.intake.notes import is_note
from directives.intake.outline import Kind, Node
from directives.intake.paragraphs import Place, is_debris, place_of
from directives.intake.partners import partners
from directives.intake.roles import Found, addressee, governing, must, names_in
from directives.intake.sections import BARE_ANNEX, Section, is_apart, is_form, is_money, section_of, unit_heading
from directives.intake.sending import asks_for_paper, sends
from directives.intake.units import read_names


@dataclass(frozen=True)
class Duty:
    """An obligation: [start, end) in the text; ``above``: the owners that its headings give, with their rule.

    ``helping``: who opens it helps those above ("1. Sở Y tế … chủ trì, phối hợp: - Sở Tài chính bố trí …").
    ``until``: the span of the lead-in's words that set a deadline for all its points.
    """

    start: int
    end: int
    node: int
    section: str
    rule: str
    above: tuple[Found, ...] = ()
    partners: tuple[Found, ...] = ()
    headed: bool = False
    helping: bool = False
    until: tuple[int, int] | None = None
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class _Above:
    section: Section
    owners: tuple[Found, ...] = ()
    headed: bool = False
    partners: tuple[Found, ...] = ()
    annex: bool = False
    helping: bool = False
    until: tuple[int, int] | None = None
    announced: bool = False  # behind the sentence that says "như sau:", what follows is no introduction


def duties(text: str, nodes: list[Node], rows: list[tuple[int, int]]) -> list[Duty]:
    """The obligations in running text; ``text`` is flat (no line breaks), ``rows`` are the spans of tables' rows."""
    walk = _Walk(text, tree(text, nodes, rows))
    return sorted(walk.run(), key=lambda duty: duty.start)


def _is_title(node: Node, words: str) -> bool:
    """The title of an article whose text was lost or stands in the end: "Điều 14. Trách nhiệm thi hành"."""
    return node.kind is Kind.ARTICLE and len(words) < 60 and words[-1:].isalnum() and not is_imperative(words)


def _headlike(node: Node) -> bool:
    return node.kind in (Kind.PART, Kind.CHAPTER, Kind.SECTION)


class _Walk:
    def __init__(self, text: str, roots: list[Item]) -> None:
        self.text, self.roots = text, roots
        self.found: list[Duty] = []
        self.labelled = any(item.node.label for item in roots)

    def run(self) -> list[Duty]:
        self._siblings(self.roots, _Above(Section.OPEN))
        return self.found

    # -- walking -----------------------------------------------------------------------------------------------

    def _siblings(self, items: list[Item], above: _Above) -> None:
        last_label = max((at for at, item in enumerate(items) if item.node.label), default=-1)
        if lists.lists_subjects(self.text, items):
            return
        place = Place()
        for at, item in enumerate(items):
            if item.node.kind is Kind.PART and item.node.depth == 0:
                above = self._annex(item)
            elif self._sends_the_last(item):
                continue
            elif item.node.kind is Kind.PARAGRAPH and not item.children:
                place = place_of(self.text, items, at, last_label, place)
                above = self._paragraph(item, above, place)
            else:
                self._item(item, above)
                place, above = Place(), replace(above, announced=False)

    def _sends_the_last(self, item: Item) -> bool:
        """It says how and until when the paper is sent that the task right above it asks for, and belongs to it."""
        start, end = item.bounds(self.text)
        last = self.found[-1] if self.found else None
        if last is None or item.children or not last.end <= start < last.end + lead_ins.LONGEST_LABEL:
            return False
        if not sends(self.text[start:end]) or not asks_for_paper(self.text[last.start : last.end]):
            return False
        self.found[-1] = replace(last, end=end)
        return True

    def _annex(self, item: Item) -> _Above:
        title = self._own(item)
        if item.children and not item.children[0].node.label and BARE_ANNEX.fullmatch(title):
            title = self._own(item.children[0])  # not in capitals, it is read as a paragraph
        above = _Above(Section.APART if is_form(title) else Section.OPEN, annex=True)
        self._siblings(item.children, above)
        return above

    def _paragraph(self, item: Item, above: _Above, place: Place) -> _Above:
        """A bare paragraph: a lead-in that governs its followers, or an obligation of its own."""
        words = self._own(item)
        start, end = self._bounds(item)
        if words.endswith(":"):
            named = governing(self.text, start, end, inside=item.node.depth > 0)
            unit = unit_heading(self.text, start, end)
            if unit and not named:
                named = tuple(names_in(self.text, *unit, "unit_heading"))
            announced = bool(named) or bool(lead_ins.ANNOUNCES.search(words))
            section = Section.WORK if above.section is Section.APART and announced else above.section
            along = tuple(partners(self.text, named[-1].end if named else start, end))
            along = along or (() if named else above.partners)
            headed = above.headed or bool(unit)
            return _Above(section, named or above.owners, headed, along, above.annex, announced=True)
        if lead_ins.TIME_ONLY.fullmatch(words) and self.found and self.found[-1].end <= start < self.found[-1].end + 4:
            self.found[-1] = replace(self.found[-1], end=end)
            return above
        top = item.node.depth == 0
        among = above.section is Section.WORK and not top and not place.above_list
        orders = (above.announced or among) and is_imperative(words) and words.endswith(".") and not tells(words[:600])
        orders = orders or place.dashless or (above.announced and must(self.text, start, end))
        preamble = place.before and top and self.labelled and not orders
        if above.section is Section.APART or (preamble and not reports(words)):
            return above
        for part_start, part_end in self._sentences(start, end):
            part = self.text[part_start:part_end]
            if only_names(part) or is_debris(part) or is_note(part):
                continue
            own = addressee(self.text, part_start, part_end, headed=above.headed)
            introduces = place.before and not above.headed and not top and not orders and not reports(part)
            ruled = own is None and not above.headed and by_rule(part)
            if own is None and (weighs(part) or introduces or counts(part) or ruled or quotes(part)):
                continue  # it introduces the points that follow it
            if own and was_given(self.text, part_start, own.names[0].start):
                continue
            told = (
                own is not None
                and own.rule == "after_circumstance"
                and (above.announced or bool(lead_ins.UNDER_THIS.match(part)))
            )
            if (is_idle(part) and not told) or (tells(part[:250]) and own is None and not is_imperative(part)):
                continue
            gives = part.startswith("Giao ") or (
                own is not None
                and own.rule == "subject"
                and bool(lead_ins.FOLLOWS_UP.match(self.text, own.names[-1].end, end))
            )
            inside = above.headed and not top  # below the last dash of a unit's section, and still the unit's
            if place.closing and not inside and not gives and not reports(part):
                continue
            if above.section is Section.MONEY and own is None:
                continue
            below_unit = inside and not place.closing and above.section is Section.WORK and bool(above.owners)
            asks = is_imperative(part) or (owes(part) and reports(part))
            if own is not None or below_unit or (asks and (not top or above.headed or orders)):
                self._add(item, part_start, part_end, above, "paragraph", closing=place.closing and not inside)
        return above

    def _item(self, item: Item, above: _Above) -> None:
        text, node = self.text, item.node
        words = self._own(item)
        start, end = self._bounds(item)
        heading = bool(item.children) or len(words) < 200
        section = above.section
        if heading and len(words) < 250 and section is not Section.APART and (item.children or _headlike(node)):
            section = section_of(words, section)
        if node.kind is Kind.ARTICLE and above.section is Section.OPEN and not item.children:
            section = Section.OPEN
        if not item.children:
            self._leaf(item, above, section)
            return
        unit = unit_heading(text, start, end)
        if unit and section is not Section.APART:
            section = Section.WORK
        if node.kind is Kind.ARTICLE and not unit and lists.amends(words):
            section = Section.APART
        if section is Section.APART:  # a lead-in inside may still announce work
            self._siblings(item.children, _Above(section, annex=above.annex))
            return
        owners = self._owners(start, end, unit, words)
        along = (
            tuple(partners(text, owners[-1].end if owners else start, end))
            if unit or not words.endswith((".", ";"))
            else ()
        )
        along = along or (() if owners else above.partners)
        owners, along = self._told_beside(start, end, owners, along)
        helping = bool(lead_ins.HELPED_BY.search(words)) and bool(owners or above.owners)
        until = (start, end) if lead_ins.ALL_UNTIL.search(words) else above.until
        below = _Above(
            section, owners or above.owners, bool(owners) or above.headed, along, above.annex, helping, until
        )
        if self._with_fields(item, below, above, unit=bool(unit)):
            return
        after = lists.standing_apart(text, item)
        if lists.lists_things(text, item, owners):
            self._add(item, start, after[0].node.start if after else node.end, above, "whole_list")
            self._siblings(after, below)
            return
        if after:
            item.children[-1].children = after
        if lists.defines(text, item, unit, owners):
            return
        plus = all(child.node.label == "+" for child in item.children) and node.kind is not Kind.SECTION
        if plus and self._works(words, section, owners=bool(owners or above.owners), point=True):
            self._add(item, start, node.end, above, "whole_dash")
            return
        bare = all(child.node.kind is Kind.PARAGRAPH for child in item.children)
        if bare and not above.headed and lists.told_below(text, item):
            self._add(item, start, node.end, above, "with_who")
            return
        if item.holds_a_stray_list and not unit:
            self._leaf(item, above, section)
            self._siblings(item.children, below)
            return
        told = unit is not None and is_imperative(text[unit[1] : end].lstrip(" :"))  # "Sở Y tế: xây dựng … ."
        if (told or not unit) and lists.is_sentence(text, item, bare=bare, owned=bool(owners or above.owners)):
            owed = owners or ((bare or len(words) > 200) and (is_imperative(words) or owes(words)))
            if owed and not is_idle(words):
                self._add(item, start, end, above, "own_words")
        self._siblings(item.children, below)

    def _owners(self, start: int, end: int, unit: tuple[int, int] | None, words: str) -> tuple[Found, ...]:
        if unit:
            return tuple(names_in(self.text, *unit, "unit_heading"))
        if len(words) < 40 and not words.endswith((":", ".", ";")):
            return ()
        found = addressee(self.text, start, end)
        return tuple(Found(one.start, one.end, one.words, "unit_above") for one in found.names) if found else ()

    def _told_beside(
        self, start: int, end: int, owners: tuple[Found, ...], along: tuple[Found, ...]
    ) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        """Labels within a heading: "1. Xúc tiến thương mại (chủ trì: Sở Công Thương; phối hợp: các sở, ngành)"."""
        for value in values_in(self.text, start, end):
            if value.field is Field.LEAD:
                owners = tuple(names_in(self.text, value.start, value.end, "labelled_line")) or owners
            elif value.field is Field.COORDINATE:
                along = tuple(names_in(self.text, value.start, value.end, "labelled_line")) or along
        return owners, along

    # -- activities with labelled lines ------------------------------------------------------------------------

    def _with_fields(self, item: Item, below: _Above, above: _Above, *, unit: bool) -> bool:
        """Tasks that are an activity with its own labelled lines; False when nothing below is labelled so."""
        if not activities.has_fields(self.text, item.children):
            return False
        groups = activities.groups(self.text, item.children)
        if len(groups) == 1 and not unit:
            self._add(item, self._bounds(item)[0], item.node.end, above, "labelled_lines", items=item.children)
            return True
        for group, keyed in groups:
            if not keyed:
                self._siblings(group, below)
            elif first := activities.first_of(self.text, group):
                start = self._bounds(first)[0]
                self._add(first, start, group[-1].node.end, below, "labelled_lines", items=group)
        return True

    # -- leaves ------------------------------------------------------------------------------------------------

    def _leaf(self, item: Item, above: _Above, section: Section) -> None:
        words = self._own(item)
        start, end = self._bounds(item)
        if len(words) < 15 or only_names(words) or _is_title(item.node, words):
            return
        owners = addressee(self.text, start, end, headed=above.headed)
        funds = owners is not None and is_money(words) and not owners.names[0].words.lower().startswith("các ")
        if is_apart(words) and not (funds and section is not Section.APART):
            return
        if section is Section.APART:  # "Tiêu chí xếp loại: a) Trên cơ sở kết quả, giao Sở Y tế thành lập đoàn"
            if owners and lead_ins.GIVEN.search(self.text, start, owners.names[0].start):
                self._add(item, start, end, above, "point")
            return
        if section is Section.MONEY and not (owners and owners.rule in ("asked", "subject", "taken_on")):
            return
        asked = owners is not None and owners.rule in ("asked", "taken_on")
        if is_idle(words) and not (funds or asked or reports(words)):
            return
        stated = owners is None and not above.headed and states(words) and not is_imperative(words)
        stated = stated or (owners is None and (counts(words) or (by_rule(words) and not above.headed)))
        headed = above.headed or bool(above.owners)
        if not stated and self._works(words, section, owners=owners is not None, point=True, headed=headed):
            self._add(item, start, end, above, "point")

    def _works(self, words: str, section: Section, *, owners: bool, point: bool, headed: bool = False) -> bool:
        """The words oblige: by whom they name, by an imperative, or by where they stand."""
        if section is Section.APART or (tells(words[:120]) and not owners and not is_imperative(words)):
            return False
        owed = point and section is Section.WORK and (owes(words) or bool(read_names(words)))
        return owners or is_imperative(words) or owed or headed

    # -- spans -------------------------------------------------------------------------------------------------

    def _bounds(self, item: Item) -> tuple[int, int]:
        return item.bounds(self.text)

    def _own(self, item: Item) -> str:
        return item.words(self.text)

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """The paragraph, cut before "Giao …": a second addressee's own sentence."""
        if here := lead_ins.HERE_IS.match(self.text, start, end):
            start = here.end()
        cuts = [start + match.end() for match in lead_ins.GIVES.finditer(self.text[start:end])]
        edges = [start, *cuts, end]
        return [
            (one, other - (len(self.text[one:other]) - len(self.text[one:other].rstrip())))
            for one, other in pairwise(edges)
            if other > one
        ]

    def _add(
        self,
        item: Item,
        start: int,
        end: int,
        above: _Above,
        rule: str,
        *,
        items: list[Item] | None = None,
        closing: bool = False,
    ) -> None:
        while end > start and self.text[end - 1] in " |*\n":
            end -= 1
        values = activities.values(self.text, items) if items else values_in(self.text, start, end)
        self.found.append(
            Duty(
                start=start,
                end=end,
                node=item.at,
                section="closing" if closing else item.node.path,
                rule=rule,
                above=() if closing else above.owners,
                partners=() if closing else above.partners,
                headed=above.headed and not closing,
                helping=above.helping and not closing,
                until=None if closing else above.until,
                values=tuple(values),
            )
        )
