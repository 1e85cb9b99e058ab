package io.ashlar.bench.crud;

import static io.ashlar.type.ColumnType.BYTES;
import static io.ashlar.type.ColumnType.LONG;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.ReadTransaction;
import java.nio.file.Path;

/** One database with its table of documents. Shared by its workers. */
final class DocumentStore implements AutoCloseable {

  final Database database;
  final Table documents;
  final LongColumn id;
  final BytesColumn body;

  private DocumentStore(Database database) {
    this.database = database;
    documents =
        database
            .schema()
            .createTable(
                TableSchema.named("documents")
                    .column("id", LONG)
                    .column("body", BYTES)
                    .notNull()
                    .primaryKey("id")
                    .build());
    id = documents.longColumn("id");
    body = documents.bytesColumn("body");
  }

  static DocumentStore create(Path directory, Durability durability) {
    return new DocumentStore(
        Database.open(directory, Options.builder().durability(durability).build()));
  }

  long count() {
    long count = 0;
    try (ReadTransaction view = database.beginRead();
        PreparedScan scan = documents.scan().select(id).prepare();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        count++;
      }
    }
    return count;
  }

  @Override
  public void close() {
    database.close();
  }
}
