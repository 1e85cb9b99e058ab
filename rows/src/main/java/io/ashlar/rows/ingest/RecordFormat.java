package io.ashlar.rows.ingest;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.HeapBuffer;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.entry.Assigned;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The values of a row that waits, as bytes in memory: of each column that is set its id, 4 bytes, a
 * tag, 1 byte, and its value. Ids are never used twice, and a column can only be widened to a type
 * with the same form, so whoever reads the values by a later schema reads what was meant.
 * Stateless; allocates for decimals alone.
 */
final class RecordFormat {

  private static final byte NULL = 0;
  private static final byte WORD = 1;
  private static final byte DECIMAL = 2;
  private static final byte BYTES = 3;
  private static final byte UUID = 4;

  /** Id and tag. */
  private static final int HEAD = Integer.BYTES + 1;

  private static final int LARGEST_FIXED = 2 * Long.BYTES;

  private RecordFormat() {}

  /**
   * Writes what is set.
   *
   * @param definition what ordinals mean
   * @param values the values
   * @param into receives the record, from byte 0 on
   * @return its bytes
   */
  static int encode(TableDefinition definition, Assigned values, HeapBuffer into) {
    int at = 0;
    for (int ordinal = 0; ordinal < values.columns(); ordinal++) {
      if (values.isSet(ordinal)) {
        into.ensureCapacity((long) at + HEAD + LARGEST_FIXED);
        ColumnDefinition column = definition.columns().get(ordinal);
        into.buffer().putInt(at, column.id());
        at = value(column.valueType(), values, ordinal, into, at + Integer.BYTES);
      }
    }
    return at;
  }

  private static int value(
      ValueType type, Assigned values, int ordinal, HeapBuffer into, int tagAt) {
    MutableDirectBuffer buffer = into.buffer();
    int at = tagAt + 1;
    if (values.isSetToNull(ordinal)) {
      buffer.putByte(tagAt, NULL);
      return at;
    }
    switch (type.form()) {
      case WORD, REAL -> {
        buffer.putByte(tagAt, WORD);
        buffer.putLong(at, values.word(ordinal));
        at += Long.BYTES;
      }
      case UUID -> {
        buffer.putByte(tagAt, UUID);
        buffer.putLong(at, values.uuidHigh(ordinal));
        buffer.putLong(at + Long.BYTES, values.uuidLow(ordinal));
        at += 2 * Long.BYTES;
      }
      case BYTES -> {
        buffer.putByte(tagAt, BYTES);
        int length = values.bytesLength(ordinal);
        into.ensureCapacity((long) at + Integer.BYTES + length);
        buffer.putInt(at, length);
        at += Integer.BYTES;
        buffer.putBytes(at, values.bytesBuffer(ordinal), values.bytesOffset(ordinal), length);
        at += length;
      }
      case DECIMAL -> {
        buffer.putByte(tagAt, DECIMAL);
        at = decimal(values.decimal(ordinal), into, at);
      }
    }
    return at;
  }

  private static int decimal(BigDecimal value, HeapBuffer into, int at) {
    byte[] unscaled = value.unscaledValue().toByteArray();
    into.ensureCapacity((long) at + 2 * Integer.BYTES + unscaled.length);
    into.buffer().putInt(at, value.scale());
    into.buffer().putInt(at + Integer.BYTES, unscaled.length);
    into.buffer().putBytes(at + 2 * Integer.BYTES, unscaled);
    return at + 2 * Integer.BYTES + unscaled.length;
  }

  /**
   * Reads a record.
   *
   * @param record holds it, from byte 0 on
   * @param length its bytes
   * @param definition what ordinals are to mean
   * @param values receives the values; nothing else is set in them afterwards
   * @throws SchemaException when the table has lost a column that is set
   */
  static void decode(DirectBuffer record, int length, TableDefinition definition, Assigned values) {
    values.clear();
    values.adopt(definition);
    for (int at = 0; at < length; ) {
      int id = record.getInt(at);
      int ordinal = definition.ordinalOf(id);
      if (ordinal < 0) {
        throw new SchemaException(
            "A column of the row was dropped before it was written.",
            "table",
            definition.name(),
            "columnId",
            id);
      }
      at = read(record, at + Integer.BYTES, values, ordinal);
    }
  }

  private static int read(DirectBuffer record, int tagAt, Assigned values, int ordinal) {
    int at = tagAt + 1;
    switch (record.getByte(tagAt)) {
      case NULL -> values.putNull(ordinal);
      case WORD -> {
        values.putLong(ordinal, record.getLong(at));
        at += Long.BYTES;
      }
      case UUID -> {
        values.putUuid(ordinal, record.getLong(at), record.getLong(at + Long.BYTES));
        at += 2 * Long.BYTES;
      }
      case BYTES -> {
        int bytes = record.getInt(at);
        at += Integer.BYTES;
        values.putBytes(ordinal, record, at, bytes);
        at += bytes;
      }
      case DECIMAL -> {
        byte[] unscaled = new byte[record.getInt(at + Integer.BYTES)];
        record.getBytes(at + 2 * Integer.BYTES, unscaled);
        values.putDecimal(ordinal, new BigDecimal(new BigInteger(unscaled), record.getInt(at)));
        at += 2 * Integer.BYTES + unscaled.length;
      }
      default -> throw new IllegalStateException("no such tag");
    }
    return at;
  }

  /**
   * The values as objects, whatever has become of the table since: allocates.
   *
   * @param record holds the record, from byte 0 on
   * @param length its bytes
   * @param columns knows each column that was ever set, by its id
   * @return by name, in the order of the columns
   */
  static Map<String, Object> objects(
      DirectBuffer record, int length, IntFunction<ColumnDefinition> columns) {
    Map<String, Object> objects = new LinkedHashMap<>();
    // A copy of its own, as values of bytes refer to it.
    byte[] copy = new byte[length];
    record.getBytes(0, copy);
    DirectBuffer own = Flyweights.wrap(copy);
    for (int at = 0; at < length; ) {
      ColumnDefinition column = columns.apply(own.getInt(at));
      Assigned value = new Assigned(List.of(column));
      at = read(own, at + Integer.BYTES, value, 0);
      objects.put(column.name(), value.isSetToNull(0) ? null : column.valueType().object(value, 0));
    }
    return objects;
  }
}
