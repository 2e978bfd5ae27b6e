"""Editions made again and again while articles are written, and what has to be watched for that."""
