"""A referral is seen by two organisations; what each may write is held by the database.

The row policy lets the receiver update it, and would also let anybody write a referral "from"
another organisation to themselves. So only the sender inserts and deletes, and of the columns the
receiver may change the answer and nothing else.
"""

from django.db import migrations

from kith.accounts.tenancy.rowsecurity import FUNCTIONS

ONLY_SENDERS = """
CREATE POLICY kith_sender_inserts ON connections_referral AS RESTRICTIVE FOR INSERT
  WITH CHECK (organization_id = kith_organization());
CREATE POLICY kith_sender_deletes ON connections_referral AS RESTRICTIVE FOR DELETE
  USING (organization_id = kith_organization());
"""

ONLY_THE_ANSWER = """
CREATE FUNCTION kith_receiver_answers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  answer text[] := ARRAY['state', 'reason_code', 'reason_sealed', 'outcome_code', 'outcome_sealed',
                         'owner_id', 'answered_at', 'ended_at'];
BEGIN
  IF OLD.organization_id = kith_organization() THEN
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - answer IS DISTINCT FROM to_jsonb(NEW) - answer THEN
    RAISE EXCEPTION 'the receiver of a referral changes only the answer'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kith_receiver_answers BEFORE UPDATE ON connections_referral
  FOR EACH ROW EXECUTE FUNCTION kith_receiver_answers();
"""

UNDO = """
DROP TRIGGER kith_receiver_answers ON connections_referral;
DROP FUNCTION kith_receiver_answers();
DROP POLICY kith_sender_deletes ON connections_referral;
DROP POLICY kith_sender_inserts ON connections_referral;
"""


class Migration(migrations.Migration):
    dependencies = [("connections", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(ONLY_SENDERS + ONLY_THE_ANSWER, UNDO),
    ]
