package io.ashlar.sql.function.time;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.CivilTime;
import io.ashlar.sql.value.Intervals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times of the clock, and of numbers. */
final class TimeMakers {

  private static final int MINUTES = 60;
  private static final int HOURS = 24;

  private TimeMakers() {}

  private static long local(Call call) {
    return CivilTime.toLocal(call.context().statementMicros(), call.context().zone());
  }

  static boolean currentDate(Call call) {
    return call.give(CivilTime.dayOf(local(call)));
  }

  static boolean currentTime(Call call) {
    return call.give(CivilTime.timeOf(local(call)));
  }

  static boolean localTimestamp(Call call) {
    return call.give(local(call));
  }

  static boolean clock(Call call) {
    return call.give(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  }

  static boolean makeDate(Call call) {
    return call.give(day(call));
  }

  private static long day(Call call) {
    long year = call.word(0);
    if (year == 0) {
      throw DataErrors.datetimeOverflow(SqlType.DATE);
    }
    return CivilTime.checkedDays(year < 0 ? year + 1 : year, call.word(1), call.word(2));
  }

  static boolean makeTime(Call call) {
    long micros = time(call, 0);
    if (micros >= CivilTime.DAY) {
      throw DataErrors.datetimeOverflow(SqlType.TIME);
    }
    return call.give(micros);
  }

  private static long time(Call call, int first) {
    long hours = call.word(first);
    long minutes = call.word(first + 1);
    double seconds = call.real(first + 2);
    boolean possible =
        hours >= 0
            && hours < HOURS
            && minutes >= 0
            && minutes < MINUTES
            && seconds >= 0
            && seconds < MINUTES;
    if (!possible) {
      throw DataErrors.datetimeOverflow(SqlType.TIME);
    }
    return hours * CivilTime.HOUR
        + minutes * CivilTime.MINUTE
        + Math.round(seconds * CivilTime.SECOND);
  }

  static boolean makeTimestamp(Call call) {
    return call.give(CivilTime.timestamp(day(call), time(call, 3)));
  }

  static boolean makeInterval(Call call) {
    double seconds = call.real(4);
    double micros =
        call.word(2) * (double) CivilTime.HOUR
            + call.word(3) * (double) CivilTime.MINUTE
            + seconds * CivilTime.SECOND;
    if (!(Math.abs(micros) < 0x1p63)) {
      throw DataErrors.datetimeOverflow(SqlType.INTERVAL);
    }
    return call.give(Math.round(micros), Intervals.pack(call.word(0), call.word(1)));
  }

  static boolean toTimestamp(Call call) {
    double micros = Math.rint(call.real(0) * CivilTime.SECOND);
    if (!(Math.abs(micros) < 0x1p63)) {
      throw DataErrors.datetimeOverflow(SqlType.TIMESTAMP_TZ);
    }
    return call.give((long) micros);
  }
}
