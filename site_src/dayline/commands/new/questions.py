"""What `dayline new` asks for each kind of record."""

from collections.abc import Iterator
from typing import NamedTuple


class Question(NamedTuple):
    """A question about a field: what is asked on a terminal (`text`), and the `help` of its option.

    An `optional` one may be left empty. One that is not `asked` is only an option. With `only_if` it is asked only if
    another field has that value. A `flag` is an option without a value; it stands for this answer.
    """

    field: str
    text: str
    help: str
    default: str = ""
    optional: bool = False
    asked: bool = True
    only_if: tuple[str, str] = ("", "")
    flag: str = ""

    @property
    def option(self) -> str:
        return f"--{self.field.replace('_', '-')}" if not self.flag else f"--{self.flag}"


class Kind(NamedTuple):
    """A kind of record that can be created; the answer to the first question is the argument of its command."""

    noun: str
    questions: tuple[Question, ...]
    name: str = "title"
    """The field from whose value the id is made, and by which people know the record."""

    def named(self, name: str) -> Iterator[Question]:
        """The questions, with a name as the usual answer to the one for it, if there is one."""
        for question in self.questions:
            yield question._replace(default=name) if name and question.field == self.name else question

    def question(self, field: object) -> Question | None:
        """The question about a field; None if there is none."""
        return next(
            (question for question in self.questions if field in FIELDS.get(question.field, question.field)), None
        )


FIELDS: dict[object, tuple[str, ...]] = {"date": ("date", "time"), "at": ("lat", "lon")}
"""The fields that one answer fills, if they are not the one with its name."""
_DRAFT = Question(
    "state", "", "Readers don't see it until this is taken out.", optional=True, asked=False, flag="draft"
)
_COUNTRY = Question("country", "Its country, in two letters, as in CZ", "Its country, in two letters.", optional=True)

KINDS = {
    "event": Kind("event", (
        Question("title", "What happened, in one sentence", "What happened, in one sentence."),
        Question("date", "When did it happen, as in 12 November or 2026-11-12T06:40",
                 "When it happened, with or without a time; by default today.", "today"),
        Question("source",
                 "Who reported it: a web address, the id of a report, or `observation` if you saw it yourselves",
                 "The source: a URL, the id of a report, or `observation`, `interview` …"),
        Question("place", "Where did it happen, the id or the name of a place",
                 "Where it happened: the id or name of a place.", optional=True),
        Question("type", "What kind of event is it", "The type of the event.", "report"),
        Question("threads", "Which topics does it belong to", "Topics, separated by commas.", optional=True),
        Question("actors", "Who took part", "People and groups, separated by commas.", optional=True, asked=False),
        Question("summary", "What is known, in two or three sentences", "The summary.", optional=True, asked=False),
        _DRAFT,
    )),
    "brief": Kind("brief", (
        Question("date", "Which day is it about", "The day; by default today.", "today"),
        Question("title", "What is the day’s headline", "The day's headline."),
        Question("standfirst", "What was the day about, in two sentences", "Two sentences on the day.", optional=True),
        _DRAFT,
    ), "date"),
    "actor": Kind("person or group", (
        Question("name", "What is the name of the person or group", "The name."),
        Question("kind", "What kind is it", "What kind of person or group it is."),
        Question("public_figure", "Is this person known to the public, so that the name may be published",
                 "Whether the name of a person may be published: yes or no.", "no", only_if=("kind", "person")),
        Question("description", "Who is it, in a few words", "Who it is, in a few words.", optional=True),
        _COUNTRY,
    ), "name"),
    "place": Kind("place", (
        Question("name", "What is the place called", "Its name."),
        Question("kind", "What kind of place is it", "What kind of place it is.", "settlement"),
        _COUNTRY,
        Question("at", "Its coordinates, as in 50.23, 17.20", "Its latitude and longitude, as in \"50.23, 17.20\".",
                 optional=True),
    ), "name"),
    "source": Kind("source", (
        Question("name", "Who publishes it: the name of the newspaper, agency, authority …", "The publisher's name."),
        Question("kind", "What kind of source is it", "What kind of source it is."),
        Question("domains", "Its domains, as in example.org", "Its domains, separated by commas.", optional=True),
        _COUNTRY,
    ), "name"),
    "reference": Kind("report", (
        Question("title", "What is the title of the report", "Its title."),
        Question("source", "Who published it", "Who published it: the id or name of a source."),
        Question("kind", "What kind of report is it", "What kind of report it is.", "article"),
        Question("url", "Its web address", "Its web address.", optional=True),
        Question("published", "When was it published", "When it was published.", "today"),
    )),
    "thread": Kind("topic", (
        Question("title", "What is the topic called", "Its title."),
        Question("summary", "What is it about, in one or two sentences", "What it is about."),
    )),
    "figure": Kind("figure", (
        Question("title", "What is the figure called, as in River level at the bridge", "Its title."),
        Question("unit", "In what unit, as in m, people, CZK", "Its unit."),
        Question("kind", "What kind of number is it", "What kind of number it is."),
        Question("counts", "What exactly is counted or measured", "What exactly is counted or measured."),
        Question("place", "Where", "Its place: an id or a name.", optional=True),
    )),
    "question": Kind("question", (
        Question("question", "What is not known", "The question."),
        Question("opened", "Since when has it been open", "Since when it has been open; by default today.", "today"),
        Question("threads", "Which topics does it belong to", "Topics, separated by commas.", optional=True),
    ), "question"),
    "term": Kind("term", (
        Question("term", "Which word or phrase", "The word or phrase."),
        Question("body", "What does it mean", "What it means."),
    ), "term"),
    "page": Kind("page", (
        Question("title", "What is the page called", "Its title."),
        Question("body", "Its text", "Its text.", optional=True),
        _DRAFT,
    )),
}  # fmt: skip
"""What can be created in a site, with its questions in order."""
