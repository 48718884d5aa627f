"""What monitoring sees."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_health_needs_no_account_and_counts_workers(client: Client) -> None:
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "workers": 0}
    assert client.post("/suc-khoe/").status_code == 405
