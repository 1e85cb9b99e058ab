package io.ashlar.rows.catalog.format;

import io.ashlar.error.CorruptionException;
import io.ashlar.schema.ReferenceAction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the catalog stores of a foreign key; the package documentation gives the bytes.
 *
 * @param id the stable id, out of the counter of keyspaces
 * @param name the name
 * @param tableId the referencing table
 * @param columnIds its columns
 * @param referencedId the referenced table
 * @param referencedIds its columns, in the order of those that reference them
 * @param onDelete what becomes of rows when the row that they reference is deleted
 * @param onUpdate what becomes of rows when the key that they reference is changed
 */
public record ForeignKeyRecord(
    int id,
    String name,
    int tableId,
    List<Integer> columnIds,
    int referencedId,
    List<Integer> referencedIds,
    ReferenceAction onDelete,
    ReferenceAction onUpdate) {

  /** Actions by their number on disk. */
  private static final List<ReferenceAction> ACTIONS =
      List.of(
          ReferenceAction.NO_ACTION,
          ReferenceAction.RESTRICT,
          ReferenceAction.CASCADE,
          ReferenceAction.SET_NULL);

  /**
   * Encodes the record.
   *
   * @return the payload of its catalog row
   */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(CatalogFormat.VERSION);
      CatalogStrings.write(out, name);
      out.writeInt(tableId);
      writeIds(out, columnIds);
      out.writeInt(referencedId);
      writeIds(out, referencedIds);
      out.writeByte(ACTIONS.indexOf(onDelete));
      out.writeByte(ACTIONS.indexOf(onUpdate));
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes all bytes", e);
    }
    return bytes.toByteArray();
  }

  private static void writeIds(DataOutputStream out, List<Integer> ids) throws IOException {
    out.writeShort(ids.size());
    for (int id : ids) {
      out.writeInt(id);
    }
  }

  /**
   * Decodes what {@link #encode} gave.
   *
   * @param id the foreign key that the key names
   * @param bytes the payload
   * @return the record
   * @throws CorruptionException when the bytes are no foreign key
   */
  public static ForeignKeyRecord decode(int id, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      CatalogStrings.expect(in.readUnsignedByte() == CatalogFormat.VERSION, "version");
      String name = CatalogStrings.read(in);
      int tableId = in.readInt();
      List<Integer> columns = readIds(in);
      int referencedId = in.readInt();
      List<Integer> referenced = readIds(in);
      int onDelete = in.readUnsignedByte();
      int onUpdate = in.readUnsignedByte();
      CatalogStrings.expect(in.available() == 0 && columns.size() == referenced.size(), "end");
      return new ForeignKeyRecord(
          id,
          name,
          tableId,
          columns,
          referencedId,
          referenced,
          ACTIONS.get(onDelete),
          ACTIONS.get(onUpdate));
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new CorruptionException(
          e, "A foreign key in the catalog is damaged.", "foreignKeyId", id);
    }
  }

  private static List<Integer> readIds(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    CatalogStrings.expect(count > 0, "columns");
    List<Integer> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(in.readInt());
    }
    return List.copyOf(ids);
  }
}
