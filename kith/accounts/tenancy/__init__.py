"""The second lock: PostgreSQL shows a transaction the rows of one organisation, and no others.

context      who is acting, for the length of a transaction
rowsecurity  policies and composite keys for every owned table, made after each migration
"""

from kith.accounts.tenancy.context import acting_for, acting_user, holding_code

__all__ = ["acting_for", "acting_user", "holding_code"]
