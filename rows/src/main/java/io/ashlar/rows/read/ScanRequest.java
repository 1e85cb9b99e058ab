package io.ashlar.rows.read;

import io.ashlar.PreparedScan;
import io.ashlar.Scan;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.GroupedScan;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.argument.Arguments;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.page.Budget;
import io.ashlar.page.Pages;
import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.row.RowFilter;
import io.ashlar.rows.analyze.LiveStatistics;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.plan.Planner;
import io.ashlar.rows.plan.Request;
import io.ashlar.rows.plan.Sorting;
import io.ashlar.rows.predicate.CompiledPredicate;
import io.ashlar.rows.predicate.Filter;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.resume.Fingerprint;
import io.ashlar.rows.resume.ScanPages;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.walk.LockMode;
import io.ashlar.rows.walk.WorkspacePool;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Collects what a scan asks for; see {@link Scan}. Long because every word of a scan is a method
 * here.
 */
public final class ScanRequest implements Scan {

  private static final long MAX_SORT_BYTES = 512L << 20;

  private final TableState table;
  private final WorkspacePool workspaces;
  private Predicate predicate;
  private Filter filter;
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

  /**
   * A request that asks for all rows.
   *
   * @param table the table
   * @param workspaces lend memory
   */
  public ScanRequest(TableState table, WorkspacePool workspaces) {
    this.table = table;
    this.workspaces = workspaces;
  }

  @Override
  public Scan where(Predicate condition) {
    Arguments.requireGiven(condition, "predicate");
    once(predicate == null, "where");
    predicate = condition;
    return this;
  }

  @Override
  public Scan filter(RowFilter judge, Column... reads) {
    return filter(Filter.of(null, judge, reads));
  }

  @Override
  public Scan filter(String name, RowFilter judge, Column... reads) {
    Arguments.requireGiven(name, "name");
    return filter(Filter.of(name, judge, reads));
  }

  private Scan filter(Filter asked) {
    once(filter == null, "filter");
    filter = asked;
    return this;
  }

  @Override
  public Scan orderBy(Order... columns) {
    List<Order> asked = List.of(Arguments.allGiven(columns, "order"));
    once(order == null, "orderBy");
    order = asked;
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
    Arguments.requireGiven(most, "budget");
    once(budget == null, "budget");
    budget = most;
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
    List<Column> asked = List.of(Arguments.allGiven(columns, "columns"));
    once(selected == null, "select");
    selected = asked;
    return this;
  }

  @Override
  public Scan using(String index) {
    Arguments.requireGiven(index, "index");
    once(using == null, "using");
    using = index;
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

  @Override
  public Scan forUpdateSkipLocked() {
    return lock(LockMode.SKIP_LOCKED, "forUpdateSkipLocked");
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
    if (cachesResults) {
      Filter.requireNamed(filter, table.name());
    }
    if (resultScope == null) {
      resultScope = new Object();
    }
    return new PreparedScanStatement(table, workspaces, copy());
  }

  @Override
  public PreparedAggregate aggregate(Aggregate... aggregates) {
    Aggregate[] asked = Arguments.allGiven(aggregates, "aggregates");
    requireBare("aggregate", true);
    once(!reverse, "aggregate");
    if (asked.length == 0) {
      throw Arguments.missing("aggregates");
    }
    return new AggregateStatement(table, workspaces, copy(), List.of(asked));
  }

  @Override
  public GroupedScan groupBy(Column first, Column... others) {
    List<Column> group = new ArrayList<>();
    group.add(Arguments.given(first, "first"));
    group.addAll(List.of(Arguments.allGiven(others, "others")));
    requireBare("groupBy", false);
    return aggregates ->
        new GroupStatement(
            table,
            workspaces,
            copy(),
            List.copyOf(group),
            List.of(Arguments.allGiven(aggregates, "aggregates")));
  }

  private void requireBare(String method, boolean refusesMemory) {
    if (order != null
        || selected != null
        || limit >= 0
        || offset >= 0
        || budget != null
        || (refusesMemory && sortBytes >= 0)
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
    if (limit >= 0 || offset >= 0 || cachesResults || lockMode != LockMode.NONE) {
      throw new IllegalUseException("Pages go without a limit, an offset, locks and kept results.");
    }
    if (rows < 1 || rows == Integer.MAX_VALUE) {
      throw new IllegalUseException("The number of rows of a page is out of bounds.", "rows", rows);
    }
    Filter.requireNamed(filter, table.name());
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
    copy.filter = filter;
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
   * @param way how to find the rows, or null for what the scan asks for or what is best
   * @throws SchemaException when no key gives the asked order and it may not be sorted
   */
  Plan plan(
      TableDefinition definition,
      Parameters parameters,
      LiveStatistics statistics,
      boolean past,
      BegunWay way) {
    String key = keyIn(definition, past);
    return Planner.plan(
        definition,
        new Request(
            compile(definition, parameters),
            walkedIn(definition),
            OrderColumn.listOf(definition, order == null ? List.of() : order),
            past || way == null || way.key() == null ? key : way.key(),
            reverse,
            rowsToKeep(),
            offset(),
            way == null ? sorting() : sorting(way)),
        statistics);
  }

  /** The key that must be walked, or null for any. Indexes keep no history. */
  private String keyIn(TableDefinition definition, boolean past) {
    if (past && using != null && !using.equals(Planner.PRIMARY)) {
      throw new HistoryUnavailableException(
          "Only the primary key can be read as of an earlier time.",
          "table",
          definition.name(),
          "index",
          using);
    }
    return past ? Planner.PRIMARY : using;
  }

  CompiledPredicate compile(TableDefinition definition, Parameters parameters) {
    return new PredicateCompiler(definition, parameters).compileLive(predicate, filter);
  }

  /** The filter, or null. */
  Filter filter() {
    return filter;
  }

  /** A plan for a predicate that leads to some columns, in an order; past as above. */
  Plan plan(
      TableDefinition definition,
      CompiledPredicate compiled,
      BitSet columns,
      List<OrderColumn> inOrder,
      boolean past) {
    String key = keyIn(definition, past);
    return Planner.plan(
        definition,
        new Request(compiled, columns, inOrder, key, reverse, Long.MAX_VALUE, 0, Sorting.NEVER),
        table.liveStatistics());
  }

  /** The predicate together with one more term. */
  Predicate predicateAnd(Predicate term) {
    return predicate == null ? term : predicate.and(term);
  }

  /** The key that the scan asks for, or null for the best. */
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
    return lockMode == LockMode.NONE ? selectedIn(definition) : Request.primaryKeyOf(definition);
  }

  /** What results are shared by, or null when none are kept. */
  Object resultScope() {
    return cachesResults ? resultScope : null;
  }

  /**
   * With a limit few rows are kept, whatever the table holds, and with a budget as many as fit;
   * without either, only who asks for it.
   */
  private Sorting sorting() {
    boolean unasked = sortBytes < 0 && limit < 0 && budget == null;
    if (unasked || sortBytes == 0) {
      return Sorting.NEVER;
    }
    return new Sorting(
        paged || budget != null ? Sorting.When.WITHOUT_KEY : Sorting.When.IF_CHEAPER, sortBytes());
  }

  /** What becomes of a run that goes on as it was begun. */
  private Sorting sorting(BegunWay way) {
    return way.sorts() && sortBytes != 0
        ? new Sorting(Sorting.When.ALWAYS, sortBytes())
        : Sorting.NEVER;
  }

  /** Bytes that groups may take which no key leads to; 0 when there must be one. */
  long groupBytes() {
    return sortBytes();
  }

  private long sortBytes() {
    return sortBytes < 0 ? Sorting.DEFAULT_BYTES : sortBytes;
  }

  /** Whether there is an order that rows could be sorted by. */
  boolean isOrdered() {
    return order != null && !order.isEmpty();
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
    Filter.requireNamed(filter, table.name());
    List<Order> asked = order == null ? List.of() : order;
    return Fingerprint.of(definition, predicate, filter, asked, parameters);
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
}
