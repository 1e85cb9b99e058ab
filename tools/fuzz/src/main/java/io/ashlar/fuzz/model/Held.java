package io.ashlar.fuzz.model;

import io.ashlar.fuzz.model.table.Definition;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What other transactions have locked while a statement runs, which may pass over it. */
final class Held {

  /** Locked for certain. */
  private final Set<LockKey> locked = new HashSet<>();

  /** Locked at most; null where nothing is known. */
  private final Set<LockKey> asked;

  private Held(Set<LockKey> asked) {
    this.asked = asked;
  }

  static Held unknown() {
    return new Held(null);
  }

  static Held byOthers(ModelSession session, Collection<ModelSession> all) {
    Held held = new Held(new HashSet<>());
    for (ModelSession other : all) {
      if (other != session) {
        held.locked.addAll(other.locked());
        held.asked.addAll(other.asked());
      }
    }
    return held;
  }

  boolean isHeld(LockKey key) {
    return locked.contains(key);
  }

  /** Whether nobody else has it, for certain. */
  boolean isFree(Definition table, LockKey key) {
    return asked != null
        && !asked.contains(key)
        && !asked.contains(new LockKey(table.id(), LockKey.UNKNOWN, List.of()));
  }
}
