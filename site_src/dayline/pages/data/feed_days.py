"""Which days are in the feed, and whether there is anything for a feed: decided by the timeline alone."""

from datetime import date

from dayline.timeline.timeline import Event, Timeline


def feed_days(timeline: Timeline) -> list[date]:
    """The days up to today that have a brief or something that happened, newest first, as many as the feed holds."""
    found = (day for day in reversed(timeline.days) if day <= timeline.today)
    return [day for day in found if day in timeline.briefs or happened(day, timeline)][: timeline.site.feeds.limit]


def happened(day: date, timeline: Timeline) -> list[Event]:
    """The events of a day that are more than plans and that may be shown."""
    events = timeline.on_day.get(day, ())
    return [event for event in events if event.record.event_status != "planned" and event.record.state != "withheld"]


def has_feed(timeline: Timeline) -> bool:
    """Whether the feed of days has an entry; an empty one is not offered."""
    return bool(feed_days(timeline))
