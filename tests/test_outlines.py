"""The headings of the home page and of a day: what somebody hears who jumps from heading to heading."""

import html
import re
from pathlib import Path

HOME = """\
Day by Day
  Friday 18 March 2022
    Strikes on Mykolaiv and Zaporizhzhia; Russia speaks of movement on neutrality
    Added since this summary
    At a glance
  What we do not know
  What’s next
  The days before
    US House votes against trade with Russia; Panama reports ships attacked
    Mariupol theatre destroyed; world court orders Russia to stop
    Talks go on while three prime ministers travel to Kyiv under curfew
    Talks pause after a fourth round; cars get out of Mariupol
    Strike near the Polish border kills 35; both sides see progress in talks
    Russia threatens arms deliveries; Melitopol protests for its mayor
    Air strikes reach the west; Melitopol’s mayor is taken away
  Latest figures
  Places of the day
  Topics
    Attacks on cities
    Front lines
    People leaving Ukraine
    Press, platforms and protest
    Russia-Ukraine talks
  All days
  Follow the news
  Look things up
  How we work
"""
DAY = """\
Monday 14 March 2022
  Talks pause after a fourth round; cars get out of Mariupol
  At a glance
  What happened
  What was said
  What is disputed
  What comes next
  What we do not know
  Announced for later
  Events of the day
    Fourth round of Russia-Ukraine talks ends in a pause without a result
    Russian forces bombard Kyiv and other Ukrainian cities
    Mariupol council says 160 civilian cars left the encircled city
    Governor says Russian air strike on a television mast in Rivne Oblast kills at least nine
    US official says Russia asked China for military equipment
    US defence official says almost all Russian offensives are stalled
    Kremlin spokesman says Russia does not need help from China
    Sullivan warns China not to help Russia evade sanctions
    Senior US and Chinese aides meet in Rome
    Russian-made Orlan-10 drone crashes in northern Romania
    Journalist interrupts live news on Russian state television with an anti-war sign
    Podolyak lists four subjects for the talks of 14 March
    People in Mariupol lack food, water, heating and medicine
    Russia denies having asked China for military help, according to Wikipedia’s digest
    Red Cross says bombardment has been a nightmare for civilians
    Biden worried about Chinese money for Russia, AP reports
    Ukrainian presidential adviser puts deaths in Mariupol at over 2,500
    Slovakia expels three Russian diplomats, alleging espionage and bribery
    UNHCR counts 2.90 million people who have left Ukraine
    United Russia plans a bill to punish compliance with Western sanctions
    Spanish police seize Sergey Chemezov’s superyacht in Barcelona
  Changes to what is on this page
  Ongoing
  Figures of the day
  Places
  Sources of the day
  Follow the news
  Look things up
  How we work
"""


def outline(page: Path) -> str:
    """The headings of a page, a line each, indented by their level."""
    headings = re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", page.read_text("utf-8"), re.DOTALL)
    plain = ((int(level), " ".join(re.sub(r"<[^>]+>", "", text).split())) for level, text in headings)
    return "".join(f"{'  ' * (level - 1)}{html.unescape(text)}\n" for level, text in plain)


def test_headings_of_the_home_page(demo: Path) -> None:
    """The day, its headline, what was added since; then what is not known, what is next, the days before, topics."""
    assert outline(demo / "index.html") == HOME


def test_headings_of_a_day(demo: Path) -> None:
    """The date, the headline, the parts of the summary, and each event below one heading."""
    assert outline(demo / "2022/03/14/index.html") == DAY
