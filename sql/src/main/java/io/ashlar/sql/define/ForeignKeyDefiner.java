package io.ashlar.sql.define;

import io.ashlar.Table;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What REFERENCES and FOREIGN KEY define. */
final class ForeignKeyDefiner {

  private final Binding binding;
  private final Tables tables;
  private final String table;
  private final List<String> columns;

  /**
   * For a table.
   *
   * @param binding of the statement
   * @param tables what names of tables mean
   * @param table the name of the table that references
   * @param columns its columns
   */
  ForeignKeyDefiner(Binding binding, Tables tables, String table, List<String> columns) {
    this.binding = binding;
    this.tables = tables;
    this.table = table;
    this.columns = List.copyOf(columns);
  }

  ForeignKeySchema foreignKey(
      Optional<Identifier> name, List<Identifier> referencing, TableElement.Reference target) {
    refuse(target);
    List<String> own = new ArrayList<>();
    referencing.forEach(column -> own.add(IndexDefiner.column(column, binding, columns)));
    String key =
        name.map(Identifier::text).orElseGet(() -> table + "_" + String.join("_", own) + "_fkey");
    Identifier other = last(target.table());
    boolean itself = NameMatch.matches(other, table) && tables.find(target.table()).isEmpty();
    String referenced = table;
    List<String> there = columns;
    if (!itself) {
      Table found = tables.table(target.table(), binding);
      referenced = found.name();
      there = Tables.columns(found).stream().map(Source.SourceColumn::name).toList();
    }
    List<String> keys = new ArrayList<>();
    for (Identifier column : target.columns()) {
      keys.add(IndexDefiner.column(column, binding, there));
    }
    return ForeignKeySchema.named(key)
        .columns(own.toArray(String[]::new))
        .references(referenced, keys.toArray(String[]::new))
        .onDelete(action(target.onDelete(), target.offset()))
        .onUpdate(action(target.onUpdate(), target.offset()))
        .build();
  }

  /** Whether a key of a table begins with columns, in any order. */
  static boolean isServed(TableSchema table, List<String> columns) {
    return begins(table.primaryKey(), columns)
        || table.indexes().stream()
            .filter(index -> index.predicate() == null)
            .anyMatch(index -> begins(index.key().stream().map(KeyPart::column).toList(), columns));
  }

  private static boolean begins(List<String> key, List<String> columns) {
    return key.size() >= columns.size()
        && Set.copyOf(key.subList(0, columns.size())).equals(Set.copyOf(columns));
  }

  private static Identifier last(QualifiedName name) {
    return name.parts().get(name.parts().size() - 1);
  }

  private void refuse(TableElement.Reference target) {
    boolean simple =
        target.match() == TableElement.MatchType.UNSAID
            || target.match() == TableElement.MatchType.SIMPLE;
    if (!simple) {
      throw binding.unsupported(target.offset(), "MATCH " + target.match());
    }
    boolean deferred =
        target.deferral() == TableElement.Deferral.DEFERRABLE
            || target.deferral() == TableElement.Deferral.INITIALLY_DEFERRED;
    if (deferred) {
      throw binding.unsupported(target.offset(), "a foreign key that is judged at the commit");
    }
  }

  private ReferenceAction action(TableElement.ReferentialAction action, int offset) {
    return switch (action) {
      case UNSAID, NO_ACTION -> ReferenceAction.NO_ACTION;
      case RESTRICT -> ReferenceAction.RESTRICT;
      case CASCADE -> ReferenceAction.CASCADE;
      case SET_NULL -> ReferenceAction.SET_NULL;
      default -> throw binding.unsupported(offset, "SET DEFAULT of a foreign key");
    };
  }
}
