package io.ashlar.rows.verify;

import io.ashlar.codec.row.RowView;

/** Decodes columns of a row only to see that they can be. Stateless. */
final class RowChecks {

  private RowChecks() {}

  @SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"}) // decoding is the check
  static void value(RowView row, int slot) {
    switch (row.layout().kind(slot)) {
      case BOOLEAN -> row.getBoolean(slot);
      case INT, LONG, DATE, TIME, TIMESTAMP -> row.getLong(slot);
      case FLOAT, DOUBLE -> row.getDouble(slot);
      case DECIMAL -> row.getDecimal(slot);
      case STRING -> row.getString(slot);
      case BYTES -> row.bytesLength(slot);
      case UUID -> row.getUuidMsb(slot);
    }
  }
}
