"""HTML pages: of editions, and of the site round them."""
