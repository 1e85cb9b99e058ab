package io.ashlar.rows.predicate;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.value.Utf8;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.Column;
import java.math.BigDecimal;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The parameters of one prepared operation with the values that are bound to them. They outlive the
 * plan: an operation that is planned again keeps its bindings. Texts and bytes are copied into
 * buffers that are kept, so binders allocate nothing in steady state where their argument is a
 * primitive, text or bytes. One owner at a time.
 */
public final class Parameters {

  private final Int2ObjectHashMap<Operand> operands = new Int2ObjectHashMap<>();

  /** The same operands in the order of their declaration: walked without an iterator. */
  private Operand[] all = new Operand[4];

  private int count;

  private long bindings;

  /** Makes an empty set. */
  public Parameters() {}

  /** The operand of a parameter that is compared with a column; made at its first occurrence. */
  Operand declare(int index, Column column) {
    return declare(index, ValueType.of(column.type().kind()).family(), column, column.type());
  }

  /** The operand of a parameter within an expression. */
  Operand declare(int index, ValueType family) {
    return declare(index, family, "an expression", nameOf(family));
  }

  /** What messages call the numbers of an expression. */
  static String nameOf(ValueType family) {
    return family.form() == ValueForm.WORD ? "INTEGER" : family.form().name();
  }

  private Operand declare(int index, ValueType family, Object place, Object type) {
    Operand known = operands.get(index);
    if (known != null) {
      known.addUse(family, place, type);
      return known;
    }
    Operand fresh = new Operand(index, family, place, type);
    operands.put(index, fresh);
    if (count == all.length) {
      all = Arrays.copyOf(all, 2 * count);
    }
    all[count++] = fresh;
    return fresh;
  }

  /**
   * How many different parameters occur.
   *
   * @return the number; indexes may have gaps, so it need not be the highest index plus one
   */
  public int count() {
    return count;
  }

  /**
   * Whether every parameter has a value, null included.
   *
   * @return false before the first binding of one
   */
  public boolean allBound() {
    for (int i = 0; i < count; i++) {
      if (!all[i].isBound()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Checks that every parameter has a value, null included.
   *
   * @throws IllegalUseException when one was never bound
   */
  public void ensureBound() {
    for (int i = 0; i < count; i++) {
      if (!all[i].isBound()) {
        throw new IllegalUseException("A parameter has no value.", "parameter", all[i].parameter());
      }
    }
  }

  /**
   * Binds a boolean.
   *
   * @param index the parameter
   * @param value the value
   * @throws IllegalUseException when there is no such parameter
   * @throws io.ashlar.error.SchemaException when it is compared with columns of another type
   */
  public void bindBoolean(int index, boolean value) {
    require(index).setBoolean(value);
  }

  /**
   * Binds an integer, which is compared as what it is, also where the column cannot hold it.
   * Expressions over floating-point numbers compute with the nearest of them.
   *
   * @param index the parameter
   * @param value the value
   * @throws IllegalUseException when there is no such parameter
   * @throws io.ashlar.error.SchemaException when it is compared with columns of another type
   */
  public void bindLong(int index, long value) {
    require(index).setLong(value);
  }

  /**
   * Binds a floating-point number.
   *
   * @param index the parameter
   * @param value the value
   * @throws IllegalUseException when there is no such parameter
   * @throws io.ashlar.error.SchemaException when it is compared with columns of another type
   */
  public void bindDouble(int index, double value) {
    require(index).setDouble(value);
  }

  /**
   * Binds a text, which is compared as what it is, also where the column cannot hold it.
   *
   * @param index the parameter
   * @param value the text, or null
   * @throws IllegalUseException when there is no such parameter
   * @throws io.ashlar.error.SchemaException when it is compared with columns of another type, or is
   *     longer than any value
   */
  public void bindText(int index, CharSequence value) {
    Operand operand = require(index);
    if (value == null) {
      operand.setNull();
    } else {
      operand.setText(value);
    }
  }

  /**
   * Binds bytes.
   *
   * @param index the parameter
   * @param value the bytes, or null
   * @throws IllegalUseException when there is no such parameter
   * @throws io.ashlar.error.SchemaException when it is compared with columns of another type
   */
  public void bindBytes(int index, byte[] value) {
    Operand operand = require(index);
    if (value == null) {
      operand.setNull();
    } else {
      operand.setBytes(value);
    }
  }

  /**
   * Binds bytes, or a text in UTF-8.
   *
   * @param index the parameter
   * @param value holds the bytes
   * @param offset where they start
   * @param length how many
   * @throws IllegalUseException when there is no such parameter, or the bytes reach beyond the
   *     buffer
   * @throws io.ashlar.error.SchemaException when it is compared with columns of another type
   * @throws io.ashlar.error.ConstraintException when a text is not valid UTF-8
   */
  public void bindBytes(int index, DirectBuffer value, int offset, int length) {
    Operand operand = require(index);
    Arguments.requireGiven(value, "value");
    if (offset < 0 || length < 0 || offset > value.capacity() - length) {
      throw new IllegalUseException(
          "The bytes reach beyond the buffer.",
          "offset",
          offset,
          "length",
          length,
          "capacity",
          value.capacity());
    }
    if (operand.family().isText()) {
      Utf8.requireValid(value, offset, length);
    }
    operand.setBytes(value, offset, length);
  }

  /**
   * Binds a decimal, which is compared as what it is, also where the column cannot hold it.
   *
   * @param index the parameter
   * @param value the value, or null
   * @throws IllegalUseException when there is no such parameter
   * @throws io.ashlar.error.SchemaException when it is compared with columns of another type
   */
  public void bindDecimal(int index, BigDecimal value) {
    Operand operand = require(index);
    if (value == null) {
      operand.setNull();
    } else {
      operand.setDecimal(value);
    }
  }

  /**
   * Binds a value of any Java type that columns have, which is compared as what it is, also where
   * the column cannot hold it.
   *
   * @param index the parameter
   * @param value the value, or null
   * @throws IllegalUseException when there is no such parameter
   * @throws io.ashlar.error.SchemaException when it is compared with columns of another type
   */
  public void bindObject(int index, Object value) {
    Operand operand = require(index);
    if (value == null) {
      operand.setNull();
    } else {
      operand.setConstant(value);
    }
  }

  /**
   * Binds null.
   *
   * @param index the parameter
   * @throws IllegalUseException when there is no such parameter
   */
  public void bindNull(int index) {
    require(index).setNull();
  }

  /**
   * Writes the value of one parameter so that equal values have equal bytes, and no others that a
   * row could tell apart.
   *
   * @param position of the parameter among all, from 0 to {@link #count()} exclusive
   * @param target appended to
   * @return the target
   * @throws io.ashlar.error.LimitExceededException when it is longer than keys may be
   */
  public KeyEncoder encode(int position, KeyEncoder target) {
    Operand operand = all[position];
    target.putLong(operand.parameter(), false);
    if (operand.isNull()) {
      return target.putNull(false);
    }
    if (operand.tilt() != 0 && operand.family().form() == ValueForm.DECIMAL) {
      // Expressions compute with the value itself.
      return target.putDecimal(operand.exactDecimal(), false);
    }
    operand.appendTo(target, false);
    return operand.tilt() == 0 ? target : target.putLong(operand.tilt(), false);
  }

  /**
   * Counts the bindings so far, so that whoever depends on the values can tell that they were bound
   * anew.
   *
   * @return the number
   */
  public long bindings() {
    return bindings;
  }

  /**
   * The value of a parameter as an object, in the form in which it is compared: allocates.
   *
   * @param index the parameter
   * @return the value, or null for null
   * @throws IllegalUseException when there is no such parameter or it has no value
   */
  public Object valueOf(int index) {
    Operand operand = operands.get(index);
    if (operand == null || !operand.isBound()) {
      throw new IllegalUseException("A parameter has no value.", "parameter", index);
    }
    return operand.value();
  }

  private Operand require(int index) {
    bindings++;
    Operand operand = operands.get(index);
    if (operand == null) {
      throw new IllegalUseException("There is no such parameter.", "parameter", index);
    }
    return operand;
  }
}
