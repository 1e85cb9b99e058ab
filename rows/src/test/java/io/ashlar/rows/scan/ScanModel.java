package io.ashlar.rows.scan;

import static io.ashlar.type.ColumnType.BOOLEAN;
import static io.ashlar.type.ColumnType.BYTES;
import static io.ashlar.type.ColumnType.DATE;
import static io.ashlar.type.ColumnType.DOUBLE;
import static io.ashlar.type.ColumnType.INT;
import static io.ashlar.type.ColumnType.STRING;
import static io.ashlar.type.ColumnType.UUID;
import static io.ashlar.type.ColumnType.decimal;

import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.query.Column;
import io.ashlar.query.Comparison;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.row.Bindings;
import io.ashlar.row.RowReader;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** A table and what it must hold, as Java objects, with random queries that are judged on both. */
final class ScanModel {

  static final TableSchema SCHEMA =
      TableSchema.named("t")
          .column("n", INT)
          .column("s", STRING)
          .column("i", INT)
          .column("x", STRING)
          .column("r", DOUBLE)
          .column("d", decimal(8, 2))
          .column("y", BYTES)
          .column("b", BOOLEAN)
          .column("day", DATE)
          .column("u", UUID)
          .primaryKey("s", "n")
          .index("by_i", ix -> ix.ascending("i").descending("x").storing("r"))
          .index("by_x", ix -> ix.descending("x").storing("d", "y"))
          .index("by_d", ix -> ix.ascending("d").descending("b").descending("n"))
          .index("by_y", ix -> ix.ascending("y").descending("r"))
          .uniqueIndex("once", ix -> ix.descending("u").ascending("i").storing("day", "x"))
          .uniqueIndex("pair", ix -> ix.descending("n").ascending("s").storing("u"))
          .build();

  static final WalkedKey PRIMARY = WalkedKey.of("primary", "s n", "");

  /** The keys that a scan can walk. */
  static final List<WalkedKey> KEYS =
      List.of(
          PRIMARY,
          WalkedKey.of("by_i", "i x s n", "x"),
          WalkedKey.of("by_x", "x s n", "x"),
          WalkedKey.of("by_d", "d b n s", "b n"),
          WalkedKey.of("by_y", "y r s n", "r"),
          WalkedKey.of("once", "u i s n", "u"),
          WalkedKey.of("pair", "n s", "n"));

  static final int COLUMNS = SCHEMA.columns().size();

  private static final List<Comparison> COMPARISONS = List.of(Comparison.values());
  private static final Comparator<Object[]> KEY_ORDER = PRIMARY.order(2);

  /** A key: its columns, those of the primary key included, and which of them descend. */
  record WalkedKey(String index, List<String> columns, List<String> descending) {

    static WalkedKey of(String index, String columns, String descending) {
      return new WalkedKey(index, List.of(columns.split(" ")), List.of(descending.split(" ")));
    }

    boolean unique() {
      return index.equals("once") || index.equals("pair");
    }

    Comparator<Object[]> order(int columnCount) {
      Comparator<Object[]> order = Comparator.comparing(row -> 0);
      for (String column : columns.subList(0, Math.min(columnCount, columns.size()))) {
        int ordinal = place(column);
        Comparator<Object[]> next = (a, b) -> compareValues(a[ordinal], b[ordinal]);
        order = order.thenComparing(descending.contains(column) ? next.reversed() : next);
      }
      return order;
    }
  }

  final Table table;
  final Random random;
  final Column[] columns = new Column[COLUMNS];

  /** The rows by primary key. */
  final TreeMap<Object[], Object[]> rows = new TreeMap<>(KEY_ORDER);

  /** Values of the parameters of the predicate made last. */
  final List<Object> parameters = new ArrayList<>();

  ScanModel(Table table, Random random) {
    this.table = table;
    this.random = random;
    for (int i = 0; i < COLUMNS; i++) {
      columns[i] = table.column(SCHEMA.columns().get(i).name());
    }
  }

  static int place(String column) {
    for (int i = 0; i < COLUMNS; i++) {
      if (SCHEMA.columns().get(i).name().equals(column)) {
        return i;
      }
    }
    throw new AssertionError(column);
  }

  /** Upserts some random rows in table and model. */
  void upsertRandom(Transaction transaction, int count) {
    Insert upsert = table.upsert(transaction);
    for (int i = 0; i < count; i++) {
      Object[] row = randomRow();
      Object[] old = rows.get(row);
      for (int ordinal = 0; ordinal < COLUMNS; ordinal++) {
        if (old != null && columns[ordinal].name().equals("u")) {
          row[ordinal] = old[ordinal];
        }
        upsert.setValue(columns[ordinal], row[ordinal]);
      }
      upsert.execute();
      rows.put(row, row);
    }
  }

  private Object[] randomRow() {
    Object[] row = new Object[COLUMNS];
    for (int ordinal = 0; ordinal < COLUMNS; ordinal++) {
      boolean key = ordinal < 2;
      row[ordinal] = !key && random.nextInt(6) == 0 ? null : randomValue(ordinal);
    }
    return row;
  }

  Object randomValue(int ordinal) {
    return switch (SCHEMA.columns().get(ordinal).name()) {
      case "n" -> random.nextInt(12) - 6;
      case "i" -> random.nextInt(6) - 3;
      case "s", "x" -> pick("", "a", "ab", "a\0", "a\0b", "\0", "é", "\uD83D\uDE00", "b");
      case "r" -> pick(-1.5, 0.0, 2.5, Double.NaN, Double.NEGATIVE_INFINITY, 1e300);
      case "d" -> new BigDecimal(random.nextInt(7) - 3).divide(new BigDecimal(4)).setScale(2);
      case "y" -> pick(new byte[0], new byte[] {0}, new byte[] {0, -1}, new byte[] {-1, 1});
      case "b" -> random.nextBoolean();
      case "day" -> LocalDate.ofEpochDay(random.nextInt(5) - 2);
      default -> new UUID(random.nextLong(), random.nextLong());
    };
  }

  private Object pick(Object... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** A random condition, with parameters for some of its operands, or null for every row. */
  Predicate randomPredicateOrNone(int depth) {
    parameters.clear();
    return random.nextInt(5) == 0 ? null : randomPredicate(depth);
  }

  Predicate randomPredicate(int depth) {
    parameters.clear();
    return predicate(depth);
  }

  private Predicate predicate(int depth) {
    int kind = random.nextInt(depth > 0 ? 8 : 5);
    return switch (kind) {
      case 0 -> new Predicate.IsNull(randomColumn());
      case 1 -> in(randomColumn());
      case 5 -> predicate(depth - 1).and(predicate(depth - 1));
      case 6 -> predicate(depth - 1).or(predicate(depth - 1));
      case 7 -> predicate(depth - 1).not();
      default -> comparison(randomColumn());
    };
  }

  private Column randomColumn() {
    return columns[random.nextInt(COLUMNS)];
  }

  private Predicate in(Column column) {
    List<Object> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(operandOrParameter(column));
    }
    return new Predicate.In(column, values);
  }

  private Predicate comparison(Column column) {
    Comparison comparison = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
    if (comparison == Comparison.STARTS_WITH && !(column instanceof StringColumn)) {
      comparison = Comparison.EQUAL;
    }
    return new Predicate.Compare(column, comparison, operandOrParameter(column));
  }

  private Object operandOrParameter(Column column) {
    Object operand = operand(column);
    if (random.nextInt(3) != 0) {
      return operand;
    }
    parameters.add(random.nextInt(12) == 0 ? null : operand);
    return new Parameter(parameters.size() - 1);
  }

  /** Often a value that a row has. */
  private Object operand(Column column) {
    int ordinal = place(column.name());
    if (!rows.isEmpty() && random.nextBoolean()) {
      List<Object[]> all = List.copyOf(rows.values());
      Object value = all.get(random.nextInt(all.size()))[ordinal];
      if (value != null) {
        return value;
      }
    }
    return randomValue(ordinal);
  }

  void bind(Bindings<?> statement) {
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      if (value == null) {
        statement.bindNull(i);
      } else if (value instanceof Boolean v) {
        statement.bind(i, v.booleanValue());
      } else if (value instanceof Integer v) {
        statement.bind(i, v.longValue());
      } else if (value instanceof Double v) {
        statement.bind(i, v.doubleValue());
      } else if (value instanceof String v) {
        statement.bind(i, v);
      } else if (value instanceof byte[] v) {
        statement.bind(i, v);
      } else if (value instanceof BigDecimal v) {
        statement.bind(i, v);
      } else if (value instanceof LocalDate v) {
        statement.bind(i, v);
      } else {
        statement.bind(i, (UUID) value);
      }
    }
  }

  List<Object[]> select(Predicate predicate) {
    List<Object[]> selected = new ArrayList<>();
    for (Object[] row : rows.values()) {
      if (predicate == null || Boolean.TRUE.equals(judge(predicate, row))) {
        selected.add(row);
      }
    }
    return selected;
  }

  /** True, false, or null for unknown. */
  private Boolean judge(Predicate predicate, Object[] row) {
    if (predicate instanceof Predicate.IsNull isNull) {
      return row[place(isNull.column().name())] == null;
    } else if (predicate instanceof Predicate.Not not) {
      Boolean term = judge(not.term(), row);
      return term == null ? null : !term;
    } else if (predicate instanceof Predicate.And and) {
      return all(and.terms(), row, true);
    } else if (predicate instanceof Predicate.Or or) {
      return all(or.terms(), row, false);
    } else if (predicate instanceof Predicate.In in) {
      return isAmong(row[place(in.column().name())], in.operands());
    }
    return compare((Predicate.Compare) predicate, row);
  }

  /** Unknown where nothing is equal and a null might be; no values are false for all. */
  private Boolean isAmong(Object value, List<Object> operands) {
    Boolean result = false;
    for (Object operand : operands) {
      Object other = operand instanceof Parameter p ? parameters.get(p.index()) : operand;
      if (value == null || other == null) {
        result = null;
      } else if (compareValues(other, value) == 0) {
        return true;
      }
    }
    return result;
  }

  private Boolean all(List<Predicate> terms, Object[] row, boolean neutral) {
    Boolean result = neutral;
    for (Predicate term : terms) {
      Boolean value = judge(term, row);
      if (value != null && value != neutral) {
        return value;
      }
      result = value == null ? null : result;
    }
    return result;
  }

  private Boolean compare(Predicate.Compare compare, Object[] row) {
    Object value = row[place(compare.column().name())];
    Object operand =
        compare.operand() instanceof Parameter p ? parameters.get(p.index()) : compare.operand();
    if (value == null || operand == null) {
      return null;
    }
    if (compare.comparison() == Comparison.STARTS_WITH) {
      return ((String) value).startsWith((String) operand);
    }
    int order = compareValues(value, operand);
    return switch (compare.comparison()) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
  }

  @SuppressWarnings("unchecked")
  static int compareValues(Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    } else if (a instanceof String text) {
      return Arrays.compareUnsigned(utf8(text), utf8((String) b));
    } else if (a instanceof byte[] bytes) {
      return Arrays.compareUnsigned(bytes, (byte[]) b);
    } else if (a instanceof UUID left && b instanceof UUID right) {
      int high =
          Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
      return high != 0
          ? high
          : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The values of some columns as text, so that arrays compare by content. */
  static String text(Object[] row, Collection<Integer> ordinals) {
    StringBuilder text = new StringBuilder();
    for (int ordinal : ordinals) {
      Object value = row[ordinal];
      text.append(value instanceof byte[] bytes ? Arrays.toString(bytes) : value).append('|');
    }
    return text.toString();
  }

  String text(RowReader reader, Collection<Integer> ordinals) {
    Object[] row = new Object[COLUMNS];
    for (int ordinal : ordinals) {
      row[ordinal] = reader.get(columns[ordinal]);
    }
    return text(row, ordinals);
  }
}
