"""Packages that libraries take in deposit: a published volume with its sources and records, in a bag (RFC 8493).

Every record format is a module here, and its writer a function of `description.py`. Nothing here reads an archive.
"""
