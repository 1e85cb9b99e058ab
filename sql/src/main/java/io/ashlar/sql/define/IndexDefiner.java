package io.ashlar.sql.define;

import io.ashlar.Table;
import io.ashlar.schema.IndexSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.type.SqlType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What CREATE INDEX defines. */
final class IndexDefiner {

  private final Binding binding;
  private final Table table;
  private final List<String> names;

  IndexDefiner(Binding binding, Table table) {
    this.binding = binding;
    this.table = table;
    this.names = Tables.columns(table).stream().map(Source.SourceColumn::name).toList();
  }

  IndexSchema index(DefinitionStatement.CreateIndex create) {
    String name = create.name().map(IndexDefiner::last).orElseGet(() -> unnamed(create));
    IndexSchema.Builder index = IndexSchema.named(name);
    for (DefinitionStatement.KeyItem item : create.key()) {
      String column = column(item, binding, names);
      index = item.descending() ? index.descending(column) : index.ascending(column);
    }
    if (create.unique()) {
      index = index.unique();
    }
    for (Identifier stored : create.stored()) {
      index = index.storing(column(stored, binding, names));
    }
    if (create.where().isPresent()) {
      index = index.where(conditions().predicate(create.where().get()));
    }
    return index.build();
  }

  /** The column of a key of the table. */
  String column(DefinitionStatement.KeyItem item) {
    return column(item, binding, names);
  }

  private ConditionDefiner conditions() {
    Map<String, SqlType> types = new LinkedHashMap<>();
    Tables.columns(table).forEach(column -> types.put(column.name(), column.type()));
    return new ConditionDefiner(binding, table.name(), types);
  }

  private static String last(QualifiedName name) {
    return name.parts().get(name.parts().size() - 1).text();
  }

  /** As PostgreSQL names it: table, columns, and {@code idx}. */
  private String unnamed(DefinitionStatement.CreateIndex create) {
    return create.key().stream()
        .map(item -> column(item, binding, names))
        .collect(Collectors.joining("_", table.name() + "_", "_idx"));
  }

  /** The column of a key; other keys are not supported, nor nulls in the other place. */
  static String column(DefinitionStatement.KeyItem item, Binding binding, List<String> names) {
    boolean natural =
        item.nulls() == Query.NullOrder.UNSAID
            || (item.nulls() == Query.NullOrder.LAST) == item.descending();
    if (!natural) {
      throw binding.unsupported(item.offset(), "this place of nulls in a key");
    }
    if (item.value() instanceof Expression.ColumnReference reference
        && reference.name().parts().size() == 1) {
      return column(reference.name().parts().get(0), binding, names);
    }
    throw binding.unsupported(item.offset(), "an index on an expression");
  }

  static String column(Identifier name, Binding binding, List<String> names) {
    int index = NameMatch.indexOf(name, names);
    if (index < 0) {
      throw binding.fault(
          SqlState.UNDEFINED_COLUMN,
          name.offset(),
          "The table has no column of this name.",
          "name",
          name.text());
    }
    return names.get(index);
  }
}
