package io.ashlar.verify;

import io.ashlar.argument.Arguments;
import java.util.List;

/**
 * What a verification has found.
 *
 * @param tables tables that were checked
 * @param rows rows that were read
 * @param indexEntries index entries that were read
 * @param problems one sentence with facts for each thing that is wrong, at most 1,000
 */
public record VerifyReport(long tables, long rows, long indexEntries, List<String> problems) {

  /**
   * Keeps a copy.
   *
   * @param tables tables that were checked
   * @param rows rows that were read
   * @param indexEntries index entries that were read
   * @param problems what is wrong
   */
  public VerifyReport {
    problems = Arguments.allGiven(problems, "problems");
  }

  /**
   * Whether every row and entry is right.
   *
   * @return true when there are no problems
   */
  public boolean clean() {
    return problems.isEmpty();
  }
}
