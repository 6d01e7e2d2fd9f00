"""Whether a build would change nothing; finds out while loading and reading as little as possible."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from dayline import theme
from dayline.build.options import Options
from dayline.cache.inputs import Clock, Inputs
from dayline.cache.store import Store
from dayline.cache.version import program
from dayline.digests import digest
from dayline.read import static
from dayline.read.gc_pause import gc_paused
from dayline.read.scan import changed_files
from dayline.read.stamps import Stamps
from dayline.timeline.zones import build_moment, zone
from dayline.write.manifest import Digest
from dayline.write.verify import is_whole


class Earlier(NamedTuple):
    """The inputs of the last build, the `state` of this one, and whether the output is still current.

    `changed` are the files of content that have changed since, None if they are not known.
    """

    inputs: Inputs | None
    state: bytes
    is_current: bool
    changed: list[str] | None = None


def earlier(options: Options) -> Earlier:
    """What the last build left that shows whether another one is needed.

    Raises `write.OutputError` if the output folder can't be used.
    """
    state = state_of(options)
    inputs: Inputs | None = Store(options.cache, program()).read("inputs")
    with gc_paused():
        changed = changed_files(options.site, Stamps(inputs.files)) if inputs else None
    is_same = inputs is not None and changed == [] and inputs.state == state and inputs.finished
    return Earlier(inputs, state, bool(inputs and is_same and _is_current(inputs, options)), changed)


def state_of(options: Options) -> bytes:
    """The digest of everything that pages depend on, except the content and the time."""
    output = str(options.output.resolve())
    settings = (
        options.base_url,
        sorted(options.strict),
        options.drafts,
        options.portable,
        output,
        options.as_of,
        sorted(options.extras),
    )
    files = theme.files_digest(theme.files(options.site)), static.files_digest(options.site)
    return digest(program(), *files, repr(settings))


def clock_of(timezone: str, closed: date | None, embargoes: Iterable[datetime | None], now: datetime) -> Clock:
    """The time of a build at a moment, from the settings and the embargoes of all events."""
    moment = build_moment(closed, now, zone(timezone) or UTC)
    next_embargo = min((end for end in embargoes if end and end.tzinfo and end > moment), default=None)
    return Clock(timezone, closed, moment.date(), next_embargo)


def _is_current(inputs: Inputs, options: Options) -> bool:
    is_same_day = _is_same_day(inputs.clock, options.moment)
    return is_same_day and is_whole(options.output, Digest(inputs.edition), verify=options.verify)


def _is_same_day(clock: Clock, now: datetime) -> bool:
    """Whether it is still the same day, and no embargo has ended since."""
    moment = build_moment(clock.closed, now, zone(clock.zone) or UTC)
    has_ended = clock.embargo is not None and moment >= clock.embargo
    return moment.date() == clock.today and not has_ended
