"""A picture taken on the road: of a paper somebody brought, or of a place."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import privacy, sealing
from kith.core.ids import uuid7
from kith.people.keys import key_of, keyring
from kith.people.models import Person
from kith.road.models.device import Device


class PhotoQuerySet(models.QuerySet["Photo"]):
    def kept(self) -> "PhotoQuerySet":
        """Those of which there still is a picture."""
        return self.filter(taken_away_at=None)


class Photo(models.Model):
    """JPEG without any of what a camera writes into it. Sealed under the person's key; of a place,
    under the installation's (`key_id`).

    base              the yes it was taken after (`RoadConsent.record`), where the tablet knew one
    taken_away_*      the picture is gone, and this row says when, by whom and why; by nobody: by
                      the person, with their private number
    """

    class Why(models.TextChoices):
        ASKED = "asked", _("They asked for it")
        MISTAKE = "mistake", _("Entered by mistake")
        MUCH = "much", _("It shows more than it should")
        UNNEEDED = "unneeded", _("It is needed no more")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    record = models.UUIDField()
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="road_photos"
    )
    visit = models.UUIDField(null=True, blank=True)
    key_id = models.CharField(max_length=20, blank=True)
    base = models.UUIDField(null=True, blank=True)
    image_sealed = models.BinaryField(null=True, blank=True)
    taken_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    taken_away_at = models.DateTimeField(null=True, blank=True)
    taken_away_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_away_why = models.CharField(max_length=10, choices=Why, blank=True)

    objects = PhotoQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization device record person visit key_id base taken_by taken_at "
        "taken_away_at taken_away_by taken_away_why",
        sensitive="image_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-taken_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "record"], name="photo_once_a_record"),
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(key_id=""), name="photo_has_one_key"
            ),
            models.CheckConstraint(
                condition=Q(image_sealed__isnull=False, taken_away_at=None, taken_away_by=None)
                & Q(taken_away_why="")
                | Q(image_sealed=None, taken_away_at__isnull=False) & ~Q(taken_away_why=""),
                name="photo_taken_away_keeps_no_picture",
            ),
        ]

    @property
    def is_gone(self) -> bool:
        """Whether it was taken away."""
        return self.taken_away_at is not None

    def seal_image(self, jpeg: bytes) -> None:
        """Put the picture in (in memory; save as usual)."""
        if self.person is not None:
            ring, self.key_id = sealing.Keyring({"": key_of(self.person)}, ""), ""
            _, self.image_sealed = ring.wrap(jpeg, self._place())
        else:
            self.key_id, self.image_sealed = keyring().wrap(jpeg, self._place())

    def open_image(self) -> bytes:
        """The picture; CannotOpen once its person was erased, or it was taken away."""
        if self.image_sealed is None:
            raise sealing.CannotOpen
        ring = keyring()
        if self.person is not None:
            ring = sealing.Keyring({"": key_of(self.person)}, "")
        return ring.unwrap(self.key_id, bytes(self.image_sealed), self._place())

    def _place(self) -> sealing.Place:
        return sealing.Place(self.organization_id, "road_photo", "image_sealed", self.id)
