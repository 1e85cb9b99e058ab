package io.ashlar.sql.cast;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.CastContext;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.CivilTime;
import io.ashlar.sql.value.DateTimeParser;
import io.ashlar.sql.value.Exact;
import io.ashlar.sql.value.IntervalParser;
import io.ashlar.sql.value.RealText;
import io.ashlar.sql.value.TextBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * Texts read as values of all other types. Allocates for doubles, decimals, booleans and intervals.
 */
final class ParsingCast extends Cast {

  private final boolean cuts;
  private final EvaluationContext context;
  private final DateTimeParser times = new DateTimeParser();
  private final IntervalParser intervals = new IntervalParser();
  private final TextBuilder built = new TextBuilder();

  ParsingCast(Scalar source, SqlType type, boolean cuts, EvaluationContext context) {
    super(source, type);
    this.cuts = cuts;
    this.context = context;
  }

  @Override
  void convert() {
    DirectBuffer text = source.buffer();
    int from = source.offset();
    int bytes = source.length();
    switch (type().kind()) {
      case BOOLEAN -> truth(parseTruth());
      case TINYINT, SMALLINT, INTEGER, BIGINT -> word = parseWhole(text, from, from + bytes);
      case REAL, DOUBLE -> real = RealText.parse(source.string(), type());
      case DECIMAL -> setDecimal(parseDecimal());
      case BINARY, VARBINARY, BLOB -> parseBytes(text, from, bytes);
      case UUID -> parseUuid(text, from, bytes);
      case DATE -> word = times.date(text, from, bytes);
      case TIME -> word = rounded(times.time(text, from, bytes));
      case TIMESTAMP -> word = rounded(times.timestamp(text, from, bytes));
      case TIMESTAMP_TZ -> word = rounded(times.instant(text, from, bytes, context.zone()));
      case INTERVAL -> {
        intervals.parse(source.string());
        word = intervals.micros();
        low = intervals.packed();
      }
      default -> throw DataErrors.noCast(source.type(), type(), CastContext.EXPLICIT);
    }
  }

  private RuntimeException bad() {
    return DataErrors.badCast(source.string(), type());
  }

  private boolean parseTruth() {
    String text = source.string().strip().toLowerCase(Locale.ROOT);
    if (!text.isEmpty()) {
      boolean on = text.equals("on");
      boolean off = text.equals("of") || text.equals("off");
      if (on || text.equals("1") || "true".startsWith(text) || "yes".startsWith(text)) {
        return true;
      }
      if (off || text.equals("0") || "false".startsWith(text) || "no".startsWith(text)) {
        return false;
      }
    }
    throw bad();
  }

  private long parseWhole(DirectBuffer text, int begin, int behind) {
    int at = begin;
    int end = behind;
    while (at < end && isSpace(text.getByte(at))) {
      at++;
    }
    while (end > at && isSpace(text.getByte(end - 1))) {
      end--;
    }
    boolean negative = at < end && text.getByte(at) == '-';
    if (negative || (at < end && text.getByte(at) == '+')) {
      at++;
    }
    if (at == end) {
      throw bad();
    }
    long value = 0;
    boolean overflow = false;
    for (; at < end; at++) {
      int digit = text.getByte(at) - '0';
      if (digit < 0 || digit > 9) {
        throw bad();
      }
      // Counted down, as the least long has no positive counterpart.
      long next = value * 10 - digit;
      overflow |= value < Long.MIN_VALUE / 10 || next > value * 10;
      value = next;
    }
    SqlKind kind = type().kind();
    overflow |= !negative && value == Long.MIN_VALUE;
    long signed = negative ? value : -value;
    if (overflow || signed < kind.least() || signed > kind.greatest()) {
      throw DataErrors.outOfRange(type());
    }
    return signed;
  }

  private BigDecimal parseDecimal() {
    try {
      return Exact.parse(source.string());
    } catch (SqlException e) {
      // The type that is asked for is told, with its digits.
      throw e.sqlState().equals(SqlState.INVALID_CAST) ? bad() : DataErrors.outOfRange(type());
    }
  }

  private void setDecimal(BigDecimal value) {
    if (form() == ScalarForm.DECIMAL) {
      decimal = NumberCast.fitted(value, type());
      return;
    }
    BigDecimal scaled = value.setScale(type().scale(), RoundingMode.HALF_UP);
    if (scaled.precision() > type().precision()) {
      throw DataErrors.outOfRange(type());
    }
    word = scaled.unscaledValue().longValueExact();
  }

  /** Hexadecimal digits behind a backslash and an x; else the bytes of the text itself. */
  private void parseBytes(DirectBuffer text, int from, int bytes) {
    take(source);
    if (bytes >= 2 && text.getByte(from) == '\\' && text.getByte(from + 1) == 'x') {
      if (bytes % 2 != 0) {
        throw bad();
      }
      built.clear();
      for (int i = from + 2; i < from + bytes; i += 2) {
        int high = UuidCast.digit(text.getByte(i));
        int lowest = UuidCast.digit(text.getByte(i + 1));
        if (high < 0 || lowest < 0) {
          throw bad();
        }
        built.append(high << 4 | lowest);
      }
      buffer = built.buffer();
      offset = 0;
      length = built.length();
    }
    length = LengthCast.fitted(length, type(), cuts);
  }

  private void parseUuid(DirectBuffer text, int from, int bytes) {
    if (!UuidCast.isUuid(text, from, bytes)) {
      throw bad();
    }
    word = UuidCast.half(text, from, bytes, 0);
    low = UuidCast.half(text, from, bytes, 1);
  }

  private long rounded(long micros) {
    SqlType type = type();
    if (!type.isBounded()) {
      return micros;
    }
    long value = CivilTime.rounded(micros, type.precision(), type);
    if (type.kind() == SqlKind.TIME && value >= CivilTime.DAY) {
      throw DataErrors.datetimeOverflow(type);
    }
    return value;
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
