"""The words of a form that was turned away, given back: who lost a right meanwhile should not lose what they wrote."""

from django.http import HttpRequest

# What is no word of a person's, and what is nobody's to show.
NEVER = ("csrfmiddlewaretoken", "next", "tu", "filter")
SECRET = ("password", "token", "code", "otp")
# So many texts, each of so many characters at most.
MOST, LONGEST = 20, 20_000


def typed_words(request: HttpRequest | None) -> list[str]:
    """Texts of several words that the request sent, in their order; numbers, days and choices are soon typed again."""
    if request is None or request.method != "POST":
        return []
    found = []
    for name, values in request.POST.lists():
        if name in NEVER or any(part in name.lower() for part in SECRET):
            continue
        found += [value.strip()[:LONGEST] for value in values if isinstance(value, str) and len(value.split()) > 1]
    return found[:MOST]
