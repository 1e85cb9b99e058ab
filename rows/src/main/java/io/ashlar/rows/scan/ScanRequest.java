package io.ashlar.rows.scan;

import io.ashlar.PreparedScan;
import io.ashlar.Scan;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.plan.Planner;
import io.ashlar.rows.plan.Request;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.table.TableHandle;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Collects what a scan asks for; see {@link Scan}. */
final class ScanRequest implements Scan {

  private final TableHandle table;
  private final WorkspacePool workspaces;
  private Predicate predicate;
  private List<Order> order;
  private List<Column> selected;
  private String using;
  private boolean reverse;
  private long limit = -1;
  private LockMode lockMode = LockMode.NONE;
  private boolean cachesResults;

  /** Shared by what is prepared from the same description, which so shares results. */
  private Object resultScope;

  ScanRequest(TableHandle table, WorkspacePool workspaces) {
    this.table = table;
    this.workspaces = workspaces;
  }

  @Override
  public Scan where(Predicate condition) {
    once(predicate == null, "where");
    predicate = given(condition, "where");
    return this;
  }

  @Override
  public Scan orderBy(Order... columns) {
    once(order == null, "orderBy");
    order = List.of(columns);
    return this;
  }

  @Override
  public Scan limit(long rows) {
    once(limit < 0, "limit");
    if (rows < 0) {
      throw new IllegalUseException("The limit is negative.", "limit", rows);
    }
    limit = rows;
    return this;
  }

  @Override
  public Scan select(Column... columns) {
    once(selected == null, "select");
    selected = List.of(columns);
    return this;
  }

  @Override
  public Scan using(String index) {
    once(using == null, "using");
    using = given(index, "using");
    return this;
  }

  @Override
  public Scan reverse() {
    once(!reverse, "reverse");
    reverse = true;
    return this;
  }

  @Override
  public Scan forUpdate() {
    return lock(LockMode.WAIT, "forUpdate");
  }

  @Override
  public Scan forUpdateNoWait() {
    return lock(LockMode.NO_WAIT, "forUpdateNoWait");
  }

  private Scan lock(LockMode mode, String method) {
    once(lockMode == LockMode.NONE, method);
    lockMode = mode;
    return this;
  }

  @Override
  public Scan cacheResults() {
    once(!cachesResults, "cacheResults");
    cachesResults = true;
    return this;
  }

  @Override
  public PreparedScan prepare() {
    if (cachesResults && lockMode != LockMode.NONE) {
      throw new IllegalUseException(
          "A scan for update cannot cache its results.", "table", table.name());
    }
    if (resultScope == null) {
      resultScope = new Object();
    }
    return new PreparedScanStatement(table, workspaces, copy());
  }

  /** What a prepared scan keeps: later calls here do not reach it. */
  private ScanRequest copy() {
    ScanRequest copy = new ScanRequest(table, workspaces);
    copy.predicate = predicate;
    copy.order = order;
    copy.selected = selected;
    copy.using = using;
    copy.reverse = reverse;
    copy.limit = limit;
    copy.lockMode = lockMode;
    copy.cachesResults = cachesResults;
    copy.resultScope = resultScope;
    return copy;
  }

  Plan plan(TableDefinition definition, Parameters parameters, boolean past) {
    if (past && using != null && !using.equals(Planner.PRIMARY)) {
      throw new HistoryUnavailableException(
          "Only the primary key can be read as of an earlier time.",
          "table",
          definition.name(),
          "index",
          using);
    }
    List<OrderColumn> columns = new ArrayList<>();
    for (Order asked : order == null ? List.<Order>of() : order) {
      int ordinal = PredicateCompiler.ordinalOf(definition, asked.column());
      columns.add(new OrderColumn(ordinal, asked.isDescending()));
    }
    return Planner.plan(
        definition,
        new Request(
            new PredicateCompiler(definition, parameters).compile(predicate),
            walkedIn(definition),
            columns,
            past ? Planner.PRIMARY : using,
            reverse,
            limit < 0 ? Long.MAX_VALUE : limit));
  }

  /** The columns that may be read. */
  BitSet selectedIn(TableDefinition definition) {
    BitSet ordinals = new BitSet();
    if (selected == null) {
      ordinals.set(0, definition.columns().size());
    } else {
      for (Column column : selected) {
        ordinals.set(PredicateCompiler.ordinalOf(definition, column));
      }
    }
    return ordinals;
  }

  /** The columns that the walk must lead to. A row that is locked is read whole afterwards. */
  private BitSet walkedIn(TableDefinition definition) {
    return lockMode == LockMode.NONE ? selectedIn(definition) : primaryKeyOf(definition);
  }

  /** The ordinals of the primary key. */
  static BitSet primaryKeyOf(TableDefinition definition) {
    BitSet ordinals = new BitSet();
    for (int ordinal : definition.primaryKey()) {
      ordinals.set(ordinal);
    }
    return ordinals;
  }

  /** What results are shared by, or null when none are kept. */
  Object resultScope() {
    return cachesResults ? resultScope : null;
  }

  LockMode lockMode() {
    return lockMode;
  }

  long limit() {
    return limit < 0 ? Long.MAX_VALUE : limit;
  }

  /** Before the description changes. */
  private void once(boolean first, String method) {
    resultScope = null;
    if (!first) {
      throw new IllegalUseException("The scan was told this before.", "method", method);
    }
  }

  private static <T> T given(T argument, String method) {
    if (argument == null) {
      throw new IllegalUseException("An argument is missing.", "method", method);
    }
    return argument;
  }
}
