package io.ashlar.rows.read;

import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.AggregateReader;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.error.ClosedException;
import io.ashlar.rows.aggregate.AggregateValues;
import io.ashlar.rows.analyze.TableStatistics;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.session.BoundStatement;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.walk.RowWalk;
import io.ashlar.rows.walk.Walks;
import io.ashlar.rows.walk.Workspace;
import io.ashlar.rows.walk.WorkspacePool;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;

/** Aggregates over all rows, planned for one definition of the table and anew for another. */
final class AggregateStatement implements PreparedAggregate, BoundStatement<PreparedAggregate> {

  private final TableState table;
  private final WorkspacePool workspaces;
  private final ScanRequest request;
  private final List<Aggregate> aggregates;
  private final Parameters parameters = new Parameters();
  private TableDefinition plannedFor;

  /** The statistics that it was planned with, or null: it is planned anew with others. */
  private TableStatistics plannedWith;

  /** Whether the plans keep to the primary key, the only one that has a history. */
  private boolean plannedForPast;

  private final OneUser user = new OneUser();
  private AggregateValues values;

  /** One walk over all rows, or one seek for each aggregate. */
  private RowWalk[] walks;

  private boolean seeks;
  private boolean closed;

  AggregateStatement(
      TableState table, WorkspacePool workspaces, ScanRequest request, List<Aggregate> aggregates) {
    this.table = table;
    this.workspaces = workspaces;
    this.request = request;
    this.aggregates = aggregates;
    planFor(table.definition(), false);
  }

  private void planFor(TableDefinition definition, boolean past) {
    if (definition != plannedFor) {
      values = new AggregateValues(definition, parameters, aggregates);
    }
    plannedWith = table.liveStatistics().analyzed();
    List<Plan> extremes = ExtremePlans.of(definition, request, parameters, aggregates, past);
    seeks = extremes != null;
    List<Plan> plans =
        seeks
            ? extremes
            : List.of(
                request.plan(
                    definition,
                    request.compile(definition, parameters),
                    values.columns(),
                    List.of(),
                    past));
    walks = plans.stream().map(plan -> Walks.of(plan, table, workspaces)).toArray(RowWalk[]::new);
    plannedFor = definition;
    plannedForPast = past;
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
  public PreparedAggregate statement() {
    return this;
  }

  @Override
  public AggregateReader fetch(ReadTransaction transaction) {
    user.enter();
    try {
      return fetchInside(transaction);
    } finally {
      user.leave();
    }
  }

  private AggregateReader fetchInside(ReadTransaction transaction) {
    if (closed) {
      throw new ClosedException("The prepared statement is closed.", "table", table.name());
    }
    parameters.ensureBound();
    values.reset();
    TransactionHandle handle = TransactionHandle.of(transaction, table.context());
    Workspace workspace = workspaces.acquire(table.context().pool());
    try {
      TableDefinition definition = handle.beginStatement(table, user);
      try {
        keepPlanned(definition, handle.readsPast());
        for (int i = 0; i < walks.length; i++) {
          walk(handle, workspace, i);
        }
      } finally {
        handle.endStatement();
      }
    } finally {
      workspaces.release(workspace);
    }
    values.show();
    return values;
  }

  private void walk(TransactionHandle handle, Workspace workspace, int place) {
    RowWalk walk = walks[place];
    try {
      walk.open(handle, workspace);
      if (seeks) {
        while (!values.hasValue(place) && walk.next()) {
          values.accept(place, walk.source());
        }
      } else {
        while (walk.next()) {
          values.accept(walk.source());
        }
      }
    } finally {
      walk.close();
    }
  }

  private void keepPlanned(TableDefinition definition, boolean past) {
    if (definition != plannedFor
        || plannedForPast != past
        || !table.liveStatistics().isAnalyzed(plannedWith)) {
      planFor(definition, past);
    }
  }

  @Override
  public String explain() {
    user.enter();
    try {
      if (!closed) {
        keepPlanned(table.definition(), plannedForPast);
      }
      return explainInside();
    } finally {
      user.leave();
    }
  }

  private String explainInside() {
    StringBuilder text = new StringBuilder();
    for (RowWalk walk : walks) {
      text.append(text.isEmpty() ? "" : "\n").append(walk.plan().explain());
      walk.explain(text, parameters.allBound());
      text.append(seeks ? "\ntake the first value" : "");
    }
    return text.append(seeks ? "" : "\naggregate all rows").toString();
  }

  @Override
  public void close() {
    user.enter();
    closed = true;
    user.leave();
  }
}
