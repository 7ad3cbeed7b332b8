"""A few short measures that show whether it helped.

instrument  a questionnaire as a data file: items, scoring, bands, licence; in `data/` and in the
            installation's own folder
assessment  one filled-in measure of one person: with somebody present, by a private link on their
            telephone, from paper, or on the tablet; any question may be skipped
answers     sealed; reading them is recorded. Peers see that a measure was filled in, not its score
concern     an answer that says somebody may be in danger raises one in the same transaction
self-check  on the public pages: scored in the browser, nothing is sent

A score is not a diagnosis, a change not a proof; the rate of those who answered stands beside it.
"""
