"""What a first visit costs: under 200 kB compressed, charts apart."""

import re
from pathlib import Path
from urllib.parse import unquote

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from organizations.models import Person

LIMIT = 200_000
# Weights and subsets that a Vietnamese page uses; digits come from a subset of their own.
FONT = "vendor/@fontsource/be-vietnam-pro/files/be-vietnam-pro-{subset}-{weight}-normal.woff2"


@pytest.mark.django_db
@pytest.mark.skipif(not (Path(settings.BASE_DIR) / "static/vendor").exists(), reason="assets are not installed")
def test_first_visit_is_light(client: Client) -> None:
    person = Person.objects.create(username="a", full_name="A")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/thong-bao/").content.decode()
    linked = set(re.findall(r'(?:href|src)="/static/([^"#]+\.(?:css|js|svg))', unquote(page)))
    assert "vendor/@tabler/core/dist/css/tabler.min.css" in linked
    assert not [name for name in linked if "echarts" in name or name.endswith("tabler.min.js")]
    texts = [Path(finders.find(name) or "").read_bytes() for name in sorted(linked)]
    fonts = [f"fonts/rv-figures-{weight}.woff2" for weight in (400, 600)]
    fonts += [FONT.format(subset=s, weight=w) for s in ("latin", "vietnamese") for w in (400, 600)]
    weight = len(brotli.compress(page.encode()))
    weight += sum(len(brotli.compress(text)) for text in texts)
    weight += sum(Path(finders.find(name) or "").stat().st_size for name in fonts)
    assert weight < LIMIT, f"{weight:,} bytes"
