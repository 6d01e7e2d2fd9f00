"""YAML to plain data in which every value is text, with the position of each part, and mistakes in plain words."""
