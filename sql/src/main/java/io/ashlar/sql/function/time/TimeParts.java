package io.ashlar.sql.function.time;

import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.CivilTime;
import io.ashlar.sql.value.Exact;
import java.math.BigDecimal;
import java.util.List;

/** Parts of times as numbers and names. */
final class TimeParts {

  private static final String[] DAYS = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
  };

  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };

  private static final int WHOLE_DIGITS = 18;
  private static final int YEAR_DIGITS = 10;
  private static final int SECOND_DIGITS = 8;

  private TimeParts() {}

  /** The name of a day, with Monday as 1. */
  static String day(long isoDayOfWeek) {
    return DAYS[(int) isoDayOfWeek - 1];
  }

  /** The name of a month, with January as 1. */
  static String month(int month) {
    return MONTHS[month - 1];
  }

  static Scalar extract(List<Scalar> arguments, EvaluationContext context) {
    if (!arguments.get(0).isConstant() || Slot.isNull(arguments.get(0))) {
      throw DataErrors.argument("extract", "field", "not constant");
    }
    Scalar name = Casts.implicit(arguments.get(0), SqlType.TEXT, context);
    name.evaluate(null);
    TimeField field = TimeField.of(name.string());
    Scalar source = arguments.get(1);
    SqlKind kind = source.type().kind();
    if (kind == SqlKind.UNKNOWN) {
      source = Casts.implicit(source, SqlType.TIMESTAMP, context);
    } else if (kind != SqlKind.TIME && kind != SqlKind.INTERVAL) {
      boolean dated = kind == SqlKind.DATE || kind == SqlKind.TIMESTAMP_TZ;
      source = dated ? source : Casts.implicit(source, SqlType.TIMESTAMP, context);
    }
    Scalar made = new Extract(field, source, context);
    return kind == SqlKind.TIMESTAMP_TZ ? made : Folding.of(made, source);
  }

  /** A part as an exact number; the digits of most parts are few enough for a long. */
  private static final class Extract extends Scalar {

    private final TimeField field;
    private final Scalar source;
    private final EvaluationContext context;

    Extract(TimeField field, Scalar source, EvaluationContext context) {
      super(type(field));
      this.field = field;
      this.source = source;
      this.context = context;
    }

    private static SqlType type(TimeField field) {
      return switch (field) {
        case EPOCH -> SqlType.NUMERIC;
        case SECOND, MILLISECONDS -> SqlType.decimal(SECOND_DIGITS, field.scale());
        case MICROSECONDS -> SqlType.decimal(WHOLE_DIGITS, 0);
        default -> SqlType.decimal(YEAR_DIGITS, 0);
      };
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (!source.evaluate(frame)) {
        return false;
      }
      long digits = field.of(source, context);
      if (field == TimeField.EPOCH) {
        decimal = BigDecimal.valueOf(digits, field.scale());
      } else {
        word = digits;
      }
      return true;
    }
  }

  static boolean datePart(Call call) {
    TimeField field = TimeField.of(call);
    double digits = field.of(call.argument(1), call.context());
    return call.give(digits / Exact.power(field.scale()));
  }

  static boolean whole(Call call, TimeField field) {
    return call.give(field.of(call.argument(0), call.context()) / Exact.power(field.scale()));
  }

  private static long dayOf(Call call) {
    Scalar value = call.argument(0);
    return value.type().kind() == SqlKind.DATE ? value.word() : CivilTime.dayOf(value.word());
  }

  static boolean dayOfWeek(Call call) {
    return call.give(TimeField.isoDayOfWeek(dayOf(call)) % DAYS.length + 1);
  }

  static boolean dayName(Call call) {
    return call.give(day(TimeField.isoDayOfWeek(dayOf(call))));
  }

  static boolean monthName(Call call) {
    return call.give(month(CivilTime.month(dayOf(call))));
  }
}
