package io.ashlar.rows.write;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.VersionMismatchException;
import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.row.RowFilter;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.predicate.Filter;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.sort.SortedRows;
import io.ashlar.rows.walk.LockMode;
import io.ashlar.rows.walk.LockedRow;
import io.ashlar.rows.walk.RowWalk;
import io.ashlar.rows.walk.SelectedKeys;
import io.ashlar.rows.walk.SortingWalk;
import io.ashlar.rows.walk.Walks;
import io.ashlar.rows.walk.Workspace;
import io.ashlar.rows.walk.WorkspacePool;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import java.util.List;
import java.util.function.BooleanSupplier;
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
  private final Mutators mutators;
  private final TableState table;
  private final WorkspacePool workspaces;
  private final SelectionPlan chosen;

  /** The plan of the present run, which the walk goes by. */
  private Plan plan;

  private LockedRow row;

  /** The version that every selected row must have, or {@link #ANY_VERSION}. */
  private long expectedVersion = ANY_VERSION;

  /** Finds the rows where the predicate does not name one; made when it is first needed. */
  private RowWalk walk;

  /** The same walk where the plan sorts, else null. */
  private SortingWalk sorting;

  /**
   * A selection.
   *
   * @param user of the statement, which enters it before {@link #run}
   * @param sortBytes what a sort may use
   */
  RowSelection(Mutators mutators, WorkspacePool workspaces, OneUser user, long sortBytes) {
    this.mutators = mutators;
    this.table = mutators.table();
    this.chosen = new SelectionPlan(table, sortBytes);
    this.workspaces = workspaces;
    this.user = user;
  }

  Parameters parameters() {
    return chosen.parameters();
  }

  /** Selects by another predicate from here on; all parameters are unbound. */
  void where(Predicate condition, SelectionPlan.OtherParameters others) {
    Arguments.requireGiven(condition, "predicate");
    user.enter();
    try {
      chosen.where(condition, others);
    } finally {
      user.leave();
    }
  }

  /** Selects those that a filter accepts, too. */
  void filter(RowFilter judge, Column... reads) {
    Filter judged = Filter.of(null, judge, reads);
    user.enter();
    try {
      chosen.filter(judged);
    } finally {
      user.leave();
    }
  }

  /** Changes so many rows at most. */
  void limit(long rows) {
    user.enter();
    try {
      chosen.limit(rows);
    } finally {
      user.leave();
    }
  }

  /** Takes the rows in an order. */
  void orderBy(Order... columns) {
    List<Order> asked = List.of(Arguments.allGiven(columns, "columns"));
    user.enter();
    try {
      chosen.orderBy(asked);
    } finally {
      user.leave();
    }
  }

  /** Unbinds all parameters, of which the others are these from here on. By the user. */
  void replaceParameters(SelectionPlan.OtherParameters others) {
    chosen.replaceParameters(others);
  }

  /** Has these as the other parameters from here on, some of them new. Bindings stay. */
  void addParameters(SelectionPlan.OtherParameters others) {
    chosen.addParameters(others);
  }

  /** What the rows are selected by while {@link #run} changes them. */
  TableDefinition definition() {
    return chosen.definition();
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
    user.enter();
    try {
      expectedVersion = version;
    } finally {
      user.leave();
    }
  }

  void expectAnyVersion() {
    expectedVersion = ANY_VERSION;
  }

  /** Runs one statement; returns how many rows were changed. */
  long run(TransactionHandle transaction, Change change) {
    chosen.parameters().ensureBound();
    return runEach(transaction, change, null);
  }

  /**
   * Runs one statement over rows that are given one by one, by their primary keys.
   *
   * @param next binds the key of the next; null for what is bound
   */
  long runEach(TransactionHandle transaction, Change change, BooleanSupplier next) {
    RowMutator mutator = mutators.acquire();
    Workspace workspace = null;
    try {
      workspace = workspaces.acquire(table.context().pool());
      chosen.renew(mutator.begin(transaction, user));
      usePlan(transaction);
      long changed =
          next == null
              ? changeRows(transaction, mutator, workspace, change)
              : changeEach(transaction, mutator, workspace, change, next);
      mutator.end();
      return changed;
    } finally {
      mutator.abort();
      mutators.release(mutator);
      if (workspace != null) {
        workspaces.release(workspace);
      }
    }
  }

  private long changeEach(
      TransactionHandle transaction,
      RowMutator mutator,
      Workspace workspace,
      Change change,
      BooleanSupplier next) {
    if (!plan.isRow()) {
      throw new IllegalUseException(
          "Rows that are given one by one are selected by their whole primary key.",
          "table",
          table.name());
    }
    long changed = 0;
    while (next.getAsBoolean()) {
      chosen.parameters().ensureBound();
      changed += changeRows(transaction, mutator, workspace, change);
    }
    return changed;
  }

  private void usePlan(TransactionHandle transaction) {
    if (row != chosen.row()) {
      plan = chosen.plan();
      row = chosen.row();
      walk = null;
      sorting = null;
    }
    if (plan.predicate().expires()) {
      plan.predicate().judgeAt(transaction.expiryTime());
    }
  }

  private long changeRows(
      TransactionHandle transaction, RowMutator mutator, Workspace workspace, Change change) {
    if (chosen.limit() == 0 || plan.predicate().isNeverTrue()) {
      return 0;
    }
    StoreTransaction store = transaction.store();
    if (plan.isRow()) {
      return changeOne(store, mutator, workspace, change) ? 1 : 0;
    }
    SelectedKeys keys = workspace.selected;
    select(transaction, workspace);
    long changed = 0;
    boolean led = sorting != null && mutator.leads();
    while (keys.next()) {
      boolean done =
          led
              ? changeLed(store, mutator, workspace, change, keys)
              : changeRow(
                  store, mutator, workspace, change, keys.buffer(), keys.offset(), keys.length());
      changed += done ? 1 : 0;
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
    if (mutator.leads()) {
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
      sorting = plan.sorts() ? Walks.sortedKeys(plan, table) : null;
      walk = sorting == null ? Walks.of(plan, table, workspaces) : sorting;
    }
    if (sorting == null) {
      selectInOrder(transaction, workspace);
      return;
    }
    try {
      selectSorted(transaction, workspace);
    } catch (LimitExceededException outgrown) {
      if (!sorting.outgrown() || !chosen.renewWithoutSort()) {
        throw outgrown;
      }
      usePlan(transaction);
      select(transaction, workspace);
    }
  }

  private void selectInOrder(TransactionHandle transaction, Workspace workspace) {
    try {
      walk.open(transaction, workspace);
      for (long selected = 0; selected < chosen.limit() && walk.next(); selected++) {
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

  /** Sorted rows are known by their primary keys alone, of whichever partition they are. */
  private void selectSorted(TransactionHandle transaction, Workspace workspace) {
    int keyspaceId = plan.path().table().keyspaceId();
    try {
      sorting.open(transaction, workspace, null, null);
      for (long selected = 0; selected < chosen.limit() && sorting.next(); selected++) {
        SortedRows rows = sorting.rows();
        workspace.selected.add(keyspaceId, rows.buffer(), rows.keyOffset(), rows.keyLength());
      }
    } finally {
      sorting.close();
    }
  }

  /** Changes a row that is known by its primary key, in whichever partition it is. */
  private boolean changeLed(
      StoreTransaction store,
      RowMutator mutator,
      Workspace workspace,
      Change change,
      SelectedKeys keys) {
    KeyEncoder key = workspace.rowKey.resetEmpty();
    key.putRaw(keys.buffer(), keys.offset(), keys.length());
    return mutator.find(key)
        && changeRow(store, mutator, workspace, change, key.buffer(), 0, key.length());
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
    int length = row.lock(store, key, keyOffset, keyLength, workspace.row, LockMode.WAIT);
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
          KeyText.ofRow(chosen.definition(), key, offset, length),
          "expected",
          expectedVersion,
          "found",
          row.source().stamp());
    }
  }
}
