package io.ashlar.sql.plan.change;

import io.ashlar.Table;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.type.ColumnTypes;
import java.util.Optional;

/** Whether a statement may give the identity column of a table. */
final class IdentityRule {

  private final Binding binding;
  private final Optional<ColumnSchema> column;
  private final DataStatement.Overriding overriding;

  IdentityRule(Binding binding, Table table, DataStatement.Overriding overriding) {
    this.binding = binding;
    this.column = table.schema().columns().stream().filter(ColumnSchema::identity).findFirst();
    this.overriding = overriding;
  }

  /**
   * Whether a value that is given is passed over, since the column is numbered all the same.
   *
   * @throws io.ashlar.sql.error.SqlException 428C9 when it may not be given
   */
  boolean passesOver(Source.SourceColumn given, int offset) {
    if (column.isEmpty() || !column.get().name().equals(given.name())) {
      return false;
    }
    if (overriding == DataStatement.Overriding.UNSAID) {
      requireFree(given, offset);
    }
    return overriding == DataStatement.Overriding.USER_VALUE;
  }

  /** Refuses a value for a column that is always generated. */
  void requireFree(Source.SourceColumn given, int offset) {
    if (column.isPresent()
        && column.get().name().equals(given.name())
        && ColumnTypes.isAlwaysGenerated(column.get())) {
      throw binding.fault(
          SqlState.GENERATED_ALWAYS,
          offset,
          "The column is always generated, and takes no value.",
          "column",
          given.name());
    }
  }
}
