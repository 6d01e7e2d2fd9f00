"""Problems as text for people, as annotations for code hosts, and as JSON for programs."""
