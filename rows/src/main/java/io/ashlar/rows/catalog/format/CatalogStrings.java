package io.ashlar.rows.catalog.format;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The small parts of catalog payloads, read strictly. */
final class CatalogStrings {

  private CatalogStrings() {}

  static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  static String read(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("text is not UTF-8", e);
    }
  }

  static boolean readBoolean(DataInputStream in) throws IOException {
    int value = in.readUnsignedByte();
    expect(value <= 1, "boolean");
    return value == 1;
  }

  static void expect(boolean condition, String what) throws IOException {
    if (!condition) {
      throw new IOException("unexpected " + what);
    }
  }
}
