package io.ashlar.statistics;

/**
 * How this library reads and writes memory: chosen once for the life of the JVM.
 *
 * <p>{@link #UNSAFE} is chosen where the JVM was started with the flags that it needs (those of the
 * file {@code jvm.args} beside the sources), {@link #VAR_HANDLES} else. The system property {@code
 * ashlar.buffers}, read once, forces a choice: {@code unsafe} or {@code varhandles}; what it asks
 * for and cannot have is a {@link io.ashlar.error.StoreOpenException} of whoever opens a database.
 */
public enum BufferAccess {

  /** By address, with checks of bounds: a few per cent faster, and needs flags. */
  UNSAFE,

  /** By what the JDK offers to everybody: needs no flag. */
  VAR_HANDLES
}
