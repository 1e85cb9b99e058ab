package io.ashlar.sql.bind;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.Lifting;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.text.Symbol;
import io.ashlar.sql.text.TextNormalizer;
import io.ashlar.sql.text.TokenText;
import io.ashlar.sql.type.SqlType;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The literals that were replaced in a text, as values of the types that they have as literals: for
 * the plan that is made of the text, and then for those of other texts that the plan may serve.
 */
public final class LiftedLiterals {

  private static final int HEX_RADIX = 16;

  /** A number of fewer digits is read without objects. */
  private static final int FEW_DIGITS = 18;

  private Lifting lifting;

  /** Of the literals on whose values the plan rests, as they are written. */
  private String[] kept;

  /**
   * The literals of a text.
   *
   * @param normalized has read the text
   * @param text the text
   * @throws SqlException when one is none
   */
  public LiftedLiterals(TextNormalizer normalized, String text) {
    lifting = new Lifting();
    for (int i = 0; i < normalized.literals(); i++) {
      Slot value = value(normalized, i, text);
      lifting.add(value.type()).setEvaluated(value);
    }
  }

  /**
   * What a plan is made with.
   *
   * @return the literals; others after {@link #renew}
   */
  public Lifting lifting() {
    return lifting;
  }

  /** The plan is to be made anew, with the values that there are. */
  public void renew() {
    Lifting fresh = new Lifting();
    for (int i = 0; i < lifting.literals(); i++) {
      Slot value = lifting.literal(i);
      fresh.add(value.type()).setEvaluated(value);
    }
    lifting = fresh;
  }

  /**
   * The plan has been made.
   *
   * @param normalized has read the text that it was made of
   * @param text the text
   */
  public void planned(TextNormalizer normalized, String text) {
    lifting.planned();
    kept = new String[lifting.literals()];
    for (int i = 0; i < kept.length; i++) {
      if (lifting.isKept(i)) {
        kept[i] = text.substring(normalized.literalStart(i), normalized.literalEnd(i));
      }
    }
  }

  /**
   * Whether the plan rests on the value of a literal.
   *
   * @return true when it does not serve all texts that are the same but for their literals
   */
  public boolean keepsAny() {
    for (String text : kept) {
      if (text != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes the literals of another text, if the plan serves it. For whole numbers without objects.
   *
   * @param normalized has read the text, which is the same but for its literals
   * @param text the text
   * @return false when the plan must not be run, since it does not serve the text
   */
  public boolean take(TextNormalizer normalized, String text) {
    for (int i = 0; i < kept.length; i++) {
      int start = normalized.literalStart(i);
      int length = normalized.literalEnd(i) - start;
      if (kept[i] != null
          && (kept[i].length() != length || !text.regionMatches(start, kept[i], 0, length))) {
        return false;
      }
      if (!take(normalized, i, text)) {
        return false;
      }
    }
    return lifting.refold();
  }

  private boolean take(TextNormalizer normalized, int literal, String text) {
    Slot slot = lifting.literal(literal);
    int start = normalized.literalStart(literal);
    int end = normalized.literalEnd(literal);
    if (normalized.literalKind(literal) == Symbol.INTEGER && end - start < FEW_DIGITS) {
      long word = word(text, start, end);
      SqlType type = (int) word == word ? SqlType.INTEGER : SqlType.BIGINT;
      if (!slot.type().equals(type)) {
        return false;
      }
      slot.set(word);
      return true;
    }
    try {
      Slot value = value(normalized, literal, text);
      if (!value.type().equals(slot.type())) {
        return false;
      }
      slot.setEvaluated(value);
      return true;
    } catch (SqlException none) {
      return false;
    }
  }

  private static long word(String text, int start, int end) {
    long word = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        word = word * 10 + (c - '0');
      }
    }
    return text.charAt(start) == '-' ? -word : word;
  }

  /** A literal as the binder makes it of its syntax. */
  private static Slot value(TextNormalizer normalized, int literal, String text) {
    int start = normalized.literalStart(literal);
    int end = normalized.literalEnd(literal);
    int kind = normalized.literalKind(literal);
    return switch (kind) {
      case Symbol.STRING, Symbol.ESCAPED_STRING, Symbol.DOLLAR_STRING ->
          string(text, kind, start, end);
      case Symbol.BINARY_STRING -> {
        String digits = text.substring(start + 2, end - 1).toLowerCase(Locale.ROOT);
        yield Slot.bytes(HexFormat.of().parseHex(digits));
      }
      default -> number(text.substring(start, end), kind);
    };
  }

  private static Slot string(String text, int kind, int start, int end) {
    String value = TokenText.string(text, kind, start, end);
    if (value == null) {
      throw SqlException.nowhere(
          SqlState.SYNTAX_ERROR, "A text in quotes has an escape that is none.");
    }
    return Slot.literal(value);
  }

  private static Slot number(String written, int kind) {
    boolean negative = written.charAt(0) == '-';
    String digits = negative ? written.substring(1) : written;
    Literal.NumericKind form =
        switch (kind) {
          case Symbol.DECIMAL -> Literal.NumericKind.DECIMAL;
          case Symbol.APPROXIMATE -> Literal.NumericKind.APPROXIMATE;
          default -> Literal.NumericKind.INTEGER;
        };
    if (kind == Symbol.HEXADECIMAL) {
      digits = new BigInteger(digits.substring(2), HEX_RADIX).toString();
    }
    return LiteralBinder.number(new Literal.Numeric(0, negative ? "-" + digits : digits, form));
  }
}
