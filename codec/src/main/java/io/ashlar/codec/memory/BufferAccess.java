package io.ashlar.codec.memory;

/** How the flyweights of this JVM reach memory; chosen by {@link BufferChoice}. */
public enum BufferAccess {

  /**
   * Agrona's {@code UnsafeBuffer}, with off-heap memory from Chronicle, whose reference tracing
   * finds what was never freed. Needs packages of the JDK that only flags export.
   */
  UNSAFE,

  /** {@link VarHandleBuffer}, with off-heap memory from the JDK. Needs nothing. */
  VAR_HANDLES
}
