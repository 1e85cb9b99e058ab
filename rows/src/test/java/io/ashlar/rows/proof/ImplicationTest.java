package io.ashlar.rows.proof;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.Comparison;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.CompiledPredicate;
import io.ashlar.rows.predicate.Condition;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.agrona.DirectBuffer;

/**
 * What is proved is true of every row of a small domain, nulls included; and what is plain is
 * proved.
 */
class ImplicationTest {

  private static final Object[][] DOMAIN = {
    {null, true, false},
    {null, -1, 0, 1, 2},
    {null, 0L, 1L, 3L},
    {null, "", "a", "ab", "b"},
    {null, -0.5, 0.0, 1.5, Double.NaN},
  };

  private static final List<Comparison> ORDERED =
      List.of(
          Comparison.EQUAL,
          Comparison.NOT_EQUAL,
          Comparison.LESS,
          Comparison.AT_MOST,
          Comparison.GREATER,
          Comparison.AT_LEAST);

  private static Database database;
  private static TableHandle table;
  private static BooleanColumn flag;
  private static IntColumn n;
  private static LongColumn m;
  private static StringColumn text;
  private static DoubleColumn real;

  @BeforeContainer
  static void open() {
    database = Database.inMemory();
    table =
        (TableHandle)
            database
                .schema()
                .createTable(
                    TableSchema.named("t")
                        .column("flag", ColumnType.BOOLEAN)
                        .column("n", ColumnType.INT)
                        .column("m", ColumnType.LONG)
                        .column("text", ColumnType.STRING)
                        .column("real", ColumnType.DOUBLE)
                        .column("key", ColumnType.LONG)
                        .primaryKey("key")
                        .build());
    flag = table.booleanColumn("flag");
    n = table.intColumn("n");
    m = table.longColumn("m");
    text = table.stringColumn("text");
    real = table.doubleColumn("real");
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  private static boolean implies(Predicate premise, Predicate conclusion) {
    return Implication.of(table.state().definition(), List.of(premise)).proves(conclusion);
  }

  @Property(tries = 6_000)
  void shouldBeTrueOfEveryRowWhenProved(@ForAll long seed) {
    Random random = new Random(seed);
    boolean related = random.nextBoolean();
    Predicate goal = predicate(random, related ? 1 : 3, true);
    Predicate premise = predicate(random, related ? 2 : 3, true);
    if (implies(premise, goal)) {
      assertThat(counterexample(premise, goal)).as("%s => %s", premise, goal).isNull();
    }
  }

  @Property(tries = 2_000)
  void shouldProveWhatIsAmongThePremises(@ForAll long seed) {
    Random random = new Random(seed);
    Predicate goal = predicate(random, 2, false);
    Predicate more = predicate(random, 2, true);
    assertThat(implies(goal.and(more), goal)).as("%s and %s", goal, more).isTrue();
    assertThat(implies(more.and(goal.not().not()), goal)).as("not not %s", goal).isTrue();
    if (!implies(more, goal)) {
      assertThat(implies(goal.or(more.and(goal)), goal)).as("%s twice", goal).isTrue();
    }
  }

  /** Of comparisons of one whole number with constants it knows all. */
  @Example
  void shouldDecideEveryPairOfComparisons() {
    List<Predicate> atoms = new ArrayList<>();
    for (int k = -1; k <= 1; k++) {
      for (Comparison comparison : ORDERED) {
        atoms.add(new Predicate.Compare(n, comparison, k));
        atoms.add(new Predicate.Compare(n, comparison, k).not());
      }
      atoms.add(n.in(k, k + 1));
    }
    atoms.add(n.isNull());
    atoms.add(n.isNull().not());
    int proved = 0;
    for (Predicate premise : atoms) {
      for (Predicate goal : atoms) {
        boolean expected = true;
        for (int value = -6; value <= 7; value++) {
          Object[] row = {null, value == 7 ? null : (Object) value, null, null, null};
          expected &= !selects(premise, row) || selects(goal, row);
        }
        // A range of two numbers is not taken for the list of them.
        if (!(goal instanceof Predicate.In) || premise instanceof Predicate.In) {
          assertThat(implies(premise, goal)).as("%s => %s", premise, goal).isEqualTo(expected);
        }
        proved += expected ? 1 : 0;
      }
    }
    assertThat(proved).isGreaterThan(200);
  }

  /** The share of what is true that is proved, over random predicates of one or two terms. */
  @Example
  void shouldProveMostOfWhatIsTrue() {
    Random random = new Random(5);
    int isTrue = 0;
    int proved = 0;
    for (int i = 0; i < 60_000 && isTrue < 1_000; i++) {
      Predicate goal = predicate(random, 0, false);
      Predicate premise = predicate(random, 1, false);
      if (satisfiable(premise) && counterexample(premise, goal) == null) {
        isTrue++;
        proved += implies(premise, goal) ? 1 : 0;
      }
    }
    assertThat(isTrue).isEqualTo(1_000);
    assertThat(proved).isGreaterThan(FLOOR);
  }

  /** Of 1,000. The domain has few values, so that much is true in it that is not in general. */
  private static final int FLOOR = 600;

  @Example
  void shouldJudgeWhatQueriesAsk() {
    assertThat(implies(flag.eq(true).and(n.eq(parameter(0))), flag.eq(true))).isTrue();
    assertThat(implies(flag.notEq(false), flag.eq(true))).isTrue();
    assertThat(implies(flag.eq(parameter(0)), flag.eq(true))).isFalse();
    assertThat(implies(flag.eq(parameter(0)), flag.isNull().not())).isTrue();
    assertThat(implies(n.eq(parameter(0)), n.eq(parameter(0)))).isFalse();
    assertThat(implies(n.between(2, 5), n.atLeast(1))).isTrue();
    assertThat(implies(n.greaterThan(0), n.atLeast(1))).isTrue();
    assertThat(implies(n.atLeast(0), n.atLeast(1))).isFalse();
    assertThat(implies(n.in(3, 4), n.in(1, 3, 4))).isTrue();
    assertThat(implies(n.in(3, 5), n.in(1, 3, 4))).isFalse();
    assertThat(implies(n.in(-3, 5), n.lessThan(0).or(n.greaterThan(2)))).isTrue();
    assertThat(implies(n.eq(3).or(n.greaterThan(9)), n.atLeast(2))).isTrue();
    assertThat(implies(text.startsWith("ab"), text.startsWith("a"))).isTrue();
    assertThat(implies(text.startsWith("b"), text.greaterThan("a"))).isTrue();
    assertThat(implies(text.like("a%b"), text.startsWith("a"))).isTrue();
    assertThat(implies(n.isNull(), n.isNull())).isTrue();
    assertThat(implies(n.notEq(3), n.isNull().not())).isTrue();
    assertThat(implies(n.eq(3), m.eq(3))).isFalse();
    assertThat(implies(n.plus(m).atMost(7), n.isNull().not())).isTrue();
    assertThat(implies(n.plus(m).atMost(7), n.plus(m).atMost(7))).isTrue();
    assertThat(implies(n.plus(m).atMost(7), n.plus(m).atMost(8))).isFalse();
    assertThat(implies(n.plus(m).atMost(parameter(0)), n.plus(m).atMost(7))).isFalse();
    assertThat(implies(IntColumn.named("n").eq(3), n.atLeast(1))).isTrue();
  }

  @Example
  void shouldGiveUpWhenThereAreTooManyCases() {
    Predicate premise = flag.eq(true);
    for (int i = 0; i < 40; i++) {
      premise = premise.and(n.eq(i).or(m.eq((long) i)));
    }
    assertThat(implies(premise, n.plus(m).eq(7))).isFalse();
    assertThat(implies(premise, flag.eq(true))).isTrue();
  }

  /** A row that the premise selects and the goal does not, or null. */
  private static Object[] counterexample(Predicate premise, Predicate goal) {
    Condition known = compiled(premise);
    Condition asked = compiled(goal);
    int rows = Arrays.stream(DOMAIN).mapToInt(values -> values.length).reduce(1, (a, b) -> a * b);
    for (int i = 0; i < rows; i++) {
      Object[] row = new Object[DOMAIN.length];
      int rest = i;
      for (int column = 0; column < row.length; column++) {
        row[column] = DOMAIN[column][rest % DOMAIN[column].length];
        rest /= DOMAIN[column].length;
      }
      ObjectRow values = new ObjectRow(row);
      if (known.selects(values) && !asked.selects(values)) {
        return row;
      }
    }
    return null;
  }

  private static boolean satisfiable(Predicate premise) {
    return counterexample(premise, n.eq(99)) != null;
  }

  private static boolean selects(Predicate predicate, Object[] row) {
    return compiled(predicate).selects(new ObjectRow(row));
  }

  /** A parameter has a value that is in the domain. */
  private static Condition compiled(Predicate predicate) {
    TableDefinition definition = table.state().definition();
    Parameters parameters = new Parameters();
    CompiledPredicate compiled = new PredicateCompiler(definition, parameters).compile(predicate);
    if (hasParameters(predicate)) {
      parameters.bindLong(0, 1);
    }
    return compiled.whole();
  }

  private static boolean hasParameters(Predicate predicate) {
    return predicate.toString().contains("Parameter[");
  }

  private static Predicate predicate(Random random, int depth, boolean withParameters) {
    int choice = depth == 0 ? 0 : random.nextInt(5);
    return switch (choice) {
      case 0, 1 -> atom(random, withParameters);
      case 2 -> predicate(random, depth - 1, withParameters).not();
      case 3 ->
          predicate(random, depth - 1, withParameters)
              .and(predicate(random, depth - 1, withParameters));
      default ->
          predicate(random, depth - 1, withParameters)
              .or(predicate(random, depth - 1, withParameters));
    };
  }

  private static Predicate atom(Random random, boolean withParameters) {
    int k = random.nextInt(-1, 3);
    Comparison comparison = ORDERED.get(random.nextInt(ORDERED.size()));
    String word = List.of("", "a", "ab", "b").get(k + 1);
    return switch (random.nextInt(withParameters ? 14 : 12)) {
      case 0 -> random.nextBoolean() ? flag.eq(k > 0) : flag.notEq(k > 0);
      case 1 -> n.isNull();
      case 2 -> text.isNull();
      case 3 -> n.in(k, random.nextInt(-1, 3));
      case 4 -> text.startsWith(word);
      case 5 -> new Predicate.Compare(text, comparison, word);
      case 6 -> new Predicate.Compare(real, comparison, k == 2 ? Double.NaN : k * 0.5);
      case 7 -> n.lessThan(m);
      case 8 -> new Predicate.Like(text, "%b", '!');
      case 9 -> n.plus(m).isNull();
      case 12 -> n.eq(parameter(0));
      case 13 -> n.in(parameter(0), parameter(0));
      default -> new Predicate.Compare(n, comparison, k);
    };
  }

  /** A row of Java objects. */
  private static final class ObjectRow implements ValueReader {

    private final Object[] values;

    ObjectRow(Object[] values) {
      this.values = values;
    }

    @Override
    public boolean isNull(int ordinal) {
      return values[ordinal] == null;
    }

    @Override
    public long word(int ordinal) {
      return values[ordinal] instanceof Boolean v ? (v ? 1 : 0) : number(ordinal).longValue();
    }

    private Number number(int ordinal) {
      return (Number) values[ordinal];
    }

    @Override
    public double real(int ordinal) {
      return number(ordinal).doubleValue();
    }

    @Override
    public BigDecimal decimal(int ordinal) {
      throw new AssertionError("there are no decimals");
    }

    @Override
    public long uuidHigh(int ordinal) {
      throw new AssertionError("there are no UUIDs");
    }

    @Override
    public long uuidLow(int ordinal) {
      throw new AssertionError("there are no UUIDs");
    }

    @Override
    public DirectBuffer bytesBuffer(int ordinal) {
      return Flyweights.wrap(((String) values[ordinal]).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int bytesOffset(int ordinal) {
      return 0;
    }

    @Override
    public int bytesLength(int ordinal) {
      return ((String) values[ordinal]).length();
    }
  }
}
