package io.ashlar.rows.ddl;

import io.ashlar.error.AshlarException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.session.TableState;
import io.ashlar.store.Freshness;
import io.ashlar.store.Ingest;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives rows that were loaded to their table. They lie in keyspaces of their own, to which nothing
 * refers, and which the catalog knows as keyspaces to be given back: so whatever ends a load, its
 * space is. One commit makes them the keyspaces of the table, or of its partitions, in place of
 * those that were there, and that had no rows.
 *
 * <p>For readers and writers that is a change of the schema: who has used the table at an earlier
 * view sees it empty, and cannot write to it any more.
 */
public final class LoadChanges {

  private final SchemaWork work;
  private final PartitionChanges partitions;

  /**
   * Made by the database, once.
   *
   * @param work what all changes of the schema share
   * @param partitions makes and drops partitions
   */
  public LoadChanges(SchemaWork work, PartitionChanges partitions) {
    this.work = work;
    this.partitions = partitions;
  }

  /**
   * Takes keyspaces for rows, durably.
   *
   * @param table the table
   * @param bound what the partition holds; empty where there are none
   * @return the keyspaces
   */
  public PartitionRecord reserve(TableDefinition table, byte[] bound) {
    List<PartitionRecord> taken = new ArrayList<>();
    long timestamp =
        work.catalog()
            .commit(
                (store, tx, ids) -> {
                  PartitionRecord record =
                      PartitionChanges.record(table, bound, ids.nextKeyspaceId());
                  taken.add(record);
                  keyspaces(table, record).forEach(keyspace -> store.putReclaim(tx, keyspace));
                  return ids.afterKeyspaces(1 + record.indexKeyspaces().size());
                });
    assert timestamp > 0 : "ids were taken";
    return taken.get(0);
  }

  private static List<Integer> keyspaces(TableDefinition table, List<PartitionRecord> parts) {
    List<Integer> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(keyspaces(table, part)));
    return all;
  }

  private static List<Integer> keyspaces(TableDefinition table, PartitionRecord part) {
    return PartitionChanges.keyspaces(table, part);
  }

  /**
   * Gives keyspaces back whose rows are not wanted. Where the database is closed meanwhile, its
   * next open does.
   *
   * @param table the definition that they were taken for
   * @param parts the keyspaces
   */
  public void abandon(TableDefinition table, List<PartitionRecord> parts) {
    if (!parts.isEmpty()) {
      work.enter();
      try {
        work.giveBack(keyspaces(table, parts), work.context().store().newestTimestamp());
      } catch (AshlarException e) {
        // The catalog remembers them, and what has ended the load is what its caller should learn.
        return;
      } finally {
        work.leave();
      }
    }
  }

  /**
   * Makes rows those of the table. Waits for the transactions on it.
   *
   * @param handle the table
   * @param loaded the definition that the rows were made by
   * @param parts where they lie, at least one
   * @param rows how many there are
   * @param ingest has them
   * @throws SchemaChangedException when the table has another definition by now
   * @throws WriteConflictException when it has rows by now
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table run for too long
   */
  @SuppressWarnings("ReferenceEquality") // another object with each change
  public void publish(
      TableState handle,
      TableDefinition loaded,
      List<PartitionRecord> parts,
      long rows,
      Ingest ingest) {
    work.enter();
    try (StoreTransaction guard = work.newGuard()) {
      handle.ensureUsable();
      work.lockTable(guard, handle);
      handle.ensureUsable();
      if (handle.definition() != loaded) {
        throw new SchemaChangedException(
            "The table was changed while rows were loaded.", "table", handle.name());
      }
      List<TablePartition> replaced = replaced(handle, parts);
      requireEmpty(handle, loaded, replaced);
      ingest.publish();
      if (handle.partitions() == null) {
        publishTable(handle, loaded, parts.get(0));
      } else {
        partitions.replace(handle, replaced, parts);
      }
      handle.liveStatistics().add(rows);
    } finally {
      work.leave();
    }
  }

  /** The partitions in whose place others come. */
  private static List<TablePartition> replaced(TableState handle, List<PartitionRecord> parts) {
    List<TablePartition> replaced = new ArrayList<>();
    for (TablePartition live : TableParts.live(handle)) {
      if (parts.stream().anyMatch(part -> Arrays.equals(part.bound(), live.record().bound()))) {
        replaced.add(live);
      }
    }
    return replaced;
  }

  private void requireEmpty(
      TableState handle, TableDefinition table, List<TablePartition> replaced) {
    List<PartitionRecord> records = replaced.stream().map(TablePartition::record).toList();
    if (!isEmpty(TableParts.of(table, records))) {
      throw new WriteConflictException(
          "Rows came into the table while others were loaded.", "table", handle.name());
    }
  }

  /**
   * Whether there are no rows, as far as commits are ordered.
   *
   * @param parts where to look
   * @return true when there are none
   */
  public boolean isEmpty(List<TableDefinition> parts) {
    try (StoreTransaction reader = work.context().transactions().newTransaction();
        TransactionCursor cursor = reader.newCursor()) {
      reader.beginRead(Freshness.WRITTEN);
      for (TableDefinition part : parts) {
        if (TableParts.openKeyspace(cursor, part.keyspaceId())) {
          return false;
        }
      }
      return true;
    }
  }

  private void publishTable(TableState handle, TableDefinition loaded, PartitionRecord part) {
    List<Integer> old = TableParts.keyspaces(loaded, List.of());
    TableDefinition table = Definitions.moved(loaded, part);
    long timestamp =
        work.commit(
            (store, tx) -> {
              store.put(tx, table);
              keyspaces(loaded, part).forEach(keyspace -> store.deleteReclaim(tx, keyspace));
              old.forEach(keyspace -> store.putReclaim(tx, keyspace));
            });
    handle.publish(Definitions.published(table, timestamp), work.oldestView());
    work.giveBack(old, timestamp);
  }
}
