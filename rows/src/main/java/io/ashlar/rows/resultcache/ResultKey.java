package io.ashlar.rows.resultcache;

import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Names one scan with one set of parameters. A scratch that is filled anew for each search; what
 * the cache keeps is a {@link #copy}.
 */
public final class ResultKey {

  /** What is planned alike: a scan, and the definition of its table. */
  private Object scope;

  private Object definition;
  private byte[] bytes = new byte[128];
  private int length;
  private int hash;

  /** An empty key. */
  public ResultKey() {}

  /**
   * Begins a key.
   *
   * @param scan tells scans apart, by identity
   * @param table the definition that the scan is planned for, by identity
   */
  public void reset(Object scan, Object table) {
    scope = scan;
    definition = table;
    length = 0;
    hash = 0;
  }

  /**
   * Adds bytes, and how many there are.
   *
   * @param source holds them
   * @param offset where they start
   * @param count how many
   */
  public void add(DirectBuffer source, int offset, int count) {
    addInt(count);
    reserve(count);
    source.getBytes(offset, bytes, length, count);
    length += count;
  }

  /**
   * Adds a number.
   *
   * @param value the number
   */
  public void addInt(int value) {
    reserve(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + more));
    }
  }

  ResultKey copy() {
    ResultKey copy = new ResultKey();
    copy.scope = scope;
    copy.definition = definition;
    copy.bytes = Arrays.copyOf(bytes, length);
    copy.length = length;
    return copy;
  }

  int bytes() {
    return length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResultKey key
        && key.scope == scope
        && key.definition == definition
        && Arrays.equals(key.bytes, 0, key.length, bytes, 0, length);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      int sum = System.identityHashCode(scope);
      for (int i = 0; i < length; i++) {
        sum = 31 * sum + bytes[i];
      }
      hash = sum == 0 ? 1 : sum;
    }
    return hash;
  }
}
