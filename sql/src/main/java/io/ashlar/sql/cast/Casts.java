package io.ashlar.sql.cast;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.PerStatement;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.CastContext;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeTable;
import java.util.List;

/**
 * Makes casts. A cast of a constant is a constant; one of a literal in quotes that does not read as
 * the type fails at once.
 */
public final class Casts {

  private Casts() {}

  /**
   * A scalar as another type, as CAST does it: texts that are too long are cut off.
   *
   * @param source the scalar
   * @param target the type
   * @param context of the execution
   * @return a scalar of the type; the source itself when it already is
   * @throws io.ashlar.sql.error.SqlException 42846 when there is no such cast
   */
  public static Scalar explicit(Scalar source, SqlType target, EvaluationContext context) {
    return cast(source, target, CastContext.EXPLICIT, context);
  }

  /**
   * A scalar as the type of a column that it is stored in: texts that are too long are refused with
   * 22001 when more than spaces would be lost.
   *
   * @param source the scalar
   * @param target the type
   * @param context of the execution
   * @return a scalar of the type; the source itself when it already is
   * @throws io.ashlar.sql.error.SqlException 42846 when it is not cast by itself there
   */
  public static Scalar assignment(Scalar source, SqlType target, EvaluationContext context) {
    return cast(source, target, CastContext.ASSIGNMENT, context);
  }

  /**
   * A scalar as the type that an expression needs in its place.
   *
   * @param source the scalar
   * @param target the type
   * @param context of the execution
   * @return a scalar of the type's form; the source itself when its values serve as they are
   * @throws io.ashlar.sql.error.SqlException 42846 when it is not cast by itself
   */
  public static Scalar implicit(Scalar source, SqlType target, EvaluationContext context) {
    return cast(source, target, CastContext.IMPLICIT, context);
  }

  private static Scalar cast(
      Scalar source, SqlType target, CastContext where, EvaluationContext context) {
    Arguments.requireGiven(source, "source");
    Arguments.requireGiven(target, "target");
    SqlType from = source.type();
    if (from.equals(target)) {
      return source;
    }
    if (!TypeTable.cast(from.kind(), target.kind()).allows(where)) {
      throw DataErrors.noCast(from, target, where);
    }
    if (Slot.isNull(source)) {
      return Slot.nullOf(target);
    }
    if (serves(from, target)) {
      return where == CastContext.IMPLICIT
          ? source
          : folded(new Cast.Relabelled(source, target), context);
    }
    return folded(node(source, target, where == CastContext.EXPLICIT, context), context);
  }

  /** Whether every value of a type is one of another, in the same registers. */
  private static boolean serves(SqlType from, SqlType to) {
    if (from.form() != to.form()) {
      return false;
    }
    boolean holds = !to.isBounded() || (from.isBounded() && from.precision() <= to.precision());
    SqlKind kind = to.kind();
    if (from.kind() == kind) {
      return kind == SqlKind.DECIMAL
          ? !to.isBounded()
              || (from.isBounded()
                  && from.scale() == to.scale()
                  && from.precision() <= to.precision())
          : holds;
    }
    if (from.kind().isWhole() && kind.isWhole()) {
      return from.kind().compareTo(kind) < 0;
    }
    boolean sameSort =
        (kind.isText() && (from.kind().isText() || from.kind() == SqlKind.UNKNOWN))
            || (kind.isBinary() && from.kind().isBinary())
            || (kind == SqlKind.DOUBLE && from.kind() == SqlKind.REAL);
    return sameSort && holds;
  }

  private static Scalar folded(Cast cast, EvaluationContext context) {
    Scalar source = cast.source;
    boolean zoned =
        source.type().kind() == SqlKind.TIMESTAMP_TZ || cast.type().kind() == SqlKind.TIMESTAMP_TZ;
    if (zoned) {
      boolean fixed = source.isConstant() || source instanceof PerStatement;
      return fixed ? new PerStatement(cast, context) : cast;
    }
    return source.type().kind() == SqlKind.UNKNOWN && source.isConstant()
        ? Folding.now(cast, List.of(source))
        : Folding.of(cast, source);
  }

  private static Cast node(Scalar source, SqlType target, boolean cuts, EvaluationContext context) {
    SqlKind from = source.type().kind();
    SqlKind to = target.kind();
    boolean fromText = from.isText() || from == SqlKind.UNKNOWN;
    if (to.isText()) {
      return fromText
          ? new LengthCast.OfText(source, target, cuts)
          : new TextCast(source, target, cuts, context);
    }
    if (fromText) {
      return new ParsingCast(source, target, cuts, context);
    }
    if (to.isBinary()) {
      return from == SqlKind.UUID
          ? new UuidCast.ToBytes(source, target, cuts)
          : new LengthCast.OfBytes(source, target, cuts);
    }
    return switch (to) {
      case UUID -> new UuidCast.FromBytes(source, target);
      case DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, INTERVAL ->
          new DateTimeCast(source, target, context);
      default -> number(source, target);
    };
  }

  private static Cast number(Scalar source, SqlType target) {
    if (target.kind() == SqlKind.BOOLEAN) {
      return new NumberCast.ToTruth(source, target);
    }
    return switch (target.form()) {
      case REAL -> new NumberCast.ToReal(source, target);
      case DECIMAL -> new NumberCast.ToDecimal(source, target);
      default ->
          source.form() == ScalarForm.WORD
              ? new NumberCast.WordToWord(source, target)
              : new NumberCast.ToWord(source, target);
    };
  }
}
