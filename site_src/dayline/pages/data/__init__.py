"""Files for programs: feeds, the sitemap, JSON and CSV data, social cards, images."""
