package io.ashlar.torture.writer;

import io.ashlar.Database;
import io.ashlar.transaction.ReadTransaction;

/** The writers of a database in this JVM, and a view that was opened before they began. */
public final class WriterCrew implements AutoCloseable {

  private final Database database;
  private final Writer[] writers;
  private final Thread[] threads;
  private final ReadTransaction view;
  private final long before;

  private WriterCrew(Database database, WriterOptions options, CommitListener listener) {
    this.database = database;
    writers = Writer.prepare(database, options, listener);
    threads = new Thread[writers.length];
    view = database.beginRead();
    before = RowHash.of(database, view);
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(writers[i], "writer-" + i);
      threads[i].start();
    }
  }

  /**
   * Lets them begin.
   *
   * @param database where they write; closed by the caller, later than this
   * @param options what they write
   * @param listener is told of every commit
   * @return running writers
   */
  public static WriterCrew start(
      Database database, WriterOptions options, CommitListener listener) {
    return new WriterCrew(database, options, listener);
  }

  /**
   * Whether the view still reads what it read at the beginning.
   *
   * @return true when it does
   */
  public boolean viewUnchanged() {
    return RowHash.of(database, view) == before;
  }

  /**
   * Waits until all writers have failed.
   *
   * @throws InterruptedException when interrupted
   */
  public void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /**
   * Ends the writers behind their current transactions, and waits for it.
   *
   * @throws InterruptedException when interrupted
   */
  public void stop() throws InterruptedException {
    for (Writer writer : writers) {
      writer.stop();
    }
    join();
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    view.close();
  }
}
