package io.ashlar.bench.reads.run;

import io.ashlar.bench.reads.data.Answer;
import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.turn.JsonFields;
import io.ashlar.workbench.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a turn has found; passes from the child JVM to its parent as lines of JSON.
 *
 * @param answers to the queries that are compared; none but after loading
 * @param results one for each case that was measured
 */
public record Findings(List<Answer> answers, List<CaseResult> results) {

  private static final String LINE = "line";
  private static final String ANSWER = "answer";
  private static final String RESULT = "result";

  List<String> toLines() {
    List<String> lines = new ArrayList<>();
    for (Answer answer : answers) {
      lines.add(
          new JsonObject()
              .put(LINE, ANSWER)
              .put("case", answer.asked().word())
              .put("query", answer.query())
              .put("rows", answer.rows())
              .put("hash", answer.hash())
              .toLine());
    }
    for (CaseResult result : results) {
      lines.add(result.writeTo(new JsonObject().put(LINE, RESULT)).toLine());
    }
    return lines;
  }

  /**
   * Reads what {@link ReadsChild} has written.
   *
   * @param lines its standard output, in which an engine may have written too
   * @return what it found
   * @throws IOException when a line that begins as one of its own is something else
   */
  public static Findings ofLines(List<String> lines) throws IOException {
    List<Answer> answers = new ArrayList<>();
    List<CaseResult> results = new ArrayList<>();
    for (String line : lines) {
      if (!line.startsWith("{\"" + LINE + "\":")) {
        continue;
      }
      Map<String, String> values = JsonFields.of(line);
      if (ANSWER.equals(values.get(LINE))) {
        answers.add(
            new Answer(
                ReadCase.of(values.get("case")),
                values.get("query"),
                Integer.parseInt(values.get("rows")),
                Long.parseLong(values.get("hash"))));
      } else {
        results.add(CaseResult.of(values));
      }
    }
    return new Findings(List.copyOf(answers), List.copyOf(results));
  }
}
