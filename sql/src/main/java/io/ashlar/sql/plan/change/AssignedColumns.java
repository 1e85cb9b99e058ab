package io.ashlar.sql.plan.change;

import io.ashlar.query.Column;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.text.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a table that a statement names to be set. */
final class AssignedColumns {

  private final Binding binding;
  private final String table;
  private final List<Source.SourceColumn> columns;
  private final Set<Column> named = new HashSet<>();

  AssignedColumns(Binding binding, String table, List<Source.SourceColumn> columns) {
    this.binding = binding;
    this.table = table;
    this.columns = columns;
  }

  /** The column of a name, which is named once. */
  Source.SourceColumn column(Identifier name) {
    List<String> names = columns.stream().map(Source.SourceColumn::name).toList();
    int index = NameMatch.indexOf(name, names);
    if (index < 0) {
      throw binding.fault(
          SqlState.UNDEFINED_COLUMN,
          name.offset(),
          "The table has no column of this name.",
          "name",
          name.text(),
          "table",
          table,
          "nearest",
          NearestName.of(name.text(), names).orElse("none"));
    }
    Source.SourceColumn column = columns.get(index);
    if (!named.add(column.column())) {
      throw binding.fault(
          SqlState.DUPLICATE_COLUMN,
          name.offset(),
          "A column is set twice.",
          "column",
          column.name());
    }
    return column;
  }

  /** The columns of a list of names; all when it is empty. */
  List<Source.SourceColumn> columns(List<Identifier> names) {
    if (names.isEmpty()) {
      return columns;
    }
    List<Source.SourceColumn> chosen = new ArrayList<>();
    names.forEach(name -> chosen.add(column(name)));
    return chosen;
  }
}
