package io.ashlar.sql.function.numeric;

import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.function.Call;
import io.ashlar.sql.type.DataErrors;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions of doubles. Powers and angles are those of {@link StrictMath}, so that they are the
 * same on every machine, whether compiled or not. Allocates only to round to digits.
 */
final class RealNumbers {

  private static final int MOST_DIGITS = 400;

  private RealNumbers() {}

  /** A result, which is no number only if an argument is none, and finite if they are. */
  private static boolean checked(Call call, double value, boolean finite, String function) {
    if (Double.isNaN(value)) {
      throw DataErrors.argument(function, "value", call.real(0));
    }
    if (Double.isInfinite(value) && finite) {
      throw DataErrors.overflow(function, call.type());
    }
    return call.give(value);
  }

  static boolean give(Call call, DoubleUnaryOperator operation, String function) {
    double value = call.real(0);
    return Double.isNaN(value)
        ? call.give(value)
        : checked(call, operation.applyAsDouble(value), !Double.isInfinite(value), function);
  }

  static boolean abs(Call call) {
    return call.give(Math.abs(call.real(0)));
  }

  static boolean sign(Call call) {
    return call.give(Math.signum(call.real(0)));
  }

  static boolean ceil(Call call) {
    return call.give(Math.ceil(call.real(0)));
  }

  static boolean floor(Call call) {
    return call.give(Math.floor(call.real(0)));
  }

  static boolean round(Call call) {
    return call.give(Math.rint(call.real(0)));
  }

  static boolean trunc(Call call) {
    double value = call.real(0);
    return call.give(value < 0 ? Math.ceil(value) : Math.floor(value));
  }

  static boolean roundTo(Call call) {
    return to(call, RoundingMode.HALF_UP);
  }

  static boolean truncTo(Call call) {
    return to(call, RoundingMode.DOWN);
  }

  /** By the digits that the number is shown with, not those of its binary fraction. */
  private static boolean to(Call call, RoundingMode mode) {
    double value = call.real(0);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return call.give(value);
    }
    int scale = (int) Math.max(-MOST_DIGITS, Math.min(call.word(1), MOST_DIGITS));
    double rounded = BigDecimal.valueOf(value).setScale(scale, mode).doubleValue();
    return checked(call, rounded, true, "round");
  }

  static boolean power(Call call) {
    double base = call.real(0);
    double exponent = call.real(1);
    if (base == 0 && exponent < 0) {
      throw DataErrors.plain(
          SqlState.INVALID_POWER, "Zero has no power whose exponent is below zero.");
    }
    if (base < 0 && !Double.isInfinite(exponent) && exponent != Math.rint(exponent)) {
      throw DataErrors.plain(
          SqlState.INVALID_POWER, "A number below zero has only powers whose exponents are whole.");
    }
    // One to any power is one, and so is any number to the power of zero.
    double value = base == 1 ? 1 : StrictMath.pow(base, exponent);
    boolean finite = !Double.isInfinite(base) && !Double.isInfinite(exponent);
    if (Double.isInfinite(value) && finite) {
      throw DataErrors.overflow("power", call.type());
    }
    return call.give(value);
  }

  static boolean sqrt(Call call) {
    if (call.real(0) < 0) {
      throw DataErrors.plain(SqlState.INVALID_POWER, "A number below zero has no square root.");
    }
    return call.give(Math.sqrt(call.real(0)));
  }

  static boolean ln(Call call) {
    return call.give(StrictMath.log(positive(call.real(0))));
  }

  static boolean log10(Call call) {
    return call.give(StrictMath.log10(positive(call.real(0))));
  }

  static boolean log(Call call) {
    double base = StrictMath.log(positive(call.real(0)));
    if (base == 0) {
      throw DataErrors.divisionByZero();
    }
    return call.give(StrictMath.log(positive(call.real(1))) / base);
  }

  private static double positive(double value) {
    if (value <= 0) {
      throw DataErrors.plain(
          SqlState.INVALID_LOGARITHM, "Only numbers above zero have a logarithm.");
    }
    return value;
  }

  static boolean atan2(Call call) {
    return call.give(StrictMath.atan2(call.real(0), call.real(1)));
  }

  static boolean random(Call call) {
    return call.give(call.context().random().nextDouble());
  }

  static boolean widthBucket(Call call) {
    double value = call.real(0);
    double low = call.real(1);
    double high = call.real(2);
    long count = call.word(3);
    if (count < 1) {
      throw DataErrors.argument("width_bucket", "count", count);
    }
    if (!(Math.abs(low) <= Double.MAX_VALUE && Math.abs(high) <= Double.MAX_VALUE)
        || low == high
        || Double.isNaN(value)) {
      throw DataErrors.argument("width_bucket", "bounds", low + ", " + high);
    }
    boolean up = low < high;
    if (up ? value < low : value > low) {
      return call.give(0L);
    }
    if (up ? value >= high : value <= high) {
      if (count == Integer.MAX_VALUE) {
        throw DataErrors.outOfRange(call.type());
      }
      return call.give(count + 1);
    }
    // Halved, so that the difference of the bounds is finite.
    double part = (value / 2 - low / 2) / (high / 2 - low / 2);
    return call.give(Math.min((long) (count * part), count - 1) + 1);
  }
}
