"""The fixed vocabularies: what editors may write, and the words that readers see."""

from types import MappingProxyType

EVENT_TYPES = MappingProxyType({
    "report": "Report", "attack": "Attack", "fighting": "Fighting", "siege": "Siege", "territory": "Territory",
    "humanitarian": "Humanitarian", "displacement": "Displacement", "talks": "Talks", "agreement": "Agreement",
    "statement": "Statement", "request": "Request", "demand": "Demand", "warning": "Warning", "denial": "Denial",
    "accusation": "Accusation", "assessment": "Assessment", "decision": "Decision", "sanction": "Sanction",
    "aid": "Aid", "mobilisation": "Mobilisation", "detention": "Detention", "protest": "Protest",
    "cyber": "Cyber operation", "economy": "Economy", "legal": "Legal", "incident": "Incident", "figure": "Figure",
    "other": "Other",
})  # fmt: skip
MODES = MappingProxyType({
    "in-person": "in person", "video": "by video link", "phone": "by phone", "written": "in writing",
    "broadcast": "broadcast", "online": "online",
})  # fmt: skip
EVENT_STATUSES = MappingProxyType({
    "occurred": "Took place", "planned": "Planned", "ongoing": "Ongoing", "postponed": "Postponed",
    "cancelled": "Cancelled", "not-held": "Did not take place", "unknown": "Outcome not known",
})  # fmt: skip
OUTCOMES = ("occurred", "postponed", "cancelled", "not-held", "unknown")
PRIORITIES = ("lead", "key", "normal", "minor")
ACTOR_ROLES = MappingProxyType({
    "participant": "took part", "initiator": "acted", "recipient": "was addressed", "speaker": "spoke",
    "subject": "was spoken of", "host": "hosted", "mediator": "mediated", "affected": "was affected",
    "mentioned": "was mentioned",
})  # fmt: skip
PLACE_ROLES = MappingProxyType({
    "scene": "scene", "origin": "from", "destination": "to", "via": "via", "affected": "affected", "host": "host",
    "mentioned": "about",
})  # fmt: skip
PRECISIONS = MappingProxyType({
    "exact": "exact place", "near": "within about 25 km", "settlement": "somewhere in the settlement",
    "admin2": "somewhere in the district", "admin1": "somewhere in the region", "region": "somewhere in a wider area",
    "country": "somewhere in the country", "international": "across borders",
})  # fmt: skip
PRECISION_KM = MappingProxyType({  # how far from the given point it may have been
    "exact": 0, "near": 25, "settlement": 5, "admin2": 30, "admin1": 80, "region": 150, "country": 300,
    "international": 600,
})  # fmt: skip
VERIFICATIONS = MappingProxyType({
    "unverified": "Reported; not checked by us", "corroborated": "More than one independent source",
    "verified": "Checked by us", "disputed": "Disputed", "debunked": "Shown to be false", "retracted": "Withdrawn",
})  # fmt: skip
METHODS = MappingProxyType({
    "source-analysis": "analysis of the source", "technical-analysis": "technical analysis",
    "content-analysis": "analysis of the content", "geolocation": "geolocation", "chronolocation": "dating by content",
    "official-confirmation": "official confirmation", "on-the-ground": "reporting on the ground",
    "documents": "documents",
})  # fmt: skip
CONFIDENCES = ("low", "moderate", "high")
CITATION_ROLES = MappingProxyType({
    "primary": "main source", "corroborating": "supports it", "contradicting": "contradicts it",
    "first-report": "reported it first", "background": "background",
})  # fmt: skip
BASES = MappingProxyType({
    "direct-knowledge": "with direct knowledge", "briefed": "briefed on the matter", "documents": "from documents",
    "witness": "as a witness", "unstated": "how they know is not stated",
})  # fmt: skip
MEDIUMS = MappingProxyType({
    "tweet": "in a tweet", "post": "in a post", "press-briefing": "at a press briefing", "speech": "in a speech",
    "interview": "in an interview", "tv": "on television", "radio": "on the radio", "statement": "in a statement",
    "letter": "in a letter", "unstated": "medium not stated",
})  # fmt: skip
IDENTITIES = ("stated", "inferred")
CLAIM_KINDS = MappingProxyType({
    "factual": "Claim", "assessment": "Assessment", "intent": "Statement of intent", "prediction": "Prediction",
    "accusation": "Accusation",
})  # fmt: skip
PROMISE_OUTCOMES = MappingProxyType({
    "kept": "Kept", "partly": "Kept in part", "broken": "Not kept", "unknown": "Outcome not known",
})  # fmt: skip
RESPONSES = MappingProxyType({
    "confirms": "Confirms", "partly-confirms": "Confirms in part", "denies": "Denies",
    "partly-denies": "Denies in part",
    "declines-to-comment": "Declines to comment", "no-response": "Did not respond",
    "deflects": "Does not answer directly",
    "questions": "Questions it",
})  # fmt: skip
ADDRESSES = MappingProxyType({"whole": "the whole claim", "part": "part of the claim", "other": "something else"})
TRANSLATORS = MappingProxyType({
    "speaker": "the speaker", "source": "the source", "desk": "our desk", "machine": "a machine",
    "unstated": "not stated",
})  # fmt: skip
NEEDS = MappingProxyType({
    "food": "food", "water": "water", "health": "health care", "shelter": "shelter", "energy": "heat and power",
    "protection": "protection", "education": "education", "cash": "cash", "communications": "communications",
})  # fmt: skip
CONTENT_WARNINGS = MappingProxyType({
    "armed-attack": "armed attack", "death": "death", "injury": "injury", "child-harm": "harm to children",
    "sexual-violence": "sexual violence", "torture": "torture", "deprivation": "people deprived of what they need",
    "self-harm": "self-harm", "graphic-image": "graphic image", "hate-speech": "hate speech",
})  # fmt: skip
DISPLAYS = ("show", "click-through", "text-only")
PEOPLE_AT_RISK = ("minor", "victim-named", "private-person")
QUALIFIERS = MappingProxyType({
    "exact": "", "about": "about ", "at-least": "at least ", "at-most": "at most ", "more-than": "more than ",
    "nearly": "nearly ",
})  # fmt: skip
CERTAINTIES = MappingProxyType({"possible": "possible", "likely": "likely", "certain": "certain"})
STATES = ("draft", "review", "published", "withheld")
OWN_STATES = ("draft", "review", "published")  # of briefs and pages, which are never withheld
CHANGE_KINDS = MappingProxyType({
    "correction": "Correction", "clarification": "Clarification", "update": "Update", "status": "Status changed",
    "retraction": "Retraction", "withheld": "Withheld", "editors-note": "Editors’ note",
})  # fmt: skip
CHANGED = MappingProxyType({
    "correction": "Corrected", "clarification": "Clarified", "update": "Updated", "status": "Status changed",
    "retraction": "Withdrawn", "withheld": "Withheld", "editors-note": "Note added",
})  # fmt: skip
RELATIONS = MappingProxyType({
    "follows": ("Follows", "Followed by"), "updates": ("Updates", "Updated by"),
    "corrects": ("Corrects", "Corrected by"), "supersedes": ("Replaces", "Replaced by"),
    "responds_to": ("Responds to", "Drew the response"), "contradicts": ("Contradicts", "Contradicted by"),
    "supports": ("Supports", "Supported by"), "part_of": ("Part of", "Includes"),
    "same_as": ("Same as", "Same as"),
})  # fmt: skip
REFERENCE_KINDS = ("article", "liveblog", "post", "report", "statement", "transcript", "video", "image", "dataset",
                   "map", "satellite")  # fmt: skip
SOURCE_KINDS = MappingProxyType({
    "news-agency": "News agency", "newspaper": "Newspaper", "broadcaster": "Broadcaster", "online": "Online medium",
    "government": "Government", "military": "Military", "local-authority": "Local authority",
    "igo": "Intergovernmental organisation", "ngo": "Non-governmental organisation", "research": "Research institute",
    "osint": "Open-source investigators", "social-account": "Social media account", "expert": "Expert",
    "witness": "Witness", "other": "Other",
})  # fmt: skip
SCALES = ("local", "subnational", "national", "regional", "international")
RELIABILITIES = MappingProxyType({
    "A": "Completely reliable", "B": "Usually reliable", "C": "Fairly reliable", "D": "Not usually reliable",
    "E": "Unreliable", "F": "Reliability cannot be judged",
})  # fmt: skip
STAKES = MappingProxyType({
    "none": "no stake in the matter", "party": "a party to the matter", "allied": "allied with a party",
    "unknown": "not known",
})  # fmt: skip
POLICIES = MappingProxyType({
    "normal": "", "attribute": "always named as the source", "background-only": "for background only",
    "do-not-use": "no longer used",
})  # fmt: skip
ACTOR_KINDS = MappingProxyType({
    "person": "Person", "government": "Government", "armed-force": "Armed force", "armed-group": "Armed group",
    "igo": "Intergovernmental organisation", "ngo": "Non-governmental organisation", "company": "Company",
    "media": "Medium", "population": "Population", "office": "Office", "other": "Other",
})  # fmt: skip
PLACE_KINDS = MappingProxyType({
    "country": "Country", "admin1": "Region", "admin2": "District", "settlement": "Settlement",
    "district": "Part of a settlement", "site": "Site", "feature": "Natural feature", "line": "Line",
    "region": "Wider area",
})  # fmt: skip
PLACE_PRECISION = MappingProxyType({
    "country": "country", "admin1": "admin1", "admin2": "admin2", "settlement": "settlement", "district": "near",
    "site": "exact", "feature": "region", "line": "region", "region": "region",
})  # fmt: skip
THREAD_STATUSES = MappingProxyType({"active": "Active", "dormant": "Dormant", "closed": "Closed"})
FIGURE_KINDS = MappingProxyType({
    "level": "level at a time", "flow": "amount in a period", "cumulative": "running total", "rate": "rate",
    "duration": "duration", "price": "price",
})  # fmt: skip
MAP_STYLES = ("outline", "area", "line", "points")
MAP_REPLACES = ("regions",)
AGGREGATIONS = ("none", "latest", "sum")
CHARTS = ("step", "line", "points", "range")
CREDIBILITIES = MappingProxyType({
    1: "confirmed by other sources", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable",
    6: "cannot be judged",
})  # fmt: skip
