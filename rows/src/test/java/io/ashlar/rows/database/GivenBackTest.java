package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.schema.TableSchema;
import io.ashlar.statistics.Diagnostics;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.memory.InMemoryStore;
import io.ashlar.verify.VerifyOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call has taken is given back whichever of its calls of the store fails, as by a close. */
class GivenBackTest {

  private static final int MOST_CALLS = 1_000;

  private final Map<String, Runnable> calls = new TreeMap<>();

  /** How many calls of the store come through before one fails. */
  private int callsLeft = Integer.MAX_VALUE;

  private Database db;

  @BeforeEach
  void open() {
    InMemoryStore store = new InMemoryStore();
    VersionedStore closing =
        (VersionedStore)
            Proxy.newProxyInstance(
                VersionedStore.class.getClassLoader(),
                new Class<?>[] {VersionedStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().startsWith("new") && callsLeft-- == 0) {
                    throw new ClosedException("The store is closed.");
                  }
                  try {
                    return method.invoke(store, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    db = Databases.over(closing, Options.defaults());
    Table table =
        db.schema()
            .createTable(
                TableSchema.named("t")
                    .column("id", LONG)
                    .column("n", LONG)
                    .primaryKey("id")
                    .index("by_n", ix -> ix.ascending("n"))
                    .build());
    table.insert().set(table.longColumn("id"), 1).set(table.longColumn("n"), 1).execute();
    calls.put("verify", () -> db.maintenance().verify());
    calls.put(
        "verify and repair", () -> db.maintenance().verify(VerifyOptions.defaults().repair(true)));
    calls.put("begin", () -> db.begin().close());
    calls.put("beginRead", () -> db.beginRead().close());
    calls.put("find", () -> table.get().set(table.longColumn("id"), 1).find());
    calls.put("update", () -> table.update().set(table.longColumn("n"), 2).execute());
    calls.put("analyze", () -> db.maintenance().analyze());
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void shouldKeepNothingWhenAnyCallOfTheStoreFails() {
    calls.forEach(this::failEach);
  }

  private void failEach(String name, Runnable call) {
    call.run();
    Diagnostics before = db.monitor().diagnostics();
    boolean failed = true;
    for (int place = 0; failed; place++) {
      assertThat(place).as(name).isLessThan(MOST_CALLS);
      callsLeft = place;
      try {
        call.run();
        failed = callsLeft < 0;
      } catch (ClosedException e) {
        assertThat(e).as(name).hasMessageStartingWith("The store is closed.");
      } finally {
        callsLeft = Integer.MAX_VALUE;
      }
      Diagnostics after = db.monitor().diagnostics();
      assertThat(after.buffers()).as("%s, failed at %d", name, place).isEqualTo(before.buffers());
      assertThat(after.transactions()).as(name).isEmpty();
      assertThat(after.locked()).as(name).isFalse();
      assertThat(after.pinnedViews()).as(name).isEqualTo(before.pinnedViews());
    }
  }
}
