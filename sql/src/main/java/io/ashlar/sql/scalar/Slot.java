package io.ashlar.sql.scalar;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.value.Floats;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.TextBuilder;
import java.math.BigDecimal;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * A value that was put here: a constant, or a parameter that is set between executions. Evaluating
 * it does nothing, so one slot may stand in several places. Bytes and texts are copied into memory
 * that the slot keeps; setting any other form allocates nothing.
 *
 * <p>The setters of a form that is not the type's are refused. Ranges of the type are not checked.
 *
 * <p>Long because each form of a value has a setter, and each kind of constant is made here.
 */
public final class Slot extends Scalar {

  /** What may be put into a slot, and when. */
  private enum Role {
    CONSTANT,
    PARAMETER,
    STORED,
    VARYING
  }

  private final Role role;
  private boolean isNull = true;
  private TextBuilder bytes;

  /** The literals of which this is one, or folded; null for others. */
  private final Lifting lifting;

  /** Its number among those. */
  private final int number;

  private Slot(SqlType type, Role role) {
    this(type, role, null, 0);
  }

  private Slot(SqlType type, Role role, Lifting lifting, int number) {
    super(type);
    this.role = role;
    this.lifting = lifting;
    this.number = number;
  }

  /** A constant that may get another value when the plan serves another statement. */
  static Slot lifted(SqlType type, Lifting lifting, int number) {
    return new Slot(type, Role.CONSTANT, lifting, number);
  }

  Lifting lifting() {
    return lifting;
  }

  int number() {
    return number;
  }

  /**
   * A parameter, which is null until it is set.
   *
   * @param type its type
   * @return a new one
   */
  public static Slot parameter(SqlType type) {
    Arguments.requireGiven(type, "type");
    return new Slot(type, Role.PARAMETER);
  }

  /**
   * A parameter that is stored in a column, which rounds what it is given.
   *
   * @param type its type
   * @return a new one
   */
  public static Slot stored(SqlType type) {
    Arguments.requireGiven(type, "type");
    return new Slot(type, Role.STORED);
  }

  /**
   * A value that is set again while a statement runs, such as one of the rows around a query.
   *
   * @param type its type
   * @return a new one
   */
  public static Slot varying(SqlType type) {
    Arguments.requireGiven(type, "type");
    return new Slot(type, Role.VARYING);
  }

  /**
   * The null of a type.
   *
   * @param type the type
   * @return a new constant
   */
  public static Slot nullOf(SqlType type) {
    Arguments.requireGiven(type, "type");
    return new Slot(type, Role.CONSTANT);
  }

  /**
   * A constant of the form WORD.
   *
   * @param type a type of that form
   * @param value its number
   * @return a new constant
   */
  public static Slot word(SqlType type, long value) {
    return nullOf(type).set(value);
  }

  /**
   * True or false.
   *
   * @param value which
   * @return a new constant
   */
  public static Slot of(boolean value) {
    return word(SqlType.BOOLEAN, value ? 1 : 0);
  }

  /**
   * A constant of type DOUBLE.
   *
   * @param value the value
   * @return a new constant
   */
  public static Slot real(double value) {
    return nullOf(SqlType.DOUBLE).set(value);
  }

  /**
   * A constant of a decimal's own digits: of the form WORD when they are few.
   *
   * @param value its scale is not negative
   * @return a new constant
   */
  public static Slot decimal(BigDecimal value) {
    Arguments.requireGiven(value, "value");
    int precision = Math.max(value.precision(), value.scale());
    if (precision > SqlType.MAX_WORD_DIGITS) {
      return nullOf(SqlType.NUMERIC).set(value);
    }
    return word(SqlType.decimal(precision, value.scale()), value.unscaledValue().longValueExact());
  }

  /**
   * A literal in quotes, which becomes what it meets.
   *
   * @param value without unpaired surrogates
   * @return a new constant of type UNKNOWN
   */
  public static Slot literal(CharSequence value) {
    return nullOf(SqlType.UNKNOWN).set(value);
  }

  /**
   * A text.
   *
   * @param value without unpaired surrogates
   * @return a new constant of type TEXT
   */
  public static Slot text(CharSequence value) {
    return nullOf(SqlType.TEXT).set(value);
  }

  /**
   * A byte string.
   *
   * @param value copied
   * @return a new constant of type VARBINARY
   */
  public static Slot bytes(byte[] value) {
    Arguments.requireGiven(value, "value");
    return nullOf(SqlType.VARBINARY).set(value);
  }

  /**
   * A UUID.
   *
   * @param value the value
   * @return a new constant
   */
  public static Slot uuid(UUID value) {
    Arguments.requireGiven(value, "value");
    return nullOf(SqlType.UUID)
        .set(value.getMostSignificantBits(), value.getLeastSignificantBits());
  }

  /**
   * What another scalar computes, for as long as nothing it depends on changes.
   *
   * @param scalar evaluated once, here
   * @param frame the row it is evaluated for; null when it reads none
   * @return a new constant of its type
   * @throws io.ashlar.sql.error.SqlException when there is no value to compute
   */
  public static Slot valueOf(Scalar scalar, Frame frame) {
    Slot slot = nullOf(scalar.type());
    slot.set(scalar, frame);
    return slot;
  }

  /** Makes it null. */
  public void setNull() {
    isNull = true;
  }

  /**
   * Sets what another scalar computes.
   *
   * @param scalar of the same form; evaluated once, here
   * @param frame the row it is evaluated for
   * @throws io.ashlar.sql.error.SqlException when there is no value to compute
   */
  public void set(Scalar scalar, Frame frame) {
    if (scalar.evaluate(frame)) {
      setEvaluated(scalar);
    } else {
      isNull = true;
    }
  }

  /**
   * Sets what the registers of another scalar hold.
   *
   * @param scalar of the same form; evaluated, and not null
   */
  public void setEvaluated(Scalar scalar) {
    require(scalar.form());
    if (form() == ScalarForm.BYTES) {
      set(scalar.buffer, scalar.offset, scalar.length);
    } else {
      take(scalar);
      isNull = false;
    }
  }

  /**
   * Sets a value of the form WORD.
   *
   * @param value its number
   * @return this
   */
  public Slot set(long value) {
    require(ScalarForm.WORD);
    word = value;
    isNull = false;
    return this;
  }

  /**
   * Sets a value of the form REAL.
   *
   * @param value any double
   * @return this
   */
  public Slot set(double value) {
    require(ScalarForm.REAL);
    real = Double.longBitsToDouble(Floats.canonicalBits(value));
    isNull = false;
    return this;
  }

  /**
   * Sets a value of the form DECIMAL.
   *
   * @param value its scale is not negative
   * @return this
   */
  public Slot set(BigDecimal value) {
    require(ScalarForm.DECIMAL);
    decimal = value;
    isNull = false;
    return this;
  }

  /**
   * Sets a text.
   *
   * @param value without unpaired surrogates
   * @return this
   */
  public Slot set(CharSequence value) {
    emptied().append(value);
    return built();
  }

  /**
   * Sets a byte string.
   *
   * @param value copied
   * @return this
   */
  public Slot set(byte[] value) {
    emptied().append(value);
    return built();
  }

  /**
   * Sets bytes, or a text in UTF-8.
   *
   * @param source copied from
   * @param from the first byte
   * @param count how many
   * @return this
   */
  public Slot set(DirectBuffer source, int from, int count) {
    emptied().append(source, from, count);
    return built();
  }

  /**
   * Sets a value of the form PAIR.
   *
   * @param first the upper half of a UUID, the microseconds of an interval
   * @param second the lower half of a UUID, months and days of an interval
   * @return this
   */
  public Slot set(long first, long second) {
    require(ScalarForm.PAIR);
    word = first;
    low = second;
    isNull = false;
    return this;
  }

  private TextBuilder emptied() {
    require(ScalarForm.BYTES);
    if (bytes == null) {
      bytes = new TextBuilder();
    }
    bytes.clear();
    return bytes;
  }

  private Slot built() {
    buffer = bytes.buffer();
    offset = 0;
    length = bytes.length();
    isNull = false;
    return this;
  }

  private void require(ScalarForm asked) {
    if (form() != asked) {
      throw new IllegalArgumentException("a value of form " + asked + " for type " + type());
    }
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (lifting != null) {
      lifting.read(number);
    }
    return !isNull;
  }

  @Override
  public boolean isFixed() {
    return role == Role.CONSTANT && lifting == null;
  }

  @Override
  public boolean isConstant() {
    return role == Role.CONSTANT;
  }

  /**
   * Whether it is a whole number that takes no fraction: everywhere but where it is stored, a
   * rounded value would be another one than was given.
   *
   * @return false for values of other types, which have their own rules
   */
  public boolean refusesFraction() {
    return (role == Role.PARAMETER || role == Role.VARYING) && type().kind().isWhole();
  }

  /**
   * Whether the value may change while a statement runs.
   *
   * @return false for constants and for parameters, which are set between executions
   */
  public boolean isVarying() {
    return role == Role.VARYING;
  }

  /**
   * Whether it is the constant null.
   *
   * @param scalar any scalar
   * @return true when no evaluation gives a value
   */
  public static boolean isNull(Scalar scalar) {
    return scalar instanceof Slot slot && slot.role == Role.CONSTANT && slot.isNull;
  }
}
