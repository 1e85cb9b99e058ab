package io.ashlar.rows.read;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.argument.Arguments;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ContinuationException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.page.Continuation;
import io.ashlar.rows.analyze.TableStatistics;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.count.ScanMeter;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.plan.Planner;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.resume.ReadMeter;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.session.BoundStatement;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.walk.CachingWalk;
import io.ashlar.rows.walk.LockMode;
import io.ashlar.rows.walk.RowWalk;
import io.ashlar.rows.walk.Walks;
import io.ashlar.rows.walk.Workspace;
import io.ashlar.rows.walk.WorkspacePool;
import io.ashlar.statistics.ScanReport;
import io.ashlar.store.ReadProbe;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.txn.StoreTransaction;
import java.util.Objects;

/**
 * A scan that is planned for one definition of its table, and anew when it meets another. Long
 * because a run may begin in many ways: at the front, behind a token, in the past, by pages.
 */
final class PreparedScanStatement implements PreparedScan, BoundStatement<PreparedScan> {

  private final TableState table;
  private final WorkspacePool workspaces;
  private final ScanRequest request;
  private final Parameters parameters = new Parameters();
  private final OneUser user = new OneUser();
  private final ScanCursor cursor = new ScanCursor(this, user);

  /** Counts the budget down; null where the scan has none. */
  private final ReadMeter meter;

  private TableDefinition plannedFor;

  /** The statistics that the plan was chosen by, or null: it is chosen anew by others. */
  private TableStatistics plannedWith;

  /** Whether the plan keeps to the primary key, the only one that has a history. */
  private boolean plannedForPast;

  /** The way that a token asked for, or as {@link #usualWay}. */
  private BegunWay plannedWay;

  /**
   * How runs find their rows that begin: null for the best way, or along a key once a sort did not
   * hold them. Until what the plan rests on changes.
   */
  private BegunWay usualWay;

  private RowWalk walk;
  private Workspace workspace;

  /** Where the next opening goes on; null for the beginning. */
  private Continuation resumed;

  /** Where the open cursor went on; null for the beginning. */
  private ScanPosition from;

  /** Of the open cursor. */
  private TransactionHandle transaction;

  /** How often parameters had been bound when the cursor was opened. */
  private long bindings;

  private boolean closed;

  PreparedScanStatement(TableState table, WorkspacePool workspaces, ScanRequest request) {
    this.table = table;
    this.workspaces = workspaces;
    this.request = request;
    this.meter = request.budget() == null ? null : new ReadMeter(request.budget());
    planFor(table.definition(), false, null);
    if (table.context().requireLimits()) {
      request.requireLimit(walk.plan());
    }
  }

  private void planFor(TableDefinition definition, boolean past, BegunWay way) {
    TableStatistics analyzed = table.liveStatistics().analyzed();
    Plan plan = request.plan(definition, parameters, table.liveStatistics(), past, way);
    if (walk != null) {
      walk.close();
    }
    LockMode mode = request.lockMode();
    walk =
        mode == LockMode.NONE
            ? Walks.of(plan, table, workspaces)
            : Walks.locking(plan, table, workspaces, mode);
    if (request.resultScope() != null
        && table.partitions() == null
        && definition.expiry() == null) {
      walk =
          new CachingWalk(
              walk,
              table.context().results(),
              request.resultScope(),
              parameters,
              request.rowsToKeep());
    }
    plannedFor = definition;
    plannedWith = analyzed;
    plannedForPast = past;
    plannedWay = way;
    cursor.look(walk.source(), request.selectedIn(definition));
  }

  @Override
  public OneUser user() {
    return user;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public PreparedScan statement() {
    return this;
  }

  @Override
  public PreparedScan resume(Continuation token) {
    Arguments.requireGiven(token, "token");
    user.enter();
    resumed = token;
    user.leave();
    return this;
  }

  @Override
  public RowCursor open(ReadTransaction transaction) {
    user.enter();
    try {
      openInside(transaction);
      return cursor;
    } finally {
      user.leave();
    }
  }

  private void openInside(ReadTransaction opened) {
    if (closed) {
      throw new ClosedException("The prepared scan is closed.", "table", table.name());
    }
    if (cursor.isOpen()) {
      throw new IllegalUseException(
          "The last cursor of the prepared scan is still open.", "table", table.name());
    }
    Continuation token = resumed;
    resumed = null;
    parameters.ensureBound();
    TransactionHandle handle = TransactionHandle.of(opened, table.context());
    TableDefinition definition = handle.beginStatement(table, user);
    try {
      keepPlanned(definition, handle.readsPast(), token);
      if (workspace == null) {
        workspace = workspaces.acquire(table.context().pool());
      }
      workspace.begin();
      from = token == null ? null : positionOf(token, handle);
      if (meter != null) {
        meter.begin();
      }
      openWalk(handle);
      transaction = handle;
      bindings = parameters.bindings();
      cursor.begin(handle, walk, request.limit(), from == null ? request.offset() : from.skip());
    } finally {
      handle.endStatement();
    }
  }

  /** Opens the walk; along a key where the memory of a sort does not hold the rows. */
  private void openWalk(TransactionHandle handle) {
    try {
      walk.open(handle, workspace, from, meter);
    } catch (LimitExceededException outgrown) {
      // A place among sorted rows is none along a key.
      if (!walk.outgrown() || from != null || !planInOrder()) {
        throw outgrown;
      }
      walk.open(handle, workspace, null, meter);
    }
  }

  /** Plans without a sort from here on; false where no key gives the order. */
  private boolean planInOrder() {
    try {
      planFor(plannedFor, plannedForPast, BegunWay.IN_ORDER);
    } catch (SchemaException noSuchKey) {
      return false;
    }
    usualWay = BegunWay.IN_ORDER;
    return true;
  }

  /** Plans anew where what the plan rests on has changed, or another way was begun with. */
  private void keepPlanned(TableDefinition definition, boolean past, Continuation token) {
    if (definition != plannedFor
        || plannedForPast != past
        || !table.liveStatistics().isAnalyzed(plannedWith)) {
      planFor(definition, past, null);
      usualWay = null;
    } else if (token == null && !Objects.equals(plannedWay, usualWay)) {
      planFor(definition, past, usualWay);
    }
    if (token != null) {
      followWayOf(ScanPosition.decode(token.toBytes()), definition, past);
    }
  }

  private ScanPosition positionOf(Continuation token, TransactionHandle handle) {
    ScanPosition position = ScanPosition.decode(token.toBytes());
    position.requireOf(place(null, false, 0, ScanPosition.LATEST));
    if (position.timestamp() != ScanPosition.LATEST) {
      long readAt = timestampOf(handle);
      if (readAt != position.timestamp()) {
        throw new ContinuationException(
            "The continuation is pinned to a state that the transaction does not read.",
            "reason",
            "timestamp",
            "pinnedTo",
            position.timestamp(),
            "readTimestamp",
            readAt);
      }
    }
    return position;
  }

  /** Goes on in the way that was begun with, whichever is the best by now. */
  private void followWayOf(ScanPosition position, TableDefinition definition, boolean past) {
    Plan plan = walk.plan();
    boolean followed =
        position.sorted()
            ? plan.sorts() || !request.isOrdered()
            : !plan.sorts() && position.keyspaceId() == plan.path().keyspaceId();
    if (followed || position.tableId() != definition.id()) {
      return;
    }
    String key = position.sorted() ? null : keyOf(position, definition);
    boolean other = request.using() != null && !request.using().equals(key);
    boolean lost = key == null || other || (past && !key.equals(Planner.PRIMARY));
    if (lost && !position.sorted()) {
      return;
    }
    try {
      planFor(definition, past, new BegunWay(key, position.sorted()));
    } catch (SchemaException noSuchOrder) {
      // The token is of another statement, and will be refused as such.
    }
  }

  /** The name of the key that was walked, or null when it is gone. */
  private static String keyOf(ScanPosition position, TableDefinition definition) {
    return position.keyspaceId() == definition.keyspaceId()
        ? Planner.PRIMARY
        : definition.indexes().stream()
            .filter(index -> index.keyspaceId() == position.keyspaceId())
            .map(IndexDefinition::name)
            .findFirst()
            .orElse(null);
  }

  /** Where the open cursor can go on, whose walk stands on a key or, without one, has not begun. */
  Continuation continuation(byte[] key, long skip, boolean pinned) {
    if (parameters.bindings() != bindings) {
      throw new IllegalUseException(
          "Parameters were bound since the cursor was opened.", "table", table.name());
    }
    long timestamp = pinned ? timestampOf(transaction) : ScanPosition.LATEST;
    boolean begun = key != null || from == null;
    return Continuation.of(
        place(begun ? key : from.key(), !begun && from.inclusive(), skip, timestamp).encode());
  }

  /** The state that a transaction reads and another one can read, too. */
  private static long timestampOf(TransactionHandle handle) {
    StoreTransaction store = handle.store();
    boolean keepsView = store.readOnly() || store.isolation() != IsolationLevel.READ_COMMITTED;
    if (!keepsView || store.hasWrites()) {
      throw new IllegalUseException(
          "The transaction reads no state that another one could read.",
          "isolation",
          store.isolation(),
          "writes",
          store.hasWrites());
    }
    return handle.timestampRead();
  }

  private ScanPosition place(byte[] key, boolean inclusive, long skip, long timestamp) {
    Plan plan = walk.plan();
    return new ScanPosition(
        plannedFor.id(),
        plan.sorts() ? plannedFor.keyspaceId() : plan.path().keyspaceId(),
        plan.sorts(),
        plan.sorts() ? plan.isReverse() : plan.isBackward(),
        request.isTurned(),
        inclusive,
        request.fingerprint(plannedFor, parameters),
        skip,
        timestamp,
        key);
  }

  @Override
  public String explain() {
    return explainNext(false);
  }

  @Override
  public String explainChoice() {
    return explainNext(true);
  }

  private String explainNext(boolean choice) {
    user.enter();
    try {
      if (!closed && !cursor.isOpen()) {
        keepPlanned(table.definition(), plannedForPast, resumed);
      }
      Plan plan = walk.plan();
      return explain(choice ? plan.explainChoice() : plan.explain());
    } finally {
      user.leave();
    }
  }

  private String explain(String plan) {
    StringBuilder text = new StringBuilder(plan);
    walk.explain(text, parameters.allBound());
    String steps = text.toString();
    return switch (request.lockMode()) {
      case NONE -> steps;
      case WAIT -> steps + "\nlock the row, read and judge it again";
      case NO_WAIT -> steps + "\nlock the row without waiting, read and judge it again";
      case SKIP_LOCKED -> steps + "\nlock the row or pass over it, read and judge it again";
    };
  }

  @Override
  public ScanReport explainAnalyze(ReadTransaction transaction) {
    StoreTransaction store = TransactionHandle.of(transaction, table.context()).store();
    user.enter();
    try {
      return explainRun(transaction, store);
    } finally {
      user.leave();
    }
  }

  private ScanReport explainRun(ReadTransaction transaction, StoreTransaction store) {
    ScanMeter meter = new ScanMeter(table.context().store());
    long waits = store.lockWaits();
    long waitNs = store.lockWaitNs();
    long returned = 0;
    meter.begin();
    try {
      openInside(transaction);
      try {
        while (cursor.nextInside()) {
          returned++;
        }
      } finally {
        cursor.closeInside();
      }
    } finally {
      meter.end();
    }
    ReadProbe probe = meter.probe();
    table
        .context()
        .counters()
        .of(walk.plan().path().keyspaceId())
        .blocks(probe.cacheHits(), probe.blocksRead());
    return new ScanReport(
        explain(walk.plan().explain()),
        walk.cached(),
        walk.moved(),
        walk.fetches(),
        Math.max(0, walk.moved() - returned),
        returned,
        probe.blocksRead(),
        probe.blockBytes(),
        probe.cacheHits(),
        probe.tombstonesSkipped(),
        probe.versionsSkipped(),
        store.lockWaits() - waits,
        store.lockWaitNs() - waitNs,
        meter.elapsedNs(),
        workspace.nativeBytes(),
        meter.heapBytes());
  }

  @Override
  public void close() {
    user.enter();
    try {
      closeInside();
    } finally {
      user.leave();
    }
  }

  private void closeInside() {
    if (closed) {
      return;
    }
    closed = true;
    transaction = null;
    try {
      cursor.closeInside();
      walk.close();
    } finally {
      if (workspace != null) {
        workspaces.release(workspace);
        workspace = null;
      }
    }
  }
}
