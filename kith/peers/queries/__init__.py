"""Frozen rows for pages.

recruiting     the pipeline and one application
working        the board of peers, one peer, a peer's own page
own            what somebody sees of it themselves, by private number
matching       who waits, and one person's proposals
training       curricula, groups, what one peer has learned
certificates   checking one by its number
"""

from kith.peers.queries.matching import SeekingRow, matching_page, seeking_list, unsure
from kith.peers.queries.own import OwnPage, own_page
from kith.peers.queries.recruiting import application_page, pipeline
from kith.peers.queries.rounds import RoundPage, round_page
from kith.peers.queries.training import cohort_page, learning_page, training_page
from kith.peers.queries.working import board, contactable, match_page, my_page, peer_page

__all__ = [
    "OwnPage", "RoundPage", "SeekingRow", "application_page", "board", "cohort_page",
    "contactable", "learning_page", "match_page", "matching_page", "my_page", "own_page",
    "peer_page", "pipeline", "round_page", "seeking_list", "training_page", "unsure",
]  # fmt: skip
