package io.ashlar.sql.cast;

import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.DateTimeText;
import io.ashlar.sql.value.Intervals;
import io.ashlar.sql.value.RealText;
import io.ashlar.sql.value.TextBuilder;
import org.agrona.DirectBuffer;

/** Values of all types as texts. Allocates for doubles and decimals of many digits alone. */
final class TextCast extends Cast {

  private static final String HEX = "0123456789abcdef";

  private final TextBuilder built = new TextBuilder();
  private final boolean cuts;
  private final EvaluationContext context;

  TextCast(Scalar source, SqlType type, boolean cuts, EvaluationContext context) {
    super(source, type);
    this.cuts = cuts;
    this.context = context;
  }

  @Override
  void convert() {
    built.clear();
    append(source, context, built);
    buffer = built.buffer();
    offset = 0;
    length = LengthCast.fitted(buffer, 0, built.length(), type(), cuts);
  }

  /** Appends the text of a value that was evaluated and is not null. */
  static void append(Scalar value, EvaluationContext context, TextBuilder target) {
    SqlKind kind = value.type().kind();
    switch (kind) {
      case BOOLEAN -> target.append(value.isTrue() ? "true" : "false");
      case TINYINT, SMALLINT, INTEGER, BIGINT -> target.appendLong(value.word());
      case REAL, DOUBLE -> RealText.append(value.real(), kind == SqlKind.REAL, target);
      case DECIMAL -> appendDecimal(value, target);
      case UUID -> UuidCast.append(value.word(), value.low(), target);
      case DATE -> DateTimeText.appendDate(value.word(), target);
      case TIME -> DateTimeText.appendTime(value.word(), target);
      case TIMESTAMP -> DateTimeText.appendTimestamp(value.word(), target);
      case TIMESTAMP_TZ -> DateTimeText.appendInstant(value.word(), context.zone(), target);
      case INTERVAL -> Intervals.append(value.word(), value.low(), target);
      case BINARY, VARBINARY, BLOB -> {
        target.append("\\x");
        appendHex(value.buffer(), value.offset(), value.length(), target);
      }
      default -> target.append(value.buffer(), value.offset(), value.length());
    }
  }

  private static void appendDecimal(Scalar value, TextBuilder target) {
    if (value.form() == ScalarForm.WORD) {
      target.appendScaled(value.word(), value.type().scale());
    } else {
      target.append(value.decimal().toPlainString());
    }
  }

  private static void appendHex(DirectBuffer bytes, int offset, int length, TextBuilder target) {
    for (int i = offset; i < offset + length; i++) {
      int b = bytes.getByte(i) & 0xFF;
      target.append(HEX.charAt(b >>> 4));
      target.append(HEX.charAt(b & 0xF));
    }
  }
}
