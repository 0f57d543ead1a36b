"""What a newsroom can set."""
