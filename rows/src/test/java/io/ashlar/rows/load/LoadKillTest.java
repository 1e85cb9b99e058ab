package io.ashlar.rows.load;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.load.LoadMethod;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadReport;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.database.Beneath;
import io.ashlar.rows.database.Databases;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.store.Ingest;
import io.ashlar.store.VersionedStore;
import io.ashlar.testkit.StoreCopy;
import io.ashlar.transaction.ReadTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a load when the process is killed in one of its steps. */
@Timeout(120)
class LoadKillTest {

  private static final int ROWS = 3_000;
  private static final LongColumn ID = LongColumn.named("id");
  private static final StringColumn TEXT = StringColumn.named("text");

  @TempDir private Path directory;

  /** Copies of the directory, as kills would leave it, and how many rows each has to have. */
  private final Map<Path, Integer> killed = new LinkedHashMap<>();

  private int entries;

  private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private VersionedStore watched(VersionedStore store) {
    return proxy(
        VersionedStore.class,
        (self, method, arguments) -> {
          Object result = call(store, method, arguments);
          return result instanceof Ingest ingest ? watched(ingest) : result;
        });
  }

  private Ingest watched(Ingest ingest) {
    return proxy(
        Ingest.class,
        (self, method, arguments) -> {
          if (method.getName().equals("publish")) {
            kill("before", 0);
          }
          if (method.getName().equals("put") && entries++ % 2_500 == 0) {
            kill("put" + entries, 0);
          }
          Object result = call(ingest, method, arguments);
          if (method.getName().equals("publish")) {
            // In the store, and in no table.
            kill("after", 0);
          }
          return result;
        });
  }

  private void kill(String name, int rows) {
    Path copy = directory.resolve("killed-" + name);
    try {
      StoreCopy.copy(directory.resolve("db"), copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    killed.put(copy, rows);
  }

  private static TableSchema schema(boolean partitioned) {
    TableSchema.Builder builder =
        TableSchema.named("t")
            .column("id", LONG)
            .column("text", STRING)
            .primaryKey("id")
            .index("by_text", ix -> ix.ascending("text"));
    return partitioned
        ? builder.partitionBy(Partitioning.range("id", 1_000)).build()
        : builder.build();
  }

  private static LoadReport load(Table table) {
    int[] next = {0};
    return table.load(
        row -> {
          row.set(ID, (next[0] * 7) % ROWS).set(TEXT, "text " + next[0]);
          return next[0]++ < ROWS;
        },
        LoadOptions.defaults().memoryBytes(1 << 20));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldHaveAllRowsOrNoneWhenKilled(boolean partitioned) throws IOException {
    VersionedStore store = Beneath.store(directory.resolve("db"), Options.defaults());
    try (Database db = Databases.over(watched(store), Options.defaults())) {
      Table table = db.schema().createTable(schema(partitioned));
      assertThat(load(table).rows()).isEqualTo(ROWS);
      kill("done", ROWS);
    }
    assertThat(killed).hasSizeGreaterThan(5);
    for (Map.Entry<Path, Integer> each : killed.entrySet()) {
      checkKilled(each.getKey(), each.getValue());
    }
  }

  private static void checkKilled(Path copy, int rows) throws IOException {
    for (int trial = 0; trial < 2; trial++) {
      try (Database db = Database.open(copy, Options.defaults())) {
        Table table = db.table("t");
        assertThat(rowsOf(db, table)).as("%s", copy).isEqualTo(trial == 0 ? rows : ROWS);
        assertThat(db.maintenance().verify().problems()).as("%s", copy).isEmpty();
        if (trial == 0 && rows == 0) {
          LoadReport again = load(table);
          assertThat(again.method()).isEqualTo(LoadMethod.FILES);
          assertThat(rowsOf(db, table)).isEqualTo(ROWS);
        }
      }
      try (Stream<Path> left = Files.list(copy)) {
        assertThat(left.filter(Files::isDirectory)).as("%s", copy).isEmpty();
      }
    }
  }

  private static int rowsOf(Database db, Table table) {
    int rows = 0;
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = table.scan().prepare();
        RowCursor row = scan.open(tx)) {
      while (row.next()) {
        rows++;
      }
    }
    return rows;
  }
}
