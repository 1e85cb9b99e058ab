package io.ashlar.rows.plan;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.SchemaException;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The choices of the planner, as the text of its plans. */
class PlannerTest {

  private final Database db = Database.inMemory();
  private final Table cities =
      db.schema()
          .createTable(
              TableSchema.named("cities")
                  .column("id", ColumnType.LONG)
                  .column("name", ColumnType.STRING)
                  .notNull()
                  .column("country", ColumnType.STRING)
                  .notNull()
                  .column("code", ColumnType.LONG)
                  .column("population", ColumnType.LONG)
                  .column("latitude", ColumnType.DOUBLE)
                  .primaryKey("id")
                  .index(
                      "by_country",
                      x -> x.ascending("country").descending("population").storing("name"))
                  .index("by_name", x -> x.ascending("name"))
                  .index("by_latitude", x -> x.ascending("latitude"))
                  .uniqueIndex("code", x -> x.ascending("country").ascending("code"))
                  .build());
  private final LongColumn id = cities.longColumn("id");
  private final StringColumn name = cities.stringColumn("name");
  private final StringColumn country = cities.stringColumn("country");
  private final LongColumn code = cities.longColumn("code");
  private final LongColumn population = cities.longColumn("population");
  private final DoubleColumn latitude = cities.doubleColumn("latitude");

  @AfterEach
  void close() {
    db.close();
  }

  private Scan scan() {
    return cities.scan();
  }

  private static void expect(Scan scan, String... lines) {
    assertThat(scan.prepare().explain()).isEqualTo(String.join("\n", lines));
  }

  @Test
  void shouldWalkPrimaryKeyWhenNothingIsAsked() {
    expect(scan(), "walk primary key (id) forward");
    expect(scan().reverse().limit(3), "walk primary key (id) backward", "limit 3");
  }

  @Test
  void shouldCoverWhenEntriesHoldAllThatIsAsked() {
    expect(
        scan()
            .where(country.eq(parameter(0)).and(population.atLeast(parameter(1))))
            .orderBy(population.descending())
            .limit(10)
            .select(name, population),
        "walk index by_country (country, population descending) forward",
        "range country = ?0 and population >= ?1",
        "covering",
        "order by population descending",
        "limit 10");
  }

  @Test
  void shouldFetchRowsWhenEntriesLackAColumn() {
    expect(
        scan().where(country.eq("CH").and(latitude.greaterThan(46.5)).and(name.notEq("Bern"))),
        "walk index by_country (country, population descending) forward",
        "range country = 'CH'",
        "filter name <> 'Bern' in the entry",
        "fetch the row",
        "filter latitude > 46.5");
  }

  @Test
  void shouldWalkBackwardWhenTheOrderIsTheKeyReversed() {
    expect(
        scan().where(country.eq("CH")).orderBy(population.ascending(), id.descending()).select(id),
        "walk index by_country (country, population descending) backward",
        "range country = 'CH'",
        "covering",
        "order by population, id descending");
  }

  @Test
  void shouldPreferOneRowWhenAUniqueKeyIsFixed() {
    expect(
        scan().where(name.eq("Bern").and(country.eq("CH")).and(code.eq(7))).select(id),
        "walk unique index code (country, code) forward",
        "range country = 'CH' and code = 7",
        "fetch the row",
        "filter name = 'Bern'");
    expect(
        scan().where(id.eq(1).and(country.eq("CH"))),
        "walk primary key (id) forward",
        "range id = 1",
        "filter country = 'CH'");
  }

  @Test
  void shouldUsePrefixOfTextWhenAskedWhatItStartsWith() {
    expect(
        scan().where(name.startsWith("Be")),
        "walk index by_name (name) forward",
        "range name starts with 'Be'",
        "fetch the row");
  }

  @Test
  void shouldFilterWhenTermsAreAlternatives() {
    expect(
        scan().where(name.eq("Bern").or(country.in("CH", "AT")).and(code.isNull().not())),
        "walk primary key (id) forward",
        "filter (name = 'Bern' or country in ['CH', 'AT']) and not (code is null)");
  }

  @Test
  void shouldObeyWhenAnIndexIsNamed() {
    expect(
        scan().where(name.eq("Bern")).using("by_latitude").select(id),
        "walk index by_latitude (latitude) forward",
        "fetch the row",
        "filter name = 'Bern'");
    expect(
        scan().where(name.eq("Bern")).using("primary"),
        "walk primary key (id) forward",
        "filter name = 'Bern'");
    assertThatThrownBy(() -> scan().using("by_moon").prepare())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("There is no such index. table=cities index=by_moon");
  }

  @Test
  void shouldIgnoreOrderOfFixedAndUniqueColumns() {
    expect(
        scan()
            .where(country.eq("CH"))
            .orderBy(country.descending(), id.ascending())
            .using("primary"),
        "walk primary key (id) forward",
        "filter country = 'CH'",
        "order by country descending, id");
    expect(
        scan().orderBy(id.descending(), name.ascending()),
        "walk primary key (id) backward",
        "order by id descending, name");
  }

  @Test
  void shouldRefuseWhenNoKeyGivesTheOrder() {
    assertThatThrownBy(() -> scan().orderBy(population.ascending()).prepare())
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("No key gives the asked order.");
    assertThatThrownBy(() -> scan().orderBy(country.ascending(), population.ascending()).prepare())
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldSortFewRowsInsteadOfWalkingAllOfThemInOrder() {
    String[] fewSorted = {
      "walk index by_country (country, population descending) forward",
      "range country = 'CH'",
      "fetch the row",
      "sort in memory by latitude"
    };
    for (int analyzed = 0; analyzed < 2; analyzed++) {
      assertThat(planOf(scan().where(country.eq("CH")).orderBy(latitude.ascending()).limit(3)))
          .contains(fewSorted);
      assertThat(planOf(scan().where(country.in("CH", "AT")).orderBy(name.ascending()).limit(3)))
          .startsWith("walk index by_country")
          .contains("sort in memory");
      assertThat(
              planOf(
                  scan()
                      .where(country.eq("CH").and(name.eq("Bern")))
                      .orderBy(id.ascending())
                      .limit(3)))
          .startsWith("walk index by_name")
          .doesNotContain("sort");
      assertThat(planOf(scan().where(country.greaterThan("CH")).orderBy(name.ascending()).limit(3)))
          .startsWith("walk index by_name")
          .doesNotContain("sort");
      assertThat(planOf(scan().where(country.eq("CH")).orderBy(name.ascending())))
          .startsWith("walk index by_name")
          .doesNotContain("sort");
      // What is kept must fit, should the assumption be wrong.
      assertThat(planOf(scan().where(country.eq("CH")).orderBy(name.ascending()).limit(1_000_000)))
          .startsWith("walk index by_name")
          .doesNotContain("sort");
      db.maintenance().analyze();
    }
  }

  private static String planOf(Scan scan) {
    try (PreparedScan prepared = scan.prepare()) {
      return prepared.explain();
    }
  }

  @Test
  void shouldRefuseColumnsOfOtherTables() {
    Table other =
        db.schema()
            .createTable(
                TableSchema.named("other").column("x", ColumnType.LONG).primaryKey("x").build());
    LongColumn x = other.longColumn("x");
    assertThatThrownBy(() -> scan().where(x.eq(1)).prepare()).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> scan().orderBy(x.ascending()).prepare())
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> scan().select(x).prepare()).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> cities.delete().where(x.eq(1))).isInstanceOf(SchemaException.class);
  }
}
