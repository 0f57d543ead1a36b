"""What becomes of translations when an article changes."""
