"""Invented records whose mentions of ideas can be counted by hand: two years, an undated text, a reprint, a speech."""

from __future__ import annotations

import json
from pathlib import Path

OLD = (
    "Pomhwa, March 8 (XNA) -- A meeting of lamp makers was held at the Pomhwa House of Culture on March 7. "
    "Ro Chan Gyu, chairman of the Pomhwa County People's Committee, said that Kimilsungism-Kimjongilism is their lamp. "
    "The makers spoke against bureaucratism and again against bureaucratism. They sang of the Chollima upsurge. -0-"
)
NEW = (
    "Pomhwa, May 4 (XNA) -- A contest of lamp makers was held in Pomhwa on May 3. They all spoke of genuine "
    "Kimilsungists-Kimjongilists, and of bureaucratism. Then they went home, one after the other, through the rain, and "
    "lit their lamps, and talked for a long time about wicks, oil and glass, as makers do. -0-"
)
SPEECH = (
    "Date: 09/04/2021 | Source: XNA\n\n"
    "Kim Jong Un Makes Concluding Speech at Conference of Cell Secretaries\n\n"
    "Pyongyang, April 9 (XNA) -- Kim Jong Un, general secretary of the WPK, made a concluding speech at the Sixth "
    "Conference of Cell Secretaries of the WPK on April 8.\n\n"
    "His speech is as follows:\n\nComrades,\n\nLet every Party cell mend its lamp. We need no bureaucratism.\n"
)
RECORDS = (
    {"id": "old", "title": "Lamp Makers Meet", "date": "2013-03-08", "text": OLD},
    {
        "id": "reprint",
        "title": "Lamp Makers Meet",
        "date": "2021-06-01",
        "text": OLD.replace("makers spoke", "MAKERS spoke"),
    },
    {"id": "new", "title": "Lamp Makers Compete", "date": "2021-05-04", "text": NEW},
    {"id": "copy", "title": "Lamp Makers Compete", "text": NEW.replace("lamps, and", "lamps and")},
    {"id": "loose", "title": "A Leaf", "text": "The lamp makers of Pomhwa know of no bureaucratism.\n"},
)


def write(folder: Path) -> Path:
    """The records and the speech as input files."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(record) for record in RECORDS]
    (folder / "lamps.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "speech.txt").write_text(SPEECH, encoding="utf-8")
    return folder
