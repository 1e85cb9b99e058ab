package io.ashlar.rows.scan;

import io.ashlar.ReadTransaction;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.rows.aggregate.AggregateValues;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.GroupOrders;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.predicate.CompiledPredicate;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.table.OneUser;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.TransactionHandle;
import java.util.BitSet;
import java.util.List;

/** Aggregates over groups, planned for one definition of the table and anew for another. */
final class GroupStatement implements PreparedGroups, BoundStatement<PreparedGroups> {

  private final TableHandle table;
  private final WorkspacePool workspaces;
  private final ScanRequest request;
  private final List<Column> group;
  private final List<Aggregate> aggregates;
  private final Parameters parameters = new Parameters();
  private final OneUser user = new OneUser();
  private final GroupWindow cursor = new GroupWindow(user);
  private TableDefinition plannedFor;
  private KeyedWalk walk;
  private Workspace workspace;
  private boolean closed;

  GroupStatement(
      TableHandle table,
      WorkspacePool workspaces,
      ScanRequest request,
      List<Column> group,
      List<Aggregate> aggregates) {
    this.table = table;
    this.workspaces = workspaces;
    this.request = request;
    this.group = group;
    this.aggregates = aggregates;
    planFor(table.definition());
  }

  private void planFor(TableDefinition definition) {
    BitSet columns = new BitSet();
    for (Column column : group) {
      columns.set(PredicateCompiler.ordinalOf(definition, column));
    }
    CompiledPredicate predicate = request.compile(definition, parameters);
    AggregateValues values = new AggregateValues(definition, parameters, aggregates);
    BitSet needed = (BitSet) columns.clone();
    needed.or(values.columns());
    walk = PartitionWalk.over(plan(definition, predicate, columns, needed), table, workspaces);
    plannedFor = definition;
    cursor.plan(walk, values, columns);
  }

  /** Of several orders it takes the first for which no rows are fetched, else the first. */
  private Plan plan(
      TableDefinition definition, CompiledPredicate predicate, BitSet columns, BitSet needed) {
    Plan best = null;
    for (List<OrderColumn> order : GroupOrders.of(definition, predicate.terms(), columns)) {
      Plan plan;
      try {
        plan = request.plan(definition, predicate, needed, order);
      } catch (SchemaException another) {
        if (request.using() == null) {
          throw another;
        }
        continue;
      }
      if (best == null || (best.fetchesRows() && !plan.fetchesRows())) {
        best = plan;
      }
    }
    if (best == null) {
      throw new SchemaException(
          "No key leads to the rows group by group.",
          "table",
          definition.name(),
          "group",
          names(definition, columns),
          "create",
          "an index on (" + names(definition, columns) + ")",
          "using",
          request.using() == null ? "any" : request.using());
    }
    return best;
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
    TableDefinition definition = handle.beginStatement(table);
    boolean begun = false;
    try {
      if (definition != plannedFor) {
        planFor(definition);
      }
      if (workspace == null) {
        workspace = workspaces.acquire(table.context().pool());
      }
      PastReads.requirePath(handle, walk.plan());
      walk.open(handle, workspace);
      cursor.begin();
      begun = true;
    } finally {
      handle.endStatement();
      if (!begun) {
        walk.close();
      }
    }
    return cursor;
  }

  @Override
  public String explain() {
    StringBuilder text = new StringBuilder(walk.plan().explain());
    walk.explain(text, parameters.allBound());
    return text.append("\naggregate each group of ").append(names()).toString();
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
