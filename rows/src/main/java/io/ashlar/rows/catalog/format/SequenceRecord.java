package io.ashlar.rows.catalog.format;

import io.ashlar.error.CorruptionException;
import io.ashlar.error.SchemaException;
import io.ashlar.schema.SequenceOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the catalog stores of a sequence; the package documentation gives the bytes.
 *
 * @param id the stable id, out of the counter of keyspaces
 * @param name the name; empty for that of an identity column
 * @param owner the table of its identity column, or 0
 * @param options how it counts
 * @param reserved how many numbers, from the first on, may have been given out
 */
public record SequenceRecord(
    int id, String name, int owner, SequenceOptions options, long reserved) {

  /**
   * The same with more numbers reserved.
   *
   * @param count how many in all
   * @return the record
   */
  public SequenceRecord withReserved(long count) {
    return new SequenceRecord(id, name, owner, options, count);
  }

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
      out.writeInt(owner);
      out.writeLong(options.start());
      out.writeLong(options.increment());
      out.writeLong(options.limit());
      out.writeInt(options.block());
      out.writeLong(reserved);
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes all bytes", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes what {@link #encode} gave.
   *
   * @param id the sequence that the key names
   * @param bytes the payload
   * @return the record
   * @throws CorruptionException when the bytes are no sequence
   */
  public static SequenceRecord decode(int id, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      CatalogStrings.expect(in.readUnsignedByte() == CatalogFormat.VERSION, "version");
      String name = CatalogStrings.read(in);
      int owner = in.readInt();
      SequenceOptions options =
          new SequenceOptions(in.readLong(), in.readLong(), in.readLong(), in.readInt());
      long reserved = in.readLong();
      CatalogStrings.expect(in.available() == 0 && reserved >= 0 && owner >= 0, "end");
      return new SequenceRecord(id, name, owner, options, reserved);
    } catch (IOException | SchemaException e) {
      throw new CorruptionException(e, "A sequence in the catalog is damaged.", "sequenceId", id);
    }
  }
}
