"""Frozen rows for pages.

recruiting   the pipeline and one application
working      the board of peers, one peer, a peer's own page
matching     who waits, and one person's proposals
"""

from kith.peers.queries.matching import matching_page, seeking_list
from kith.peers.queries.recruiting import application_page, pipeline
from kith.peers.queries.working import board, match_page, my_page, peer_page

__all__ = [
    "application_page", "board", "match_page", "matching_page", "my_page", "peer_page", "pipeline",
    "seeking_list",
]  # fmt: skip
