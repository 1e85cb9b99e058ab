package io.ashlar.torture.faults;

/** What fails. */
public enum FaultKind {
  /** Every fsync from a moment on. */
  SYNC("fsync,fdatasync", "EIO:when=1+"),
  /** One fsync of each thread; the next ones return success, and must not be believed. */
  SYNC_ONCE("fsync,fdatasync", "EIO:when=1"),
  /** Every write to the log. */
  WRITE("write,pwrite64", "EIO:when=1+"),
  /** Every write to the log, for want of space. */
  WRITE_SPACE("write,pwrite64", "ENOSPC:when=1+"),
  /** The log's file may grow to a limit: a write ends early there, and the next one fails. */
  SHORT_WRITE(null, null),
  /** The disk has so little space left that the store must refuse writes by itself. */
  NEARLY_FULL(null, null),
  /** The disk is full at once, also for the store's own files. */
  FULL(null, null);

  private final String calls;
  private final String error;

  FaultKind(String calls, String error) {
    this.calls = calls;
    this.error = error;
  }

  /** The system calls that the tracer lets fail; null when none does. */
  String calls() {
    return calls;
  }

  /** How, in the words of the tracer. */
  String error() {
    return error;
  }

  /** Whether fsyncs fail, so that a later power cut tells whether they were waited for. */
  boolean onSync() {
    return this == SYNC || this == SYNC_ONCE;
  }

  /** Whether a small disk is filled. */
  boolean onDisk() {
    return this == NEARLY_FULL || this == FULL;
  }

  /** Whether only the log's file is concerned. */
  boolean onLogAlone() {
    return this == WRITE || this == WRITE_SPACE;
  }
}
