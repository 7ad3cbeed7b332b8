"""People who are supported, under any name or none.

person     may be known by a first name, a false one or nothing; what tells who they are is sealed
key        each person's own, wrapped by the installation's; everything about them is sealed with it
care team  the members who walk with a person, and nobody else, open what is sealed; supervisors too
glass      a colleague may break it with a reason; it is logged, and supervisors are told at once
erasing    destroys the key: rows, history and backups stay shut for ever; what stood in the clear
           is blanked, and was never kept in the history
"""
