package io.ashlar.rows.read;

import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.rows.aggregate.AggregateValues;
import io.ashlar.rows.analyze.TableStatistics;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.GroupOrders;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.predicate.CompiledPredicate;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.session.BoundStatement;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.walk.RowWalk;
import io.ashlar.rows.walk.Walks;
import io.ashlar.rows.walk.Workspace;
import io.ashlar.rows.walk.WorkspacePool;
import io.ashlar.transaction.ReadTransaction;
import java.util.BitSet;
import java.util.List;

/** Aggregates over groups, planned for one definition of the table and anew for another. */
final class GroupStatement implements PreparedGroups, BoundStatement<PreparedGroups> {

  private final TableState table;
  private final WorkspacePool workspaces;
  private final ScanRequest request;
  private final List<Column> group;
  private final List<Aggregate> aggregates;
  private final Parameters parameters = new Parameters();
  private final OneUser user = new OneUser();
  private final GroupWindow cursor = new GroupWindow(user);
  private TableDefinition plannedFor;

  /** The statistics that it was planned with, or null: it is planned anew with others. */
  private TableStatistics plannedWith;

  /** Whether the plan keeps to the primary key, the only one that has a history. */
  private boolean plannedForPast;

  private RowWalk walk;

  /** Whether the walk leads to the rows group by group. */
  private boolean isStreamed;

  /** Whether there is a key that could. */
  private boolean mayStream;

  private Workspace workspace;
  private boolean closed;

  GroupStatement(
      TableState table,
      WorkspacePool workspaces,
      ScanRequest request,
      List<Column> group,
      List<Aggregate> aggregates) {
    this.table = table;
    this.workspaces = workspaces;
    this.request = request;
    this.group = group;
    this.aggregates = aggregates;
    planFor(table.definition(), false, true);
  }

  /** Gathers groups that a key leads to only where that may be better, and is not known to fail. */
  private void planFor(TableDefinition definition, boolean past, boolean mayGather) {
    TableStatistics analyzed = table.liveStatistics().analyzed();
    BitSet columns = new BitSet();
    for (Column column : group) {
      columns.set(PredicateCompiler.ordinalOf(definition, column));
    }
    CompiledPredicate predicate = request.compile(definition, parameters);
    AggregateValues values = new AggregateValues(definition, parameters, aggregates);
    BitSet needed = (BitSet) columns.clone();
    needed.or(values.columns());
    Plan streamed = streamed(definition, predicate, columns, needed, past);
    if (streamed == null) {
      requireMemory(definition, columns);
    }
    Plan gathered =
        streamed == null || (mayGather && request.groupBytes() > 0)
            ? request.plan(definition, predicate, needed, List.of(), past)
            : null;
    if (streamed != null
        && gathered != null
        && !GroupOrders.gathers(streamed, gathered, analyzed, request.groupBytes())) {
      gathered = null;
    }
    walk = Walks.of(gathered == null ? streamed : gathered, table, workspaces);
    cursor.plan(
        walk,
        gathered == null
            ? new StreamedGroups(walk, columns.stream().toArray())
            : new HashedGroups(walk, columns, values, request.groupBytes()),
        values,
        columns);
    isStreamed = gathered == null;
    mayStream = streamed != null;
    plannedFor = definition;
    plannedWith = analyzed;
    plannedForPast = past;
  }

  /**
   * A plan along a key in which the rows of a group stand together, or null when there is none. Of
   * several orders it takes the first for which no rows are fetched, else the first.
   */
  private Plan streamed(
      TableDefinition definition,
      CompiledPredicate predicate,
      BitSet columns,
      BitSet needed,
      boolean past) {
    Plan best = null;
    for (List<OrderColumn> order : GroupOrders.of(definition, predicate.terms(), columns)) {
      Plan plan;
      try {
        plan = request.plan(definition, predicate, needed, order, past);
      } catch (SchemaException another) {
        if (request.using() == null && !past) {
          throw another;
        }
        continue;
      }
      if (best == null || (best.fetchesRows() && !plan.fetchesRows())) {
        best = plan;
      }
    }
    return best;
  }

  private void requireMemory(TableDefinition definition, BitSet columns) {
    if (request.groupBytes() == 0) {
      throw new SchemaException(
          "No key leads to the rows group by group, and they may not be gathered in memory.",
          "table",
          definition.name(),
          "group",
          names(definition, columns),
          "create",
          "an index on (" + names(definition, columns) + ")",
          "using",
          request.using() == null ? "any" : request.using());
    }
  }

  private static String names(TableDefinition definition, BitSet columns) {
    StringBuilder text = new StringBuilder();
    columns.stream()
        .forEach(
            ordinal ->
                text.append(text.isEmpty() ? "" : ", ")
                    .append(definition.columns().get(ordinal).name()));
    return text.toString();
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public OneUser user() {
    return user;
  }

  @Override
  public PreparedGroups statement() {
    return this;
  }

  @Override
  public GroupCursor open(ReadTransaction transaction) {
    user.enter();
    try {
      return openInside(transaction);
    } finally {
      user.leave();
    }
  }

  private GroupCursor openInside(ReadTransaction transaction) {
    if (closed) {
      throw new ClosedException("The prepared statement is closed.", "table", table.name());
    }
    if (cursor.isOpen()) {
      throw new IllegalUseException(
          "The last cursor of the prepared statement is still open.", "table", table.name());
    }
    parameters.ensureBound();
    TransactionHandle handle = TransactionHandle.of(transaction, table.context());
    TableDefinition definition = handle.beginStatement(table, user);
    boolean begun = false;
    try {
      keepPlanned(definition, handle.readsPast());
      if (workspace == null) {
        workspace = workspaces.acquire(table.context().pool());
      }
      begin(handle);
      begun = true;
    } finally {
      handle.endStatement();
      if (!begun) {
        walk.close();
      }
    }
    return cursor;
  }

  private void keepPlanned(TableDefinition definition, boolean past) {
    if (definition != plannedFor
        || plannedForPast != past
        || !table.liveStatistics().isAnalyzed(plannedWith)) {
      planFor(definition, past, true);
    }
  }

  /** Walks group by group from here on where memory does not hold the groups and a key leads so. */
  private void begin(TransactionHandle handle) {
    try {
      walk.open(handle, workspace);
      cursor.begin(handle, workspace);
    } catch (LimitExceededException outgrown) {
      if (!cursor.outgrown() || !mayStream) {
        throw outgrown;
      }
      walk.close();
      planFor(plannedFor, plannedForPast, false);
      walk.open(handle, workspace);
      cursor.begin(handle, workspace);
    }
  }

  @Override
  public String explain() {
    user.enter();
    try {
      if (!closed && !cursor.isOpen()) {
        keepPlanned(table.definition(), plannedForPast);
      }
      return explainInside();
    } finally {
      user.leave();
    }
  }

  private String explainInside() {
    StringBuilder text = new StringBuilder(walk.plan().explain());
    walk.explain(text, parameters.allBound());
    return text.append(
            isStreamed ? "\naggregate each group of " : "\ngather in memory the groups of ")
        .append(names())
        .toString();
  }

  private String names() {
    StringBuilder text = new StringBuilder();
    for (Column column : group) {
      text.append(text.isEmpty() ? "" : ", ").append(column.name());
    }
    return text.toString();
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
