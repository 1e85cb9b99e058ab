package io.ashlar.engine.gate;

/**
 * Something that owns native memory and is known to a {@link HandleRegistry} while it is open.
 *
 * <p>Closing is idempotent, thread-safe and uninterruptible; it returns when the native memory has
 * been freed, whoever freed it.
 */
public abstract class Handle implements AutoCloseable {

  /** The census list; guarded by the registry's monitor. */
  Handle previous;

  /** The census list; guarded by the registry's monitor. */
  Handle next;

  private final String kind;
  private final String closedSentence;
  private long openedNs;
  private Throwable opener;

  /**
   * For subclasses; does not register.
   *
   * @param kind the word for this kind of handle, for example {@code cursor}
   * @param closedSentence what late callers are told after {@link #close()}
   * @param traced whether to keep the stack of the opening call
   */
  protected Handle(String kind, String closedSentence, boolean traced) {
    this.kind = kind;
    this.closedSentence = closedSentence;
    opened(traced);
  }

  /**
   * Notes when and by whom the handle was opened; for those that are opened again, before they are
   * registered again.
   *
   * @param traced whether to keep the stack of the opening call
   */
  protected final void opened(boolean traced) {
    this.openedNs = System.nanoTime();
    this.opener = traced ? new Throwable("opened here") : null;
  }

  /**
   * The word for this kind of handle.
   *
   * @return for example {@code cursor}
   */
  public final String kind() {
    return kind;
  }

  /**
   * How long the handle has been open.
   *
   * @return nanoseconds
   */
  public final long ageNs() {
    return System.nanoTime() - openedNs;
  }

  /**
   * The stack of the opening call.
   *
   * @return a throwable that was never thrown, or null when handles are not traced
   */
  public final Throwable opener() {
    return opener;
  }

  /** Frees the handle; later calls on it throw {@link io.ashlar.error.ClosedException}. */
  @Override
  public final void close() {
    close(closedSentence);
  }

  /**
   * Frees the handle, if it is open.
   *
   * @param sentence what late callers are told
   */
  protected abstract void close(String sentence);
}
