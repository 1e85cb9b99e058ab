package io.ashlar.sql.bind;

import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.operator.Arithmetic;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.syntax.IntervalQualifier;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.RealText;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Locale;

/** Values that stand in the text, as constants. */
final class LiteralBinder {

  private final Binding binding;

  LiteralBinder(Binding binding) {
    this.binding = binding;
  }

  Scalar bind(Literal literal) {
    if (literal instanceof Literal.Numeric number) {
      return number(number);
    }
    if (literal instanceof Literal.Text text) {
      return Slot.literal(text.value());
    }
    if (literal instanceof Literal.Binary bytes) {
      return Slot.bytes(HexFormat.of().parseHex(bytes.digits()));
    }
    if (literal instanceof Literal.Truth truth) {
      return Slot.of(truth.value());
    }
    if (literal instanceof Literal.Temporal time) {
      return temporal(time);
    }
    return literal instanceof Literal.Interval interval
        ? interval(interval)
        : Slot.nullOf(SqlType.UNKNOWN);
  }

  /** Digits are the narrowest of INTEGER and BIGINT that holds them, else a decimal, as written. */
  static Slot number(Literal.Numeric number) {
    if (number.kind() == Literal.NumericKind.APPROXIMATE) {
      return Slot.real(RealText.parse(number.text(), SqlType.DOUBLE));
    }
    BigDecimal value = new BigDecimal(number.text().replace("_", ""));
    if (number.kind() == Literal.NumericKind.INTEGER
        && value.precision() < SqlType.MAX_WORD_DIGITS) {
      long word = value.longValueExact();
      return Slot.word((int) word == word ? SqlType.INTEGER : SqlType.BIGINT, word);
    }
    return number.kind() == Literal.NumericKind.INTEGER && isLong(value)
        ? Slot.word(SqlType.BIGINT, value.longValueExact())
        : Slot.decimal(value);
  }

  private static boolean isLong(BigDecimal value) {
    return value.toBigInteger().bitLength() < Long.SIZE;
  }

  private Scalar temporal(Literal.Temporal time) {
    SqlType type =
        switch (time.kind()) {
          case DATE -> SqlType.DATE;
          case TIME -> SqlType.TIME;
          case TIMESTAMP -> SqlType.TIMESTAMP;
          case TIMESTAMP_WITH_ZONE -> SqlType.TIMESTAMP_TZ;
          default -> throw binding.unsupported(time.offset(), "TIME WITH TIME ZONE");
        };
    return Casts.explicit(Slot.literal(time.text()), type, binding.context());
  }

  /** A time from hours to minutes or seconds, as which a text is read without its fields. */
  private static String completed(String text, IntervalQualifier fields) {
    if (fields.to().filter(IntervalQualifier.Field.HOUR::equals).isPresent()) {
      return text + ":00";
    }
    if (fields.from() == IntervalQualifier.Field.MINUTE) {
      int digits = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
      return text.substring(0, digits) + "0:" + text.substring(digits);
    }
    return text;
  }

  private Scalar interval(Literal.Interval interval) {
    String text = interval.text();
    if (interval.qualifier().isPresent()) {
      IntervalQualifier fields = interval.qualifier().get();
      if (fields.to().isEmpty()) {
        text = text + " " + fields.from().name().toLowerCase(Locale.ROOT);
      } else {
        text = completed(text.strip(), fields);
      }
    }
    Scalar value = Casts.explicit(Slot.literal(text), SqlType.INTERVAL, binding.context());
    return interval.negative() ? Arithmetic.negated(value, binding.context()) : value;
  }
}
