"""Background jobs of the tasks app; found here when the apps are ready."""

from tasks import counting
from tasks.decomposition import jobs as decomposition
from tasks.issuing import jobs as issuing

__all__ = ["counting", "decomposition", "issuing"]
