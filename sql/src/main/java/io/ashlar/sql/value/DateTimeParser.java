package io.ashlar.sql.value;

import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.agrona.DirectBuffer;

/**
 * Reads dates, times and timestamps from text. One owner; allocates only for zones that are named
 * and for failures.
 *
 * <p>A date is {@code 2026-11-30}, with fewer digits of month or day if need be and {@code BC}
 * behind all for years before 1; a time is {@code 4:05}, {@code 04:05:06.789}, and is rounded to
 * microseconds; a timestamp is a date, or a date and a time with a space or {@code T} between them,
 * and may have a zone: {@code Z}, {@code +02}, {@code +02:30}, {@code Europe/Paris}.
 */
public final class DateTimeParser {

  private static final int MAX_DIGITS = 9;
  private static final int MAX_OFFSET_HOURS = 18;

  private DirectBuffer text;
  private int begin;
  private int at;
  private int end;
  private SqlType type;

  private long days;
  private long micros;
  private boolean zoned;
  private ZoneId zone;

  /** Without anything read yet. */
  public DateTimeParser() {}

  /**
   * A date; a time behind it is read and left out.
   *
   * @param source where
   * @param offset the first byte
   * @param length how many bytes
   * @return days since 1970-01-01
   * @throws io.ashlar.sql.error.SqlException 22018 when it is none, 22008 when there is no such day
   */
  public long date(DirectBuffer source, int offset, int length) {
    read(source, offset, length, SqlType.DATE);
    return CivilTime.checkedDate(days);
  }

  /**
   * A time of day; of a timestamp, its time.
   *
   * @param source where
   * @param offset the first byte
   * @param length how many bytes
   * @return microseconds since midnight
   * @throws io.ashlar.sql.error.SqlException 22018 when it is none, 22008 when there is no such
   *     time
   */
  public long time(DirectBuffer source, int offset, int length) {
    begin(source, offset, length, SqlType.TIME);
    if (isDate()) {
      readAll();
    } else {
      readTime();
      finish();
    }
    if (micros >= CivilTime.DAY) {
      throw DataErrors.datetimeOverflow(SqlType.TIME);
    }
    return micros;
  }

  /**
   * A timestamp; a zone is read and left out.
   *
   * @param source where
   * @param offset the first byte
   * @param length how many bytes
   * @return microseconds since 1970-01-01
   * @throws io.ashlar.sql.error.SqlException 22018 when it is none, 22008 when there is no such
   *     time
   */
  public long timestamp(DirectBuffer source, int offset, int length) {
    read(source, offset, length, SqlType.TIMESTAMP);
    return CivilTime.timestamp(days, micros);
  }

  /**
   * An instant.
   *
   * @param source where
   * @param offset the first byte
   * @param length how many bytes
   * @param session the zone of what names none
   * @return microseconds since 1970-01-01 UTC
   * @throws io.ashlar.sql.error.SqlException 22018 when it is none, 22008 when there is no such
   *     time
   */
  public long instant(DirectBuffer source, int offset, int length, ZoneId session) {
    read(source, offset, length, SqlType.TIMESTAMP_TZ);
    return CivilTime.toInstant(CivilTime.timestamp(days, micros), zoned ? zone : session);
  }

  private void read(DirectBuffer source, int offset, int length, SqlType wanted) {
    begin(source, offset, length, wanted);
    readAll();
  }

  private void begin(DirectBuffer source, int offset, int length, SqlType wanted) {
    text = source;
    begin = offset;
    at = offset;
    end = offset + length;
    type = wanted;
    days = 0;
    micros = 0;
    zoned = false;
    zone = null;
    skipSpaces();
    while (end > at && isSpace(text.getByte(end - 1))) {
      end--;
    }
  }

  private boolean isDate() {
    for (int i = at; i < end; i++) {
      byte c = text.getByte(i);
      if (c == '-') {
        return i > at;
      }
      if (c == ':') {
        return false;
      }
    }
    return false;
  }

  private void readAll() {
    boolean before = endsWithEra();
    long year = number();
    expect('-');
    long month = number();
    expect('-');
    long day = number();
    if (year == 0) {
      throw bad();
    }
    days = CivilTime.checkedDays(before ? 1 - year : year, month, day);
    if (at < end && (peek() == 'T' || peek() == 't' || isSpace(peek()))) {
      at++;
      skipSpaces();
      readTime();
      skipSpaces();
      readZone();
    }
    finish();
  }

  private boolean endsWithEra() {
    int size = end - at;
    if (size < 3
        || (text.getByte(end - 1) & ~0x20) != 'C'
        || (text.getByte(end - 2) & ~0x20) != 'B'
        || !isSpace(text.getByte(end - 3))) {
      return false;
    }
    end -= 3;
    return true;
  }

  private void readTime() {
    long hours = number();
    expect(':');
    long minutes = number();
    long seconds = 0;
    long fraction = 0;
    if (at < end && peek() == ':') {
      at++;
      seconds = number();
      fraction = fraction();
    }
    micros = hours * CivilTime.HOUR + minutes * CivilTime.MINUTE + seconds * CivilTime.SECOND;
    micros += fraction;
    if (minutes > 59 || seconds > 59 || hours > 24 || (hours == 24 && micros != CivilTime.DAY)) {
      throw DataErrors.datetimeOverflow(type);
    }
  }

  private long fraction() {
    if (at >= end || peek() != '.') {
      return 0;
    }
    at++;
    long value = 0;
    int digits = 0;
    boolean up = false;
    for (; at < end && isDigit(peek()); at++, digits++) {
      if (digits < SqlType.MAX_FRACTION) {
        value = value * 10 + (peek() - '0');
      } else if (digits == SqlType.MAX_FRACTION) {
        up = peek() >= '5';
      }
    }
    if (digits == 0) {
      throw bad();
    }
    for (int i = digits; i < SqlType.MAX_FRACTION; i++) {
      value *= 10;
    }
    return up ? value + 1 : value;
  }

  private void readZone() {
    if (at >= end) {
      return;
    }
    zoned = true;
    if (end - at == 1 && (peek() == 'Z' || peek() == 'z')) {
      at++;
      zone = ZoneOffset.UTC;
      return;
    }
    if (peek() == '+' || peek() == '-') {
      zone = ZoneOffset.ofTotalSeconds(offsetSeconds());
      return;
    }
    String name = Utf8Text.string(text, at, end - at);
    zone = zone(name);
    at = end;
  }

  /**
   * A zone by its name.
   *
   * @param name {@code Europe/Paris}, {@code UTC}, {@code +02:00}
   * @return the zone
   * @throws io.ashlar.sql.error.SqlException 22023 when there is none of the name
   */
  public static ZoneId zone(String name) {
    try {
      return ZoneId.of(name).normalized();
    } catch (DateTimeException e) {
      throw DataErrors.argument("time zone", "zone", name);
    }
  }

  private int offsetSeconds() {
    int sign = peek() == '-' ? -1 : 1;
    at++;
    int start = at;
    long hours = number();
    long minutes = 0;
    long seconds = 0;
    if (at - start == 4) {
      minutes = hours % 100;
      hours /= 100;
    } else {
      minutes = behindColon();
      seconds = behindColon();
    }
    boolean tooFar = hours == MAX_OFFSET_HOURS && minutes + seconds > 0;
    if (hours > MAX_OFFSET_HOURS || minutes > 59 || seconds > 59 || tooFar) {
      throw DataErrors.datetimeOverflow(type);
    }
    return sign * (int) (hours * 3_600 + minutes * 60 + seconds);
  }

  private long behindColon() {
    if (at >= end || peek() != ':') {
      return 0;
    }
    at++;
    return number();
  }

  private long number() {
    int start = at;
    long value = 0;
    while (at < end && isDigit(peek())) {
      value = value * 10 + (peek() - '0');
      at++;
    }
    if (at == start || at - start > MAX_DIGITS) {
      throw bad();
    }
    return value;
  }

  private void expect(char c) {
    if (at >= end || peek() != c) {
      throw bad();
    }
    at++;
  }

  private void finish() {
    if (at != end) {
      throw bad();
    }
  }

  private void skipSpaces() {
    while (at < end && isSpace(peek())) {
      at++;
    }
  }

  private byte peek() {
    return text.getByte(at);
  }

  private RuntimeException bad() {
    return DataErrors.badCast(Utf8Text.string(text, begin, end - begin), type);
  }

  static boolean isSpace(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
