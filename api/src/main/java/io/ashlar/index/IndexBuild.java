package io.ashlar.index;

import java.time.Duration;

/**
 * The build of one index, running on a thread of the database. It outlives this object, its caller
 * and the database: what is unfinished when the database is closed or killed goes on when it is
 * opened again.
 */
public interface IndexBuild {

  /**
   * How far it has come.
   *
   * @return what is known now: allocates
   */
  IndexBuildProgress progress();

  /**
   * Whether it has ended: the index is public, or gone, or the build has stopped.
   *
   * @return true when {@link #await()} returns or throws at once
   */
  boolean ended();

  /**
   * Waits until every row has its entry and statements may read the index.
   *
   * @throws io.ashlar.error.ConstraintException when the index is unique and two rows have the same
   *     key; the index is gone and the table is as it was
   * @throws io.ashlar.error.LimitExceededException when a row has columns that are too long for a
   *     key of the index; the index is gone and the table is as it was
   * @throws io.ashlar.error.SchemaException when the index was dropped, or the build cancelled
   * @throws io.ashlar.error.ClosedException when the table was dropped, or the database closed over
   *     the build, which goes on when it is opened again
   * @throws io.ashlar.error.AshlarException what else has stopped the build, such as corruption or
   *     a full disk; it goes on with {@link io.ashlar.Schema#resumeIndexBuilds()} or when the
   *     database is opened again. What a listener has thrown, be it an error, is thrown as it is
   * @throws io.ashlar.error.IllegalUseException when the thread is interrupted (fact {@code
   *     interrupted=true}; the flag stays set); the build goes on
   */
  void await();

  /**
   * Waits as {@link #await()} does, with its exceptions, but not for ever.
   *
   * @param timeout how long
   * @return false when it had not ended by then
   */
  boolean await(Duration timeout);

  /**
   * Gives the build up, drops the index, and waits until it is gone. Does nothing when the build
   * has ended.
   *
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table ran for too long;
   *     the build goes on
   */
  void cancel();
}
