package io.ashlar.rows.ddl;

import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.PendingReclaim;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.partition.PartitionTimes;
import io.ashlar.rows.sequence.SequenceHandle;
import io.ashlar.rows.sequence.SequenceRegistry;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.ForeignKey;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.wait.CloseDeadline;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.store.Freshness;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Makes, alters and drops tables; leads to the changes of what belongs to tables.
 *
 * <p>Long because it leads to all of them.
 */
public final class SchemaChanges {

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final SchemaWork work;
  private final SequenceChanges sequences;
  private final HistoryChanges histories;
  private final PartitionChanges partitions;
  private final ForeignKeyChanges foreignKeys;
  private final ViewChanges views;

  /**
   * Made by the database, once; from here on tables make their partitions through it.
   *
   * @param work what all changes share
   * @param sequences the sequences that have a name
   */
  public SchemaChanges(SchemaWork work, SequenceRegistry sequences) {
    this.context = work.context();
    this.tables = work.tables();
    this.work = work;
    this.sequences = new SequenceChanges(work, sequences);
    this.histories = new HistoryChanges(work);
    this.partitions = new PartitionChanges(work);
    this.foreignKeys = new ForeignKeyChanges(work);
    this.views = new ViewChanges(work);
    context.makePartitionsWith(partitions);
  }

  /**
   * Leads to the changes of sequences.
   *
   * @return the same object always
   */
  public SequenceChanges sequences() {
    return sequences;
  }

  /**
   * Leads to the changes of histories.
   *
   * @return the same object always
   */
  public HistoryChanges histories() {
    return histories;
  }

  /**
   * Leads to the changes of partitions.
   *
   * @return the same object always
   */
  public PartitionChanges partitions() {
    return partitions;
  }

  /**
   * Leads to the changes of views.
   *
   * @return the same object always
   */
  public ViewChanges views() {
    return views;
  }

  /**
   * Reads the catalog of a store that was just opened: its tables and sequences are known
   * afterwards.
   *
   * @param readOnly whether the database is opened for reading, so that no space is given back
   * @throws io.ashlar.error.CorruptionException when the catalog contradicts itself
   */
  public void load(boolean readOnly) {
    work.enter();
    try (StoreTransaction reader = context.transactions().newTransaction()) {
      reader.beginRead(Freshness.WRITTEN);
      List<PendingReclaim> unfinished = new ArrayList<>();
      work.catalog()
          .read(
              store -> {
                load(store, reader);
                unfinished.addAll(readOnly ? List.of() : store.reclaims(reader));
              });
      reader.rollback();
      unfinished.forEach(work.reclaim()::request);
    } finally {
      work.leave();
    }
  }

  private void load(CatalogStore store, StoreTransaction reader) {
    CatalogIds ids = store.ids(reader);
    work.catalog().start(ids);
    List<TableDefinition> definitions = store.tables(reader);
    CatalogCheck.requireBuilds(definitions, store.builds(reader));
    Map<Integer, TableState> known = new HashMap<>();
    for (TableDefinition table : definitions) {
      CatalogCheck.require(table, ids);
      TableState handle = new TableState(context, table);
      tables.add(handle);
      known.put(table.id(), handle);
    }
    for (PartitionRecord partition : store.partitions(reader)) {
      TableState handle = known.get(partition.tableId());
      CatalogCheck.require(handle == null ? null : handle.definition(), partition, ids);
      handle.partitions().add(partition, 0);
    }
    known.values().forEach(this::knowPartitions);
    sequences.load(store.sequences(reader));
    store.histories(reader).forEach(histories::apply);
    foreignKeys.load(store.foreignKeys(reader), ids);
    views.load(store.views(reader), ids);
  }

  private void knowPartitions(TableState table) {
    if (table.partitions() != null) {
      partitions.add(table);
    }
  }

  /**
   * Makes all steps of a change with one commit; see {@link TableAlteration} for what is legal.
   * Waits for the transactions on the table.
   *
   * @param name the table
   * @param change the steps
   * @throws io.ashlar.error.SchemaException when there is no such table, or a step is not legal
   * @throws io.ashlar.error.ConstraintException when rows violate what the change demands
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table run for too long
   * @throws io.ashlar.error.DeadlockException when one on a referenced table waits for this one
   */
  public void alterTable(String name, TableChange change) {
    work.enter();
    try (StoreTransaction guard = work.newGuard()) {
      TableState handle = tables.require(name);
      work.lockTable(guard, handle);
      TableAlteration alteration =
          TableAlteration.of(handle, change, context.expiryClock().micros(), foreignKeys);
      alteration.lock(work, guard);
      TableDefinition table = alteration.table();
      sequences.requireFor(table);
      boolean renamed = !table.name().equals(name);
      if (renamed && !table.name().equalsIgnoreCase(name)) {
        tables.requireFree(table.name());
      }
      views.requireKept(name, table);
      new RowJudge().use(table);
      if (alteration.empties() != null) {
        RowValidation.requireNone(context, alteration.empties(), TableParts.now(handle, table));
      }
      if (alteration.validates()) {
        RowValidation.require(context, table, TableParts.now(handle, table));
      }
      alteration.validate(context);
      SequenceHandle orphan = table.identity() < 0 ? handle.identity() : null;
      if (orphan == null) {
        publishAltered(handle, alteration, commit(table, alteration, (store, tx) -> {}));
      } else {
        orphan.drop(
            () ->
                publishAltered(
                    handle,
                    alteration,
                    commit(
                        table, alteration, (store, tx) -> store.deleteSequence(tx, orphan.id()))));
        handle.numberBy(null);
      }
    } finally {
      work.leave();
    }
  }

  private long commit(
      TableDefinition table,
      TableAlteration alteration,
      BiConsumer<CatalogStore, StoreTransaction> besides) {
    return work.catalog()
        .commit(
            (store, tx, ids) -> {
              store.put(tx, table);
              besides.accept(store, tx);
              return alteration.store(store, tx, ids);
            });
  }

  private void publishAltered(TableState handle, TableAlteration alteration, long timestamp) {
    TableDefinition table = alteration.table();
    boolean renamed = !table.name().equals(handle.name());
    if (renamed) {
      tables.remove(handle);
    }
    handle.publish(Definitions.published(table, timestamp), work.oldestView());
    if (renamed) {
      tables.add(handle);
    }
    alteration.publish();
  }

  /**
   * Makes a table, with the partitions that it has from the beginning.
   *
   * @param schema the table
   * @param identity how its identity column is numbered, if it has one
   * @return the table, which others find from now on
   * @throws io.ashlar.error.SchemaException when the name is taken
   */
  public TableState createTable(TableSchema schema, SequenceOptions identity) {
    work.enter();
    try (StoreTransaction guard = work.newGuard()) {
      context.ensureWritable();
      tables.requireFree(schema.name());
      lockReferenced(guard, schema);
      List<TableDefinition> made = new ArrayList<>();
      List<ForeignKey> referencing = new ArrayList<>();
      long timestamp =
          work.catalog()
              .commit(
                  (store, tx, ids) -> {
                    TableDefinition table = Definitions.create(schema, ids);
                    new RowJudge().use(table);
                    sequences.requireFor(table);
                    made.add(table);
                    store.put(tx, table);
                    SequenceChanges.numbersOf(table, identity)
                        .forEach(owned -> store.put(tx, owned));
                    CatalogIds after = ids.afterTable(Definitions.keyspaces(schema));
                    TableState draft =
                        schema.foreignKeys().isEmpty() ? null : new TableState(context, table);
                    for (ForeignKeySchema declared : schema.foreignKeys()) {
                      ForeignKey key =
                          foreignKeys.declare(declared, after.nextKeyspaceId(), draft, table);
                      referencing.add(key);
                      store.put(tx, key.record());
                      after = after.afterKeyspace();
                    }
                    return after;
                  });
      TableDefinition table = Definitions.published(made.get(0), timestamp);
      TableState handle = new TableState(context, table);
      SequenceChanges.number(
          handle,
          SequenceChanges.numbersOf(table, identity).stream().map(sequences::open).toList());
      knowPartitions(handle);
      if (handle.partitions() != null) {
        int count = partitions.make(handle, PartitionTimes.fixed(handle.partitions()));
        assert count == handle.partitions().live().size() : "the table is new";
      }
      for (ForeignKey draft : referencing) {
        boolean self = draft.record().referencedId() == handle.id();
        ForeignKeyChanges.add(
            new ForeignKey(draft.record(), handle, self ? handle : draft.referenced()));
      }
      tables.add(handle);
      return handle;
    } finally {
      work.leave();
    }
  }

  private void lockReferenced(StoreTransaction guard, TableSchema schema) {
    for (ForeignKeySchema foreignKey : schema.foreignKeys()) {
      if (!foreignKey.table().equals(schema.name())) {
        work.lockTable(guard, tables.require(foreignKey.table()));
      }
    }
  }

  /**
   * Drops a table. Waits for the transactions on it; its space is given back later.
   *
   * @param name the table
   * @throws io.ashlar.error.SchemaException when there is no such table
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table run for too long
   */
  public void dropTable(String name) {
    work.enter();
    try (StoreTransaction guard = work.newGuard()) {
      TableState handle = tables.require(name);
      ForeignKeyChanges.requireUnreferenced(handle);
      views.requireUnused(name);
      work.lockTable(guard, handle);
      for (ForeignKey foreignKey : handle.foreignKeys()) {
        work.lockTable(guard, foreignKey.referenced());
      }
      TableDefinition table = handle.definition();
      List<PartitionRecord> divisions = TableParts.records(handle);
      List<Integer> keyspaces = TableParts.keyspaces(table, divisions);
      List<SequenceHandle> numbers = SequenceChanges.numbersOf(handle);
      long timestamp =
          commitDrop(
              numbers,
              (store, tx) -> {
                store.deleteTable(tx, table.id());
                store.deleteStatistics(tx, table.id());
                table.maintained().stream()
                    .filter(index -> !index.published())
                    .forEach(index -> store.deleteBuild(tx, index.keyspaceId()));
                histories.dropWith(store, tx, table.id());
                handle.foreignKeys().forEach(key -> store.delete(tx, key.record()));
                divisions.forEach(partition -> store.delete(tx, partition));
                keyspaces.forEach(keyspace -> store.putReclaim(tx, keyspace));
                numbers.forEach(owned -> store.deleteSequence(tx, owned.id()));
              });
      histories.forget(table.id());
      handle.foreignKeys().forEach(ForeignKeyChanges::remove);
      handle.markDropped();
      tables.remove(handle);
      partitions.remove(handle);
      work.giveBack(keyspaces, timestamp);
    } finally {
      work.leave();
    }
  }

  private long commitDrop(
      List<SequenceHandle> numbers, BiConsumer<CatalogStore, StoreTransaction> change) {
    if (numbers.isEmpty()) {
      return work.commit(change);
    }
    long[] timestamp = new long[1];
    List<SequenceHandle> others = numbers.subList(1, numbers.size());
    numbers.get(0).drop(() -> timestamp[0] = commitDrop(others, change));
    return timestamp[0];
  }

  /**
   * Gives back a keyspace that belongs to nothing.
   *
   * @param keyspaceId the keyspace
   * @return false when it belongs to something by now
   */
  public boolean reclaimOrphan(int keyspaceId) {
    work.enter();
    try {
      context.ensureWritable();
      boolean owned = keyspaceId < VersionedStore.FIRST_FREE_KEYSPACE;
      for (TableState table : tables.all()) {
        owned |=
            TableParts.keyspaces(table.definition(), TableParts.records(table))
                .contains(keyspaceId);
      }
      if (owned) {
        return false;
      }
      long timestamp =
          work.catalog()
              .commit(
                  (store, tx, ids) -> {
                    if (keyspaceId >= ids.nextKeyspaceId()) {
                      return null;
                    }
                    store.putReclaim(tx, keyspaceId);
                    return ids;
                  });
      if (timestamp != CatalogWriter.NOTHING) {
        work.reclaim().request(new PendingReclaim(keyspaceId, timestamp));
      }
      return timestamp != CatalogWriter.NOTHING;
    } finally {
      work.leave();
    }
  }

  /**
   * Waits for a change under way, which the end of its transactions has cut short, and frees what
   * changes use.
   *
   * @param deadline until when
   * @throws io.ashlar.error.CloseTimeoutException when it does not end in time
   */
  public void close(CloseDeadline deadline) {
    work.enter(deadline);
    try {
      work.catalog().close(deadline);
    } finally {
      work.leave();
    }
  }
}
