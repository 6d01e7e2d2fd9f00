"""The how-to in docs/own-data.md, done as it says with the data that it names."""

import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
GUIDE = (ROOT / "docs/own-data.md").read_text("utf-8")
DOWNLOADS = (
    "losses-daily/russia_losses_personnel_2022.json", "losses-daily/russia_losses_equipment_2022.json",
    "unhcr-refugees/UNHCR_UKR_Date.csv", "unhcr-refugees/UNHCR_by_date_restated.csv",
)  # fmt: skip
NOW = "2023-01-15T12:00+02:00"
needs_data = pytest.mark.skipif(not (DATA / "geo").is_dir(), reason="the data sets are not here")


def blocks(language: str) -> list[str]:
    """The how-to's blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def follow(site: SiteBuilder) -> SiteBuilder:
    """A site on which every step of the how-to has been taken."""
    for name in DOWNLOADS:
        site.write({f"downloads/{Path(name).name}": (DATA / name).read_bytes()})
    site.write({block.partition("\n")[0].removeprefix("# "): block for block in blocks("yaml")})
    (program,) = blocks("python")
    subprocess.run([sys.executable, "-c", program], cwd=site.folder, check=True)
    shutil.copyfile(DATA / "geo/ua_admin1.geojson", site.folder / "content/maps/oblasts.geojson")
    return site


@needs_data
def test_values(site: SiteBuilder) -> None:
    """Every column becomes a line with all its values, their qualifiers and their gaps, all without a warning."""
    timeline = follow(site).timeline(NOW)
    found = [
        f"{id}, {one.scope}: {len(one.values)}, {first.day} {first.qualifier} {first.best}"
        f" … {last.day} {last.qualifier} {last.best}"
        for id, series in sorted(timeline.series.items())
        for one in series
        for first, last in [(one.values[0], one.values[-1])]
    ]
    assert found == [
        "people-who-left, first state: 82, 2022-02-24 exact 79982 … 2022-05-17 exact 6312255",
        "people-who-left, as restated later: 95, 2022-02-24 exact 79209 … 2022-05-29 exact 6801987",
        "reported-armour, armoured carriers: 310, 2022-02-25 exact 516 … 2022-12-31 exact 6075",
        "reported-armour, tanks: 310, 2022-02-25 exact 80 … 2022-12-31 exact 3029",
        "reported-armour, field artillery: 310, 2022-02-25 exact 49 … 2022-12-31 exact 2016",
        "reported-armour, rocket launchers: 310, 2022-02-25 exact 4 … 2022-12-31 exact 423",
        "reported-personnel, personnel: 310, 2022-02-25 about 2800 … 2022-12-31 about 105960",
        "reported-personnel, prisoners: 62, 2022-02-25 exact 0 … 2022-04-27 exact 496",
        "reported-vehicles, military cars: 65, 2022-02-25 exact 100 … 2022-04-30 exact 1701",
        "reported-vehicles, fuel tanks: 65, 2022-02-25 exact 60 … 2022-04-30 exact 76",
        "reported-vehicles, vehicles with fuel tanks: 245, 2022-05-01 exact 1796 … 2022-12-31 exact 4707",
    ]
    assert site.problems(NOW) == "no problems\n"


@needs_data
def test_qualifiers_and_gaps(site: SiteBuilder) -> None:
    """`more` is “more than”; the first state of UNHCR's series lacks one day, which is a gap and no zero."""
    series = follow(site).timeline(NOW).series
    personnel = next(one for one in series["reported-personnel"] if one.scope == "personnel")
    more = [str(value.day) for value in personnel.values if value.qualifier == "more-than"]
    states = {one.scope: {value.day for value in one.values} for one in series["people-who-left"]}
    gap = [str(day) for day in states["as restated later"] - states["first state"] if day < max(states["first state"])]
    assert (more, gap) == (
        ["2022-03-07", "2022-03-10", "2022-03-11", "2022-03-12", "2022-03-13", "2022-03-14"], ["2022-04-19"],
    )  # fmt: skip


@needs_data
def test_a_correction_is_asked_about(site: SiteBuilder) -> None:
    """Without `revised` the fall of the carriers is the one thing that looks wrong, as the how-to shows it."""
    event = follow(site).folder / "content/events/2022/10/13/general-staff-corrects-its-count.yaml"
    event.write_text(event.read_text("utf-8").partition("figures:")[0], "utf-8")
    path = site.folder / "content/figures/reported-armour.yaml"
    path.write_text(re.sub(r" +revised:\n.*\n", "", path.read_text("utf-8")), "utf-8")
    (shown,) = re.findall(r"^```\n(warning\[W38.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    found = site.problems(NOW)
    assert [part in found for part in shown.split("…\n")] == [True, True]
    assert re.findall(r"^\w+\[.*\]", found, re.MULTILINE) == ["warning[W38]"]


@needs_data
def test_outlines(site: SiteBuilder) -> None:
    """The 27 units have 31 rings, which are drawn with their credit on the day's map; the carriers' day is marked."""
    shapes = follow(site).timeline(NOW).map_shapes["oblasts"].record
    assert (len(shapes.rings), len(shapes.lines), len(shapes.points)) == (31, 0, 0)
    assert build(Options(site.folder, site.folder / "public", datetime.fromisoformat(NOW), jobs=1)).ok
    day = (site.folder / "public/2022/10/13/index.html").read_text("utf-8")
    figure = (site.folder / "public/figures/reported-armour/index.html").read_text("utf-8")
    assert "Oblasts of Ukraine: © Мінрегіон / © Minregion (CC BY-SA; boundaries of 2020, simplified" in day
    assert "The data set records a correction of -25 for this day." in figure
