"""One article and its catalogs, as they are on disk, and kept in step."""
