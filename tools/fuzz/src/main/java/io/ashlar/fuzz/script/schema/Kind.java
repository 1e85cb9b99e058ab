package io.ashlar.fuzz.script.schema;

/** A kind of value that a column may hold. */
public enum Kind {
  /** True or false. */
  BOOLEAN,
  /** Whole numbers of 32 bits. */
  INT,
  /** Whole numbers of 64 bits. */
  LONG,
  /** Real numbers of 32 bits. */
  FLOAT,
  /** Real numbers of 64 bits. */
  DOUBLE,
  /** Numbers with a fixed count of digits. */
  DECIMAL,
  /** Texts. */
  STRING,
  /** Byte strings. */
  BYTES,
  /** Universally unique identifiers. */
  UUID,
  /** Days. */
  DATE,
  /** Times of a day. */
  TIME,
  /** Moments. */
  TIMESTAMP
}
