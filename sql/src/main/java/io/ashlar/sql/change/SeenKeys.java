package io.ashlar.sql.change;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keys of the rows that a statement has met. Allocates for each. */
public final class SeenKeys {

  private final Scalar[] key;
  private final Set<ByteBuffer> seen = new HashSet<>();

  /**
   * Of a statement.
   *
   * @param key the columns of the key
   */
  public SeenKeys(List<Scalar> key) {
    this.key = key.toArray(Scalar[]::new);
  }

  /** No row has been met. */
  void clear() {
    seen.clear();
  }

  /** Meets the row of a frame; false when its key has been met before. */
  boolean add(Frame frame) {
    return seen.add(bytes(key, frame));
  }

  /** Whether the key of a row has been met, which is in the frame as other columns. */
  boolean contains(Scalar[] other, Frame frame) {
    return seen.contains(bytes(other, frame));
  }

  /** The values of a key, such that equal keys have equal bytes and others have not. */
  static ByteBuffer bytes(Scalar[] key, Frame frame) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Scalar column : key) {
      if (!column.evaluate(frame)) {
        bytes.write(0);
        continue;
      }
      bytes.write(1);
      switch (column.form()) {
        case WORD -> put(bytes, column.word());
        case REAL -> put(bytes, Double.doubleToLongBits(column.real()));
        case PAIR -> {
          put(bytes, column.word());
          put(bytes, column.low());
        }
        case DECIMAL -> put(bytes, column.decimal().toString().getBytes(StandardCharsets.US_ASCII));
        default -> {
          byte[] copy = new byte[column.length()];
          column.buffer().getBytes(column.offset(), copy);
          put(bytes, copy);
        }
      }
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static void put(ByteArrayOutputStream bytes, byte[] value) {
    put(bytes, value.length);
    bytes.writeBytes(value);
  }

  private static void put(ByteArrayOutputStream bytes, long word) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes.write((int) (word >>> shift));
    }
  }
}
