package io.ashlar.sql.function;

import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.TextBuilder;
import java.math.BigDecimal;
import org.agrona.DirectBuffer;

/**
 * A call of a function: its arguments for the body, and the registers that the body fills. A strict
 * one is null when an argument is, and evaluates none behind that; of one that is not, the body
 * asks {@link #has} for each argument once, before it reads it.
 */
public final class Call extends Scalar {

  private final Scalar[] arguments;
  private final Body body;
  private final boolean strict;
  private final EvaluationContext context;
  private Frame frame;
  private TextBuilder built;
  private Object kept;

  Call(SqlType type, Scalar[] arguments, Body body, boolean strict, EvaluationContext context) {
    super(type);
    this.arguments = arguments;
    this.body = body;
    this.strict = strict;
    this.context = context;
  }

  @Override
  public boolean evaluate(Frame row) {
    frame = row;
    if (strict) {
      for (Scalar argument : arguments) {
        if (!argument.evaluate(row)) {
          return false;
        }
      }
    }
    return body.apply(this);
  }

  /**
   * How many arguments there are.
   *
   * @return the number
   */
  public int count() {
    return arguments.length;
  }

  /**
   * Evaluates an argument of a function that is not strict.
   *
   * @param argument its number from 0
   * @return false when it is null
   */
  public boolean has(int argument) {
    return arguments[argument].evaluate(frame);
  }

  /**
   * An argument.
   *
   * @param argument its number from 0
   * @return the scalar, evaluated
   */
  public Scalar argument(int argument) {
    return arguments[argument];
  }

  /**
   * The value of an argument of the form WORD.
   *
   * @param argument its number from 0
   * @return the value
   */
  public long word(int argument) {
    return arguments[argument].word();
  }

  /**
   * The value of an argument of the form REAL.
   *
   * @param argument its number from 0
   * @return the value
   */
  public double real(int argument) {
    return arguments[argument].real();
  }

  /**
   * The value of an exact number. Allocates unless its form is DECIMAL.
   *
   * @param argument its number from 0
   * @return the value
   */
  public BigDecimal exact(int argument) {
    return arguments[argument].exact();
  }

  /**
   * A text as a String. Allocates.
   *
   * @param argument its number from 0
   * @return the text
   */
  public String string(int argument) {
    return arguments[argument].string();
  }

  /**
   * The context of the execution.
   *
   * @return the same for all calls of one tree
   */
  public EvaluationContext context() {
    return context;
  }

  /**
   * A builder for the result, emptied.
   *
   * @return the same every time; {@link #giveText} gives what is in it
   */
  public TextBuilder text() {
    if (built == null) {
      built = new TextBuilder();
    }
    built.clear();
    return built;
  }

  /**
   * What the function has kept for this call.
   *
   * @param <T> what it is
   * @param kind its class
   * @return null when it has kept nothing yet
   */
  public <T> T kept(Class<T> kind) {
    return kind.cast(kept);
  }

  /**
   * Keeps something for the next evaluations of this call.
   *
   * @param value what {@link #kept} gives from now on
   */
  public void keep(Object value) {
    kept = value;
  }

  /**
   * Gives a value of the form WORD.
   *
   * @param value the value
   * @return true
   */
  public boolean give(long value) {
    word = value;
    return true;
  }

  /**
   * Gives a boolean.
   *
   * @param value the value
   * @return true
   */
  public boolean give(boolean value) {
    return truth(value);
  }

  /**
   * Gives a double.
   *
   * @param value the value
   * @return true
   */
  public boolean give(double value) {
    real = value + 0.0d;
    return true;
  }

  /**
   * Gives a decimal.
   *
   * @param value the value
   * @return true
   * @throws io.ashlar.sql.error.SqlException 22003 when it has too many digits
   */
  public boolean give(BigDecimal value) {
    return exact(value);
  }

  /**
   * Gives a value of the form PAIR.
   *
   * @param first the first word
   * @param second the second
   * @return true
   */
  public boolean give(long first, long second) {
    word = first;
    low = second;
    return true;
  }

  /**
   * Gives what is in the builder.
   *
   * @return true
   */
  public boolean giveText() {
    return give(built.buffer(), 0, built.length());
  }

  /**
   * Gives a text or byte string that is somewhere else, where it stays until the call is evaluated
   * again.
   *
   * @param source where
   * @param from the first byte
   * @param count how many
   * @return true
   */
  public boolean give(DirectBuffer source, int from, int count) {
    buffer = source;
    offset = from;
    length = count;
    return true;
  }

  /**
   * Gives a text. Allocates what the String did.
   *
   * @param value without unpaired surrogates
   * @return true
   */
  public boolean give(String value) {
    text().append(value);
    return giveText();
  }

  /**
   * Gives the value of an argument as it is.
   *
   * @param argument its number from 0; of the form of the result
   * @return true
   */
  public boolean giveArgument(int argument) {
    take(arguments[argument]);
    return true;
  }
}
