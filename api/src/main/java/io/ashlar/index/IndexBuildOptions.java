package io.ashlar.index;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import java.util.function.Consumer;

/**
 * How an index is built. Immutable; each method gives another object. All but the listener are kept
 * with the build, for when it goes on after a restart.
 */
public final class IndexBuildOptions {

  private static final int MAX_CHUNK_ROWS = 1 << 16;
  private static final int DEFAULT_CHUNK_ROWS = 512;

  private static final IndexBuildOptions DEFAULTS =
      new IndexBuildOptions(0, DEFAULT_CHUNK_ROWS, false, IndexBuildOptions::tellNobody);

  private final int rowsPerSecond;
  private final int chunkRows;
  private final boolean verified;
  private final Consumer<IndexBuildProgress> listener;

  private IndexBuildOptions(
      int rowsPerSecond, int chunkRows, boolean verified, Consumer<IndexBuildProgress> listener) {
    this.rowsPerSecond = rowsPerSecond;
    this.chunkRows = chunkRows;
    this.verified = verified;
    this.listener = listener;
  }

  private static void tellNobody(IndexBuildProgress progress) {
    assert progress != null : "there is progress to tell";
  }

  /**
   * As fast as it goes, 512 rows in a commit, nobody told.
   *
   * @return the defaults
   */
  public static IndexBuildOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Leaves room for others.
   *
   * @param rows most rows to look at in a second; 0, the default, for no limit
   * @return options with that limit
   * @throws IllegalUseException when it is negative
   */
  public IndexBuildOptions rowsPerSecond(int rows) {
    if (rows < 0) {
      throw new IllegalUseException("The rate is negative.", "rowsPerSecond", rows);
    }
    return new IndexBuildOptions(rows, chunkRows, verified, listener);
  }

  /**
   * How many rows a commit of the build locks at most. More are faster, fewer hold writers back for
   * a shorter time; 512 rows are locked for some milliseconds.
   *
   * @param rows 1 to 65,536
   * @return options with that size
   * @throws IllegalUseException when it is out of bounds
   */
  public IndexBuildOptions chunkRows(int rows) {
    if (rows < 1 || rows > MAX_CHUNK_ROWS) {
      throw new IllegalUseException(
          "The chunk is empty or too large.", "chunkRows", rows, "limit", MAX_CHUNK_ROWS);
    }
    return new IndexBuildOptions(rowsPerSecond, rows, verified, listener);
  }

  /**
   * Compares every row with every entry once more before the index is published. Default false: the
   * build is right without it, and it reads everything twice.
   *
   * @return options with that check
   */
  public IndexBuildOptions verified() {
    return new IndexBuildOptions(rowsPerSecond, chunkRows, true, listener);
  }

  /**
   * Who is told of progress, after each commit of the build, on its thread and under no lock. It
   * should be quick, since the build waits for it, and may not wait for the build. What it throws
   * stops the build as any other failure does, and {@link IndexBuild#await} throws it.
   *
   * @param told the listener
   * @return options with that listener
   */
  public IndexBuildOptions listener(Consumer<IndexBuildProgress> told) {
    Arguments.requireGiven(told, "told");
    return new IndexBuildOptions(rowsPerSecond, chunkRows, verified, told);
  }

  /**
   * See {@link #rowsPerSecond(int)}.
   *
   * @return the limit, 0 for none
   */
  public int rowsPerSecond() {
    return rowsPerSecond;
  }

  /**
   * See {@link #chunkRows(int)}.
   *
   * @return the size
   */
  public int chunkRows() {
    return chunkRows;
  }

  /**
   * See {@link #verified()}.
   *
   * @return whether
   */
  public boolean isVerified() {
    return verified;
  }

  /**
   * See {@link #listener(Consumer)}.
   *
   * @return the listener, never null
   */
  public Consumer<IndexBuildProgress> listener() {
    return listener;
  }
}
