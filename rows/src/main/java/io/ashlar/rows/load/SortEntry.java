package io.ashlar.rows.load;

import org.agrona.DirectBuffer;

/** A key and a value, as one buffer holds them. */
interface SortEntry {

  /** Holds key and value. */
  DirectBuffer buffer();

  /** Where the key starts. */
  int keyOffset();

  int keyLength();

  /** Where the value starts. */
  int valueOffset();

  int valueLength();

  /** As it was added with. */
  long number();
}
