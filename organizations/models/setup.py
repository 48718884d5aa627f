"""The office that runs this installation, and the code that opens its set-up."""

from django.db import models
from django.db.models import Q

from organizations.models.units import Unit
from workflows import clock


class Office(models.Model):
    """One row: the agency that runs this installation (cơ quan vận hành), and when its set-up was declared done."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_office")]

    def __str__(self) -> str:
        return str(self.unit_id)


class SetupCode(models.Model):
    """Proof that whoever sets the office up can read the server's console; only its hash is kept."""

    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
