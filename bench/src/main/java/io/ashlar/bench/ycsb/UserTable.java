package io.ashlar.bench.ycsb;

import static io.ashlar.type.ColumnType.BYTES;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import site.ycsb.DBException;

/**
 * The one database of the process and its table of a key and ten fields. Opened by the first
 * binding that asks, closed when the last has gone. Shared by all bindings.
 */
final class UserTable {

  /** The directory of the database; it is created when the directory is missing or empty. */
  static final String DIRECTORY = "ashlar.directory";

  /** The name of a {@link Durability}. */
  static final String DURABILITY = "ashlar.durability";

  /** Memory of the engine, bytes. */
  static final String CACHE_BYTES = "ashlar.cacheBytes";

  private static final String TABLE = "usertable";
  private static final String KEY = "ycsb_key";
  private static final int FIELDS = 10;

  /** The share of a memtable in the engine's memory, as in its defaults. */
  private static final int MEMTABLES_IN_CACHE = 8;

  private static UserTable shared;
  private static int owners;

  private final Database database;
  private final Table table;
  private final StringColumn key;
  private final Map<String, BytesColumn> fields = new LinkedHashMap<>();

  private UserTable(Database database) {
    this.database = database;
    table = database.findTable(TABLE).orElseGet(() -> database.schema().createTable(schema()));
    key = table.stringColumn(KEY);
    for (int i = 0; i < FIELDS; i++) {
      fields.put("field" + i, table.bytesColumn("field" + i));
    }
  }

  /**
   * The table, opened as the properties say if it is not open. To be {@linkplain #release given
   * back}.
   */
  static synchronized UserTable acquire(Properties properties) throws DBException {
    if (shared == null) {
      String directory = properties.getProperty(DIRECTORY);
      if (directory == null) {
        throw new DBException("The property " + DIRECTORY + " is missing.");
      }
      shared = new UserTable(Database.open(Path.of(directory), options(properties)));
    }
    owners++;
    return shared;
  }

  static synchronized void release() {
    owners--;
    if (owners == 0) {
      shared.database.close();
      shared = null;
    }
  }

  Database database() {
    return database;
  }

  Table table() {
    return table;
  }

  StringColumn key() {
    return key;
  }

  Set<String> fieldNames() {
    return fields.keySet();
  }

  BytesColumn field(String name) {
    BytesColumn field = fields.get(name);
    if (field == null) {
      throw new IllegalArgumentException("no such field: " + name);
    }
    return field;
  }

  private static Options options(Properties properties) {
    Options.Builder options = Options.builder();
    String durability = properties.getProperty(DURABILITY);
    if (durability != null) {
      options.durability(Durability.valueOf(durability));
    }
    String cacheBytes = properties.getProperty(CACHE_BYTES);
    if (cacheBytes != null) {
      long bytes = Long.parseLong(cacheBytes);
      options.cacheBytes(bytes).memtableBytes(bytes / MEMTABLES_IN_CACHE);
    }
    return options.build();
  }

  private static TableSchema schema() {
    TableSchema.Builder schema = TableSchema.named(TABLE).column(KEY, STRING);
    for (int i = 0; i < FIELDS; i++) {
      schema.column("field" + i, BYTES);
    }
    return schema.primaryKey(KEY).build();
  }
}
