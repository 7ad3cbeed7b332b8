"""Organisations, their members, and who may see what.

organisation  a non-profit, association, school or agency that works with Kith here
user          somebody who can sign in
member        a user in one organisation, with roles

Every owned row carries `organization_id`. `tenancy.acting_for(organization)` opens a transaction in
which the database shows that organisation's rows and no others; outside it, it shows none.
"""
