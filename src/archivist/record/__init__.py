"""The volume record: what is beside the files of an edition and says what they are."""
