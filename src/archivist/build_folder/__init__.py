"""The build folder: the files of an edition replaced as one set, and what is no longer made."""
