package io.ashlar.rows.isolation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One anomaly as a text: what sessions do in turn, and what would have to be seen for the anomaly
 * to have happened.
 *
 * <pre>
 * place: 8
 * case: P4, lost update
 * means: T1 and T2 read a row and both write what they make of it.
 *
 * T1: get 1 -> one
 * T2: get 1 -> two
 * T1: update 1 = 11
 * T2: update 1 = 12
 * T1: commit
 * T2: commit
 * end: scan -> last
 *
 * anomaly: one = 10; two = 10; T1 commits; T2 commits
 * always: one = 10
 * </pre>
 *
 * <p>The table holds {@code 1=10} and {@code 2=20}; the value has an index that is not unique. All
 * sessions begin before the first step. The statements are those of {@link Statements}; a name
 * behind an arrow keeps the result. {@code end} reads after all sessions have ended. A session that
 * was refused does nothing more. A step that waits for a lock is left waiting, and the next step of
 * another session follows; it must get the lock once another session that has written ends, so no
 * two sessions may wait for each other's successors.
 *
 * <p>The anomaly has happened if all its clauses hold: {@code name = result}, {@code name at once}
 * (the step did not have to wait) and {@code T1 commits}. What is under {@code always} holds at
 * each level.
 *
 * @param file the name of the file, without its ending
 * @param place where it stands in the table of outcomes
 * @param title what it is called
 * @param meaning one or two sentences
 * @param steps what is done, in this order
 * @param anomaly what all must hold for the anomaly to have happened, in the order of the steps
 * @param always what must hold at each level
 */
record AnomalyScript(
    String file,
    int place,
    String title,
    String meaning,
    List<Step> steps,
    List<Clause> anomaly,
    List<Clause> always) {

  /** One statement of one session; the name is null where the result does not matter. */
  record Step(String session, String statement, String name) {
    @Override
    public String toString() {
      return session + ": " + statement;
    }
  }

  /** What a clause is about. */
  enum Kind {
    RESULT,
    AT_ONCE,
    COMMITS
  }

  /** A condition on the result or the fate of a step, or on the end of a session. */
  record Clause(Kind kind, String name, String result) {}

  /** The session that reads when all others have ended. */
  static final String END = "end";

  private static final Pattern STEP =
      Pattern.compile("(T[0-9]|end): ([a-z0-9 =]+?)(?: -> ([a-z0-9]+))?");

  private static final Pattern CLAUSE =
      Pattern.compile("(T[0-9]) commits|([a-z0-9]+) at once|([a-z0-9]+) = ([a-z0-9= ]+)");

  static List<AnomalyScript> readAll(Path directory) throws IOException {
    List<AnomalyScript> scripts = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.txt")) {
      for (Path file : files) {
        scripts.add(read(file));
      }
    }
    scripts.sort(Comparator.comparingInt(AnomalyScript::place));
    return scripts;
  }

  private static AnomalyScript read(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".txt", "");
    List<String> lines = Files.readAllLines(file);
    List<Step> steps = new ArrayList<>();
    List<Clause> anomaly = new ArrayList<>();
    List<Clause> always = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("anomaly: ")) {
        anomaly.addAll(clauses(name, line.substring("anomaly: ".length()), steps));
      } else if (line.startsWith("always: ")) {
        always.addAll(clauses(name, line.substring("always: ".length()), steps));
      } else if (!line.isBlank() && !line.matches("(place|case|means): .*")) {
        steps.add(step(name, line));
      }
    }
    if (anomaly.isEmpty()) {
      throw new IllegalArgumentException("no anomaly in " + name);
    }
    return new AnomalyScript(
        name,
        Integer.parseInt(header(name, lines, "place")),
        header(name, lines, "case"),
        header(name, lines, "means"),
        steps,
        anomaly,
        always);
  }

  private static String header(String file, List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no line " + name + " in " + file));
  }

  private static Step step(String file, String line) {
    Matcher matcher = STEP.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a step: " + line + " in " + file);
    }
    return new Step(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  private static List<Clause> clauses(String file, String text, List<Step> steps) {
    List<Clause> clauses = new ArrayList<>();
    for (String each : text.split("; ", -1)) {
      Matcher matcher = CLAUSE.matcher(each);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not a condition: " + each + " in " + file);
      }
      clauses.add(clause(matcher));
    }
    for (Clause each : clauses) {
      if (each.kind() != Kind.COMMITS
          && steps.stream().noneMatch(step -> each.name().equals(step.name()))) {
        throw new IllegalArgumentException("no step has the name " + each.name() + " in " + file);
      }
    }
    return clauses;
  }

  private static Clause clause(Matcher matcher) {
    if (matcher.group(1) != null) {
      return new Clause(Kind.COMMITS, matcher.group(1), null);
    }
    return matcher.group(2) != null
        ? new Clause(Kind.AT_ONCE, matcher.group(2), null)
        : new Clause(Kind.RESULT, matcher.group(3), matcher.group(4));
  }
}
