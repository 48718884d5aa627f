"""Meaning of states and scopes on directive querysets."""

from typing import Self

from django.db import models

from directives.states import BEFORE_ISSUE, LIVE


class DirectiveQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def before_issue(self) -> Self:
        return self.filter(state__in=BEFORE_ISSUE)

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def same_document(self, *, issuer_id: int, number: str, symbol: str, year: int | None = None) -> Self:
        """Directives that bear the same number, symbol and issuer (in the same year, when one is known).

        Numbers restart each 1 January (NĐ 30/2020 art. 15).
        """
        if not number:
            return self.none()
        bare = number.lstrip("0")
        # "5" and "05" are one number: two figures are the custom for the first nine.
        written = [number, *("0" * zeros + bare for zeros in range(4))] if bare else [number]
        found = self.filter(issuer_id=issuer_id, number__in=written, symbol__iexact=symbol)
        return found.filter(models.Q(issued_on__year=year) | models.Q(issued_on=None)) if year else found
