"""What no library should answer, whatever it holds: harm, cheating, advice on the asker's own body, law suit or money, and
errands. Such a message gets the same calm abstention as a question beyond the corpus.

Questions about these things as a topic ("how does a company guard against phishing?") are none of them.
"""

from __future__ import annotations

import re

_DECLINED = re.compile(
    r"\b(?:exam|test|question|brain)[- ]?(?:dumps?|leaks?)\b|\b[\w-]+ dumps?\b$|\bleaked\b.{0,40}\b(?:exam|question|answer)|"
    r"\breal (?:exam|test) (?:questions?|answers?)\b|\b(?:cheat|cheating) (?:on|in|at|during|my way)\b|"
    r"\b(?:take|sit|pass|write) (?:the |my |this )?(?:[\w-]+ ){0,2}(?:exam|test|assessment) for me\b|"
    r"\b(?:write|create|craft|make|send|draft|design)\b.{0,30}\bphishing\b|\bgrab\b.{0,30}\b(?:credentials|passwords?)\b|"
    r"\b(?:steal|crack|guess) (?:\w+ ){0,3}(?:credentials|passwords?|data|identity)\b|\bwithout (?:\w+ ){0,3}password\b|"
    r"\b(?:bribe|blackmail|forge|stalk)\b|"
    r"\bhide\b.{0,30}\b(?:from|to) (?:the |an? |our )?(?:auditors?|regulators?|police|tax)\b|"
    r"\bfake (?:a |an |my |the )?(?:\w+ ){0,2}(?:certificates?|degrees?|references?|diplomas?)\b|"
    r"\b(?:build|make) (?:a |an )?(?:bomb|explosives?|weapons?|poison)\b|"
    r"\b(?:kill|hurt|harm) (?:myself|yourself|himself|herself|someone|somebody|my|him|her)\b|\bsuicid\w*|\bend it all\b|"
    r"\bmy (?:doctor|knee|back|head|stomach|chest|tooth|rash|headache|pain|medication|blood pressure)\b|"
    r"\bwhich (?:ointment|pill|medicine|drug)\b|\bshould i (?:see|ask) (?:a |my )?doctor\b|"
    r"\b(?:should|can|could|may|shall) i sue\b|\bsue (?:him|her|them|my)\b|\btake (?:him|her|them) to court\b|"
    r"\bshould (?:we|i) (?:buy|sell|invest in)\b.{0,40}\b(?:stocks?|shares?|bitcoin|crypto)\b|"
    r"\b(?:which|what) (?:\w+ ){0,2}(?:stocks?|shares)\b.{0,40}\b(?:buy|sell)\b|\bstock\b.{0,30}\bwould you buy\b|"
    r"\b(?:take|get) (?:out )?a (?:mortgage|loan)\b|"
    r"^\W*(?:please )?(?:can you |could you )?(?:book|order|buy|email|call|remind) me\b",
    re.IGNORECASE,
)


def is_declined(text: str) -> bool:
    """True for a message that asks for harm, deceit, private advice or an errand."""
    return _DECLINED.search(text) is not None
