package io.ashlar.sql.catalog;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What tables of the catalog read. Belongs to one statement. */
public final class CatalogReader {

  /** The one schema that users have. */
  static final String PUBLIC = "public";

  private final Database database;
  private final EvaluationContext context;
  private final Function<ViewSchema, List<SqlType>> viewTypes;

  /**
   * For a statement.
   *
   * @param database the database
   * @param context of the statement
   * @param viewTypes gives the types of the columns of a view; none when its query is refused
   */
  public CatalogReader(
      Database database, EvaluationContext context, Function<ViewSchema, List<SqlType>> viewTypes) {
    this.database = database;
    this.context = context;
    this.viewTypes = viewTypes;
  }

  Database database() {
    return database;
  }

  EvaluationContext context() {
    return context;
  }

  /** The name of the database. */
  String catalog() {
    return context.database();
  }

  /** All tables, by their names. */
  List<TableSchema> tables() {
    List<TableSchema> tables = new ArrayList<>();
    for (String name : database.schema().tables()) {
      database.findTable(name).map(Table::schema).ifPresent(tables::add);
    }
    return tables;
  }

  /** All views, by their names. */
  List<ViewSchema> views() {
    List<ViewSchema> views = new ArrayList<>();
    for (String name : database.schema().views()) {
      database.schema().findView(name).ifPresent(views::add);
    }
    return views;
  }

  /** The type of a column of a view; null when the query of the view is refused. */
  SqlType[] types(ViewSchema view) {
    List<SqlType> types = viewTypes.apply(view);
    SqlType[] all = new SqlType[view.columns().size()];
    for (int i = 0; i < all.length && i < types.size(); i++) {
      all[i] = types.get(i);
    }
    return all;
  }
}
