"""Leaders' boards, for those who lead; search, for everybody over what each may see."""

from tests.access.matrix import Row, expect

LED = expect(403, (200, ("standing_head", "leader", "outsider")))
ROWS: list[Row] = [
    Row("reports:leaders", LED),
    Row("reports:index", LED),
    Row("reports:export", LED),
    Row("search", expect(200), query="?q=thiet bi"),
]
