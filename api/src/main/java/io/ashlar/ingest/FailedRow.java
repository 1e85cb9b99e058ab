package io.ashlar.ingest;

import io.ashlar.argument.Arguments;
import io.ashlar.error.AshlarException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row that a writer could not write. Immutable.
 *
 * @param table the name of the table
 * @param operation what was to become of it
 * @param values the columns that were set, by the names they had then, in the Java types of their
 *     columns, null where they were set to null; as {@link io.ashlar.Table#insertRow} takes them
 * @param failure why it was not written; {@link io.ashlar.error.CommitOutcomeUnknownException} when
 *     nobody knows whether it was
 */
public record FailedRow(
    String table, WriteOperation operation, Map<String, Object> values, AshlarException failure) {

  /**
   * Copies the map.
   *
   * @param table not null
   * @param operation not null
   * @param values not null
   * @param failure not null
   */
  public FailedRow {
    Arguments.requireGiven(table, "table");
    Arguments.requireGiven(operation, "operation");
    values = Collections.unmodifiableMap(new LinkedHashMap<>(Arguments.given(values, "values")));
    Arguments.requireGiven(failure, "failure");
  }
}
