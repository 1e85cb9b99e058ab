package io.ashlar.rows.scan;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.VersionMismatchException;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.query.Predicate;
import io.ashlar.rows.analyze.TableStatistics;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.plan.Planner;
import io.ashlar.rows.plan.Request;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.table.KeyText;
import io.ashlar.rows.table.OneUser;
import io.ashlar.rows.table.RowMutator;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.TransactionHandle;
import io.ashlar.txn.StoreTransaction;
import org.agrona.DirectBuffer;

/**
 * The rows that an update or delete selects, and the change to each.
 *
 * <p>A statement has two phases. The first walks a key at the statement's view and notes the
 * primary keys of the rows that the predicate selects; the second locks them one after the other,
 * reads each again, and changes it when the predicate still selects it. So a row that the statement
 * moves within the walked index is not met twice, and under {@code READ_COMMITTED} a row that
 * another transaction changed before the lock was granted is judged by its newest version. A
 * predicate that fixes the whole primary key skips the first phase. Nothing is allocated in steady
 * state.
 */
final class RowSelection {

  /** What is done to each row. */
  interface Change {

    /** Changes a row, which is locked and was read. */
    void apply(
        RowMutator mutator,
        DirectBuffer key,
        int keyOffset,
        int keyLength,
        DirectBuffer row,
        int rowLength);
  }

  private static final long ANY_VERSION = -1;

  private final OneUser user;
  private final TableHandle table;
  private final WorkspacePool workspaces;
  private Predicate predicate;
  private Parameters parameters = new Parameters();
  private TableDefinition plannedFor;

  /** The statistics that the plan was chosen by, or null: it is chosen anew by others. */
  private TableStatistics plannedWith;

  private Plan plan;
  private LockedRow row;

  /** The version that every selected row must have, or {@link #ANY_VERSION}. */
  private long expectedVersion = ANY_VERSION;

  /** Finds the rows where the predicate does not name one; made when it is first needed. */
  private KeyedWalk walk;

  /**
   * A selection.
   *
   * @param user of the statement, which enters it before {@link #run}
   */
  RowSelection(TableHandle table, WorkspacePool workspaces, OneUser user) {
    this.table = table;
    this.workspaces = workspaces;
    this.user = user;
  }

  Parameters parameters() {
    return parameters;
  }

  /** Selects by another predicate from here on; its parameters are unbound. */
  void where(Predicate condition) {
    if (condition == null) {
      throw new IllegalUseException("An argument is missing.", "method", "where");
    }
    user.enter();
    try {
      Parameters fresh = new Parameters();
      TableDefinition definition = table.definition();
      Plan planned = planFor(definition, condition, fresh);
      predicate = condition;
      parameters = fresh;
      use(definition, planned);
    } finally {
      user.leave();
    }
  }

  /** Unbinds all parameters and forgets those that the predicate does not name. */
  void forgetParameters() {
    if (predicate == null) {
      parameters = new Parameters();
    } else {
      where(predicate);
    }
  }

  /** What the rows are selected by while {@link #run} changes them. */
  TableDefinition definition() {
    return plannedFor;
  }

  /** The row that is changed, as it was. */
  RowSource source() {
    return row.source();
  }

  /** Every row that is selected must have this version, until {@link #expectAnyVersion}. */
  void expectVersion(long version) {
    if (version < 0) {
      throw new IllegalUseException("A version is not negative.", "version", version);
    }
    expectedVersion = version;
  }

  void expectAnyVersion() {
    expectedVersion = ANY_VERSION;
  }

  private Plan planFor(TableDefinition definition, Predicate condition, Parameters parameters) {
    plannedWith = table.liveStatistics().analyzed();
    return Planner.plan(
        definition,
        Request.of(
            new PredicateCompiler(definition, parameters).compileLive(condition),
            ScanRequest.primaryKeyOf(definition)),
        table.liveStatistics());
  }

  private void use(TableDefinition definition, Plan planned) {
    plannedFor = definition;
    plan = planned;
    row = new LockedRow(planned);
    walk = null;
  }

  /** Runs one statement; returns how many rows were changed. */
  long run(TransactionHandle transaction, Change change) {
    parameters.ensureBound();
    RowMutator mutator = table.acquireMutator();
    Workspace workspace = null;
    try {
      workspace = workspaces.acquire(table.context().pool());
      TableDefinition definition = mutator.begin(transaction);
      if (definition != plannedFor || !table.liveStatistics().isAnalyzed(plannedWith)) {
        use(definition, planFor(definition, predicate, parameters));
      }
      plan.predicate().requireUprightRanges();
      if (plan.predicate().expires()) {
        plan.predicate().judgeAt(transaction.expiryTime());
      }
      long changed = changeRows(transaction, mutator, workspace, change);
      mutator.end();
      return changed;
    } finally {
      mutator.abort();
      table.releaseMutator(mutator);
      if (workspace != null) {
        workspaces.release(workspace);
      }
    }
  }

  private long changeRows(
      TransactionHandle transaction, RowMutator mutator, Workspace workspace, Change change) {
    if (plan.predicate().isNeverTrue()) {
      return 0;
    }
    StoreTransaction store = transaction.store();
    if (plan.isRow()) {
      return changeOne(store, mutator, workspace, change) ? 1 : 0;
    }
    SelectedKeys keys = workspace.selected;
    select(transaction, workspace);
    long changed = 0;
    while (keys.next()) {
      if (changeRow(
          store, mutator, workspace, change, keys.buffer(), keys.offset(), keys.length())) {
        changed++;
      }
    }
    return changed;
  }

  private boolean changeOne(
      StoreTransaction store, RowMutator mutator, Workspace workspace, Change change) {
    if (!workspace.range.encodeRowKey(plan)) {
      return false;
    }
    DirectBuffer key = workspace.range.lower();
    int length = workspace.range.lowerLength();
    if (table.partitions() != null) {
      KeyEncoder led = workspace.rowKey.resetEmpty().putRaw(key, 0, length);
      if (!mutator.find(led)) {
        return false;
      }
      key = led.buffer();
    }
    return changeRow(store, mutator, workspace, change, key, 0, length);
  }

  private void select(TransactionHandle transaction, Workspace workspace) {
    workspace.selected.clear();
    if (walk == null) {
      walk = PartitionWalk.over(plan, table, workspaces);
    }
    try {
      walk.open(transaction, workspace);
      while (walk.next()) {
        RowSource source = walk.source();
        workspace.selected.add(
            source.table().keyspaceId(),
            source.primaryKeyBuffer(),
            source.primaryKeyOffset(),
            source.primaryKeyLength());
      }
    } finally {
      walk.close();
    }
  }

  private boolean changeRow(
      StoreTransaction store,
      RowMutator mutator,
      Workspace workspace,
      Change change,
      DirectBuffer key,
      int keyOffset,
      int keyLength) {
    if (!mutator.enter(key, keyOffset, keyLength)) {
      return false;
    }
    int length = row.lock(store, key, keyOffset, keyLength, workspace.row, true);
    if (length == VersionedStore.ABSENT) {
      return false;
    }
    requireVersion(key, keyOffset, keyLength);
    change.apply(mutator, key, keyOffset, keyLength, workspace.row.buffer(), length);
    return true;
  }

  private void requireVersion(DirectBuffer key, int offset, int length) {
    if (expectedVersion != ANY_VERSION && row.source().stamp() != expectedVersion) {
      throw new VersionMismatchException(
          "The row has another version than was expected.",
          "table",
          table.name(),
          "key",
          KeyText.ofRow(plannedFor, key, offset, length),
          "expected",
          expectedVersion,
          "found",
          row.source().stamp());
    }
  }
}
