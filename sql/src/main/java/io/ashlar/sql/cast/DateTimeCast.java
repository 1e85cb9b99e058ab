package io.ashlar.sql.cast;

import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.CivilTime;

/** Dates, times, timestamps and intervals as each other. */
final class DateTimeCast extends Cast {

  private final EvaluationContext context;
  private final SqlKind from;
  private final SqlKind to;

  DateTimeCast(Scalar source, SqlType type, EvaluationContext context) {
    super(source, type);
    this.context = context;
    this.from = source.type().kind();
    this.to = type.kind();
  }

  @Override
  void convert() {
    long value = source.word();
    switch (to) {
      case DATE -> word = CivilTime.checkedDate(CivilTime.dayOf(local(value)));
      case TIME -> word = timeOfDay(value);
      case TIMESTAMP -> word = rounded(local(value));
      case TIMESTAMP_TZ -> word = rounded(instant(value));
      default -> {
        word = value;
        low = 0;
      }
    }
  }

  /** Microseconds of the local time. */
  private long local(long value) {
    return switch (from) {
      case DATE -> CivilTime.timestamp(value, 0);
      case TIMESTAMP_TZ -> CivilTime.toLocal(value, context.zone());
      default -> value;
    };
  }

  private long instant(long value) {
    return from == SqlKind.TIMESTAMP_TZ ? value : CivilTime.toInstant(local(value), context.zone());
  }

  /** Of an interval what is left when whole days are taken away; months and days do not count. */
  private long timeOfDay(long value) {
    long micros = from == SqlKind.TIME ? value : CivilTime.timeOf(local(value));
    long time = rounded(micros);
    if (time >= CivilTime.DAY) {
      throw DataErrors.datetimeOverflow(type());
    }
    return time;
  }

  private long rounded(long micros) {
    return type().isBounded() ? CivilTime.rounded(micros, type().precision(), type()) : micros;
  }
}
