"""Month names: in English for editors, and as messages for readers."""

from dayline.words import N_, NC_

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
MONTHS_IN_DATES = (
    NC_("after a day", "January"), NC_("after a day", "February"), NC_("after a day", "March"),
    NC_("after a day", "April"), NC_("after a day", "May"), NC_("after a day", "June"),
    NC_("after a day", "July"), NC_("after a day", "August"), NC_("after a day", "September"),
    NC_("after a day", "October"), NC_("after a day", "November"), NC_("after a day", "December"),
)  # fmt: skip
SHORT_MONTHS = (
    NC_("short", "Jan"), NC_("short", "Feb"), NC_("short", "Mar"), NC_("short", "Apr"), NC_("short", "May"),
    NC_("short", "Jun"), NC_("short", "Jul"), NC_("short", "Aug"), NC_("short", "Sep"), NC_("short", "Oct"),
    NC_("short", "Nov"), NC_("short", "Dec"),
)  # fmt: skip
