"""Which folders can be used for output."""

from pathlib import Path


def output_error(site: Path, output: Path) -> str:
    """Why a folder can't be used for output: it would mix with the site's sources; empty if it can be used."""
    if output.is_symlink() and output.parent.resolve() == site.resolve():
        help = "if you made it, pass the folder it points to with `--output`"
        return f"the output `{output}` is a link inside the site, which could come from a pull request; {help}."
    chosen = output.resolve()
    for name in ("content", "templates", "static"):
        folder = (site / name).resolve()
        if chosen.is_relative_to(folder):
            return f"the output `{output}` is inside `{name}`, which is part of the site; choose another folder."
        if folder.is_relative_to(chosen) and folder.exists():
            return f"the output `{output}` contains the site's `{name}`; choose another folder."
    return ""
