package io.ashlar.sql.parse;

import io.ashlar.error.IllegalUseException;

/**
 * Limits of a parser.
 *
 * @param maxLength how many characters a text may have, at least 1
 * @param maxDepth how deep operands and subqueries may nest, 1 to {@value #MOST_DEPTH};
 *     parentheses, calls and operators of different levels each take one or two
 */
public record ParserOptions(int maxLength, int maxDepth) {

  /** The greatest depth: what a thread with a stack of 512 KiB can read. */
  public static final int MOST_DEPTH = 300;

  private static final int DEFAULT_LENGTH = 16 << 20;
  private static final int DEFAULT_DEPTH = MOST_DEPTH;

  /**
   * Checks the limits.
   *
   * @param maxLength how many characters a text may have
   * @param maxDepth how deep it may nest
   * @throws IllegalUseException when one is out of range
   */
  public ParserOptions {
    if (maxLength < 1 || maxDepth < 1 || maxDepth > MOST_DEPTH) {
      throw new IllegalUseException(
          "A limit of the parser is out of range.",
          "maxLength",
          maxLength,
          "maxDepth",
          maxDepth,
          "mostDepth",
          MOST_DEPTH);
    }
  }

  /**
   * The limits that are taken where none are given.
   *
   * @return 16 Mi characters, and the greatest depth
   */
  public static ParserOptions defaults() {
    return new ParserOptions(DEFAULT_LENGTH, DEFAULT_DEPTH);
  }
}
