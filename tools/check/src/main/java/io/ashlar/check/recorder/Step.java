package io.ashlar.check.recorder;

/** One step of a planned transaction, with what it did once it has run. Belongs to one thread. */
final class Step {

  enum Kind {
    READ("r"),
    WRITE("w"),
    APPEND("append");

    final String function;

    Kind(String function) {
      this.function = function;
    }
  }

  final Kind kind;
  final long key;

  /** What to write or append; null in a read, and in a write that deletes. */
  final Long value;

  /** Read together with the steps behind it, which follow it by key: how many in all. */
  final int range;

  /** What was read: null when the key was absent. */
  Long found;

  /** What was read of a list: its elements, separated by commas; null when it was absent. */
  String foundList;

  /** Whether a deletion met no row: then nothing was written, and it tells what a read does. */
  boolean metNothing;

  private Step(Kind kind, long key, Long value, int range) {
    this.kind = kind;
    this.key = key;
    this.value = value;
    this.range = range;
  }

  static Step read(long key) {
    return new Step(Kind.READ, key, null, 1);
  }

  /** The first of several reads that one scan answers. */
  static Step scan(long firstKey, int keys) {
    return new Step(Kind.READ, firstKey, null, keys);
  }

  static Step write(long key, long value) {
    return new Step(Kind.WRITE, key, value, 1);
  }

  static Step delete(long key) {
    return new Step(Kind.WRITE, key, null, 1);
  }

  static Step append(long key, long value) {
    return new Step(Kind.APPEND, key, value, 1);
  }
}
