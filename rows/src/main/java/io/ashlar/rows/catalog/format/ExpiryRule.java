package io.ashlar.rows.catalog.format;

import io.ashlar.codec.value.Durations;
import io.ashlar.error.SchemaException;
import io.ashlar.schema.Expiration;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * When rows expire, as the catalog stores it. Immutable.
 *
 * @param columnId the column that holds the time, or {@link #BY_COMMIT}
 * @param micros how long after it
 */
public record ExpiryRule(int columnId, long micros) {

  /** Instead of a column: the timestamp of the commit that wrote the row. */
  public static final int BY_COMMIT = 0;

  /**
   * The rule that a schema declares.
   *
   * @param declared the declaration, or null
   * @param columns the columns of the table
   * @return the rule, or null when rows do not expire
   */
  public static ExpiryRule of(Expiration declared, List<ColumnDefinition> columns) {
    if (declared == null) {
      return null;
    }
    int id = BY_COMMIT;
    for (ColumnDefinition column : columns) {
      id = column.name().equals(declared.column()) ? column.id() : id;
    }
    return new ExpiryRule(id, Durations.toMicros(declared.after()));
  }

  /**
   * The rule as a schema declares it.
   *
   * @param columns the columns of the table
   * @return the declaration
   * @throws SchemaException when the column is not among them
   */
  public Expiration declared(List<ColumnDefinition> columns) {
    String name = null;
    for (ColumnDefinition column : columns) {
      name = column.id() == columnId ? column.name() : name;
    }
    if (name == null && columnId != BY_COMMIT) {
      throw new SchemaException("There is no column by which rows expire.", "columnId", columnId);
    }
    return new Expiration(name, Durations.ofMicros(micros));
  }

  /**
   * Whether a row has expired.
   *
   * @param since the time in its column, or of its commit, in microseconds since 1970
   * @param now the time by which it is judged
   * @return true from that time and {@link #micros} on
   */
  public boolean isExpired(long since, long now) {
    // A time too far off to be counted is never reached.
    return since <= Long.MAX_VALUE - micros && since + micros <= now;
  }

  static void write(DataOutputStream out, ExpiryRule rule) throws IOException {
    out.writeBoolean(rule != null);
    if (rule != null) {
      out.writeInt(rule.columnId);
      out.writeLong(rule.micros);
    }
  }

  static ExpiryRule read(DataInputStream in) throws IOException {
    if (!CatalogStrings.readBoolean(in)) {
      return null;
    }
    int columnId = in.readInt();
    long micros = in.readLong();
    CatalogStrings.expect(columnId >= 0 && micros >= 0, "expiry");
    return new ExpiryRule(columnId, micros);
  }
}
