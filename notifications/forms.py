"""The form of a person's choices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.models import Topic
from organizations.models.people import MailChoice


class PreferencesForm(forms.Form):
    """When e-mail goes out, and of what."""

    mail_choice = forms.ChoiceField(label=_("Thư điện tử"), choices=MailChoice.choices, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label=_("Gửi thư về"),
        choices=Topic.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Hộp thông báo luôn có đủ; ở đây chỉ chọn việc nào gửi thêm thư."),
    )
