package io.ashlar.store;

/** The buffered writes of one commit, and the reads that they rest on, as the store sees them. */
public interface WriteSource {

  /**
   * How many entries {@link #forEach} will deliver.
   *
   * @return the number; zero for a transaction that wrote and checks nothing
   */
  int size();

  /**
   * Bytes of all keys and values.
   *
   * @return the sum
   */
  long bytes();

  /**
   * Delivers every entry, each key at most once, in no particular order. May be called more than
   * once and by the thread that leads the commit group while the owner waits. Allocates nothing.
   *
   * @param visitor takes the entries
   */
  void forEach(WriteVisitor visitor);

  /**
   * What a serializable commit has read, to be validated with its writes. Not validated when {@link
   * #size} is zero: one view is a state of commit order, so who only reads needs no validation.
   *
   * @return the reads; {@link ReadSource#NONE} unless the commit is serializable
   */
  default ReadSource reads() {
    return ReadSource.NONE;
  }
}
