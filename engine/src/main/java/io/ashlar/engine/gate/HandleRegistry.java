package io.ashlar.engine.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * The open handles of one store, in a list that runs through the handles themselves: registering
 * allocates nothing. Thread-safe.
 *
 * <p>A handle is registered once its native memory exists and unregistered after it is freed, so an
 * empty registry means that nothing native is left.
 */
public final class HandleRegistry {

  /** The newest handle; guarded by this registry's monitor, like all links. */
  private Handle head;

  private final CloseLimit closeLimit;

  /**
   * An empty registry.
   *
   * @param closeLimit how long the close of a handle waits for a call inside
   */
  public HandleRegistry(CloseLimit closeLimit) {
    this.closeLimit = closeLimit;
  }

  /**
   * How long the close of a handle waits for a call inside.
   *
   * @return as given to the constructor
   */
  public CloseLimit closeLimit() {
    return closeLimit;
  }

  /**
   * Adds an open handle.
   *
   * @param handle not registered yet
   */
  public synchronized void add(Handle handle) {
    assert handle.next == null && handle.previous == null : "registered twice";
    handle.next = head;
    if (head != null) {
      head.previous = handle;
    }
    head = handle;
  }

  /**
   * Takes out a handle whose native memory is freed.
   *
   * @param handle a registered handle
   */
  public synchronized void remove(Handle handle) {
    if (handle.previous == null) {
      assert head == handle : "not registered";
      head = handle.next;
    } else {
      handle.previous.next = handle.next;
    }
    if (handle.next != null) {
      handle.next.previous = handle.previous;
    }
    handle.next = null;
    handle.previous = null;
  }

  /**
   * The open handles at this moment. Allocates.
   *
   * @return a copy, newest first
   */
  public synchronized List<Handle> open() {
    List<Handle> handles = new ArrayList<>();
    for (Handle handle = head; handle != null; handle = handle.next) {
      handles.add(handle);
    }
    return handles;
  }

  /**
   * Closes all open handles, newest first, and waits for those that others are closing. No handle
   * may be added any more.
   *
   * @param sentence what late callers of those handles are told
   * @throws io.ashlar.error.CloseTimeoutException when a call has stayed inside one of them; some
   *     handles are then still open
   */
  public void closeAll(String sentence) {
    for (Handle handle : open()) {
      handle.close(sentence);
    }
    assert open().isEmpty() : "a handle was added while all were closed";
  }
}
