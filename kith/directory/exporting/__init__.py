"""The directory for other software: HSDS 3.1, in one place for the API and for exports.

tables    the 24 tables: which columns, from where, of which type; what Kith adds
listed    which rows of each table the public may have
gather    all rows around some services or organizations, one query a table
hsds      rows as nested HSDS objects
profile   what Kith adds, as JSON Merge Patch files over the HSDS schemas
package   a CSV data package
actions   export to a file or folder
"""
