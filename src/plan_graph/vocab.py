"""The terms that plan-graph writes, as names: its own ontology and the vocabularies it reuses.

`PLAN.Action` is a NamedNode; a name that the vocabulary lacks raises AttributeError,
so a typing error cannot reach the data. A test holds PLAN equal to `ontology/core.ttl`.
"""

from __future__ import annotations

from pyoxigraph import NamedNode


class Vocabulary:
    """A namespace with the terms that are used of it."""

    def __init__(self, prefix: str, namespace: str, terms: str) -> None:
        self.prefix = prefix
        self.namespace = namespace
        self.terms = {term: NamedNode(namespace + term) for term in terms.split()}
        # As attributes of their own they are found without a call, a hundred thousand times a plan.
        self.__dict__ = self.terms | self.__dict__

    def __getattr__(self, name: str) -> NamedNode:
        return self.term(name)

    def term(self, name: str) -> NamedNode:
        """Return a term by its name, for names that Python cannot write, such as 'class'.

        Raises:
            AttributeError: If the vocabulary has no such term.
        """
        terms: dict[str, NamedNode] = self.__dict__.get("terms", {})
        if name not in terms:
            raise AttributeError(f"the vocabulary has no term '{name}'")
        return terms[name]


PLAN_BASE = "https://w3id.org/plan-graph/"
"""Where the ontology, its codes and its shapes live, whatever the base of the data."""

PLAN = Vocabulary(
    "plan",
    PLAN_BASE + "def#",
    # Classes
    "Strategy ActionPlan Pillar Objective GeneralObjective SpecificObjective Action "
    "ExternallyFundedAction Indicator ExpectedResult "
    "Deadline FixedDeadline RecurringDeadline OpenDeadline UnparsedDeadline "
    "Participation Actor Organisation Agency Ministry CollectiveActor ActorGroup WorkingGroup "
    "InternationalOrganisation Subordination Funding LegalAct SourceDocument SourceFragment "
    "Measure Target Baseline Location TargetGroup Programme Remark "
    # Structure
    "partOf hasPart inPlan inPillar pursues refines stepOf continues implementsStrategy adoptedBy "
    "coordinator position "
    # Roles and bodies
    "hasParticipation role actor actingFor involves responsible partner "
    "parentOrganisation parentMinistry withinMinistry accountableMinistry actorMinistry "
    "subordinate superior holdsFor basis legalBasis successor mentions "
    # Indicators and results
    "hasIndicator indicatorKind unit expectedResult hasTarget hasBaseline value "
    # Time
    "hasDeadline startDate endDate frequency month verbatim revises "
    # Money
    "hasFunding fundingKind budgetOf provider amount currency multiplier "
    "approximateAmount recurringAmount lowerAmount upperAmount amountFrequency "
    # What else a row says
    "status priority takesPlaceIn hasTargetGroup fundedUnder hasRemark aspect absence heading "
    "inherited "
    # Source
    "statedIn uninterpreted quote table row column pageArea recognitionCertainty sha256 "
    # Corrections
    "Workbook SettingsFile Correction corrects correctedIn valueRead valueGiven cell "
    # Monitoring
    "Observation ReportedValue ReportedProgress observes reportedValue reportedStatus "
    "reportedIn",
)
DCTERMS = Vocabulary(
    "dcterms",
    "http://purl.org/dc/terms/",
    "title description identifier language source date spatial subject license isPartOf hasPart "
    # Of catalogues
    "publisher rightsHolder issued modified temporal accrualPeriodicity accessRights rights format "
    "type conformsTo provenance relation creator "
    "Standard LicenseDocument RightsStatement ProvenanceStatement PeriodOfTime Location "
    "LinguisticSystem Frequency MediaType MediaTypeOrExtent",
)
SKOS = Vocabulary(
    "skos",
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme prefLabel altLabel notation definition "
    "inScheme topConceptOf hasTopConcept broader",
)
RDF = Vocabulary("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type langString")
OWL = Vocabulary("owl", "http://www.w3.org/2002/07/owl#", "Ontology")
RDFS = Vocabulary("rdfs", "http://www.w3.org/2000/01/rdf-schema#", "label comment")
FOAF = Vocabulary(
    "foaf", "http://xmlns.com/foaf/0.1/", "name homepage page primaryTopic Agent Document"
)
OA = Vocabulary(
    "oa",
    "http://www.w3.org/ns/oa#",
    "hasSource hasSelector TextPositionSelector start end TextQuoteSelector exact",
)
PPLAN = Vocabulary("p-plan", "http://purl.org/net/p-plan#", "isStepOfPlan")
TIME = Vocabulary("time", "http://www.w3.org/2006/time#", "Instant hasBeginning hasEnd inXSDDate")
XSD = Vocabulary(
    "xsd",
    "http://www.w3.org/2001/XMLSchema#",
    "date integer nonNegativeInteger string boolean decimal gYear anyURI dateTime",
)
DCAT = Vocabulary(
    "dcat",
    "http://www.w3.org/ns/dcat#",
    "Catalog Dataset Distribution DataService DatasetSeries CatalogRecord "
    "dataset service distribution record themeTaxonomy theme keyword contactPoint landingPage "
    "version startDate endDate accessURL downloadURL accessService mediaType byteSize "
    "endpointURL endpointDescription servesDataset inSeries "
    # Of published versions
    "hasVersion hasCurrentVersion previousVersion",
)
DCATAP = Vocabulary("dcatap", "http://data.europa.eu/r5r/", "availability")
PROV = Vocabulary("prov", "http://www.w3.org/ns/prov#", "wasDerivedFrom")
VCARD = Vocabulary("vcard", "http://www.w3.org/2006/vcard/ns#", "Kind fn hasEmail hasURL")

VOID = Vocabulary(
    "void",
    "http://rdfs.org/ns/void#",
    "Dataset Linkset triples classes properties distinctSubjects distinctObjects entities class "
    "property classPartition propertyPartition vocabulary exampleResource dataDump subset "
    "uriSpace subjectsTarget objectsTarget linkPredicate sparqlEndpoint feature "
    "DatasetDescription",
)
VOID_EXT = Vocabulary("void-ext", "http://ldf.fi/void-ext#", "datatype datatypePartition")
"""What VoID lacks, as void-generator writes it."""
SCHEMA = Vocabulary("schema", "https://schema.org/", "keywords target")
SHACL = "http://www.w3.org/ns/shacl#"
"""The namespace of shapes and of validation reports."""
SH = Vocabulary(
    "sh",
    SHACL,
    "SPARQLExecutable SPARQLSelectExecutable SPARQLConstructExecutable select construct "
    "declare prefix prefixes namespace PrefixDeclaration "
    "parameter Parameter path name optional datatype nodeKind IRI ValidationReport conforms",
)
"""The terms of SHACL that describe queries and reports."""
ACTIVITIES = Vocabulary(
    "as", "https://www.w3.org/ns/activitystreams#", "Create Update Delete object published"
)
LDES = Vocabulary("ldes", "https://w3id.org/ldes#", "EventStream timestampPath versionOfPath")
TREE = Vocabulary(
    "tree",
    "https://w3id.org/tree#",
    "Node shape view member relation node path value GreaterThanOrEqualToRelation LessThanRelation",
)
ADMS = Vocabulary("adms", "http://www.w3.org/ns/adms#", "versionNotes")
DQV = Vocabulary(
    "dqv",
    "http://www.w3.org/ns/dqv#",
    "QualityMeasurement hasQualityMeasurement computedOn isMeasurementOf value "
    "QualityMetadata hasQualityMetadata",
)

AUTHORITY = "http://publications.europa.eu/resource/authority/"
"""Where the authority tables of the Publications Office of the EU are."""
FREQUENCY = AUTHORITY + "frequency/"
LANGUAGE = AUTHORITY + "language/"
CURRENCY = AUTHORITY + "currency/"

VOCABULARIES = (PLAN, DCTERMS, SKOS, RDF, RDFS, FOAF, OA, PPLAN, TIME, XSD, VOID)
"""Those of the data, in the order in which dumps declare prefixes."""
CATALOGUE_VOCABULARIES = (DCAT, DCTERMS, DCATAP, DQV, FOAF, PROV, SH, VCARD, SKOS, RDF, RDFS, XSD)
"""Those of the catalogue."""
