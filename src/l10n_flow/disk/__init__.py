"""Files: written wholly or not at all, and what is asked of the disk."""
