package io.ashlar.rows.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.query.Column;
import io.ashlar.query.Comparison;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PredicateFormat;
import io.ashlar.rows.catalog.format.PredicateText;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.agrona.DirectBuffer;

/** Compiled predicates against a plain evaluator of Java objects, for all types and nulls. */
class PredicatePropertyTest {

  private static final List<ColumnType> TYPES =
      List.of(
          ColumnType.LONG,
          ColumnType.INT,
          ColumnType.BOOLEAN,
          ColumnType.FLOAT,
          ColumnType.DOUBLE,
          ColumnType.decimal(9, 3),
          ColumnType.STRING,
          ColumnType.BYTES,
          ColumnType.UUID,
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.TIMESTAMP);

  private static Database database;
  private static TableHandle table;

  @BeforeContainer
  static void open() {
    database = Database.inMemory();
    TableSchema.Builder schema = TableSchema.named("all_types").column("key", ColumnType.LONG);
    for (int i = 0; i < TYPES.size(); i++) {
      schema.column("c" + i, TYPES.get(i));
    }
    table = (TableHandle) database.schema().createTable(schema.primaryKey("key").build());
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  @Property(tries = 2_000)
  void shouldDecideLikeJavaObjectsWhenPredicatesAreRandom(@ForAll long seed) {
    Random random = new Random(seed);
    TableDefinition definition = table.state().definition();
    Map<Integer, Object> bindings = new HashMap<>();
    Predicate predicate = predicate(random, 4, bindings);
    Parameters parameters = new Parameters();
    Condition compiled = new PredicateCompiler(definition, parameters).compile(predicate).whole();
    bindings.forEach((index, value) -> bind(parameters, index, value));
    for (int i = 0; i < 20; i++) {
      Object[] row = row(random);
      assertThat(compiled.evaluate(new ObjectRow(row)))
          .as("%s of %s with %s", predicate, Arrays.deepToString(row), bindings)
          .isEqualTo(naive(predicate, row, bindings));
    }
  }

  @Property(tries = 1_000)
  void shouldDecideTheSameWhenStoredAndReadBack(@ForAll long seed) {
    Random random = new Random(seed);
    TableDefinition definition = table.state().definition();
    Predicate predicate = predicate(random, 4, null);
    byte[] bytes =
        PredicateFormat.encode(predicate, definition.id(), definition.name(), definition.columns());
    Predicate decoded =
        PredicateFormat.decode(bytes, definition.id(), definition.name(), definition.columns());
    Condition compiled =
        new PredicateCompiler(definition, new Parameters()).compile(decoded).whole();
    for (int i = 0; i < 20; i++) {
      Object[] row = row(random);
      assertThat(compiled.evaluate(new ObjectRow(row)))
          .as("%s of %s", PredicateText.of(decoded), Arrays.deepToString(row))
          .isEqualTo(naive(predicate, row, Map.of()));
    }
  }

  private static Column column(Random random) {
    return table.column("c" + random.nextInt(TYPES.size()));
  }

  private static int position(Column column) {
    return Integer.parseInt(column.name().substring(1));
  }

  /** Without parameters when there is nothing to bind them to. */
  private static Predicate predicate(Random random, int depth, Map<Integer, Object> bindings) {
    int choice = depth == 0 ? random.nextInt(3) : random.nextInt(6);
    Column column = column(random);
    return switch (choice) {
      case 0 -> column.isNull();
      case 1 -> {
        List<Object> constants = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          constants.add(operand(random, column, bindings));
        }
        yield new Predicate.In(column, constants);
      }
      case 2 -> comparison(random, column, bindings);
      case 3 -> predicate(random, depth - 1, bindings).not();
      case 4 -> predicate(random, depth - 1, bindings).and(predicate(random, depth - 1, bindings));
      default -> predicate(random, depth - 1, bindings).or(predicate(random, depth - 1, bindings));
    };
  }

  private static Predicate comparison(Random random, Column column, Map<Integer, Object> bindings) {
    Comparison[] all = Comparison.values();
    boolean text = column.type().equals(ColumnType.STRING);
    Comparison comparison = all[random.nextInt(text ? all.length : all.length - 1)];
    return new Predicate.Compare(column, comparison, operand(random, column, bindings));
  }

  private static Object operand(Random random, Column column, Map<Integer, Object> bindings) {
    Object operand = value(random, position(column));
    if (bindings == null || random.nextBoolean()) {
      return operand;
    }
    int index = bindings.size();
    bindings.put(index, random.nextInt(8) == 0 ? null : operand);
    return new Parameter(index);
  }

  /** Few different values of each type, so that equal ones meet; the odd ones among them. */
  private static Object value(Random random, int position) {
    int n = random.nextInt(-3, 4);
    return switch (TYPES.get(position).kind()) {
      case BOOLEAN -> n > 0;
      case INT -> n == 3 ? Integer.MIN_VALUE : n;
      case LONG -> n == 3 ? Long.MIN_VALUE : (long) n;
      case FLOAT -> n == 3 ? Float.NaN : n == 0 ? -0.0f : n / 2f;
      case DOUBLE -> n == 3 ? Double.NaN : n == 0 ? -0.0 : n / 3.0;
      case DECIMAL -> new BigDecimal(n).setScale(random.nextInt(4)).movePointLeft(n == 2 ? 3 : 0);
      case STRING -> List.of("", "a", "ab", "a\0b", "\uE000", "\uD83D\uDE00", "é").get(n + 3);
      case BYTES -> new byte[][] {{}, {0}, {0, 0}, {1}, {-1}, {-1, 0}, {127}}[n + 3];
      case UUID -> new UUID(n % 2, n);
      case DATE -> LocalDate.ofEpochDay(n * 1000L);
      case TIME -> LocalTime.ofNanoOfDay((n + 3) * 1000L);
      case TIMESTAMP -> Instant.EPOCH.plus(n * 7L, ChronoUnit.MICROS);
    };
  }

  private static Object[] row(Random random) {
    Object[] row = new Object[TYPES.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = random.nextInt(5) == 0 ? null : value(random, i);
    }
    return row;
  }

  private static void bind(Parameters parameters, int index, Object value) {
    if (value == null) {
      parameters.bindNull(index);
    } else if (value instanceof Boolean v) {
      parameters.bindBoolean(index, v);
    } else if (value instanceof Integer v) {
      parameters.bindLong(index, v);
    } else if (value instanceof Long v) {
      parameters.bindLong(index, v);
    } else if (value instanceof Float v) {
      parameters.bindDouble(index, v);
    } else if (value instanceof Double v) {
      parameters.bindDouble(index, v);
    } else if (value instanceof BigDecimal v) {
      parameters.bindDecimal(index, v);
    } else if (value instanceof String v) {
      parameters.bindText(index, v);
    } else if (value instanceof byte[] v) {
      parameters.bindBytes(index, v);
    } else if (value instanceof UUID v) {
      parameters.bindObject(index, v);
    } else if (value instanceof LocalDate v) {
      parameters.bindObject(index, v);
    } else if (value instanceof LocalTime v) {
      parameters.bindObject(index, v);
    } else {
      parameters.bindObject(index, (Instant) value);
    }
  }

  private static int naive(Predicate predicate, Object[] row, Map<Integer, Object> bindings) {
    if (predicate instanceof Predicate.IsNull p) {
      return row[position(p.column())] == null ? Condition.TRUE : Condition.FALSE;
    }
    if (predicate instanceof Predicate.Not p) {
      int term = naive(p.term(), row, bindings);
      return term == Condition.TRUE
          ? Condition.FALSE
          : term == Condition.FALSE ? Condition.TRUE : Condition.UNKNOWN;
    }
    if (predicate instanceof Predicate.And p) {
      return p.terms().stream().mapToInt(t -> naive(t, row, bindings)).min().orElseThrow();
    }
    if (predicate instanceof Predicate.Or p) {
      return p.terms().stream().mapToInt(t -> naive(t, row, bindings)).max().orElseThrow();
    }
    if (predicate instanceof Predicate.In p) {
      return p.operands().stream()
          .mapToInt(o -> equality(row[position(p.column())], o, bindings))
          .max()
          .orElse(Condition.FALSE);
    }
    Predicate.Compare p = (Predicate.Compare) predicate;
    Object value = row[position(p.column())];
    Object operand =
        p.operand() instanceof Parameter parameter ? bindings.get(parameter.index()) : p.operand();
    if (value == null || operand == null) {
      return Condition.UNKNOWN;
    }
    return holds(p.comparison(), value, operand) ? Condition.TRUE : Condition.FALSE;
  }

  private static int equality(Object value, Object operand, Map<Integer, Object> bindings) {
    Object other = operand instanceof Parameter p ? bindings.get(p.index()) : operand;
    if (value == null || other == null) {
      return Condition.UNKNOWN;
    }
    return compare(value, other) == 0 ? Condition.TRUE : Condition.FALSE;
  }

  private static boolean holds(Comparison comparison, Object value, Object operand) {
    return switch (comparison) {
      case EQUAL -> compare(value, operand) == 0;
      case NOT_EQUAL -> compare(value, operand) != 0;
      case LESS -> compare(value, operand) < 0;
      case AT_MOST -> compare(value, operand) <= 0;
      case GREATER -> compare(value, operand) > 0;
      case AT_LEAST -> compare(value, operand) >= 0;
      case STARTS_WITH -> ((String) value).startsWith((String) operand);
    };
  }

  private static int compare(Object a, Object b) {
    if (a instanceof String s) {
      return Arrays.compareUnsigned(
          s.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
    }
    if (a instanceof byte[] bytes) {
      return Arrays.compareUnsigned(bytes, (byte[]) b);
    }
    if (a instanceof UUID u) {
      UUID v = (UUID) b;
      int high = Long.compareUnsigned(u.getMostSignificantBits(), v.getMostSignificantBits());
      return high != 0
          ? high
          : Long.compareUnsigned(u.getLeastSignificantBits(), v.getLeastSignificantBits());
    }
    if (a instanceof Float || a instanceof Double) {
      return Double.compare(((Number) a).doubleValue() + 0.0, ((Number) b).doubleValue() + 0.0);
    }
    @SuppressWarnings("unchecked") // both are of one column's Java type
    Comparable<Object> left = (Comparable<Object>) a;
    return left.compareTo(b);
  }

  /** A row of Java objects; ordinal 0 is the key. */
  private static final class ObjectRow implements ValueReader {

    private final Object[] values;

    ObjectRow(Object[] values) {
      this.values = values;
    }

    private Object at(int ordinal) {
      return values[ordinal - 1];
    }

    @Override
    public boolean isNull(int ordinal) {
      return at(ordinal) == null;
    }

    @Override
    public long word(int ordinal) {
      Object value = at(ordinal);
      if (value instanceof Boolean v) {
        return v ? 1 : 0;
      } else if (value instanceof LocalDate v) {
        return v.toEpochDay();
      } else if (value instanceof LocalTime v) {
        return v.getLong(ChronoField.MICRO_OF_DAY);
      } else if (value instanceof Instant v) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, v);
      }
      return ((Number) value).longValue();
    }

    @Override
    public double real(int ordinal) {
      return ((Number) at(ordinal)).doubleValue() + 0.0;
    }

    @Override
    public BigDecimal decimal(int ordinal) {
      return (BigDecimal) at(ordinal);
    }

    @Override
    public long uuidHigh(int ordinal) {
      return ((UUID) at(ordinal)).getMostSignificantBits();
    }

    @Override
    public long uuidLow(int ordinal) {
      return ((UUID) at(ordinal)).getLeastSignificantBits();
    }

    private byte[] bytes(int ordinal) {
      return at(ordinal) instanceof String s
          ? s.getBytes(StandardCharsets.UTF_8)
          : (byte[]) at(ordinal);
    }

    @Override
    public DirectBuffer bytesBuffer(int ordinal) {
      byte[] bytes = bytes(ordinal);
      byte[] shifted = new byte[bytes.length + 3];
      System.arraycopy(bytes, 0, shifted, 3, bytes.length);
      return Flyweights.wrap(shifted);
    }

    @Override
    public int bytesOffset(int ordinal) {
      return 3;
    }

    @Override
    public int bytesLength(int ordinal) {
      return bytes(ordinal).length;
    }
  }
}
