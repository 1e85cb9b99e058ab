package io.ashlar.query;

import io.ashlar.error.IllegalUseException;

/**
 * A place in a predicate that gets its value each time the prepared operation runs.
 *
 * @param index the number to bind it by, from 0 on; a parameter may occur several times
 */
public record Parameter(int index) {

  /**
   * Checks the index.
   *
   * @param index the index
   * @throws IllegalArgumentException when the index is negative
   */
  public Parameter {
    if (index < 0) {
      throw new IllegalUseException("The number of a parameter is negative.", "index", index);
    }
  }

  /**
   * The parameter with the given number; reads well as a static import.
   *
   * @param index the number, from 0 on
   * @return the parameter
   */
  public static Parameter parameter(int index) {
    return new Parameter(index);
  }
}
