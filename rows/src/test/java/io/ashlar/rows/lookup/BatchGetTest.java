package io.ashlar.rows.lookup;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Join;
import io.ashlar.PreparedScan;
import io.ashlar.Table;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of keys, and joins, against maps of Java objects. */
class BatchGetTest {

  @TempDir Path directory;
  private Table users;
  private LongColumn id;
  private StringColumn name;
  private LongColumn team;

  private Database open(boolean inMemory) {
    Database db = inMemory ? Database.inMemory() : Database.open(directory);
    resolve(
        db.schema()
            .createTable(
                TableSchema.named("users")
                    .column("id", ColumnType.LONG)
                    .column("name", ColumnType.STRING)
                    .column("team", ColumnType.LONG)
                    .primaryKey("id")
                    .uniqueIndex("by_name", x -> x.descending("name"))
                    .index("by_team", x -> x.ascending("team"))
                    .build()));
    return db;
  }

  private void resolve(Table found) {
    users = found;
    id = users.longColumn("id");
    name = users.stringColumn("name");
    team = users.longColumn("team");
  }

  private void put(Transaction tx, long key, long ofTeam) {
    users.upsert(tx).set(id, key).set(name, "n" + key).set(team, ofTeam).execute();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldAnswerInAskedOrderWhenKeysAreRandom(boolean inMemory) {
    Random random = new Random(7);
    Map<Long, Long> model = new TreeMap<>();
    try (Database db = open(inMemory)) {
      for (int round = 0; round < 20; round++) {
        IsolationLevel level =
            List.of(
                    IsolationLevel.READ_COMMITTED,
                    IsolationLevel.SNAPSHOT,
                    IsolationLevel.SERIALIZABLE)
                .get(round % 3);
        try (Transaction tx = db.begin(level)) {
          for (int i = 0; i < 40; i++) {
            long key = random.nextInt(-100, 100);
            if (random.nextInt(3) == 0) {
              users.delete(tx).where(id.eq(key)).execute();
              model.remove(key);
            } else {
              put(tx, key, i);
              model.put(key, (long) i);
            }
            if (i % 10 == 0) {
              check(random, model, tx);
            }
          }
          tx.commit();
        }
      }
      try (ReadTransaction tx = db.beginRead()) {
        check(random, model, tx);
      }
    }
    if (!inMemory) {
      try (Database db = Database.open(directory);
          ReadTransaction tx = db.beginRead()) {
        resolve(db.table("users"));
        check(random, model, tx);
      }
    }
  }

  private void check(Random random, Map<Long, Long> model, ReadTransaction tx) {
    BatchGet byId = users.getAll();
    BatchGet byName = users.getAll("by_name");
    for (int batch = 0; batch < 3; batch++) {
      List<Long> asked = new ArrayList<>();
      for (int i = random.nextInt(200); i > 0; i--) {
        long key = random.nextInt(-110, 110);
        asked.add(key);
        byId.set(id, key).add();
        byName.set(name, "n" + key).add();
      }
      long found = asked.stream().filter(model::containsKey).count();
      assertThat(byId.fetch(tx)).isEqualTo((int) found);
      assertThat(byName.fetch(tx)).isEqualTo((int) found);
      assertThat(byId.position()).isEqualTo(-1);
      for (int i = 0; i < asked.size(); i++) {
        checkAnswer(byId, i, asked.get(i), model);
        checkAnswer(byName, i, asked.get(i), model);
      }
      assertThat(byId.next()).isFalse();
      assertThat(byName.next()).isFalse();
    }
  }

  private void checkAnswer(BatchGet get, int position, long key, Map<Long, Long> model) {
    assertThat(get.next()).isTrue();
    assertThat(get.position()).isEqualTo(position);
    assertThat(get.isFound()).isEqualTo(model.containsKey(key));
    if (get.isFound()) {
      assertThat(get.getLong(id)).isEqualTo(key);
      assertThat(get.getLong(team)).isEqualTo(model.get(key));
      assertThat(get.getString(name)).isEqualTo("n" + key);
    } else {
      assertThatThrownBy(() -> get.getLong(id)).isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldRefuseWhenKeysAreNotWhole() {
    try (Database db = open(true);
        ReadTransaction tx = db.beginRead()) {
      BatchGet get = users.getAll();
      assertThatThrownBy(get::add).isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> get.set(id, 1).set(team, 2).add())
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(get::next).isInstanceOf(IllegalUseException.class);
      assertThat(get.fetch(tx)).isZero();
      assertThat(get.next()).isFalse();
      assertThat(users.getAll("by_name").setNull(name).add().fetch(tx)).isZero();
      assertThatThrownBy(() -> users.getAll("by_team")).isInstanceOf(SchemaException.class);
    }
  }

  @Test
  void shouldBeJudgedWhenAMissingKeyIsInsertedMeanwhile() {
    try (Database db = open(false);
        Transaction tx = db.begin(IsolationLevel.SERIALIZABLE)) {
      assertThat(users.getAll().set(id, 5).add().set(id, 3).add().fetch(tx)).isZero();
      put(tx, 100, 0);
      db.transact(other -> put(other, 5, 1));
      assertThatThrownBy(tx::commit).isInstanceOf(SerializationConflictException.class);
    }
  }

  @Test
  void shouldAllocateNothingWhenBatchesAndJoinsAreReused() {
    try (Database db = open(false)) {
      db.transact(
          tx -> {
            for (int i = 0; i < 200; i++) {
              put(tx, i, i / 4);
            }
          });
      BatchGet get = users.getAll();
      try (PreparedScan outer = users.scan().where(id.lessThan(20)).prepare();
          PreparedScan inner = users.scan().where(team.eq(parameter(0))).prepare();
          ReadTransaction tx = db.beginRead()) {
        Join.Binder binder = (row, scan) -> scan.bind(0, row.getLong(id));
        long[] seen = new long[1];
        Runnable step =
            () -> {
              for (int i = 0; i < 100; i++) {
                get.set(id, (i * 37) % 200).add();
              }
              get.fetch(tx);
              while (get.next()) {
                seen[0] += get.getLong(team);
              }
              try (Join join = Join.inner(outer.open(tx), tx, inner, binder)) {
                while (join.next()) {
                  seen[0] += join.inner().getLong(id) - 4 * join.outer().getLong(id);
                }
              }
            };
        double bytes = AllocationRounds.leastBytes(100, 1_000, i -> step.run());
        assertThat(seen[0]).isPositive();
        // The join itself is one small object for 80 pairs.
        assertThat(bytes).isLessThanOrEqualTo(100);
      }
    }
  }

  @Test
  void shouldShowOuterRowsOnceWhenALeftJoinFindsNoPartner() {
    try (Database db = open(true);
        Transaction tx = db.begin()) {
      put(tx, 1, 2);
      put(tx, 2, 2);
      put(tx, 3, 9);
      List<String> pairs = new ArrayList<>();
      try (PreparedScan outer = users.scan().prepare();
          PreparedScan inner = users.scan().where(team.eq(parameter(0))).prepare();
          Join join =
              Join.left(outer.open(tx), tx, inner, (row, scan) -> scan.bind(0, row.getLong(id)))) {
        while (join.next()) {
          pairs.add(
              join.outer().getLong(id) + ":" + (join.hasInner() ? join.inner().getLong(id) : "-"));
        }
      }
      assertThat(pairs).containsExactly("1:-", "2:1", "2:2", "3:-");
    }
  }
}
