"""The starter files of `dayline new`."""

import re

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~](?:[^:#\n]|:(?=\S)|(?<=\S)#)*")


def quoted(text: str) -> str:
    """A text as a YAML value, in quotes only if it needs them."""
    if _PLAIN.fullmatch(text) and not text.endswith(":"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


EVENT = """\
# The lines above are a complete event. More fields, if they are known:
# summary: >-
#   Two or three sentences in own words, saying who says so.
# type: statement          # attack, talks, humanitarian, statement, denial …
# priority: key            # lead, key, normal, minor
# time: "14:30"
# attribution: {by: id-of-an-actor}
# threads: [id-of-a-thread]
"""

BRIEF = """\
---
date: {day}
title: {title}
standfirst: >-
  Two sentences that say what this day was about.
status: open
{highlights}not_known:
  - What is not known yet
---

## What happened

{links}## What is disputed

## What comes next
"""

SITE = {
    "content/site.yaml": """\
title: {title}
description: A timeline of daily summaries, with sources
base_url: {base_url}
language: en
languages: [en]
timezone: {timezone}
publisher:
  name: {title}
  policies:
    corrections: corrections-policy
    verification: method
    unnamed_sources: method
    ethics: method
""",
    "content/pages/about.md": """\
---
title: About
starter: true
---
Say who publishes this site, who pays for it, and how to reach you.
""",
    "content/pages/method.md": """\
---
title: How we work
starter: true
---
Say what counts as an event, how you check what you are told, how you treat unnamed
sources, and what you leave out to keep people safe.
""",
    "content/pages/corrections-policy.md": """\
---
title: Corrections policy
starter: true
---
We say what was wrong, what is right, and when we changed it. Tell us about mistakes.
""",
    "content/events/{folder}/site-started.yaml": """\
date: {day}
title: This timeline begins
source: {base_url}
summary: >-
  Replace this event by the first one of your own. `dayline new event` makes a file for it.
starter: true
""",
    "content/briefs/{year}/{day}.md": """\
---
date: {day}
title: The timeline begins
standfirst: "[The first brief](event:{day}/site-started), to be replaced by your own."
status: open
starter: true
---

## What happened

[This timeline begins](event:{day}/site-started).
""",
    ".gitignore": "public/\n.public.*\n.venv/\n",
}
