"""Whether a build would change nothing, found out by loading and reading next to nothing."""

from datetime import UTC, datetime
from typing import NamedTuple

from dayline import theme
from dayline.build.options import Options
from dayline.cache.inputs import Clock, Inputs
from dayline.cache.store import Store
from dayline.cache.version import program
from dayline.digests import digest
from dayline.read import static
from dayline.read.gc_pause import gc_paused
from dayline.read.scan import is_unchanged
from dayline.timeline.zones import build_moment, zone
from dayline.write.manifest import Digest
from dayline.write.verify import is_whole


class Earlier(NamedTuple):
    """What an earlier build was made from, what this one would be (`state`), and whether its edition still stands."""

    inputs: Inputs | None
    state: bytes
    stands: bool


def earlier(options: Options) -> Earlier:
    """The build before, as far as it tells whether another one is needed.

    Raises `write.OutputError` if the output folder can't be used.
    """
    state = state_of(options)
    inputs: Inputs | None = Store(options.cache, program()).read("inputs")
    return Earlier(
        inputs, state, bool(inputs and inputs.state == state and inputs.finished and _stands(inputs, options))
    )


def state_of(options: Options) -> bytes:
    """The digest of everything that makes pages what they are, but for the content and the time."""
    output = str(options.output.resolve())
    told = (
        options.base_url,
        sorted(options.strict),
        options.drafts,
        options.portable,
        output,
        options.as_of,
        sorted(options.extras),
    )
    own = theme.files_digest(theme.files(options.site)), static.files_digest(options.site)
    return digest(program(), *own, repr(told))


def _stands(inputs: Inputs, options: Options) -> bool:
    with gc_paused():
        same = _still(inputs.clock, options.moment) and is_unchanged(options.site, inputs.files)
        return same and is_whole(options.output, Digest(inputs.edition), verify=options.verify)


def _still(clock: Clock, now: datetime) -> bool:
    """Whether a site's time looks as it did: the same day, and nothing come out since."""
    moment = build_moment(clock.closed, now, zone(clock.zone) or UTC)
    due = clock.embargo is not None and moment >= clock.embargo
    return moment.date() == clock.today and not due
