package io.ashlar.rows.table;

import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Scan;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.Transaction;
import io.ashlar.Update;
import io.ashlar.codec.argument.Arguments;
import io.ashlar.error.ClosedException;
import io.ashlar.error.SchemaException;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.DateColumn;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.rows.analyze.LiveStatistics;
import io.ashlar.rows.catalog.CatalogKeys;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.sequence.SequenceHandle;
import io.ashlar.schema.Partition;
import io.ashlar.schema.TableSchema;
import io.ashlar.statistics.WarmReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.agrona.MutableDirectBuffer;

/** The {@link Table} that users hold: its definitions and what its statements share. */
public final class TableHandle implements Table {

  private final DatabaseContext context;
  private final int id;
  private final MutableDirectBuffer catalogKey;
  private final HandlePool<RowMutator> mutators = new HandlePool<>();

  private final LiveStatistics statistics = new LiveStatistics();

  /** The partitions, or null when the table has none. */
  private final TablePartitions partitions;

  /** The newest published definition and, behind it, those that older views may still need. */
  private volatile DefinitionVersion newest;

  private volatile boolean dropped;

  /** Numbers the identity column; null when there is none. */
  private volatile SequenceHandle identity;

  /** How long superseded versions are kept, or zero. Written by schema changes. */
  private volatile Duration history = Duration.ZERO;

  /**
   * Made by the database, once for each table.
   *
   * @param context the database
   * @param definition the table as the catalog has it
   */
  public TableHandle(DatabaseContext context, TableDefinition definition) {
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

  @Override
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
    freeIdle();
  }

  /** Frees what waits for reuse, and from here on what is given back. */
  public void freeIdle() {
    mutators.close();
    for (RowMutator idle = mutators.poll(); idle != null; idle = mutators.poll()) {
      idle.close();
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

  @Override
  public Sequence identitySequence() {
    ensureUsable();
    SequenceHandle sequence = identity;
    if (sequence == null) {
      throw new SchemaException("The table has no identity column.", "table", name());
    }
    return sequence;
  }

  /**
   * A mutator for one statement.
   *
   * @return the mutator, for {@link #releaseMutator}
   */
  public RowMutator acquireMutator() {
    ensureUsable();
    RowMutator mutator = mutators.poll();
    return mutator == null ? new RowMutator(this) : mutator;
  }

  /**
   * Takes a mutator back.
   *
   * @param mutator the mutator, not to be used afterwards
   */
  public void releaseMutator(RowMutator mutator) {
    if (!mutators.offer(mutator)) {
      mutator.close();
    }
  }

  MutableDirectBuffer catalogKey() {
    return catalogKey;
  }

  @Override
  public String name() {
    return definition().name();
  }

  @Override
  public TableSchema schema() {
    ensureUsable();
    return definition().schema();
  }

  @Override
  public long estimatedRowCount() {
    ensureUsable();
    return statistics.estimatedRows();
  }

  @Override
  public String describe() {
    ensureUsable();
    return Ddl.text(definition().schema());
  }

  @Override
  public List<Partition> listPartitions() {
    ensureUsable();
    return partitions == null ? List.of() : partitions.listed();
  }

  @Override
  public boolean createPartition(Object... values) {
    return PartitionCommands.create(this, Arguments.allGiven(values, "values"));
  }

  @Override
  public int createPartitionsUntil(Instant end) {
    return PartitionCommands.createUntil(this, Arguments.given(end, "end"));
  }

  @Override
  public boolean dropPartition(Partition partition) {
    return PartitionCommands.drop(this, Arguments.given(partition, "partition"));
  }

  @Override
  public int dropPartitionsBefore(Instant time) {
    return PartitionCommands.dropBefore(this, Arguments.given(time, "time"));
  }

  @Override
  public int dropPartitionsBefore(long number) {
    return PartitionCommands.dropBelow(this, number);
  }

  @Override
  public Insert insert() {
    ensureUsable();
    return new InsertStatement(this, null, false);
  }

  @Override
  public Insert insert(Transaction transaction) {
    ensureUsable();
    return new InsertStatement(this, TransactionHandle.of(transaction, context), false);
  }

  @Override
  public Insert upsert() {
    ensureUsable();
    return new InsertStatement(this, null, true);
  }

  @Override
  public Insert upsert(Transaction transaction) {
    ensureUsable();
    return new InsertStatement(this, TransactionHandle.of(transaction, context), true);
  }

  @Override
  public Get get() {
    ensureUsable();
    return context.statements().get(this);
  }

  @Override
  public Get get(String uniqueIndex) {
    Arguments.requireGiven(uniqueIndex, "uniqueIndex");
    ensureUsable();
    return context.statements().get(this, uniqueIndex);
  }

  @Override
  public BatchGet getAll() {
    ensureUsable();
    return context.statements().getAll(this, null);
  }

  @Override
  public BatchGet getAll(String uniqueIndex) {
    Arguments.requireGiven(uniqueIndex, "uniqueIndex");
    ensureUsable();
    return context.statements().getAll(this, uniqueIndex);
  }

  @Override
  public Scan scan() {
    ensureUsable();
    return context.statements().scan(this);
  }

  @Override
  public void insertRow(Map<String, ?> values) {
    Arguments.requireGiven(values, "values");
    Insert insert = insert();
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      insert.setValue(column(entry.getKey()), entry.getValue());
    }
    long inserted = insert.execute();
    assert inserted == 1 : "an insert writes one row or throws";
  }

  @Override
  public Column column(String name) {
    Arguments.requireGiven(name, "name");
    ensureUsable();
    return Columns.named(definition(), name);
  }

  @Override
  public BooleanColumn booleanColumn(String name) {
    return Columns.typed(this, name, BooleanColumn.class);
  }

  @Override
  public IntColumn intColumn(String name) {
    return Columns.typed(this, name, IntColumn.class);
  }

  @Override
  public LongColumn longColumn(String name) {
    return Columns.typed(this, name, LongColumn.class);
  }

  @Override
  public FloatColumn floatColumn(String name) {
    return Columns.typed(this, name, FloatColumn.class);
  }

  @Override
  public DoubleColumn doubleColumn(String name) {
    return Columns.typed(this, name, DoubleColumn.class);
  }

  @Override
  public DecimalColumn decimalColumn(String name) {
    return Columns.typed(this, name, DecimalColumn.class);
  }

  @Override
  public StringColumn stringColumn(String name) {
    return Columns.typed(this, name, StringColumn.class);
  }

  @Override
  public BytesColumn bytesColumn(String name) {
    return Columns.typed(this, name, BytesColumn.class);
  }

  @Override
  public UuidColumn uuidColumn(String name) {
    return Columns.typed(this, name, UuidColumn.class);
  }

  @Override
  public DateColumn dateColumn(String name) {
    return Columns.typed(this, name, DateColumn.class);
  }

  @Override
  public TimeColumn timeColumn(String name) {
    return Columns.typed(this, name, TimeColumn.class);
  }

  @Override
  public TimestampColumn timestampColumn(String name) {
    return Columns.typed(this, name, TimestampColumn.class);
  }

  @Override
  public Update update() {
    ensureUsable();
    return context.statements().update(this, null);
  }

  @Override
  public Update update(Transaction transaction) {
    Arguments.requireGiven(transaction, "transaction");
    ensureUsable();
    return context.statements().update(this, transaction);
  }

  @Override
  public Delete delete() {
    ensureUsable();
    return context.statements().delete(this, null);
  }

  @Override
  public Delete delete(Transaction transaction) {
    Arguments.requireGiven(transaction, "transaction");
    ensureUsable();
    return context.statements().delete(this, transaction);
  }

  @Override
  public WarmReport warm() {
    return Warming.run(this, scan());
  }

  @Override
  public WarmReport warm(Predicate predicate) {
    return Warming.run(this, scan().where(predicate));
  }
}
