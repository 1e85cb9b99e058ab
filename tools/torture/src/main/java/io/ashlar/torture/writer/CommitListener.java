package io.ashlar.torture.writer;

import io.ashlar.transaction.Durability;

/** Is told how commits end; by several threads, each for its own commits, in their order. */
public interface CommitListener {

  /**
   * A commit returned.
   *
   * @param thread whose
   * @param sequence which
   * @param timestamp its commit timestamp
   * @param durability what it asked for
   * @param nanos {@link System#nanoTime} when it returned
   */
  void acknowledged(int thread, long sequence, long timestamp, Durability durability, long nanos);

  /**
   * A commit was refused whole for want of space; it will be tried again.
   *
   * @param thread whose
   * @param sequence which
   */
  void refused(int thread, long sequence);

  /**
   * A transaction failed, and its thread ends.
   *
   * @param thread whose
   * @param sequence which
   * @param failure why
   */
  void failed(int thread, long sequence, RuntimeException failure);
}
