package io.ashlar.mvcc;

/** The buffered writes of one commit, as the store reads them. */
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
}
