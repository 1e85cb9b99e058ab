package io.ashlar.rows.session;

import io.ashlar.error.ClosedException;
import io.ashlar.rows.analyze.LiveStatistics;
import io.ashlar.rows.catalog.CatalogKeys;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.sequence.SequenceHandle;
import java.time.Duration;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * A table as its database knows it: its definitions by view, its partitions, its history and how
 * many rows it has. Shared by all threads.
 */
public final class TableState {

  private final DatabaseContext context;
  private final int id;
  private final MutableDirectBuffer catalogKey;
  private final LiveStatistics statistics = new LiveStatistics();

  /** The partitions, or null when the table has none. */
  private final TablePartitions partitions;

  /** The newest published definition and, behind it, those that older views may still need. */
  private volatile DefinitionVersion newest;

  private volatile boolean dropped;
  private volatile Runnable whenDropped = () -> {};

  /** Numbers the identity column; null when there is none. */
  private volatile SequenceHandle identity;

  /** Numbers the rows; null where they have a primary key. */
  private volatile SequenceHandle rowNumbers;

  /** What the rows reference. Written by schema changes, under the locks of both tables. */
  private volatile List<ForeignKey> foreignKeys = List.of();

  /** What references the rows. Written as those. */
  private volatile List<ForeignKey> referencedBy = List.of();

  /** How long superseded versions are kept, or zero. Written by schema changes. */
  private volatile Duration history = Duration.ZERO;

  /**
   * Made by the database, once for each table.
   *
   * @param context the database
   * @param definition the table as the catalog has it
   */
  public TableState(DatabaseContext context, TableDefinition definition) {
    this.context = context;
    this.id = definition.id();
    this.catalogKey = CatalogKeys.tableKey(definition.id());
    this.newest = new DefinitionVersion(definition, null);
    this.partitions =
        definition.partitions() == null
            ? null
            : new TablePartitions(definition, context.pool(), context.partitions());
  }

  /**
   * The partitions.
   *
   * @return the partitions, or null when the table has none
   */
  public TablePartitions partitions() {
    return partitions;
  }

  /**
   * The database.
   *
   * @return its context
   */
  public DatabaseContext context() {
    return context;
  }

  /**
   * The stable id.
   *
   * @return the id of the table
   */
  public int id() {
    return id;
  }

  /**
   * What is known of the rows.
   *
   * @return the same object always, shared
   */
  public LiveStatistics liveStatistics() {
    return statistics;
  }

  /**
   * The definition as published last.
   *
   * @return the definition
   */
  public TableDefinition definition() {
    return newest.definition();
  }

  /**
   * The definition that a view shows.
   *
   * @param timestamp the timestamp of the view
   * @return the newest definition published at or before that time
   * @throws ClosedException when the table was dropped, or did not exist then
   */
  public TableDefinition definitionAt(long timestamp) {
    ensureUsable();
    for (DefinitionVersion v = newest; v != null; v = v.older()) {
      if (v.definition().publishedAt() <= timestamp) {
        return v.definition();
      }
    }
    throw new ClosedException(
        "The transaction began before the table was created.", "table", name());
  }

  /**
   * How long superseded versions are kept.
   *
   * @return how long, or zero
   * @throws ClosedException when the table was dropped or the database is closed
   */
  public Duration historyRetention() {
    ensureUsable();
    return history;
  }

  /**
   * Says how long superseded versions are kept.
   *
   * @param retention how long, or zero
   */
  public void historyRetention(Duration retention) {
    history = retention;
  }

  /**
   * Publishes a definition. Called by the database under the exclusive lock of the table, after the
   * catalog commit that made it.
   *
   * @param definition the definition, newer than {@link #definition()}
   * @param oldestView the oldest timestamp that a view may have; older definitions are forgotten
   */
  public void publish(TableDefinition definition, long oldestView) {
    boolean last = newest.definition().publishedAt() <= oldestView;
    newest =
        new DefinitionVersion(
            definition, last ? new DefinitionVersion(newest.definition(), null) : newest);
    if (partitions != null) {
      partitions.use(definition);
    }
  }

  /** Refuses all use from here on: the table was dropped. */
  public void markDropped() {
    dropped = true;
    whenDropped.run();
  }

  /**
   * Says what else goes when the table is dropped.
   *
   * @param gone is run by whoever drops the table, perhaps more than once
   */
  public void whenDropped(Runnable gone) {
    whenDropped = gone;
    if (dropped) {
      gone.run();
    }
  }

  /**
   * Refuses use of a table that is gone.
   *
   * @throws ClosedException when the table was dropped or the database is closed
   */
  public void ensureUsable() {
    context.ensureOpen();
    if (dropped) {
      throw new ClosedException("The table was dropped.", "table", name());
    }
  }

  /**
   * Sets what numbers the identity column.
   *
   * @param sequence the sequence
   */
  public void numberBy(SequenceHandle sequence) {
    identity = sequence;
  }

  /**
   * What numbers the identity column.
   *
   * @return the sequence, or null
   */
  public SequenceHandle identity() {
    return identity;
  }

  /**
   * Sets what numbers the rows of a table without primary key.
   *
   * @param sequence the sequence
   */
  public void numberRowsBy(SequenceHandle sequence) {
    rowNumbers = sequence;
  }

  /**
   * What numbers the rows.
   *
   * @return the sequence, or null where they have a primary key
   */
  public SequenceHandle rowNumbers() {
    return rowNumbers;
  }

  /**
   * What the rows reference.
   *
   * @return the foreign keys of the table; immutable, another list after each change
   */
  public List<ForeignKey> foreignKeys() {
    return foreignKeys;
  }

  /**
   * What references the rows.
   *
   * @return foreign keys, of the table itself too; immutable, another list after each change
   */
  public List<ForeignKey> referencedBy() {
    return referencedBy;
  }

  /**
   * Says what the rows reference. By who has the locks of all tables concerned.
   *
   * @param keys the foreign keys of the table
   */
  public void reference(List<ForeignKey> keys) {
    foreignKeys = List.copyOf(keys);
  }

  /**
   * Says what references the rows. By who has the locks of all tables concerned.
   *
   * @param keys the foreign keys
   */
  public void referenceBy(List<ForeignKey> keys) {
    referencedBy = List.copyOf(keys);
  }

  MutableDirectBuffer catalogKey() {
    return catalogKey;
  }

  /**
   * The name.
   *
   * @return the name of the table
   */
  public String name() {
    return definition().name();
  }
}
