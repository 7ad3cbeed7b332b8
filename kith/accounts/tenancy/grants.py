"""What the serving role may not do, whatever the code asks: change history, or empty the log.

Roles are not named: whoever is not the owner of a table loses the right, so that an installation
with its own role names is held to the same.
"""

from django.apps import apps

APPEND_ONLY = frozenset({"audit_entry"})
NEVER_REMOVED = frozenset({"audit_head"})

_REVOKE = """
DO $$ DECLARE somebody text; BEGIN
  FOR somebody IN SELECT DISTINCT grantee::regrole::text FROM pg_class, aclexplode(relacl)
    WHERE oid = '"{table}"'::regclass AND grantee <> relowner AND grantee <> 0
  LOOP EXECUTE format('REVOKE {rights} ON "{table}" FROM %s', somebody); END LOOP;
END $$
"""


def append_only_tables() -> frozenset[str]:
    """The log, and every history table kept by triggers."""
    events = {m._meta.db_table for m in apps.get_models() if hasattr(m, "pgh_tracked_model")}
    return APPEND_ONLY | events


def append_only(table: str) -> str:
    """A statement after which rows can only be added and read."""
    return _REVOKE.format(table=table, rights="UPDATE, DELETE, TRUNCATE, TRIGGER")


def never_removed(table: str) -> str:
    """A statement after which rows can be changed, and not be removed."""
    return _REVOKE.format(table=table, rights="DELETE, TRUNCATE, TRIGGER")
