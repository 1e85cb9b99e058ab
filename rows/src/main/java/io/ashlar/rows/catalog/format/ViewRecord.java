package io.ashlar.rows.catalog.format;

import io.ashlar.error.CorruptionException;
import io.ashlar.error.SchemaException;
import io.ashlar.schema.ViewSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the catalog stores of a view; the package documentation gives the bytes.
 *
 * @param id the stable id, out of the counter of keyspaces
 * @param view the view
 */
public record ViewRecord(int id, ViewSchema view) {

  /**
   * Encodes the record.
   *
   * @return the payload of its catalog row
   */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(CatalogFormat.VERSION);
      CatalogStrings.write(out, view.name());
      writeNames(out, view.columns());
      byte[] query = view.query().getBytes(StandardCharsets.UTF_8);
      out.writeInt(query.length);
      out.write(query);
      out.writeShort(view.uses().size());
      for (ViewSchema.Use use : view.uses()) {
        CatalogStrings.write(out, use.name());
        writeNames(out, use.visible());
        writeNames(out, use.needed());
      }
      CatalogStrings.write(out, view.comment() == null ? "" : view.comment());
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes all bytes", e);
    }
    return bytes.toByteArray();
  }

  private static void writeNames(DataOutputStream out, List<String> names) throws IOException {
    out.writeShort(names.size());
    for (String name : names) {
      CatalogStrings.write(out, name);
    }
  }

  /**
   * Decodes what {@link #encode} gave.
   *
   * @param id the view that the key names
   * @param bytes the payload
   * @return the record
   * @throws CorruptionException when the bytes are no view
   */
  public static ViewRecord decode(int id, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      CatalogStrings.expect(in.readUnsignedByte() == CatalogFormat.VERSION, "version");
      String name = CatalogStrings.read(in);
      List<String> columns = readNames(in);
      String query = readQuery(in);
      int count = in.readUnsignedShort();
      List<ViewSchema.Use> uses = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        uses.add(new ViewSchema.Use(CatalogStrings.read(in), readNames(in), readNames(in)));
      }
      String comment = CatalogStrings.read(in);
      CatalogStrings.expect(in.available() == 0, "end");
      ViewSchema view =
          new ViewSchema(name, columns, query, uses, comment.isEmpty() ? null : comment);
      return new ViewRecord(id, view);
    } catch (IOException | SchemaException e) {
      throw new CorruptionException(e, "A view in the catalog is damaged.", "viewId", id);
    }
  }

  private static String readQuery(DataInputStream in) throws IOException {
    int length = in.readInt();
    CatalogStrings.expect(length >= 0 && length <= in.available(), "length");
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static List<String> readNames(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(CatalogStrings.read(in));
    }
    return names;
  }
}
