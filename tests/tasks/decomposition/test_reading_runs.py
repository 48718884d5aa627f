"""A long document is read by a job: progress that is real, called off at any time, told without script as well."""

import pytest
from django.test import Client
from django.urls import reverse

from directives.models import Directive
from tasks.decomposition import jobs
from tasks.decomposition.actions.proposing import propose_tasks, read_directive
from tasks.decomposition.actions.reading_runs import LONG, begin, call_off, move
from tasks.decomposition.jobs import Progress, read_job
from tasks.models import ReadRun
from tests.personas import World
from tests.tasks.decomposition.pages import HTMX
from tests.tasks.decomposition.plan import make_plan
from tests.tasks.decomposition.test_proposing import long_text
from workflows.actors import Actor
from workflows.machine import TransitionDenied

Phase = ReadRun.Phase


@pytest.fixture
def long(world: World, today: None) -> Directive:
    """Too long to be read while somebody waits for the page."""
    plan = make_plan(world, number="900", text=long_text(900))
    assert len(plan.text) > LONG
    return plan


def test_a_long_document_is_read_by_a_job_and_the_page_tells_how_it_stands(desk: Client, long: Directive) -> None:
    address, page = (reverse(f"tasks:{name}", args=[long.pk]) for name in ("editor-propose", "editor"))
    assert "máy đọc ở nền" in desk.get(address).content.decode()
    desk.post(address, {"edition": 1})
    assert not long.tasks.exists()
    assert "Đang chờ đến lượt" in desk.get(page).content.decode()
    assert "đang được đọc" in desk.post(address, {"edition": 1}, **HTMX).content.decode()
    read_job(directive_id=long.pk)
    assert long.tasks.count() >= 900
    assert ReadRun.objects.get().phase == ReadRun.Phase.DONE
    assert "Đang chờ đến lượt" not in desk.get(page).content.decode()


def test_a_reading_that_is_called_off_writes_nothing(desk: Client, long: Directive) -> None:
    desk.post(reverse("tasks:editor-propose", args=[long.pk]))
    desk.post(reverse("tasks:editor-run", args=[long.pk]))
    assert ReadRun.objects.get().phase == ReadRun.Phase.CANCELLED
    read_job(directive_id=long.pk)
    assert not long.tasks.exists()
    assert ReadRun.objects.get().phase == ReadRun.Phase.CANCELLED


def test_one_called_off_while_it_reads_writes_nothing_either(long: Directive, officer: Actor) -> None:
    begin(directive=long, actor=officer)
    read = read_directive(long, officer)
    call_off(directive=long, actor=officer)
    with pytest.raises(TransitionDenied, match="đã được dừng"):
        propose_tasks(directive=long, actor=officer, read=read, by_job=True)
    assert not long.tasks.exists()


def test_a_reading_that_fails_says_why(desk: Client, long: Directive, officer: Actor) -> None:
    begin(directive=long, actor=officer)
    Directive.objects.filter(pk=long.pk).update(text="")
    read_job(directive_id=long.pk)
    html = desk.get(reverse("tasks:editor-run", args=[long.pk])).content.decode()
    assert "Chưa đọc được văn bản:" in html
    assert "chưa có toàn văn" in html


def begun(long: Directive, officer: Actor) -> None:
    begin(directive=long, actor=officer)
    move(long.pk, [Phase.WAITING], Phase.READING)


def test_progress_is_told_in_passages_and_tables_as_they_are_read(
    desk: Client, world: World, officer: Actor, today: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "\n".join(f"{n} | Rà soát hồ sơ số {n} | Sở Tài chính | Quý III/2023" for n in range(1, 40))
    table = f"PHỤ LỤC\n\nSTT | Nội dung nhiệm vụ | Cơ quan chủ trì | Thời gian hoàn thành\n{rows}\n"
    plan = make_plan(world, text=long_text(60) + "\n" + table + "\nTRANG CUỐI\n\n1. Sở Y tế tổng hợp, báo cáo.\n")
    begun(plan, officer)
    monkeypatch.setattr(jobs, "EVERY", 0)
    progress, seen = Progress(plan), []

    def watched(at: int) -> None:
        progress(at)
        seen.append(ReadRun.objects.values_list("blocks_read", "tables_read").get())

    read_directive(plan, officer, watched)
    run = ReadRun.objects.get()
    assert seen == sorted(seen), "it only goes on"
    assert len({blocks for blocks, _tables in seen}) > 90
    assert seen[0][1] == 0
    assert (run.tables, run.tables_read) == (1, 1)
    assert run.blocks_read > 0.9 * run.blocks
    html = desk.get(reverse("tasks:editor", args=[plan.pk])).content.decode()
    assert f"{run.blocks_read}/{run.blocks} đoạn, 1/1 bảng ({run.percent}%)" in html
    assert f'<noscript><a href="{reverse("tasks:editor", args=[plan.pk])}"' in html, "without JavaScript one asks"


def test_a_reading_ends_soon_after_it_is_called_off(
    long: Directive, officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(long, officer)
    monkeypatch.setattr(jobs, "EVERY", 0)
    progress, reached = Progress(long), []

    def stopped_at_the_tenth(at: int) -> None:
        reached.append(at)
        if len(reached) == 10:
            call_off(directive=long, actor=officer)
        progress(at)

    with pytest.raises(TransitionDenied, match="đã được dừng"):
        read_directive(long, officer, stopped_at_the_tenth)
    assert len(reached) == 10
    assert ReadRun.objects.get().phase == Phase.CANCELLED


def test_a_page_that_only_asks_learns_that_the_reading_is_over(desk: Client, long: Directive, officer: Actor) -> None:
    begin(directive=long, actor=officer)
    address = reverse("tasks:editor-run", args=[long.pk])
    waiting = desk.get(address, {"edition": 1}, **HTMX).content.decode()
    assert "every 1s" in waiting
    assert "data-catch-up" not in waiting
    read_job(directive_id=long.pk)
    over = desk.get(address, {"edition": 1}, **HTMX).content.decode()
    assert "every 1s" not in over
    assert "data-catch-up" in over
