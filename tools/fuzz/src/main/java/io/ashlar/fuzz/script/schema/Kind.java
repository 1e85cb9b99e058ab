package io.ashlar.fuzz.script.schema;

/** A kind of value that a column may hold. */
public enum Kind {
  BOOLEAN,
  INT,
  LONG,
  FLOAT,
  DOUBLE,
  DECIMAL,
  STRING,
  BYTES,
  UUID,
  DATE,
  TIME,
  TIMESTAMP
}
