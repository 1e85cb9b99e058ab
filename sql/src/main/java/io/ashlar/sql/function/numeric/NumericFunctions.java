package io.ashlar.sql.function.numeric;

import static io.ashlar.sql.function.FunctionDefinition.named;

import io.ashlar.sql.function.FunctionDefinition;
import io.ashlar.sql.type.SqlType;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** The table of functions of numbers. */
public final class NumericFunctions {

  private static final SqlType INT = SqlType.INTEGER;
  private static final SqlType LONG = SqlType.BIGINT;
  private static final SqlType EXACT = SqlType.NUMERIC;
  private static final SqlType REAL = SqlType.DOUBLE;

  private NumericFunctions() {}

  /**
   * The table.
   *
   * @return in the order in which they are shown
   */
  public static List<FunctionDefinition> all() {
    return Stream.of(roundings(), divisions(), bits(), powers(), angles(), chance())
        .flatMap(List::stream)
        .toList();
  }

  private static List<FunctionDefinition> roundings() {
    return List.of(
        named("abs")
            .takes(WholeNumbers::abs, INT, INT)
            .takes(WholeNumbers::abs, LONG, LONG)
            .takes(ExactNumbers::abs, EXACT, EXACT)
            .takes(RealNumbers::abs, REAL, REAL)
            .says("Without its sign.")
            .example("abs(-17.4)", "17.4"),
        named("sign")
            .takes(WholeNumbers::sign, INT, LONG)
            .takes(ExactNumbers::sign, EXACT, EXACT)
            .takes(RealNumbers::sign, REAL, REAL)
            .says("-1, 0 or 1.")
            .example("sign(-8.4)", "-1"),
        named("ceil", "ceiling")
            .takes(WholeNumbers::same, INT, INT)
            .takes(WholeNumbers::same, LONG, LONG)
            .takes(ExactNumbers::ceil, EXACT, EXACT)
            .takes(RealNumbers::ceil, REAL, REAL)
            .says("The least whole number that is not less.")
            .example("ceil(-42.8)", "-42"),
        named("floor")
            .takes(WholeNumbers::same, INT, INT)
            .takes(WholeNumbers::same, LONG, LONG)
            .takes(ExactNumbers::floor, EXACT, EXACT)
            .takes(RealNumbers::floor, REAL, REAL)
            .says("The greatest whole number that is not greater.")
            .example("floor(-42.8)", "-43"),
        named("round")
            .takes(WholeNumbers::same, INT, INT)
            .takes(WholeNumbers::same, LONG, LONG)
            .takes(ExactNumbers::round, EXACT, EXACT)
            .takes(RealNumbers::round, REAL, REAL)
            .takes(ExactNumbers::round, EXACT, EXACT, INT)
            .takes(RealNumbers::roundTo, REAL, REAL, INT)
            .says(
                "To a whole number, or so many digits: decimals half away from zero, doubles to even.")
            .example("round(42.4382, 2)", "42.44"),
        named("trunc", "truncate")
            .takes(WholeNumbers::same, INT, INT)
            .takes(WholeNumbers::same, LONG, LONG)
            .takes(ExactNumbers::trunc, EXACT, EXACT)
            .takes(RealNumbers::trunc, REAL, REAL)
            .takes(ExactNumbers::trunc, EXACT, EXACT, INT)
            .takes(RealNumbers::truncTo, REAL, REAL, INT)
            .says("To a whole number, or so many digits, towards zero.")
            .example("trunc(-42.4382, 2)", "-42.43"));
  }

  private static List<FunctionDefinition> divisions() {
    return List.of(
        named("mod")
            .takes(WholeNumbers::mod, INT, INT, INT)
            .takes(WholeNumbers::mod, LONG, LONG, LONG)
            .takes(ExactNumbers::mod, EXACT, EXACT, EXACT)
            .says("What is left of a division, with the sign of the dividend.")
            .example("mod(-9, 4)", "-1"),
        named("div")
            .takes(ExactNumbers::div, EXACT, EXACT, EXACT)
            .says("The quotient without its fraction.")
            .example("div(9, 4)", "2"),
        named("gcd")
            .takes(WholeNumbers::gcd, INT, INT, INT)
            .takes(WholeNumbers::gcd, LONG, LONG, LONG)
            .says("The greatest common divisor; 0 of two zeros.")
            .example("gcd(1071, 462)", "21"),
        named("lcm")
            .takes(WholeNumbers::lcm, INT, INT, INT)
            .takes(WholeNumbers::lcm, LONG, LONG, LONG)
            .says("The least common multiple; 0 if one is.")
            .example("lcm(1071, 462)", "23562"),
        named("factorial")
            .takes(ExactNumbers::factorial, EXACT, LONG)
            .says("The product of all numbers up to one, which is 0 to 450.")
            .example("factorial(5)", "120"),
        named("width_bucket")
            .takes(RealNumbers::widthBucket, INT, REAL, REAL, REAL, INT)
            .says(
                "Which of so many equal parts between two bounds a number is in; 0 is below the first.")
            .example("width_bucket(5.35, 0.024, 10.06, 5)", "3"));
  }

  private static List<FunctionDefinition> bits() {
    return List.of(
        named("bitand")
            .takes(WholeNumbers::bitAnd, INT, INT, INT)
            .takes(WholeNumbers::bitAnd, LONG, LONG, LONG)
            .says("The bits that both have.")
            .example("bitand(91, 15)", "11"),
        named("bitor")
            .takes(WholeNumbers::bitOr, INT, INT, INT)
            .takes(WholeNumbers::bitOr, LONG, LONG, LONG)
            .says("The bits that one has.")
            .example("bitor(32, 3)", "35"),
        named("bitxor")
            .takes(WholeNumbers::bitXor, INT, INT, INT)
            .takes(WholeNumbers::bitXor, LONG, LONG, LONG)
            .says("The bits that one has alone.")
            .example("bitxor(17, 5)", "20"),
        named("bitnot")
            .takes(WholeNumbers::bitNot, INT, INT)
            .takes(WholeNumbers::bitNot, LONG, LONG)
            .says("The bits that it has not.")
            .example("bitnot(1)", "-2"),
        named("lshift")
            .takes(WholeNumbers::shiftLeft, LONG, LONG, INT)
            .says("The bits so many places up; by 64 or more nothing is left.")
            .example("lshift(1, 4)", "16"),
        named("rshift")
            .takes(WholeNumbers::shiftRight, LONG, LONG, INT)
            .says(
                "The bits so many places down, with the sign coming in; by 64 or more only that is left.")
            .example("rshift(-8, 2)", "-2"));
  }

  private static List<FunctionDefinition> powers() {
    return List.of(
        named("power", "pow")
            .takes(RealNumbers::power, REAL, REAL, REAL)
            .says("The first to the power of the second.")
            .example("power(9, 3)", "729"),
        named("sqrt")
            .takes(RealNumbers::sqrt, REAL, REAL)
            .says("The square root.")
            .example("sqrt(2)", "1.4142135623730951"),
        real("cbrt", StrictMath::cbrt, "The cubic root.").example("cbrt(64)", "4"),
        real("exp", StrictMath::exp, "The power of e.").example("exp(0)", "1"),
        named("ln")
            .takes(RealNumbers::ln, REAL, REAL)
            .says("The natural logarithm.")
            .example("ln(2)", "0.6931471805599453"),
        named("log10")
            .takes(RealNumbers::log10, REAL, REAL)
            .says("The logarithm to the base 10.")
            .example("log10(1000)", "3"),
        named("log")
            .takes(RealNumbers::log10, REAL, REAL)
            .takes(RealNumbers::log, REAL, REAL, REAL)
            .says("The logarithm to the base 10, or of the second to the base of the first.")
            .example("log(2, 64)", "6"));
  }

  private static FunctionDefinition real(
      String name, DoubleUnaryOperator operation, String description) {
    return named(name)
        .takes(call -> RealNumbers.give(call, operation, name), REAL, REAL)
        .says(description);
  }

  private static List<FunctionDefinition> angles() {
    return List.of(
        real("sin", StrictMath::sin, "The sine of radians.")
            .example("sin(1)", "0.8414709848078965"),
        real("cos", StrictMath::cos, "The cosine of radians.").example("cos(0)", "1"),
        real("tan", StrictMath::tan, "The tangent of radians.").example("tan(0)", "0"),
        real("cot", x -> 1 / StrictMath.tan(x), "The cotangent of radians.")
            .example("cot(1)", "0.6420926159343306"),
        real("asin", StrictMath::asin, "The angle of a sine, in radians.")
            .example("asin(1)", "1.5707963267948966"),
        real("acos", StrictMath::acos, "The angle of a cosine, in radians.")
            .example("acos(1)", "0"),
        real("atan", StrictMath::atan, "The angle of a tangent, in radians.")
            .example("atan(1)", "0.7853981633974483"),
        named("atan2")
            .takes(RealNumbers::atan2, REAL, REAL, REAL)
            .says("The angle of the point whose coordinates are the second and the first.")
            .example("atan2(1, 0)", "1.5707963267948966"),
        real("sinh", StrictMath::sinh, "The hyperbolic sine.").example("sinh(0)", "0"),
        real("cosh", StrictMath::cosh, "The hyperbolic cosine.").example("cosh(0)", "1"),
        real("tanh", StrictMath::tanh, "The hyperbolic tangent.").example("tanh(0)", "0"),
        real("degrees", Math::toDegrees, "Radians as degrees.").example("degrees(pi())", "180"),
        real("radians", Math::toRadians, "Degrees as radians.")
            .example("radians(180)", "3.141592653589793"),
        named("pi")
            .takes(call -> call.give(Math.PI), REAL)
            .says("The number pi.")
            .example("pi()", "3.141592653589793"));
  }

  private static List<FunctionDefinition> chance() {
    return List.of(
        named("random", "rand")
            .takes(RealNumbers::random, REAL)
            .unforeseeable()
            .says("A random number from 0 on and below 1.")
            .example("random() < 1", "true"));
  }
}
