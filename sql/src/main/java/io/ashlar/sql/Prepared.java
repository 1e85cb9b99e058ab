package io.ashlar.sql;

import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.change.Change;
import io.ashlar.sql.execute.PlanRows;
import io.ashlar.sql.parse.ParsedStatement;
import io.ashlar.sql.plan.Definitions;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.plan.QueryPlanner;
import io.ashlar.sql.plan.ResultColumn;
import io.ashlar.sql.plan.ShowPlanner;
import io.ashlar.sql.plan.SubqueryPlanner;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.plan.change.ChangePlanner;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.SessionStatement;
import io.ashlar.sql.syntax.Statement;
import io.ashlar.sql.type.SqlType;
import java.time.ZoneId;
import java.util.List;

/** What a query or change was planned as, and for which definitions of tables and views. */
final class Prepared {

  private final PlannedQuery query;
  private final Change change;

  /** What a change tells of the rows that it has inserted; null for nothing. */
  private final PlannedQuery keys;

  private final boolean locks;
  private final Definitions planned;
  private final SubqueryPlanner subqueries;
  private final EvaluationContext context;

  /** The zone of the session, with which constants were folded. */
  private final ZoneId zone;

  private Prepared(
      PlannedQuery query,
      Change change,
      PlannedQuery keys,
      boolean locks,
      Tables tables,
      SubqueryPlanner subqueries,
      EvaluationContext context) {
    this.subqueries = subqueries;
    this.context = context;
    this.zone = context.zone();
    this.query = query;
    this.change = change;
    this.keys = keys;
    this.locks = locks;
    this.planned = tables.definitions();
  }

  /** Plans a statement; null for one that is neither query nor change. */
  static Prepared of(
      ParsedStatement parsed,
      KeyColumns wanted,
      Binding binding,
      Tables tables,
      SubqueryPlanner subqueries,
      SessionSettings settings) {
    Statement statement = parsed.statement();
    if (statement instanceof Statement.QueryStatement text) {
      PlannedQuery query = new QueryPlanner(binding, tables).plan(text.query());
      return new Prepared(
          query,
          null,
          null,
          !text.query().locks().isEmpty(),
          tables,
          subqueries,
          binding.context());
    }
    if (statement instanceof SessionStatement.Explain explain
        && explain.statement() instanceof Statement.QueryStatement text) {
      PlannedQuery query = new QueryPlanner(binding, tables).plan(text.query());
      boolean runs = explain.analyze();
      boolean locks = runs && !text.query().locks().isEmpty();
      return new Prepared(
          explained(query, runs), null, null, locks, tables, subqueries, binding.context());
    }
    if (statement instanceof SessionStatement told) {
      PlannedQuery query = new ShowPlanner(binding, tables, settings::all).plan(told);
      return query == null
          ? null
          : new Prepared(query, null, null, false, tables, subqueries, binding.context());
    }
    if (statement instanceof DataStatement data) {
      Change change = new ChangePlanner(binding, tables, wanted::of).plan(data);
      boolean gives = !data.returning().isEmpty();
      return new Prepared(
          gives ? change.returned() : null,
          change,
          gives ? null : change.returned(),
          false,
          tables,
          subqueries,
          binding.context());
    }
    return null;
  }

  private static PlannedQuery explained(PlannedQuery query, boolean runs) {
    Frame frame = new Frame(1);
    return new PlannedQuery(
        new PlanRows(query.rows(), runs, frame),
        frame,
        List.of(new ResultColumn("plan", SqlType.TEXT, null, null)));
  }

  /** What gives rows: a query, or what a change gives back; null for nothing. */
  PlannedQuery query() {
    return query;
  }

  /** The change; null for a query. */
  Change change() {
    return change;
  }

  /** What the change tells of the rows that it has inserted; null for nothing. */
  PlannedQuery keys() {
    return keys;
  }

  /** Whether the query locks the rows that it reads. */
  boolean locks() {
    return locks;
  }

  /** Whether all tables and views are defined as they were, and the zone is the same. */
  boolean isFresh() {
    return zone.equals(context.zone()) && planned.areFresh();
  }

  void release() {
    subqueries.release();
    if (change != null) {
      change.release();
    } else {
      query.rows().release();
    }
  }
}
