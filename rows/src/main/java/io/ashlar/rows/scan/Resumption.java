package io.ashlar.rows.scan;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.txn.cursor.TransactionCursor;
import org.agrona.MutableDirectBuffer;

/** Finds where a walk along a key goes on. */
final class Resumption {

  private Resumption() {}

  /**
   * Moves to the first entry behind the one where an earlier run stopped, or to that one itself
   * where the position includes it. The cursor keeps to the bounds of the plan, whatever a position
   * says. Allocates.
   *
   * @return whether there is such an entry
   */
  static boolean moveBehind(ScanPosition from, Plan plan, TransactionCursor entries) {
    byte[] at = from.key();
    int length = KeyspacePrefix.BYTES + at.length;
    MutableDirectBuffer key = Flyweights.wrap(new byte[length + 1]);
    KeyspacePrefix.put(key, 0, plan.path().keyspaceId());
    key.putBytes(KeyspacePrefix.BYTES, at);
    boolean behind = plan.isBackward() == from.inclusive();
    if (!behind) {
      return plan.isBackward() ? entries.seekBefore(key, 0, length) : entries.seek(key, 0, length);
    }
    if (length < KeyEncoder.MAX_KEY_BYTES) {
      // The least key behind another one is the same with a zero byte at its end.
      length++;
      return plan.isBackward() ? entries.seekBefore(key, 0, length) : entries.seek(key, 0, length);
    }
    boolean there =
        entries.seek(key, 0, length)
            && UnsignedBytes.equal(entries.key(), 0, entries.keyLength(), key, 0, length);
    if (plan.isBackward()) {
      return there || entries.seekBefore(key, 0, length);
    }
    return there ? entries.next() : entries.seek(key, 0, length);
  }
}
