"""Records linked into a timeline: ids resolved, reverse relations and days computed."""
