"""Machines that translate, one file per engine."""
