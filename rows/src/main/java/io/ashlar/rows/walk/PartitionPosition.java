package io.ashlar.rows.walk;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.ContinuationException;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.resume.ScanPosition;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Where a walk of one partition after the other stands: the partition, its id in four bytes and its
 * bound with the length before it in two, then the key in that partition, or nothing at its
 * beginning. Stateless.
 */
final class PartitionPosition {

  private static final int HEAD_BYTES = Integer.BYTES + Short.BYTES;

  private PartitionPosition() {}

  static byte[] encode(TablePartition partition, byte[] key) {
    byte[] bound = partition.record().bound();
    int keyBytes = key == null ? 0 : key.length;
    ByteBuffer position = ByteBuffer.allocate(HEAD_BYTES + bound.length + keyBytes);
    position.putInt(partition.id()).putShort((short) bound.length).put(bound);
    return key == null ? position.array() : position.put(key).array();
  }

  /**
   * Leaves out the partitions before a position. The one that it names may be gone since; then it
   * goes on in what has its bound now, or in the next one.
   *
   * @param needed partitions in the order in which they are walked
   * @param downward whether they are walked from the last to the first
   * @return where the first walk goes on, or null from its beginning
   */
  static ScanPosition passBefore(ScanPosition from, List<TablePartition> needed, boolean downward) {
    byte[] bytes = from.key();
    ByteBuffer position = ByteBuffer.wrap(bytes);
    int id = bytes.length < HEAD_BYTES ? 0 : position.getInt();
    int length = bytes.length < HEAD_BYTES ? bytes.length : position.getShort() & 0xFFFF;
    int keyAt = HEAD_BYTES + length;
    if (keyAt > bytes.length) {
      throw new ContinuationException(
          "The continuation is damaged.", "reason", "damaged", "part", "partition");
    }
    MutableDirectBuffer bound = Flyweights.wrap(bytes, HEAD_BYTES, length);
    // An older view shows a dropped partition beside the one that has its place since.
    boolean there = needed.stream().anyMatch(partition -> partition.id() == id);
    needed.removeIf(
        partition -> {
          int order = compare(partition, bound);
          order = order == 0 && there ? Integer.compare(partition.id(), id) : order;
          return downward ? order > 0 : order < 0;
        });
    boolean begins = needed.isEmpty() || keyAt == bytes.length;
    return begins || compare(needed.get(0), bound) != 0
        ? null
        : from.at(Arrays.copyOfRange(bytes, keyAt, bytes.length));
  }

  private static int compare(TablePartition partition, DirectBuffer bound) {
    DirectBuffer own = partition.bound();
    return UnsignedBytes.compare(own, 0, own.capacity(), bound, 0, bound.capacity());
  }
}
