package io.ashlar.verify;

import io.ashlar.argument.Arguments;
import java.util.List;
import java.util.Optional;

/**
 * What a verification has found.
 *
 * @param tables tables that were checked, in whole or in part
 * @param rows rows that were read
 * @param indexEntries index entries that were read
 * @param problemCount how much is wrong, repaired or not
 * @param repairedCount how much of it was put right
 * @param problems the first of them
 * @param position from where another check can {@linkplain VerifyOptions#from go on}; empty when
 *     everything was checked
 */
public record VerifyResult(
    long tables,
    long rows,
    long indexEntries,
    long problemCount,
    long repairedCount,
    List<VerifyProblem> problems,
    Optional<String> position) {

  /**
   * Keeps a copy.
   *
   * @param tables tables that were checked, in whole or in part
   * @param rows rows that were read
   * @param indexEntries index entries that were read
   * @param problemCount how much is wrong
   * @param repairedCount how much was put right
   * @param problems the first of them
   * @param position where to go on
   */
  public VerifyResult {
    problems = Arguments.allGiven(problems, "problems");
  }

  /**
   * Whether nothing is wrong any more, as far as was checked.
   *
   * @return true when there was no problem, or each was repaired
   */
  public boolean clean() {
    return problemCount == repairedCount;
  }
}
