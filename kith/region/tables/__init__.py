"""How long one is on the way to every public place, worked out beforehand.

A page must answer at once and hold nothing heavy, so a job writes a table for each region: from
every cell where people walk to every place, minutes on foot and by public transport, and the line
one gets on first. A page maps the files and reads one row.

slots    which hours stand for all hours
making   the job's part: works a table out, writes it whole or not at all
held     a page's part: reads rows; knows neither numba nor the region

Of whoever searches nothing is written: their place is turned into a cell, and forgotten.
"""
