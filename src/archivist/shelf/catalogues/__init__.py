"""The catalogues of the shelf, for programs: OPDS 1.2 and 2.0 for e-readers, feeds of new volumes."""
