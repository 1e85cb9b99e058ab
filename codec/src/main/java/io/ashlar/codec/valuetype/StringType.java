package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.Utf8;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Text, as UTF-8. Stateless. */
final class StringType extends ValueType {

  StringType() {
    super(ValueKind.STRING, ValueForm.BYTES, VARIABLE, CharSequence.class);
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public Object object(ValueReader from, int column) {
    return from.bytesBuffer(column)
        .getStringWithoutLengthUtf8(from.bytesOffset(column), from.bytesLength(column));
  }

  @Override
  public Object normal(Object value) {
    return value instanceof CharSequence text && Utf8.isEncodable(text) ? text.toString() : null;
  }

  @Override
  public Object least() {
    return "";
  }

  @Override
  public String text(ValueReader from, int column) {
    return (String) object(from, column);
  }

  @Override
  String literal(Object value) {
    return "'" + value.toString().replace("'", "''") + "'";
  }

  @Override
  int tag() {
    return 5;
  }

  @Override
  void writeBody(DataOutputStream out, Object normal) throws IOException {
    writeBytes(out, ((String) normal).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  Object readBody(DataInputStream in) throws IOException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(readBytes(in))).toString();
  }
}
