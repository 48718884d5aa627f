from directives.models.catalogue import DirectiveType
from directives.models.directive import Directive, DirectiveLink, DirectiveRecipient
from directives.models.files import DirectiveFile, PendingFile, StoredFile
from directives.models.outline import Provision
from directives.models.review import ReviewProcess

__all__ = [
    "Directive",
    "DirectiveFile",
    "DirectiveLink",
    "DirectiveRecipient",
    "DirectiveType",
    "PendingFile",
    "Provision",
    "ReviewProcess",
    "StoredFile",
]
