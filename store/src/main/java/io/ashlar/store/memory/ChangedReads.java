package io.ashlar.store.memory;

import io.ashlar.store.ReadVisitor;
import org.agrona.DirectBuffer;

/** Looks for a key or range among the reads of a commit that was changed after its view. */
final class ChangedReads implements ReadVisitor {

  private final VersionMap versions;
  private final long readAt;
  private boolean found;
  private long hash;

  ChangedReads(VersionMap versions, long readAt) {
    this.versions = versions;
    this.readAt = readAt;
  }

  boolean found() {
    return found;
  }

  /** The hash of the changed key, 0 when it was found in a range. */
  long hash() {
    return hash;
  }

  @Override
  public void point(long keyHash, DirectBuffer key, int offset, int length) {
    if (!found && versions.changedSinceLocked(VersionMap.copy(key, offset, length), readAt)) {
      hash = keyHash;
      foundLocked();
    }
  }

  @Override
  public void range(
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    byte[] from = VersionMap.copy(lower, lowerOffset, lowerLength);
    byte[] to = VersionMap.copy(upper, upperOffset, upperLength);
    if (!found && versions.rangeChangedSinceLocked(from, to, readAt)) {
      foundLocked();
    }
  }

  private void foundLocked() {
    found = true;
    versions.countConflictLocked();
  }
}
