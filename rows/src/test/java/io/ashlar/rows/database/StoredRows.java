package io.ashlar.rows.database;

import io.ashlar.Table;
import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.row.RowView;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.ddl.TableParts;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows as they are stored, read below the planner, so that writes are judged without it. */
final class StoredRows {

  private StoredRows() {}

  /** All rows in key order, as column names and values; decimals without trailing zeros. */
  static List<Map<String, Object>> all(DatabaseHandle db, Table table) {
    try (ReadTransaction reader = db.beginRead()) {
      return all(reader, table);
    }
  }

  static List<Map<String, Object>> all(ReadTransaction reader, Table table) {
    TableState handle = ((TableHandle) table).state();
    TransactionHandle transaction = TransactionHandle.of(reader, handle.context());
    TableDefinition definition = transaction.beginStatement(handle, new OneUser());
    transaction.endStatement();
    List<Map<String, Object>> rows = new ArrayList<>();
    try (TransactionCursor cursor = transaction.store().newCursor()) {
      boolean more = TableParts.openKeyspace(cursor, definition.keyspaceId());
      for (; more; more = cursor.next()) {
        rows.add(row(definition, cursor));
      }
    }
    return rows;
  }

  private static Map<String, Object> row(TableDefinition table, TransactionCursor cursor) {
    Map<String, Object> row = new LinkedHashMap<>();
    KeyDecoder key = new KeyDecoder().wrap(cursor.key(), 4, cursor.keyLength() - 4);
    for (int ordinal : table.primaryKey()) {
      ColumnDefinition column = table.columns().get(ordinal);
      row.put(column.name(), keyValue(key, column.type().kind()));
    }
    RowView view = new RowView();
    view.wrap(table.currentLayout(), cursor.value(), 0, cursor.valueLength());
    for (ColumnDefinition column : table.columns()) {
      int slot = table.currentLayout().slotOf(column.id());
      if (slot >= 0) {
        row.put(column.name(), view.isNull(slot) ? null : rowValue(view, slot));
      }
    }
    return row;
  }

  private static Object keyValue(KeyDecoder key, ValueKind kind) {
    return switch (kind) {
      case BOOLEAN -> key.nextBoolean(false);
      case INT, LONG, DATE, TIME, TIMESTAMP -> key.nextLong(false);
      case FLOAT, DOUBLE -> key.nextDouble(false);
      case DECIMAL -> key.nextDecimal(false).stripTrailingZeros();
      case STRING -> key.nextString(false);
      case BYTES -> {
        key.nextBytes(false);
        byte[] bytes = new byte[key.bytesLength()];
        key.bytesBuffer().getBytes(key.bytesOffset(), bytes);
        yield HexFormat.of().formatHex(bytes);
      }
      case UUID -> {
        key.nextUuid(false);
        yield new UUID(key.msb(), key.lsb());
      }
    };
  }

  private static Object rowValue(RowView row, int slot) {
    return switch (row.layout().kind(slot)) {
      case BOOLEAN -> row.word(slot) != 0;
      case INT, LONG, DATE, TIME, TIMESTAMP -> row.word(slot);
      case FLOAT, DOUBLE -> row.real(slot);
      case DECIMAL -> {
        BigDecimal value = row.decimal(slot);
        yield value.stripTrailingZeros();
      }
      case STRING -> row.getString(slot);
      case BYTES -> {
        byte[] bytes = new byte[row.bytesLength(slot)];
        row.buffer().getBytes(row.bytesOffset(slot), bytes);
        yield HexFormat.of().formatHex(bytes);
      }
      case UUID -> new UUID(row.uuidHigh(slot), row.uuidLow(slot));
    };
  }
}
