"""Static files: hashed, compressed and cached for good once collected; straight from the source until then."""

import fcntl
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

HASHED = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")


class CollectedStorage(CompressedManifestStaticFilesStorage):
    """Names a file by its content's hash, where ``collectstatic`` has been run; by its plain name elsewhere."""

    manifest_strict = False
    # Links inside style sheets are rewritten; comments that name source maps are left alone: no maps are shipped.
    patterns = (("*.css", (r"""(?P<matched>url\(['"]{0,1}\s*(?P<url>.*?)["']{0,1}\))""",)),)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compresses what is named by its content, once: the same name is the same content."""
        yield from super().compress_files(
            path for path in paths if HASHED.search(path) and not _compressed(Path(self.path(path)))
        )

    def stored_name(self, name: str) -> str:
        """The hashed name of the manifest, or the name itself: a missing file is a 404, not a broken page."""
        return str(self.hashed_files.get(self.hash_key(self.clean_name(name)), name))


def collect() -> None:
    """Runs ``collectstatic``; from nothing when an earlier run was killed and may have left half a file."""
    root = Path(settings.STATIC_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    with root.with_name("static.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        cut_short = bool(lock.read())
        lock.write("collecting\n")
        lock.flush()
        call_command("collectstatic", interactive=False, verbosity=0, clear=cut_short)
        lock.truncate(0)


def _compressed(path: Path) -> bool:
    """True when the file's gzip form is there and whole (a start may be killed half-way); it is written last."""
    packed = path.with_name(f"{path.name}.gz")
    return packed.exists() and packed.read_bytes()[-4:] == (path.stat().st_size % 2**32).to_bytes(4, "little")


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """Serves static files by WhiteNoise in one piece: Django's server for ASGI warns about streamed files."""

    def add_files(self, root: str, prefix: str | None = None) -> None:
        """Collected files, if any: where none are collected the sources are served."""
        if Path(root).is_dir():
            super().add_files(root, prefix)

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        """The file, a part of it, or "not modified"."""
        found = static_file.get_response(request.method, request.META)
        body: Iterator[bytes] | bytes = b""
        if found.file is not None:
            with found.file as file:
                body = file.read()
        response = HttpResponse(body, status=int(found.status))
        del response["content-type"]
        for key, value in found.headers:
            response[key] = value
        return response
