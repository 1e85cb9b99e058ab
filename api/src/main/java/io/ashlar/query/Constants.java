package io.ashlar.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Operands as predicates keep them: arrays of bytes and texts that their makers could still change
 * are copied, and compared by what they hold. Stateless.
 */
final class Constants {

  private Constants() {}

  /** An operand that nobody else can change. */
  static Object copy(Object operand) {
    if (operand instanceof byte[] bytes) {
      return bytes.clone();
    }
    return operand instanceof CharSequence text ? text.toString() : operand;
  }

  /** A list that nobody else can change, of such operands. */
  static List<Object> copies(List<Object> operands) {
    List<Object> copies = new ArrayList<>(operands.size());
    for (Object operand : operands) {
      copies.add(copy(operand));
    }
    return List.copyOf(copies);
  }

  /** The same for a list that was made so: itself, where nothing in it can be changed. */
  static List<Object> handOut(List<Object> kept) {
    return kept.stream().anyMatch(byte[].class::isInstance) ? copies(kept) : kept;
  }

  static boolean equal(List<Object> some, List<Object> others) {
    return Arrays.deepEquals(some.toArray(), others.toArray());
  }

  static int hash(List<Object> operands) {
    return Arrays.deepHashCode(operands.toArray());
  }

  static String text(Object operand) {
    return operand instanceof byte[] bytes
        ? "X'" + HexFormat.of().formatHex(bytes) + "'"
        : String.valueOf(operand);
  }
}
