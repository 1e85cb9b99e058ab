package io.ashlar.rows.scan;

import io.ashlar.PreparedScan;
import io.ashlar.ReadTransaction;
import io.ashlar.RowCursor;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ContinuationException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.page.Continuation;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.page.ReadMeter;
import io.ashlar.rows.page.ScanPosition;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.table.OneUser;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.TransactionHandle;
import io.ashlar.txn.Isolation;
import io.ashlar.txn.StoreTransaction;

/** A scan that is planned for one definition of its table, and anew when it meets another. */
final class PreparedScanStatement implements PreparedScan, BoundStatement<PreparedScan> {

  private final TableHandle table;
  private final WorkspacePool workspaces;
  private final ScanRequest request;
  private final Parameters parameters = new Parameters();
  private final OneUser user = new OneUser();
  private final ScanCursor cursor = new ScanCursor(this, user);

  /** Counts the budget down; null where the scan has none. */
  private final ReadMeter meter;

  private TableDefinition plannedFor;

  /** Whether the plan keeps to the primary key, the only one that has a history. */
  private boolean plannedForPast;

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

  PreparedScanStatement(TableHandle table, WorkspacePool workspaces, ScanRequest request) {
    this.table = table;
    this.workspaces = workspaces;
    this.request = request;
    this.meter = request.budget() == null ? null : new ReadMeter(request.budget());
    planFor(table.definition(), false);
    if (table.context().requireLimits()) {
      request.requireLimit(walk.plan());
    }
  }

  private void planFor(TableDefinition definition, boolean past) {
    Plan plan = request.plan(definition, parameters, past);
    if (walk != null) {
      walk.close();
    }
    LockMode mode = request.lockMode();
    walk = mode == LockMode.NONE ? new KeyWalk(plan) : new LockingWalk(plan, mode == LockMode.WAIT);
    plannedFor = definition;
    plannedForPast = past;
    cursor.look(walk.source(), request.selectedIn(definition));
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
    if (token == null) {
      throw new IllegalUseException("An argument is missing.", "method", "resume");
    }
    user.enter();
    resumed = token;
    user.leave();
    return this;
  }

  @Override
  public RowCursor open(ReadTransaction transaction) {
    user.enter();
    try {
      return openInside(transaction);
    } finally {
      user.leave();
    }
  }

  private RowCursor openInside(ReadTransaction opened) {
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
    TableDefinition definition = handle.beginStatement(table);
    try {
      if (definition != plannedFor || plannedForPast != handle.readsPast()) {
        planFor(definition, handle.readsPast());
      }
      if (workspace == null) {
        workspace = workspaces.acquire(table.context().pool());
      }
      from = token == null ? null : positionOf(token, handle);
      if (meter != null) {
        meter.begin();
      }
      walk.open(handle, workspace, from, meter);
    } finally {
      handle.endStatement();
    }
    transaction = handle;
    bindings = parameters.bindings();
    cursor.begin(walk, request.limit(), from == null ? request.offset() : from.skip());
    return cursor;
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
    boolean keepsView = store.readOnly() || store.isolation() != Isolation.READ_COMMITTED;
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
        plan.path().keyspaceId(),
        plan.isBackward(),
        request.isTurned(),
        inclusive,
        request.fingerprint(plannedFor, parameters),
        skip,
        timestamp,
        key);
  }

  @Override
  public String explain() {
    String steps = walk.plan().explain();
    return switch (request.lockMode()) {
      case NONE -> steps;
      case WAIT -> steps + "\nlock the row, read and judge it again";
      case NO_WAIT -> steps + "\nlock the row without waiting, read and judge it again";
    };
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
