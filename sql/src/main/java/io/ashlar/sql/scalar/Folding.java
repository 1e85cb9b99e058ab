package io.ashlar.sql.scalar;

import io.ashlar.sql.error.SqlException;
import java.util.List;

/** Computes what depends on nothing, once. */
public final class Folding {

  private Folding() {}

  /**
   * What stands for a scalar whose value depends on its parts alone.
   *
   * @param scalar the scalar
   * @param parts all that it evaluates
   * @return a constant when all parts are constants; the scalar itself when not, and when its
   *     evaluation fails, so that it fails when it is evaluated, if ever
   */
  public static Scalar of(Scalar scalar, List<? extends Scalar> parts) {
    for (Scalar part : parts) {
      if (!part.isConstant()) {
        return scalar;
      }
    }
    try {
      return now(scalar, parts);
    } catch (SqlException failsLater) {
      return scalar;
    }
  }

  /**
   * What stands for a scalar that is null when a part is. A constant null decides alone, and
   * nothing else is evaluated: a part that would fail does not.
   *
   * @param scalar the scalar; evaluates all its parts but where one is null
   * @param parts all that it evaluates
   * @return a constant when all parts are constants or one is null; else the scalar itself
   */
  public static Scalar strict(Scalar scalar, List<? extends Scalar> parts) {
    for (Scalar part : parts) {
      if (Slot.isNull(part)) {
        // Of what was folded of literals too: their plan serves those alone that are null here.
        return Slot.nullOf(scalar.type());
      }
    }
    return of(scalar, parts);
  }

  /**
   * The same for two parts.
   *
   * @param scalar the scalar
   * @param left one part
   * @param right the other
   * @return a constant, or the scalar
   */
  public static Scalar strict(Scalar scalar, Scalar left, Scalar right) {
    return left.isConstant() || right.isConstant() ? strict(scalar, List.of(left, right)) : scalar;
  }

  /**
   * The value of a scalar over constants.
   *
   * @param scalar the scalar
   * @param parts all that it evaluates, constants
   * @return a constant
   * @throws SqlException when there is no value to compute
   */
  public static Slot now(Scalar scalar, List<? extends Scalar> parts) {
    for (Scalar part : parts) {
      if (part instanceof Slot slot && slot.lifting() != null) {
        return slot.lifting().folded(scalar, parts);
      }
    }
    return Slot.valueOf(scalar, null);
  }

  /**
   * The same for one part.
   *
   * @param scalar the scalar
   * @param part all that it evaluates
   * @return a constant, or the scalar
   */
  public static Scalar of(Scalar scalar, Scalar part) {
    return part.isConstant() ? of(scalar, List.of(part)) : scalar;
  }

  /**
   * The same for two parts.
   *
   * @param scalar the scalar
   * @param left one part
   * @param right the other
   * @return a constant, or the scalar
   */
  public static Scalar of(Scalar scalar, Scalar left, Scalar right) {
    return left.isConstant() && right.isConstant() ? of(scalar, List.of(left, right)) : scalar;
  }
}
