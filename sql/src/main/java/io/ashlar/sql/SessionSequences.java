package io.ashlar.sql;

import io.ashlar.Database;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.SequenceNumbers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sequences of a database, and what one session took of each last. */
final class SessionSequences implements SequenceNumbers {

  private final Database database;
  private final Runnable allowed;
  private final Map<String, Long> taken = new HashMap<>();

  /**
   * Of a session.
   *
   * @param allowed refuses to take numbers
   */
  SessionSequences(Database database, Runnable allowed) {
    this.database = database;
    this.allowed = allowed;
  }

  @Override
  public long next(String sequence) {
    allowed.run();
    String name = name(sequence);
    long number = database.sequence(name).next();
    taken.put(name, number);
    return number;
  }

  @Override
  public long current(String sequence) {
    Long number = taken.get(name(sequence));
    if (number == null) {
      throw SqlException.nowhere(
          SqlState.OBJECT_NOT_IN_STATE,
          "The session has not taken a number of the sequence.",
          "sequence",
          sequence);
    }
    return number;
  }

  /** The sequence of a name: an equal one, or else the only one that is the same but for case. */
  private String name(String sequence) {
    List<String> all = database.schema().sequences();
    if (all.contains(sequence)) {
      return sequence;
    }
    List<String> alike = all.stream().filter(sequence::equalsIgnoreCase).toList();
    if (alike.size() != 1) {
      throw SqlException.nowhere(
          SqlState.UNDEFINED_TABLE,
          "There is no sequence of this name.",
          "name",
          sequence.toLowerCase(Locale.ROOT));
    }
    return alike.get(0);
  }
}
