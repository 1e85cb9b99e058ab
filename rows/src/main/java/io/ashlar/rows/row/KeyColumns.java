package io.ashlar.rows.row;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.rows.catalog.TableDefinition;
import java.math.BigDecimal;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The columns of one encoded key, each decoded when it is first asked for and remembered until the
 * next key. Passing over a column only finds its end. Allocates for decimals alone, once texts that
 * are not stored as they are have grown their scratch memory.
 */
public final class KeyColumns implements ValueReader {

  private static final byte UNREAD = 0;
  private static final byte NULL = 1;
  private static final byte VALUE = 2;

  private final ValueType[] types;
  private final boolean[] descending;
  private final KeyDecoder decoder = new KeyDecoder();

  private DirectBuffer buffer;
  private int end;

  /** Where each column starts, and the end of the last; the first {@link #known} are valid. */
  private final int[] starts;

  private int known;

  private final byte[] states;

  /** A number, the bits of a floating-point number, or the upper half of a UUID. */
  private final long[] words;

  private final long[] lows;
  private final DirectBuffer[] bytes;
  private final int[] offsets;
  private final int[] lengths;
  private final MutableDirectBuffer[] scratch;

  /**
   * A reader of keys that begin with some columns.
   *
   * @param table the table
   * @param ordinals the columns of the key
   * @param descending whether each is ordered descending
   */
  public KeyColumns(TableDefinition table, int[] ordinals, boolean[] descending) {
    int columns = ordinals.length;
    this.types = new ValueType[columns];
    for (int i = 0; i < columns; i++) {
      types[i] = table.columns().get(ordinals[i]).valueType();
    }
    this.descending = descending;
    this.starts = new int[columns + 1];
    this.states = new byte[columns];
    this.words = new long[columns];
    this.lows = new long[columns];
    this.bytes = new DirectBuffer[columns];
    this.offsets = new int[columns];
    this.lengths = new int[columns];
    this.scratch = new MutableDirectBuffer[columns];
  }

  /**
   * Stands on a key, given from its first column on. Nothing is copied.
   *
   * @param key holds the key
   * @param offset where its first column starts
   * @param length its bytes from there on
   */
  public void wrap(DirectBuffer key, int offset, int length) {
    buffer = key;
    end = offset + length;
    starts[0] = offset;
    known = 1;
    Arrays.fill(states, UNREAD);
  }

  /** Where a column starts in the key; with the number of columns, where the last one ends. */
  int start(int position) {
    while (known <= position) {
      int from = starts[known - 1];
      decoder.wrap(buffer, from, end - from).skip(types[known - 1], descending[known - 1]);
      starts[known++] = decoder.position();
    }
    return starts[position];
  }

  DirectBuffer buffer() {
    return buffer;
  }

  int end() {
    return end;
  }

  @Override
  public boolean isNull(int position) {
    read(position);
    return states[position] == NULL;
  }

  @Override
  public long word(int position) {
    read(position);
    return words[position];
  }

  @Override
  public double real(int position) {
    return Double.longBitsToDouble(word(position));
  }

  @Override
  public long uuidHigh(int position) {
    return word(position);
  }

  @Override
  public long uuidLow(int position) {
    read(position);
    return lows[position];
  }

  @Override
  public BigDecimal decimal(int position) {
    int from = start(position);
    return decoder.wrap(buffer, from, end - from).nextDecimal(descending[position]);
  }

  @Override
  public DirectBuffer bytesBuffer(int position) {
    read(position);
    return bytes[position];
  }

  @Override
  public int bytesOffset(int position) {
    read(position);
    return offsets[position];
  }

  @Override
  public int bytesLength(int position) {
    read(position);
    return lengths[position];
  }

  private void read(int position) {
    if (states[position] != UNREAD) {
      return;
    }
    int from = start(position);
    boolean down = descending[position];
    decoder.wrap(buffer, from, end - from);
    if (decoder.nextIsNull(down)) {
      states[position] = NULL;
    } else {
      readValue(position, down);
      states[position] = VALUE;
    }
    if (known == position + 1) {
      starts[known++] = decoder.position();
    }
  }

  private void readValue(int position, boolean down) {
    ValueType type = types[position];
    switch (type.form()) {
      case WORD, REAL -> {
        decoder.next(type, down);
        words[position] = decoder.bits();
      }
      case UUID -> {
        decoder.next(type, down);
        words[position] = decoder.msb();
        lows[position] = decoder.lsb();
      }
      case BYTES -> {
        decoder.next(type, down);
        keepBytes(position);
      }
      case DECIMAL -> decoder.skip(type, down);
    }
  }

  /** Bytes that the decoder had to unescape would go with its next text: they are copied. */
  private void keepBytes(int position) {
    DirectBuffer source = decoder.bytesBuffer();
    int offset = decoder.bytesOffset();
    int length = decoder.bytesLength();
    if (source == buffer) {
      bytes[position] = source;
      offsets[position] = offset;
    } else {
      MutableDirectBuffer copy = scratch[position];
      if (copy == null || copy.capacity() < length) {
        copy = Flyweights.wrap(new byte[Math.max(64, 2 * length)]);
        scratch[position] = copy;
      }
      copy.putBytes(0, source, offset, length);
      bytes[position] = copy;
      offsets[position] = 0;
    }
    lengths[position] = length;
  }
}
