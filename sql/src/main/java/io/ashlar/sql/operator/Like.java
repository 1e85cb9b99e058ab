package io.ashlar.sql.operator;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.LikeMatcher;
import io.ashlar.sql.value.TextBuilder;
import io.ashlar.sql.value.Utf8Text;
import java.util.List;

/**
 * LIKE and ILIKE. The pattern is compiled when it differs from the one before. Allocates nothing
 * but what a longer pattern than any before takes.
 */
public final class Like extends Scalar {

  private static final int NOT_COMPILED = -2;

  private final Scalar value;
  private final Scalar pattern;
  private final Scalar escape;
  private final boolean negated;
  private final LikeMatcher matcher;
  private final TextBuilder compiled = new TextBuilder();
  private int compiledEscape = NOT_COMPILED;

  private Like(Scalar value, Scalar pattern, Scalar escape, boolean ignoreCase, boolean negated) {
    super(SqlType.BOOLEAN);
    this.value = value;
    this.pattern = pattern;
    this.escape = escape;
    this.negated = negated;
    this.matcher = new LikeMatcher(ignoreCase);
  }

  /**
   * A match of a whole text with a pattern, in which {@code %} stands for any text and {@code _}
   * for any code point.
   *
   * @param value owned by the result from now on
   * @param pattern owned by the result from now on
   * @param escape what makes the next code point stand for itself: one code point or an empty text
   *     for none; null for a backslash
   * @param ignoreCase whether letters match in either case
   * @param negated whether it is asked that it does not match
   * @param context of the execution
   * @return true, false or null
   * @throws io.ashlar.sql.error.SqlException 42883 when one is no text
   */
  public static Scalar of(
      Scalar value,
      Scalar pattern,
      Scalar escape,
      boolean ignoreCase,
      boolean negated,
      EvaluationContext context) {
    String name = ignoreCase ? "ilike" : "like";
    Scalar text = Operands.text(name, value, context);
    Scalar like = Operands.text(name, pattern, context);
    Scalar literal = Operands.text(name, escape == null ? Slot.text("\\") : escape, context);
    Scalar made = new Like(text, like, literal, ignoreCase, negated);
    return Folding.strict(made, List.of(text, like, literal));
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (!value.evaluate(frame) || !pattern.evaluate(frame) || !escape.evaluate(frame)) {
      return false;
    }
    int point = escapePoint();
    if (point != compiledEscape || !isCompiled()) {
      compiledEscape = NOT_COMPILED;
      matcher.compile(pattern.buffer(), pattern.offset(), pattern.length(), point);
      compiled.clear();
      compiled.append(pattern.buffer(), pattern.offset(), pattern.length());
      compiledEscape = point;
    }
    return truth(matcher.matches(value.buffer(), value.offset(), value.length()) != negated);
  }

  private boolean isCompiled() {
    return UnsignedBytes.equal(
        compiled.buffer(),
        0,
        compiled.length(),
        pattern.buffer(),
        pattern.offset(),
        pattern.length());
  }

  private int escapePoint() {
    if (escape.length() == 0) {
      return LikeMatcher.NO_ESCAPE;
    }
    if (Utf8Text.bytesOf(escape.buffer().getByte(escape.offset())) != escape.length()) {
      throw DataErrors.plain(
          SqlState.INVALID_ESCAPE, "The escape of a pattern is longer than one character.");
    }
    return Utf8Text.pointAt(escape.buffer(), escape.offset());
  }
}
