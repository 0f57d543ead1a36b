"""Pictures on their way to readers: how large they are, what is in them that is nobody's business, smaller ones."""
