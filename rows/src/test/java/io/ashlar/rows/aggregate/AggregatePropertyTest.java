package io.ashlar.rows.aggregate;

import static io.ashlar.aggregate.Aggregate.avg;
import static io.ashlar.aggregate.Aggregate.count;
import static io.ashlar.aggregate.Aggregate.max;
import static io.ashlar.aggregate.Aggregate.min;
import static io.ashlar.aggregate.Aggregate.sum;
import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.aggregate.AggregateReader;
import io.ashlar.aggregate.ColumnAggregate;
import io.ashlar.aggregate.DecimalAggregate;
import io.ashlar.aggregate.DoubleAggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.query.Column;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random aggregates and groups against a list of Java objects, on both stores. */
class AggregatePropertyTest {

  private static final int SEEDS = 8;

  @TempDir Path directory;

  private Table table;
  private LongColumn id;
  private StringColumn country;
  private IntColumn zone;
  private LongColumn amount;
  private DecimalColumn price;

  private final TreeMap<Long, Object[]> model = new TreeMap<>();

  private LongAggregate rows;
  private LongAggregate known;
  private LongAggregate total;
  private DoubleAggregate mean;
  private LongAggregate least;
  private DecimalAggregate cost;
  private DecimalAggregate meanPrice;
  private ColumnAggregate<StringColumn> last;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldAgreeWithAListWhenRowsAreRandom(boolean inMemory) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Path at = directory.resolve("s" + seed);
      try (Database db = inMemory ? Database.inMemory() : Database.open(at)) {
        create(db);
        try (Transaction tx = db.begin()) {
          for (int i = 0; i < 6; i++) {
            change(random, tx);
            check(random, tx);
          }
          tx.commit();
        }
        try (ReadTransaction tx = db.beginRead()) {
          check(random, tx);
        }
      }
      if (!inMemory) {
        try (Database db = Database.open(at);
            ReadTransaction tx = db.beginRead()) {
          resolve(db.table("sales"));
          check(random, tx);
        }
      }
    }
  }

  private void create(Database db) {
    model.clear();
    resolve(
        db.schema()
            .createTable(
                TableSchema.named("sales")
                    .column("id", ColumnType.LONG)
                    .column("country", ColumnType.STRING)
                    .column("zone", ColumnType.INT)
                    .column("amount", ColumnType.LONG)
                    .column("price", ColumnType.decimal(12, 2))
                    .primaryKey("id")
                    .index(
                        "by_country",
                        x -> x.descending("country").ascending("zone").storing("amount", "price"))
                    .index("by_zone", x -> x.ascending("zone"))
                    .index("by_amount", x -> x.descending("amount"))
                    .build()));
  }

  private void resolve(Table found) {
    table = found;
    id = table.longColumn("id");
    country = table.stringColumn("country");
    zone = table.intColumn("zone");
    amount = table.longColumn("amount");
    price = table.decimalColumn("price");
    rows = count();
    known = count(amount);
    total = sum(amount.times(2).plus(zone));
    mean = avg(amount);
    least = min(amount.minus(parameter(1)));
    cost = sum(price);
    meanPrice = avg(price);
    last = max(country);
  }

  private void change(Random random, Transaction tx) {
    for (int i = 0; i < 10; i++) {
      long key = random.nextInt(60);
      if (random.nextInt(4) == 0) {
        model.remove(key);
        table.delete(tx).where(id.eq(key)).execute();
        continue;
      }
      Object[] row = {
        some(random, List.of("AT", "CH", "DE", "").get(random.nextInt(4))),
        some(random, random.nextInt(3)),
        some(random, random.nextInt(9) == 0 ? Long.MAX_VALUE / 4 : random.nextLong(-50, 50)),
        some(random, BigDecimal.valueOf(random.nextInt(-500, 500), 2))
      };
      model.put(key, row);
      Insert upsert = table.upsert(tx).set(id, key).setValue(country, row[0]);
      upsert.setValue(zone, row[1]).setValue(amount, row[2]).setValue(price, row[3]).execute();
    }
  }

  private static Object some(Random random, Object value) {
    return random.nextInt(5) == 0 ? null : value;
  }

  private void check(Random random, ReadTransaction tx) {
    int bound = random.nextInt(4);
    long shift = random.nextInt(5);
    List<Object[]> selected =
        model.values().stream().filter(r -> r[1] != null && (int) r[1] < bound).toList();
    try (PreparedAggregate all =
        table
            .scan()
            .where(zone.lessThan(parameter(0)))
            .aggregate(rows, known, total, mean, least, cost, meanPrice, last)) {
      checkValues(all.bind(0, bound).bind(1, shift).fetch(tx), selected, shift);
    }
    checkExtremes(tx);
    checkGroups(tx, selected, bound, shift);
    checkGathered(random, tx, selected, bound, shift);
  }

  private void checkExtremes(ReadTransaction tx) {
    LongAggregate lowest = min(amount);
    LongAggregate highest = max(amount);
    ColumnAggregate<StringColumn> first = min(country);
    try (PreparedAggregate seeks = table.scan().aggregate(lowest, highest, first)) {
      assertThat(seeks.explain()).contains("take the first value").doesNotContain("filter");
      AggregateReader found = seeks.fetch(tx);
      List<Long> amounts = values(model.values(), 2);
      assertThat(found.isNull(lowest)).isEqualTo(amounts.isEmpty());
      if (!amounts.isEmpty()) {
        assertThat(found.getLong(lowest)).isEqualTo(amounts.stream().min(Long::compare).get());
        assertThat(found.getLong(highest)).isEqualTo(amounts.stream().max(Long::compare).get());
      }
      List<String> countries = values(model.values(), 0);
      assertThat(found.isNull(first)).isEqualTo(countries.isEmpty());
      if (!countries.isEmpty()) {
        assertThat(found.getString(first)).isEqualTo(countries.stream().sorted().findFirst().get());
      }
    }
  }

  private void checkGroups(ReadTransaction tx, List<Object[]> selected, int bound, long shift) {
    Map<List<Object>, List<Object[]>> groups = new LinkedHashMap<>();
    selected.stream()
        .sorted(
            Comparator.<Object[], String>comparing(
                    r -> (String) r[0], Comparator.nullsFirst(Comparator.naturalOrder()))
                .reversed()
                .thenComparing(r -> (Integer) r[1]))
        .forEach(
            r -> groups.computeIfAbsent(Arrays.asList(r[0], r[1]), k -> new ArrayList<>()).add(r));
    try (PreparedGroups byBoth =
            table
                .scan()
                .where(zone.lessThan(parameter(0)))
                .groupBy(zone, country)
                .aggregate(rows, known, total, mean, least, cost, meanPrice, last);
        GroupCursor found = byBoth.bind(0, bound).bind(1, shift).open(tx)) {
      assertThat(byBoth.explain()).contains("by_country").contains("covering");
      for (Map.Entry<List<Object>, List<Object[]>> group : groups.entrySet()) {
        assertThat(found.next()).isTrue();
        assertThat(Arrays.asList(found.get(country), found.get(zone))).isEqualTo(group.getKey());
        checkValues(found, group.getValue(), shift);
      }
      assertThat(found.next()).isFalse();
    }
  }

  /** Groups that no key leads to, by any of the columns. */
  private void checkGathered(
      Random random, ReadTransaction tx, List<Object[]> selected, int bound, long shift) {
    List<Column> columns = List.of(country, zone, amount, price);
    List<Integer> places = new ArrayList<>(List.of(0, 1, 2, 3));
    Collections.shuffle(places, random);
    List<Integer> by = places.subList(0, 1 + random.nextInt(4));
    Collections.sort(by);
    Comparator<Object[]> order =
        by.stream()
            .map(place -> (Comparator<Object[]>) (a, b) -> compare(a[place], b[place]))
            .reduce(Comparator::thenComparing)
            .orElseThrow();
    Map<List<Object>, List<Object[]>> groups = new LinkedHashMap<>();
    for (Object[] row : selected.stream().sorted(order).toList()) {
      List<Object> group = by.stream().map(place -> row[place]).toList();
      groups.computeIfAbsent(group, k -> new ArrayList<>()).add(row);
    }
    Column[] others = by.stream().skip(1).map(columns::get).toArray(Column[]::new);
    try (PreparedGroups gathered =
            table
                .scan()
                .where(zone.lessThan(parameter(0)))
                .using("primary")
                .groupBy(columns.get(by.get(0)), others)
                .aggregate(rows, known, total, mean, least, cost, meanPrice, last);
        GroupCursor found = gathered.bind(0, bound).bind(1, shift).open(tx)) {
      assertThat(gathered.explain()).contains("gather in memory the groups of");
      for (Map.Entry<List<Object>, List<Object[]>> group : groups.entrySet()) {
        assertThat(found.next()).isTrue();
        assertThat(by.stream().map(place -> found.get(columns.get(place))).toList())
            .isEqualTo(group.getKey());
        checkValues(found, group.getValue(), shift);
      }
      assertThat(found.next()).isFalse();
    }
  }

  @SuppressWarnings("unchecked") // values of one column
  private static int compare(Object a, Object b) {
    return Comparator.nullsFirst(Comparator.<Comparable<Object>>naturalOrder())
        .compare((Comparable<Object>) a, (Comparable<Object>) b);
  }

  private void checkValues(AggregateReader found, List<Object[]> selected, long shift) {
    List<Long> amounts = values(selected, 2);
    List<BigDecimal> prices = values(selected, 3);
    List<String> countries = values(selected, 0);
    assertThat(found.getLong(rows)).isEqualTo(selected.size());
    assertThat(found.getLong(known)).isEqualTo(amounts.size());
    List<BigInteger> sums =
        selected.stream()
            .filter(r -> r[2] != null)
            .map(r -> BigInteger.valueOf((long) r[2]).shiftLeft(1).add(big((int) r[1])))
            .toList();
    assertThat(found.isNull(total)).isEqualTo(sums.isEmpty());
    assertThat(found.isNull(mean)).isEqualTo(amounts.isEmpty());
    assertThat(found.isNull(least)).isEqualTo(amounts.isEmpty());
    if (!amounts.isEmpty()) {
      checkSum(found, sums.stream().reduce(BigInteger.ZERO, BigInteger::add));
      BigInteger sum = amounts.stream().map(BigInteger::valueOf).reduce(BigInteger::add).get();
      assertThat(found.getDouble(mean)).isEqualTo(sum.doubleValue() / amounts.size());
      assertThat(found.getLong(least))
          .isEqualTo(amounts.stream().mapToLong(a -> a - shift).min().getAsLong());
    }
    assertThat(found.isNull(cost)).isEqualTo(prices.isEmpty());
    if (!prices.isEmpty()) {
      BigDecimal sum = prices.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(found.getDecimal(cost)).isEqualByComparingTo(sum);
      assertThat(found.getDecimal(meanPrice))
          .isEqualByComparingTo(
              sum.divide(BigDecimal.valueOf(prices.size()), MathContext.DECIMAL128));
    }
    assertThat(found.isNull(last)).isEqualTo(countries.isEmpty());
    if (!countries.isEmpty()) {
      assertThat(found.getString(last)).isEqualTo(countries.stream().max(String::compareTo).get());
    }
  }

  private void checkSum(AggregateReader found, BigInteger sum) {
    if (sum.bitLength() < Long.SIZE) {
      assertThat(found.getLong(total)).isEqualTo(sum.longValueExact());
    } else {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> found.getLong(total))
          .isInstanceOf(io.ashlar.error.ConstraintException.class);
    }
  }

  private static BigInteger big(int value) {
    return BigInteger.valueOf(value);
  }

  @SuppressWarnings("unchecked") // the column decides the type
  private static <T> List<T> values(Collection<Object[]> rows, int place) {
    Stream<T> values = rows.stream().map(r -> (T) r[place]);
    return values.filter(Objects::nonNull).toList();
  }
}
