"""The form of a ladder: one line a rung."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.models import Recipient
from notifications.models.reminders import FARTHEST
from notifications.reminders.editing import check, words
from notifications.reminders.ladder import Rung

BEFORE, ON, AFTER = "truoc", "dung", "sau"
SPARE = 3


class RungForm(forms.Form):
    """One rung; a line without days and recipients is none."""

    when = forms.ChoiceField(
        label=gettext_lazy("Khi"),
        choices=[
            (BEFORE, gettext_lazy("trước hạn")),
            (ON, gettext_lazy("đúng ngày")),
            (AFTER, gettext_lazy("quá hạn")),
        ],
    )
    days = forms.IntegerField(label=gettext_lazy("Số ngày làm việc"), min_value=0, max_value=FARTHEST, required=False)
    every = forms.IntegerField(
        label=gettext_lazy("Lặp lại mỗi (ngày làm việc)"), min_value=0, max_value=FARTHEST, required=False
    )
    to = forms.MultipleChoiceField(
        label=gettext_lazy("Gửi tới"), choices=Recipient.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    mail = forms.BooleanField(label=gettext_lazy("Gửi cả thư"), required=False)
    escalate = forms.BooleanField(label=gettext_lazy("Báo cáo lãnh đạo"), required=False)
    explain = forms.BooleanField(label=gettext_lazy("Yêu cầu giải trình"), required=False)

    @property
    def standing(self) -> Rung | None:
        """The rung as it was before it is edited; None for a spare line."""
        return _rung(self.initial) if self.initial else None

    @property
    def says(self) -> str:
        """The same in words: when, how often, and to whom; "" for a spare line."""
        if (rung := self.standing) is None:
            return ""
        when = words(rung.offset)
        if rung.every:
            when = _("%(when)s, lặp lại mỗi %(n)d ngày làm việc") % {"when": when, "n": rung.every}
        return f"{when}: {', '.join(str(Recipient(one).label) for one in rung.to)}"

    @property
    def stands_open(self) -> bool:
        """Typed into, or with an error: not to be folded away."""
        # A spare line always sends when: the first choice of the list is nobody's typing.
        typed = self.changed_data if self.initial else [name for name in self.changed_data if name != "when"]
        return self.is_bound and bool(self.errors or typed)

    def rung(self) -> Rung | None:
        """What the line says; None for an empty line or one to be dropped."""
        given: dict[str, Any] = self.cleaned_data
        days = given.get("days")
        if (not given.get("to") and not days) or given.get("DELETE"):
            return None
        return _rung(given)


def _rung(given: Mapping[str, Any]) -> Rung:
    """Of what a line holds."""
    sign = {BEFORE: -1, ON: 0, AFTER: 1}[given["when"]]
    return Rung(
        offset=sign * (given.get("days") or 0),
        every=given.get("every") or 0,
        to=tuple(given.get("to", ())),
        mail=given["mail"],
        escalate=given["escalate"],
        explain=given["explain"],
    )


class BaseLadder(forms.BaseFormSet):  # type: ignore[type-arg]
    """The lines together."""

    def clean(self) -> None:
        if not any(self.errors):
            for form in self.forms:
                when, days = form.cleaned_data.get("when"), form.cleaned_data.get("days")
                if form.rung() and when in (BEFORE, AFTER) and not days:
                    raise ValidationError(_("Hãy ghi số ngày làm việc của mốc trước hạn hoặc quá hạn."))
            check(self.rungs())

    def rungs(self) -> list[Rung]:
        """The rungs, nearest to the beginning first."""
        found = [rung for form in self.forms if (rung := form.rung())]
        return sorted(found, key=lambda rung: rung.offset)


LadderFormSet = cast(
    "type[BaseLadder]",
    forms.formset_factory(RungForm, formset=BaseLadder, extra=SPARE, can_delete=True, max_num=40),
)


def initial(rungs: Iterable[Rung]) -> list[dict[str, Any]]:
    """The lines of a ladder as it stands."""
    return [
        {
            "when": AFTER if rung.offset > 0 else BEFORE if rung.offset else ON,
            "days": abs(rung.offset) or None,
            "every": rung.every or None,
            "to": list(rung.to),
            "mail": rung.mail,
            "escalate": rung.escalate,
            "explain": rung.explain,
        }
        for rung in rungs
    ]
