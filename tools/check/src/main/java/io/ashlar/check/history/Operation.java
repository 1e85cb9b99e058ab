package io.ashlar.bench.check;

/** One step of a transaction. */
final class Operation {

  enum Kind {
    READ,
    WRITE,
    APPEND
  }

  private final Kind kind;
  private final int key;
  private final long value;
  private final long[] list;

  /**
   * A step.
   *
   * @param kind what it does
   * @param key the key's number
   * @param value what was read from, or written to, a register, or appended; {@link Names#ABSENT}
   *     for none
   * @param list what was read from a list, not to be changed; null where it is not the read of one
   */
  Operation(Kind kind, int key, long value, long[] list) {
    this.kind = kind;
    this.key = key;
    this.value = value;
    this.list = list;
  }

  Kind kind() {
    return kind;
  }

  int key() {
    return key;
  }

  long value() {
    return value;
  }

  long[] list() {
    return list;
  }

  boolean isRead() {
    return kind == Kind.READ;
  }
}
