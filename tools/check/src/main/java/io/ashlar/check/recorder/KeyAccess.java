package io.ashlar.check.recorder;

/**
 * How one process reaches the keys of a recording: the table's own statements, or whatever else
 * leads to a database. A transaction that cannot be carried out fails with an exception of {@code
 * io.ashlar.error}, whatever it was reached through. Belongs to one thread.
 */
public interface KeyAccess extends AutoCloseable {

  /** Of a commit whose timestamp is not known. */
  long NO_TIMESTAMP = -1;

  /** Makes access for the processes of one recording. */
  interface Maker {

    /** Makes the table, which is not there yet. */
    void createTable();

    /**
     * Access for one process.
     *
     * @return new, to be closed by whoever called
     */
    KeyAccess open();
  }

  /** Takes what is read. */
  interface Found {

    /**
     * One row.
     *
     * @param key its key
     * @param register the value of its register; null for none
     * @param list the elements of its list, with commas between; null for none
     */
    void row(long key, Long register, String list);
  }

  /**
   * Begins a transaction.
   *
   * @param readOnly whether it only reads and may say so
   */
  void begin(boolean readOnly);

  /**
   * Reads rows.
   *
   * @param first the first key
   * @param last the last key, inclusive
   * @param found is told each row that is there
   */
  void read(long first, long last, Found found);

  /**
   * Writes a register.
   *
   * @param key the key
   * @param value its value from now on
   */
  void write(long key, long value);

  /**
   * Deletes a row.
   *
   * @param key the key
   * @return whether there was one
   */
  boolean delete(long key);

  /**
   * Appends to a list. The row is locked before it is read.
   *
   * @param key the key
   * @param value the new element
   */
  void append(long key, long value);

  /**
   * Commits.
   *
   * @return the timestamp of the commit, or of the view when nothing was written; {@link
   *     #NO_TIMESTAMP} when it cannot be known
   */
  long commit();

  /** Ends the transaction if it is still there; nothing of it stays. */
  void end();

  @Override
  void close();
}
