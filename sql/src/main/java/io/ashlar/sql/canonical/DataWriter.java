package io.ashlar.sql.canonical;

import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.DefinitionStatement.DropBehavior;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.QueryBody;
import java.util.List;
import java.util.Optional;

/** Writes statements that change rows. */
final class DataWriter {

  private final Output out;
  private final ExpressionWriter expressions;
  private final QueryWriter queries;

  DataWriter(Output out, ExpressionWriter expressions) {
    this.out = out;
    this.expressions = expressions;
    queries = expressions.queries();
  }

  void statement(DataStatement statement) {
    if (statement instanceof DataStatement.Insert insert) {
      insert(insert);
    } else if (statement instanceof DataStatement.Update update) {
      update(update);
    } else if (statement instanceof DataStatement.Delete delete) {
      delete(delete);
    } else if (statement instanceof DataStatement.Merge merge) {
      merge(merge);
    } else if (statement instanceof DataStatement.MergeByKey merge) {
      out.add("MERGE INTO ").name(merge.table()).optionalNames(merge.columns());
      out.addIf(!merge.key().isEmpty(), " KEY").optionalNames(merge.key());
      source(merge.source());
    } else if (statement instanceof DataStatement.Truncate truncate) {
      out.add("TRUNCATE TABLE ").qualifiedNames(truncate.tables());
      if (truncate.identity() != DataStatement.IdentityReset.UNSAID) {
        out.add(" ").words(truncate.identity()).add(" IDENTITY");
      }
      if (truncate.behavior() != DropBehavior.UNSAID) {
        out.add(" ").words(truncate.behavior());
      }
    } else if (statement instanceof DataStatement.ProcedureCall call) {
      call(call);
    }
  }

  private void call(DataStatement.ProcedureCall call) {
    if (call.result().isPresent()) {
      out.add("{");
      expressions.parameter(call.result().get());
      out.add(" = ");
    }
    out.add("CALL ").name(call.name()).add("(");
    expressions.expressions(call.arguments());
    out.add(")").addIf(call.result().isPresent(), "}");
  }

  private void insert(DataStatement.Insert insert) {
    insert.with().ifPresent(queries::with);
    out.add("INSERT ");
    out.addIf(insert.mode() == DataStatement.InsertMode.OR_REPLACE, "OR REPLACE ");
    out.addIf(insert.mode() == DataStatement.InsertMode.OR_IGNORE, "OR IGNORE ");
    out.add("INTO ").name(insert.table());
    alias(insert.alias());
    out.optionalNames(insert.columns());
    overriding(insert.overriding());
    source(insert.source());
    insert.conflict().ifPresent(this::conflict);
    returning(insert.returning());
  }

  private void overriding(DataStatement.Overriding overriding) {
    if (overriding != DataStatement.Overriding.UNSAID) {
      out.add(" OVERRIDING ").words(overriding);
    }
  }

  private void source(DataStatement.InsertSource source) {
    out.add(" ");
    if (source instanceof DataStatement.Rows rows) {
      out.add("VALUES ").list(rows.rows(), queries::valueRow);
    } else if (source instanceof DataStatement.QueryRows query) {
      if (beginsWithValues(query.query())) {
        queries.enclosed(query.query());
      } else {
        queries.query(query.query());
      }
    } else {
      out.add("DEFAULT VALUES");
    }
  }

  /** Whether a query would be taken for rows to be inserted if it had no parentheses. */
  private static boolean beginsWithValues(Query query) {
    QueryBody body = query.body();
    while (body instanceof QueryBody.SetOperation operation) {
      body = operation.first();
    }
    return query.with().isEmpty() && body instanceof QueryBody.Values;
  }

  private void conflict(DataStatement.ConflictClause clause) {
    if (clause instanceof DataStatement.OnConflict conflict) {
      out.add(" ON CONFLICT");
      conflict.target().ifPresent(this::target);
      out.add(" DO ");
      if (conflict.action() instanceof DataStatement.DoUpdate update) {
        out.add("UPDATE SET ");
        assignments(update.assignments());
        expressions.after(" WHERE ", update.where());
      } else {
        out.add("NOTHING");
      }
    } else if (clause instanceof DataStatement.OnDuplicateKey duplicate) {
      out.add(" ON DUPLICATE KEY UPDATE ");
      assignments(duplicate.assignments());
    }
  }

  private void target(DataStatement.ConflictTarget target) {
    if (target instanceof DataStatement.TargetColumns columns) {
      out.optionalNames(columns.columns());
      expressions.after(" WHERE ", columns.where());
    } else if (target instanceof DataStatement.TargetConstraint constraint) {
      out.add(" ON CONSTRAINT ").name(constraint.name());
    }
  }

  private void returning(List<QueryBody.SelectItem> items) {
    if (!items.isEmpty()) {
      out.add(" RETURNING ");
      queries.items(items);
    }
  }

  private void assignments(List<DataStatement.Assignment> assignments) {
    out.list(assignments, this::assignment);
  }

  private void assignment(DataStatement.Assignment assignment) {
    if (assignment instanceof DataStatement.SetColumn set) {
      out.name(set.column()).add(" = ");
      expressions.expression(set.value());
    } else if (assignment instanceof DataStatement.SetColumns set) {
      // Without the word, a subquery that is the first value would be taken for all of them.
      out.add("(").qualifiedNames(set.columns()).add(") = ROW (");
      expressions.expressions(set.values());
      out.add(")");
    } else if (assignment instanceof DataStatement.SetFromQuery set) {
      out.add("(").qualifiedNames(set.columns()).add(") = ");
      queries.enclosed(set.query());
    }
  }

  private void update(DataStatement.Update update) {
    update.with().ifPresent(queries::with);
    out.add("UPDATE ").name(update.table());
    alias(update.alias());
    out.add(" SET ");
    assignments(update.assignments());
    if (!update.from().isEmpty()) {
      out.add(" FROM ");
      queries.references(update.from());
    }
    rest(update.where(), update.orderBy(), update.limit(), update.returning());
  }

  private void delete(DataStatement.Delete delete) {
    delete.with().ifPresent(queries::with);
    out.add("DELETE FROM ").name(delete.table());
    alias(delete.alias());
    if (!delete.using().isEmpty()) {
      out.add(" USING ");
      queries.references(delete.using());
    }
    rest(delete.where(), delete.orderBy(), delete.limit(), delete.returning());
  }

  private void alias(Optional<Identifier> alias) {
    alias.ifPresent(name -> out.add(" AS ").name(name));
  }

  private void rest(
      Optional<Expression> where,
      List<Query.SortItem> orderBy,
      Optional<Expression> limit,
      List<QueryBody.SelectItem> returning) {
    expressions.after(" WHERE ", where);
    if (!orderBy.isEmpty()) {
      out.add(" ");
      queries.orderBy(orderBy);
    }
    expressions.after(" LIMIT ", limit);
    returning(returning);
  }

  private void merge(DataStatement.Merge merge) {
    merge.with().ifPresent(queries::with);
    out.add("MERGE INTO ").name(merge.table());
    alias(merge.alias());
    out.add(" USING ");
    queries.factor(merge.source());
    out.add(" ON ");
    expressions.expression(merge.condition());
    merge.branches().forEach(this::branch);
    returning(merge.returning());
  }

  private void branch(DataStatement.MergeBranch branch) {
    out.add(" WHEN ").words(branch.match());
    expressions.after(" AND ", branch.condition());
    out.add(" THEN ");
    DataStatement.MergeAction action = branch.action();
    if (action instanceof DataStatement.MergeUpdate update) {
      out.add("UPDATE SET ");
      assignments(update.assignments());
    } else if (action instanceof DataStatement.MergeInsert insert) {
      mergeInsert(insert);
    } else {
      out.add(action instanceof DataStatement.MergeDelete ? "DELETE" : "DO NOTHING");
    }
  }

  private void mergeInsert(DataStatement.MergeInsert insert) {
    out.add("INSERT").optionalNames(insert.columns());
    overriding(insert.overriding());
    if (insert.values().isEmpty()) {
      out.add(" DEFAULT VALUES");
    } else {
      out.add(" VALUES (");
      expressions.expressions(insert.values());
      out.add(")");
    }
  }
}
