package io.ashlar.rows.catalog.format;

import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.DefaultValue;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The properties of a table and its columns that few have, as bytes: each says its kind and what it
 * belongs to. They are sorted by kind and then by the place of the column, so that one definition
 * has one form.
 */
final class TableProperties {

  private static final int DECLARED_TYPE = 1;
  private static final int MAX_LENGTH = 2;
  private static final int COMMENT = 3;
  private static final int COMPUTED_DEFAULT = 4;
  private static final int LAST_KIND = COMPUTED_DEFAULT;

  /** Instead of a column. */
  private static final int TABLE = 0;

  private TableProperties() {}

  /** Whether there is anything to write. */
  static boolean has(TableRecord table) {
    return count(table) > 0;
  }

  private static int count(TableRecord table) {
    int count = table.comment() == null ? 0 : 1;
    for (ColumnDefinition column : table.columns()) {
      for (int kind = 1; kind <= LAST_KIND; kind++) {
        count += value(column, kind) == null ? 0 : 1;
      }
    }
    return count;
  }

  private static Object value(ColumnDefinition column, int kind) {
    return switch (kind) {
      case DECLARED_TYPE -> column.declaredType();
      case MAX_LENGTH -> column.limited() ? column.maxLength() : null;
      case COMMENT -> column.comment();
      case COMPUTED_DEFAULT -> column.computedDefault();
      default -> throw new AssertionError(kind);
    };
  }

  static void write(DataOutputStream out, TableRecord table) throws IOException {
    out.writeInt(count(table));
    for (int kind = 1; kind <= LAST_KIND; kind++) {
      if (kind == COMMENT && table.comment() != null) {
        write(out, kind, TABLE, table.comment());
      }
      for (ColumnDefinition column : table.columns()) {
        if (value(column, kind) != null) {
          write(out, kind, column.id(), value(column, kind));
        }
      }
    }
  }

  private static void write(DataOutputStream out, int kind, int columnId, Object value)
      throws IOException {
    out.writeByte(kind);
    out.writeInt(columnId);
    if (value instanceof Integer number) {
      out.writeInt(number);
    } else if (value instanceof DefaultValue computed) {
      CatalogStrings.write(out, computed.kind().name());
      CatalogStrings.write(out, computed.sequence() == null ? "" : computed.sequence());
    } else {
      CatalogStrings.write(out, (String) value);
    }
  }

  /** Reads what {@link #write} wrote into a definition that lacks it. */
  static TableRecord read(DataInputStream in, TableRecord plain) throws IOException {
    List<ColumnDefinition> columns = new ArrayList<>(plain.columns());
    String comment = null;
    int count = in.readInt();
    CatalogStrings.expect(count > 0, "properties");
    int kindBefore = 0;
    int placeBefore = -1;
    for (int i = 0; i < count; i++) {
      int kind = in.readUnsignedByte();
      int place = place(in.readInt(), columns);
      boolean behind = kind > kindBefore || (kind == kindBefore && place > placeBefore);
      CatalogStrings.expect(behind && kind <= LAST_KIND, "property");
      if (place == TABLE) {
        CatalogStrings.expect(kind == COMMENT, "property of the table");
        comment = CatalogStrings.read(in);
      } else {
        columns.set(place - 1, read(in, kind, columns.get(place - 1)));
      }
      kindBefore = kind;
      placeBefore = place;
    }
    return plain.described(List.copyOf(columns), comment);
  }

  /** 0 for the table, else from 1 on. */
  private static int place(int columnId, List<ColumnDefinition> columns) throws IOException {
    int place = columnId == TABLE ? columns.size() : 0;
    while (place < columns.size() && columns.get(place).id() != columnId) {
      place++;
    }
    CatalogStrings.expect(columnId == TABLE || place < columns.size(), "columnId");
    return columnId == TABLE ? TABLE : place + 1;
  }

  private static ColumnDefinition read(DataInputStream in, int kind, ColumnDefinition column)
      throws IOException {
    return switch (kind) {
      case DECLARED_TYPE ->
          column.described(CatalogStrings.read(in), column.maxLength(), column.comment());
      case MAX_LENGTH -> {
        int length = in.readInt();
        CatalogStrings.expect(length != ColumnSchema.UNLIMITED, "length");
        yield column.described(column.declaredType(), length, column.comment());
      }
      case COMMENT ->
          column.described(column.declaredType(), column.maxLength(), CatalogStrings.read(in));
      case COMPUTED_DEFAULT -> {
        CatalogStrings.expect(column.defaultValue() == null, "second default");
        DefaultValue.Kind computed = DefaultValue.Kind.valueOf(CatalogStrings.read(in));
        String sequence = CatalogStrings.read(in);
        yield column.withDefault(new DefaultValue(computed, sequence.isEmpty() ? null : sequence));
      }
      default -> throw new IOException("unexpected property");
    };
  }
}
