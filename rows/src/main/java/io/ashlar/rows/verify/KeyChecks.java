package io.ashlar.rows.verify;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.format.ColumnDefinition;

/** Decodes key columns only to see that they can be. Stateless. */
final class KeyChecks {

  private KeyChecks() {}

  /** Decodes one column in full; a null where none may be is damage too. */
  @SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"}) // decoding is the check
  static void next(KeyDecoder key, ColumnDefinition column, boolean descending) {
    if (key.nextIsNull(descending)) {
      if (!column.nullable()) {
        throw new CorruptionException(
            "A column that may not be null is null in a key.", "column", column.name());
      }
      return;
    }
    switch (column.type().kind()) {
      case BOOLEAN -> key.nextBoolean(descending);
      case INT, LONG, DATE, TIME, TIMESTAMP -> key.nextLong(descending);
      case FLOAT, DOUBLE -> key.nextDouble(descending);
      case DECIMAL -> key.nextDecimal(descending);
      case STRING -> key.nextUtf8(descending);
      case BYTES -> key.nextBytes(descending);
      case UUID -> key.nextUuid(descending);
    }
  }

  static void requireEnd(KeyDecoder key) {
    if (key.hasRemaining()) {
      throw new CorruptionException("A key is longer than its columns.");
    }
  }
}
