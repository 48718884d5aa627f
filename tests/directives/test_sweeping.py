"""Contents that nothing refers to leave the disk; whatever something refers to stays."""

import os
from datetime import timedelta

import pytest

from directives.actions.filing import attach_file, hold_pending
from directives.files import path_of, store_upload
from directives.models import PendingFile, StoredFile
from directives.sweeping import sweep
from tests.directives.making import make_directive
from tests.directives.samples import upload
from tests.personas import World
from workflows import clock


@pytest.mark.django_db
def test_only_what_nothing_refers_to_goes(world: World) -> None:
    long_ago = clock.now() - timedelta(days=9)
    officer = world.actor("standing_officer")
    with clock.travel(long_ago):
        kept = store_upload(upload("a.txt", b"kept"))
        attach_file(directive=make_directive(world), stored=kept, name="a.txt", actor=officer)
        lost = store_upload(upload("b.txt", b"lost"))
        hold_pending(stored=lost, name="b.txt", actor=officer)
    fresh = store_upload(upload("c.txt", b"fresh"))
    hold_pending(stored=fresh, name="c.txt", actor=officer)
    orphan = path_of("ab" + "0" * 62)
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"rolled back")
    os.utime(orphan, (0, 0))
    assert sweep() == 2
    assert set(StoredFile.objects.all()) == {kept, fresh}
    assert path_of(kept.sha256).exists()
    assert not path_of(lost.sha256).exists()
    assert not orphan.exists()
    assert PendingFile.objects.get().name == "c.txt"
    assert sweep() == 0
