"""A choice of stops as an organisation asks for it, around the pure `rules.stops`.

question   what is asked: how many, how far, by which means, what counts, what is held to
ground     who lives where and how long they are on the way; the problem for `rules.stops`
answer     what came out, as sums over many people that may be kept and shown
"""
