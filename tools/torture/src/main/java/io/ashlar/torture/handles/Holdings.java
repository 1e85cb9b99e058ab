package io.ashlar.torture.handles;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few places for objects of each type. A new object drives out whatever stood in its place.
 * Thread-safe; one for all callers and one for each.
 */
final class Holdings {

  private final Map<Class<?>, AtomicReferenceArray<Held>> places = new LinkedHashMap<>();

  Holdings(int size) {
    for (Class<?> type : ApiSurface.HELD) {
      places.put(type, new AtomicReferenceArray<>(size));
    }
  }

  /** Keeps an object and tells what went for it, or null. */
  Held keep(Held held, SplittableRandom random) {
    AtomicReferenceArray<Held> row = places.get(held.type());
    return row.getAndSet(random.nextInt(row.length()), held);
  }

  /** Any object of a type, or null when the place that was tried is empty. */
  Held any(Class<?> type, SplittableRandom random) {
    AtomicReferenceArray<Held> row = places.get(type);
    return row.get(random.nextInt(row.length()));
  }

  /** Lets everything go. */
  void clear() {
    places.clear();
  }

  /** Everything that is held, of one type. */
  Iterable<Held> all(Class<?> type) {
    AtomicReferenceArray<Held> row = places.get(type);
    java.util.List<Held> all = new java.util.ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      if (row.get(i) != null) {
        all.add(row.get(i));
      }
    }
    return all;
  }
}
