"""What builds leave in the cache for the next process: records, pages, converted texts, compiled templates."""

from dataclasses import replace

from dayline import prose
from dayline.build.built import Built
from dayline.build.finishing import is_due
from dayline.build.options import Options
from dayline.build.unchanged import state_of
from dayline.cache.inputs import Inputs
from dayline.cache.memory import Memory, load_memory, save_memory
from dayline.cache.store import Store
from dayline.cache.version import program


def load_state(options: Options) -> tuple[Memory, dict[str, bytes]]:
    """What earlier builds left in the cache: their memory, and compiled templates."""
    store = Store(options.cache, program())
    return load_memory(store, store.read("inputs"), state_of(options)), load_templates(store)


def save_state(options: Options, built: Built, codes: dict[str, bytes], state: bytes | None = None) -> Built:
    """Save what the next process can reuse: the memory, converted texts, and compiled templates if given."""
    store = Store(options.cache, program())
    memory = save_memory(store, built.memory, _inputs(built, options, state or state_of(options)))
    if codes:
        store.write("templates", codes)
    if (texts := prose.fresh()) is not None:
        store.write("texts", texts)
    return replace(built, memory=memory)


def load_templates(store: Store) -> dict[str, bytes]:
    """Compiled templates from the cache; converted texts are loaded when first needed."""
    prose.recall(lambda: store.read("texts") or {})
    return store.read("templates") or {}


def _inputs(built: Built, options: Options, state: bytes) -> Inputs:
    """The inputs by which the next build can tell that nothing has changed."""
    memory = built.memory
    assert memory.clock is not None, "a build knows its day"  # noqa: S101
    finished = not is_due(options, memory)
    return Inputs(
        state, memory.clock, memory.stamps.packed, built.pages, memory.edition, finished, built.warnings, built.problems
    )
