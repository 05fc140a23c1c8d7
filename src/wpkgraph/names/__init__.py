"""Korean names in Latin letters: how a spelling is read, and whether two spellings can be one name.

    parse(text) -> Name          surname, syllables, systems, DPRK spelling or candidates
    compare(a, b) -> Verdict     same, compatible or different, and the rule that decided
    key(text) -> frozenset[str]  blocking keys; names that compare() links share at least one

Nothing here is fuzzy: a syllable stands for the Korean syllables that the tables of ontology/romanisation.toml give,
and two names are one only if all their syllables have a reading in common. None of the three raises, whatever the text.
"""

from __future__ import annotations

from wpkgraph.names.forms import spelt_hangul
from wpkgraph.names.parsing import Name, key, parse
from wpkgraph.names.verdict import RULES, Kind, Pair, Verdict, compare

__all__ = ["RULES", "Kind", "Name", "Pair", "Verdict", "compare", "key", "parse", "spelt_hangul"]
