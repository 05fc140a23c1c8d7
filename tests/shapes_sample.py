"""A small graph made by hand that fits every shape of shapes.ttl, in Turtle; names and sentences are invented."""

PREFIXES = """
@prefix : <https://example.org/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wpk: <https://w3id.org/wpkgraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

GOOD = (
    PREFIXES
    + """
:file a wpk:SourceFile ; rdfs:label "kilns.txt" ; wpk:fileName "kilns.txt" ; dcterms:format "text/plain" ;
  wpk:sha256 "0000000000000000000000000000000000000000000000000000000000000000" ; dcterms:publisher :agency .
:passage a wpk:Passage ; rdfs:label "kilns.txt 0-400" ; wpk:inFile :file ; wpk:start 0 ; wpk:end 400 .
:article a wpk:Article ; rdfs:label "Kiln Clerks Meet" ; wpk:foundAt :passage ; dcterms:isPartOf :file ;
  wpk:sha256 "1111111111111111111111111111111111111111111111111111111111111111" ; wpk:textKey "22" ;
  dcterms:title "Kiln Clerks Meet" ; dcterms:issued "2019-03-09"^^xsd:date ;
  wpk:earliest "2019-03-09"^^xsd:date ; wpk:latest "2019-03-09"^^xsd:date ;
  wpk:reports :meeting ; wpk:refersTo :launch ; wpk:recordOf :speech ; wpk:dateline :town ;
  prov:alternateOf :copy ; wpk:variantOf :other .
:copy a wpk:Article ; rdfs:label "Clerks" ; wpk:foundAt :passage ; dcterms:isPartOf :file ; wpk:textKey "22" ;
  wpk:sha256 "2222222222222222222222222222222222222222222222222222222222222222" ; prov:alternateOf :article .
:other a wpk:Article ; rdfs:label "Kiln Clerks" ; wpk:foundAt :passage ; dcterms:isPartOf :file ; wpk:textKey "33" ;
  wpk:sha256 "3333333333333333333333333333333333333333333333333333333333333333" ; wpk:variantOf :article ;
  prov:wasRevisionOf :copy .
:span a wpk:Span ; rdfs:label "0-12" ; wpk:inArticle :article ; wpk:start 0 ; wpk:end 12 ;
  wpk:quote "Ro Chan Gyu," ; wpk:denotes :ro .
:agency a wpk:MediaOutlet , wpk:Organization , org:FormalOrganization , org:Organization ; rdfs:label "River Agency" .
:guild a wpk:PartyBody , wpk:Organization , org:FormalOrganization , org:Organization ; rdfs:label "River Guild" ;
  skos:altLabel "RG" .
:council a wpk:PartyBody , wpk:Organization , org:FormalOrganization , org:Organization ;
  rdfs:label "Council of the River Guild" ; org:subOrganizationOf :guild .
:pottery a wpk:Workplace , wpk:Organization , org:FormalOrganization , org:Organization ; rdfs:label "Tobong Pottery" ;
  wpk:sector :clay ; wpk:locatedIn :town ; wpk:namedAfter :ro ; wpk:partyLine :guild .
:shop a wpk:Unit , org:OrganizationalUnit , org:Organization ; rdfs:label "glaze shop" ; org:unitOf :pottery .
:clay a skos:Concept ; rdfs:label "clay" .
:ro a wpk:Person , foaf:Person ; rdfs:label "Ro Chan Gyu" ; wpk:possiblySameAs :ro2 .
:ro2 a wpk:Person , foaf:Person ; rdfs:label "Ro Chan Gyu" .
:town a wpk:Place , schema:Place ; rdfs:label "Tobong" ; schema:containedInPlace :county ;
  geo:lat 39.5 ; geo:long 126.1 .
:county a wpk:Place , schema:Place ; rdfs:label "Tobong County" ; wpk:status wpk:Curated ; dcterms:source "a map" .
:role a org:Role , skos:Concept ; rdfs:label "deputy clerk" ; skos:broader :clerk ; wpk:modifier wpk:Deputy .
:clerk a org:Role , skos:Concept ; rdfs:label "clerk" .
:idea a skos:Concept ; rdfs:label "clean firing" ; skos:prefLabel "clean firing" ; skos:inScheme :scheme ;
  wpk:conceptKind :kind ; wpk:candidate true .
:membership a org:Membership ; rdfs:label "Ro Chan Gyu: deputy clerk" ; org:member :ro ; org:role :role ;
  org:organization :shop ; wpk:roleText "deputy clerk" ; wpk:evidence :span .
:office a org:Membership ; rdfs:label "Ro Chan Gyu: clerk" ; org:member :ro ; org:role :clerk ; wpk:roleText "clerk" ;
  wpk:status wpk:Curated ; dcterms:source "a list" .
:reading a wpk:Reading ; rdfs:label "reading" ;
  wpk:readingOf :membership ; wpk:inArticle :article ; wpk:evidence :span ;
  wpk:rule "apposition" ; wpk:status wpk:Stated ; wpk:attestedOn "2019-03"^^xsd:gYearMonth ;
  wpk:earliest "2019-03-01"^^xsd:date ; wpk:latest "2019-03-31"^^xsd:date ; wpk:dateBasis wpk:IssueDate ;
  wpk:membershipStatus wpk:Elected ; wpk:listPosition 1 ; wpk:attestedDead false ; wpk:place :town ;
  wpk:resolvedBy "the title takes it up" ; wpk:antecedent :span ; wpk:byTenure :tenure .
:post a wpk:Office ; rdfs:label "Clerk of the River Guild" .
:tenure a wpk:Tenure ; rdfs:label "Clerk: Ro Chan Gyu" ; wpk:holder :ro ; wpk:office :post ; wpk:status wpk:Curated ;
  dcterms:source "a register" .
:resolved a wpk:Reading ; rdfs:label "another reading" ; wpk:readingOf :membership ; wpk:inArticle :article ;
  wpk:evidence :span ; wpk:rule "title-again" ; wpk:status wpk:Resolved ; wpk:resolvedBy "the same post" .
:match a wpk:Match ; rdfs:label "two" ; wpk:between :ro , :ro2 ; wpk:score 3.5 ; wpk:reason "same post: clerk" .
:decision a wpk:Decision ; rdfs:label "unsure" ; wpk:decides :ro , :ro2 ; wpk:decidedId "person/ro" , "person/ro2" ;
  wpk:verdict "unsure" ; wpk:decidedBy "a reader" ; wpk:reason "nothing tells" .
:location a wpk:Location ; rdfs:label "Tobong Pottery: in Tobong" ; wpk:locates :pottery ; schema:location :town ;
  wpk:evidence :span .
:series a schema:EventSeries ; rdfs:label "Meeting of Kiln Clerks" .
:meeting a wpk:Meeting , wpk:Event ; rdfs:label "Third Meeting of Kiln Clerks" ;
  schema:startDate "2019-03-08"^^xsd:date ;
  schema:endDate "2019-03-09"^^xsd:date ; wpk:earliest "2019-03-08"^^xsd:date ; wpk:latest "2019-03-09"^^xsd:date ;
  schema:location :town ; schema:organizer :guild ; wpk:ordinal 3 ; wpk:bodyOrdinal 2 ; wpk:series :series ;
  wpk:evidence :span .
:launch a wpk:Launch , wpk:Event ; rdfs:label "launch of a barge" ; wpk:evidence :span .
:speech a wpk:Speech , wpk:Event ; rdfs:label "Report by Ro Chan Gyu" ; wpk:speaker :ro ; wpk:speechKind :report ;
  schema:superEvent :meeting ; wpk:recordedIn :article ; wpk:references :idea ; wpk:evidence :span .
:report a skos:Concept ; rdfs:label "report" ; skos:notation "report" .
:guided a skos:Concept ; rdfs:label "guided" ; skos:notation "guided" .
:part a wpk:Participation ; rdfs:label "Ro Chan Gyu: guided" ; wpk:participant :ro ; wpk:event :meeting ;
  wpk:capacity :guided ; wpk:evidence :span .
:statement a wpk:Appraisal , wpk:Statement ; rdfs:label "statement" ; wpk:saidBy :ro ; wpk:inSpeech :speech ;
  wpk:references :idea ; wpk:appraises :pottery ; wpk:polarity wpk:Praise ; wpk:evidence :span .
:list a wpk:TaskList ; rdfs:label "tasks" ; wpk:item :item ; wpk:announcedCount 1 ; wpk:evidence :span .
:item a wpk:ListItem ; rdfs:label "to fire cleanly" ; wpk:position 1 .
:figure a wpk:Figure ; rdfs:label "about 300" ; wpk:valueText "300" ; wpk:value 300 ; wpk:bound wpk:About ;
  wpk:evidence :span .
"""
)

# (what is replaced, by what, a word of the message): each makes one breach
BROKEN = [
    (':ro2 a wpk:Person , foaf:Person ; rdfs:label "Ro Chan Gyu"', ":ro2 a wpk:Person , foaf:Person", "one rdfs:label"),
    ('rdfs:label "clay"', 'rdfs:label "clay" , "loam"', "one rdfs:label"),
    ('skos:altLabel "RG"', 'skos:altLabel "River Guild"', "differs from the label"),
    (":ro2 a wpk:Person", "[] a wpk:Person", ""),
    ('wpk:status wpk:Curated ; dcterms:source "a list"', "wpk:status wpk:Curated", "names its source"),
    ('wpk:fileName "kilns.txt" ; ', "", "one wpk:fileName"),
    ('"0000000000000000', '"xyz0000000000000', "64 hex digits"),
    ('dcterms:format "text/plain" ;', "", "one dcterms:format"),
    ("dcterms:publisher :agency", "dcterms:publisher :ro", "publisher is an organisation"),
    ("wpk:foundAt :passage ; ", "", "found at"),
    ("dcterms:isPartOf :file ;", "", "part of a wpk:SourceFile"),
    ("wpk:reports :meeting", "wpk:reports :ro", "reports events"),
    ("wpk:dateline :town", "wpk:dateline :ro", "dateline is one place"),
    ('"2019-03-09"^^xsd:date ;\n  wpk:earliest', '"9 March 2019" ;\n  wpk:earliest', "xsd:gYear"),
    ("wpk:inFile :file ; ", "", "wpk:inFile is one"),
    ("wpk:start 0 ; wpk:end 400", "wpk:start 400 ; wpk:end 400", "below wpk:end"),
    ("wpk:start 0 ; wpk:end 12", "wpk:start -1 ; wpk:end 12", "from 0"),
    ('wpk:quote "Ro Chan Gyu," ; ', "", "one wpk:quote"),
    ("wpk:denotes :ro .", "wpk:denotes :nothing .", "denotes a person"),
    ("wpk:readingOf :membership ; ", "", "of one fact"),
    (
        "wpk:inArticle :article ; wpk:evidence :span ;\n  wpk:rule",
        "wpk:inArticle :article ;\n  wpk:rule",
        "has evidence",
    ),
    ("prov:alternateOf :article .", "rdfs:seeAlso :article .", "prov:alternateOf holds both ways"),
    ("wpk:variantOf :article ;", "", "wpk:variantOf holds both ways"),
    ("prov:alternateOf :copy ; wpk:variantOf :other", "wpk:variantOf :other , :town", "wpk:variantOf is an article"),
    ("prov:alternateOf :copy ;", "prov:alternateOf :copy , :other ;", "none that is a variant"),
    ("prov:wasRevisionOf :copy", "prov:wasRevisionOf :copy , :article", "none that is revised"),
    ("prov:alternateOf :article .", "prov:alternateOf :article ; prov:wasRevisionOf :other .", "one at most revises"),
    ('wpk:rule "apposition" ; ', "", "names its rule"),
    ("wpk:status wpk:Stated ; ", "", "stated, resolved or inferred"),
    ("wpk:status wpk:Stated ; ", "wpk:status wpk:Holds ; ", "stated, resolved or inferred"),
    ('wpk:earliest "2019-03-01"^^xsd:date ; ', "", "one wpk:earliest"),
    ('wpk:latest "2019-03-31"', 'wpk:latest "2019-02-01"', "not after wpk:latest"),
    ("wpk:membershipStatus wpk:Elected", "wpk:membershipStatus wpk:Stated", "one of five"),
    ("wpk:listPosition 1", "wpk:listPosition 0", "from 1"),
    ("wpk:attestedDead false", 'wpk:attestedDead "no"', "true or false"),
    (' ; wpk:resolvedBy "the same post"', "", "says by what"),
    ("wpk:antecedent :span", "wpk:antecedent :ro", "an antecedent is"),
    ("wpk:byTenure :tenure", "wpk:byTenure :ro", "leads to a tenure"),
    ("wpk:between :ro , :ro2", "wpk:between :ro", "between two persons"),
    ("wpk:score 3.5 ; ", "", "one score"),
    (' ; wpk:reason "same post: clerk"', "", "a reason beside the name"),
    ("wpk:decides :ro , :ro2", "wpk:decides :town", "about persons"),
    ('"person/ro" , "person/ro2"', '"person/ro"', "names two ids"),
    ('wpk:verdict "unsure"', 'wpk:verdict "perhaps"', "same, different or unsure"),
    ('wpk:decidedBy "a reader" ; ', "", "who made it"),
    ('wpk:reason "nothing tells"', 'wpk:counterReason "nothing tells"', "says why"),
    ("wpk:holder :ro", "wpk:holder :town", "one holder"),
    ("wpk:office :post", "wpk:office :ro", "one office"),
    ("wpk:locates :pottery", "wpk:locates :town", "of one organisation"),
    ("schema:location :town ;\n  wpk:evidence :span .", "schema:location :ro ;\n  wpk:evidence :span .", "one place"),
    ("org:unitOf :pottery", "org:unitOf :pottery , :guild", "at most one parent"),
    ("org:unitOf :pottery", "org:unitOf :pottery ; org:subOrganizationOf :guild", "has one parent"),
    ("org:subOrganizationOf :guild", "org:subOrganizationOf :town", "at most one parent, an organisation"),
    ("wpk:sector :clay", "wpk:sector :town", "sector is a concept"),
    ("wpk:locatedIn :town", "wpk:locatedIn :ro", "wpk:locatedIn is a place"),
    ("wpk:partyLine :guild", "wpk:partyLine :agency", "Party body"),
    ("wpk:namedAfter :ro", "wpk:namedAfter :town", "named after"),
    ("geo:lat 39.5", "geo:lat 139.5", "from -90 to 90"),
    ("schema:containedInPlace :county", "schema:containedInPlace :ro", "contained in places"),
    ('skos:prefLabel "clean firing"', 'skos:prefLabel "firing"', "is its label"),
    ("skos:inScheme :scheme ;", "", "in a scheme"),
    ("wpk:modifier wpk:Deputy", "wpk:modifier wpk:Holds", "modifier is one of five"),
    ("wpk:possiblySameAs :ro2", "wpk:possiblySameAs :town", "leads to a person"),
    ("org:member :ro ; org:role :role", "org:role :role", "one member"),
    ("org:role :role ;", "org:role :clay ;", "one role"),
    ("org:organization :shop", "org:organization :shop , :guild", "at most one organisation"),
    ('wpk:roleText "deputy clerk" ; ', "", "wording of its role"),
    ('wpk:roleText "deputy clerk" ; wpk:evidence :span', 'wpk:roleText "deputy clerk"', "fact has evidence"),
    ('"launch of a barge" ; wpk:evidence :span', '"launch of a barge"', "event has evidence"),
    ("schema:location :town ; schema:organizer", "schema:location :ro ; schema:organizer", "located in a place"),
    ("schema:superEvent :meeting", "schema:superEvent :town", "part of at most one event"),
    ("wpk:ordinal 3", "wpk:ordinal 0", "ordinal is one whole number"),
    ("wpk:series :series", "wpk:series :meeting", "at most one series"),
    ("wpk:speaker :ro", "wpk:speaker :ro , :ro2", "one speaker"),
    ('skos:notation "report"', 'skos:notation "chat"', "one of five notations"),
    ('skos:notation "guided"', 'skos:notation "slept"', "one of four notations"),
    ("wpk:participant :ro ; ", "", "one participant"),
    ("wpk:event :meeting ;", "wpk:event :ro ;", "in one event"),
    ("wpk:capacity :guided ; ", "", "one capacity"),
    ("wpk:saidBy :ro", "wpk:saidBy :guild", "at most one person"),
    ("wpk:polarity wpk:Praise", "wpk:polarity wpk:Holds", "praise or criticism"),
    ("wpk:appraises :pottery", "wpk:appraises :idea", "appraisal is of"),
    ("wpk:item :item ; ", "", "a list has items"),
    ("wpk:position 1", "wpk:position 0", "one position"),
    ('wpk:valueText "300" ; ', "", "one wpk:valueText"),
    ("wpk:value 300", 'wpk:value "300"', "value is one number"),
    ("wpk:bound wpk:About", "wpk:bound wpk:Deputy", "one bound of four"),
]

# the same for gaps that only call for a warning
GAPS = [
    ('wpk:textKey "22" ;', "", "one wpk:textKey"),
    ("wpk:status wpk:Stated ; ", "wpk:status wpk:Stated , wpk:Resolved ; ", "has one status"),
    (" ; org:unitOf :pottery .", " .", "level above the unit"),
    ("wpk:appraises :pottery ; ", "", "whom the appraisal is of"),
    ('schema:endDate "2019-03-09"^^xsd:date', 'schema:endDate "2019-03-09"^^xsd:date , "2019"^^xsd:gYear', "disagree"),
]
