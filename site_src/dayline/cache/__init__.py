"""What earlier builds left behind, in one folder that is safe to delete.

A cached value is only ever used under a key that holds everything it was made from, the program's own
code included; a file that was cut off, changed or made by another version counts as not there.
"""
