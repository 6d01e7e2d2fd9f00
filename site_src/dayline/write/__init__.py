"""The only code that writes to the output folder: whole editions, swapped in at once.

Beside the output (`public`) stands a hidden folder (`.public.editions`) with a second, almost identical
edition, the *spare*. A new edition is made there: files that did not change are hard links to those of
the current edition, so only what changed since costs anything; nothing is ever written in place. Then
the two folders change places in one step of the file system (`renameat2` on Linux, `renamex_np` on
macOS). A reader, and a build that is killed at any moment, sees one edition or the other, never a
mixture. Where there is no such step it is three renames, finished by the next build if they were cut short.

The spare never keeps what the current edition doesn't have: it may have been withheld.

Each edition has its manifest, `.dayline-manifest`: one line of digest and path per file, in the
form that `b2sum --length 128 --check` reads. It is in the folder itself so that it changes places with the
files and goes along when the folder is copied.

Only what a manifest lists is managed here. A file or folder that the edition doesn't list stops the build,
at the top of the output before anything is read (`foreign.check`), deeper before anything is rendered
(`verify.look`). Two things are taken along by renaming them at the moment of the swap: `.git` and
`.well-known/acme-challenge`. What is put into the output later than that look, or while a build trusts the
manifest, is moved back from the spare to where it was (`staging.give_back`), and stops the build after.

Anything here may have come in a clone. So:

- The hidden folder is believed only if it has a seal that was made in it: a file that states its own inode
  and time, which no clone, archive or copy brings along. Otherwise it is emptied, and the spare made anew.
- A link or pipe in it, or anything of another user, stops the build before anything is touched.
- No path that is absolute or has an empty, `.` or `..` part is taken from a manifest or a note, or by the
  stage, and no folder on the way may be a link. Only regular files are read, never through a link.
- Not guarded is what is *inside* the output. A forged manifest in it can have files that are not ours
  dropped from it, and files older than the manifest are taken to be as it lists them. Nor is an output that
  is itself a link: the editions go where it leads. Keep the output out of the repository.

As the folder itself is replaced, it must be served by its path. A process that holds on to the folder
(one started inside it, or a bind mount of it) keeps seeing the edition before.
"""
