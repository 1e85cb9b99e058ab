package io.ashlar.sql.plan.change;

import io.ashlar.Table;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.change.Change;
import io.ashlar.sql.change.ChangeWith;
import io.ashlar.sql.change.Truncation;
import io.ashlar.sql.join.SharedRows;
import io.ashlar.sql.plan.QueryPlanner;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.QueryBody;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Plans statements that change rows. */
public final class ChangePlanner {

  private final Binding binding;
  private final Tables tables;
  private final Function<Table, List<QueryBody.SelectItem>> keys;

  /**
   * For one statement.
   *
   * @param binding of the statement
   * @param tables what names of tables mean
   * @param keys what is given back of the rows that are inserted into a table, where the statement
   *     itself does not say; none for nothing
   */
  public ChangePlanner(
      Binding binding, Tables tables, Function<Table, List<QueryBody.SelectItem>> keys) {
    this.binding = binding;
    this.tables = tables;
    this.keys = keys;
  }

  /**
   * Plans a statement.
   *
   * @param statement its syntax
   * @return what runs it
   * @throws io.ashlar.sql.error.SqlException when it cannot be planned, with line and column
   */
  public Change plan(DataStatement statement) {
    Optional<Query.With> with = with(statement);
    if (with.isEmpty()) {
      return planned(statement);
    }
    List<SharedRows> shared = new QueryPlanner(binding, tables).with(with.get());
    return new ChangeWith(planned(statement), shared);
  }

  private static Optional<Query.With> with(DataStatement statement) {
    if (statement instanceof DataStatement.Insert insert) {
      return insert.with();
    }
    if (statement instanceof DataStatement.Update update) {
      return update.with();
    }
    if (statement instanceof DataStatement.Delete delete) {
      return delete.with();
    }
    return statement instanceof DataStatement.Merge merge ? merge.with() : Optional.empty();
  }

  private Change planned(DataStatement statement) {
    if (statement instanceof DataStatement.Insert insert) {
      return new InsertPlanner(binding, tables, keys).plan(insert);
    }
    if (statement instanceof DataStatement.Update update) {
      return new UpdatePlanner(binding, tables).plan(update);
    }
    if (statement instanceof DataStatement.Delete delete) {
      return new DeletePlanner(binding, tables).plan(delete);
    }
    if (statement instanceof DataStatement.Merge merge) {
      return new MergePlanner(binding, tables, merge).plan();
    }
    if (statement instanceof DataStatement.MergeByKey merge) {
      return new InsertPlanner(binding, tables, keys).plan(merge);
    }
    if (statement instanceof DataStatement.Truncate truncate) {
      return truncation(truncate);
    }
    throw binding.unsupported(statement.offset(), "CALL");
  }

  private Change truncation(DataStatement.Truncate truncate) {
    if (truncate.identity() == DataStatement.IdentityReset.RESTART) {
      throw binding.unsupported(truncate.offset(), "RESTART IDENTITY");
    }
    if (truncate.behavior() == DefinitionStatement.DropBehavior.CASCADE) {
      throw binding.unsupported(truncate.offset(), "TRUNCATE CASCADE");
    }
    return new Truncation(
        truncate.tables().stream().map(name -> tables.table(name, binding).delete()).toList());
  }
}
