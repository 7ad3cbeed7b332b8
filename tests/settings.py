"""The product's own settings, in a home folder of the tests' own, without a connection pool."""

import os
from pathlib import Path

os.environ.setdefault("KITH_HOME", str(Path(__file__).parent.parent / ".kith" / "test"))
os.environ["KITH_POOL"] = "0"
# Playwright keeps an event loop open in the process of a journey; nothing of ours is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from kith.config.settings import *  # noqa: F403

STORAGES["staticfiles"] = {  # noqa: F405 - pages are tested without building the front end first
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - whitenoise warns where it is missing
