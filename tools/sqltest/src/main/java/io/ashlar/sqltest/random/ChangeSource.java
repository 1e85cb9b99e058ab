package io.ashlar.sqltest.random;

import io.ashlar.sqltest.change.Change;
import io.ashlar.sqltest.change.Conflict;
import io.ashlar.sqltest.change.Delete;
import io.ashlar.sqltest.change.Insert;
import io.ashlar.sqltest.change.Merge;
import io.ashlar.sqltest.change.Origin;
import io.ashlar.sqltest.change.Setting;
import io.ashlar.sqltest.change.Update;
import io.ashlar.sqltest.change.When;
import io.ashlar.sqltest.change.When.Action;
import io.ashlar.sqltest.change.When.Side;
import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Makes changes of a table. A row is never changed by several others to what depends on which of
 * them: engines take different ones.
 */
public final class ChangeSource {

  private static final String ALIAS = "s";

  private final Dice dice;
  private final List<RandomTable> tables;
  private final RandomTable table;
  private final Set<Feature> features;

  /** What stands in a condition or a value beside the statement's own tables. */
  private final QuerySource queries;

  private final List<Term> columns = new ArrayList<>();

  /** The same with the table's name before them. */
  private final List<Term> qualified = new ArrayList<>();

  /**
   * A source.
   *
   * @param dice what to choose by
   * @param tables what there is; one of them is changed
   * @param features what can be asked for
   */
  public ChangeSource(Dice dice, List<RandomTable> tables, Set<Feature> features) {
    this.dice = dice;
    this.tables = tables;
    this.features = EnumSet.copyOf(features);
    this.table = dice.one(tables.stream().filter(each -> each.definition() == null).toList());
    if (!features.contains(Feature.CHANGE_BY_QUERY)) {
      this.features.remove(Feature.SUBQUERY);
    }
    // Queries with names stand before a whole query, not before a change.
    queries = new QuerySource(dice, tables, without(Feature.NAMED_QUERY));
    for (Column column : table.columns()) {
      columns.add(Term.of(column.kind(), column.name()));
      qualified.add(Term.of(column.kind(), table.name() + "." + column.name()));
    }
  }

  /**
   * The table that is changed.
   *
   * @return one of the tables
   */
  public RandomTable table() {
    return table;
  }

  /**
   * Any change.
   *
   * @return a new one
   */
  public Change any() {
    return switch (dice.below(12)) {
      case 0, 1 -> delete();
      case 2, 3, 4 -> update();
      case 5 -> insert(null);
      case 6, 7, 8 -> table.keyed() ? conflicting() : insert(null);
      default -> table.keyed() ? merge() : update();
    };
  }

  private Term condition(List<Term> over) {
    return dice.percent(85) ? queries.condition(over) : null;
  }

  private Change delete() {
    Origin origin = dice.percent(35) ? origin() : null;
    return new Delete(table.name(), origin, condition(with(origin, columns)), returned());
  }

  private Change update() {
    // A key that is set often meets another, at which engines stop in different places.
    List<Column> settable = settable();
    if (settable.isEmpty()) {
      return delete();
    }
    Origin origin = dice.percent(40) ? origin() : null;
    List<Term> seen = with(origin, columns);
    return new Update(table.name(), settings(settable, seen), origin, condition(seen), returned());
  }

  private List<Column> settable() {
    return table.columns().subList(table.keyed() ? 1 : 0, table.columns().size());
  }

  private List<Setting> settings(List<Column> settable, List<Term> seen) {
    List<Setting> settings = new ArrayList<>();
    List<Column> left = new ArrayList<>(settable);
    for (int i = dice.percent(30) ? 2 : 1; i > 0 && !left.isEmpty(); i--) {
      Column column = left.remove(dice.below(left.size()));
      settings.add(new Setting(column.name(), stored(queries.value(seen, column.kind()))));
    }
    return settings;
  }

  private static Term stored(Term value) {
    return value.kind() == Kind.DECIMAL ? value.with(Feature.DECIMAL_STORED) : value;
  }

  /** Values without queries, which not all engines have there. */
  private List<Term> returned() {
    if (!features.contains(Feature.RETURNING) || dice.percent(50)) {
      return List.of();
    }
    List<Term> items = new ArrayList<>();
    ExpressionSource source = new ExpressionSource(dice, features);
    for (int i = 1 + dice.below(2); i > 0; i--) {
      Kind kind = dice.one(table.columns()).kind();
      Term item = source.any(kind, columns, dice.below(2));
      items.add(kind == Kind.BOOL ? item.with(Feature.TRUTH_VALUE) : item);
    }
    return items;
  }

  /** Rows of another table, of which at most one belongs to each row of the table. */
  private Origin origin() {
    Term own = dice.one(columns);
    if (own.kind() == Kind.BOOL || !features.contains(Feature.CHANGE_BY_TABLE)) {
      return null;
    }
    Select query = unique(own.kind(), dice.one(table.columns()).kind());
    return new Origin(query, ALIAS, equal(own, own.kind()));
  }

  private static Term equal(Term own, Kind kind) {
    return Term.of(Kind.BOOL, "(", own, " = ", Term.of(kind, ALIAS + ".x0"), ")");
  }

  /** Values that are there once, each with another that it has. */
  private Select unique(Kind kind, Kind other) {
    QuerySource source = new QuerySource(dice, tables, without(Feature.SUBQUERY));
    return source.keyed(List.of(kind, other));
  }

  private Set<Feature> without(Feature feature) {
    Set<Feature> fewer = EnumSet.copyOf(features);
    fewer.remove(feature);
    return fewer;
  }

  private static List<Term> with(Origin origin, List<Term> own) {
    if (origin == null) {
      return own;
    }
    List<Term> all = new ArrayList<>(own);
    for (int i = 0; i < origin.query().items().size(); i++) {
      all.add(Term.of(origin.query().items().get(i).kind(), ALIAS + ".x" + i));
    }
    return all;
  }

  private Insert insert(Conflict conflict) {
    List<Column> given = new ArrayList<>(table.columns());
    if (given.size() > 1 && dice.percent(25)) {
      given.remove(1 + dice.below(given.size() - 1));
    }
    List<String> names = given.stream().map(Column::name).toList();
    if (dice.percent(40)) {
      return new Insert(table.name(), names, null, query(given), conflict, returned());
    }
    List<List<Term>> rows = new ArrayList<>();
    ValueSource values = new ValueSource(dice);
    int first = dice.below(12) - 6;
    for (int i = 1 + dice.below(3); i > 0; i--) {
      List<Term> row = new ArrayList<>();
      for (Column column : given) {
        boolean key = table.keyed() && row.isEmpty();
        row.add(
            key
                ? Term.of(column.kind(), Integer.toString(first + i))
                : values.any(column.kind(), column.required() ? 3 : 20));
      }
      rows.add(row);
    }
    return new Insert(table.name(), names, rows, null, conflict, returned());
  }

  /** Rows for the columns; keys are there once. */
  private Select query(List<Column> given) {
    QuerySource source = new QuerySource(dice, tables, features);
    List<Kind> kinds = given.stream().map(Column::kind).toList();
    Select query = table.keyed() ? source.keyed(kinds) : source.rows(kinds);
    return query.items(query.items().stream().map(ChangeSource::stored).toList());
  }

  private Change conflicting() {
    List<Column> settable = settable();
    if (!features.contains(Feature.CONFLICT) || settable.isEmpty() || dice.percent(30)) {
      return insert(new Conflict(dice.percent(50) ? key() : null, List.of(), null));
    }
    List<Term> seen = new ArrayList<>(qualified);
    Insert base = insert(null);
    for (Column column : table.columns()) {
      if (base.columns().contains(column.name())) {
        seen.add(Term.of(column.kind(), "excluded." + column.name()));
      }
    }
    Term condition = dice.percent(40) ? queries.condition(seen) : null;
    Conflict conflict = new Conflict(key(), settings(settable, seen), condition);
    return new Insert(
        base.table(), base.columns(), base.rows(), base.query(), conflict, base.returned());
  }

  private String key() {
    return table.columns().get(0).name();
  }

  private Change merge() {
    if (!features.contains(Feature.MERGE)) {
      return update();
    }
    Column key = table.columns().get(0);
    Origin origin =
        new Origin(
            unique(key.kind(), dice.one(table.columns()).kind()),
            ALIAS,
            equal(qualified.get(0), key.kind()));
    List<Term> both = with(origin, qualified);
    List<Term> others = with(origin, List.of());
    List<When> branches = new ArrayList<>();
    boolean deletes = false;
    for (int i = dice.below(3); i > 0; i--) {
      When branch = changing(Side.MATCHED, both);
      branches.add(branch);
      deletes |= branch.action() == Action.DELETE;
    }
    if (branches.isEmpty() || dice.percent(60)) {
      branches.add(inserting(others));
    }
    if (features.contains(Feature.MERGE_BY_SOURCE) && dice.percent(20)) {
      When branch = changing(Side.NOT_MATCHED_BY_SOURCE, qualified);
      branches.add(branch);
      deletes |= branch.action() == Action.DELETE;
    }
    return new Merge(table.name(), origin, branches, deletes ? List.of() : returned());
  }

  private When changing(Side side, List<Term> seen) {
    Term condition = dice.percent(50) ? queries.condition(seen) : null;
    List<Column> settable = settable();
    if (features.contains(Feature.MERGE_BY_SOURCE) && dice.percent(10)) {
      return new When(side, condition, Action.NOTHING, List.of());
    }
    return settable.isEmpty() || dice.percent(30)
        ? new When(side, condition, Action.DELETE, List.of())
        : new When(side, condition, Action.UPDATE, settings(settable, seen));
  }

  private When inserting(List<Term> seen) {
    Term condition = dice.percent(40) ? queries.condition(seen) : null;
    List<Setting> given = new ArrayList<>();
    for (Column column : table.columns()) {
      if (given.isEmpty()) {
        given.add(new Setting(column.name(), seen.get(0)));
      } else if (column.required() || dice.percent(80)) {
        given.add(new Setting(column.name(), stored(queries.value(seen, column.kind()))));
      }
    }
    return new When(Side.NOT_MATCHED, condition, Action.INSERT, given);
  }
}
