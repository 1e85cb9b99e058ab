package io.ashlar.rows.verify;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.format.ColumnDefinition;

/** Decodes key columns only to see that they can be. Stateless. */
final class KeyChecks {

  private KeyChecks() {}

  /** Decodes one column in full; a null where none may be is damage too. */
  static void next(KeyDecoder key, ColumnDefinition column, boolean descending) {
    if (!key.next(column.valueType(), descending) && !column.nullable()) {
      throw new CorruptionException(
          "A column that may not be null is null in a key.", "column", column.name());
    }
  }

  static void requireEnd(KeyDecoder key) {
    if (key.hasRemaining()) {
      throw new CorruptionException("A key is longer than its columns.");
    }
  }
}
