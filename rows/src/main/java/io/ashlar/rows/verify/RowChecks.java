package io.ashlar.rows.verify;

import io.ashlar.codec.row.RowView;
import io.ashlar.codec.valuetype.ValueType;

/** Decodes columns of a row only to see that they can be. Stateless. */
final class RowChecks {

  private RowChecks() {}

  @SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"}) // decoding is the check
  static void value(RowView row, int slot) {
    ValueType type = ValueType.of(row.layout().kind(slot));
    switch (type.form()) {
      case WORD -> row.word(slot);
      case REAL -> row.real(slot);
      case DECIMAL -> row.decimal(slot);
      case BYTES -> {
        if (type.isText()) {
          row.getString(slot);
        } else {
          row.bytesLength(slot);
        }
      }
      case UUID -> row.uuidHigh(slot);
    }
  }
}
