package io.ashlar.rows.load;

import org.agrona.DirectBuffer;

/** Entries in the order of their keys, those with equal keys in the order in which they came. */
interface SortedEntries extends AutoCloseable {

  /** Goes to the next entry; false when there is none. */
  boolean next();

  /** Holds key and value, until the next move. */
  DirectBuffer buffer();

  /** Where the key starts. */
  int keyOffset();

  int keyLength();

  /** Where the value starts. */
  int valueOffset();

  int valueLength();

  /** As it was added with. */
  long number();

  @Override
  void close();
}
