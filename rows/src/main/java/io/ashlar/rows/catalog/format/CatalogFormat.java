package io.ashlar.rows.catalog.format;

import io.ashlar.codec.row.RowLayout;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Table definitions as bytes; the package documentation gives the format. Decoding is strict:
 * everything that encoding would not have written is a {@link CorruptionException}.
 */
public final class CatalogFormat {

  /** The first byte of every payload but some of tables. Stored on disk. */
  public static final int VERSION = 1;

  /**
   * The first byte of a table with properties. One without has version 1, so that a store that uses
   * none can be opened by what knows version 1 alone.
   */
  private static final int WITH_PROPERTIES = 2;

  private CatalogFormat() {}

  /**
   * Encodes a definition.
   *
   * @param table the definition
   * @return the payload of its catalog row
   */
  public static byte[] encode(TableRecord table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      boolean properties = TableProperties.has(table);
      out.writeByte(properties ? WITH_PROPERTIES : VERSION);
      out.writeInt(table.id());
      CatalogStrings.write(out, table.name());
      out.writeInt(table.keyspaceId());
      out.writeLong(table.epoch());
      out.writeInt(table.nextColumnId());
      out.writeInt(table.nextIndexId());
      writeColumns(out, table.columns());
      writeOrdinals(out, table.primaryKey());
      writeLayouts(out, table.layouts());
      writeIndexes(out, table.indexes());
      CatalogConstraints.write(out, table);
      PartitionFormat.write(out, table.partitions());
      ExpiryRule.write(out, table.expiry());
      if (properties) {
        TableProperties.write(out, table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes all bytes", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes what {@link #encode} gave, and makes of it what its reader needs.
   *
   * @param tableId the table that the key names
   * @param bytes the payload
   * @param made makes it; what it throws for a definition that cannot be is told as damage
   * @param <T> what is made
   * @return what was made
   * @throws CorruptionException when the bytes are no definition of the table
   */
  public static <T> T decode(int tableId, byte[] bytes, Function<TableRecord, T> made) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      CatalogStrings.expect(version == VERSION || version == WITH_PROPERTIES, "version");
      TableRecord table = read(in);
      if (version == WITH_PROPERTIES) {
        table = TableProperties.read(in, table);
      }
      CatalogStrings.expect(in.available() == 0, "end");
      CatalogStrings.expect(table.id() == tableId, "id");
      return made.apply(table);
    } catch (IOException
        | CorruptionException
        | SchemaException
        | LimitExceededException
        | DateTimeException
        | NoSuchElementException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      throw new CorruptionException(
          e, "The definition of a table in the catalog is damaged.", "tableId", tableId);
    }
  }

  private static TableRecord read(DataInputStream in) throws IOException {
    int id = in.readInt();
    String name = CatalogStrings.read(in);
    int keyspaceId = in.readInt();
    long epoch = in.readLong();
    int nextColumnId = in.readInt();
    int nextIndexId = in.readInt();
    List<ColumnDefinition> columns = readColumns(in, nextColumnId);
    int[] primaryKey = readOrdinals(in, columns.size());
    List<RowLayout> layouts = readLayouts(in);
    CatalogStrings.expect(!layouts.isEmpty(), "layouts");
    List<IndexRecord> indexes = readIndexes(in, columns.size());
    TableRecord plain =
        new TableRecord(
            id,
            name,
            keyspaceId,
            epoch,
            nextColumnId,
            nextIndexId,
            columns,
            primaryKey,
            layouts,
            indexes,
            List.of(),
            null,
            null,
            null);
    TableRecord constrained = CatalogConstraints.read(in, plain);
    PartitionScheme partitions = PartitionFormat.read(in);
    return constrained.with(partitions, ExpiryRule.read(in));
  }

  private static void writeColumns(DataOutputStream out, List<ColumnDefinition> columns)
      throws IOException {
    out.writeShort(columns.size());
    for (ColumnDefinition column : columns) {
      out.writeInt(column.id());
      CatalogStrings.write(out, column.name());
      CatalogStrings.write(out, column.type().kind().name());
      out.writeShort(column.type().precision());
      out.writeShort(column.type().scale());
      out.writeBoolean(column.nullable());
    }
  }

  private static List<ColumnDefinition> readColumns(DataInputStream in, int nextColumnId)
      throws IOException {
    int count = in.readUnsignedShort();
    List<ColumnDefinition> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int id = in.readInt();
      CatalogStrings.expect(id > 0 && id < nextColumnId, "columnId");
      String name = CatalogStrings.read(in);
      ValueKind kind = ValueKind.valueOf(CatalogStrings.read(in));
      ColumnType type = new ColumnType(kind, in.readUnsignedShort(), in.readUnsignedShort());
      columns.add(new ColumnDefinition(id, name, type, CatalogStrings.readBoolean(in)));
    }
    return List.copyOf(columns);
  }

  private static void writeOrdinals(DataOutputStream out, int[] ordinals) throws IOException {
    out.writeShort(ordinals.length);
    for (int ordinal : ordinals) {
      out.writeShort(ordinal);
    }
  }

  private static int[] readOrdinals(DataInputStream in, int columns) throws IOException {
    int[] ordinals = new int[in.readUnsignedShort()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = readOrdinal(in, columns);
    }
    return ordinals;
  }

  private static int readOrdinal(DataInputStream in, int columns) throws IOException {
    int ordinal = in.readUnsignedShort();
    CatalogStrings.expect(ordinal < columns, "ordinal");
    return ordinal;
  }

  static void writeLayouts(DataOutputStream out, List<RowLayout> layouts) throws IOException {
    out.writeShort(layouts.size());
    for (RowLayout layout : layouts) {
      out.writeShort(layout.version());
      out.writeShort(layout.slots());
      for (int slot = 0; slot < layout.slots(); slot++) {
        out.writeInt(layout.columnId(slot));
        CatalogStrings.write(out, layout.kind(slot).name());
      }
    }
  }

  static List<RowLayout> readLayouts(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    List<RowLayout> layouts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int version = in.readUnsignedShort();
      int slots = in.readUnsignedShort();
      int[] ids = new int[slots];
      ValueKind[] kinds = new ValueKind[slots];
      for (int slot = 0; slot < slots; slot++) {
        ids[slot] = in.readInt();
        kinds[slot] = ValueKind.valueOf(CatalogStrings.read(in));
      }
      layouts.add(RowLayout.of(version, ids, kinds));
    }
    return List.copyOf(layouts);
  }

  private static void writeIndexes(DataOutputStream out, List<IndexRecord> indexes)
      throws IOException {
    out.writeShort(indexes.size());
    for (IndexRecord index : indexes) {
      out.writeInt(index.id());
      CatalogStrings.write(out, index.name());
      out.writeBoolean(index.unique());
      out.writeInt(index.keyspaceId());
      writeOrdinals(out, index.keyColumns());
      for (boolean descending : index.descending()) {
        out.writeBoolean(descending);
      }
      writeOrdinals(out, index.storedColumns());
      out.writeBoolean(index.published());
    }
  }

  private static List<IndexRecord> readIndexes(DataInputStream in, int columns) throws IOException {
    int count = in.readUnsignedShort();
    List<IndexRecord> indexes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int id = in.readInt();
      String name = CatalogStrings.read(in);
      boolean unique = CatalogStrings.readBoolean(in);
      int keyspaceId = in.readInt();
      int[] keyColumns = readOrdinals(in, columns);
      boolean[] descending = new boolean[keyColumns.length];
      for (int part = 0; part < descending.length; part++) {
        descending[part] = CatalogStrings.readBoolean(in);
      }
      int[] stored = readOrdinals(in, columns);
      boolean published = CatalogStrings.readBoolean(in);
      indexes.add(
          new IndexRecord(
              id,
              name,
              unique,
              keyspaceId,
              keyColumns,
              descending,
              stored,
              published,
              List.of(),
              IndexRecord.ALL_ROWS));
    }
    return List.copyOf(indexes);
  }
}
