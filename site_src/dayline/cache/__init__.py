"""What earlier builds left behind, in one folder that is safe to delete.

A cached value is only ever used under a key that holds everything it was made from, the program's own
code included; a file that was cut off, changed or made by another version counts as not there. The
folder is the user's own and never the site's: what stands in it is trusted, and a site's files may come
from anybody.
"""
