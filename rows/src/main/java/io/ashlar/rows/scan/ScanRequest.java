package io.ashlar.rows.scan;

import io.ashlar.PreparedScan;
import io.ashlar.Scan;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.page.Budget;
import io.ashlar.page.Pages;
import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.page.Fingerprint;
import io.ashlar.rows.page.ScanPages;
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
  private long offset = -1;
  private Budget budget;
  private boolean unbounded;

  /** Whether it leads from a page to the one before it; see {@link #pages}. */
  private boolean turned;

  private LockMode lockMode = LockMode.NONE;

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
    order = listOf(columns, "orderBy");
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
  public Scan offset(long rows) {
    once(offset < 0, "offset");
    if (rows < 0) {
      throw new IllegalUseException("The offset is negative.", "offset", rows);
    }
    offset = rows;
    return this;
  }

  @Override
  public Scan budget(Budget most) {
    once(budget == null, "budget");
    budget = given(most, "budget");
    return this;
  }

  @Override
  public Scan unbounded() {
    once(!unbounded, "unbounded");
    unbounded = true;
    return this;
  }

  @Override
  public Scan select(Column... columns) {
    once(selected == null, "select");
    selected = listOf(columns, "select");
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
  public PreparedScan prepare() {
    return new PreparedScanStatement(table, workspaces, copy());
  }

  @Override
  public Pages pages(int rows) {
    if (limit >= 0 || offset >= 0 || lockMode != LockMode.NONE) {
      throw new IllegalUseException("Pages go without a limit, an offset and locks.");
    }
    if (rows < 1 || rows == Integer.MAX_VALUE) {
      throw new IllegalUseException("The number of rows of a page is out of bounds.", "rows", rows);
    }
    ScanRequest onward = copy();
    onward.limit = rows + 1L;
    ScanRequest back = onward.copy();
    back.reverse = !reverse;
    back.turned = true;
    PreparedScan first = new PreparedScanStatement(table, workspaces, onward);
    return new ScanPages(first, new PreparedScanStatement(table, workspaces, back), rows);
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
    copy.offset = offset;
    copy.budget = budget;
    copy.unbounded = unbounded;
    copy.turned = turned;
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

  LockMode lockMode() {
    return lockMode;
  }

  long limit() {
    return limit < 0 ? Long.MAX_VALUE : limit;
  }

  long offset() {
    return Math.max(offset, 0);
  }

  /** What a run may read, or null for no bound. */
  Budget budget() {
    return budget;
  }

  boolean isTurned() {
    return turned;
  }

  /** Tells the statement, with the values that are bound; not its direction. Allocates. */
  long fingerprint(TableDefinition definition, Parameters parameters) {
    return Fingerprint.of(definition, predicate, order == null ? List.of() : order, parameters);
  }

  /** Refuses a scan that may select any number of rows and does not say so. */
  void requireLimit(Plan plan) {
    if (limit < 0 && budget == null && !unbounded && !plan.isOneEntry()) {
      throw new IllegalUseException(
          "The scan has neither a limit nor a budget and was not said to be unbounded.",
          "table",
          plan.path().table().name(),
          "walks",
          plan.path());
    }
  }

  private static void once(boolean first, String method) {
    if (!first) {
      throw new IllegalUseException("The scan was told this before.", "method", method);
    }
  }

  private static <T> List<T> listOf(T[] arguments, String method) {
    for (T argument : given(arguments, method)) {
      given(argument, method);
    }
    return List.of(arguments);
  }

  private static <T> T given(T argument, String method) {
    if (argument == null) {
      throw new IllegalUseException("An argument is missing.", "method", method);
    }
    return argument;
  }
}
