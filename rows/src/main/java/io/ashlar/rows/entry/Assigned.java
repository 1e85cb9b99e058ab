package io.ashlar.rows.entry;

import io.ashlar.codec.memory.HeapBuffer;
import io.ashlar.codec.value.Utf8;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.session.OneUser;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The values of one statement, by column ordinal: unset, null, a value, or a number to add.
 *
 * <p>Values are held as the kinds of the codec: integers, dates and times as a long; texts and
 * bytes as bytes in one buffer on the heap, which grows to what the largest row needs and is freed
 * with the statement. Allocates nothing in steady state.
 *
 * <p>Not thread-safe: whoever looks up an ordinal and uses it is inside of {@link #user} from the
 * one to the other, as ordinals change with {@link #adopt}, and a row and its entries have to be
 * made of the same values.
 */
public final class Assigned implements ValueReader {

  private static final byte UNSET = 0;
  private static final byte NULL = 1;
  private static final byte VALUE = 2;
  private static final byte DELTA = 3;

  private final OneUser user = new OneUser();

  /** The columns that ordinals mean: those of one definition of the table. */
  private List<ColumnDefinition> columns;

  private byte[] states;

  /** The number, its bits, the upper half of a UUID, or where the bytes start. */
  private long[] first;

  /** The lower half of a UUID, or how many bytes there are. */
  private long[] second;

  private BigDecimal[] decimals;
  private final HeapBuffer bytes = new HeapBuffer(0);
  private int bytesUsed;
  private int setCount;

  /**
   * Makes room for the columns of a table.
   *
   * @param columns the columns of one definition
   */
  public Assigned(List<ColumnDefinition> columns) {
    this.columns = columns;
    makeRoom(columns.size());
  }

  private void makeRoom(int count) {
    states = new byte[count];
    first = new long[count];
    second = new long[count];
    decimals = new BigDecimal[count];
  }

  /**
   * Moves what is set to the ordinals of another definition of the table. Does nothing, and
   * allocates nothing, when the columns are the same.
   *
   * @param table the definition that ordinals are to mean from here on
   * @throws SchemaException when it lacks a column that is set, or holds a narrower type; nothing
   *     was changed
   */
  @SuppressWarnings("ReferenceEquality") // definitions with the same columns share the list
  public void adopt(TableDefinition table) {
    List<ColumnDefinition> next = table.columns();
    if (next == columns) {
      return;
    }
    int[] places = new int[columns.size()];
    for (int ordinal = 0; ordinal < places.length; ordinal++) {
      ColumnDefinition column = columns.get(ordinal);
      places[ordinal] = table.ordinalOf(column.id());
      if (isSet(ordinal)
          && (places[ordinal] < 0
              || !next.get(places[ordinal]).type().kind().widens(column.type().kind()))) {
        throw new SchemaException(
            "The table has no such column at the view of the transaction.",
            "table",
            table.name(),
            "column",
            column.name(),
            "type",
            column.type());
      }
    }
    byte[] oldStates = states;
    long[] oldFirst = first;
    long[] oldSecond = second;
    BigDecimal[] oldDecimals = decimals;
    makeRoom(next.size());
    for (int ordinal = 0; ordinal < places.length; ordinal++) {
      if (oldStates[ordinal] != UNSET) {
        states[places[ordinal]] = oldStates[ordinal];
        first[places[ordinal]] = oldFirst[ordinal];
        second[places[ordinal]] = oldSecond[ordinal];
        decimals[places[ordinal]] = oldDecimals[ordinal];
      }
    }
    columns = next;
  }

  /**
   * The type of a column by the definition that was adopted last.
   *
   * @param ordinal the column
   * @return its type
   */
  public ColumnType type(int ordinal) {
    return columns.get(ordinal).type();
  }

  /**
   * Who may use the values: a statement enters before it runs and leaves when it has cleared them;
   * its setters enter for one value each. All others here are called from inside.
   *
   * @return the same object always
   */
  public OneUser user() {
    return user;
  }

  /** Unsets all columns. */
  public void clear() {
    if (setCount > 0) {
      Arrays.fill(states, UNSET);
      Arrays.fill(decimals, null);
      setCount = 0;
    }
    bytesUsed = 0;
  }

  /**
   * How many columns there are.
   *
   * @return the number of the table's columns
   */
  public int columns() {
    return states.length;
  }

  /**
   * Whether nothing is set.
   *
   * @return true after {@link #clear}
   */
  public boolean isEmpty() {
    return setCount == 0;
  }

  /**
   * Whether the column is null, has a value or a number to add.
   *
   * @param ordinal the column
   * @return false when it is unset
   */
  public boolean isSet(int ordinal) {
    return states[ordinal] != UNSET;
  }

  /**
   * Whether the column is set to null.
   *
   * @param ordinal the column
   * @return true when it is
   */
  public boolean isSetToNull(int ordinal) {
    return states[ordinal] == NULL;
  }

  /**
   * Whether the column has no value: it is unset, or set to null, or has a number to add.
   *
   * @param ordinal the column
   * @return false when one of the getters may be called
   */
  @Override
  public boolean isNull(int ordinal) {
    return states[ordinal] != VALUE;
  }

  /**
   * Whether the column has a value.
   *
   * @param ordinal the column
   * @return true when one of the getters may be called
   */
  public boolean hasValue(int ordinal) {
    return states[ordinal] == VALUE;
  }

  /**
   * Whether {@link #word} is to be added to what the row holds.
   *
   * @param ordinal the column
   * @return true when it is
   */
  public boolean isDelta(int ordinal) {
    return states[ordinal] == DELTA;
  }

  /**
   * Sets to null.
   *
   * @param ordinal the column
   */
  public void putNull(int ordinal) {
    mark(ordinal, NULL);
  }

  /**
   * Sets a number to add.
   *
   * @param ordinal a column of kind INT or LONG
   * @param delta the number
   */
  public void putDelta(int ordinal, long delta) {
    mark(ordinal, DELTA);
    first[ordinal] = delta;
  }

  /**
   * Sets a value.
   *
   * @param ordinal a column of kind INT, LONG, DATE, TIME or TIMESTAMP
   * @param value the value
   */
  public void putLong(int ordinal, long value) {
    mark(ordinal, VALUE);
    first[ordinal] = value;
  }

  /**
   * Sets a value.
   *
   * @param ordinal a column of kind FLOAT or DOUBLE
   * @param value the value
   */
  public void putDouble(int ordinal, double value) {
    putLong(ordinal, Double.doubleToLongBits(value));
  }

  /**
   * Sets a value.
   *
   * @param ordinal a column of kind DECIMAL
   * @param value the value
   */
  public void putDecimal(int ordinal, BigDecimal value) {
    mark(ordinal, VALUE);
    decimals[ordinal] = value;
  }

  /**
   * Sets a value.
   *
   * @param ordinal a column of kind UUID
   * @param high the most significant 64 bits
   * @param low the least significant 64 bits
   */
  public void putUuid(int ordinal, long high, long low) {
    mark(ordinal, VALUE);
    first[ordinal] = high;
    second[ordinal] = low;
  }

  /**
   * Sets a value; copies the text as UTF-8.
   *
   * @param ordinal a column of kind STRING
   * @param value the text
   * @throws io.ashlar.error.ConstraintException when it holds an unpaired surrogate
   */
  public void putText(int ordinal, CharSequence value) {
    int length = Math.toIntExact(Utf8.encodedLength(value));
    bytes.ensureCapacity((long) bytesUsed + length);
    Utf8.encode(value, bytes.buffer(), bytesUsed);
    putSpan(ordinal, length);
  }

  /**
   * Sets a value; copies the bytes.
   *
   * @param ordinal a column of kind STRING or BYTES
   * @param value holds the bytes
   * @param offset where they start
   * @param length how many
   */
  public void putBytes(int ordinal, DirectBuffer value, int offset, int length) {
    bytes.ensureCapacity((long) bytesUsed + length);
    bytes.buffer().putBytes(bytesUsed, value, offset, length);
    putSpan(ordinal, length);
  }

  /**
   * Sets a value; copies the bytes.
   *
   * @param ordinal a column of kind BYTES
   * @param value the bytes
   */
  public void putBytes(int ordinal, byte[] value) {
    bytes.ensureCapacity((long) bytesUsed + value.length);
    bytes.buffer().putBytes(bytesUsed, value);
    putSpan(ordinal, value.length);
  }

  private void putSpan(int ordinal, int length) {
    mark(ordinal, VALUE);
    first[ordinal] = bytesUsed;
    second[ordinal] = length;
    bytesUsed += length;
  }

  /**
   * Unsets a column.
   *
   * @param ordinal a column that is set
   */
  public void putUnset(int ordinal) {
    states[ordinal] = UNSET;
    decimals[ordinal] = null;
    setCount--;
  }

  private void mark(int ordinal, byte state) {
    if (states[ordinal] == UNSET) {
      setCount++;
    }
    states[ordinal] = state;
  }

  /**
   * A value, or the number to add.
   *
   * @param ordinal a column of that form that has one
   * @return the value
   */
  @Override
  public long word(int ordinal) {
    return first[ordinal];
  }

  @Override
  public double real(int ordinal) {
    return Double.longBitsToDouble(first[ordinal]);
  }

  @Override
  public BigDecimal decimal(int ordinal) {
    return decimals[ordinal];
  }

  @Override
  public long uuidHigh(int ordinal) {
    return first[ordinal];
  }

  @Override
  public long uuidLow(int ordinal) {
    return second[ordinal];
  }

  /**
   * The buffer of all texts and bytes.
   *
   * @return a buffer on the heap, valid until the next call of a setter
   */
  @Override
  public DirectBuffer bytesBuffer(int ordinal) {
    return bytes.buffer();
  }

  @Override
  public int bytesOffset(int ordinal) {
    return (int) first[ordinal];
  }

  @Override
  public int bytesLength(int ordinal) {
    return (int) second[ordinal];
  }
}
