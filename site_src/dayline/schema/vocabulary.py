"""The fixed vocabularies: the words that editors may write, and what readers see for them."""

from types import MappingProxyType

from dayline.words import N_, NC_

EVENT_TYPES = MappingProxyType({
    "report": N_("Report"), "attack": N_("Attack"), "fighting": N_("Fighting"), "siege": N_("Siege"),
    "territory": N_("Territory"), "humanitarian": N_("Humanitarian"), "displacement": N_("Displacement"),
    "talks": N_("Talks"), "agreement": N_("Agreement"), "statement": N_("Statement"), "request": N_("Request"),
    "demand": N_("Demand"), "warning": N_("Warning"), "denial": N_("Denial"), "accusation": N_("Accusation"),
    "assessment": N_("Assessment"), "decision": N_("Decision"), "sanction": N_("Sanction"), "aid": N_("Aid"),
    "mobilisation": N_("Mobilisation"), "detention": N_("Detention"), "protest": N_("Protest"),
    "cyber": N_("Cyber operation"), "economy": N_("Economy"), "legal": N_("Legal"), "incident": N_("Incident"),
    "figure": N_("Figure"), "other": N_("Other"),
})  # fmt: skip
MODES = MappingProxyType({
    "in-person": N_("In person"), "video": N_("By video link"), "phone": N_("By phone"),
    "written": N_("In writing"), "broadcast": N_("Broadcast"), "online": N_("Online"),
})  # fmt: skip
EVENT_STATUSES = MappingProxyType({
    "occurred": N_("Took place"), "planned": N_("Planned"), "ongoing": N_("Ongoing"), "postponed": N_("Postponed"),
    "cancelled": N_("Cancelled"), "not-held": N_("Did not take place"), "unknown": N_("Outcome not known"),
})  # fmt: skip
OUTCOMES = ("occurred", "postponed", "cancelled", "not-held", "unknown")
PRIORITIES = ("lead", "key", "normal", "minor")
ACTOR_ROLES = MappingProxyType({
    "participant": N_("took part"), "initiator": N_("acted"), "recipient": N_("was addressed"),
    "speaker": N_("spoke"), "subject": N_("was spoken of"), "host": N_("hosted"), "mediator": N_("mediated"),
    "affected": N_("was affected"), "mentioned": N_("was mentioned"),
})  # fmt: skip
PLACE_ROLES = MappingProxyType({  # before the name of a place: within a line, and at its beginning
    "scene": (NC_("before a place", "scene"), NC_("before a place", "Scene")),
    "origin": (NC_("before a place", "from"), NC_("before a place", "From")),
    "destination": (NC_("before a place", "to"), NC_("before a place", "To")),
    "via": (NC_("before a place", "via"), NC_("before a place", "Via")),
    "affected": (NC_("before a place", "affected"), NC_("before a place", "Affected")),
    "host": (NC_("before a place", "host"), NC_("before a place", "Host")),
    "mentioned": (NC_("before a place", "about"), NC_("before a place", "About")),
})  # fmt: skip
PRECISIONS = MappingProxyType({
    "exact": N_("exact place"), "near": N_("within about 25 km"), "settlement": N_("exact place not known"),
    "admin2": N_("somewhere in the district"), "admin1": N_("somewhere in the region"),
    "region": N_("somewhere in a wider area"), "country": N_("somewhere in the country"),
    "international": N_("across borders"),
})  # fmt: skip
PRECISION_KM = MappingProxyType({  # how far the event may have been from the given point
    "exact": 0, "near": 25, "settlement": 5, "admin2": 30, "admin1": 80, "region": 150, "country": 300,
    "international": 600,
})  # fmt: skip
VERIFICATIONS = ("unverified", "corroborated", "verified", "disputed", "debunked", "retracted")  # words in `STATUSES`
METHODS = MappingProxyType({
    "source-analysis": N_("analysis of the source"), "technical-analysis": N_("technical analysis"),
    "content-analysis": N_("analysis of the content"), "geolocation": N_("geolocation"),
    "chronolocation": N_("dating by content"), "official-confirmation": N_("official confirmation"),
    "on-the-ground": N_("reporting on the ground"), "documents": N_("documents"),
})  # fmt: skip
CONFIDENCES = ("low", "moderate", "high")
CITATION_ROLES = MappingProxyType({
    "primary": N_("main source"), "corroborating": N_("supports it"), "contradicting": N_("contradicts it"),
    "first-report": N_("reported it first"), "background": N_("background"),
})  # fmt: skip
BASES = MappingProxyType({
    "direct-knowledge": N_("with direct knowledge"), "briefed": N_("briefed on the matter"),
    "documents": N_("from documents"), "witness": N_("as a witness"), "unstated": N_("how they know is not stated"),
})  # fmt: skip
MEDIUMS = MappingProxyType({
    "tweet": N_("in a tweet"), "post": N_("in a post"), "press-briefing": N_("at a press briefing"),
    "speech": N_("in a speech"), "interview": N_("in an interview"), "tv": N_("on television"),
    "radio": N_("on the radio"), "statement": N_("in a statement"), "letter": N_("in a letter"),
    "unstated": N_("medium not stated"),
})  # fmt: skip
IDENTITIES = ("stated", "inferred")
CLAIM_KINDS = MappingProxyType({
    "factual": N_("Claim"), "assessment": N_("Assessment"), "intent": N_("Statement of intent"),
    "prediction": N_("Prediction"), "accusation": N_("Accusation"),
})  # fmt: skip
PROMISE_OUTCOMES = MappingProxyType({
    "kept": N_("Kept"), "partly": N_("Kept in part"), "broken": N_("Not kept"), "unknown": N_("Outcome not known"),
})  # fmt: skip
RESPONSES = (
    "confirms", "partly-confirms", "denies", "partly-denies", "declines-to-comment", "no-response", "deflects",
    "questions",
)  # fmt: skip
ADDRESSES = ("whole", "part", "other")  # how much of a claim a response is about
TRANSLATORS = MappingProxyType({
    "speaker": N_("the speaker"), "source": N_("the source"), "desk": N_("our desk"), "machine": N_("a machine"),
    "unstated": N_("not stated"),
})  # fmt: skip
NEEDS = MappingProxyType({  # within a list, and at its beginning
    "food": (N_("food"), N_("Food")), "water": (N_("water"), N_("Water")),
    "health": (N_("health care"), N_("Health care")), "shelter": (N_("shelter"), N_("Shelter")),
    "energy": (N_("heat and power"), N_("Heat and power")), "protection": (N_("protection"), N_("Protection")),
    "education": (N_("education"), N_("Education")), "cash": (N_("cash"), N_("Cash")),
    "communications": (N_("communications"), N_("Communications")),
})  # fmt: skip
CONTENT_WARNINGS = MappingProxyType({
    "armed-attack": N_("armed attack"), "death": N_("death"), "injury": N_("injury"),
    "child-harm": N_("harm to children"), "sexual-violence": N_("sexual violence"), "torture": N_("torture"),
    "deprivation": N_("people deprived of what they need"), "self-harm": N_("self-harm"),
    "graphic-image": N_("graphic image"), "hate-speech": N_("hate speech"),
})  # fmt: skip
DISPLAYS = ("show", "click-through", "text-only")
PEOPLE_AT_RISK = ("minor", "victim-named", "private-person")
QUALIFIERS = MappingProxyType({
    "exact": N_("exact"), "about": N_("about"), "at-least": N_("at least"), "at-most": N_("at most"),
    "more-than": N_("more than"), "nearly": N_("nearly"),
})  # fmt: skip
CERTAINTIES = MappingProxyType({
    "possible": N_("possible"), "likely": N_("likely"), "certain": N_("certain"),
})  # fmt: skip
STATES = ("draft", "review", "published", "withheld")
TEXT_STATES = ("draft", "review", "published")  # of briefs and pages, which can't be withheld
CHANGE_KINDS = MappingProxyType({
    "correction": N_("Correction"), "clarification": N_("Clarification"), "update": N_("Update"),
    "status": N_("Status changed"), "retraction": N_("Retraction"), "withheld": N_("Withheld"),
    "editors-note": N_("Editors’ note"),
})  # fmt: skip
CHANGED = MappingProxyType({
    "correction": N_("Corrected {date}"), "clarification": N_("Clarified {date}"), "update": N_("Updated {date}"),
    "status": N_("Status changed {date}"), "retraction": N_("Withdrawn {date}"), "withheld": N_("Withheld {date}"),
    "editors-note": N_("Note added {date}"),
})  # fmt: skip
RELATIONS = MappingProxyType({
    "follows": (N_("Follows"), N_("Followed by")), "updates": (N_("Updates"), N_("Updated by")),
    "corrects": (N_("Corrects"), N_("Corrected by")), "supersedes": (N_("Replaces"), N_("Replaced by")),
    "responds_to": (N_("Responds to"), N_("Replies")),
    "contradicts": (N_("Contradicts"), N_("Contradicted by")), "supports": (N_("Supports"), N_("Supported by")),
    "part_of": (N_("Part of"), N_("Includes")), "same_as": (N_("Same as"), N_("Same as")),
})  # fmt: skip
OWN_KINDS = ("observation", "interview", "call", "press-conference", "document", "email")
REFERENCE_KINDS = ("article", "liveblog", "post", "report", "statement", "transcript", "video", "image", "dataset",
                   "map", "satellite", *OWN_KINDS)  # fmt: skip
SOURCE_KINDS = MappingProxyType({
    "news-agency": N_("News agency"), "newspaper": N_("Newspaper"), "broadcaster": N_("Broadcaster"),
    "online": N_("Online medium"), "government": N_("Government"), "military": N_("Military"),
    "local-authority": N_("Local authority"), "igo": N_("Intergovernmental organisation"),
    "ngo": N_("Non-governmental organisation"), "research": N_("Research institute"),
    "osint": N_("Open-source investigators"), "social-account": N_("Social media account"), "expert": N_("Expert"),
    "witness": N_("Witness"), "desk": N_("This desk"), "other": N_("Other"),
})  # fmt: skip
SCALES = ("local", "subnational", "national", "regional", "international")
RELIABILITIES = MappingProxyType({
    "A": N_("Completely reliable"), "B": N_("Usually reliable"), "C": N_("Fairly reliable"),
    "D": N_("Not usually reliable"), "E": N_("Unreliable"), "F": N_("Reliability cannot be judged"),
})  # fmt: skip
STAKES = MappingProxyType({
    "none": N_("not a party"), "party": N_("a party to it"), "allied": N_("allied with a party"),
    "unknown": N_("not known"),
})  # fmt: skip
POLICIES = MappingProxyType({
    "normal": "", "attribute": N_("always named as the source"), "background-only": N_("for background only"),
    "do-not-use": N_("no longer used"),
})  # fmt: skip
ACTOR_KINDS = MappingProxyType({
    "person": N_("Person"), "government": N_("Government"), "armed-force": N_("Armed force"),
    "armed-group": N_("Armed group"), "igo": N_("Intergovernmental organisation"),
    "ngo": N_("Non-governmental organisation"), "company": N_("Company"), "media": N_("Medium"),
    "population": N_("Population"), "office": N_("Office"), "other": N_("Other"),
})  # fmt: skip
PLACE_KINDS = MappingProxyType({
    "country": N_("Country"), "admin1": N_("Region"), "admin2": N_("District"), "settlement": N_("Town or city"),
    "district": N_("Part of a town"), "site": N_("Site"), "feature": N_("Natural feature"),
    "line": N_("Line"), "region": N_("Wider area"),
})  # fmt: skip
PLACE_PRECISION = MappingProxyType({
    "country": "country", "admin1": "admin1", "admin2": "admin2", "settlement": "settlement", "district": "near",
    "site": "exact", "feature": "region", "line": "region", "region": "region",
})  # fmt: skip
THREAD_STATUSES = MappingProxyType({
    "active": N_("Active"), "dormant": N_("Dormant"), "closed": N_("Closed"),
})  # fmt: skip
FIGURE_SUBJECTS = MappingProxyType({  # the gravest first
    "killed": N_("Killed"), "deaths": N_("Deaths"), "injured": N_("Injured"), "missing": N_("Missing"),
    "detained": N_("Detained"), "prisoners": N_("Prisoners"), "displaced": N_("Displaced"),
    "refugees": N_("Refugees"), "cases": N_("Cases of illness"), "in-need": N_("People in need"),
    "water-level": N_("Water levels"), "damage": N_("Damage"), "equipment-lost": N_("Equipment lost"),
    "money-pledged": N_("Money pledged"),
})  # fmt: skip
FIGURE_KINDS = MappingProxyType({
    "level": N_("snapshot"), "flow": N_("number for a period"), "cumulative": N_("total so far"),
    "rate": N_("rate"), "duration": N_("duration"), "price": N_("price"),
})  # fmt: skip
MAP_STYLES = ("outline", "area", "line", "points")
MAP_REPLACES = ("regions",)
ZOOM_DEGREES = MappingProxyType({  # how much of the Earth a map shows from north to south
    "world": 180, "continent": 54, "country": 10, "region": 3, "county": 1, "town": 0.2, "district": 0.05,
})  # fmt: skip
AGGREGATIONS = ("none", "latest", "sum")
CHARTS = ("step", "line", "points", "range")
CREDIBILITIES = MappingProxyType({
    1: N_("confirmed by other sources"), 2: N_("probably true"), 3: N_("possibly true"), 4: N_("doubtful"),
    5: N_("improbable"), 6: N_("cannot be judged"),
})  # fmt: skip
