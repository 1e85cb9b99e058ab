package io.ashlar.rows.ingest;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyHash;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.RowBuilder;
import io.ashlar.rows.session.TableState;
import io.ashlar.txn.limit.StatementClock;

/**
 * Judges rows and hands them over to their writer. One owner; allocates nothing in steady state.
 */
public final class RowSubmitter {

  private final TableWriterHandle writer;
  private final TableState table;
  private final WriteOperation operation;

  /** Decides where rows go whose key is not known yet. */
  private final long number;

  private final KnownColumns columns;
  private final KeyEncoder key = new KeyEncoder();
  private final Submission row;
  private final Producer producer;

  /** The definition by which the last row was judged. */
  private TableDefinition known;

  /** Whether the row has its key already, or gets it when it is written. */
  private boolean keyed;

  private int rowBytes;

  RowSubmitter(TableWriterHandle writer, WriterParts parts, WriteOperation operation, long number) {
    this.writer = writer;
    this.table = parts.mutators().table();
    this.operation = operation;
    this.number = number;
    this.columns = parts.columns();
    this.row = new Submission(operation);
    this.producer = new Producer(writer, parts);
  }

  /**
   * Hands a row over; by who is inside of its values, which are copied.
   *
   * @param values its columns
   * @param priority which rows are dropped before it
   * @param acknowledgement is told what becomes of it; null for nobody
   * @return as {@link io.ashlar.ingest.RowFiller#submit()}, as are the exceptions
   */
  public boolean submit(Assigned values, Priority priority, Acknowledgement acknowledgement) {
    try {
      writer.ensureOpen();
      table.ensureUsable();
      StatementClock clock = values.user().clock();
      if (clock != null) {
        clock.begin(table.name());
      }
      judge(values);
      row.fill(known, values, priority, acknowledgement);
      rowBytes = row.length();
      Lane lane = writer.laneOf(hash());
      if (!lane.queue().holds(row.length())) {
        throw new LimitExceededException(
            "The row is larger than the queue of the writer.",
            "table",
            table.name(),
            "rowBytes",
            row.length());
      }
      return producer.submit(row, lane, clock);
    } finally {
      row.clear();
    }
  }

  /**
   * What the row that was handed over last takes in the queue.
   *
   * @return bytes
   */
  public int rowBytes() {
    return rowBytes;
  }

  @SuppressWarnings("ReferenceEquality") // another object with each change
  private void judge(Assigned values) {
    TableDefinition definition = table.definition();
    values.adopt(definition);
    if (definition != known) {
      columns.add(definition);
      known = definition;
    }
    require(definition, values);
  }

  /** Judges a row, as far as it can be judged without looking at others. */
  private void require(TableDefinition definition, Assigned values) {
    if (operation == WriteOperation.DELETE) {
      requireKeyAlone(definition, values);
    } else {
      RowBuilder.requireLengths(definition, values);
      requireValues(definition, values, operation == WriteOperation.INSERT);
    }
    keyed = !isKeyGenerated(definition, values);
    if (keyed) {
      RowBuilder.encodeRowKey(definition, values, key);
    }
  }

  /** The hash of the primary key, the same for equal keys, or a number where it has none yet. */
  private long hash() {
    return keyed ? KeyHash.hash(key.buffer(), 0, key.length()) : number;
  }

  private static void requireKeyAlone(TableDefinition definition, Assigned values) {
    for (int ordinal = 0; ordinal < values.columns(); ordinal++) {
      boolean ofKey = definition.isPrimaryKey(ordinal);
      if (ofKey && !values.isSet(ordinal)) {
        throw new IllegalUseException(
            "A column of the key has no value.",
            "table",
            definition.name(),
            "column",
            definition.columns().get(ordinal).name());
      }
      if (!ofKey && values.isSet(ordinal)) {
        throw new SchemaException(
            "A column is set that is not part of the key.",
            "table",
            definition.name(),
            "column",
            definition.columns().get(ordinal).name());
      }
    }
  }

  /** An upsert may find a row that has what it lacks. */
  private static void requireValues(TableDefinition definition, Assigned values, boolean whole) {
    for (int ordinal = 0; ordinal < values.columns(); ordinal++) {
      ColumnDefinition column = definition.columns().get(ordinal);
      if (definition.slotOf(ordinal) < 0 || column.nullable() || values.hasValue(ordinal)) {
        continue;
      }
      boolean lacks =
          whole && definition.defaults().isNull(ordinal) && !isGenerated(definition, ordinal);
      if (values.isSetToNull(ordinal) || lacks) {
        throw RowBuilder.nullRefused(definition, ordinal);
      }
    }
  }

  private static boolean isKeyGenerated(TableDefinition definition, Assigned values) {
    for (int ordinal : definition.generatedColumns()) {
      if (definition.isPrimaryKey(ordinal) && !values.isSet(ordinal)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGenerated(TableDefinition definition, int ordinal) {
    for (int generated : definition.generatedColumns()) {
      if (generated == ordinal) {
        return true;
      }
    }
    return false;
  }
}
