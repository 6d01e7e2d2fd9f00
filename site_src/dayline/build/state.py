"""What builds leave in the cache for the next process: records, pages, converted texts, compiled templates."""

from datetime import UTC

from dayline import prose
from dayline.build.finishing import is_due
from dayline.build.options import Options
from dayline.build.rebuild import Built
from dayline.build.unchanged import state_of
from dayline.cache.inputs import Clock, Inputs
from dayline.cache.memory import Memory, load_memory, save_memory, stamps
from dayline.cache.store import Store
from dayline.cache.version import program
from dayline.read.content import combine
from dayline.timeline.zones import build_moment, zone


def load_state(options: Options) -> tuple[Memory, dict[str, bytes]]:
    """What earlier builds left in the cache: their memory, and compiled templates."""
    store = Store(options.cache, program())
    return load_memory(store, store.read("inputs"), state_of(options)), load_templates(store)


def save_state(
    options: Options, before: Memory, built: Built, codes: dict[str, bytes], state: bytes | None = None
) -> None:
    """Save what the next process can reuse: records, pages, texts, and compiled templates if given."""
    store = Store(options.cache, program())
    save_memory(store, before, built.memory, _inputs(built, options, state or state_of(options)))
    if codes:
        store.write("templates", codes)
    if (texts := prose.fresh()) is not None:
        store.write("texts", texts)


def load_templates(store: Store) -> dict[str, bytes]:
    """Compiled templates from the cache; converted texts are loaded when first needed."""
    prose.recall(lambda: store.read("texts") or {})
    return store.read("templates") or {}


def _inputs(built: Built, options: Options, state: bytes) -> Inputs:
    """The inputs by which the next build can tell that nothing has changed."""
    entries = combine(built.memory.reading).entries
    site = next(entry.record for entry in entries if entry.kind == "site")
    closed = site.closed.latest if site.closed else None
    now = build_moment(closed, options.moment, zone(site.timezone) or UTC)
    embargoes = (entry.record.embargo for entry in entries if entry.kind == "event" and entry.record.embargo)
    next_embargo = min((moment for moment in embargoes if moment.tzinfo and moment > now), default=None)
    clock = Clock(site.timezone, closed, now.date(), next_embargo)
    files, finished = stamps(built.memory.reading), not is_due(options, built.memory)
    edition = built.memory.edition
    return Inputs(state, clock, files, built.pages, edition, finished, built.warnings, built.problems)
