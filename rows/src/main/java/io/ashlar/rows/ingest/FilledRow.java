package io.ashlar.rows.ingest;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyHash;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.RowBuilder;

/**
 * Judges a row before it is submitted, as far as it can be judged without looking at others, and
 * finds the hash of its primary key. One owner; allocates nothing in steady state.
 */
final class FilledRow {

  private final KeyEncoder key = new KeyEncoder();

  /** Whether the row has its key already, or gets it when it is written. */
  private boolean keyed;

  /**
   * Judges a row.
   *
   * @param definition what ordinals mean
   * @param values its columns
   * @param operation what becomes of it
   */
  void require(TableDefinition definition, Assigned values, WriteOperation operation) {
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

  /** The hash of the key, the same for equal keys, or a given one where the row has none yet. */
  long hash(long otherwise) {
    return keyed ? KeyHash.hash(key.buffer(), 0, key.length()) : otherwise;
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
