package io.ashlar.sql.canonical;

import io.ashlar.sql.syntax.AlterAction;
import io.ashlar.sql.syntax.Call;
import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.DefinitionStatement.ObjectKind;
import io.ashlar.sql.syntax.DefinitionStatement.SequenceOption;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.syntax.SessionStatement;
import io.ashlar.sql.syntax.TableClause;
import io.ashlar.sql.syntax.TableElement;
import io.ashlar.sql.syntax.TableReference;
import io.ashlar.sql.syntax.Window;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What the grammar does not have although the types of the records would allow it. Long because it
 * is a list of rules, one for each record that has some.
 */
final class TreeRules {

  /** Components that hold one element at least, and of what type. */
  private static final Map<Class<?>, Map<String, Class<?>>> NOT_EMPTY = new HashMap<>();

  static {
    notEmpty(Expression.Case.class, "branches", Expression.Branch.class);
    notEmpty(Expression.RowValue.class, "values", Expression.class);
    notEmpty(Query.With.class, "tables", Query.CommonTable.class);
    notEmpty(QueryBody.Select.class, "items", QueryBody.SelectItem.class);
    notEmpty(QueryBody.Values.class, "rows", QueryBody.ValueRow.class);
    notEmpty(QueryBody.ValueRow.class, "values", Expression.class);
    notEmpty(QueryBody.GroupBy.class, "elements", QueryBody.GroupingElement.class);
    notEmpty(QueryBody.Rollup.class, "groupings", QueryBody.Grouping.class);
    notEmpty(QueryBody.Cube.class, "groupings", QueryBody.Grouping.class);
    notEmpty(QueryBody.GroupingSets.class, "elements", QueryBody.GroupingElement.class);
    notEmpty(QueryBody.SetOperation.class, "branches", QueryBody.Branch.class);
    notEmpty(TableReference.Join.class, "steps", TableReference.JoinStep.class);
    notEmpty(TableReference.Using.class, "columns", Identifier.class);
    notEmpty(DataStatement.Update.class, "assignments", DataStatement.Assignment.class);
    notEmpty(DataStatement.Merge.class, "branches", DataStatement.MergeBranch.class);
    notEmpty(DataStatement.Truncate.class, "tables", QualifiedName.class);
    notEmpty(DataStatement.Rows.class, "rows", QueryBody.ValueRow.class);
    notEmpty(DataStatement.OnDuplicateKey.class, "assignments", DataStatement.Assignment.class);
    notEmpty(DataStatement.TargetColumns.class, "columns", Identifier.class);
    notEmpty(DataStatement.DoUpdate.class, "assignments", DataStatement.Assignment.class);
    notEmpty(DataStatement.SetColumns.class, "columns", QualifiedName.class);
    notEmpty(DataStatement.SetColumns.class, "values", Expression.class);
    notEmpty(DataStatement.SetFromQuery.class, "columns", QualifiedName.class);
    notEmpty(DataStatement.MergeUpdate.class, "assignments", DataStatement.Assignment.class);
    notEmpty(DefinitionStatement.CreateTable.class, "elements", TableElement.class);
    notEmpty(DefinitionStatement.AlterTable.class, "actions", AlterAction.class);
    notEmpty(DefinitionStatement.CreateIndex.class, "key", DefinitionStatement.KeyItem.class);
    notEmpty(DefinitionStatement.Drop.class, "names", QualifiedName.class);
    notEmpty(TableElement.ForeignKey.class, "columns", Identifier.class);
    notEmpty(TableClause.HashPartitions.class, "columns", Identifier.class);
    notEmpty(AlterAction.AddPartition.class, "values", Expression.class);
    notEmpty(
        SessionStatement.SetTransaction.class, "modes", SessionStatement.TransactionMode.class);
  }

  private final RandomTrees trees;
  private final Map<Class<?>, BiConsumer<Class<?>, Object[]>> mends = new HashMap<>();

  TreeRules(RandomTrees trees) {
    this.trees = trees;
    expressions();
    queries();
    changes();
    definitions();
    sessions();
  }

  private static void notEmpty(Class<?> record, String component, Class<?> element) {
    NOT_EMPTY.computeIfAbsent(record, any -> new HashMap<>()).put(component, element);
  }

  /** A record of arguments that the grammar has. */
  Object mended(Class<?> record, Object[] arguments) {
    NOT_EMPTY
        .getOrDefault(record, Map.of())
        .forEach(
            (component, element) -> {
              int at = index(record, component);
              if (((List<?>) arguments[at]).isEmpty()) {
                arguments[at] = trees.someOf(element, 1, 2);
              }
            });
    mends.getOrDefault(record, (type, all) -> {}).accept(record, arguments);
    try {
      return record.getConstructors()[0].newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int index(Class<?> record, String component) {
    RecordComponent[] components = record.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      if (components[i].getName().equals(component)) {
        return i;
      }
    }
    throw new IllegalArgumentException(component);
  }

  private void mend(Class<?> record, BiConsumer<Class<?>, Object[]> rule) {
    mends.put(record, rule);
  }

  private static void set(Class<?> record, Object[] arguments, String component, Object value) {
    arguments[index(record, component)] = value;
  }

  private static Object get(Class<?> record, Object[] arguments, String component) {
    return arguments[index(record, component)];
  }

  private Expression leaf() {
    return new Literal.Numeric(
        0, String.valueOf(trees.random.nextInt(9)), Literal.NumericKind.INTEGER);
  }

  private Expression column() {
    return new Expression.ColumnReference(
        0, new QualifiedName(0, trees.someOf(Identifier.class, 1, 1)));
  }

  private void expressions() {
    mend(
        Expression.Parameter.class,
        (type, all) -> {
          set(type, all, "index", 1 + trees.random.nextInt(20));
          set(type, all, "name", Optional.empty());
        });
    mend(
        Expression.Junction.class,
        (type, all) -> {
          List<Expression> terms = new ArrayList<>(trees.someOf(Expression.class, 2, 3));
          Object kind = get(type, all, "kind");
          terms.replaceAll(
              term -> term instanceof Expression.Junction j && j.kind() == kind ? leaf() : term);
          set(type, all, "terms", terms);
        });
    mend(
        Expression.Chain.class,
        (type, all) -> {
          Expression.BinaryOperator[] operators = Expression.BinaryOperator.values();
          int level = Ranks.of(operators[trees.random.nextInt(operators.length)]);
          List<Expression.Step> steps = new ArrayList<>();
          for (Expression operand : trees.someOf(Expression.class, 1, 3)) {
            Expression.BinaryOperator operator;
            do {
              operator = operators[trees.random.nextInt(operators.length)];
            } while (Ranks.of(operator) != level);
            steps.add(new Expression.Step(0, operator, operand));
          }
          set(type, all, "steps", steps);
        });
    mend(
        Literal.Numeric.class,
        (type, all) -> {
          String digits = String.valueOf(trees.random.nextInt(1000));
          set(
              type,
              all,
              "text",
              switch ((Literal.NumericKind) get(type, all, "kind")) {
                case INTEGER -> digits;
                case DECIMAL -> digits + "." + digits;
                case APPROXIMATE -> digits + "e-3";
              });
        });
    mend(
        Literal.Binary.class,
        (type, all) -> set(type, all, "digits", trees.random.nextBoolean() ? "" : "0aff"));
    mend(
        Condition.InList.class,
        (type, all) -> {
          List<?> items = (List<?>) get(type, all, "items");
          if (items.size() == 1 && items.get(0) instanceof Expression.ScalarSubquery) {
            set(type, all, "items", List.of(leaf()));
          }
        });
    calls();
  }

  private void calls() {
    mend(
        Call.FunctionCall.class,
        (type, all) -> {
          Object form = get(type, all, "form");
          if (form == Call.ArgumentForm.DISTINCT) {
            set(type, all, "arguments", trees.someOf(Expression.class, 1, 2));
          } else if (form == Call.ArgumentForm.STAR) {
            set(type, all, "arguments", List.of());
          }
          if (((List<?>) get(type, all, "arguments")).isEmpty()) {
            set(type, all, "orderBy", List.of());
            set(type, all, "separator", Optional.empty());
          }
        });
    mend(
        Call.Substring.class,
        (type, all) -> {
          if (((Optional<?>) get(type, all, "start")).isEmpty()) {
            set(type, all, "length", Optional.of(leaf()));
          }
        });
    mend(
        Call.CurrentValue.class,
        (type, all) -> {
          String kind = get(type, all, "kind").toString();
          if (!kind.contains("TIME")) {
            set(type, all, "precision", Optional.empty());
          }
        });
    mend(
        Window.Bound.class,
        (type, all) -> {
          Object kind = get(type, all, "kind");
          boolean counted =
              kind == Window.BoundKind.PRECEDING || kind == Window.BoundKind.FOLLOWING;
          set(type, all, "distance", counted ? Optional.of(leaf()) : Optional.empty());
        });
  }

  private void queries() {
    mend(
        Query.class,
        (type, all) -> {
          if (get(type, all, "body") instanceof QueryBody.Nested) {
            set(type, all, "orderBy", trees.someOf(Query.SortItem.class, 1, 1));
          }
        });
    mend(
        Query.RowLimit.class,
        (type, all) -> {
          if (((Optional<?>) get(type, all, "count")).isEmpty()) {
            set(type, all, "skipped", Optional.of(leaf()));
            set(type, all, "withTies", false);
          }
        });
    mend(
        Query.LockClause.class,
        (type, all) -> {
          boolean waits = get(type, all, "policy") == Query.LockPolicy.WAIT;
          set(type, all, "seconds", waits ? Optional.of(leaf()) : Optional.empty());
        });
    mend(
        QueryBody.ValueRow.class,
        (type, all) -> {
          List<?> values = (List<?>) get(type, all, "values");
          if (values.size() == 1 && values.get(0) instanceof Expression.RowValue) {
            set(type, all, "values", List.of(leaf()));
          }
        });
    mend(
        QueryBody.Grouping.class,
        (type, all) -> {
          List<?> keys = (List<?>) get(type, all, "keys");
          if (keys.size() == 1 && keys.get(0) instanceof Expression.RowValue) {
            set(type, all, "keys", List.of(leaf()));
          }
        });
    mend(QueryBody.SetOperation.class, this::setOperation);
    mend(
        TableReference.JoinStep.class,
        (type, all) -> {
          boolean cross = get(type, all, "kind") == TableReference.JoinKind.CROSS;
          boolean every = get(type, all, "condition") instanceof TableReference.Every;
          if (cross) {
            set(type, all, "condition", new TableReference.Every(0));
          } else if (every) {
            set(type, all, "condition", new TableReference.Natural(0));
          }
        });
  }

  private void setOperation(Class<?> type, Object[] all) {
    boolean intersects = trees.random.nextBoolean();
    List<QueryBody.Branch> branches = new ArrayList<>();
    for (Object each : (List<?>) get(type, all, "branches")) {
      QueryBody.Branch branch = (QueryBody.Branch) each;
      QueryBody.SetKind kind =
          intersects
              ? QueryBody.SetKind.INTERSECT
              : trees.random.nextBoolean() ? QueryBody.SetKind.UNION : QueryBody.SetKind.EXCEPT;
      branches.add(new QueryBody.Branch(0, kind, branch.all(), operand(branch.body(), intersects)));
    }
    set(type, all, "branches", branches);
    set(type, all, "first", operand((QueryBody) get(type, all, "first"), intersects));
  }

  private QueryBody operand(QueryBody body, boolean intersects) {
    boolean fits =
        !(body instanceof QueryBody.SetOperation operation)
            || (!intersects && operation.branches().get(0).kind() == QueryBody.SetKind.INTERSECT);
    return fits
        ? body
        : new QueryBody.NamedTable(0, (QualifiedName) trees.node(QualifiedName.class));
  }

  private void changes() {
    mend(
        DataStatement.SetColumn.class,
        (type, all) -> {
          if (trees.random.nextInt(4) == 0) {
            set(type, all, "value", new Expression.DefaultValue(0));
          }
        });
    mend(
        DataStatement.Rows.class,
        (type, all) -> {
          List<Object> rows = new ArrayList<>((List<?>) get(type, all, "rows"));
          rows.add(new QueryBody.ValueRow(0, List.of(new Expression.DefaultValue(0), leaf())));
          set(type, all, "rows", rows);
        });
    mend(
        DataStatement.MergeBranch.class,
        (type, all) -> {
          boolean inserts = get(type, all, "match") == DataStatement.MatchKind.NOT_MATCHED;
          Object action = get(type, all, "action");
          boolean isInsert = action instanceof DataStatement.MergeInsert;
          if (!(action instanceof DataStatement.MergeNothing) && isInsert != inserts) {
            Class<?> other =
                inserts ? DataStatement.MergeInsert.class : DataStatement.MergeUpdate.class;
            set(type, all, "action", trees.node(other));
          }
        });
  }

  private void definitions() {
    mend(DefinitionStatement.CreateTable.class, this::clauses);
    mend(
        DefinitionStatement.CreateIndex.class,
        (type, all) -> {
          if (((Optional<?>) get(type, all, "name")).isEmpty()) {
            set(type, all, "ifNotExists", false);
          }
        });
    mend(
        DefinitionStatement.CreateView.class,
        (type, all) -> {
          if ((boolean) get(type, all, "orReplace")) {
            set(type, all, "ifNotExists", false);
          }
        });
    mend(
        DefinitionStatement.Rename.class,
        (type, all) -> {
          List<ObjectKind> kinds = List.of(ObjectKind.INDEX, ObjectKind.SEQUENCE, ObjectKind.VIEW);
          set(type, all, "kind", kinds.get(trees.random.nextInt(kinds.size())));
        });
    mend(
        DefinitionStatement.Drop.class,
        (type, all) -> {
          if (get(type, all, "kind") == ObjectKind.COLUMN) {
            set(type, all, "kind", ObjectKind.TABLE);
          }
          if (get(type, all, "kind") != ObjectKind.INDEX) {
            set(type, all, "concurrently", false);
          }
        });
    mend(TableElement.PrimaryKey.class, this::columnsOnly);
    mend(TableElement.UniqueKey.class, this::columnsOnly);
    mend(DefinitionStatement.CreateSequence.class, (type, all) -> options(type, all, 0));
    mend(DefinitionStatement.AlterSequence.class, (type, all) -> options(type, all, 1));
    mend(TableElement.IdentityColumn.class, (type, all) -> options(type, all, 0));
  }

  /** At most one of each kind. */
  private void clauses(Class<?> type, Object[] all) {
    List<Class<?>> kinds =
        List.of(
            TableClause.RangePartitions.class,
            TableClause.ListPartitions.class,
            TableClause.HashPartitions.class);
    List<Object> clauses = new ArrayList<>();
    if (trees.random.nextBoolean()) {
      clauses.add(trees.node(kinds.get(trees.random.nextInt(kinds.size()))));
    }
    if (trees.random.nextBoolean()) {
      clauses.add(trees.node(TableClause.Expiry.class));
    }
    if (trees.random.nextBoolean()) {
      clauses.add(trees.node(TableClause.History.class));
    }
    set(type, all, "clauses", clauses);
  }

  private void columnsOnly(Class<?> type, Object[] all) {
    List<DefinitionStatement.KeyItem> key = new ArrayList<>();
    for (int i = 0; i <= trees.random.nextInt(2); i++) {
      key.add(
          new DefinitionStatement.KeyItem(
              0, column(), trees.random.nextBoolean(), Query.NullOrder.UNSAID));
    }
    set(type, all, "key", key);
  }

  private void options(Class<?> type, Object[] all, int least) {
    DefinitionStatement.SequenceOptionKind[] kinds =
        trees.random.nextBoolean()
            ? new DefinitionStatement.SequenceOptionKind[] {
              DefinitionStatement.SequenceOptionKind.START,
              DefinitionStatement.SequenceOptionKind.MIN_VALUE,
              DefinitionStatement.SequenceOptionKind.NO_CYCLE,
              DefinitionStatement.SequenceOptionKind.NO_CACHE
            }
            : new DefinitionStatement.SequenceOptionKind[] {
              DefinitionStatement.SequenceOptionKind.RESTART,
              DefinitionStatement.SequenceOptionKind.NO_MAX_VALUE,
              DefinitionStatement.SequenceOptionKind.CYCLE,
              DefinitionStatement.SequenceOptionKind.CACHE
            };
    Set<DefinitionStatement.SequenceOptionKind> chosen =
        EnumSet.noneOf(DefinitionStatement.SequenceOptionKind.class);
    int size = least + trees.random.nextInt(3);
    while (chosen.size() < size) {
      chosen.add(kinds[trees.random.nextInt(kinds.length)]);
    }
    List<SequenceOption> options = new ArrayList<>();
    for (DefinitionStatement.SequenceOptionKind kind : chosen) {
      Optional<Long> value =
          switch (kind) {
            case START, INCREMENT, MIN_VALUE, MAX_VALUE, CACHE ->
                Optional.of(trees.random.nextLong());
            case RESTART ->
                trees.random.nextBoolean() ? Optional.of(Long.MIN_VALUE) : Optional.empty();
            default -> Optional.empty();
          };
      options.add(new SequenceOption(0, kind, value));
    }
    set(type, all, "options", options);
  }

  private void sessions() {
    mend(
        SessionStatement.SetVariable.class,
        (type, all) -> set(type, all, "values", List.of(leaf(), new Literal.Text(0, "it's"))));
    mend(
        SessionStatement.Pragma.class,
        (type, all) ->
            set(
                type,
                all,
                "value",
                trees.random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(
                        new Expression.Unary(0, Expression.UnaryOperator.NEGATE, leaf()))));
    mend(
        SessionStatement.Explain.class,
        (type, all) -> {
          if (get(type, all, "statement") instanceof SessionStatement) {
            set(type, all, "statement", new SessionStatement.Commit(0));
          }
        });
  }
}
