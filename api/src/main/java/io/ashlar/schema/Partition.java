package io.ashlar.schema;

import io.ashlar.argument.Arguments;

/**
 * A partition of a table, as it is listed.
 *
 * @param id unique in the database, never used again
 * @param name what it holds, as text: the beginning of a range, the value or values of a list, or
 *     the number of a bucket
 */
public record Partition(int id, String name) {

  /**
   * Checks the name.
   *
   * @param id tells it from all others of the database
   * @param name what it holds
   */
  public Partition {
    Arguments.requireGiven(name, "name");
  }
}
