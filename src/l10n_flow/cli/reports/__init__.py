"""What `check` found, in the formats that people and programs read: one file adds one format."""
