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
public final class SequenceRegistry {

  private final ConcurrentHashMap<String, SequenceHandle> sequences = new ConcurrentHashMap<>();

  /** Holds none. */
  public SequenceRegistry() {}

  private Optional<SequenceHandle> find(String name) {
    return name == null ? Optional.empty() : Optional.ofNullable(sequences.get(name));
  }

  /**
   * The sequence of a name.
   *
   * @param name its name, or null
   * @return the sequence
   * @throws SchemaException when there is none
   */
  public SequenceHandle require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new SchemaException(
                    "There is no such sequence.", "sequence", String.valueOf(name)));
  }

  /**
   * Refuses a name that is taken, or differs from one in case alone.
   *
   * @param name the name
   * @throws SchemaException when it is taken
   */
  public void requireFree(String name) {
    for (String taken : sequences.keySet()) {
      if (taken.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        throw new SchemaException("There is a sequence of that name.", "sequence", taken);
      }
    }
  }

  /**
   * Makes a sequence known.
   *
   * @param sequence the sequence
   */
  public void add(SequenceHandle sequence) {
    SequenceHandle before = sequences.put(sequence.name(), sequence);
    assert before == null : "the name was free";
  }

  /**
   * Forgets a sequence.
   *
   * @param sequence the sequence, known until now
   */
  public void remove(SequenceHandle sequence) {
    boolean removed = sequences.remove(sequence.name(), sequence);
    assert removed : "the sequence was registered";
  }

  /**
   * All of them, in no order.
   *
   * @return a view
   */
  public Collection<SequenceHandle> all() {
    return sequences.values();
  }

  /**
   * The names, sorted.
   *
   * @return a copy
   */
  public List<String> names() {
    return sequences.keySet().stream().sorted().toList();
  }
}
