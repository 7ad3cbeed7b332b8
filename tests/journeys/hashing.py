"""A password is slow to check, on purpose: 0.4 s of a processor at each of a hundred sign-ins."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Quick(PBKDF2PasswordHasher):
    """As in life, but for how often."""

    iterations = 10
