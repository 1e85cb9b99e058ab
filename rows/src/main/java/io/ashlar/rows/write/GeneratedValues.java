package io.ashlar.rows.write;

import io.ashlar.error.LimitExceededException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.sequence.SequenceHandle;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.schema.DefaultValue;
import io.ashlar.type.ValueKind;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The values that the database gives the columns of a new row that nobody has set: numbers of
 * identity columns and of rows without key, and defaults that are computed. They are put among the
 * values of the statement for as long as the row is made of them, and taken back then: a statement
 * that is run again gets others. One owner at a time; allocates nothing in steady state.
 */
public final class GeneratedValues {

  private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

  private final TableState table;
  private final RandomUuids uuids = new RandomUuids();

  /** Those of the definition taken last: definitions with the same columns share the list. */
  private List<ColumnDefinition> columns;

  private int[] ordinals = new int[0];

  /** What each is given. */
  private DefaultValue.Kind[] kinds = new DefaultValue.Kind[0];

  /** What each draws from, where it does. */
  private SequenceHandle[] sequences = new SequenceHandle[0];

  /** Which of them were given a value. */
  private boolean[] given = new boolean[0];

  private boolean drew;
  private long number;

  /**
   * For rows of one table.
   *
   * @param table the table
   */
  public GeneratedValues(TableState table) {
    this.table = table;
  }

  /**
   * Begins a row.
   *
   * @param definition the table as the row will have it
   */
  @SuppressWarnings("ReferenceEquality") // definitions with the same columns share the list
  public void begin(TableDefinition definition) {
    drew = false;
    if (columns != definition.columns()) {
      use(definition);
    }
  }

  private void use(TableDefinition definition) {
    int[] generated = definition.generatedColumns();
    kinds = new DefaultValue.Kind[generated.length];
    sequences = new SequenceHandle[generated.length];
    given = new boolean[generated.length];
    for (int i = 0; i < generated.length; i++) {
      ColumnDefinition column = definition.columns().get(generated[i]);
      DefaultValue computed = column.computedDefault();
      kinds[i] = computed == null ? DefaultValue.Kind.NEXT_VALUE : computed.kind();
      if (computed == null) {
        sequences[i] = column.hidden() ? table.rowNumbers() : table.identity();
      } else if (computed.kind() == DefaultValue.Kind.NEXT_VALUE) {
        sequences[i] = table.context().sequences().require(computed.sequence());
      }
    }
    ordinals = generated;
    columns = definition.columns();
  }

  /**
   * Gives values to columns that belong to the primary key, or to the others.
   *
   * @param definition as begun
   * @param transaction has the time
   * @param values of the row; what is set stays
   * @param toKey whether to the columns of the primary key
   */
  public void give(
      TableDefinition definition, TransactionHandle transaction, Assigned values, boolean toKey) {
    for (int i = 0; i < ordinals.length; i++) {
      int ordinal = ordinals[i];
      if (definition.isPrimaryKey(ordinal) == toKey && !values.isSet(ordinal)) {
        given[i] = true;
        give(i, transaction, values);
      }
    }
  }

  private void give(int i, TransactionHandle transaction, Assigned values) {
    int ordinal = ordinals[i];
    switch (kinds[i]) {
      case CURRENT_TIMESTAMP -> values.putLong(ordinal, transaction.transactionTime());
      case CURRENT_DATE ->
          values.putLong(ordinal, Math.floorDiv(transaction.transactionTime(), MICROS_PER_DAY));
      case CURRENT_TIME ->
          values.putLong(ordinal, Math.floorMod(transaction.transactionTime(), MICROS_PER_DAY));
      case RANDOM_UUID -> {
        uuids.next();
        values.putUuid(ordinal, uuids.high(), uuids.low());
      }
      case NEXT_VALUE -> values.putLong(ordinal, draw(i));
    }
  }

  private long draw(int i) {
    long next = sequences[i].next();
    ColumnDefinition column = columns.get(ordinals[i]);
    if (column.type().kind() == ValueKind.INT && next != (int) next) {
      throw new LimitExceededException(
          "The column cannot hold the next number of its sequence.",
          "table",
          table.name(),
          "column",
          column.name(),
          "number",
          next);
    }
    if (column.identity() && !column.hidden()) {
      drew = true;
      number = next;
    }
    return next;
  }

  /**
   * Takes back what was given, so that the values are those of the statement again.
   *
   * @param values of the row
   */
  public void takeBack(Assigned values) {
    for (int i = 0; i < ordinals.length; i++) {
      if (given[i]) {
        given[i] = false;
        values.putUnset(ordinals[i]);
      }
    }
  }

  /** Whether the last row got a number from the sequence of its identity column. */
  boolean drew() {
    return drew;
  }

  /** The number, when it did. */
  long number() {
    return number;
  }
}
