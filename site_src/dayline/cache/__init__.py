"""The cache: what earlier builds left, in one folder that is safe to delete.

A cached value is used only for exactly what it was made from, the program's own code included. A file is ignored if
it was cut off, changed or written by another version. It is also ignored if it may come from somebody else: if it was
not sealed with the user's key (`key.py`), if others can write to its folder (`private.py`), or if that is inside the
site (`place.py`). docs/cache.md explains this to users.
"""
