package io.ashlar.rows.table;

import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Scan;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadReport;
import io.ashlar.load.RowSource;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.Column;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.ingest.Writers;
import io.ashlar.rows.load.Loads;
import io.ashlar.rows.plan.Sorting;
import io.ashlar.rows.read.BatchGetStatement;
import io.ashlar.rows.read.GetStatement;
import io.ashlar.rows.read.ScanRequest;
import io.ashlar.rows.row.Columns;
import io.ashlar.rows.sequence.SequenceHandle;
import io.ashlar.rows.session.OwnTransactions;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.walk.WorkspacePool;
import io.ashlar.rows.write.DeleteStatement;
import io.ashlar.rows.write.InsertStatement;
import io.ashlar.rows.write.Mutators;
import io.ashlar.rows.write.UpdateStatement;
import io.ashlar.schema.Partition;
import io.ashlar.schema.TableSchema;
import io.ashlar.statistics.WarmReport;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The {@link Table} that users hold. Shared by all threads; makes statements, which are not. */
public final class TableHandle implements Table {

  private final TableState state;
  private final Mutators mutators;
  private final WorkspacePool workspaces;
  private final OwnTransactions own;
  private final Writers writers;
  private final Loads loads;

  /** What {@link #schema()} gave last: asked before each run of a statement that was prepared. */
  private volatile ToldSchema told;

  TableHandle(
      TableState state,
      WorkspacePool workspaces,
      OwnTransactions own,
      Writers writers,
      Loads loads) {
    this.state = state;
    this.mutators = new Mutators(state, own);
    this.workspaces = workspaces;
    this.own = own;
    this.writers = writers;
    this.loads = loads;
  }

  /**
   * What the database knows of the table.
   *
   * @return the same object always
   */
  public TableState state() {
    return state;
  }

  /**
   * What changes its rows.
   *
   * @return the same object always, shared
   */
  public Mutators mutators() {
    return mutators;
  }

  @Override
  public Duration historyRetention() {
    return state.historyRetention();
  }

  @Override
  public Sequence identitySequence() {
    state.ensureUsable();
    SequenceHandle sequence = state.identity();
    if (sequence == null) {
      throw new SchemaException("The table has no identity column.", "table", name());
    }
    return sequence;
  }

  @Override
  public LongColumn rowNumber() {
    state.ensureUsable();
    TableDefinition definition = state.definition();
    if (!definition.keyless()) {
      throw new SchemaException("The table has a primary key.", "table", name());
    }
    return (LongColumn) Columns.handle(definition, definition.primaryKey()[0]);
  }

  @Override
  public String name() {
    return state.name();
  }

  @Override
  public TableSchema schema() {
    state.ensureUsable();
    ToldSchema last = told;
    if (last == null || !last.isOf(state)) {
      last = ToldSchema.of(state);
      told = last;
    }
    return last.schema();
  }

  @Override
  public long estimatedRowCount() {
    state.ensureUsable();
    return state.liveStatistics().estimatedRows();
  }

  @Override
  public String describe() {
    state.ensureUsable();
    return Ddl.text(schema());
  }

  @Override
  public List<Partition> listPartitions() {
    state.ensureUsable();
    return state.partitions() == null ? List.of() : state.partitions().listed();
  }

  @Override
  public boolean createPartition(Object... values) {
    return PartitionCommands.create(state, Arguments.allGiven(values, "values"));
  }

  @Override
  public int createPartitionsUntil(Instant end) {
    return PartitionCommands.createUntil(state, Arguments.given(end, "end"));
  }

  @Override
  public boolean dropPartition(Partition partition) {
    return PartitionCommands.drop(state, Arguments.given(partition, "partition"));
  }

  @Override
  public int dropPartitionsBefore(Instant time) {
    return PartitionCommands.dropBefore(state, Arguments.given(time, "time"));
  }

  @Override
  public int dropPartitionsBefore(long number) {
    return PartitionCommands.dropBelow(state, number);
  }

  @Override
  public Insert insert() {
    state.ensureUsable();
    return new InsertStatement(mutators, null, false);
  }

  @Override
  public Insert insert(Transaction transaction) {
    state.ensureUsable();
    return new InsertStatement(mutators, TransactionHandle.of(transaction, state.context()), false);
  }

  /** Refuses what asks for rows by their primary key. */
  private void requireKey() {
    state.ensureUsable();
    if (state.definition().keyless()) {
      throw new SchemaException("The table has no primary key.", "table", name());
    }
  }

  @Override
  public Insert upsert() {
    requireKey();
    return new InsertStatement(mutators, null, true);
  }

  @Override
  public Insert upsert(Transaction transaction) {
    requireKey();
    return new InsertStatement(mutators, TransactionHandle.of(transaction, state.context()), true);
  }

  @Override
  public Get get() {
    requireKey();
    return new GetStatement(state, null, workspaces, own);
  }

  @Override
  public Get get(String uniqueIndex) {
    Arguments.requireGiven(uniqueIndex, "uniqueIndex");
    state.ensureUsable();
    return new GetStatement(state, uniqueIndex, workspaces, own);
  }

  @Override
  public BatchGet getAll() {
    requireKey();
    return new BatchGetStatement(state, null, workspaces);
  }

  @Override
  public BatchGet getAll(String uniqueIndex) {
    Arguments.requireGiven(uniqueIndex, "uniqueIndex");
    state.ensureUsable();
    return new BatchGetStatement(state, uniqueIndex, workspaces);
  }

  @Override
  public Scan scan() {
    state.ensureUsable();
    return new ScanRequest(state, workspaces);
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
    state.ensureUsable();
    return Columns.named(state.definition(), name);
  }

  @Override
  public <C extends Column> C column(String name, Class<C> type) {
    Arguments.requireGiven(name, "name");
    Arguments.requireGiven(type, "type");
    state.ensureUsable();
    return Columns.typed(state.definition(), name, type);
  }

  @Override
  public Update update() {
    state.ensureUsable();
    return new UpdateStatement(mutators, null, workspaces);
  }

  @Override
  public Update update(Transaction transaction) {
    Arguments.requireGiven(transaction, "transaction");
    state.ensureUsable();
    return new UpdateStatement(
        mutators, TransactionHandle.of(transaction, state.context()), workspaces);
  }

  @Override
  public Delete delete() {
    state.ensureUsable();
    return new DeleteStatement(mutators, null, workspaces, Sorting.DEFAULT_BYTES);
  }

  @Override
  public Delete delete(Transaction transaction) {
    Arguments.requireGiven(transaction, "transaction");
    state.ensureUsable();
    return new DeleteStatement(
        mutators,
        TransactionHandle.of(transaction, state.context()),
        workspaces,
        Sorting.DEFAULT_BYTES);
  }

  @Override
  public TableWriter writer(WriterOptions options) {
    Arguments.requireGiven(options, "options");
    return writers.start(mutators, options);
  }

  @Override
  public LoadReport load(RowSource rows, LoadOptions options) {
    Arguments.requireGiven(rows, "rows");
    Arguments.requireGiven(options, "options");
    return loads.load(mutators, rows, options);
  }

  @Override
  public WarmReport warm() {
    return Warming.run(state, own, scan());
  }

  @Override
  public WarmReport warm(Predicate predicate) {
    return Warming.run(state, own, scan().where(predicate));
  }
}
