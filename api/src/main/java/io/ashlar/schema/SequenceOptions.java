package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;

/**
 * How a sequence counts.
 *
 * @param start the first number
 * @param increment what is added from one to the next, not 0
 * @param limit the last number that may be given out: at or beyond {@code start} in the direction
 *     of the increment
 * @param block how many numbers are reserved at once, 1 to {@value #MAX_BLOCK}: the largest gap
 *     that a kill leaves
 */
public record SequenceOptions(long start, long increment, long limit, int block) {

  /** Most numbers that may be reserved at once. */
  public static final int MAX_BLOCK = 1 << 20;

  /** One fsync for a thousand numbers costs each of them a microsecond or two. */
  private static final int DEFAULT_BLOCK = 1_000;

  /**
   * Checks the parts.
   *
   * @param start the first number
   * @param increment from one to the next
   * @param limit the last number
   * @param block numbers reserved at once
   * @throws SchemaException when they do not fit together
   */
  public SequenceOptions {
    boolean ahead = increment > 0 ? limit >= start : limit <= start;
    if (increment == 0 || !ahead || block < 1 || block > MAX_BLOCK) {
      throw new SchemaException(
          "The options of the sequence do not fit together.",
          "start",
          start,
          "increment",
          increment,
          "limit",
          limit,
          "block",
          block);
    }
  }

  /**
   * Checks the name of a sequence.
   *
   * @param name the name
   * @throws SchemaException when it is none
   */
  public static void checkName(String name) {
    Names.check("sequence", Arguments.given(name, "name"));
  }

  /**
   * 1, 2, 3 and so on, a thousand reserved at once.
   *
   * @return the options
   */
  public static SequenceOptions defaults() {
    return new SequenceOptions(1, 1, Long.MAX_VALUE, DEFAULT_BLOCK);
  }

  /**
   * The same with another first number.
   *
   * @param first the first number
   * @return the options
   * @throws SchemaException when it lies beyond the limit
   */
  public SequenceOptions startingAt(long first) {
    return new SequenceOptions(first, increment, limit, block);
  }

  /**
   * The same with another increment, and the limit at the end of its direction.
   *
   * @param step what is added from one number to the next, not 0
   * @return the options
   * @throws SchemaException when it is 0
   */
  public SequenceOptions incrementingBy(long step) {
    return new SequenceOptions(start, step, step > 0 ? Long.MAX_VALUE : Long.MIN_VALUE, block);
  }

  /**
   * The same with another last number.
   *
   * @param last the last number that may be given out
   * @return the options
   * @throws SchemaException when it lies before the start
   */
  public SequenceOptions upTo(long last) {
    return new SequenceOptions(start, increment, last, block);
  }

  /**
   * The same with blocks of another size.
   *
   * @param numbers how many numbers are reserved at once
   * @return the options
   * @throws SchemaException when it is out of range
   */
  public SequenceOptions reserving(int numbers) {
    return new SequenceOptions(start, increment, limit, numbers);
  }
}
