package io.ashlar.rows.ddl;

import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.SequenceRecord;
import io.ashlar.rows.sequence.SequenceHandle;
import io.ashlar.rows.sequence.SequenceRegistry;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    Map<Integer, SequenceHandle> owned = new HashMap<>();
    for (SequenceRecord record : records) {
      SequenceHandle sequence = open(record);
      if (record.owner() == 0) {
        sequences.add(sequence);
      } else {
        owned.put(record.owner(), sequence);
      }
    }
    for (TableState table : work.tables().all()) {
      SequenceHandle sequence = owned.get(table.id());
      CatalogCheck.requireSequence(table.definition(), sequence == null ? 0 : sequence.id());
      table.numberBy(sequence);
    }
  }

  SequenceHandle open(SequenceRecord record) {
    DatabaseContext context = work.context();
    return new SequenceHandle(context.transactions(), context::ensureWritable, record);
  }

  /** What numbers the identity column of a new table, or null when it has none. */
  static SequenceRecord numbersOf(TableDefinition table) {
    if (table.identity() < 0) {
      return null;
    }
    int id = table.columns().get(table.identity()).sequenceId();
    return new SequenceRecord(id, "", table.id(), SequenceOptions.defaults(), 0);
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
      sequence.drop(() -> work.commit((store, tx) -> store.deleteSequence(tx, sequence.id())));
      sequences.remove(sequence);
    } finally {
      work.leave();
    }
  }

  /** Gives back what is left of the blocks of all sequences, when the database is closed. */
  public void close() {
    sequences.all().forEach(SequenceHandle::close);
    for (TableState table : work.tables().all()) {
      SequenceHandle identity = table.identity();
      if (identity != null) {
        identity.close();
      }
    }
  }
}
