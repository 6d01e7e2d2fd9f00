"""What must hold beyond the form of a single value: one small function a rule.

To add a rule, write a function with the decorator `@rule` in a module of this folder, an old or a new one: its code, a
title that says what is wrong, `on` what it is applied to (`rule.py` lists that), and `fix`, what to do, if the code is
new. Add a case to `tests/diagnostics/CODE.md`: files in, the exact report out (`pytest --accept` writes it).
`python3 docs/make_diagnostics.py` then writes the table in `docs/diagnostics.md`; nothing else lists rules.
"""

from dayline.rules.run import check, diagnostics, of_event, of_record, of_timeline, of_whole, warning_codes

__all__ = ["check", "diagnostics", "of_event", "of_record", "of_timeline", "of_whole", "warning_codes"]
