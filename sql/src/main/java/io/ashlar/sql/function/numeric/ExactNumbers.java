package io.ashlar.sql.function.numeric;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.value.Exact;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Functions of decimals. Allocates. */
final class ExactNumbers {

  private static final int MOST_DIGITS = 1_000;
  private static final int GREATEST_FACTORIAL = 450;

  private ExactNumbers() {}

  static boolean abs(Call call) {
    return call.give(call.exact(0).abs());
  }

  static boolean sign(Call call) {
    return call.give(BigDecimal.valueOf(call.exact(0).signum()));
  }

  static boolean ceil(Call call) {
    return call.give(call.exact(0).setScale(0, RoundingMode.CEILING));
  }

  static boolean floor(Call call) {
    return call.give(call.exact(0).setScale(0, RoundingMode.FLOOR));
  }

  static boolean round(Call call) {
    return rounded(call, RoundingMode.HALF_UP);
  }

  static boolean trunc(Call call) {
    return rounded(call, RoundingMode.DOWN);
  }

  private static boolean rounded(Call call, RoundingMode mode) {
    long digits = call.count() > 1 ? call.word(1) : 0;
    int scale = (int) Math.max(-MOST_DIGITS, Math.min(digits, MOST_DIGITS));
    BigDecimal rounded = call.exact(0).setScale(scale, mode);
    return call.give(scale < 0 ? rounded.setScale(0) : rounded);
  }

  static boolean mod(Call call) {
    return call.give(Exact.remainder(call.exact(0), call.exact(1)));
  }

  static boolean div(Call call) {
    if (call.exact(1).signum() == 0) {
      throw DataErrors.divisionByZero();
    }
    return call.give(call.exact(0).divide(call.exact(1), 0, RoundingMode.DOWN));
  }

  static boolean factorial(Call call) {
    long number = call.word(0);
    if (number < 0 || number > GREATEST_FACTORIAL) {
      throw DataErrors.outOfRange(call.type());
    }
    BigDecimal product = BigDecimal.ONE;
    for (long i = 2; i <= number; i++) {
      product = product.multiply(BigDecimal.valueOf(i));
    }
    return call.give(product);
  }
}
