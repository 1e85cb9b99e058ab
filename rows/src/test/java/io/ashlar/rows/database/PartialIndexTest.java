package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Indexes of the rows that a predicate selects; every test ends with the integrity check. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class PartialIndexTest extends DatabaseTest {

  private static final Predicate ACTIVE = BooleanColumn.named("active").eq(true);

  private Table players;
  private LongColumn id;
  private StringColumn name;
  private IntColumn position;
  private BooleanColumn active;

  PartialIndexTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void create() {
    players =
        db.schema()
            .createTable(
                TableSchema.named("players")
                    .column("id", ColumnType.LONG)
                    .column("name", ColumnType.STRING)
                    .column("position", ColumnType.INT)
                    .column("active", ColumnType.BOOLEAN)
                    .column("note", ColumnType.STRING)
                    .primaryKey("id")
                    .index("at", ix -> ix.ascending("position").storing("name").where(ACTIVE))
                    .uniqueIndex("called", ix -> ix.ascending("name").where(ACTIVE))
                    .build());
    id = players.longColumn("id");
    name = players.stringColumn("name");
    position = players.intColumn("position");
    active = players.booleanColumn("active");
  }

  private void put(long key, String called, int at, Boolean isActive) {
    var upsert = players.upsert().set(id, key).set(name, called).set(position, at);
    upsert = isActive == null ? upsert.setNull(active) : upsert.set(active, isActive);
    assertThat(upsert.execute()).isEqualTo(1);
  }

  private long entries() {
    assertThat(db.maintenance().verify().problems()).isEmpty();
    return db.maintenance().verify().indexEntries();
  }

  private List<Long> keys(Scan scan) {
    List<Long> keys = new ArrayList<>();
    try (PreparedScan prepared = scan.prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor rows = prepared.open(tx)) {
      while (rows.next()) {
        keys.add(rows.getLong(id));
      }
    }
    return keys;
  }

  @Test
  void shouldHoldRowsOnlyWhileThePredicateIsTrue() {
    put(1, "Ada", 5, true);
    put(2, "Bob", 5, false);
    put(3, "Cy", 5, null);
    assertThat(entries()).isEqualTo(2);
    assertThat(keys(players.scan().where(active.eq(true)).using("at"))).containsExactly(1L);
    players.update().where(id.eq(3)).set(active, true).execute();
    players.update().where(id.eq(1)).setNull(active).execute();
    assertThat(keys(players.scan().where(active.eq(true)).using("at"))).containsExactly(3L);
    put(2, "Bob", 1, true);
    put(3, "Cy", 9, true);
    assertThat(keys(players.scan().where(active.eq(true)).using("at"))).containsExactly(2L, 3L);
    players.delete().where(id.eq(2)).execute();
    players.delete().where(id.eq(1)).execute();
    assertThat(entries()).isEqualTo(2);
    players.update().where(active.eq(true)).set(active, false).execute();
    assertThat(entries()).isZero();
  }

  @Test
  void shouldKeepKeysUniqueAmongThoseThatAreHeld() {
    put(1, "Ada", 1, true);
    put(2, "Ada", 2, false);
    put(3, "Ada", 3, null);
    assertThatThrownBy(() -> players.update().where(id.eq(2)).set(active, true).execute())
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("index=called");
    assertThatThrownBy(() -> put(4, "Ada", 4, true)).isInstanceOf(ConstraintException.class);
    // In one statement one goes and the other comes.
    db.transact(
        tx -> {
          players.update(tx).where(id.eq(1)).set(active, false).execute();
          players.update(tx).where(id.eq(2)).set(active, true).execute();
        });
    assertThat(keys(players.scan().where(active.eq(true).and(name.eq("Ada"))).using("called")))
        .containsExactly(2L);
    assertThatThrownBy(() -> players.get("called"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("partial");
    assertThatThrownBy(() -> players.getAll("called")).isInstanceOf(SchemaException.class);
  }

  private static void expect(PreparedScan scan, String... lines) {
    assertThat(scan.explain()).isEqualTo(String.join("\n", lines));
  }

  @Test
  void shouldExplainWhatTheIndexGives() {
    PreparedScan ordered =
        players.scan().where(active.eq(true)).orderBy(position.ascending()).select(name).prepare();
    expect(
        ordered,
        "walk index at (position) where active = TRUE forward",
        "given active = true by the index",
        "covering",
        "order by position");
    ordered.close();
    PreparedScan named =
        players
            .scan()
            .where(active.eq(true).and(position.atLeast(parameter(0))).and(id.notEq(3)))
            .prepare();
    expect(
        named,
        "walk index at (position) where active = TRUE forward",
        "range position >= ?0",
        "given active = true by the index",
        "filter id <> 3 in the entry",
        "fetch the row");
    named.close();
  }

  @Test
  void shouldNotServeQueriesThatMaySelectOtherRows() {
    put(1, "Ada", 1, true);
    put(2, "Bob", 2, false);
    List<Predicate> others =
        List.of(
            position.eq(1),
            active.eq(false),
            active.eq(parameter(0)),
            active.eq(true).or(position.eq(2)),
            active.eq(true).not());
    for (Predicate other : others) {
      assertThatThrownBy(() -> players.scan().where(other).using("at").prepare())
          .as("%s", other)
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("may lack rows")
          .hasMessageContaining("holds=active = TRUE");
      try (PreparedScan any = players.scan().where(other).prepare()) {
        assertThat(any.explain()).startsWith("walk primary key");
      }
    }
    assertThatThrownBy(() -> players.scan().using("at").prepare())
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> players.scan().orderBy(position.ascending()).prepare())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("No key gives the asked order.");
    assertThatThrownBy(
            () -> players.scan().sortInMemory(0).groupBy(position).aggregate(Aggregate.count()))
        .isInstanceOf(SchemaException.class);
    var counted = Aggregate.count();
    try (var all = players.scan().aggregate(counted);
        ReadTransaction tx = db.beginRead()) {
      assertThat(all.fetch(tx).getLong(counted)).isEqualTo(2);
    }
  }

  @Test
  void shouldRefusePredicatesThatDoNotFit() {
    Table other =
        db.schema()
            .createTable(
                TableSchema.named("other")
                    .column("active", ColumnType.BOOLEAN)
                    .column("k", ColumnType.LONG)
                    .primaryKey("k")
                    .build());
    List<Predicate> wrong =
        List.of(
            BooleanColumn.named("active").eq(parameter(0)),
            BooleanColumn.named("gone").eq(true),
            LongColumn.named("name").eq(3),
            other.booleanColumn("active").eq(true),
            IntColumn.named("position").plus(IntegerExpression.of(parameter(0))).atMost(3));
    long before = entries();
    for (Predicate predicate : wrong) {
      IndexSchema index = IndexSchema.named("x").ascending("position").where(predicate).build();
      assertThatThrownBy(() -> db.schema().createIndex("players", index))
          .as("%s", predicate)
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(
              () ->
                  db.schema()
                      .createTable(
                          TableSchema.named("new")
                              .column("k", ColumnType.LONG)
                              .column("name", ColumnType.STRING)
                              .column("position", ColumnType.INT)
                              .column("active", ColumnType.BOOLEAN)
                              .primaryKey("k")
                              .index("x", ix -> ix.ascending("k").where(predicate))
                              .build()))
          .as("%s", predicate)
          .isInstanceOf(SchemaException.class);
    }
    assertThatThrownBy(() -> IndexSchema.named("x").where(ACTIVE).where(ACTIVE))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> IndexSchema.named("x").where(null))
        .isInstanceOf(IllegalUseException.class);
    assertThat(players.schema().indexes()).hasSize(2);
    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void shouldHoldNothingWhenItsRangeIsUpsideDown() {
    long before = entries();
    IntColumn position = IntColumn.named("position");
    db.schema()
        .createIndex(
            "players",
            IndexSchema.named("none").ascending("name").where(position.between(5, 3)).build());
    assertThat(entries()).isEqualTo(before);
    assertThat(players.scan().using("none").where(position.between(5, 3)).prepare().explain())
        .contains("index none");
  }

  @Test
  void shouldFollowChangesOfItsColumns() {
    db.schema()
        .createIndex(
            "players",
            IndexSchema.named("far")
                .ascending("name")
                .where(IntColumn.named("position").greaterThan(100))
                .build());
    put(1, "Ada", 200, true);
    put(2, "Bob", 7, true);
    assertThatThrownBy(() -> db.schema().alterTable("players", c -> c.dropColumn("active")))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("usedBy=index at");
    db.schema()
        .alterTable(
            "players",
            c -> c.renameColumn("position", "place").widenColumn("place", ColumnType.LONG));
    assertThat(players.describe())
        .contains("CREATE INDEX far ON players (name) WHERE place > 100;")
        .contains("CREATE INDEX at ON players (place) STORING (name) WHERE active = TRUE;")
        .contains("CREATE UNIQUE INDEX called ON players (name) WHERE active = TRUE;");
    LongColumn place = players.longColumn("place");
    players.update().where(id.eq(2)).set(place, 1L << 40).execute();
    assertThat(keys(players.scan().where(place.greaterThan(150)).using("far")))
        .containsExactly(1L, 2L);
    db.schema().dropIndex("players", "at");
    db.schema().dropIndex("players", "called");
    db.schema().alterTable("players", c -> c.dropColumn("active"));
    assertThat(entries()).isEqualTo(2);
  }

  @Test
  void shouldMeetPhantomsWhenRowsMoveInAndOut() {
    put(1, "Ada", 5, true);
    put(2, "Bob", 5, false);
    put(3, "Cy", 8, true);
    for (boolean moves : new boolean[] {true, false}) {
      long moved = moves ? 2 : 3;
      try (PreparedScan scan =
              players.scan().where(active.eq(true)).using("at").select(id).prepare();
          Transaction reader = db.begin(IsolationLevel.SERIALIZABLE)) {
        assertThat(scan.explain()).contains("covering");
        try (RowCursor rows = scan.open(reader)) {
          while (rows.next()) {
            assertThat(rows.getLong(id)).isNotEqualTo(moves ? 2 : 0);
          }
        }
        players.insert(reader).set(id, 10 + moved).execute();
        players.update().where(id.eq(moved)).set(active, moves).execute();
        assertThatThrownBy(reader::commit).isInstanceOf(SerializationConflictException.class);
      }
    }
    // A row that stays outside changes nothing that was read.
    try (PreparedScan scan =
            players.scan().where(active.eq(true)).using("at").select(id).prepare();
        Transaction reader = db.begin(IsolationLevel.SERIALIZABLE)) {
      try (RowCursor rows = scan.open(reader)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
      }
      players.insert(reader).set(id, 20L).execute();
      put(4, "Dee", 6, false);
      players.update().where(id.eq(3)).set(position, 1).execute();
      reader.commit();
    }
  }

  @Test
  void shouldSeeOwnWritesWhenRowsMove() {
    put(1, "Ada", 5, true);
    try (PreparedScan scan = players.scan().where(active.eq(true)).using("at").prepare();
        Transaction tx = db.begin()) {
      players.update(tx).where(id.eq(1)).set(active, false).execute();
      players.insert(tx).set(id, 2L).set(name, "Ada").set(position, 1).set(active, true).execute();
      try (RowCursor rows = scan.open(tx)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(id)).isEqualTo(2);
        assertThat(rows.next()).isFalse();
      }
      tx.rollback();
    }
    assertThat(keys(players.scan().where(active.eq(true)).using("at"))).containsExactly(1L);
  }
}
