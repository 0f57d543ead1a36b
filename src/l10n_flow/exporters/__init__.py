"""Formats in which editions go to other systems, one file per format."""
