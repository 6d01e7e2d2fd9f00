"""The only code that writes to the output folder: whole editions, swapped in at once.

Beside the output (`public`) is a hidden folder (`.public.editions`) with a second copy of the current edition, the
*spare*, made of hard links. Publishing (`publish`) has four steps:

1. Stage. New files are written to an inbox as they are rendered (`incoming`). What differs from the current edition
   says which lists of the manifest change (`manifest`).
2. Verify. An output with the fingerprint of the last build is trusted (`fingerprint`): only folders that change are
   inspected (`verify`). Otherwise, once a day, with `--verify` and in clean builds, all are. Anything that no build put
   there stops the build; until now nothing but the inbox was changed.
3. Swap. The spare is turned into the next edition (`staging.stage`), and the two folders change places in one step of
   the file system (`swap`: `renameat2` on Linux, `renamex_np` on macOS). Elsewhere it is three renames, which the next
   build finishes if they were interrupted.
4. Clean up. What differs in the old copy is removed, because it may have been withheld, and linked to the new edition
   (`staging.sync_spare`). A build that was killed left a journal (`journal`), and the next one begins with this step.

Readers, and a build that is killed, see one edition or the other, never a mixture. `.git` and
`.well-known/acme-challenge` are moved along at the swap.

A clone may bring such a folder with it. So:

- The hidden folder is used only if it has a seal that was made in it: a file that contains its own inode and time,
  which no clone, archive or copy preserves. Otherwise it is emptied, and the output is inspected.
- A link or pipe in it, or anything of another user, stops the build before anything is touched.
- No path that is absolute or has an empty, `.` or `..` part is taken from a manifest or the journal, or by the stage,
  and no folder on the way may be a link. Only regular files are read, never through a link.
- What is *inside* the output is not guarded: a forged manifest there can have other files in it removed. Neither is an
  output that is itself a link: editions are written to its target. Keep the output out of the repository.

As the folder itself is replaced, it must be served by its path. A process that holds on to the folder
(one started inside it, or a bind mount of it) keeps seeing the previous edition.
"""
