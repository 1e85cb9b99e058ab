package io.ashlar.rows.table;

/**
 * A bounded stack of idle objects, so that statements that users need not close find their buffers
 * again. Thread-safe; neither call allocates. What is used last is given out first, because its
 * memory is warm.
 *
 * @param <T> the type of the objects
 */
final class HandlePool<T> {

  private static final int CAPACITY = 64;

  private final Object[] idle = new Object[CAPACITY];
  private int size;

  /** An idle object, or null. */
  @SuppressWarnings("unchecked") // offer takes nothing but T
  synchronized T poll() {
    if (size == 0) {
      return null;
    }
    T object = (T) idle[--size];
    idle[size] = null;
    return object;
  }

  /** Keeps the object; false when there is no room, and the caller frees it. */
  synchronized boolean offer(T object) {
    if (size == CAPACITY) {
      return false;
    }
    idle[size++] = object;
    return true;
  }
}
