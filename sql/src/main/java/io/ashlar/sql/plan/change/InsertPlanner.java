package io.ashlar.sql.plan.change;

import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.FrameLayout;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.change.Change;
import io.ashlar.sql.change.ImageInsert;
import io.ashlar.sql.change.InsertQuery;
import io.ashlar.sql.change.InsertRows;
import io.ashlar.sql.change.KeptChange;
import io.ashlar.sql.execute.Project;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QueryBody;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Plans INSERT. */
final class InsertPlanner {

  private final Binding binding;
  private final Tables tables;
  private final Function<Table, List<QueryBody.SelectItem>> keys;

  /**
   * For one statement.
   *
   * @param keys what is given back of rows where the statement does not say so itself
   */
  InsertPlanner(Binding binding, Tables tables, Function<Table, List<QueryBody.SelectItem>> keys) {
    this.binding = binding;
    this.tables = tables;
    this.keys = keys;
  }

  Change plan(DataStatement.Insert insert) {
    Table table = tables.table(insert.table(), binding);
    IdentityRule identity = new IdentityRule(binding, table, insert.overriding());
    GivenRows given =
        new GivenRows(binding, tables, table, insert.columns(), insert.source(), identity);
    String name = insert.alias().map(Identifier::text).orElse(table.name());
    List<QueryBody.SelectItem> returning =
        insert.returning().isEmpty() ? keys.apply(table) : insert.returning();
    if (insert.conflict().isPresent() || insert.mode() != DataStatement.InsertMode.PLAIN) {
      return new UpsertPlanner(binding, given, name, returning).plan(insert);
    }
    boolean several = given.query() != null || given.rows().size() > 1;
    boolean reads = given.query() == null && tables.reads(table);
    if (several && (reads || referencesItself(table))) {
      return kept(given, name, returning);
    }
    return returning.isEmpty()
        ? direct(binding, given, table.insert())
        : image(given, name, returning);
  }

  private static boolean referencesItself(Table table) {
    return table.schema().foreignKeys().stream().anyMatch(key -> key.table().equals(table.name()));
  }

  /** All rows are known before the first is inserted, since they may reference each other. */
  private Change kept(GivenRows given, String name, List<QueryBody.SelectItem> items) {
    FrameLayout layout = new FrameLayout();
    NewRows image = new NewRows(binding, given.table(), name, layout);
    Returning returning = Returning.of(binding, List.of(image.source()), items);
    Frame frame = layout.frame();
    List<Scalar> kept = new ArrayList<>();
    for (Source.Used used : image.source().used()) {
      kept.add(ColumnReference.of(used.column().type(), used.slot()));
    }
    Returning shown = returning.from(kept.size());
    kept.addAll(returning.scalars());
    Frame each = new Frame(kept.size());
    return new KeptChange(
        new Project(given.into(image, frame), kept, frame, each),
        each,
        null,
        new RowStore(kept.stream().map(Scalar::type).toList()),
        image.insert(),
        shown.rows(),
        shown.query());
  }

  Change plan(DataStatement.MergeByKey merge) {
    Table table = tables.table(merge.table(), binding);
    IdentityRule identity = new IdentityRule(binding, table, DataStatement.Overriding.UNSAID);
    GivenRows given =
        new GivenRows(binding, tables, table, merge.columns(), merge.source(), identity);
    return new UpsertPlanner(binding, given, table.name(), keys.apply(table)).plan(merge);
  }

  /** By the table's own statement, which knows what is not given. */
  static Change direct(Binding binding, GivenRows given, Insert insert) {
    return given.query() == null
        ? new InsertRows(
            insert, given.rows().stream().map(GivenRow::stores).toList(), binding.reading())
        : new InsertQuery(insert, given.query(), given.rows().get(0).stores(), binding.reading());
  }

  private Change image(GivenRows given, String name, List<QueryBody.SelectItem> items) {
    FrameLayout layout = new FrameLayout();
    NewRows image = new NewRows(binding, given.table(), name, layout);
    Returning returning = Returning.of(binding, List.of(image.source()), items);
    Frame frame = layout.frame();
    return new ImageInsert(
        given.into(image, frame), frame, image.insert(), returning.rows(), returning.query());
  }
}
