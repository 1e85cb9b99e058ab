package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;

/** Bytes. Stateless. */
final class BytesType extends ValueType {

  private static final int MAX_SHOWN = 16;

  BytesType() {
    super(ValueKind.BYTES, ValueForm.BYTES, VARIABLE, byte[].class);
  }

  @Override
  public Object object(ValueReader from, int column) {
    byte[] copy = new byte[from.bytesLength(column)];
    from.bytesBuffer(column).getBytes(from.bytesOffset(column), copy);
    return copy;
  }

  @Override
  public Object normal(Object value) {
    return value instanceof byte[] bytes ? bytes.clone() : null;
  }

  @Override
  public Object least() {
    return new byte[0];
  }

  @Override
  public String text(ValueReader from, int column) {
    byte[] bytes = (byte[]) object(from, column);
    boolean all = bytes.length <= MAX_SHOWN;
    return "0x"
        + HexFormat.of().formatHex(bytes, 0, all ? bytes.length : MAX_SHOWN)
        + (all ? "" : "...");
  }

  @Override
  String literal(Object value) {
    return "X'" + HexFormat.of().formatHex((byte[]) value) + "'";
  }

  @Override
  int tag() {
    return 6;
  }

  @Override
  void writeBody(DataOutputStream out, Object normal) throws IOException {
    writeBytes(out, (byte[]) normal);
  }

  @Override
  Object readBody(DataInputStream in) throws IOException {
    return readBytes(in);
  }
}
