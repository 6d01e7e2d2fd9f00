"""Maps: where events were, which part of the world a map shows, and the names on it."""
