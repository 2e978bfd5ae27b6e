"""Compiled editions made ready for the shelf: found, described as data, worded, put into a folder."""
