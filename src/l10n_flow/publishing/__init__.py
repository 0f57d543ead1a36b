"""Editions on the web, and for other systems."""
