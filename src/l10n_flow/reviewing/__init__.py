"""What editors do with findings: waive, mend, read, approve."""
