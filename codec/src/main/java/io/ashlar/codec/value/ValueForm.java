package io.ashlar.codec.value;

/**
 * The few forms that values have in memory, whatever the kind. What moves, compares or keeps values
 * goes by these; what tells one kind from another is in {@code io.ashlar.codec.valuetype}.
 *
 * <p>Loops over rows switch on the form where they are, in one method each, rather than call a
 * method of it: a call that has five targets is never inlined, and then nothing of what it reads
 * from is known either.
 */
public enum ValueForm {
  /** One long: booleans (0 or 1), whole numbers, dates, times, instants. */
  WORD,
  /** A double: floats too, widened. One NaN, no negative zero. */
  REAL,
  /** A decimal, which is an object. */
  DECIMAL,
  /** A span of a buffer: bytes, and text as UTF-8. */
  BYTES,
  /** Two longs. */
  UUID
}
