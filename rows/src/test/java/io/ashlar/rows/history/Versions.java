package io.ashlar.rows.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every committed state, from the empty one on, and what each commit has changed. */
final class Versions {

  private final List<NavigableMap<Long, Item>> states = new ArrayList<>(List.of(new TreeMap<>()));

  /** Of the commit that led to the state of the same number. */
  private final List<Touched> changes = new ArrayList<>(List.of(new Touched()));

  /** The same, with all keys that it had anything to do with, such as those put and deleted. */
  private final List<Touched> contacts = new ArrayList<>(List.of(new Touched()));

  int newest() {
    return states.size() - 1;
  }

  NavigableMap<Long, Item> state(int number) {
    return states.get(number);
  }

  /** Adds a state; {@code asked} is what the transaction may have locked and perhaps written. */
  void commit(Map<Long, Optional<Item>> writes, Touched asked) {
    NavigableMap<Long, Item> before = state(newest());
    NavigableMap<Long, Item> after = new TreeMap<>(before);
    Touched touched = new Touched();
    for (Map.Entry<Long, Optional<Item>> each : writes.entrySet()) {
      Item old = before.get(each.getKey());
      Item item = each.getValue().orElse(null);
      touched.ids().add(each.getKey());
      touched.addCode(old == null ? null : old.code());
      touched.addCode(item == null ? null : item.code());
      if (item == null) {
        after.remove(each.getKey());
      } else {
        after.put(each.getKey(), item);
      }
    }
    states.add(after);
    changes.add(touched);
    Touched contact = new Touched();
    contact.addAll(touched);
    contact.addAll(asked);
    contacts.add(contact);
  }

  /** What the commits after a state have changed. */
  Touched changedSince(int number) {
    return sum(changes, number);
  }

  /** What they may have changed, were it only from and to the same. */
  Touched mayBeChangedSince(int number) {
    return sum(contacts, number);
  }

  private static Touched sum(List<Touched> commits, int number) {
    Touched all = new Touched();
    commits.subList(number + 1, commits.size()).forEach(all::addAll);
    return all;
  }

  /**
   * Keys that are locked or were changed.
   *
   * @param ids primary keys
   * @param codes keys of the unique index
   */
  record Touched(Set<Long> ids, Set<Long> codes) {
    Touched() {
      this(new HashSet<>(), new HashSet<>());
    }

    void addCode(Long code) {
      if (code != null) {
        codes.add(code);
      }
    }

    void addAll(Touched other) {
      ids.addAll(other.ids);
      codes.addAll(other.codes);
    }

    boolean meets(Touched other) {
      return ids.stream().anyMatch(other.ids::contains)
          || codes.stream().anyMatch(other.codes::contains);
    }
  }
}
