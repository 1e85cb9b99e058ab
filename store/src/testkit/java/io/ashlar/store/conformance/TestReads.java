package io.ashlar.store.conformance;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.store.ReadSource;
import io.ashlar.store.ReadVisitor;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The reads of a commit, as plain lists. */
public final class TestReads implements ReadSource {

  private final long readAt;
  private final List<MutableDirectBuffer> points = new ArrayList<>();
  private final List<MutableDirectBuffer[]> ranges = new ArrayList<>();

  /**
   * Nothing read yet.
   *
   * @param readAt the view's timestamp
   */
  public TestReads(long readAt) {
    this.readAt = readAt;
  }

  /**
   * Adds a key.
   *
   * @param key the key
   * @return this
   */
  public TestReads point(MutableDirectBuffer key) {
    points.add(key);
    return this;
  }

  /**
   * Adds a range.
   *
   * @param lower inclusive
   * @param upper exclusive
   * @return this
   */
  public TestReads range(MutableDirectBuffer lower, MutableDirectBuffer upper) {
    ranges.add(new MutableDirectBuffer[] {lower, upper});
    return this;
  }

  @Override
  public boolean isEmpty() {
    return points.isEmpty() && ranges.isEmpty();
  }

  @Override
  public boolean hasRanges() {
    return !ranges.isEmpty();
  }

  @Override
  public long readAt() {
    return readAt;
  }

  @Override
  public void forEach(ReadVisitor visitor) {
    for (MutableDirectBuffer key : points) {
      visitor.point(KeyHash.hash(key, 0, key.capacity()), key, 0, key.capacity());
    }
    for (MutableDirectBuffer[] range : ranges) {
      visitor.range(range[0], 0, range[0].capacity(), range[1], 0, range[1].capacity());
    }
  }

  @Override
  public boolean covers(DirectBuffer key, int offset, int length) {
    return ranges.stream()
        .anyMatch(
            range ->
                compare(range[0], key, offset, length) <= 0
                    && compare(range[1], key, offset, length) > 0);
  }

  private static int compare(MutableDirectBuffer bound, DirectBuffer key, int offset, int length) {
    return UnsignedBytes.compare(bound, 0, bound.capacity(), key, offset, length);
  }
}
