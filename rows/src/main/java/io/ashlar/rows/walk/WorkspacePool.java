package io.ashlar.rows.walk;

import io.ashlar.codec.memory.BufferPool;

/**
 * A bounded stack of idle workspaces. Thread-safe; neither call allocates while one is idle. What
 * is used last is given out first, because its memory is warm.
 */
public final class WorkspacePool implements AutoCloseable {

  private static final int CAPACITY = 64;

  private final Workspace[] idle = new Workspace[CAPACITY];
  private int size;
  private boolean closed;

  /** Nothing is idle. */
  public WorkspacePool() {}

  /**
   * Lends a workspace.
   *
   * @param buffers what a new one takes its memory from
   * @return a workspace of the caller, for {@link #release}
   */
  public Workspace acquire(BufferPool buffers) {
    synchronized (this) {
      if (size > 0) {
        Workspace workspace = idle[--size];
        idle[size] = null;
        return workspace;
      }
    }
    return new Workspace(buffers);
  }

  /**
   * Takes a workspace back.
   *
   * @param workspace the workspace, not to be used afterwards
   */
  public void release(Workspace workspace) {
    synchronized (this) {
      if (!closed && size < CAPACITY) {
        idle[size++] = workspace;
        return;
      }
    }
    workspace.close();
  }

  /** Frees what is idle, and from here on everything that is released. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    while (size > 0) {
      idle[--size].close();
      idle[size] = null;
    }
  }
}
