package io.ashlar.rows.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.RealExpression;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A row is not compared with each of many values. */
class MembershipTest {

  private static final int MANY = 8_192;

  /** Binary digits of {@link #MANY}, and one. */
  private static final int FEW = 15;

  private final Database db = Database.inMemory();
  private final TableHandle table =
      (TableHandle)
          db.schema()
              .createTable(
                  TableSchema.named("t")
                      .column("n", ColumnType.LONG)
                      .column("s", ColumnType.STRING)
                      .column("x", ColumnType.DOUBLE)
                      .column("d", ColumnType.decimal(1_000, 0))
                      .primaryKey("n")
                      .build());
  private final TableDefinition definition = table.state().definition();
  private final LongColumn n = table.longColumn("n");
  private final StringColumn s = table.stringColumn("s");
  private final DoubleColumn x = table.doubleColumn("x");
  private final DecimalColumn d = table.decimalColumn("d");
  private final Parameters parameters = new Parameters();

  /** How often a value was asked for since it was last looked. */
  private int reads;

  /** What the row holds: in n this, in s the same as text. */
  private long held;

  @AfterEach
  void close() {
    db.close();
  }

  private final ValueReader row =
      (ValueReader)
          Proxy.newProxyInstance(
              ValueReader.class.getClassLoader(),
              new Class<?>[] {ValueReader.class},
              (proxy, method, arguments) -> {
                byte[] text = text(held).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                return switch (method.getName()) {
                  case "isNull" -> false;
                  case "word" -> {
                    reads++;
                    yield held;
                  }
                  case "real" -> (double) held;
                  case "decimal" -> BigDecimal.TEN.pow(999).multiply(BigDecimal.valueOf(held));
                  case "bytesBuffer" -> {
                    reads++;
                    yield Flyweights.wrap(text);
                  }
                  case "bytesLength" -> text.length;
                  default -> 0;
                };
              });

  private static String text(long value) {
    return String.format("%06d", value);
  }

  private Condition compiled(Predicate predicate) {
    return new PredicateCompiler(definition, parameters).compile(predicate).whole();
  }

  private static Parameter[] others() {
    return IntStream.range(1, MANY).mapToObj(Parameter::new).toArray(Parameter[]::new);
  }

  private void requireFew(Condition condition, int most) {
    for (long value : new long[] {-1, 0, 1, 3, MANY, MANY + 1, 2 * MANY - 2, 2 * MANY}) {
      held = value;
      reads = 0;
      boolean among = value >= 0 && value < 2 * MANY && value % 2 == 0;
      assertThat(condition.selects(row)).as("%d", value).isEqualTo(among);
      assertThat(reads).isLessThanOrEqualTo(most);
    }
  }

  @Test
  void shouldReadTheColumnFewTimesWhenValuesAreMany() {
    long[] even = LongStream.range(0, MANY).map(i -> 2 * i).toArray();
    requireFew(compiled(n.in(even)), 1);
    requireFew(compiled(n.plus(0).in(even)), 1);
    requireFew(
        compiled(s.in(Arrays.stream(even).mapToObj(MembershipTest::text).toArray(String[]::new))),
        FEW);
  }

  @Test
  void shouldReadTheColumnFewTimesWhenParametersAreMany() {
    Condition numbers = compiled(n.in(new Parameter(0), others()));
    // Backward, as sorted values need no sorting.
    for (int i = 0; i < MANY; i++) {
      parameters.bindLong(i, 2L * (MANY - 1 - i));
    }
    requireFew(numbers, 1);
  }

  @Test
  void shouldLookThemUpAnewWhenTextsAreBoundAnew() {
    Condition texts = compiled(s.in(new Parameter(0), others()));
    for (int i = 0; i < MANY; i++) {
      parameters.bindText(i, text(i));
    }
    held = 7;
    assertThat(texts.selects(row)).isTrue();
    for (int i = 0; i < MANY; i++) {
      parameters.bindText(i, text(2L * ((i * 31L) % MANY)));
    }
    requireFew(texts, FEW);
    parameters.bindNull(MANY - 1);
    held = 1;
    assertThat(texts.evaluate(row)).isEqualTo(Condition.UNKNOWN);
  }

  @Test
  void shouldBeEqualToWhatNoColumnHoldsWhenTheNumberIsComputed() {
    Parameter first = new Parameter(0);
    Parameter second = new Parameter(1);
    long between = (1L << 53) + 1;
    held = 1L << 53;
    Condition reals = compiled(x.plus(0.0).in(first, second));
    Condition columns = compiled(x.in(first, second));
    parameters.bindLong(0, between);
    parameters.bindLong(1, 7);
    // Computed with the nearest double; the column is compared with the value itself.
    assertThat(compiled(x.plus(0.0).eq(RealExpression.of(first))).evaluate(row))
        .isEqualTo(Condition.TRUE);
    assertThat(reals.evaluate(row)).isEqualTo(Condition.TRUE);
    assertThat(columns.evaluate(row)).isEqualTo(Condition.FALSE);
    parameters.bindNull(1);
    assertThat(reals.evaluate(row)).isEqualTo(Condition.TRUE);
    assertThat(columns.evaluate(row)).isEqualTo(Condition.UNKNOWN);
  }

  @Test
  void shouldBeEqualToAnyDecimalWhenTheNumberIsComputed() {
    Condition many = compiled(d.times(d).in(new Parameter(0), new Parameter(1), new Parameter(2)));
    // All beyond what columns hold, so that these would not tell them apart.
    for (long[] order : new long[][] {{9, 4, 1}, {1, 4, 9}, {4, 9, 1}}) {
      for (int i = 0; i < order.length; i++) {
        parameters.bindDecimal(i, BigDecimal.TEN.pow(1_998).multiply(BigDecimal.valueOf(order[i])));
      }
      for (int value = 1; value <= 4; value++) {
        held = value;
        assertThat(many.selects(row)).isEqualTo(value <= 3);
      }
    }
  }
}
