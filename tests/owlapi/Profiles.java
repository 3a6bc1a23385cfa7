import java.net.URI;
import javax.xml.catalog.Catalog;
import javax.xml.catalog.CatalogFeatures;
import javax.xml.catalog.CatalogManager;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyIRIMapper;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.model.parameters.Imports;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2ELProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;

/**
 * Loads ontologies by their IRIs, with what they import, and tells which profiles they keep to.
 *
 * <p>An argument that begins with '@' is where those behind it lie: an XML catalogue, as OWL tools
 * read it, or an address that stands for the beginning of the IRIs. Each line of the output is the
 * number of the place, an IRI, the number of its axioms with those of its imports, and its
 * profiles. So one machine of Java looks at all places.
 */
public class Profiles {
    private static final String BASE = "https://w3id.org/plan-graph/";

    public static void main(String[] arguments) throws Exception {
        OWLOntologyIRIMapper places = null;
        int place = -1;
        for (String argument : arguments) {
            if (argument.startsWith("@")) {
                places = places(argument.substring(1));
                place++;
            } else {
                OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
                manager.getIRIMappers().add(places);
                tell(place, argument, manager.loadOntology(IRI.create(argument)));
            }
        }
    }

    private static void tell(int place, String iri, OWLOntology ontology) {
        System.out.print(place + " " + iri + " " + ontology.getAxiomCount(Imports.INCLUDED));
        OWLProfile[] profiles = {new OWL2DLProfile(), new OWL2RLProfile(), new OWL2ELProfile()};
        for (OWLProfile profile : profiles) {
            var report = profile.checkOntology(ontology);
            if (report.isInProfile()) {
                System.out.print(" " + profile.getName().replace("OWL 2 ", ""));
            }
            report.getViolations().stream().limit(9).forEach(System.err::println);
        }
        System.out.println();
    }

    private static OWLOntologyIRIMapper places(String where) {
        if (!where.endsWith(".xml")) {
            return iri -> IRI.create(where + iri.toString().substring(BASE.length()));
        }
        Catalog catalog = CatalogManager.catalog(CatalogFeatures.defaults(), URI.create(where));
        return iri -> {
            String found = catalog.matchURI(iri.toString());
            return found == null ? null : IRI.create(found);
        };
    }
}
