"""Leaders' boards: for those who lead; others know of the page by its name only."""

from tests.access.matrix import Row, expect

LED = expect(403, (200, ("standing_head", "leader", "outsider")))
ROWS: list[Row] = [Row("reports:leaders", LED)]
