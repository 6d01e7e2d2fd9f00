"""Where places lie and how they are drawn: pure functions of numbers; nothing here knows a record."""
