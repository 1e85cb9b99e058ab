package io.ashlar.rows.ddl;

import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.SequenceRecord;
import io.ashlar.rows.sequence.SequenceHandle;
import io.ashlar.rows.sequence.SequenceRegistry;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Makes and drops sequences, those that number identity columns included. */
public final class SequenceChanges {

  private final SchemaWork work;
  private final SequenceRegistry sequences;

  SequenceChanges(SchemaWork work, SequenceRegistry sequences) {
    this.work = work;
    this.sequences = sequences;
  }

  /** Takes over what the catalog has, once the tables are known. */
  void load(List<SequenceRecord> records) {
    Map<Integer, List<SequenceHandle>> owned = new HashMap<>();
    for (SequenceRecord record : records) {
      SequenceHandle sequence = open(record);
      if (record.owner() == 0) {
        sequences.add(sequence);
      } else {
        owned.computeIfAbsent(record.owner(), owner -> new ArrayList<>()).add(sequence);
      }
    }
    for (TableState table : work.tables().all()) {
      List<SequenceHandle> found = owned.getOrDefault(table.id(), List.of());
      CatalogCheck.requireSequences(
          table.definition(), found.stream().map(SequenceHandle::id).toList());
      number(table, found);
      CatalogCheck.requireDrawn(table.definition(), records);
    }
  }

  SequenceHandle open(SequenceRecord record) {
    DatabaseContext context = work.context();
    return new SequenceHandle(context.transactions(), context::ensureWritable, record);
  }

  /** Gives a table the sequences that number its identity column and its rows. */
  static void number(TableState table, List<SequenceHandle> owned) {
    for (ColumnDefinition column : table.definition().columns()) {
      for (SequenceHandle sequence : owned) {
        if (sequence.id() == column.sequenceId() && column.hidden()) {
          table.numberRowsBy(sequence);
        } else if (sequence.id() == column.sequenceId()) {
          table.numberBy(sequence);
        }
      }
    }
  }

  /** What numbers the identity column and the rows of a new table: one, both or none. */
  static List<SequenceRecord> numbersOf(TableDefinition table, SequenceOptions identity) {
    return table.columns().stream()
        .filter(ColumnDefinition::identity)
        .map(
            column ->
                new SequenceRecord(
                    column.sequenceId(),
                    "",
                    table.id(),
                    column.hidden() ? SequenceOptions.defaults() : identity,
                    0))
        .toList();
  }

  /** The sequences of a table that are there. */
  static List<SequenceHandle> numbersOf(TableState table) {
    return Stream.of(table.identity(), table.rowNumbers()).filter(Objects::nonNull).toList();
  }

  /**
   * Makes a sequence.
   *
   * @param name its name
   * @param options how it counts
   * @return the sequence, which others find from now on
   * @throws io.ashlar.error.SchemaException when the name is taken
   */
  public SequenceHandle create(String name, SequenceOptions options) {
    work.enter();
    try {
      work.context().ensureWritable();
      SequenceOptions.checkName(name);
      sequences.requireFree(name);
      List<SequenceRecord> made = new ArrayList<>();
      long timestamp =
          work.catalog()
              .commit(
                  (store, tx, ids) -> {
                    made.add(new SequenceRecord(ids.nextKeyspaceId(), name, 0, options, 0));
                    store.put(tx, made.get(0));
                    return ids.afterKeyspace();
                  });
      assert timestamp > 0 : "a new sequence is a write";
      SequenceHandle sequence = open(made.get(0));
      sequences.add(sequence);
      return sequence;
    } finally {
      work.leave();
    }
  }

  /**
   * Drops a sequence.
   *
   * @param name its name
   * @throws io.ashlar.error.SchemaException when there is none of that name
   */
  public void drop(String name) {
    work.enter();
    try {
      work.context().ensureWritable();
      SequenceHandle sequence = sequences.require(name);
      requireUnused(name);
      sequence.drop(() -> work.commit((store, tx) -> store.deleteSequence(tx, sequence.id())));
      sequences.remove(sequence);
    } finally {
      work.leave();
    }
  }

  private void requireUnused(String name) {
    for (TableState table : work.tables().all()) {
      if (drawnFrom(table.definition()).contains(name)) {
        throw new SchemaException(
            "The sequence is in use and cannot be dropped.",
            "sequence",
            name,
            "usedBy",
            table.name());
      }
    }
  }

  /**
   * Refuses defaults that draw from sequences that there are not.
   *
   * @param table the definition
   * @throws SchemaException when there is one
   */
  void requireFor(TableDefinition table) {
    for (String name : drawnFrom(table)) {
      SequenceHandle drawn = sequences.require(name);
      assert drawn.name().equals(name) : "it was found by its name";
    }
  }

  /** The names of the sequences from which the defaults of a table draw. */
  static List<String> drawnFrom(TableDefinition table) {
    return table.columns().stream()
        .map(ColumnDefinition::computedDefault)
        .filter(computed -> computed != null && computed.sequence() != null)
        .map(DefaultValue::sequence)
        .toList();
  }

  /** Gives back what is left of the blocks of all sequences, when the database is closed. */
  public void close() {
    sequences.all().forEach(SequenceHandle::close);
    for (TableState table : work.tables().all()) {
      numbersOf(table).forEach(SequenceHandle::close);
    }
  }
}
