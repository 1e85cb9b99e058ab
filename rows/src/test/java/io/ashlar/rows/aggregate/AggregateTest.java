package io.ashlar.rows.aggregate;

import static io.ashlar.aggregate.Aggregate.count;
import static io.ashlar.aggregate.Aggregate.max;
import static io.ashlar.aggregate.Aggregate.min;
import static io.ashlar.aggregate.Aggregate.sum;
import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.aggregate.AggregateReader;
import io.ashlar.aggregate.ColumnAggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What aggregates refuse, record and allocate. */
class AggregateTest {

  private static final int ROWS = 100;
  private static final int MEASURED = 1_000;

  @TempDir Path directory;
  private Database db;
  private Table cities;
  private LongColumn id;
  private StringColumn country;
  private LongColumn population;

  @BeforeEach
  void open() {
    db = Database.open(directory);
    cities =
        db.schema()
            .createTable(
                TableSchema.named("cities")
                    .column("id", ColumnType.LONG)
                    .column("country", ColumnType.STRING)
                    .column("population", ColumnType.LONG)
                    .primaryKey("id")
                    .index("by_country", x -> x.ascending("country").storing("population"))
                    .build());
    id = cities.longColumn("id");
    country = cities.stringColumn("country");
    population = cities.longColumn("population");
    db.transact(
        tx -> {
          for (int i = 0; i < ROWS; i++) {
            cities.insert(tx).set(id, i).set(country, "C" + i % 7).set(population, i).execute();
          }
        });
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void shouldAllocateNothingWhenRowsAreAggregatedAndComputed() {
    LongAggregate rows = count();
    LongAggregate total = sum(population.times(3).minus(id));
    LongAggregate highest = max(id);
    try (PreparedAggregate all =
            cities
                .scan()
                .where(
                    population
                        .plus(parameter(0))
                        .remainder(id.plus(1))
                        .notEq(-1)
                        .and(country.like("%_").and(id.atMost(population))))
                .aggregate(rows, total);
        PreparedGroups groups = cities.scan().groupBy(country).aggregate(rows, total);
        PreparedGroups gathered = cities.scan().groupBy(population).aggregate(rows, total);
        PreparedAggregate seek = cities.scan().aggregate(highest);
        ReadTransaction tx = db.beginRead()) {
      long[] seen = new long[1];
      Runnable step =
          () -> {
            AggregateReader found = all.bind(0, 5).fetch(tx);
            seen[0] += found.getLong(rows) + found.getLong(total);
            try (GroupCursor group = groups.open(tx)) {
              while (group.next()) {
                seen[0] += group.getLong(total) + group.view(country).length();
              }
            }
            try (GroupCursor group = gathered.open(tx)) {
              while (group.next()) {
                seen[0] += group.getLong(total) + group.getLong(population);
              }
            }
            seen[0] += seek.fetch(tx).getLong(highest);
          };
      double bytes = AllocationRounds.leastBytes(0.05 * ROWS, MEASURED, i -> step.run());
      assertThat(seen[0]).isPositive();
      assertThat(bytes / ROWS).isLessThan(0.1);
    }
  }

  @Test
  void shouldSayWhatToCreateWhenNoKeyGroupsAndNoMemoryMayBeUsed() {
    assertThatThrownBy(() -> cities.scan().sortInMemory(0).groupBy(population).aggregate(count()))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("an index on (population)");
    assertThatThrownBy(
            () -> cities.scan().sortInMemory(0).groupBy(country, population).aggregate(count()))
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldRefuseGroupsThatDoNotFitAndGoOnWhenAskedForFewer() {
    LongAggregate rows = count();
    try (PreparedGroups groups =
            cities
                .scan()
                .sortInMemory(4_096)
                .where(population.lessThan(parameter(0)))
                .groupBy(population)
                .aggregate(rows);
        ReadTransaction tx = db.beginRead()) {
      assertThat(groups.explain()).endsWith("gather in memory the groups of population");
      assertThatThrownBy(() -> groups.bind(0, ROWS).open(tx))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("limitBytes=4096");
      try (GroupCursor found = groups.bind(0, 3).open(tx)) {
        for (int i = 0; i < 3; i++) {
          assertThat(found.next()).isTrue();
          assertThat(found.getLong(population)).isEqualTo(i);
          assertThat(found.getLong(rows)).isEqualTo(1);
        }
        assertThat(found.next()).isFalse();
      }
    }
  }

  @Test
  void shouldGatherFewRowsInsteadOfWalkingAllOfThemGroupByGroup() {
    db.schema()
        .createIndex("cities", IndexSchema.named("by_population").ascending("population").build());
    LongAggregate rows = count();
    try (PreparedGroups few =
            cities.scan().where(population.eq(7)).groupBy(country).aggregate(rows);
        PreparedGroups many =
            cities.scan().where(population.atLeast(7)).groupBy(country).aggregate(rows);
        ReadTransaction tx = db.beginRead();
        GroupCursor found = few.open(tx)) {
      assertThat(few.explain()).startsWith("walk index by_population").contains("gather in memory");
      assertThat(many.explain()).startsWith("walk index by_country").doesNotContain("gather");
      assertThat(found.next()).isTrue();
      assertThat(found.getString(country)).isEqualTo("C0");
      assertThat(found.getLong(rows)).isEqualTo(1);
      assertThat(found.next()).isFalse();
    }
  }

  @Test
  void shouldHoldEveryGroupWhenTheyAreMany() {
    int many = 20_000;
    db.transact(
        tx -> {
          Insert insert = cities.insert(tx);
          for (int i = 0; i < many; i++) {
            insert.set(id, ROWS + i).set(country, "X" + i).set(population, i % (many / 2));
            insert.execute();
          }
        });
    LongAggregate rows = count();
    ColumnAggregate<StringColumn> last = max(country);
    try (PreparedGroups groups =
            cities.scan().where(id.atLeast(ROWS)).groupBy(population).aggregate(rows, last);
        ReadTransaction tx = db.beginRead();
        GroupCursor found = groups.open(tx)) {
      for (int i = 0; i < many / 2; i++) {
        assertThat(found.next()).isTrue();
        assertThat(found.getLong(population)).isEqualTo(i);
        assertThat(found.getLong(rows)).isEqualTo(2);
        String first = "X" + i;
        String second = "X" + (i + many / 2);
        assertThat(found.getString(last)).isEqualTo(first.compareTo(second) > 0 ? first : second);
      }
      assertThat(found.next()).isFalse();
    }
  }

  @Test
  void shouldGroupByAnyKeyWhenThePredicateFixesTheRest() {
    LongAggregate rows = count();
    try (PreparedGroups groups =
            cities.scan().where(country.eq("C1")).groupBy(country, id).aggregate(rows);
        ReadTransaction tx = db.beginRead();
        GroupCursor found = groups.open(tx)) {
      int count = 0;
      while (found.next()) {
        assertThat(found.getString(country)).isEqualTo("C1");
        assertThat(found.getLong(rows)).isEqualTo(1);
        count++;
      }
      assertThat(count).isEqualTo(15);
    }
  }

  @Test
  void shouldRefuseWhenACallHasNoMeaning() {
    LongAggregate rows = count();
    assertThatThrownBy(() -> cities.scan().limit(1).aggregate(rows))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> cities.scan().forUpdate().groupBy(country))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> cities.scan().aggregate()).isInstanceOf(IllegalUseException.class);
    LongAggregate lowest = min(population);
    try (PreparedAggregate none = cities.scan().where(id.lessThan(0)).aggregate(rows, lowest);
        ReadTransaction tx = db.beginRead()) {
      AggregateReader found = none.fetch(tx);
      assertThat(found.getLong(rows)).isZero();
      assertThat(found.isNull(lowest)).isTrue();
      assertThatThrownBy(() -> found.getLong(lowest)).isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> found.getLong(count())).isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldReportOverflowWhenTheSumIsReadAndWhenANumberIsComputed() {
    cities.update().where(id.atMost(1)).set(population, Long.MAX_VALUE).execute();
    LongAggregate total = sum(population);
    LongAggregate more = sum(population.plus(1));
    try (PreparedAggregate sums = cities.scan().aggregate(total);
        PreparedAggregate computed = cities.scan().aggregate(more);
        ReadTransaction tx = db.beginRead()) {
      AggregateReader found = sums.fetch(tx);
      assertThatThrownBy(() -> found.getLong(total)).isInstanceOf(ConstraintException.class);
      assertThatThrownBy(() -> computed.fetch(tx)).isInstanceOf(ConstraintException.class);
      assertThatThrownBy(() -> computed.fetch(tx)).isInstanceOf(ConstraintException.class);
    }
  }

  @Test
  void shouldBeJudgedWhenASerializableTransactionHasCounted() {
    LongAggregate rows = count();
    try (PreparedAggregate counted = cities.scan().where(country.eq("C1")).aggregate(rows);
        Transaction tx = db.begin(IsolationLevel.SERIALIZABLE)) {
      long before = counted.fetch(tx).getLong(rows);
      cities.insert(tx).set(id, 1_000).set(country, "X").set(population, before).execute();
      cities.insert().set(id, 1_001).set(country, "C1").set(population, 1).execute();
      assertThatThrownBy(tx::commit).isInstanceOf(SerializationConflictException.class);
    }
  }

  @Test
  void shouldSeeTheOldRowWhenAnUpdateComputes() {
    long changed =
        cities
            .update()
            .where(id.eq(parameter(0)))
            .set(population, population.times(10).minus(parameter(1)))
            .bind(0, 7)
            .bind(1, 5)
            .execute();
    assertThat(changed).isEqualTo(1);
    assertThat(cities.get().set(id, 7).find().orElseThrow().getLong(population)).isEqualTo(65);
    assertThatThrownBy(
            () -> cities.update().set(population, population.plus(Long.MAX_VALUE)).execute())
        .isInstanceOf(ConstraintException.class);
    assertThat(cities.get().set(id, 7).find().orElseThrow().getLong(population)).isEqualTo(65);
    assertThat(cities.update().where(id.eq(7)).set(id, id.plus(1_000)).execute()).isEqualTo(1);
    assertThat(cities.get().set(id, 1_007).find().orElseThrow().getLong(population)).isEqualTo(65);
  }
}
