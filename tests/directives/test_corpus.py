"""The reading of real documents against annotations made by hand, where they lie beside the project."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from directives.intake.proposal import as_data
from tasks.management.commands.intake import read_file

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
# The aims of the scorer. All annotated documents have been read by now: on others expect less.
FLOORS = {
    "header": 0.97,
    "references": 0.97,
    "recipients": 0.95,
    "tasks": 0.93,
    "lead": 0.94,
    "coordinate": 0.90,
    "deadline": 0.96,
    "recurrence": 0.93,
    "on_request": 0.65,
    "product": 0.65,
}


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"không có kho văn bản thật ở {CORPUS.name}/ cạnh dự án")
def test_the_annotated_documents(tmp_path: Path) -> None:
    for gold in sorted((CORPUS / "dev").glob("*.gold.json")):
        stem = gold.name.removesuffix(".gold.json")
        data = as_data(read_file(gold.parent / f"{stem}.txt"))
        (tmp_path / f"{stem}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(CORPUS / "score.py"), str(CORPUS / "dev"), "--predictions", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = (line.split() for line in done.stdout.splitlines())
    figures = {row[0]: float(row[3]) for row in rows if row and row[0] in FLOORS}
    assert "0 failed" in done.stdout
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}
