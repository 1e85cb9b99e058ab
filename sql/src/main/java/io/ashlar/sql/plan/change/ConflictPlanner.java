package io.ashlar.sql.plan.change;

import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.Column;
import io.ashlar.query.Predicate;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.sql.access.ColumnStore;
import io.ashlar.sql.access.FrameTarget;
import io.ashlar.sql.access.ScanRequest;
import io.ashlar.sql.access.TableScan;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.FrameLayout;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.change.Change;
import io.ashlar.sql.change.ConflictAction;
import io.ashlar.sql.change.ConflictInsert;
import io.ashlar.sql.change.ConflictKey;
import io.ashlar.sql.change.RowWrite;
import io.ashlar.sql.change.SeenKeys;
import io.ashlar.sql.change.SlotWrites;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.plan.change.UniqueKeys.UniqueKey;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.QueryBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans what becomes of new rows whose key is taken. Three rows stand in one frame: the new one,
 * the one that is there, and what comes of them.
 */
final class ConflictPlanner {

  private static final String NEW_ROW = "excluded";

  private final Binding binding;
  private final Table table;
  private final GivenRows given;
  private final FrameLayout layout = new FrameLayout();
  private final NewRows image;
  private final Source target;
  private final Source after;
  private final Returning returning;

  /**
   * For one statement.
   *
   * @param name of the table in the statement
   * @param items what is given back
   */
  ConflictPlanner(Binding binding, GivenRows given, String name, List<QueryBody.SelectItem> items) {
    this.binding = binding;
    this.table = given.table();
    this.given = given;
    this.image = new NewRows(binding, table, NEW_ROW, layout);
    this.target = new Source(name, Tables.columns(table), layout);
    this.after = new Source(name, Tables.columns(table), layout);
    this.returning = Returning.of(binding, List.of(after), items);
  }

  /** New rows are left out. */
  Change nothing(List<UniqueKey> keys) {
    return planned(keys, List.of(), ConflictAction.nothing());
  }

  /**
   * Rows that are there are changed.
   *
   * @param keys each of which counts
   * @param set what is set
   * @param where the condition of the change
   * @param once whether the statement may not meet a row that it has written
   */
  Change update(List<UniqueKey> keys, SetClause set, Optional<Expression> where, boolean once) {
    return update(keys, List.of(), set, where, once);
  }

  /** The same by columns that are no key of the table. */
  Change updateByColumns(List<String> columns, SetClause set) {
    return update(List.of(), columns, set, Optional.empty(), false);
  }

  private Change update(
      List<UniqueKey> keys,
      List<String> columns,
      SetClause set,
      Optional<Expression> where,
      boolean once) {
    Scope scope = new Scope(binding);
    scope.add(target, 0);
    scope.add(image.source().onlyQualified(), 0);
    ExpressionBinder expressions = new ExpressionBinder(binding, scope);
    Scalar condition = where.map(expressions::condition).orElse(null);
    List<Scalar> values = set.values(expressions);
    SlotWrites changes = new SlotWrites();
    List<ColumnStore> stores = new ArrayList<>();
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      SetClause.Setting setting = set.settings().get(i);
      int slot = after.slot(setting.index());
      changes.add(slot, values.get(i));
      changed.add(setting.index());
      Scalar value = ColumnReference.of(setting.column().type(), slot);
      stores.add(new ColumnStore(setting.column().column(), value));
    }
    SeenKeys seen = null;
    List<Scalar> found = List.of();
    if (once) {
      seen = new SeenKeys(columnsOf(after, keys.get(0).columns()));
      found = columnsOf(target, keys.get(0).columns());
    }
    for (Source.Used used : after.used()) {
      if (!changed.contains(used.index())) {
        changes.add(used.slot(), reference(target, used.index()));
      }
    }
    KeyedRows row = row();
    Update update = table.update().where(row.predicate());
    RowWrite write = RowWrite.update(update, row.operands(), stores, binding.reading());
    return planned(keys, columns, ConflictAction.update(condition, changes, write, seen, found));
  }

  /** Rows that are there make room. */
  Change replace(List<UniqueKey> keys) {
    List<String> primary = table.schema().primaryKey();
    KeyedRows row = row();
    RowWrite delete =
        RowWrite.delete(table.delete().where(row.predicate()), row.operands(), binding.reading());
    RowWrite update = null;
    if (!primary.isEmpty() && primary.size() < image.source().columns().size()) {
      List<ColumnStore> stores = new ArrayList<>();
      for (Source.Used used : image.source().used()) {
        Source.SourceColumn column = used.column();
        if (!primary.contains(column.name())) {
          Scalar value = ColumnReference.of(column.type(), used.slot());
          stores.add(new ColumnStore(column.column(), value));
        }
      }
      // Other rows may have been met, and deleted, since the one that becomes the new row.
      KeyedRows same = new KeyedRows(columns(primary), column -> read(image.source(), column));
      update =
          RowWrite.update(
              table.update().where(same.predicate()), same.operands(), stores, binding.reading());
    }
    ConflictAction action =
        ConflictAction.replace(
            update, delete, columnsOf(image.source(), primary), columnsOf(target, primary));
    return planned(keys, List.of(), action);
  }

  /** By which the row that is there is written. */
  private KeyedRows row() {
    return new KeyedRows(Tables.key(table), column -> read(target, column));
  }

  private List<Source.SourceColumn> columns(List<String> names) {
    return names.stream().map(name -> target.columns().get(index(name))).toList();
  }

  private static Scalar read(Source source, Source.SourceColumn column) {
    return ColumnReference.of(column.type(), source.slot(column));
  }

  private int index(String column) {
    return table.schema().columns().stream().map(ColumnSchema::name).toList().indexOf(column);
  }

  private static Scalar reference(Source source, int index) {
    return ColumnReference.of(source.columns().get(index).type(), source.slot(index));
  }

  private List<Scalar> columnsOf(Source source, List<String> names) {
    return names.stream().map(name -> reference(source, index(name))).toList();
  }

  private Change planned(List<UniqueKey> keys, List<String> columns, ConflictAction action) {
    SlotWrites inserted = new SlotWrites();
    for (Source.Used used : after.used()) {
      inserted.add(used.slot(), reference(image.source(), used.index()));
    }
    Frame frame = layout.frame();
    List<ConflictKey> made = new ArrayList<>();
    keys.forEach(key -> made.add(key(key, frame)));
    if (!columns.isEmpty()) {
      made.add(ConflictKey.columns(scan(columns, null, frame)));
    }
    return new ConflictInsert(
        given.into(image, frame),
        frame,
        image.insert(),
        made,
        action,
        inserted,
        returning.rows(),
        returning.query());
  }

  private ConflictKey key(UniqueKey key, Frame frame) {
    if (key.isPartial()) {
      return ConflictKey.partial(
          key.index().name(), scan(key.columns(), key.index().predicate(), frame));
    }
    List<ColumnStore> stores = new ArrayList<>();
    for (String name : key.columns()) {
      stores.add(new ColumnStore(table.column(name), reference(image.source(), index(name))));
    }
    String index = key.index() == null ? null : key.index().name();
    return ConflictKey.unique(
        index,
        index == null ? table.get() : table.get(index),
        stores,
        FrameTarget.of(target, frame),
        binding.reading());
  }

  /** The rows that have the values of the new one in columns. */
  private TableScan scan(List<String> columns, Predicate among, Frame frame) {
    KeyedRows same = new KeyedRows(columns(columns), column -> read(image.source(), column));
    if (among != null) {
      same.and(among);
    }
    List<Column> read = target.used().stream().map(used -> used.column().column()).toList();
    ScanRequest request =
        new ScanRequest(table, same.predicate(), List.of(), read, ScanRequest.Lock.WAIT);
    return new TableScan(
        request,
        same.operands(),
        FrameTarget.of(target, frame),
        frame,
        null,
        null,
        binding.reading());
  }
}
