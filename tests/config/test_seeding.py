"""Whatever order tests run in, each finds what migrations wrote."""

import pytest
from django.core.management import call_command

from directives.models import DirectiveType


@pytest.mark.django_db(transaction=True)
def test_a_flush_leaves_what_migrations_wrote() -> None:
    before = DirectiveType.objects.count()
    DirectiveType.objects.create(code="XX", name="Loại thử", order=99)
    call_command("flush", interactive=False, verbosity=0)
    assert DirectiveType.objects.count() == before > 0
