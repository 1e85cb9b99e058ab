package io.ashlar.rows.catalog.format;

import io.ashlar.error.CorruptionException;
import io.ashlar.schema.Partitioning;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Partitions as bytes; the package documentation gives the format. Decoding is strict. */
public final class PartitionFormat {

  private PartitionFormat() {}

  /**
   * Encodes a partition.
   *
   * @param partition the partition
   * @return the payload of its catalog row
   */
  public static byte[] encode(PartitionRecord partition) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(CatalogFormat.VERSION);
      out.writeInt(partition.keyspaceId());
      out.writeShort(partition.indexKeyspaces().size());
      for (Map.Entry<Integer, Integer> index :
          new TreeMap<>(partition.indexKeyspaces()).entrySet()) {
        out.writeInt(index.getKey());
        out.writeInt(index.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes all bytes", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes what {@link #encode} gave.
   *
   * @param tableId the table that the key names
   * @param bound what the partition holds, in the key too
   * @param bytes the payload
   * @return the partition
   * @throws CorruptionException when the bytes are no partition
   */
  public static PartitionRecord decode(int tableId, byte[] bound, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      CatalogStrings.expect(in.readUnsignedByte() == CatalogFormat.VERSION, "version");
      int keyspaceId = in.readInt();
      int count = in.readUnsignedShort();
      Map<Integer, Integer> indexes = new HashMap<>();
      for (int i = 0; i < count; i++) {
        indexes.put(in.readInt(), in.readInt());
      }
      CatalogStrings.expect(indexes.size() == count, "index");
      CatalogStrings.expect(in.available() == 0, "end");
      return new PartitionRecord(tableId, bound, keyspaceId, indexes);
    } catch (IOException e) {
      throw new CorruptionException(
          e, "The record of a partition in the catalog is damaged.", "tableId", tableId);
    }
  }

  /** Writes how a table is partitioned; null when it is not. */
  static void write(DataOutputStream out, PartitionScheme scheme) throws IOException {
    out.writeBoolean(scheme != null);
    if (scheme == null) {
      return;
    }
    CatalogStrings.write(out, scheme.kind().name());
    out.writeLong(scheme.size());
    out.writeShort(scheme.columnIds().length);
    for (int id : scheme.columnIds()) {
      out.writeInt(id);
    }
    out.writeShort(scheme.lists().size());
    for (List<String> list : scheme.lists()) {
      out.writeShort(list.size());
      for (String value : list) {
        CatalogStrings.write(out, value);
      }
    }
    out.writeLong(scheme.retainedMicros());
  }

  static PartitionScheme read(DataInputStream in) throws IOException {
    if (!CatalogStrings.readBoolean(in)) {
      return null;
    }
    Partitioning.Kind kind = Partitioning.Kind.valueOf(CatalogStrings.read(in));
    long size = in.readLong();
    int[] ids = new int[in.readUnsignedShort()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = in.readInt();
    }
    int count = in.readUnsignedShort();
    List<List<String>> lists = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int values = in.readUnsignedShort();
      List<String> list = new ArrayList<>(values);
      for (int j = 0; j < values; j++) {
        list.add(CatalogStrings.read(in));
      }
      lists.add(List.copyOf(list));
    }
    long retained = in.readLong();
    CatalogStrings.expect(retained >= 0, "retention");
    return new PartitionScheme(kind, size, ids, List.copyOf(lists), retained);
  }
}
