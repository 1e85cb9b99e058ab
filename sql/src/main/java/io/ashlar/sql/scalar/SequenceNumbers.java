package io.ashlar.sql.scalar;

/** The sequences that statements take numbers from. */
public interface SequenceNumbers {

  /**
   * Takes a number.
   *
   * @param sequence the name as the statement has it
   * @return the next number
   * @throws io.ashlar.error.AshlarException when there is no such sequence, or it has ended
   */
  long next(String sequence);

  /**
   * The number that this session took last.
   *
   * @param sequence the name as the statement has it
   * @return the number
   * @throws io.ashlar.error.AshlarException when it took none
   */
  long current(String sequence);
}
