package io.ashlar.fuzz.script;

/** Whether a read locks what it reads. */
public enum Locking {
  /** It does not. */
  NONE,
  /** It does, and waits as long as its transaction allows. */
  FOR_UPDATE,
  /** It does, and does not wait. */
  NO_WAIT,
  /** It does, and passes over what others have locked. */
  SKIP_LOCKED
}
