"""HSDS 3: the directory for other software, read only, for everybody, without a key.

parameters  what may be asked, as data: the document and the reading of requests come from it
asked       the parameters of a request, from its address, a form or JSON
filters     what each parameter leaves in
endpoints   which lists there are
pages       one page of a list
answers     JSON, streams, errors, caching, other sites' pages (CORS)
document    the OpenAPI document
"""
