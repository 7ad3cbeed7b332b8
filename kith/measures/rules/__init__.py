"""Scoring, triage and change, as plain functions over frozen values: no database, no page.

definition  what an instrument is
answers     what somebody typed, read strictly; not answered stays unknown
rounding    half up, exactly
scoring     a total with its band, or the reason why there is none
triage      the Columbia screener
concern     which answers must reach somebody on duty
change      reliable and clinically significant change
completion  how many of those who were asked answered
chart       where the points of a trajectory lie

Nothing here guesses: an answer that is not there is never counted as nothing.
"""
