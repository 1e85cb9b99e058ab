package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;

/**
 * A default that is computed when an insert does not set its column.
 *
 * @param kind what is computed
 * @param sequence the name of the sequence of {@link Kind#NEXT_VALUE}, else null
 */
public record DefaultValue(Kind kind, String sequence) {

  /** What is computed. */
  public enum Kind {
    /** The time of the transaction, {@link io.ashlar.transaction.Transaction#currentTime}. */
    CURRENT_TIMESTAMP,
    /** The day of that time in UTC. */
    CURRENT_DATE,
    /** The time of day of that time in UTC. */
    CURRENT_TIME,
    /** A random UUID of version 4. */
    RANDOM_UUID,
    /** The next number of a sequence that has a name. */
    NEXT_VALUE
  }

  /**
   * Checks the parts.
   *
   * @param kind what is computed
   * @param sequence the name of the sequence, or null
   * @throws SchemaException when there is a sequence where none is drawn from, or none where one is
   */
  public DefaultValue {
    Arguments.requireGiven(kind, "kind");
    if ((sequence != null) != (kind == Kind.NEXT_VALUE)) {
      throw new SchemaException(
          "The next value, and nothing else, is that of a sequence.",
          "kind",
          kind,
          "sequence",
          sequence);
    }
    if (sequence != null) {
      SequenceOptions.checkName(sequence);
    }
  }

  /**
   * The time of the transaction, for a TIMESTAMP: the same in all rows that one transaction
   * inserts. See {@link io.ashlar.transaction.Transaction#currentTime}.
   *
   * @return the default
   */
  public static DefaultValue currentTimestamp() {
    return new DefaultValue(Kind.CURRENT_TIMESTAMP, null);
  }

  /**
   * The day, in UTC, of the time of the transaction, for a DATE.
   *
   * @return the default
   */
  public static DefaultValue currentDate() {
    return new DefaultValue(Kind.CURRENT_DATE, null);
  }

  /**
   * The time of day, in UTC, of the time of the transaction, for a TIME.
   *
   * @return the default
   */
  public static DefaultValue currentTime() {
    return new DefaultValue(Kind.CURRENT_TIME, null);
  }

  /**
   * A random UUID of version 4, for a UUID: one that nobody can guess from others.
   *
   * @return the default
   */
  public static DefaultValue randomUuid() {
    return new DefaultValue(Kind.RANDOM_UUID, null);
  }

  /**
   * The next number of a sequence, for an INT or LONG. The sequence cannot be dropped as long as a
   * default draws from it.
   *
   * @param sequence its name
   * @return the default
   * @throws SchemaException when that is no name
   */
  public static DefaultValue nextValueOf(String sequence) {
    Arguments.requireGiven(sequence, "sequence");
    return new DefaultValue(Kind.NEXT_VALUE, sequence);
  }

  /** Refuses a column that cannot hold what is computed. */
  void requireFits(String column, ColumnType type) {
    boolean fits =
        switch (kind) {
          case CURRENT_TIMESTAMP -> type.kind() == ValueKind.TIMESTAMP;
          case CURRENT_DATE -> type.kind() == ValueKind.DATE;
          case CURRENT_TIME -> type.kind() == ValueKind.TIME;
          case RANDOM_UUID -> type.kind() == ValueKind.UUID;
          case NEXT_VALUE -> type.kind() == ValueKind.INT || type.kind() == ValueKind.LONG;
        };
    if (!fits) {
      throw new SchemaException(
          "The default does not fit its column.", "column", column, "type", type, "value", this);
    }
  }

  /**
   * The default as SQL.
   *
   * @return a text
   */
  @Override
  public String toString() {
    return switch (kind) {
      case CURRENT_TIMESTAMP, CURRENT_DATE, CURRENT_TIME -> kind.name();
      case RANDOM_UUID -> "RANDOM_UUID()";
      case NEXT_VALUE -> "NEXT VALUE FOR " + sequence;
    };
  }
}
