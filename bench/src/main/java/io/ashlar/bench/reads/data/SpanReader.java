package io.ashlar.bench.reads.data;

import java.sql.SQLException;

/**
 * Answers questions within a transaction. Every column of every row of an answer is given to the
 * digest, in the order of the table. Belongs to one thread.
 */
public interface SpanReader extends AutoCloseable {

  /** How many spans {@link #newest} answers with at most. */
  int NEWEST = 100;

  /**
   * Begins a transaction.
   *
   * @throws Exception when the engine fails
   */
  void begin() throws Exception;

  /**
   * Ends the transaction.
   *
   * @throws Exception when the engine fails
   */
  void end() throws Exception;

  /**
   * Reads a span by its id.
   *
   * @param id the id
   * @param digest takes the columns
   * @return how many there are: 1 or 0
   * @throws Exception when the engine fails
   */
  int point(long id, RowDigest digest) throws Exception;

  /**
   * Reads the spans of a trace, by their ids ascending.
   *
   * @param high the first eight bytes of its id
   * @param low the last eight bytes
   * @param digest takes the columns
   * @return how many there are
   * @throws Exception when the engine fails
   */
  int trace(long high, long low, RowDigest digest) throws Exception;

  /**
   * Reads the spans of a service, newest first, at most {@value #NEWEST}.
   *
   * @param service its name
   * @param from the first start, inclusive
   * @param to the last start, exclusive
   * @param digest takes the columns
   * @return how many there are
   * @throws Exception when the engine fails
   */
  int newest(String service, long from, long to, RowDigest digest) throws Exception;

  /**
   * Reads spans by their ids, ascending.
   *
   * @param from the first id, inclusive
   * @param to the last id, exclusive
   * @param digest takes the columns
   * @return how many there are
   * @throws Exception when the engine fails
   */
  int range(long from, long to, RowDigest digest) throws Exception;

  /**
   * Counts the spans that took longer than a time and sums their durations up.
   *
   * @param duration microseconds, exclusive
   * @param digest takes count and sum, which is 0 for none
   * @return 1
   * @throws Exception when the engine fails
   */
  int scan(long duration, RowDigest digest) throws Exception;

  /**
   * Tells of each service how many spans it has, and when the newest began.
   *
   * @param digest takes service, count and start, by the names of the services ascending
   * @return how many services there are
   * @throws Exception when the engine fails
   */
  int group(RowDigest digest) throws Exception;

  /**
   * Gives up what the reader holds; the transaction has been ended.
   *
   * @throws SQLException when an engine that is spoken to in SQL fails
   */
  @Override
  void close() throws SQLException;
}
