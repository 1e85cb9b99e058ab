package io.ashlar.bench.reads.data;

import java.util.ArrayList;
import java.util.List;

/**
 * What was answered to a query.
 *
 * @param asked the case
 * @param query what was asked, for people
 * @param rows how many rows the answer has
 * @param hash of every byte of them, in their order
 */
public record Answer(ReadCase asked, String query, int rows, long hash) {

  private static final long SEED = 42;

  /**
   * Asks the queries that are compared before anything is timed, always the same.
   *
   * @param source the spans that there are
   * @param cases those to ask of
   * @param reader who answers
   * @return an answer to each query, in order
   * @throws Exception when the engine fails
   */
  public static List<Answer> all(SpanSource source, List<ReadCase> cases, SpanReader reader)
      throws Exception {
    List<Answer> answers = new ArrayList<>();
    RowDigest digest = new RowDigest(true);
    for (ReadCase asked : cases) {
      ReadQuery query = new ReadQuery(asked, source, SEED);
      reader.begin();
      for (int i = 0; i < asked.checks(); i++) {
        query.next();
        int rows = query.ask(reader, digest);
        answers.add(new Answer(asked, query.toString(), rows, digest.take()));
      }
      reader.end();
    }
    return answers;
  }
}
