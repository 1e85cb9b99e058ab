package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A log without primary key in a database of each kind. */
abstract class KeylessDatabaseTest extends DatabaseTest {

  static final LongColumn N = LongColumn.named("n");
  static final StringColumn S = StringColumn.named("s");

  static final TableSchema LOG =
      TableSchema.named("log")
          .column("n", ColumnType.LONG)
          .column("s", ColumnType.STRING)
          .index("by_n", ix -> ix.ascending("n"))
          .build();

  final StoreKind kind;
  Table log;

  KeylessDatabaseTest(StoreKind kind) {
    super(kind);
    this.kind = kind;
  }

  @BeforeEach
  void create() {
    log = db.schema().createTable(LOG);
  }

  /** The store in memory keeps nothing. */
  void reopen() {
    if (kind == StoreKind.EMBEDDED) {
      db.close();
      open();
      log = db.table("log");
    }
  }

  void insert(long n, String s) {
    assertThat(log.insert().set(N, n).set(S, s).execute()).isEqualTo(1);
  }

  List<String> texts(Scan scan) {
    try (ReadTransaction tx = db.beginRead()) {
      return texts(scan, tx);
    }
  }

  static List<String> texts(Scan scan, ReadTransaction tx) {
    List<String> found = new ArrayList<>();
    try (PreparedScan prepared = scan.prepare();
        RowCursor cursor = prepared.open(tx)) {
      while (cursor.next()) {
        found.add(cursor.getLong(N) + cursor.getString(S));
      }
    }
    return found;
  }
}
