"""What there is: the 24 tables of HSDS 3.1, and what Kith adds to them.

organization, service, location, schedule ... as HSDS names them (docs.openreferral.org).
listing   one line of search: a service at a location, or a service without one; public facts only
steward   the organisation of this installation that looks after a listing
source    where an imported row came from, and under which id there

These tables are readable by everybody: a row policy would switch the text index off. So nothing
that is not public may stand in them. A confidential address lives in `PrivatePlace`, behind a row
policy and sealed; the public location then has no address and no coordinates to find it by.
"""
