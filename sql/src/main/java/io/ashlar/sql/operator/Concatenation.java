package io.ashlar.sql.operator;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeTable;
import io.ashlar.sql.value.TextBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts, or byte strings, one behind the other; null when a part is. One node for a whole chain.
 */
public final class Concatenation extends Scalar {

  private final List<Scalar> parts = new ArrayList<>();
  private final TextBuilder built = new TextBuilder();

  private Concatenation(SqlType type) {
    super(type);
  }

  /**
   * The operator {@code ||}. With a text, values of all types but byte strings become texts.
   *
   * @param left owned by the result from now on
   * @param right owned by the result from now on
   * @param context of the execution
   * @return the result; the left one itself when that is a concatenation, longer by one part
   * @throws io.ashlar.sql.error.SqlException 42883 when neither is a text and not both are byte
   *     strings
   */
  public static Scalar of(Scalar left, Scalar right, EvaluationContext context) {
    Arguments.requireGiven(left, "left");
    Arguments.requireGiven(right, "right");
    SqlKind first = left.type().kind();
    SqlKind second = right.type().kind();
    SqlType type = SqlType.VARBINARY;
    if (!isBinary(first, second) && !isBinary(second, first)) {
      // A literal beside what is no byte string is a text.
      boolean texts = isText(first) || isText(second);
      if (!texts || first.isBinary() || second.isBinary()) {
        throw Operands.undefined("||", left, right);
      }
      type = SqlType.TEXT;
    }
    Scalar begin = Casts.assignment(left, of(type, left), context);
    Scalar end = Casts.assignment(right, of(type, right), context);
    if (begin instanceof Concatenation chain && chain.type().equals(type) && !Slot.isNull(end)) {
      chain.parts.add(end);
      return chain;
    }
    Concatenation made = new Concatenation(type);
    made.parts.add(begin);
    made.parts.add(end);
    return Folding.strict(made, begin, end);
  }

  private static boolean isBinary(SqlKind one, SqlKind other) {
    return one.isBinary() && (other.isBinary() || other == SqlKind.UNKNOWN);
  }

  private static boolean isText(SqlKind kind) {
    return kind.isText() || kind == SqlKind.UNKNOWN;
  }

  /** Parts of the right sort stay as they are, whatever their length. */
  private static SqlType of(SqlType type, Scalar part) {
    boolean same = TypeTable.common(type.kind(), part.type().kind()).isPresent();
    return same && part.type().kind() != SqlKind.UNKNOWN ? part.type() : type;
  }

  @Override
  public boolean evaluate(Frame frame) {
    built.clear();
    for (int i = 0; i < parts.size(); i++) {
      Scalar part = parts.get(i);
      if (!part.evaluate(frame)) {
        return false;
      }
      built.append(part.buffer(), part.offset(), part.length());
    }
    buffer = built.buffer();
    offset = 0;
    length = built.length();
    return true;
  }
}
