package io.ashlar.sqltest.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of the scripts beside {@code AnomalyTest}, which says what stands in them.
 *
 * @param title what it is called
 * @param steps what is done, in this order
 * @param anomaly what all must hold for the anomaly to have happened
 * @param always what must hold at each level
 */
record Script(String title, List<Step> steps, List<String> anomaly, List<String> always) {

  /** One statement of one session; the name is null where the result does not matter. */
  record Step(String session, String statement, String name) {
    @Override
    public String toString() {
      return session + ": " + statement;
    }
  }

  private static final Pattern STEP =
      Pattern.compile("(T[0-9]|end): ([a-z0-9 =]+?)(?: -> ([a-z0-9]+))?");

  static List<Script> readAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Script> scripts = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        scripts.add(read(Files.readAllLines(file)));
      }
      return scripts;
    }
  }

  private static Script read(List<String> lines) {
    List<Step> steps = new ArrayList<>();
    for (String line : lines) {
      Matcher step = STEP.matcher(line);
      if (step.matches()) {
        steps.add(new Step(step.group(1), step.group(2), step.group(3)));
      }
    }
    return new Script(
        header(lines, "case: "),
        steps,
        List.of(header(lines, "anomaly: ").split("; ", -1)),
        List.of(header(lines, "always: ").split("; ", -1)).stream()
            .filter(clause -> !clause.isEmpty())
            .toList());
  }

  private static String header(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElse("");
  }

  Step named(String name) {
    return steps.stream().filter(step -> name.equals(step.name())).findFirst().orElseThrow();
  }
}
