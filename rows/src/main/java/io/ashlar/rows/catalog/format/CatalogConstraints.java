package io.ashlar.rows.catalog.format;

import io.ashlar.codec.row.RowLayout;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a table's definition as bytes: defaults, identity, checks, older layouts of entries
 * and predicates of indexes.
 */
final class CatalogConstraints {

  private CatalogConstraints() {}

  static void write(DataOutputStream out, TableRecord table) throws IOException {
    for (ColumnDefinition column : table.columns()) {
      writeConstant(out, column.type().kind(), column.constantDefault());
      writeConstant(out, column.type().kind(), column.initialValue());
      out.writeInt(column.sequenceId());
    }
    out.writeShort(table.checks().size());
    for (CheckRecord check : table.checks()) {
      CatalogStrings.write(out, check.name());
      writePredicate(out, check.predicate());
    }
    for (IndexRecord index : table.indexes()) {
      CatalogFormat.writeLayouts(out, index.olderLayouts());
      writePredicate(out, index.predicate());
    }
  }

  /** Reads what {@link #write} wrote into a definition that lacks it. */
  static TableRecord read(DataInputStream in, TableRecord plain) throws IOException {
    List<ColumnDefinition> columns = new ArrayList<>(plain.columns().size());
    for (ColumnDefinition column : plain.columns()) {
      Object defaultValue = readConstant(in, column.type().kind());
      Object initialValue = readConstant(in, column.type().kind());
      int sequenceId = in.readInt();
      CatalogStrings.expect(sequenceId >= 0, "sequence");
      columns.add(column.withConstants(defaultValue, initialValue, sequenceId));
      CatalogStrings.expect(
          !column.hidden() || isNumberedKey(plain, columns.size() - 1, sequenceId), "row number");
    }
    int count = in.readUnsignedShort();
    List<CheckRecord> checks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = CatalogStrings.read(in);
      checks.add(new CheckRecord(name, readPredicate(in)));
    }
    List<IndexRecord> indexes = new ArrayList<>(plain.indexes().size());
    for (IndexRecord index : plain.indexes()) {
      List<RowLayout> older = CatalogFormat.readLayouts(in);
      for (int i = 0; i < older.size(); i++) {
        boolean next = older.get(i).version() == IndexRecord.ENTRY_LAYOUT_VERSION + i;
        CatalogStrings.expect(next, "entry layout");
      }
      indexes.add(index.with(older, readPredicate(in)));
    }
    return new TableRecord(
        plain.id(),
        plain.name(),
        plain.keyspaceId(),
        plain.epoch(),
        plain.nextColumnId(),
        plain.nextIndexId(),
        List.copyOf(columns),
        plain.primaryKey(),
        plain.layouts(),
        List.copyOf(indexes),
        List.copyOf(checks),
        plain.partitions(),
        plain.expiry(),
        plain.comment());
  }

  private static boolean isNumberedKey(TableRecord table, int ordinal, int sequenceId) {
    boolean key = table.primaryKey().length == 1 && table.primaryKey()[0] == ordinal;
    return key && sequenceId > 0 && table.columns().get(ordinal).type().equals(ColumnType.LONG);
  }

  private static void writePredicate(DataOutputStream out, byte[] predicate) throws IOException {
    out.writeShort(predicate.length);
    out.write(predicate);
  }

  private static byte[] readPredicate(DataInputStream in) throws IOException {
    byte[] predicate = new byte[in.readUnsignedShort()];
    in.readFully(predicate);
    return predicate;
  }

  private static void writeConstant(DataOutputStream out, ValueKind kind, Object value)
      throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      ValueType.of(kind).write(out, value);
    }
  }

  private static Object readConstant(DataInputStream in, ValueKind kind) throws IOException {
    return CatalogStrings.readBoolean(in) ? ValueType.of(kind).read(in) : null;
  }
}
