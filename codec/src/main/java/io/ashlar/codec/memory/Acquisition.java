package io.ashlar.codec.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Several things that are acquired together, all or none: what there is already is given back when
 * one of them cannot be had, as when the pool is closed meanwhile.
 *
 * <pre>{@code
 * try (Acquisition all = new Acquisition()) {
 *   first = all.add(pool.acquire(64), PooledBuffer::close);
 *   second = all.add(pool.acquire(64), PooledBuffer::close);
 *   all.keep();
 * }
 * }</pre>
 *
 * <p>One owner. Allocates; for constructors.
 */
public final class Acquisition implements AutoCloseable {

  private final Deque<Runnable> returns = new ArrayDeque<>();

  /** Nothing yet. */
  public Acquisition() {}

  /**
   * Adds something that was acquired.
   *
   * @param acquired the thing
   * @param giveBack how it is given back
   * @param <T> its type
   * @return the thing
   */
  public <T> T add(T acquired, Consumer<? super T> giveBack) {
    returns.push(() -> giveBack.accept(acquired));
    return acquired;
  }

  /** All is there: their owner gives them back from here on. */
  public void keep() {
    returns.clear();
  }

  /** Gives back what was not kept, last first. */
  @Override
  public void close() {
    while (!returns.isEmpty()) {
      returns.pop().run();
    }
  }
}
