"""All records together: ids resolved, inverses computed, days derived."""
