"""The days in the feed, and whether there is a feed at all, from the timeline alone."""

from datetime import date

from dayline.timeline.timeline import Event, Timeline


def feed_days(timeline: Timeline) -> list[date]:
    """The days up to today with a brief or an event that took place, newest first, up to the feed's limit."""
    past = (day for day in reversed(timeline.days) if day <= timeline.today)
    return [day for day in past if day in timeline.briefs or happened(day, timeline)][: timeline.site.feeds.limit]


def happened(day: date, timeline: Timeline) -> list[Event]:
    """The events of a day without plans and withheld ones."""
    events = timeline.on_day.get(day, ())
    return [event for event in events if event.record.event_status != "planned" and event.record.state != "withheld"]


def has_feed(timeline: Timeline) -> bool:
    """Whether the feed of days has any entry; an empty one is not offered."""
    return bool(feed_days(timeline))
