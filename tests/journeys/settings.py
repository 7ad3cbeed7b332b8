"""Settings of the site the journeys walk through: as in life, with gathered, compressed files."""

import os

from kith.config.settings import STORAGES as AS_IN_LIFE
from tests.settings import *  # noqa: F403
from tests.settings import HOME

ALLOWED_HOSTS = ["127.0.0.1", "localhost"]  # a passkey needs a name, not a number
DEBUG = False
PASSWORD_HASHERS = ["tests.journeys.hashing.Quick"]
STATIC_ROOT = HOME / "static-journeys"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    **AS_IN_LIFE,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
PUBLIC_ADDRESS = os.environ["KITH_ADDRESS"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
# As in life: a new connection for each request would cost more than the page. Whoever gets one that
# died with its database, which each module of journeys puts back, gets another.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # noqa: F405
