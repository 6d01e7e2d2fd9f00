"""Drawings as SVG: scales, paths, charts, sparklines, diagrams."""
