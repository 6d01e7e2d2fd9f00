"""What earlier builds left behind, in one folder that is safe to delete.

A cached value is only ever used under a key that holds everything it was made from, the program's own
code included; a file that was cut off, changed or made by another version counts as not there. So does
one that was not sealed with the user's secret (`key.py`), in a folder that others can write to
(`private.py`), or in the site (`place.py`): its files may come from anybody. docs/cache.md says it to users.
"""
