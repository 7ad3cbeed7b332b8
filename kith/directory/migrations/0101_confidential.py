"""A confidential location cannot have a public address, whoever writes and however.

Two triggers, because a check cannot look at another table: one refuses the address, one refuses to
make a location confidential while an address still stands. Both lock the location's row, so that
two transactions cannot each do their half.

History can only be added to by whoever serves; but an address that must be hidden from now on must
not stand in yesterday's rows either. So one narrow function, run as the owner, takes the place out
of a location's history and the street out of its services' history, and can do nothing else.
"""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION directory_address_is_public() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE how text;
BEGIN
    SELECT confidentiality INTO how FROM directory_location WHERE id = NEW.location_id FOR SHARE;
    IF how <> 'full' THEN
        RAISE EXCEPTION 'a confidential location has no public address'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'address_of_public_location';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER address_of_public_location
    BEFORE INSERT OR UPDATE ON directory_address
    FOR EACH ROW EXECUTE FUNCTION directory_address_is_public();

CREATE OR REPLACE FUNCTION directory_location_hides_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM directory_address WHERE location_id = NEW.id) THEN
        RAISE EXCEPTION 'a confidential location has no public address'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'address_of_public_location';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER location_without_public_address
    BEFORE UPDATE OF confidentiality ON directory_location
    FOR EACH ROW WHEN (NEW.confidentiality <> 'full')
    EXECUTE FUNCTION directory_location_hides_nothing();

CREATE OR REPLACE FUNCTION directory_forget_place(place uuid, told text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT confidentiality FROM directory_location WHERE id = place) = 'full' THEN
        RAISE EXCEPTION 'history is forgotten for confidential locations only';
    END IF;
    UPDATE directory_locationevent SET latitude = NULL, longitude = NULL, extra = '{}',
        description = '', transportation = '', alternate_name = '', url = '',
        external_identifier = '', name = regexp_replace(name, told, '…', 'gi'),
        area = regexp_replace(area, told, '…', 'gi')
    WHERE pgh_obj_id = place;
    UPDATE directory_serviceevent SET extra = '{}',
        name = regexp_replace(name, told, '…', 'gi'),
        alternate_name = regexp_replace(alternate_name, told, '…', 'gi'),
        description = regexp_replace(description, told, '…', 'gi'),
        application_process = regexp_replace(application_process, told, '…', 'gi'),
        eligibility_description = regexp_replace(eligibility_description, told, '…', 'gi'),
        interpretation_services = regexp_replace(interpretation_services, told, '…', 'gi'),
        fees_description = regexp_replace(fees_description, told, '…', 'gi'),
        accreditations = regexp_replace(accreditations, told, '…', 'gi'),
        not_for = regexp_replace(not_for, told, '…', 'gi'),
        alert = regexp_replace(alert, told, '…', 'gi')
    WHERE pgh_obj_id IN (SELECT service_id FROM directory_serviceatlocation
                         WHERE location_id = place);
END $$;
"""

BACKWARD = """
DROP FUNCTION directory_forget_place(uuid, text);
DROP TRIGGER location_without_public_address ON directory_location;
DROP TRIGGER address_of_public_location ON directory_address;
DROP FUNCTION directory_location_hides_nothing();
DROP FUNCTION directory_address_is_public();
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0100_search_functions")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
