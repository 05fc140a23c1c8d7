"""The English words that dates are made of and that stand around them, as compiled patterns.

These are closed classes of the language (months, weekdays, prepositions), not words of the domain.
"""

from __future__ import annotations

import re

WEEKDAYS = {"Mon": 0, "Tue": 1, "Wed": 2, "Thu": 3, "Fri": 4, "Sat": 5, "Sun": 6}
# Abbreviations need their point here: "Jan", "Mar" and "Dec" are also other words.
_MONTHS = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|Jun(?:e|\.)|Jul(?:y|\.)|Aug(?:ust|\.)|Sep(?:tember|t?\.)"
    r"|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_TH = r"(?:st|nd|rd|th)?"
_TO = r"(?: ?- ?| (?:to|and|through|till|until) )(?:the )?"
_YEAR = r"(?:,? (?:of )?(?P<{}>Juche \d{{1,3}}(?: ?\(\d{{4}}\))?|[12]\d{{3}}\b|(?:last|this|next) year\b))"
_GOES_ON = (
    r"(?=[,.;:)\"']|\Z|\n| (?:and|at|in|to|of|with|when|for|by|amid|under|after|as|there|here|till|until"
    r"|an?|the|its?|he|she|they|this|that|from|during|was|were|is)\b)"
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
# One word of a date with a capital; its point may be another token.
DATE_WORD = re.compile(
    rf"(?:{_DAYS}|Jan(?:uary)?|Feb(?:ruary)?|March|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)

# One alternative for each way to write a date. Every repeat is bounded: the scan is one linear pass.
FIND = re.compile(
    rf"\b(?:(?P<month>{_MONTHS})"
    rf"(?: (?P<day>\d{{1,2}})(?!\d|%|,\d){_TH}(?:{_TO}(?P<day2>\d{{1,2}}){_TH}(?![\w%]|[ ,]\d))?)?"
    rf"{_YEAR.format('year')}?(?!\w)"
    rf"|(?<![:.,])(?P<dday>\d{{1,2}}){_TH}(?:{_TO}(?P<dday2>\d{{1,2}}){_TH})?(?: (?:day )?of)? (?P<dmonth>{_MONTHS})"
    rf"{_YEAR.format('dyear')}?(?!\w)"
    rf"|the (?P<nth>\d{{1,2}})(?:st|nd|rd|th)\b(?!(?: (?:day )?of)? (?:{_MONTHS})\b){_GOES_ON}"
    r"(?: of (?P<of>last|this) month\b)?"
    rf"|(?P<weekday>{_DAYS})\b"
    r"|(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<unit>year|month)\b"
    r"|(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow)\b"
    r"|(?P<juche>Juche \d{1,3}(?!\d)(?: ?\(\d{4}\))?)"
    r"|(?P<plain>(?:18|19|20)\d\d)\b(?![,.-]?\d| \d|%|-))"
)

# Where one of them may begin. The class of characters before all else lets the engine skip what begins none.
STARTS = re.compile(
    r"[0-9JFMASONDTWLYtlny](?<!\w.)(?:(?<=[0-9])|(?<=[JFMASONDTWLY])(?=[acehopru])|(?=he [0-9]|his |o[dm]|ast |ext |est))"
)

# What may come before a day, a month, a year that is meant as a date. Each pattern looks at the end of what precedes.
BEFORE_DAY = re.compile(
    r"\b(?:on|from|to|till|until|by|since|between|before|after|through|dated"
    r"|(?:morning|noon|afternoon|evening|night|day) of)(?: the)? ?\Z",
    re.I,
)
BEFORE_MONTH = re.compile(
    r"\b(?:in|of|since|until|till|by|last|next|this|from|to|early|mid|late|between|during|for|before|after)"
    r"(?: the)?[ -]\Z",
    re.I,
)
BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|of|by|from|until|till|to|year|early|late|mid|before|after|between|and|the)|\d ?-|\() ?\Z", re.I
)
# "2009 tons", "2000-odd": a number of things. Verbs that end in s are none.
COUNTED = re.compile(r" (?!(?:is|was|has|as|his|its|this|across|does)\b)[a-z]+s\b|[- ](?:odd|strong)\b")
# A capitalised word right behind ("April 3 Dam Works", "May Day") makes it a name, but not a month or weekday.
NAMED_NEXT = re.compile(rf"(?:-| )(?!(?:{_DAYS}|Juche)\b|{_MONTHS} ?\d)[A-Z][\w'-]*")
EDGE_DAY = re.compile(r"\bthe (first|last) day of \Z")
RANGE_LINK = re.compile(r",? ?(?:-|to|through|till|until) ?(?:the )?")
UNTIL = re.compile(r"\b(?:by|until|till)(?: the end of| late| early| the)? ?\Z", re.I)
FUTURE = re.compile(r"\b(?:will|shall|due|scheduled|slated|upcoming|coming|planned|to be|to open)\b[^.?!\n]{0,90}\Z")
