"""What is reported, by code; and all that no rule reports, but reading, linking, rendering and building do."""

from typing import NamedTuple


class Diagnostic(NamedTuple):
    """A code with one thing that it says is wrong, and what to do (rules of one code may share that).

    Docs/diagnostics.md is made from these, so that both are Markdown; `against` marks what only a comparison with
    what was published can find.
    """

    code: str
    title: str
    fix: str = ""
    against: bool = False


OUTSIDE_RULES = (
    Diagnostic(
        "E01",
        "a file is not text in UTF-8, or not the simple YAML that Dayline reads: an unquoted `: ` or ` #`, a comma in "
        "braces that cuts a value off (`{value: 1,200}`), a list entry that does not begin with a hyphen, a field "
        "written twice, a tab, an anchor, alias or tag",
        "Put the text in quotation marks, or write what the help line says.",
    ),
    Diagnostic("E01", "a table is JSON, has rows of different lengths, or has a quotation that does not end"),
    Diagnostic("E01", "a GeoJSON file is broken or larger than 5 MB"),
    Diagnostic("E01", "the marks of an unfinished merge are left in a file"),
    Diagnostic("E02", "a field is unknown, even if it has no value"),
    Diagnostic(
        "E02",
        "a colon turns a text into a field",
        "Correct the name of the field, write it where it belongs, or put the text in quotation marks; the help line "
        "says which.",
    ),
    Diagnostic(
        "E03",
        "a file is in the wrong place, or its name can't be part of an address, has more than 200 characters or is "
        "not UTF-8",
        "Move or rename the file.",
    ),
    Diagnostic("E03", "two things have one id, or two pages one address", "Give one of the two another id."),
    Diagnostic(
        "E03",
        "a file in `static/` is larger than 20 MB, or has the address of a page, of a file of the theme, or one that "
        "is kept ([publishing.md](publishing.md#files-of-your-own-static))",
        "Rename the file in `static/`.",
    ),
    Diagnostic(
        "E03",
        "a link, a named pipe, a socket or a device is where a file should be, or in place of `content` itself",
        "Put the file itself where the link is.",
    ),
    Diagnostic("E04", "a required field is missing or empty, or a text is still the placeholder `…`", "Add the line."),
    Diagnostic(
        "E06",
        "a value is of the wrong kind: not one of the allowed words, not a number (in a table: not one written as "
        "`numbers` says), several entries on one line where a list belongs, or a text in place of a group of fields",
        "Write one of the values in the help line.",
    ),
    Diagnostic("E06", "outlines have a type that GeoJSON does not define"),
    Diagnostic("E06", "a text has more than 60,000 characters"),
    Diagnostic(
        "E07",
        "a date does not exist, runs backward, is open at both ends, or is written in another way",
        "Write `2022-03-14`, `2022-03`, `2022`, with `~` or `?` after it if it is uncertain, or two dates with `/` "
        "between them.",
    ),
    Diagnostic(
        "E08",
        "a value is not a time",
        "Write `14:30`, `14:30/16:00` or a part of the day, and zones as `Europe/Kyiv`.",
    ),
    Diagnostic("E23", "outlines have coordinates that are not on Earth"),
    Diagnostic("E25", "a picture has no recognised licence"),
    Diagnostic(
        "E25",
        "a file is not a picture, is damaged, is animated, is too large or would take hours to draw",
        "Do what the help line says; `dayline clean-media FILE` removes what a file should not reveal. "
        "[media.md](media.md) says how to add a picture.",
    ),
    Diagnostic(
        "E25",
        "a picture says where it was taken, or contains other EXIF, IPTC, XMP or C2PA metadata",
    ),
    Diagnostic("E27", "a brief's file is not named after its day"),
    Diagnostic(
        "E28",
        "a text contains HTML (addresses such as `<https://…>` and code are fine), a hidden note (`<!-- … -->`, "
        "`[//]: # (…)`), a picture, or too much Markdown for one page ([briefs.md](briefs.md#how-much-fits))",
        "Write Markdown; split the text.",
    ),
    Diagnostic(
        "E28",
        "an address is incomplete, contains a space, a user name or a password, is more than one address, or is not "
        "`https`, `http`, `mailto` or a link to a record such as `event:…`",
        "Write complete addresses.",
    ),
    Diagnostic(
        "W30",
        "a transparent picture can't be seen in full on any background",
        "Export the picture on a background of your choice.",
    ),
    Diagnostic(
        "E90",
        "a template can't be read or filled in, is not UTF-8, has the marks of an unfinished merge, or is a link or "
        "has a name that can't be shown",
        "Correct the file in `templates/`, at the line that the message shows.",
    ),
    Diagnostic(
        "W90",
        "an edition of an earlier moment (`--as-of`) shows a later change, because no record says what was there "
        "before ([as-of.md](as-of.md))",
        "Write in `changes` which `field` changed, and what it `was`.",
    ),
)
"""What no rule reports: codes with their titles, in the order of the table in docs/diagnostics.md."""
