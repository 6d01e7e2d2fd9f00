"""Repositories of somebody hostile: one function each, whose docstring says what the attack is.

To add one: write a function with `@repository()`. It gets a `Sandbox` with a small site in it that is in order, and
makes of it what the attacker would. `commands` are what the builder then runs in the site's folder.
"""

import io
import os
import pickle
import shutil
import struct
import zlib
from collections.abc import Callable, Sequence
from hashlib import blake2b, sha256
from pathlib import Path
from typing import NamedTuple

from sandbox import AGAINST, CHECKS, COLOUR, COMMANDS, EVENT, GOOD, PLAIN, Sandbox

PAYLOAD = "\"' xssattr=1 onx=1 <xssprobe onx=1>&lt;xssprobe&gt; {{7*7}} ]]> \\\\ <script src=//evil.example></script>"
INERT = "\"' xssattr=1 onx=1 &lt;xssprobe&gt; {{7*7}} {% x %} ]]> \\ &#60;xssprobe onx=1&#62;"
PAGE = "---\ntitle: A page\n---\n"
CASES: dict[str, "Case"] = {}


class Case(NamedTuple):
    """How a repository is made, and what is run in it."""

    make: "Maker"
    commands: "Commands"
    passes: bool


Commands = Sequence[str | Sequence[str]]
Maker = Callable[[Sandbox], Commands | None]


def repository(commands: Commands = COMMANDS, *, passes: bool = False) -> Callable[[Maker], Maker]:
    """Registers a function that makes a hostile repository; `passes` if there is nothing in it to be refused."""

    def register(make: Maker) -> Maker:
        assert make.__doc__, "the docstring says what the attack is"
        CASES[make.__name__] = Case(make, commands, passes)
        return make

    return register


# What lies beside the output


def spare(at: Sandbox, paths: Sequence[str]) -> None:
    """Write the list of an edition beside the output, as builds do."""
    listed = "".join(f"{sha256().hexdigest()}  {path}\n" for path in paths)
    at.write({".public.editions/spare/.dayline-manifest": listed})


OUTSIDE = (  # from the spare, and from the output
    "../../../beside/diary.md", "../../../secret.yaml", f"../../{EVENT}", "../../../beside/a/b.txt",
    "../../beside/diary.md", "../../secret.yaml", f"../{EVENT}", "../../beside/a/b.txt",
)  # fmt: skip


@repository([PLAIN])
def list_of_a_spare(at: Sandbox) -> None:
    """The edition beside the output lists files outside, which a build would delete as no longer wanted."""
    spare(at, OUTSIDE)


@repository([PLAIN])
def list_of_a_spare_that_was_built(at: Sandbox) -> None:
    """The same list in an edition that was really built."""
    at.run(PLAIN)
    spare(at, (*OUTSIDE, str(at.secret)))
    at.write({EVENT: GOOD[EVENT] + "summary: Another word.\n"})


@repository([PLAIN])
def output_that_is_a_link(at: Sandbox) -> None:
    """`public` is a link to a folder of the builder's, in which the edition would be written."""
    (at.site / "public").symlink_to("../beside")


@repository([PLAIN])
def build_that_was_killed(at: Sandbox) -> None:
    """The folder beside the output seems to be from a build that was killed: a journal, and a file to move back."""
    spare(at, OUTSIDE)
    journal = "\n".join(("", "", *OUTSIDE))
    at.write({".public.editions/journal": journal, ".public.editions/spare/.git": "gitdir: ../../beside"})
    at.link(".public.editions/spare/leak", "../../beside")


@repository()
def static_files_that_lead_elsewhere(at: Sandbox) -> None:
    """Files in `static/` are links to the builder's own, which would be published as they are."""
    at.link("static/diary.md", "../../beside/diary.md")
    at.link("static/.well-known", "../../beside")
    at.link("static/passwd", "/etc/passwd")
    at.pipe("static/pipe")


@repository()
def static_folder_that_is_a_link(at: Sandbox) -> None:
    """`static` itself is a link to a folder of the builder's."""
    at.link("static", "../beside")


@repository()
def static_files_in_the_place_of_others(at: Sandbox) -> None:
    """Static files would take the place of pages, of the list of files and of a repository in the output."""
    at.write({
        "static/index.html": "<script>1</script>", "static/.git/config": "[core]\n\tfsmonitor = touch ran\n",
        "static/.dayline-manifest": "", "static/.well-known/acme-challenge/x": "", "static/\x1b[2J": "",
    })  # fmt: skip


@repository([PLAIN])
def output_with_a_repository(at: Sandbox) -> None:
    """`public/.git` leads to the builder's files, and is moved from edition to edition."""
    at.link("public/.git", "../../beside")
    at.link("public/.well-known/acme-challenge", "../../../beside")


@repository([PLAIN])
def editions_that_are_a_link(at: Sandbox) -> None:
    """The folder for editions is a link, so that the builder's files would be taken for an old edition."""
    at.link(".public.editions", "../beside")


def _linked(part: str) -> Maker:
    def make(at: Sandbox) -> None:
        at.write({"public/.dayline-manifest": "", ".public.editions/spare/.dayline-manifest": ""})
        path = at.site / ".public.editions" / part
        if path.is_dir():
            shutil.rmtree(path)
        path.symlink_to("../../beside/diary.md" if part in ("lock", "journal", "fingerprint") else "../../beside")

    make.__name__ = f"{part}_is_a_link"
    make.__doc__ = f"`.public.editions/{part}` is a link to the builder's own files."
    return make


for _part in ("aside", "spare", "inbox", "lock", "journal", "fingerprint"):
    repository([PLAIN])(_linked(_part))


@repository([PLAIN])
def lock_to_be_made_elsewhere(at: Sandbox) -> None:
    """A dangling link in place of the lock would make an empty file where it leads to."""
    at.link(".public.editions/lock", "../../beside/made-by-a-build")


@repository([PLAIN])
def output_with_links(at: Sandbox) -> None:
    """The output holds links in place of the folders and files that a build writes."""
    at.link("public/2022", "../../beside")
    at.link("public/index.html", "../../beside/diary.md")
    at.write({"public/.dayline-manifest": "../../beside/diary.md\0" * 3})


# Links, pipes and devices


@repository()
def links_in_assets(at: Sandbox) -> None:
    """Links in `templates/assets/` would publish the files that they lead to."""
    at.link("templates/assets/leak.txt", "../../../secret.yaml")
    at.link("templates/assets/environment.txt", "/proc/self/environ")
    at.link("templates/assets/style/zz.css", at.secret)


@repository()
def links_in_templates(at: Sandbox) -> None:
    """Links in `templates/` would show the files that they lead to on pages."""
    at.link("templates/parts/secret.html", at.secret)
    at.link("templates/robots.txt", at.secret)


@repository()
def link_to_a_folder_of_templates(at: Sandbox) -> None:
    """`templates/assets` is a link to a folder of the builder's."""
    at.link("templates/assets", "../../beside")


@repository()
def pipe_in_templates(at: Sandbox) -> None:
    """A named pipe among the templates, and links to a device, would make a build wait for ever."""
    at.pipe("templates/static-page.html")
    at.pipe("templates/assets/icon.svg")
    at.link("templates/assets/zero.txt", "/dev/stdin")


PLACES = (
    "references/zz.yaml", "pages/zz.md", "maps/zz.geojson", "figures/zz.csv", "media/2022/03/zz.jpg",
    "briefs/2022/2022-03-14.md", "events/2022/03/14/zz.yaml", "media/2022/03/zz.jpg.yaml", "vocab/event-types.yaml",
)  # fmt: skip


@repository()
def links_to_a_secret(at: Sandbox) -> None:
    """Links in `content/` to a file of the builder's: a report would show lines of it."""
    for place in PLACES:
        at.link(f"content/{place}", at.secret)


@repository()
def links_to_the_environment(at: Sandbox) -> None:
    """Links in `content/` to the environment of the process that reads them, where CI keeps its tokens."""
    for place in PLACES:
        at.link(f"content/{place}", "/proc/self/environ")


@repository()
def link_in_place_of_the_settings(at: Sandbox) -> None:
    """`content/site.yaml` is a link."""
    at.link("content/site.yaml", "/proc/self/environ")


@repository()
def links_by_way_of_a_folder(at: Sandbox) -> None:
    """A link in `content/` to another link, and folders that are links, lead out all the same."""
    at.link("content/pages/step.md", "step.txt")
    at.link("content/pages/step.txt", at.secret)
    at.link("content/events/2022/04", "../../../../beside")
    at.link("content/actors", "../../beside")


@repository()
def links_to_standard_input(at: Sandbox) -> None:
    """Links to a terminal's input or to an endless device would make a check wait for ever."""
    at.link("content/references/stdin.yaml", "/dev/stdin")
    at.link("content/pages/zero.md", "/dev/zero")
    at.link("content/pages/tty.md", "/dev/tty")


@repository()
def pipes(at: Sandbox) -> None:
    """Named pipes in place of files of every kind, which nobody writes to."""
    for place in PLACES:
        at.pipe(f"content/{place}")


@repository()
def compared_with_a_folder_of_links(at: Sandbox) -> None:
    """The folder to compare with holds links and pipes."""
    (at.before / "content/pages/zz.md").symlink_to(at.secret)
    (at.before / "content/pages/zy.md").symlink_to("/proc/self/environ")
    os.mkfifo(at.before / "content/pages/zx.md")
    at.write({EVENT: GOOD[EVENT].replace("A convoy", "No convoy")})


# Caches


def caches(at: Sandbox) -> list[Path]:
    """The files that a build left in its cache."""
    at.run(PLAIN, "check")
    at.write({EVENT: GOOD[EVENT] + "summary: Another word.\n"})
    found = [path for path in at.cache.rglob("*") if path.is_file() and path.name != "key"]
    assert found
    return found


def put(path: Path, payload: bytes, version: bytes) -> None:
    """Write a file of the cache as somebody can who knows everything but the builder's secrets."""
    path.write_bytes(version + blake2b(payload, digest_size=16).digest() + payload)


class Runs:
    """Runs a command of the shell when it is loaded."""

    def __init__(self, command: str) -> None:
        self._command = command

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (self._command,)


@repository(["check", PLAIN, AGAINST])
def cache_that_runs(at: Sandbox) -> None:
    """Every file of the cache is replaced by a pickle that runs a command."""
    for path in caches(at):
        put(path, pickle.dumps(Runs(at.payload(path.name)), 5), path.read_bytes()[:16])


@repository(["check", PLAIN])
def cache_with_html(at: Sandbox) -> None:
    """HTML in the cache of texts has an element added, in whatever format it is; nothing else is changed."""
    text = PAGE + "Some words *of* our own.\n\n- one\n    1. two\n\n> three\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
    at.write({"content/pages/words.md": text})
    for path in caches(at):
        raw = path.read_bytes()
        put(path, raw[32:].replace(b"words <em>of</em> our own", b"words <xssprobe> our owns"), raw[:16])
    at.write({"content/pages/words.md": text.replace("A page", "A new page")})


@repository(["check", PLAIN])
def cache_that_is_a_link(at: Sandbox) -> None:
    """The cache is a link to a folder in which another user has put files that run a command."""
    for path in caches(at):
        put(path, pickle.dumps(Runs(at.payload(path.name)), 5), path.read_bytes()[:16])
    for folder in [path for path in (at.cache / "dayline").iterdir() if path.is_dir()]:
        folder.rename(at.tmp / folder.name)
        folder.symlink_to(at.tmp / folder.name)


@repository(["check", PLAIN])
def cache_that_others_may_write_to(at: Sandbox) -> None:
    """The cache belongs to another user, or anybody may write to it."""
    for path in caches(at):
        put(path, pickle.dumps(Runs(at.payload(path.name)), 5), path.read_bytes()[:16])
        path.chmod(0o666)
        path.parent.chmod(0o777)
        if os.geteuid() == 0:
            os.chown(path, 12345, 12345)


@repository()
def cache_in_the_site(at: Sandbox) -> None:
    """The site brings a cache of its own, where an earlier version or a setting of CI might look for one."""
    for name in (".cache/dayline", ".dayline", "content/.cache/dayline"):
        for file in ("inputs", "schemas", "records", "templates"):
            at.write({f"{name}/{file}": pickle.dumps(Runs(at.payload(file)), 5)})


# Git


@repository(["check --against origin/base", "check --against main", *CHECKS])
def nested_bare_repository(at: Sandbox) -> None:
    """Files in the site's folder look like a bare repository, whose settings name a program to be run."""
    shutil.rmtree(at.before)
    at.git("init", "-q", at=at.work)
    at.git("add", ".", at=at.work)
    at.git("commit", "-qm", "base", at=at.work)
    tree = at.git("rev-parse", "HEAD:site", at=at.work)
    commit = at.git("commit-tree", "-m", "x", tree, at=at.work)
    objects = at.work / ".git/objects"
    at.write({
        f"objects/{commit[:2]}/{commit[2:]}": (objects / commit[:2] / commit[2:]).read_bytes(),
        "objects/pack/keep": "", "objects/info/alternates": "../../.git/objects\n", "refs/keep": "",
        "HEAD": "ref: refs/heads/main\n",
        "packed-refs": f"{commit} refs/heads/main\n{commit} refs/remotes/origin/base\n",
        "config": (
            "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
            f'\tfsmonitor = "{at.payload("fsmonitor")}; false"\n'
        ),
    })  # fmt: skip
    at.git("--git-dir=.", "--work-tree=.", "-c", "core.fsmonitor=false", "read-tree", tree)
    at.write({EVENT: GOOD[EVENT].replace("A convoy", "No convoy")})


DRIVERS = """
[core]
\tfsmonitor = "{0}/fsmonitor; false"
\tsshCommand = "{0}/ssh"
\tpager = "{0}/pager"
\thooksPath = hooks
\teditor = "{0}/editor"
[diff]
\texternal = "{0}/external"
[diff "evil"]
\tcommand = "{0}/diff"
\ttextconv = "{0}/textconv"
[alias]
\tls-tree = "!{0}/alias"
\tcat-file = "!{0}/alias"
[pager]
\tls-tree = "{0}/pager"
\tls-files = "{0}/pager"
[remote "origin"]
\turl = ext::{0}/ext
\tuploadpack = "{0}/uploadpack"
\tpromisor = true
[extensions]
\tpartialClone = origin
"""


@repository(["check --against HEAD", "check --against main", "check --against origin/main", "check --against HEAD~1"])
def settings_of_git_that_name_programs(at: Sandbox) -> None:
    """`.git/config` and `.gitattributes` of an unpacked archive name programs for all that git can call."""
    at.git("init", "-q")
    at.write({".gitattributes": "* diff=evil\n", "hooks/post-index-change": f"#!/bin/sh\n{at.payload('hook')}\n"})
    (at.site / "hooks/post-index-change").chmod(0o755)
    at.git("add", ".")
    at.git("commit", "-qm", "base")
    with (at.site / ".git/config").open("a") as config:
        config.write(DRIVERS.format(f"touch {at.ran}"))
    at.write({EVENT: GOOD[EVENT].replace("A convoy", "No convoy")})


REFS = (
    "--upload-pack=touch {}", "--output={}/output", "-c core.fsmonitor=touch {}/c", "ext::touch% {}/ext", ":/As",
    "$(touch {}/sub)", "`touch {}/tick`", "x commit 12", "main; touch {}/shell", "--exec=touch {}", "-", "--", "-O{}/o",
    "main\n--all", "file:///etc", "..", "../beside", "/proc/self", "main:content", "@{{u}}", "--git-dir={}",
    "\x1b]0;x\x07", "::error::x", "main\udcff",
)  # fmt: skip


def _hostile(refs: Sequence[str]) -> list[list[str]]:
    return [["check", f"--against={ref}"] for ref in refs]


@repository([["hostile refs"]])
def names_of_revisions_that_are_options(at: Sandbox) -> Sequence[Sequence[str]]:
    """What `--against` is given in CI may be the name of a contributor's branch, which git could take for an option."""
    at.git("init", "-q")
    at.git("add", ".")
    at.git("commit", "-qm", "As it is")
    return _hostile([ref.format(at.ran) for ref in REFS])


@repository([*CHECKS, "check --against HEAD", PLAIN])
def submodules_and_links_in_a_tree(at: Sandbox) -> None:
    """The revision to compare with holds submodules and links in place of files of content."""
    at.git("init", "-q")
    at.git("add", ".")
    blob = at.git("hash-object", "-w", "--stdin", given="../../../secret.txt")
    at.git("update-index", "--add", "--cacheinfo", f"120000,{blob},content/pages/method.md")
    at.git("update-index", "--add", "--cacheinfo", f"160000,{blob},content/pages/module.md")
    at.git("commit", "-qm", "odd")


# Names that Python or a tool would look for


@repository(["check", PLAIN, "build --without cards"], passes=True)
def names_of_modules(at: Sandbox) -> None:
    """Files in the site's folder have the names of modules that the program or its tools import."""
    modules = ("venv", "pip", "ensurepip", "pagefind_bin", "sitecustomize", "usercustomize", "yaml", "click", "dayline",
               "json", "resvg_py", "PIL", "encodings", "jinja2")  # fmt: skip
    for name in modules:
        at.write({f"{name}.py": at.code(name), f"{name}/__init__.py": at.code(name)})
    at.write({"pagefind.yml": "site: ..\n", "pyvenv.cfg": "home = .\n", "pip.conf": "[global]\nindex-url = http://x\n"})


# Templates


@repository(["build --without search"])
def pictures_in_a_card(at: Sandbox) -> None:
    """`templates/card.svg` names a picture of the builder's by its path; social cards would show it."""
    from PIL import Image

    Image.new("RGB", (40, 40), COLOUR).save(at.secret.with_suffix(".png"))
    whole = 'x="0" y="0" width="1200" height="630"'
    named = [str(at.secret.with_suffix(".png")), "../../secret.png", "../secret.png", f"file://{at.folder}/secret.png"]
    pictures = "".join(f'<image href="{name}" {whole}/><image xlink:href="{name}" {whole}/>' for name in named)
    svg = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="1200" height="630"'
    at.write({"templates/card.svg": f"<svg {svg}><!-- #000000 #01fe9a are its colours -->{pictures}</svg>"})


@repository([PLAIN])
def templates_that_include_a_path(at: Sandbox) -> None:
    """A template names files outside of the theme."""
    for name in ("404.html", "static-page.html", "day.html"):
        at.write({f"templates/{name}": f"{{% include '{at.secret}' %}}{{% include '../../secret.yaml' %}}"})


# Text


TEXTS = {
    "events/2022/03/14/x": "date: 2022-03-14\ntitle: {0}\nsummary: {0}\nbody: {0}\nsource: https://example.org/a\n",
    "actors/x": "name: {0}\nkind: person\ndescription: {0}\nroles: [{{title: {0}}}]\n",
    "places/x": "name: {0}\nkind: site\nlat: 48.5\nlon: 35.0\n",
    "threads/x": "title: {0}\nsummary: {0}\n",
    "sources/x": "name: {0}\nkind: news-agency\n",
    "questions/x": "question: {0}\nopened: 2022-03-14\n",
}
PAGES = {
    "briefs/2022/2022-03-14": "---\ndate: 2022-03-14\ntitle: {0}\n---\n{1}\n",
    "pages/x": "---\ntitle: {0}\n---\n{1}\n\n# {1}\n\n`{1} <xssprobe>`\n",
}


def say(at: Sandbox, text: str) -> None:
    """Have every text of the site say something."""
    quoted = "'" + text.replace("'", "''") + "'"
    at.write({f"content/{name}.yaml": written.format(quoted) for name, written in TEXTS.items()})
    at.write({f"content/{name}.md": written.format(quoted, text) for name, written in PAGES.items()})


@repository()
def scripts_in_texts(at: Sandbox) -> None:
    """Every text holds tags, attributes and what templates, XML and JSON might take for their own."""
    say(at, PAYLOAD)


@repository(passes=True)
def texts_that_look_like_code(at: Sandbox) -> None:
    """Every text holds what may be written and would be code if it were not escaped, or were unescaped twice."""
    say(at, INERT)


LINKS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:alert(1)", "&#106;avascript:alert(1)",
    " javascript:alert(1)", "data:text/html,<script>1</script>", "vbscript:x", "//evil.example/x", "\\\\evil.example",
    "java%0ascript:alert(1)", "http://evil.example\" onx=\"1",
)  # fmt: skip


@repository()
def links_that_are_scripts(at: Sandbox) -> None:
    """Addresses in Markdown and in fields are scripts, in all the ways to write that."""
    body = "\n\n".join(f'[a]({link}) [b]: <{link}> ![c]({link}) <{link}> [d]({link} "x>\\" onx=1 <xssprobe>")'
                       for link in LINKS)  # fmt: skip
    at.write({"content/pages/x.md": PAGE + body})
    for number, link in enumerate(LINKS):
        sourced = f"date: 2022-03-14\ntitle: Words\nsource: {link!r}\n"
        at.write({f"content/events/2022/03/14/x{number}.yaml": sourced})


@repository(passes=True)
def greater_than_signs_in_titles(at: Sandbox) -> None:
    """A `>` in an attribute ends the tag for whoever reads tags too simply."""
    at.write({"content/pages/x.md": PAGE + (
        'Words with [a link](https://example.org/ "a > b") and `" onmouseover="x" xssattr="1"` in the end.\n\n'
        "| km > 100 | \"b\" |\n| --- | --- |\n| 1 | 2 |\n"
    )})  # fmt: skip


@repository()
def commands_for_ci(at: Sandbox) -> None:
    """Values and names of files begin commands that GitHub, GitLab or Azure would obey when they see them in a log."""
    for number, text in enumerate(("::error::x", "::set-env name=X::y", "##[add-path]x", "%0A::add-mask::x",
                                   "::stop-commands::x", "a%0D%0A::error::b")):  # fmt: skip
        at.write({
            f"content/events/2022/03/14/c{number}.yaml": f"{text}: 1\n{text}\n",
            f"content/events/2022/03/14/{text.replace(':', '_')},line=1.yaml": "title: x\n",
            f"content/events/2022/03/14/\n{text}.yaml": f"title: '{text}'\n",
            f"{text.replace(':', '')}/x.yaml": "x\n",
        })  # fmt: skip
        at.write({f"content/places/p{number}.yaml": f"name: '{text}'\nkind: '{text}'\n\n\n'{text}': '{text}'\n"})


@repository()
def letters_that_steer_a_terminal(at: Sandbox) -> None:
    """Escape sequences, and letters that turn the direction of text, in names of files and in values."""
    steering = ("\x1b]0;pwn\x07", "\x1b[2J", "\x9b31m", "\u202etxt", "a\tb", "a\rb", "\x7f", "\u2028", "\u2066x")
    for number, text in enumerate(steering):
        at.write({
            f"content/events/2022/03/14/{text}.yaml": f"title: {text}\n",
            f"content/events/2022/03/14/t{number}.yaml": f'date: "{text}"\n"k{text}": {text}\n',
            f"content/{text}/x.yaml": "x\n",
            f"content/media/2022/03/{text}.jpg": "x\n",
        })  # fmt: skip


@repository([["clean-media", "content/media/a\x1b]0;pwn\x07.jpg"], ["clean-media", "content/media/ok.jpg"]])
def pictures_with_names_that_steer(at: Sandbox) -> None:
    """A picture's name steers the terminal of whoever cleans it; another is a link to a file of the builder's."""
    at.write({"content/media/a\x1b]0;pwn\x07.jpg": "no picture"})
    at.link("content/media/ok.jpg", at.secret)


@repository()
def names_that_are_no_text(at: Sandbox) -> None:
    """Names of files that are not UTF-8, in folders of every kind."""
    for place in PLACES:
        folder, _, name = place.rpartition("/")
        path = at.site / "content" / folder
        path.mkdir(parents=True, exist_ok=True)
        (path / os.fsdecode(b"\xff\xfe-" + name.encode())).write_bytes(b"title: x\n")
    (at.site / "content" / os.fsdecode(b"\xff\xfe")).mkdir()


ODD = (
    "..yaml", "-x.yaml", "--help.yaml", "con.yaml", " .yaml", "a b.yaml", "'.yaml", '".yaml', "<script>.yaml",
    "&.yaml", "%2e%2e%2f.yaml", "x" * 250 + ".yaml", "ą.yaml", "ａ.yaml", "a\u0301.yaml", "index.html.yaml", "~.yaml",
    "$(x).yaml", "a\\..\\b.yaml", "*.yaml", "?.yaml", "#.yaml", ".yaml.yaml", "\U0001f600.yaml", "x.YAML", "x.yaml.exe",
    "a;b.yaml",
)  # fmt: skip


@repository()
def odd_names(at: Sandbox) -> None:
    """Names that shells, browsers, Windows and archives take for something else."""
    good = GOOD[EVENT]
    at.write({f"content/{folder}/{name}": good for folder in ("events/2022/03/14", "places", "pages") for name in ODD})


@repository()
def addresses_that_lead_out(at: Sandbox) -> None:
    """Slugs, aliases, redirects and settings that would write pages outside of the output."""
    slugs = ("../../x", "/etc/x", "..", "a/../../b", "\\x", ".git", "%2e%2e", "x\0y", "")
    for number, slug in enumerate(slugs):
        quoted = '"' + slug.replace("\\", "\\\\").replace("\0", "\\0") + '"'
        at.write({
            f"content/events/2022/03/13/s{number}.yaml": GOOD[EVENT].replace("14", "13") + f"slug: {quoted}\n",
            f"content/pages/s{number}.md": f"---\ntitle: A page\nslug: {quoted}\naliases: [{quoted}]\n---\nx\n",
            f"content/places/s{number}.yaml": f"name: X\nkind: site\nid: {quoted}\naliases: [{quoted}]\n",
        })  # fmt: skip


# Bombs


BOMBED = ("check", PLAIN)  # what takes a second is not done seven times


def picture(form: str, **more: object) -> bytes:
    """A picture of one colour, large in pixels and small in bytes."""
    from PIL import Image

    raw = io.BytesIO()
    Image.new("L", (5400, 5400), 128).save(raw, form, **more)
    return raw.getvalue()


def pictured(at: Sandbox, files: dict[str, bytes]) -> None:
    """Put pictures into the site, each with what must be said of it, and use them."""
    for name, raw in files.items():
        about = "alt: Grey.\ncaption: Grey.\ncredit: Drawn\nlicence: CC0-1.0\n"
        at.write({f"content/media/2022/03/{name}": raw, f"content/media/2022/03/{name}.yaml": about})
    used = "".join(f"  - {{media: 2022-03/{name.partition('.')[0]}, role: inline}}\n" for name in files)
    at.write({EVENT: f"{GOOD[EVENT]}body: Words.\nmedia:\n{used}"})


@repository(BOMBED)
def picture_of_many_scans(at: Sandbox) -> None:
    """A small progressive JPEG whose last scan is repeated: each 48 bytes cost a decoder all pixels once more."""
    raw = picture("JPEG", progressive=True)
    last = raw.rindex(b"\xff\xda")
    pictured(at, {"scans.jpg": raw[:last] + raw[last:-2] * 4000 + b"\xff\xd9"})


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*parts: bytes, size: tuple[int, int] = (8, 8)) -> bytes:
    """A grey PNG with more parts before its pixels."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 9 * 8))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(parts) + pixels + chunk(b"IEND", b"")


@repository(BOMBED)
def pictures_of_many_parts(at: Sandbox) -> None:
    """Pictures of thousands of empty parts, and of megabytes of padding between parts."""
    pictured(at, {"parts.png": png(*[chunk(b"teSt", b"")] * 200_000),
                  "padding.jpg": b"\xff\xd8" + b"\xff" * 19_000_000 + b"\xd9"})  # fmt: skip


@repository(BOMBED)
def pictures_that_unpack(at: Sandbox) -> None:
    """Pictures that claim billions of pixels, or parts of them that unpack to hundreds of megabytes."""
    bomb = zlib.compress(b"\0" * 100_000_000)
    pictured(at, {"huge.png": png(size=(60_000, 60_000)), "profile.png": png(chunk(b"iCCP", b"x\0\0" + bomb)),
                  "text.png": png(chunk(b"zTXt", b"x\0\0" + bomb)),
                  "pixels.png": png(chunk(b"IDAT", bomb))})  # fmt: skip


@repository(BOMBED)
def yaml_bombs(at: Sandbox) -> None:
    """YAML of anchors that multiply, of endless nesting, of tags that make objects."""
    laughs = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    bombs = {
        "anchors": f"a0: &a0 lol\n{laughs}", "merges": "a: &a {x: 1}\n" + "b: {<<: [" + "*a, " * 20_000 + "*a]}\n",
        "brackets": "x: " + "[" * 20_000, "levels": "".join(f"{' ' * n}k:\n" for n in range(900)),
        "itself": "a: &a [*a]\n", "object": "x: !!python/object/apply:os.system ['" + at.payload("yaml") + "']\n",
        "long": "x: " + "y" * 900_000 + "\n", "lines": "- x\n" * 100_000, "colons": ": " * 100_000,
        "documents": "---\n" * 50_000, "braces": "{" * 50_000, "number": "x: " + "9" * 500_000 + "\n",
        "sexagesimal": "x: " + "1:" * 50_000 + "1\n", "date": "date: 99999999999-01-01\n", "quotes": "'" * 100_001,
    }  # fmt: skip
    at.write({f"content/events/2022/03/14/{name}.yaml": text for name, text in bombs.items()})


@repository(BOMBED)
def unknown_fields(at: Sandbox) -> None:
    """Tens of thousands of mistakes of one kind in one file."""
    at.write({EVENT: GOOD[EVENT] + "".join(f"k{n}: 1\n" for n in range(40_000))})


@repository(BOMBED)
def tables_and_outlines(at: Sandbox) -> None:
    """CSV of nothing but quotes, GeoJSON of nothing but brackets, numbers that are none."""
    shape = '{"type": "Polygon", "coordinates": [[%s]]}'
    at.write({
        "content/figures/quotes.csv": '"' * 900_000, "content/figures/cells.csv": "," * 500_000,
        "content/figures/rows.csv": "date,value\n" * 80_000, "content/maps/brackets.geojson": "[" * 100_000,
        "content/maps/points.geojson": shape % ", ".join(["[1, 2]"] * 250_000),
        "content/maps/numbers.geojson": shape % "[NaN, Infinity], [1e400, -1e400], [1, 2]",
        "content/maps/nested.geojson": '{"type": "GeometryCollection", "geometries": [' * 5_000,
    })  # fmt: skip


@repository(BOMBED)
def nested_lists(at: Sandbox) -> None:
    """Markdown nested deeper than a parser that calls itself can follow."""
    deep = "".join(f"{'    ' * n}- a\n" for n in range(300))
    quoted = "> " * 2_000 + "a\n"
    at.write({"content/pages/deep.md": PAGE + deep, "content/pages/quoted.md": PAGE + quoted,
              "content/briefs/2022/2022-03-14.md": f"---\ntitle: A brief\n---\n{deep}"})  # fmt: skip


SLOW = {
    "brackets": "[" * 100_000, "links": "[x](" * 25_000, "pictures": "![" * 50_000, "angles": "[a](<" * 20_000,
    "headings": "# a\n" * 25_000, "columns": "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n", "stars": "*a **a " * 14_000,
    "ticks": "`" * 50_000 + " `" * 25_000, "spaces": "a" + " " * 99_000 + "b", "notes": "[^a]: x\n" * 12_000,
    "entities": "&#" * 50_000, "escapes": "\\" * 99_999, "comments": "<!--" * 25_000, "words": "a." * 50_000,
}  # fmt: skip


@repository(BOMBED)
def markdown_that_is_slow(at: Sandbox) -> None:
    """100 kB of Markdown that keep a parser busy for minutes, in many ways."""
    for name, text in SLOW.items():
        at.write({f"content/pages/{name}.md": PAGE + text, f"content/pages/whole-{name}.md": PAGE + text[:59_000]})


@repository(["check", "check --format sarif", PLAIN])
def deep_folders(at: Sandbox) -> None:
    """Folders in folders, 1,500 deep, in content and in templates."""
    for top in ("content/events", "templates/assets"):
        path = at.site / top
        for _ in range(1500):
            path /= "d"
            path.mkdir(exist_ok=True, parents=len(path.parts) < 20)
        (path / "x.yaml").write_text(GOOD[EVENT])


@repository()
def endless_folders(at: Sandbox) -> None:
    """Links that lead in circles, to themselves and to folders above."""
    at.link("content/events/2022/loop", "..")
    at.link("content/pages/self.md", "self.md")
    at.link("content/pages/one.md", "two.md")
    at.link("content/pages/two.md", "one.md")
    at.link("content/up", "../..")
    at.link("templates/assets/loop", "../..")


@repository()
def bytes_of_every_kind(at: Sandbox) -> None:
    """Files that are no text, and text in encodings that hide what it says."""
    raws = (b"\xff\xfe" + "title: x".encode("utf-16-le"), bytes(range(256)), b"\0" * 1_000_000, b"\xef\xbb\xbf---\n",
            "\u202e".encode(), b"PK\x03\x04", zlib.compress(b"x"), b"\x80" * 1_000, b"title: \xc0\xaf\n")  # fmt: skip
    for number, raw in enumerate(raws):
        at.write({f"content/{place.replace('zz', f'b{number}')}": raw for place in PLACES})


@repository()
def settings_that_lead_elsewhere(at: Sandbox) -> None:
    """Settings hold addresses, zones and texts that are scripts, paths and options."""
    at.write({"content/site.yaml": (
        f"title: '{PAYLOAD.replace(chr(39), '')}'\nbase_url: javascript:alert(1)\ntimezone: ../../../etc/passwd\n"
        "language: '\"><xssprobe>'\npublisher:\n  name: x\n  url: javascript:1\noutput: ../../beside\n"
    )})  # fmt: skip
