"""A day on the road without signal: what the tablet keeps, how it arrives, what people decide.

device      a tablet that was registered; it can seal, and cannot read back
crew        a member who proved on this tablet who they are: records may carry their name
record      one thing entered on the road; leaves the tablet sealed, in an envelope
arrival     an envelope that the server has on disk, exactly once
version     what somebody said of a person's detail; two that stand side by side are a conflict
question    what only a named person decides: two versions, one person twice, a record put aside
"""
