"""Outlines of countries, and calculations on them: pure functions of numbers; nothing here knows a record."""
