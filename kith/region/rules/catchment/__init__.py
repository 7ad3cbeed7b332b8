"""How much care people can reach, when everybody else reaches for it too: floating catchments.

A service shares its capacity among all people who can get to it (first step); a place adds up the
shares of all services it can get to (second step). The score is capacity for each person: 0.002
full-time counsellors a person, or 2 for 1,000. Further away counts less: `decays`.

pairs        who can get where at what cost, as compressed rows
decays       how much a pair counts at its cost: bands, and the published curves
scoring      2SFCA, E2SFCA and 3SFCA for one supply; `kernel` does the work
telling      per group, the worst-served places as reasons, before and after a plan
crowfly      an estimate in minutes where no streets are loaded, always labelled
reading, writing   an instance as JSON: `kith solve access`

Filters (a language, a need, what costs nothing, a means of travel) are another supply or other
pairs: the arithmetic does not know them. Sources: Luo and Wang, Environment and Planning B 30
(2003), the two steps; Luo and Qi, Health & Place 15 (2009), decay by bands; Wan, Zou and Sternberg,
International Journal of GIS 26 (2012), the choice between services as a third step.
"""
