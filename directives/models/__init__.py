from directives.models.catalogue import DirectiveType
from directives.models.citations import RejectedCitation
from directives.models.directive import Directive, DirectiveLink, DirectiveRecipient
from directives.models.files import DirectiveFile, FileReading, PendingFile, StoredFile
from directives.models.outline import Provision
from directives.models.review import ReviewProcess
from directives.models.sharing import DirectiveGroupPermission, DirectiveShare, DirectiveUserPermission

__all__ = [
    "Directive",
    "DirectiveFile",
    "DirectiveGroupPermission",
    "DirectiveLink",
    "DirectiveRecipient",
    "DirectiveShare",
    "DirectiveType",
    "DirectiveUserPermission",
    "FileReading",
    "PendingFile",
    "Provision",
    "RejectedCitation",
    "ReviewProcess",
    "StoredFile",
]
