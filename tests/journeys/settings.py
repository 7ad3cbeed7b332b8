"""Settings of the site the journeys walk through: as in life, with built static files."""

import os

from tests.settings import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost"]  # a passkey needs a name, not a number
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
PUBLIC_ADDRESS = os.environ["KITH_ADDRESS"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
