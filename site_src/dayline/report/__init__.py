"""Reports of problems: text for people, annotations for code hosts, JSON for programs."""
