package io.ashlar.rows.sequence;

import io.ashlar.error.SchemaException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sequences that have a name. Shared by all threads; changed by one schema change at a time.
 */
final class SequenceRegistry {

  private final ConcurrentHashMap<String, SequenceHandle> sequences = new ConcurrentHashMap<>();

  Optional<SequenceHandle> find(String name) {
    return name == null ? Optional.empty() : Optional.ofNullable(sequences.get(name));
  }

  SequenceHandle require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new SchemaException(
                    "There is no such sequence.", "sequence", String.valueOf(name)));
  }

  void requireFree(String name) {
    for (String taken : sequences.keySet()) {
      if (taken.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        throw new SchemaException("There is a sequence of that name.", "sequence", taken);
      }
    }
  }

  void add(SequenceHandle sequence) {
    SequenceHandle before = sequences.put(sequence.name(), sequence);
    assert before == null : "the name was free";
  }

  void remove(SequenceHandle sequence) {
    boolean removed = sequences.remove(sequence.name(), sequence);
    assert removed : "the sequence was registered";
  }

  Collection<SequenceHandle> all() {
    return sequences.values();
  }

  List<String> names() {
    return sequences.keySet().stream().sorted().toList();
  }
}
