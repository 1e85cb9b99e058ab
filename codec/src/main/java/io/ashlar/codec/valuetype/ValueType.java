package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What is a kind's own: its form in memory, its Java types, its range, its texts, and its constants
 * as they are stored. There is one object for each kind. Immutable.
 *
 * <p>A constant has one Java type for all kinds that compare with each other, its normal form, so
 * that it outlives the widening of its column: a Long for INT too, a Double for FLOAT.
 */
public abstract class ValueType {

  /** What {@link #keyBytes} gives for kinds whose values differ in size there. */
  public static final int VARIABLE = -1;

  private final ValueKind kind;
  private final ValueForm form;
  private final int keyBytes;
  private final Class<?> javaType;

  ValueType(ValueKind kind, ValueForm form, int keyBytes, Class<?> javaType) {
    this.kind = kind;
    this.form = form;
    this.keyBytes = keyBytes;
    this.javaType = javaType;
  }

  /**
   * The type of a kind.
   *
   * @param kind the kind
   * @return the one object for it
   */
  public static ValueType of(ValueKind kind) {
    return KnownTypes.of(kind);
  }

  /**
   * The kind.
   *
   * @return the kind
   */
  public final ValueKind kind() {
    return kind;
  }

  /**
   * The form of values in memory.
   *
   * @return the form
   */
  public final ValueForm form() {
    return form;
  }

  /**
   * The widest type of those that compare with this one and share its constants and operands.
   *
   * @return LONG for INT, DOUBLE for FLOAT, else this type
   */
  public ValueType family() {
    return this;
  }

  /**
   * Bytes of a value in a key, without its marker. Part of the format of keys.
   *
   * @return 1, 8, 16 or {@link #VARIABLE}
   */
  public final int keyBytes() {
    return keyBytes;
  }

  /**
   * Whether values are text, whose bytes have to be UTF-8.
   *
   * @return true for STRING
   */
  public boolean isText() {
    return false;
  }

  /**
   * Whether a word is a value of the type.
   *
   * @param word any number
   * @return false when no column holds it
   */
  public boolean holds(long word) {
    return true;
  }

  /**
   * Whether an object is a value of the Java type that getters give.
   *
   * @param value an object, not null
   * @return true when it is
   */
  public final boolean isJavaValue(Object value) {
    return javaType.isInstance(value);
  }

  /**
   * Whether a column can be set from an object: one of the Java type that getters give, or of one
   * whose values are all among its own.
   *
   * @param value an object, not null
   * @return true when its kind is right, whatever its range
   */
  public boolean takes(Object value) {
    return isJavaValue(value);
  }

  /**
   * What is said of a value that no column of the type can hold.
   *
   * @return a sentence
   */
  public String outOfRange() {
    return "The result is out of the range of the column.";
  }

  /**
   * A value as an object of the Java type that getters give.
   *
   * @param from where it is read
   * @param column its number there, not null
   * @return the object; allocates
   */
  public abstract Object object(ValueReader from, int column);

  /**
   * The word of an object: the nearest that a column can hold, which is the next below it where
   * {@link #side} is 0 or 1.
   *
   * @param value an object for which {@link #isJavaValue} is true, or a constant in normal form
   * @return the word; of types of that form alone
   */
  public long word(Object value) {
    throw new UnsupportedOperationException("no word: " + kind);
  }

  /**
   * On which side of its {@link #word} an object stands.
   *
   * @param value an object for which {@link #isJavaValue} is true
   * @return -1 below, 1 above, 0 where the word is the value itself
   */
  public int side(Object value) {
    return 0;
  }

  /**
   * A constant in normal form.
   *
   * @param value an object
   * @return the constant, or null when it does not belong to the family of the type
   */
  public Object normal(Object value) {
    return isJavaValue(value) ? value : null;
  }

  /**
   * A constant in the Java type of its column. Where that is too narrow, as for a predicate with a
   * number that its INT column cannot hold, it stays as it is.
   *
   * @param normal what {@link #normal} gave, or null
   * @return the constant, or null
   */
  public Object declared(Object normal) {
    return normal;
  }

  /**
   * A constant as a statement writes it, without what is cut off then.
   *
   * @param normal what {@link #normal} gave
   * @return the constant in normal form
   */
  public Object written(Object normal) {
    return normal;
  }

  /**
   * Whether a column can hold a constant.
   *
   * @param normal what {@link #normal} gave
   * @param precision digits in all, of decimals
   * @param scale digits behind the point, of decimals
   * @return false when it is out of range
   */
  public boolean fits(Object normal, int precision, int scale) {
    return true;
  }

  /**
   * What no value is below.
   *
   * @return a constant, or null where there is nothing like it
   */
  public abstract Object least();

  /**
   * A value as messages and plans show it; of numbers that are no value, what they are.
   *
   * @param from where it is read
   * @param column its number there, not null
   * @return the text; allocates
   */
  public String text(ValueReader from, int column) {
    return text(from.word(column));
  }

  /**
   * The same of a word alone.
   *
   * @param word any number
   * @return the text; of types of that form alone; allocates
   */
  public String text(long word) {
    throw new UnsupportedOperationException("no word: " + kind);
  }

  /**
   * A constant as a literal of SQL.
   *
   * @param value an object for which {@link #isJavaValue} is true
   * @return the text
   */
  String literal(Object value) {
    return String.valueOf(value);
  }

  /**
   * A constant as a literal of SQL, whatever its type.
   *
   * @param value an object of the Java type of some column
   * @return the text
   */
  public static String literalOf(Object value) {
    for (ValueType type : KnownTypes.all()) {
      if (type.isJavaValue(value)) {
        return type.literal(value);
      }
    }
    return String.valueOf(value);
  }

  /**
   * Reads a value out of a text that {@link Object#toString} made of it.
   *
   * @param text the text
   * @return the value in the Java type of its column; a String for types that partitions do not
   *     list
   */
  public Object parse(String text) {
    return text;
  }

  /** The byte before a stored constant; one for all types of a family. Stored on disk. */
  abstract int tag();

  /** Writes a constant in normal form. */
  abstract void writeBody(DataOutputStream out, Object normal) throws IOException;

  /** Reads what {@link #writeBody} wrote; strict. */
  abstract Object readBody(DataInputStream in) throws IOException;

  /**
   * Stores a constant: its tag, and bytes that {@code io.ashlar.rows.catalog.format} specifies.
   *
   * @param out takes the bytes
   * @param normal what {@link #normal} gave
   * @throws IOException when the stream fails
   */
  public final void write(DataOutputStream out, Object normal) throws IOException {
    out.writeByte(tag());
    writeBody(out, normal);
  }

  /**
   * Reads a stored constant of a column of the type.
   *
   * @param in gives the bytes
   * @return the constant in normal form
   * @throws IOException when the bytes are not what {@link #write} would have written
   */
  public final Object read(DataInputStream in) throws IOException {
    expect(in.readUnsignedByte() == tag(), "kind of constant");
    return readBody(in);
  }

  static void expect(boolean condition, String what) throws IOException {
    if (!condition) {
      throw new IOException("unexpected " + what);
    }
  }

  static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    expect(length >= 0 && length <= in.available(), "length");
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** As messages and programs show it. */
  @Override
  public final String toString() {
    return kind.toString();
  }
}
