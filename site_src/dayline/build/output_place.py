"""Where an edition may be written."""

from pathlib import Path


def misplaced(site: Path, output: Path) -> str:
    """Why no output can be written to a folder: it would be read as the site, or take its place; empty if it can."""
    if output.is_symlink() and output.parent.resolve() == site.resolve():
        help = "if it is yours, name the folder that it leads to with `--output`"
        return f"the output `{output}` is a link in the site, which a pull request can have brought; {help}."
    chosen = output.resolve()
    for name in ("content", "templates", "static"):
        folder = (site / name).resolve()
        if chosen.is_relative_to(folder):
            return f"the output `{output}` is in `{name}`, which is read as part of the site; name another folder."
        if folder.is_relative_to(chosen) and folder.exists():
            return f"the output `{output}` holds the site's `{name}`; name another folder."
    return ""
