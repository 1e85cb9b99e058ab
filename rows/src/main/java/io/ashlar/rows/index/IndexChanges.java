package io.ashlar.rows.index;

import io.ashlar.error.SchemaException;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.index.IndexState;
import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.BuildRecord;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.ddl.CatalogWriter;
import io.ashlar.rows.ddl.ForeignKeyChanges;
import io.ashlar.rows.ddl.SchemaWork;
import io.ashlar.rows.ddl.TableParts;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.session.TableState;
import io.ashlar.schema.IndexSchema;
import io.ashlar.store.Freshness;
import io.ashlar.txn.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Adds and drops indexes. An index comes in two changes, with its build between them, which needs
 * none: the first makes writers maintain it, the second lets statements read it. The table is
 * locked for each of them only. The catalog has a record of the build from the first to the second.
 */
public final class IndexChanges {

  private final SchemaWork work;
  private final SmallTableFill smallTables;

  /**
   * An index that writers maintain.
   *
   * @param table its table
   * @param record how far its build is
   * @param filled whether it is public already
   */
  record BegunBuild(TableState table, BuildRecord record, boolean filled) {}

  /**
   * Made by the database, once.
   *
   * @param work what all changes of the schema share
   */
  public IndexChanges(SchemaWork work) {
    this.work = work;
    this.smallTables = new SmallTableFill(work.context());
  }

  /**
   * Adds an index: filled and published at once when the table has few rows, otherwise for writers
   * only, with a build that fills it later.
   */
  BegunBuild begin(String tableName, IndexSchema schema, IndexBuildOptions options) {
    work.enter();
    try (StoreTransaction guard = work.newGuard()) {
      TableState handle = work.tables().require(tableName);
      handle.definition().schema().check(schema);
      requireFree(handle.definition(), schema.name());
      work.lockTable(guard, handle);
      List<TablePartition> partitions = TableParts.live(handle);
      List<AddedIndex> added = new ArrayList<>();
      long timestamp =
          work.catalog()
              .commit(
                  (store, tx, ids) -> {
                    added.add(AddedIndex.to(handle, schema, ids, true));
                    // Its predicate may be one that the table cannot judge.
                    new RowJudge().use(added.get(0).table());
                    return smallTables.fill(added.get(0), store, tx)
                        ? added.get(0).after(ids)
                        : null;
                  });
      boolean done = timestamp != CatalogWriter.NOTHING;
      if (!done) {
        added.clear();
        timestamp =
            work.catalog()
                .commit(
                    (store, tx, ids) -> {
                      added.add(AddedIndex.to(handle, schema, ids, false));
                      added.get(0).put(store, tx);
                      store.put(tx, record(added.get(0), options));
                      return added.get(0).after(ids);
                    });
      }
      AddedIndex index = added.get(0);
      for (int i = 0; i < partitions.size(); i++) {
        partitions.get(i).use(index.partitions().get(i));
      }
      handle.publish(Definitions.published(index.table(), timestamp), work.oldestView());
      work.forgetReclaimed();
      return new BegunBuild(handle, record(index, options), done);
    } finally {
      work.leave();
    }
  }

  private static BuildRecord record(AddedIndex added, IndexBuildOptions options) {
    return new BuildRecord(
        added.index().keyspaceId(),
        added.table().id(),
        added.index().id(),
        IndexState.WRITE_ONLY,
        0,
        options.rowsPerSecond(),
        options.chunkRows(),
        options.isVerified(),
        new byte[0]);
  }

  /** Lets statements read an index that is filled; false when it is gone. */
  boolean publish(TableState handle, BuildRecord build) {
    work.enter();
    try (StoreTransaction guard = work.newGuard()) {
      work.lockShortly(guard, handle);
      handle.ensureUsable();
      IndexDefinition index = handle.definition().maintained(build.indexId());
      if (index == null) {
        return false;
      }
      TableDefinition table = Definitions.withPublished(handle.definition(), index);
      long timestamp =
          work.commit(
              (store, tx) -> {
                store.put(tx, table);
                store.deleteBuild(tx, build.keyspaceId());
              });
      handle.publish(Definitions.published(table, timestamp), work.oldestView());
      work.forgetReclaimed();
      return true;
    } finally {
      work.leave();
    }
  }

  /** Takes an index away that is not published; one that is, or is gone, stays as it is. */
  void dropBuild(TableState handle, BuildRecord build, boolean shortly) {
    work.enter();
    try (StoreTransaction guard = work.newGuard()) {
      if (shortly) {
        work.lockShortly(guard, handle);
      } else {
        work.lockTable(guard, handle);
      }
      handle.ensureUsable();
      IndexDefinition index = handle.definition().maintained(build.indexId());
      if (index != null && !index.published()) {
        remove(handle, index);
      }
    } finally {
      work.leave();
    }
  }

  /** The builds that the catalog knows. */
  List<BegunBuild> unfinished() {
    work.enter();
    try (StoreTransaction reader = work.context().transactions().newTransaction()) {
      work.context().ensureWritable();
      reader.beginRead(Freshness.WRITTEN);
      List<BuildRecord> records = new ArrayList<>();
      work.catalog().read(store -> records.addAll(store.builds(reader)));
      return records.stream()
          .map(record -> new BegunBuild(work.tables().require(record), record, false))
          .toList();
    } finally {
      work.leave();
    }
  }

  /**
   * Drops an index, also one that is being built. Waits for the transactions on the table.
   *
   * @param tableName the table
   * @param indexName the index
   * @throws SchemaException when there is no such table or index
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table run for too long
   */
  public void drop(String tableName, String indexName) {
    work.enter();
    try (StoreTransaction guard = work.newGuard()) {
      TableState handle = work.tables().require(tableName);
      work.lockTable(guard, handle);
      IndexDefinition index =
          handle.definition().maintained().stream()
              .filter(candidate -> candidate.name().equals(indexName))
              .findFirst()
              .orElseThrow(
                  () ->
                      new SchemaException(
                          "There is no such index.",
                          "table",
                          tableName,
                          "index",
                          String.valueOf(indexName)));
      remove(handle, index);
    } finally {
      work.leave();
    }
  }

  /** The table is locked, and this change the only one. */
  private void remove(TableState handle, IndexDefinition index) {
    TableDefinition table = Definitions.withoutIndex(handle.definition(), index);
    ForeignKeyChanges.requireUnused(handle, table);
    List<PartitionRecord> partitions = TableParts.records(handle);
    List<Integer> keyspaces = TableParts.keyspaces(index, partitions);
    long timestamp =
        work.commit(
            (store, tx) -> {
              store.put(tx, table);
              keyspaces.forEach(keyspace -> store.putReclaim(tx, keyspace));
              if (!index.published()) {
                store.deleteBuild(tx, index.keyspaceId());
              }
            });
    handle.publish(Definitions.published(table, timestamp), work.oldestView());
    work.giveBack(keyspaces, timestamp);
  }

  private static void requireFree(TableDefinition table, String index) {
    for (IndexDefinition taken : table.maintained()) {
      if (taken.name().toLowerCase(Locale.ROOT).equals(index.toLowerCase(Locale.ROOT))) {
        throw new SchemaException(
            "There is an index of that name.", "table", table.name(), "index", taken.name());
      }
    }
  }
}
