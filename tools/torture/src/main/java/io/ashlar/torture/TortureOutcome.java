package io.ashlar.torture;

import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.TextTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a torture run has found.
 *
 * @param kind the name of its command
 * @param seed what its random choices came from
 * @param skipped why it could not be carried out here; null when it was
 * @param facts what was done and seen: numbers by name, in the order of the report
 * @param table more of what was seen; null for none
 * @param problemCount how many things were lost or wrong
 * @param problems a sentence for each of the first of them
 */
public record TortureOutcome(
    String kind,
    long seed,
    String skipped,
    Map<String, Long> facts,
    TextTable table,
    long problemCount,
    List<String> problems) {

  /** The exit code of a run that this place does not permit; 2 is a wrong command line. */
  public static final int SKIPPED_EXIT_CODE = 3;

  /**
   * A run that was carried out.
   *
   * @param kind the name of its command
   * @param seed what its random choices came from
   * @param facts what was done and seen
   * @param table more of what was seen; null for none
   * @param problems what was lost or wrong
   * @return the outcome
   */
  public static TortureOutcome of(
      String kind, long seed, Map<String, Long> facts, TextTable table, Problems problems) {
    return new TortureOutcome(
        kind, seed, null, new LinkedHashMap<>(facts), table, problems.count(), problems.list());
  }

  /**
   * A run that could not be carried out.
   *
   * @param kind the name of its command
   * @param seed what its random choices would have come from
   * @param reason what this place does not permit
   * @return the outcome
   */
  public static TortureOutcome skipped(String kind, long seed, String reason) {
    return new TortureOutcome(kind, seed, reason, Map.of(), null, 0, List.of());
  }

  /**
   * Whether it was carried out and nothing was lost or wrong.
   *
   * @return true when all held
   */
  public boolean held() {
    return skipped == null && problemCount == 0;
  }

  /**
   * What a shell should be told.
   *
   * @return 0 when all held, 1 when something was lost or wrong, 3 when the run was skipped
   */
  public int exitCode() {
    if (skipped != null) {
      return SKIPPED_EXIT_CODE;
    }
    return held() ? 0 : 1;
  }

  /**
   * One line of JSON.
   *
   * @return an object with all facts and problems
   */
  public String toJson() {
    JsonObject json = new JsonObject().put("torture", kind).put("seed", seed).put("held", held());
    if (skipped != null) {
      return json.put("skipped", skipped).toLine();
    }
    facts.forEach((name, value) -> json.put(name.replace(' ', '_'), value));
    json.put("problem_count", problemCount).put("problems", problems);
    return json.toLine();
  }

  /**
   * Lines for people.
   *
   * @return facts, table, problems and the verdict
   */
  public String toText() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    if (skipped != null) {
      out.print("torture " + kind + ": skipped: " + skipped);
      return text.toString();
    }
    facts.forEach((name, value) -> out.printf("%-32s %,d%n", name, value));
    if (table != null) {
      out.println();
      table.printTo(out);
      out.println();
    }
    problems.forEach(problem -> out.println("WRONG  " + problem));
    if (problemCount > problems.size()) {
      out.printf("WRONG  and %,d more%n", problemCount - problems.size());
    }
    out.print("torture " + kind + " --seed " + seed + ": ");
    out.print(held() ? "all held" : problemCount + " things lost or wrong");
    return text.toString();
  }
}
