package io.ashlar.sql.plan;

import io.ashlar.Database;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.catalog.CatalogReader;
import io.ashlar.sql.catalog.CatalogRows;
import io.ashlar.sql.catalog.CatalogTable;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.type.SqlType;
import java.util.List;

/** Tables of the catalog as queries. Stateless. */
public final class CatalogQueries {

  private CatalogQueries() {}

  /**
   * Plans the reading of a table of the catalog.
   *
   * @param table the table
   * @param binding of the statement
   * @param tables what names mean
   * @return what gives its rows
   */
  public static PlannedQuery plan(CatalogTable table, Binding binding, Tables tables) {
    Frame frame = new Frame(table.columns().size());
    CatalogReader reader =
        new CatalogReader(
            tables.database(), binding.context(), view -> types(view, binding, tables.database()));
    List<ResultColumn> columns =
        table.columns().stream()
            .map(column -> new ResultColumn(column.name(), column.type(), null, null))
            .toList();
    return new PlannedQuery(new CatalogRows(table, reader, frame), frame, columns);
  }

  private static List<SqlType> types(ViewSchema view, Binding binding, Database database) {
    Tables described = new Tables(database);
    Binding inner =
        new Binding(
            view.query(),
            binding.parameters(),
            binding.context(),
            binding.functions(),
            binding.reading(),
            new SubqueryPlanner(described));
    return Views.columns(view, inner, described).stream().map(ResultColumn::type).toList();
  }
}
