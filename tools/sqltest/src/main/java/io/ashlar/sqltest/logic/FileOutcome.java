package io.ashlar.sqltest.logic;

import java.util.List;

/**
 * What came of one script.
 *
 * @param file its path in the corpus
 * @param passed records that gave what is expected
 * @param failed records that gave something else, or failed as they should not
 * @param refused records whose statement is not understood, or names what an earlier refused one
 *     would have made
 * @param otherDialects records that are meant for others, or that PostgreSQL refuses as we do
 * @param leftOut queries that were not asked, as only some were to be
 * @param seconds how long it took
 * @param differences a sentence for each of the first records that did not pass
 */
public record FileOutcome(
    String file,
    long passed,
    long failed,
    long refused,
    long otherDialects,
    long leftOut,
    double seconds,
    List<String> differences) {

  /**
   * Whether all that ran passed.
   *
   * @return true also for a script without records
   */
  public boolean isWhole() {
    return failed == 0 && refused == 0;
  }
}
