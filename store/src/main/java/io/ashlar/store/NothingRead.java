package io.ashlar.store;

import org.agrona.DirectBuffer;

/** The reads of a commit that is not serializable. */
final class NothingRead implements ReadSource {

  @Override
  public boolean isEmpty() {
    return true;
  }

  @Override
  public boolean hasRanges() {
    return false;
  }

  @Override
  public long readAt() {
    return Long.MAX_VALUE;
  }

  @Override
  public void forEach(ReadVisitor visitor) {
    assert visitor != null : "somebody asks";
  }

  @Override
  public boolean covers(DirectBuffer key, int offset, int length) {
    return false;
  }
}
