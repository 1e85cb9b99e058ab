package io.ashlar.rows.session;

/**
 * A bounded stack of idle objects, so that statements that users need not close find their buffers
 * again. Thread-safe; neither call allocates. What is used last is given out first, because its
 * memory is warm.
 *
 * @param <T> the type of the objects
 */
public final class HandlePool<T> {

  private static final int CAPACITY = 64;

  private final Object[] idle = new Object[CAPACITY];
  private int size;
  private boolean closed;

  /** Nothing is idle. */
  public HandlePool() {}

  /**
   * An idle object, or null.
   *
   * @return the object, or null
   */
  @SuppressWarnings("unchecked") // offer takes nothing but T
  public synchronized T poll() {
    if (size == 0) {
      return null;
    }
    T object = (T) idle[--size];
    idle[size] = null;
    return object;
  }

  /** Keeps nothing from here on; what is idle is for the caller to poll and free. */
  public synchronized void close() {
    closed = true;
  }

  /**
   * Keeps the object; false when there is no room any more, and the caller frees it.
   *
   * @param object the object
   * @return whether it is kept
   */
  public synchronized boolean offer(T object) {
    if (closed || size == CAPACITY) {
      return false;
    }
    idle[size++] = object;
    return true;
  }
}
