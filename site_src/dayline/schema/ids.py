"""References from one record to others, as the annotations of fields."""

from typing import Annotated

from dayline.schema.fields import Many, Ref

ActorId = Annotated[str, Ref("actor")]
ClaimId = Annotated[str, Ref("claim")]
EventId = Annotated[str, Ref("event")]
FigureId = Annotated[str, Ref("figure")]
MediaId = Annotated[str, Ref("media")]
PageId = Annotated[str, Ref("page")]
PlaceId = Annotated[str, Ref("place")]
ReferenceId = Annotated[str, Ref("reference")]
SourceId = Annotated[str, Ref("source")]
ThreadId = Annotated[str, Ref("thread")]

Actors = Annotated[tuple[ActorId, ...], Many()]
Claims = Annotated[tuple[ClaimId, ...], Many()]
Events = Annotated[tuple[EventId, ...], Many()]
Places = Annotated[tuple[PlaceId, ...], Many()]
References = Annotated[tuple[ReferenceId, ...], Many()]
Sources = Annotated[tuple[SourceId, ...], Many()]
Threads = Annotated[tuple[ThreadId, ...], Many()]
