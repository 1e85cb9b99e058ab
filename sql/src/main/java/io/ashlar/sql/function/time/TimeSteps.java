package io.ashlar.sql.function.time;

import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.CivilTime;
import io.ashlar.sql.value.DateTimeParser;
import io.ashlar.sql.value.Intervals;
import io.ashlar.sql.value.Spans;
import java.util.List;

/** Steps from one time to another. */
final class TimeSteps {

  private static final int WEEK_DAYS = 7;
  private static final int QUARTER_MONTHS = 3;
  private static final int DECADE_MONTHS = 120;
  private static final int CENTURY_MONTHS = 1_200;
  private static final int MILLENNIUM_MONTHS = 12_000;
  private static final int MILLI = 1_000;

  private TimeSteps() {}

  static boolean toLocal(Call call) {
    return call.give(CivilTime.toLocal(call.word(1), DateTimeParser.zone(call.string(0))));
  }

  static boolean toInstant(Call call) {
    return call.give(CivilTime.toInstant(call.word(1), DateTimeParser.zone(call.string(0))));
  }

  static boolean age(Call call) {
    return give(call, call.word(0), call.word(1));
  }

  static boolean ageNow(Call call) {
    long now = CivilTime.toLocal(call.context().statementMicros(), call.context().zone());
    return give(call, now - CivilTime.timeOf(now), call.word(0));
  }

  /** Whole months first, counted from the earlier of both, then days and the rest. */
  private static boolean give(Call call, long left, long right) {
    boolean negative = left < right;
    long later = Math.max(left, right);
    long earlier = Math.min(left, right);
    long laterDay = CivilTime.dayOf(later);
    long earlierDay = CivilTime.dayOf(earlier);
    long micros = CivilTime.timeOf(later) - CivilTime.timeOf(earlier);
    long days = (long) CivilTime.day(laterDay) - CivilTime.day(earlierDay);
    long months = monthOf(laterDay) - monthOf(earlierDay);
    if (micros < 0) {
      micros += CivilTime.DAY;
      days--;
    }
    if (days < 0) {
      // A month is as long as the one that the earlier time is in.
      days += CivilTime.monthLength(CivilTime.year(earlierDay), CivilTime.month(earlierDay));
      months--;
    }
    return negative
        ? call.give(-micros, Intervals.pack(-months, -days))
        : call.give(micros, Intervals.pack(months, days));
  }

  private static long monthOf(long day) {
    return CivilTime.year(day) * CivilTime.MONTHS + CivilTime.month(day) - 1;
  }

  private static long packed(TimeField field, long count) {
    return switch (field) {
      case DAY, DOY, DOW -> Intervals.pack(0, count);
      case WEEK -> Intervals.pack(0, times(count, WEEK_DAYS));
      case MONTH -> Intervals.pack(count, 0);
      case QUARTER -> Intervals.pack(times(count, QUARTER_MONTHS), 0);
      case YEAR -> Intervals.pack(times(count, CivilTime.MONTHS), 0);
      case DECADE -> Intervals.pack(times(count, DECADE_MONTHS), 0);
      case CENTURY -> Intervals.pack(times(count, CENTURY_MONTHS), 0);
      case MILLENNIUM -> Intervals.pack(times(count, MILLENNIUM_MONTHS), 0);
      default -> 0;
    };
  }

  private static long micros(TimeField field, long count) {
    return switch (field) {
      case MICROSECONDS -> count;
      case MILLISECONDS -> times(count, MILLI);
      case SECOND, EPOCH -> times(count, CivilTime.SECOND);
      case MINUTE -> times(count, CivilTime.MINUTE);
      case HOUR -> times(count, CivilTime.HOUR);
      case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE, ISODOW, ISOYEAR ->
          throw DataErrors.argument("dateadd", "field", field);
      default -> 0;
    };
  }

  private static long times(long count, long size) {
    try {
      return Math.multiplyExact(count, size);
    } catch (ArithmeticException e) {
      throw DataErrors.datetimeOverflow(SqlType.INTERVAL);
    }
  }

  /** A timestamp, but a date where one is moved by days or more. */
  static Scalar dateAdd(List<Scalar> arguments, EvaluationContext context) {
    Scalar name = Casts.implicit(arguments.get(0), SqlType.TEXT, context);
    Scalar count = Casts.implicit(arguments.get(1), SqlType.BIGINT, context);
    Scalar moved = arguments.get(2);
    if (moved.type().kind() == SqlKind.UNKNOWN) {
      moved = Casts.implicit(moved, SqlType.TIMESTAMP, context);
    }
    if (!name.isConstant() || !name.evaluate(null)) {
      throw DataErrors.argument("dateadd", "field", "not constant");
    }
    TimeField field = TimeField.of(name.string());
    boolean clock = field.compareTo(TimeField.DAY) < 0 || field == TimeField.EPOCH;
    SqlKind kind = moved.type().kind();
    if (kind == SqlKind.DATE && clock) {
      moved = Casts.implicit(moved, SqlType.TIMESTAMP, context);
    } else if (kind != SqlKind.DATE && kind != SqlKind.TIMESTAMP_TZ) {
      moved = Casts.implicit(moved, SqlType.TIMESTAMP, context);
    }
    Scalar made = new Added(field, count, moved, context);
    return kind == SqlKind.TIMESTAMP_TZ ? made : Folding.of(made, count, moved);
  }

  /** So many units later. */
  private static final class Added extends Scalar {

    private final TimeField field;
    private final Scalar count;
    private final Scalar moved;
    private final EvaluationContext context;

    Added(TimeField field, Scalar count, Scalar moved, EvaluationContext context) {
      super(SqlType.of(moved.type().kind()));
      this.field = field;
      this.count = count;
      this.moved = moved;
      this.context = context;
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (!count.evaluate(frame) || !moved.evaluate(frame)) {
        return false;
      }
      long micros = micros(field, count.word());
      long packed = packed(field, count.word());
      word =
          switch (type().kind()) {
            case DATE ->
                CivilTime.checkedDate(
                    CivilTime.plusMonths(moved.word(), Intervals.months(packed))
                        + Intervals.days(packed));
            case TIMESTAMP_TZ -> Spans.moved(moved.word(), micros, packed, false, context.zone());
            default -> Spans.moved(moved.word(), micros, packed, false);
          };
      return true;
    }
  }

  static boolean difference(Call call) {
    TimeField field = TimeField.of(call);
    return call.give(unitsOf(call, 2, field) - unitsOf(call, 1, field));
  }

  /** The number of a time's unit, counted from some unit that is the same for all times. */
  private static long unitsOf(Call call, int argument, TimeField field) {
    Scalar value = call.argument(argument);
    long day;
    long time;
    switch (value.type().kind()) {
      case DATE -> {
        day = value.word();
        time = 0;
      }
      case TIMESTAMP_TZ -> {
        long local = CivilTime.toLocal(value.word(), call.context().zone());
        day = CivilTime.dayOf(local);
        time = CivilTime.timeOf(local);
      }
      default -> {
        day = CivilTime.dayOf(value.word());
        time = CivilTime.timeOf(value.word());
      }
    }
    return units(field, day, time);
  }

  private static long units(TimeField field, long day, long time) {
    long month = monthOf(day);
    return switch (field) {
      case MICROSECONDS -> CivilTime.timestamp(day, time);
      case MILLISECONDS -> day * (CivilTime.DAY / MILLI) + time / MILLI;
      case SECOND, EPOCH -> day * (CivilTime.DAY / CivilTime.SECOND) + time / CivilTime.SECOND;
      case MINUTE -> day * (CivilTime.DAY / CivilTime.MINUTE) + time / CivilTime.MINUTE;
      case HOUR -> day * (CivilTime.DAY / CivilTime.HOUR) + time / CivilTime.HOUR;
      case DAY, DOY, DOW, ISODOW -> day;
      case WEEK -> Math.floorDiv(Truncation.firstDay(TimeField.WEEK, day), WEEK_DAYS);
      case MONTH -> month;
      case QUARTER -> Math.floorDiv(month, QUARTER_MONTHS);
      case YEAR -> CivilTime.year(day);
      case ISOYEAR -> TimeField.isoYear(day);
      case DECADE -> Math.floorDiv(month, DECADE_MONTHS);
      case CENTURY -> Math.floorDiv(month - CivilTime.MONTHS, CENTURY_MONTHS);
      case MILLENNIUM -> Math.floorDiv(month - CivilTime.MONTHS, MILLENNIUM_MONTHS);
      default -> throw DataErrors.argument("datediff", "field", field);
    };
  }

  static boolean addMonths(Call call) {
    return call.give(CivilTime.checkedDate(CivilTime.plusMonths(call.word(0), call.word(1))));
  }

  static boolean lastDay(Call call) {
    long day = call.word(0);
    long year = CivilTime.year(day);
    int month = CivilTime.month(day);
    return call.give(
        CivilTime.checkedDate(CivilTime.days(year, month, CivilTime.monthLength(year, month))));
  }

  static boolean justifyHours(Call call) {
    Scalar value = call.argument(0);
    long days = Intervals.days(value.low()) + value.word() / CivilTime.DAY;
    long micros = value.word() % CivilTime.DAY;
    if (days > 0 && micros < 0) {
      micros += CivilTime.DAY;
      days--;
    } else if (days < 0 && micros > 0) {
      micros -= CivilTime.DAY;
      days++;
    }
    return call.give(micros, Intervals.pack(Intervals.months(value.low()), days));
  }

  static boolean justifyDays(Call call) {
    Scalar value = call.argument(0);
    long all = Intervals.days(value.low());
    long months = Intervals.months(value.low()) + all / Intervals.MONTH_DAYS;
    long days = all % Intervals.MONTH_DAYS;
    if (months > 0 && days < 0) {
      days += Intervals.MONTH_DAYS;
      months--;
    } else if (months < 0 && days > 0) {
      days -= Intervals.MONTH_DAYS;
      months++;
    }
    return call.give(value.word(), Intervals.pack(months, days));
  }
}
