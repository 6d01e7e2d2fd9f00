"""What must hold beyond the form of a single value: one small function a rule."""

from dayline.rules.run import check, of_event, of_record, of_timeline, of_whole

__all__ = ["check", "of_event", "of_record", "of_timeline", "of_whole"]
