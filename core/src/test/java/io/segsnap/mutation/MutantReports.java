package io.segsnap.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the {@code mutations.xml} of each group. */
final class MutantReports {

  private static final String PREFIX = "io.segsnap.";

  private MutantReports() {}

  /**
   * Reads {@code <folder>/<group>/mutations.xml} for every group.
   *
   * @param compiled when the mutated classes were compiled
   * @throws IOException also if a group has no report, or one of classes that were compiled again
   */
  static List<Mutant> read(Path folder, List<String> groups, FileTime compiled) throws IOException {
    List<Mutant> mutants = new ArrayList<>();
    for (String group : groups) {
      Path report = folder.resolve(group).resolve("mutations.xml");
      if (!Files.exists(report)) {
        throw unusable("no report of the group " + group, group);
      }
      if (Files.getLastModifiedTime(report).compareTo(compiled) < 0) {
        throw unusable("the report of the group " + group + " is older than the classes", group);
      }
      mutants.addAll(parse(group, report));
    }
    return mutants;
  }

  private static IOException unusable(String problem, String group) {
    return new IOException(problem + ": run"
        + " mvn -pl core -Pmutation test-compile pitest:mutationCoverage@" + group);
  }

  private record Place(Element element, String identity, int index) {}

  private static List<Mutant> parse(String group, Path report) throws IOException {
    NodeList elements = document(report).getElementsByTagName("mutation");
    Map<String, List<Place>> alike = new LinkedHashMap<>();
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      String identity = String.join(
          "|",
          text(element, "mutatedClass"),
          text(element, "mutatedMethod"),
          text(element, "methodDescription"),
          text(element, "description"));
      Place place = new Place(element, identity, Integer.parseInt(text(element, "index")));
      alike.computeIfAbsent(keyOf(element), key -> new ArrayList<>()).add(place);
    }
    List<Mutant> mutants = new ArrayList<>();
    alike.values().forEach(places -> {
      places.sort(Comparator.comparing(Place::identity).thenComparing(Place::index));
      for (int i = 0; i < places.size(); i++) {
        mutants.add(mutant(group, places.get(i).element(), i + 1, places.size()));
      }
    });
    return mutants;
  }

  private static Mutant mutant(String group, Element element, int ordinal, int of) {
    return new Mutant(
        group,
        className(element),
        method(element),
        change(element),
        ordinal,
        of,
        element.getAttribute("status"),
        Boolean.parseBoolean(element.getAttribute("detected")));
  }

  private static String keyOf(Element element) {
    return className(element) + " " + method(element) + ": " + change(element);
  }

  private static String className(Element element) {
    return text(element, "mutatedClass").replaceFirst(PREFIX, "");
  }

  private static String method(Element element) {
    return withoutLambdaNumbers(text(element, "mutatedMethod"));
  }

  private static String change(Element element) {
    String change = text(element, "description").replace("io/segsnap/", "");
    return withoutLambdaNumbers(change.replaceAll("\\s+", " "));
  }

  /** The compiler numbers the lambdas of a class, so that one more gives others another name. */
  private static String withoutLambdaNumbers(String text) {
    return text.replaceAll("(lambda\\$\\w+)\\$\\d+", "$1");
  }

  private static String text(Element element, String name) {
    return element.getElementsByTagName(name).item(0).getTextContent();
  }

  private static org.w3c.dom.Document document(Path report) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(report.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(report + ": " + e.getMessage(), e);
    }
  }
}
