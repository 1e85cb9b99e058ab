package io.ashlar.check.history;

/** One step of a transaction. */
public final class Operation {

  /** What a step does. */
  public enum Kind {
    /** Reads a register or a list. */
    READ,
    /** Writes a register. */
    WRITE,
    /** Appends to a list. */
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
  public Operation(Kind kind, int key, long value, long[] list) {
    this.kind = kind;
    this.key = key;
    this.value = value;
    this.list = list;
  }

  /**
   * What it does.
   *
   * @return the kind of step
   */
  public Kind kind() {
    return kind;
  }

  /**
   * What it does that to.
   *
   * @return the number of the key in {@link Names}
   */
  public int key() {
    return key;
  }

  /**
   * The value.
   *
   * @return what was read from, or written to, a register, or appended; {@link Names#ABSENT} for
   *     none
   */
  public long value() {
    return value;
  }

  /**
   * What was read from a list.
   *
   * @return numbers of values, not to be changed; null where it is not the read of a list
   */
  public long[] list() {
    return list;
  }

  /**
   * Whether it reads.
   *
   * @return true for {@link Kind#READ}
   */
  public boolean isRead() {
    return kind == Kind.READ;
  }
}
