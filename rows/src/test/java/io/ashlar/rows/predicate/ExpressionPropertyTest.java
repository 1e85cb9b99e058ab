package io.ashlar.rows.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.Arithmetic;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.Comparison;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.RealExpression;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random expressions, compared and stored, against arithmetic on Java objects. Long because model
 * and generator are of use to no other test.
 */
class ExpressionPropertyTest {

  private static final List<String> TEXTS =
      List.of("", "a", "ab", "abc", "a%c", "a_c", "\\", "é", "\uD83D\uDE00b", "aab", "bab");

  private static final List<Arithmetic> OPERATORS = List.of(Arithmetic.values());

  private static final List<Comparison> COMPARISONS =
      Stream.of(Comparison.values()).filter(c -> c != Comparison.STARTS_WITH).toList();

  private static Database database;
  private static Table table;
  private static LongColumn id;
  private static IntColumn i;
  private static LongColumn l;
  private static DoubleColumn d;
  private static DecimalColumn m;
  private static StringColumn s;
  private static StringColumn s2;

  private final List<Object[]> rows = new ArrayList<>();
  private final List<Object> bindings = new ArrayList<>();

  @BeforeContainer
  static void open() {
    database = Database.inMemory();
    table =
        database
            .schema()
            .createTable(
                TableSchema.named("t")
                    .column("id", ColumnType.LONG)
                    .column("i", ColumnType.INT)
                    .column("l", ColumnType.LONG)
                    .column("d", ColumnType.DOUBLE)
                    .column("m", ColumnType.decimal(30, 3))
                    .column("s", ColumnType.STRING)
                    .column("s2", ColumnType.STRING)
                    .primaryKey("id")
                    .index("by_l", x -> x.ascending("l").storing("i", "d", "m"))
                    .index("by_s", x -> x.descending("s").ascending("s2"))
                    .build());
    id = table.longColumn("id");
    i = table.intColumn("i");
    l = table.longColumn("l");
    d = table.doubleColumn("d");
    m = table.decimalColumn("m");
    s = table.stringColumn("s");
    s2 = table.stringColumn("s2");
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  @Property(tries = 300)
  void shouldDecideLikeJavaObjectsWhenExpressionsAreRandom(@ForAll long seed) {
    Random random = new Random(seed);
    try (Transaction tx = database.begin()) {
      fill(random, tx);
      for (int n = 0; n < 15; n++) {
        bindings.clear();
        Predicate predicate = predicate(random, 2);
        List<Long> expected = new ArrayList<>();
        boolean fails = false;
        for (Object[] row : rows) {
          try {
            if (Boolean.TRUE.equals(naive(predicate, row))) {
              expected.add((Long) row[0]);
            }
          } catch (ArithmeticException e) {
            fails = true;
          }
        }
        PreparedScan scan = table.scan().where(predicate).using("primary").prepare();
        bind(scan);
        if (fails) {
          assertThatThrownBy(() -> ids(scan, tx))
              .as("%s", predicate)
              .isInstanceOf(ConstraintException.class);
        } else {
          assertThat(ids(scan, tx)).as("%s", predicate).isEqualTo(expected);
        }
        scan.close();
      }
    }
  }

  private void fill(Random random, Transaction tx) {
    rows.clear();
    Insert insert = table.insert(tx);
    for (long key = 0; key < 12; key++) {
      Object[] row = {
        key,
        some(random, integer(random).intValue()),
        some(random, integer(random)),
        some(random, real(random)),
        some(random, decimal(random)),
        some(random, text(random)),
        some(random, text(random))
      };
      rows.add(row);
      insert.set(id, key).setValue(i, row[1]).setValue(l, row[2]).setValue(d, row[3]);
      insert.setValue(m, row[4]).setValue(s, row[5]).setValue(s2, row[6]).execute();
    }
  }

  private static Object some(Random random, Object value) {
    return random.nextInt(6) == 0 ? null : value;
  }

  private static Long integer(Random random) {
    return random.nextInt(12) == 0
        ? List.of(Long.MAX_VALUE, Long.MIN_VALUE, 1L << 31).get(random.nextInt(3))
        : random.nextLong(-4, 5);
  }

  private static Double real(Random random) {
    return random.nextInt(12) == 0
        ? List.of(Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-300).get(random.nextInt(4))
        : random.nextInt(-4, 5) / 2.0 + 0.0;
  }

  private static BigDecimal decimal(Random random) {
    return BigDecimal.valueOf(random.nextInt(-20, 21), random.nextInt(4));
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private Predicate predicate(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 7)) {
      case 0 -> number(random, 2).isNull();
      case 1 -> like(random);
      case 2 ->
          new Predicate.CompareExpressions(s, comparison(random), random.nextBoolean() ? s2 : s);
      case 3 ->
          new Predicate.CompareExpressions(
              number(random, 2), comparison(random), number(random, 2));
      case 4 -> predicate(random, depth - 1).not();
      case 5 ->
          new Predicate.And(List.of(predicate(random, depth - 1), predicate(random, depth - 1)));
      default -> predicate(random, depth - 1).or(predicate(random, depth - 1));
    };
  }

  private static Comparison comparison(Random random) {
    return COMPARISONS.get(random.nextInt(COMPARISONS.size()));
  }

  private Predicate like(Random random) {
    StringBuilder pattern = new StringBuilder();
    for (int n = random.nextInt(5); n > 0; n--) {
      pattern.append(
          List.of("%", "_", "a", "b", "c", "é", "!%", "!_", "!!").get(random.nextInt(9)));
    }
    return new Predicate.Like(s, pattern.toString(), '!');
  }

  private NumericExpression number(Random random, int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> whole(random, depth);
      case 1 -> realNumber(random, depth);
      default -> exact(random, depth);
    };
  }

  private Parameter parameter(Object value) {
    bindings.add(value);
    return new Parameter(bindings.size() - 1);
  }

  private IntegerExpression whole(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> i;
      case 1 -> l;
      case 2 -> IntegerExpression.of(integer(random));
      case 3 -> IntegerExpression.of(parameter(some(random, integer(random))));
      default ->
          new IntegerExpression.Operation(
              operator(random), whole(random, depth - 1), whole(random, depth - 1));
    };
  }

  private RealExpression realNumber(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> d;
      case 1 -> RealExpression.of(real(random));
      case 2 -> RealExpression.of(parameter(some(random, real(random))));
      default ->
          new RealExpression.Operation(
              operator(random), number(random, depth - 1), realNumber(random, depth - 1));
    };
  }

  private DecimalExpression exact(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> m;
      case 1 -> DecimalExpression.of(decimal(random));
      case 2 -> DecimalExpression.of(parameter(some(random, decimal(random))));
      default ->
          new DecimalExpression.Operation(
              operator(random), exact(random, depth - 1), whole(random, depth - 1));
    };
  }

  private static Arithmetic operator(Random random) {
    return OPERATORS.get(random.nextInt(OPERATORS.size()));
  }

  private void bind(PreparedScan scan) {
    for (int n = 0; n < bindings.size(); n++) {
      Object value = bindings.get(n);
      if (value == null) {
        scan.bindNull(n);
      } else if (value instanceof Long v) {
        scan.bind(n, v);
      } else if (value instanceof Double v) {
        scan.bind(n, v);
      } else {
        scan.bind(n, (BigDecimal) value);
      }
    }
  }

  private static List<Long> ids(PreparedScan scan, Transaction tx) {
    List<Long> ids = new ArrayList<>();
    try (RowCursor found = scan.open(tx)) {
      while (found.next()) {
        ids.add(found.getLong(id));
      }
    }
    return ids;
  }

  /**
   * True, false, or null for unknown; the connectives decide from the left, as soon as they can.
   */
  private Boolean naive(Predicate predicate, Object[] row) {
    if (predicate instanceof Predicate.IsNullExpression p) {
      return isNull(p.expression(), row);
    }
    if (predicate instanceof Predicate.IsNull p) {
      return row[position(p.column().name())] == null;
    }
    if (predicate instanceof Predicate.Not p) {
      Boolean term = naive(p.term(), row);
      return term == null ? null : !term;
    }
    if (predicate instanceof Predicate.And p) {
      return connect(p.terms(), row, false);
    }
    if (predicate instanceof Predicate.Or p) {
      return connect(p.terms(), row, true);
    }
    if (predicate instanceof Predicate.Like p) {
      Object text = row[position(p.column().name())];
      return text == null ? null : pattern((String) p.pattern()).matcher((String) text).matches();
    }
    Predicate.CompareExpressions p = (Predicate.CompareExpressions) predicate;
    if (missing(p.left(), row) || missing(p.right(), row)) {
      return null;
    }
    return holds(p.comparison(), compare(value(p.left(), row), value(p.right(), row)));
  }

  private Boolean connect(List<Predicate> terms, Object[] row, boolean decisive) {
    boolean unknown = false;
    for (Predicate term : terms) {
      Boolean outcome = naive(term, row);
      if (outcome == null) {
        unknown = true;
      } else if (outcome == decisive) {
        return decisive;
      }
    }
    return unknown ? null : Boolean.valueOf(!decisive);
  }

  private static Pattern pattern(String like) {
    StringBuilder regex = new StringBuilder();
    for (int n = 0; n < like.length(); n++) {
      char c = like.charAt(n);
      if (c == '%' || c == '_') {
        regex.append(c == '%' ? ".*" : ".");
      } else {
        regex.append(Pattern.quote(String.valueOf(c == '!' ? like.charAt(++n) : c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static int position(String column) {
    return List.of("id", "i", "l", "d", "m", "s", "s2").indexOf(column);
  }

  private boolean missing(ComparableExpression<?> expression, Object[] row) {
    return expression instanceof StringColumn text
        ? row[position(text.name())] == null
        : isNull((NumericExpression) expression, row);
  }

  private boolean isNull(NumericExpression e, Object[] row) {
    if (e instanceof IntegerExpression.Operation o) {
      return isNull(o.left(), row) || isNull(o.right(), row);
    } else if (e instanceof RealExpression.Operation o) {
      return isNull(o.left(), row) || isNull(o.right(), row);
    } else if (e instanceof DecimalExpression.Operation o) {
      return isNull(o.left(), row) || isNull(o.right(), row);
    }
    return value(e, row) == null;
  }

  private Object value(ComparableExpression<?> e, Object[] row) {
    if (e instanceof io.ashlar.query.Column column) {
      Object value = row[position(column.name())];
      return value instanceof Integer n ? Long.valueOf(n) : value;
    } else if (e instanceof IntegerExpression.Constant c) {
      return c.value();
    } else if (e instanceof RealExpression.Constant c) {
      return c.value();
    } else if (e instanceof DecimalExpression.Constant c) {
      return c.value();
    } else if (e instanceof IntegerExpression.Placeholder p) {
      return bindings.get(p.parameter().index());
    } else if (e instanceof RealExpression.Placeholder p) {
      return bindings.get(p.parameter().index());
    } else if (e instanceof DecimalExpression.Placeholder p) {
      return bindings.get(p.parameter().index());
    } else if (e instanceof IntegerExpression.Operation o) {
      return operate(o.operator(), value(o.left(), row), value(o.right(), row));
    } else if (e instanceof RealExpression.Operation o) {
      return operate(o.operator(), value(o.left(), row), value(o.right(), row));
    }
    DecimalExpression.Operation o = (DecimalExpression.Operation) e;
    return operate(o.operator(), value(o.left(), row), value(o.right(), row));
  }

  private static Object operate(Arithmetic operator, Object left, Object right) {
    if (left instanceof Double || right instanceof Double) {
      double a = ((Number) left).doubleValue();
      double b = ((Number) right).doubleValue();
      double result =
          switch (operator) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIVIDED_BY -> a / b;
            case REMAINDER -> a % b;
          };
      boolean byZero = operator == Arithmetic.DIVIDED_BY && b == 0;
      if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b) && !byZero) {
        throw new ArithmeticException("beyond the range of a double");
      }
      return result + 0.0;
    }
    BigDecimal a = big(left);
    BigDecimal b = big(right);
    boolean whole = left instanceof Long && right instanceof Long;
    BigDecimal result =
        switch (operator) {
          case PLUS -> a.add(b);
          case MINUS -> a.subtract(b);
          case TIMES -> a.multiply(b);
          case DIVIDED_BY ->
              whole ? a.divideToIntegralValue(b) : a.divide(b, MathContext.DECIMAL128);
          case REMAINDER -> a.remainder(b);
        };
    return whole ? (Object) result.longValueExact() : result;
  }

  private static BigDecimal big(Object number) {
    return number instanceof Long n ? BigDecimal.valueOf(n) : (BigDecimal) number;
  }

  private static int compare(Object a, Object b) {
    if (a instanceof String text) {
      // No pair of these texts is ordered otherwise by code units than by bytes.
      return text.compareTo((String) b);
    }
    if (a instanceof Double || b instanceof Double) {
      return Double.compare(((Number) a).doubleValue() + 0.0, ((Number) b).doubleValue() + 0.0);
    }
    return big(a).compareTo(big(b));
  }

  private static boolean holds(Comparison comparison, int order) {
    return switch (comparison) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
  }
}
