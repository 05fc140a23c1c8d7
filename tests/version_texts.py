"""Invented reports and speeches, in several versions; every name and sentence is made up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from wpkgraph import pipeline
from wpkgraph.model import Dataset
from wpkgraph.options import BuildOptions
from wpkgraph.triples.graph import term

HEADLINE = "Om Tae Sik Looks Round Tobong Lamp Factory"

REPORT = """Ryongsan, March 3 (KCNA) -- Om Tae Sik, chairman of the Lamp Board, looked round the Tobong Lamp \
Factory on Sunday to learn about the making of lamps for fishing boats.
He was met by Han Sol Mi, manager of the factory, and by clerks of the glass shop.
At the glass shop he was told that 1,200 lamps had been finished in February and that the second kiln had \
been lit again after a repair of nine days.
He praised the glaziers of the shop for burning less coal than a year ago, and asked them to keep the wicks \
dry in the rainy months.
In the yard he looked at a stack of crates for the harbour of Sinpho and said that no boat should sail \
without a lamp that lasts the night.
Before he left, Om Tae Sik put three tasks before the factory: to teach every newcomer to cut glass, to mend \
the roof of the store and to number all the lamps."""

REWRITTEN = """Ryongsan, March 3 (KCNA) -- Chairman of the Lamp Board Om Tae Sik toured the Tobong Lamp \
Factory on Sunday and acquainted himself with how lamps for fishing boats are made.
Han Sol Mi, manager of the factory, and clerks of the glass shop received him.
He learned at the glass shop that 1,200 lamps were turned out in February and that after nine days of repair \
the second kiln had been lit once more.
He thanked the glaziers for burning less coal than the year before, and told them that the wicks must be kept \
dry when the rains come.
Looking at crates stacked in the yard for the harbour of Sinpho, he said that a boat should never sail \
without a lamp that lasts the whole night.
On leaving, Om Tae Sik set three tasks for the factory: every newcomer must be taught to cut glass, the roof \
of the store must be mended and all the lamps numbered."""

OTHER = """Ryongsan, March 3 (KCNA) -- A contest of net menders took place in the hall of Moran Harbour on Saturday.
Forty menders of the eastern coast came with needles of bone and brass, and their families sat on the benches \
along the wall.
The judges under Kwon Ju Hye counted the knots of every net, pulled at the corners and threw away those that slipped.
A young mender from the southern islands tied two hundred knots in a quarter of an hour and was given a \
ribbon and a barrel of tar.
After the contest all sang the song of the long rope, and the harbour master opened the soup kitchen for \
everyone who had come by boat.
The winning nets are to be shown at the museum of the sea until the ice breaks in the river mouth and the \
first boats leave."""

# One form with names filled in, on two days: no version of each other, however alike they are.
FORM = """Ryongsan, March {day} (KCNA) -- New boat sheds have appeared at {place} in {county}.
The sheds, built in harmony with the features of the coast, show how the life of fishers grows brighter from \
year to year thanks to the warm care of the Lamp Board and the strength of builders.
Present at the ceremony for moving in were {chief}, secretary of the county committee, and clerks, builders \
and fishers.
{speaker}, chairman of the committee of fishers, made an address. Keys to the new sheds were handed over and \
speeches made.
When the moving began, the fishers danced to cheerful tunes, and the clerks went from shed to shed to share \
the joy of the owners until it was dark."""

FORMS = (
    FORM.format(day=3, place="Saebom Cove", county="Tobong County", chief="Ro Chan Gyu", speaker="Pae Sun Ok"),
    FORM.format(day=4, place="Unha Bay", county="Hwadae County", chief="Ma Kyong Ho", speaker="Yun Ki Nam"),
)

SPEECH = """Opening Speech Made by Om Tae Sik at Third Conference of Lamp Keepers

Ryongsan, March 3 (KCNA) -- The following is the opening speech made by Om Tae Sik at the Third Conference of \
Lamp Keepers:

Dear keepers of the lamps,
The Third Conference of Lamp Keepers is being held when every harbour of the coast is busy with the repair of \
boats after a hard winter.
I would like to thank all the 400 keepers who have come here, and those who stayed on the rocks to keep the \
lights burning.
Since the Second Conference the number of wrecks has fallen, but there are shortcomings which we must not \
pass over in silence.
Some keepers fill the oil too late, others do not write down the storms, and in the northern islands two \
lamps were dark for a whole night.
To put this right is the main purpose of our conference, and I expect of you that you speak openly about what \
hinders your work.
Keepers are the eyes of the coast, and the captain who looks for the light in a storm trusts a person whom he \
has never seen.
Convinced that this conference will be a turning point for the safety of our boats, I declare the Third \
Conference of Lamp Keepers open."""

RENDERED = """KEEPERS OF ALL COASTS, KEEP WATCH!

OM TAE SIK

OPENING ADDRESS AT THE THIRD CONFERENCE OF LAMP KEEPERS

Comrade lamp keepers,
Our Third Conference of Lamp Keepers meets at a time when all harbours on the coast are repairing their \
boats, for the winter has been hard.
My thanks go to the 400 keepers present here. My thanks go as well to the keepers who remained on the rocks \
so that the lights go on burning.
Fewer wrecks have been counted since the Second Conference. Yet we have shortcomings, and to pass them over \
in silence would be wrong.
There are keepers who are late in filling the oil and keepers who fail to write down storms; two lamps in the \
northern islands stayed dark all night.
The conference has the main purpose of putting this right; I expect that you will openly speak of whatever is \
a hindrance to your work.
The coast sees with the eyes of its keepers: in a storm a captain looks for the light, and he trusts someone \
he has never seen.
I am convinced that the safety of our boats will turn for the better with this conference, and declare open \
the Third Conference of Lamp Keepers."""


def record(name: str, text: str, **more: str) -> dict[str, str]:
    """A record of a collection."""
    return {"id": name, "text": text, "date": "2019-03-03", **more}


def collection(folder: Path, records: Iterable[Mapping[str, str]], name: str = "lamps.jsonl") -> Path:
    """A .jsonl file of the records."""
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in records), encoding="utf-8")
    return path


def built(folder: Path, records: Iterable[Mapping[str, str]]) -> Dataset:
    """The graphs of a collection."""
    return pipeline.build([str(collection(folder, records))], BuildOptions())


def related(dataset: Dataset) -> set[tuple[str, str, str]]:
    """(record, relation, record) of all relations between articles; a speech stands as "speech"."""
    names: dict[str, str] = {}
    for lines in dataset.graphs.values():
        for line in lines:
            subject, predicate, target = line.split(" ", 2)
            if predicate == term("dcterms:isPartOf"):
                names[subject] = target.rstrip(">").rpartition("/")[2]
    wanted = {term(name): name for name in ("prov:alternateOf", "prov:wasRevisionOf", "wpk:variantOf", "wpk:recordOf")}
    rows = (line.split(" ", 2) for line in {line for lines in dataset.graphs.values() for line in lines})
    return {(names[s], wanted[p].partition(":")[2], names.get(o, "speech")) for s, p, o in rows if p in wanted}
