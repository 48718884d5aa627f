"""People and their posts from a spreadsheet: one row a post; a person is found by username."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from organizations import access, facts
from organizations.imports.columns import PEOPLE_COLUMNS, YES, roles
from organizations.imports.directory import Directory
from organizations.imports.once import refuse_second_heads, refuse_shared_addresses
from organizations.imports.plans import Outcome, Plan, Planned, choose, start
from organizations.imports.reading import Row
from organizations.models import Appointment, Person, Position, Role, Unit
from workflows import clock, ledger
from workflows.actors import Actor
from workflows.folding import fold
from workflows.ledger import Entry

PostKey = tuple[int, str, int]
"""Unit, folded title, desk served."""


@dataclass
class PlannedPost(Planned):
    """A row about a person in a post."""

    person: Person | None = None
    unit: Unit | None = None
    desk: Unit | None = None
    new_person: bool = False
    new_post: bool = False
    appoints: bool = False
    changes: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def username(self) -> str:
        return str(self.values["username"]).lower()

    @property
    def post_key(self) -> PostKey:
        desk = self.desk or self.unit
        return (self.unit.pk if self.unit else 0, fold(self.values["title"]), desk.pk if desk else 0)


def plan(rows: list[Row], actor: Actor) -> Plan:
    """What the rows would do to people and posts of today. A constant number of queries."""
    directory, choices = Directory(actor), roles()
    planned = [_start(row, directory, choices) for row in rows]
    names = {row.username for row in planned}
    found = Person.objects.annotate(lower=Lower("username")).filter(lower__in=names)
    people: dict[str, Person] = {person.username.lower(): person for person in found}
    protected = _out_of_reach(actor, people)
    posts = _posts(planned)
    today = clock.today()
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    held = set(Appointment.objects.filter(lasting, person__in=people.values()).values_list("person_id", "position_id"))
    seen: dict[Any, PlannedPost] = {}
    for row in planned:
        if row.outcome is Outcome.ERROR:
            continue
        row.person = people.get(row.username)
        _agree(row, seen)
        if row.person is not None and row.person.pk in protected:
            row.refuse(_("Tài khoản “%(name)s” ngoài phạm vi bạn được thiết lập.") % {"name": row.username})
        elif row.person is not None and not row.person.may_sign_in(today):
            row.refuse(_("“%(name)s” đã thôi làm việc hoặc bị khóa.") % {"name": row.username})
        if not row.errors:
            _match(row, posts.get(row.post_key), held)
    refuse_shared_addresses(planned)
    refuse_second_heads(planned)
    return Plan(planned)


def apply(planned: Plan, actor: Actor) -> None:
    """Write what was planned: people, posts, appointments, each in bulk. Inside the caller's transaction."""
    rows: list[PlannedPost] = [row for row in planned.rows if row.outcome in {Outcome.CREATED, Outcome.CHANGED}]
    people = _write_people(rows)
    entries = [_added(person) for person in people["new"]] + [_changed(row) for row in rows if row.changes]
    posts, new_posts = _write_posts(rows)
    entries += [_post_created(post) for post in new_posts]
    today = clock.today()
    appointments = [
        Appointment(
            person=people["all"][row.username],
            position=posts[row.post_key],
            valid_from=max(row.values["valid_from"] or today, posts[row.post_key].valid_from),
        )
        for row in rows
        if row.appoints
    ]
    Appointment.objects.bulk_create(appointments, batch_size=2_000)
    entries += [_appointed(row) for row in appointments]
    ledger.record_many(entries, actor=actor)


def _start(row: Row, directory: Directory, choices: dict[str, str]) -> PlannedPost:
    plain = start(row, PEOPLE_COLUMNS, "full_name")
    post = PlannedPost(plain.line, plain.name, plain.values, plain.outcome, plain.notes, plain.errors)
    choose(post, "role", choices, fold(post.values["role"]), _("Vai trò"))
    post.values["is_head"] = fold(post.values["is_head"]) in YES
    name = post.values["username"]
    if name and not all(char.isascii() and (char.isalnum() or char in "._-") for char in name):
        post.refuse(_("Tên đăng nhập “%(name)s” chỉ dùng chữ không dấu, số, dấu chấm, gạch nối.") % {"name": name})
    for key, attribute in (("unit", "unit"), ("scope", "desk")):
        if not post.values[key]:
            continue
        found = directory.find(post.values[key])
        if isinstance(found, str):
            post.refuse(found)
        elif not directory.may_set_up(found):
            post.refuse(_("“%(unit)s” ngoài phạm vi bạn được thiết lập.") % {"unit": found.name})
        else:
            setattr(post, attribute, found)
    return post


def _out_of_reach(actor: Actor, people: dict[str, Person]) -> set[int]:
    """People whose accounts this actor may not touch: none for administrators of everything."""
    if actor.is_admin or actor.is_system:
        return set()
    ids = {person.pk for person in people.values()}
    return ids - set(access.people_to_set_up(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _posts(planned: list[PlannedPost]) -> dict[PostKey, Position]:
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=clock.today())
    units = {row.unit.pk for row in planned if row.unit}
    found: dict[PostKey, Position] = {}
    for post in Position.objects.filter(lasting, unit_id__in=units).select_related("unit").order_by("-id"):
        found[(post.unit_id, fold(post.title), post.desk_id)] = post
    return found


def _agree(row: PlannedPost, seen: dict[Any, PlannedPost]) -> None:
    """Rows of one file must not contradict or repeat each other."""
    for key, same in (
        (("person", row.username), ("full_name", "email", "phone")),
        (("post", row.post_key), ("role", "is_head")),
    ):
        first = seen.setdefault(key, row)
        if first is not row and any(
            row.values[name] and first.values[name] and row.values[name] != first.values[name] for name in same
        ):
            row.refuse(_("Trái với dòng %(line)d về cùng người hoặc cùng chức vụ.") % {"line": first.line})
    first = seen.setdefault(("row", row.username, row.post_key), row)
    if first is not row:
        row.refuse(_("Trùng với dòng %(line)d.") % {"line": first.line})


def _match(row: PlannedPost, post: Position | None, held: set[tuple[int, int]]) -> None:
    if post is not None and (post.role != row.values["role"] or post.is_head != row.values["is_head"]):
        row.refuse(
            _("Chức vụ “%(title)s” tại đơn vị đã có với vai trò “%(role)s”; hãy sửa ở trang đơn vị.")
            % {"title": post.title, "role": post.get_role_display()}
        )
        return
    row.new_person, row.new_post = row.person is None, post is None
    row.appoints = row.person is None or post is None or (row.person.pk, post.pk) not in held
    if row.person is not None:
        wanted = {name: row.values[name] for name in ("full_name", "email", "phone") if row.values[name]}
        row.changes = {
            name: [getattr(row.person, name), new] for name, new in wanted.items() if getattr(row.person, name) != new
        }
    row.notes = [f"{old or '–'} → {new}" for old, new in row.changes.values()]
    if row.new_post:
        row.notes.append(_("lập chức vụ %(title)s") % {"title": row.values["title"]})
    if row.appoints and row.person is not None:
        row.notes.append(_("thêm chức vụ %(title)s") % {"title": row.values["title"]})
    if row.new_person:
        row.outcome = Outcome.CREATED
    else:
        row.outcome = Outcome.CHANGED if row.changes or row.appoints else Outcome.UNCHANGED


def _write_people(rows: list[PlannedPost]) -> dict[str, Any]:
    everybody = {row.username: row.person for row in rows if row.person is not None}
    new: dict[str, Person] = {}
    for row in rows:
        if row.new_person and row.username not in new:
            values = {name: row.values[name] for name in ("full_name", "email", "phone")}
            new[row.username] = Person(username=row.username, **values)
            new[row.username].set_unusable_password()
    Person.objects.bulk_create(new.values(), batch_size=2_000)
    changed: dict[int, Person] = {}
    for row in rows:
        if row.changes and row.person is not None:
            for name, (_old, value) in row.changes.items():
                setattr(row.person, name, value)
            Person._meta.get_field("folded").pre_save(row.person, False)
            changed[row.person.pk] = row.person
    Person.objects.bulk_update(changed.values(), ["full_name", "email", "phone", "folded"], batch_size=1_000)
    return {"new": list(new.values()), "all": everybody | new}


def _write_posts(rows: list[PlannedPost]) -> tuple[dict[PostKey, Position], list[Position]]:
    posts = _posts(rows)
    new: dict[PostKey, Position] = {}
    ranks: dict[str, int] = defaultdict(lambda: 10, {Role.LEADER: 1, Role.STANDING_HEAD: 2, Role.UNIT_HEAD: 2})
    for row in rows:
        if row.unit is not None and row.post_key not in posts and row.post_key not in new:
            new[row.post_key] = Position(
                unit=row.unit,
                title=row.values["title"],
                role=row.values["role"],
                scope=None if row.desk is None or row.desk.pk == row.unit.pk else row.desk,
                is_head=row.values["is_head"],
                rank=ranks[row.values["role"]],
                valid_from=row.unit.valid_from,
            )
    Position.objects.bulk_create(new.values(), batch_size=2_000)
    return posts | new, list(new.values())


def _added(person: Person) -> Entry:
    fact = facts.PersonAdded(person_id=person.pk, username=person.username, full_name=person.full_name)
    return Entry(fact, stream=f"person:{person.pk}")


def _changed(row: PlannedPost) -> Entry:
    pk = row.person.pk if row.person else 0
    return Entry(facts.PersonChanged(person_id=pk, changes=row.changes), stream=f"person:{pk}")


def _post_created(post: Position) -> Entry:
    fact = facts.PositionCreated(position_id=post.pk, unit_id=post.unit_id, title=post.title, role=post.role)
    return Entry(fact, stream=f"unit:{post.unit_id}", unit_id=post.unit_id)


def _appointed(row: Appointment) -> Entry:
    fact = facts.Appointed(
        appointment_id=row.pk,
        person_id=row.person_id,
        position_id=row.position_id,
        unit_id=row.position.unit_id,
        title=row.position.title,
        valid_from=row.valid_from,
        valid_to=None,
    )
    return Entry(fact, stream=f"person:{row.person_id}", unit_id=row.position.unit_id)
