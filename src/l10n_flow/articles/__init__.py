"""An article as a tree: cut into segments, filled with translations."""
