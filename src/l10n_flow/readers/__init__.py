"""Formats that reporters write in, one file per format."""
