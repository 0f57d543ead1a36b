"""What tells other programs of the pages: feeds, sitemaps, redirects. Pure: values in, text out."""
