package io.ashlar.rows.scan;

import io.ashlar.PreparedScan;
import io.ashlar.Scan;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.GroupedScan;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.page.Budget;
import io.ashlar.page.Pages;
import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.rows.analyze.LiveStatistics;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.page.Fingerprint;
import io.ashlar.rows.page.ScanPages;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.plan.Planner;
import io.ashlar.rows.plan.Request;
import io.ashlar.rows.predicate.CompiledPredicate;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.table.TableHandle;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Collects what a scan asks for; see {@link Scan}. */
final class ScanRequest implements Scan {

  private static final long DEFAULT_SORT_BYTES = 32L << 20;
  private static final long MAX_SORT_BYTES = 512L << 20;

  private final TableHandle table;
  private final WorkspacePool workspaces;
  private Predicate predicate;
  private List<Order> order;
  private List<Column> selected;
  private String using;
  private boolean reverse;
  private long limit = -1;

  /** Bytes that a sort may use, or -1 where the scan does not say. */
  private long sortBytes = -1;

  private long offset = -1;
  private Budget budget;
  private boolean unbounded;

  /** Whether it reads a page of several. */
  private boolean paged;

  /** Whether it leads from a page to the one before it; see {@link #pages}. */
  private boolean turned;

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
  public Scan sortInMemory(long maxBytes) {
    once(sortBytes < 0, "sortInMemory");
    if (maxBytes < 0 || maxBytes > MAX_SORT_BYTES) {
      throw new IllegalUseException(
          "A sort may use from 0 to 512 MiB.", "maxBytes", maxBytes, "limit", MAX_SORT_BYTES);
    }
    sortBytes = maxBytes;
    requireNoBudgetOfSort();
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
    requireNoBudgetOfSort();
    return this;
  }

  private void requireNoBudgetOfSort() {
    if (budget != null && sortBytes > 0) {
      throw new IllegalUseException(
          "A scan that may sort in memory reads all of its rows and takes no budget.",
          "maxBytes",
          sortBytes);
    }
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
  public Scan cacheResults() {
    once(!cachesResults, "cacheResults");
    cachesResults = true;
    return this;
  }

  @Override
  public PreparedScan prepare() {
    if (cachesResults && (lockMode != LockMode.NONE || budget != null)) {
      throw new IllegalUseException(
          "Results of a scan with locks or a budget cannot be kept.", "table", table.name());
    }
    if (resultScope == null) {
      resultScope = new Object();
    }
    return new PreparedScanStatement(table, workspaces, copy());
  }

  @Override
  public PreparedAggregate aggregate(Aggregate... aggregates) {
    requireBare("aggregate");
    once(!reverse, "aggregate");
    if (given(aggregates, "aggregate").length == 0) {
      throw new IllegalUseException("An argument is missing.", "method", "aggregate");
    }
    return new AggregateStatement(table, workspaces, copy(), listOf(aggregates, "aggregate"));
  }

  @Override
  public GroupedScan groupBy(Column first, Column... others) {
    requireBare("groupBy");
    List<Column> group = new ArrayList<>();
    group.add(given(first, "groupBy"));
    group.addAll(listOf(others, "groupBy"));
    return aggregates ->
        new GroupStatement(
            table, workspaces, copy(), List.copyOf(group), listOf(aggregates, "aggregate"));
  }

  private void requireBare(String method) {
    if (order != null
        || selected != null
        || limit >= 0
        || offset >= 0
        || budget != null
        || sortBytes >= 0
        || cachesResults
        || lockMode != LockMode.NONE) {
      throw new IllegalUseException(
          "Aggregates take no order, limit, offset, budget, selection, locks or kept results.",
          "method",
          method);
    }
  }

  @Override
  public Pages pages(int rows) {
    if (limit >= 0 || offset >= 0 || sortBytes >= 0 || cachesResults || lockMode != LockMode.NONE) {
      throw new IllegalUseException(
          "Pages go without a limit, an offset, a sort, locks and kept results.");
    }
    if (rows < 1 || rows == Integer.MAX_VALUE) {
      throw new IllegalUseException("The number of rows of a page is out of bounds.", "rows", rows);
    }
    ScanRequest onward = copy();
    onward.limit = rows + 1L;
    onward.paged = true;
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
    copy.sortBytes = sortBytes;
    copy.lockMode = lockMode;
    copy.cachesResults = cachesResults;
    copy.resultScope = resultScope;
    copy.offset = offset;
    copy.budget = budget;
    copy.unbounded = unbounded;
    copy.paged = paged;
    copy.turned = turned;
    return copy;
  }

  /**
   * A plan.
   *
   * @param past whether states that are past are read, which only the primary key keeps
   * @param only the key to walk, or null for the one that the scan asks for or that is best
   */
  Plan plan(
      TableDefinition definition,
      Parameters parameters,
      LiveStatistics statistics,
      boolean past,
      String only) {
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
            new PredicateCompiler(definition, parameters).compileLive(predicate),
            walkedIn(definition),
            columns,
            past ? Planner.PRIMARY : only == null ? using : only,
            reverse,
            rowsToKeep(),
            sortBytes()),
        statistics);
  }

  CompiledPredicate compile(TableDefinition definition, Parameters parameters) {
    return new PredicateCompiler(definition, parameters).compileLive(predicate);
  }

  /** A plan for a predicate that leads to some columns, in an order. */
  Plan plan(
      TableDefinition definition,
      CompiledPredicate compiled,
      BitSet columns,
      List<OrderColumn> inOrder) {
    return Planner.plan(
        definition,
        new Request(compiled, columns, inOrder, using, reverse, Long.MAX_VALUE, 0),
        table.liveStatistics());
  }

  /** The predicate together with one more term. */
  Predicate predicateAnd(Predicate term) {
    return predicate == null ? term : predicate.and(term);
  }

  String using() {
    return using;
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

  /**
   * With a limit few rows are kept, whatever the table holds; without one, only who asks for it.
   */
  private long sortBytes() {
    if (sortBytes >= 0) {
      return sortBytes;
    }
    // A run that ends with a place to go on from needs a key to find it by.
    return limit < 0 || paged || budget != null ? 0 : DEFAULT_SORT_BYTES;
  }

  /** Rows that are shown or passed over at most: those that are skipped are among the first. */
  long rowsToKeep() {
    long rows = limit() + offset();
    return rows < 0 ? Long.MAX_VALUE : rows;
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
    if (limit < 0 && budget == null && !unbounded && !plan.namesKeys()) {
      throw new IllegalUseException(
          "The scan has neither a limit nor a budget and was not said to be unbounded.",
          "table",
          plan.path().table().name(),
          "walks",
          plan.path());
    }
  }

  /** Before the description changes. */
  private void once(boolean first, String method) {
    resultScope = null;
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
