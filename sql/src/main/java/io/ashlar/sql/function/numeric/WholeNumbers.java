package io.ashlar.sql.function.numeric;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.type.DataErrors;

/** Functions of whole numbers. Allocates nothing. */
final class WholeNumbers {

  private WholeNumbers() {}

  private static boolean checked(Call call, long value) {
    if (value < call.type().kind().least() || value > call.type().kind().greatest()) {
      throw DataErrors.outOfRange(call.type());
    }
    return call.give(value);
  }

  static boolean abs(Call call) {
    long value = call.word(0);
    if (value == Long.MIN_VALUE) {
      throw DataErrors.outOfRange(call.type());
    }
    return checked(call, Math.abs(value));
  }

  static boolean sign(Call call) {
    return call.give((long) Long.signum(call.word(0)));
  }

  static boolean same(Call call) {
    return call.give(call.word(0));
  }

  static boolean mod(Call call) {
    if (call.word(1) == 0) {
      throw DataErrors.divisionByZero();
    }
    return call.give(call.word(0) % call.word(1));
  }

  static boolean gcd(Call call) {
    return checked(call, positive(call, divisor(call.word(0), call.word(1))));
  }

  static boolean lcm(Call call) {
    long a = call.word(0);
    long b = call.word(1);
    if (a == 0 || b == 0) {
      return call.give(0L);
    }
    long factor = a / divisor(a, b);
    long product = factor * b;
    if (Math.multiplyHigh(factor, b) != product >> (Long.SIZE - 1)) {
      throw DataErrors.outOfRange(call.type());
    }
    return checked(call, positive(call, product));
  }

  private static long positive(Call call, long value) {
    if (value == Long.MIN_VALUE) {
      throw DataErrors.outOfRange(call.type());
    }
    return Math.abs(value);
  }

  /** The greatest common divisor, of either sign. */
  private static long divisor(long first, long second) {
    long a = first;
    long b = second;
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  static boolean bitAnd(Call call) {
    return call.give(call.word(0) & call.word(1));
  }

  static boolean bitOr(Call call) {
    return call.give(call.word(0) | call.word(1));
  }

  static boolean bitXor(Call call) {
    return call.give(call.word(0) ^ call.word(1));
  }

  static boolean bitNot(Call call) {
    return call.give(~call.word(0));
  }

  static boolean shiftLeft(Call call) {
    return call.give(shifted(call.word(0), call.word(1)));
  }

  static boolean shiftRight(Call call) {
    return call.give(shifted(call.word(0), -call.word(1)));
  }

  /** Up when the number of places is positive, else down. */
  private static long shifted(long value, long places) {
    if (places >= Long.SIZE) {
      return 0;
    }
    if (places <= -Long.SIZE) {
      return value < 0 ? -1 : 0;
    }
    return places >= 0 ? value << places : value >> -places;
  }
}
