"""The only code that writes to the output folder: whole editions, swapped in at once.

Beside the output (`public`) stands a hidden folder (`.public.editions`) with a second, almost identical
edition, the *spare*. A new edition is made there: files that did not change are hard links to those of
the current edition, so only what changed since costs anything; nothing is ever written in place. Then
the two folders change places in one step of the file system (`renameat2` on Linux, `renamex_np` on
macOS). A reader, and a build that is killed at any moment, sees one edition or the other, never a
mixture. Where there is no such step it is three renames, finished by the next build if they were cut short.

The spare never keeps what the current edition doesn't have: it may have been withheld.

Each edition carries its manifest, `.dayline-manifest`: one line of digest and path per file, in the
form that `b2sum --length 128 --check` reads. It stands inside so that it changes places with the files
and goes along when the folder is copied. Only what it lists is ever replaced or removed; everything
else in the output is somebody else's and is carried over.

Anything here may have come in a clone. So:

- The hidden folder is believed only if it has a seal that was made in it: a file that states its own inode
  and time, which no clone, archive or copy brings along. Otherwise it is emptied, and the spare made anew.
- A link or pipe in it, or anything of another user, stops the build before anything is touched.
- No path that is absolute or has an empty, `.` or `..` part is taken from a manifest or a note, or by the
  stage, and no folder on the way may be a link. Only regular files are read, never through a link.
- Not guarded is what is *inside* the output. A forged manifest in it can have files that are not ours
  dropped from it (a `.git` there, too), and files older than the manifest are taken to be as it lists them.
  Nor is an output that is itself a link: the editions go where it leads. Keep the output out of the repository.

As the folder itself is replaced, it must be served by its path. A process that holds on to the folder
(one started inside it, or a bind mount of it) keeps seeing the edition before.
"""
