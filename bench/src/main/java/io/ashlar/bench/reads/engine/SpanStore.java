package io.ashlar.bench.reads.engine;

import io.ashlar.bench.reads.data.Span;
import io.ashlar.bench.reads.data.SpanReader;
import java.sql.SQLException;
import java.util.List;

/**
 * An open engine with the table of spans, its primary key, and its indexes by service and newest
 * start and by trace.
 *
 * <p>A new store is given {@link #create}, then {@link #write} from one thread, then {@link
 * #settle}. It belongs to one thread, and its readers to one each.
 */
public interface SpanStore extends AutoCloseable {

  /**
   * The engine's version.
   *
   * @return as the engine tells it
   * @throws Exception when the engine fails
   */
  String version() throws Exception;

  /**
   * Makes the table and its indexes, empty.
   *
   * @throws Exception when the engine fails
   */
  void create() throws Exception;

  /**
   * Writes spans in a transaction of their own and commits, without waiting for the disk.
   *
   * @param spans none of which is there
   * @throws Exception when the engine fails
   */
  void write(List<Span> spans) throws Exception;

  /**
   * Whether all spans are written at once, by {@link #writeAll}, instead of by transactions.
   *
   * @return false, but for engines that were asked for it
   */
  default boolean isFilledAtOnce() {
    return false;
  }

  /**
   * Writes all spans there are; of engines that are filled at once.
   *
   * @param spans none of which is there, in the order of their ids
   * @throws Exception when the engine fails
   */
  default void writeAll(List<Span> spans) throws Exception {
    throw new UnsupportedOperationException("filled by transactions");
  }

  /**
   * Takes what was written to the disk and brings the store to rest, so that a reader does not have
   * to share the machine with work that is left over; makes statistics, where the planner asks for
   * them.
   *
   * @throws Exception when the engine fails
   */
  void settle() throws Exception;

  /**
   * Prepares all queries, for one thread.
   *
   * @return the reader; the caller closes it before the store
   * @throws Exception when the engine fails
   */
  SpanReader newReader() throws Exception;

  /**
   * Closes the engine.
   *
   * @throws SQLException when an engine that is spoken to in SQL fails
   */
  @Override
  void close() throws SQLException;
}
