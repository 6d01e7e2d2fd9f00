"""`dayline cache`: where the cache of a site is, how large and how old, and its removal."""

import sys
from datetime import datetime
from pathlib import Path

import click

from dayline.cache import place
from dayline.cache.errors import BadSetting, NoCache
from dayline.cache.store import Store

MB = 1_000_000


@click.command("cache")
@click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), default=".", show_default="this folder",
    help="The folder of the site.",
)  # fmt: skip
@click.option("--clear", is_flag=True, help="Remove it; the next build makes everything again.")
def command(site: Path, clear: bool) -> None:
    """Show what builds keep for the next one: where, how much, how old."""
    try:
        folder = place.folder(site, site / "public")
        for cache in (folder, folder.with_name(f"{folder.name}-as-of")):
            if cache.is_dir() or cache == folder:
                click.echo(_removed(cache) if clear else told(cache))
    except (BadSetting, NoCache) as reason:
        click.echo(f"error: {reason}", err=True)
        sys.exit(2)


def told(folder: Path) -> str:
    """A line about a cache: its folder, its size, and when it was last written."""
    files = [path.stat() for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    if not files:
        return f"{folder}: empty"
    newest = datetime.fromtimestamp(max(stat.st_mtime for stat in files)).astimezone()
    return f"{folder}: {sum(stat.st_size for stat in files) / MB:,.1f} MB, last written {newest:%Y-%m-%d %H:%M}"


def _removed(folder: Path) -> str:
    """Remove a cache, and say so; raises NoCache if something is left."""
    Store(folder, b"").clear()
    return f"{folder}: removed"
