package io.ashlar.sqltest.logic;

import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.TextTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.ToLongFunction;

/** What came of several scripts. */
public final class LogicSummary {

  private final List<FileOutcome> outcomes;

  /**
   * A summary.
   *
   * @param outcomes one for each script
   */
  public LogicSummary(List<FileOutcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  /**
   * Whether all that ran passed.
   *
   * @return false when a record failed or was refused
   */
  public boolean isWhole() {
    return outcomes.stream().allMatch(FileOutcome::isWhole);
  }

  private long sum(ToLongFunction<FileOutcome> number) {
    return outcomes.stream().mapToLong(number).sum();
  }

  /**
   * For people.
   *
   * @param differences whether to print what did not pass as well
   * @return a line for each script, and their sum
   */
  public String toText(boolean differences) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    TextTable table =
        new TextTable(
            1, "script", "passed", "failed", "refused", "other dialects", "not asked", "seconds");
    outcomes.forEach(each -> add(table, each));
    add(
        table,
        new FileOutcome(
            outcomes.size() + " scripts",
            sum(FileOutcome::passed),
            sum(FileOutcome::failed),
            sum(FileOutcome::refused),
            sum(FileOutcome::otherDialects),
            sum(FileOutcome::leftOut),
            outcomes.stream().mapToDouble(FileOutcome::seconds).sum(),
            List.of()));
    table.printTo(out);
    if (differences) {
      outcomes.forEach(each -> each.differences().forEach(out::println));
    }
    return text.toString().stripTrailing();
  }

  private static void add(TextTable table, FileOutcome outcome) {
    table.add(
        outcome.file(),
        TextTable.number(outcome.passed()),
        TextTable.number(outcome.failed()),
        TextTable.number(outcome.refused()),
        TextTable.number(outcome.otherDialects()),
        TextTable.number(outcome.leftOut()),
        TextTable.number(outcome.seconds(), 1));
  }

  /**
   * For programs.
   *
   * @return one JSON object on one line
   */
  public String toJson() {
    return new JsonObject()
        .put("scripts", outcomes.size())
        .put("passed", sum(FileOutcome::passed))
        .put("failed", sum(FileOutcome::failed))
        .put("refused", sum(FileOutcome::refused))
        .put("other_dialects", sum(FileOutcome::otherDialects))
        .put("not_asked", sum(FileOutcome::leftOut))
        .put(
            "not_whole",
            outcomes.stream().filter(each -> !each.isWhole()).map(FileOutcome::file).toList())
        .toLine();
  }
}
