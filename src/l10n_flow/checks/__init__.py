"""What can be wrong with a text: one check, one file; the file's name is the check's id."""
