package io.ashlar.rows.aggregate;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import java.math.BigDecimal;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The least or greatest value of a column that holds no numbers. Bytes are copied into memory that
 * is kept and grows to the longest value taken.
 */
final class KeptColumn extends Accumulator implements ValueReader {

  private static final int INITIAL_BYTES = 64;

  private final int ordinal;
  private final ValueType type;
  private final boolean greatest;

  /** A date, time or boolean, or the upper half of a UUID. */
  private long word;

  private long low;
  private final MutableDirectBuffer bytes = Flyweights.wrap(new byte[INITIAL_BYTES]);
  private int length;

  KeptColumn(int ordinal, ValueType type, boolean greatest) {
    this.ordinal = ordinal;
    this.type = type;
    this.greatest = greatest;
  }

  /** A group that has no value yet takes no room for another's. */
  @Override
  void reset() {
    super.reset();
    length = 0;
  }

  @Override
  void accept(ValueReader row) {
    if (row.isNull(ordinal)) {
      return;
    }
    if (values++ == 0 || (greatest ? compare(row) > 0 : compare(row) < 0)) {
      take(row);
    }
  }

  private int compare(ValueReader row) {
    return switch (type.form()) {
      case BYTES ->
          UnsignedBytes.compare(
              row.bytesBuffer(ordinal),
              row.bytesOffset(ordinal),
              row.bytesLength(ordinal),
              bytes,
              0,
              length);
      case UUID -> {
        int high = Long.compareUnsigned(row.uuidHigh(ordinal), word);
        yield high != 0 ? high : Long.compareUnsigned(row.uuidLow(ordinal), low);
      }
      case WORD -> Long.compare(row.word(ordinal), word);
      case REAL, DECIMAL -> throw numbers();
    };
  }

  private static AssertionError numbers() {
    return new AssertionError("numbers have aggregates of their own");
  }

  private void take(ValueReader row) {
    switch (type.form()) {
      case BYTES ->
          take(row.bytesBuffer(ordinal), row.bytesOffset(ordinal), row.bytesLength(ordinal));
      case UUID -> {
        word = row.uuidHigh(ordinal);
        low = row.uuidLow(ordinal);
      }
      case WORD -> word = row.word(ordinal);
      case REAL, DECIMAL -> throw numbers();
    }
  }

  private void take(DirectBuffer from, int offset, int taken) {
    length = taken;
    if (bytes.capacity() < length) {
      bytes.wrap(new byte[2 * length]);
    }
    bytes.putBytes(0, from, offset, length);
  }

  @Override
  int stateBytes() {
    return 3 * Long.BYTES + ByteState.BYTES;
  }

  @Override
  void save(GroupMemory memory, int at) {
    memory.buffer().putLong(at, values);
    memory.buffer().putLong(at + Long.BYTES, word);
    memory.buffer().putLong(at + 2 * Long.BYTES, low);
    if (isVariable()) {
      int offset = ByteState.place(length, memory, at + 3 * Long.BYTES);
      memory.buffer().putBytes(offset, bytes, 0, length);
    }
  }

  @Override
  void restore(GroupMemory memory, int at) {
    MutableDirectBuffer buffer = memory.buffer();
    values = buffer.getLong(at);
    word = buffer.getLong(at + Long.BYTES);
    low = buffer.getLong(at + 2 * Long.BYTES);
    if (isVariable()) {
      int state = at + 3 * Long.BYTES;
      take(buffer, ByteState.offset(buffer, state), ByteState.length(buffer, state));
    }
  }

  private boolean isVariable() {
    return type.form() == ValueForm.BYTES;
  }

  @Override
  Object objectResult() {
    return type.object(this, 0);
  }

  @Override
  public boolean isNull(int column) {
    return isNull();
  }

  @Override
  public long word(int column) {
    return word;
  }

  @Override
  public double real(int column) {
    throw numbers();
  }

  @Override
  public BigDecimal decimal(int column) {
    throw numbers();
  }

  @Override
  public long uuidHigh(int column) {
    return word;
  }

  @Override
  public long uuidLow(int column) {
    return low;
  }

  @Override
  public DirectBuffer bytesBuffer(int column) {
    return bytes;
  }

  @Override
  public int bytesOffset(int column) {
    return 0;
  }

  @Override
  public int bytesLength(int column) {
    return length;
  }
}
