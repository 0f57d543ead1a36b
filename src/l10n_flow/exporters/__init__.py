"""Formats that readers get, one file per format."""
