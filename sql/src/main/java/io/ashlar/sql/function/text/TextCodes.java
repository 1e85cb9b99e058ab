package io.ashlar.sql.function.text;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.value.TextBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;

/** Hashes, codes and quotes. Allocates. */
final class TextCodes {

  private static final String HEX = "0123456789abcdef";
  private static final Pattern PLAIN_IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]*");

  private TextCodes() {}

  static boolean md5(Call call) {
    byte[] hash = hash("MD5", bytes(call.argument(0)));
    TextBuilder target = call.text();
    for (byte b : hash) {
      appendHex(b, target);
    }
    return call.giveText();
  }

  static boolean sha256(Call call) {
    call.text().append(hash("SHA-256", bytes(call.argument(0))));
    return call.giveText();
  }

  private static byte[] hash(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has " + algorithm, e);
    }
  }

  private static byte[] bytes(Scalar value) {
    byte[] bytes = new byte[value.length()];
    value.buffer().getBytes(value.offset(), bytes);
    return bytes;
  }

  static boolean encode(Call call) {
    String format = format(call);
    TextBuilder target = call.text();
    Scalar value = call.argument(0);
    if (format.equals("hex")) {
      for (int i = 0; i < value.length(); i++) {
        appendHex(value.buffer().getByte(value.offset() + i), target);
      }
    } else {
      target.append(Base64.getEncoder().encode(bytes(value)));
    }
    return call.giveText();
  }

  static boolean decode(Call call) {
    String format = format(call);
    TextBuilder target = call.text();
    if (format.equals("hex")) {
      decodeHex(call, target);
    } else {
      try {
        target.append(Base64.getMimeDecoder().decode(bytes(call.argument(0))));
      } catch (IllegalArgumentException e) {
        throw DataErrors.argument("decode", "base64", call.string(0));
      }
    }
    return call.giveText();
  }

  private static String format(Call call) {
    String format = call.string(1).toLowerCase(Locale.ROOT);
    if (!format.equals("hex") && !format.equals("base64")) {
      throw DataErrors.argument("encode", "format", format);
    }
    return format;
  }

  private static void decodeHex(Call call, TextBuilder target) {
    Scalar text = call.argument(0);
    DirectBuffer buffer = text.buffer();
    for (int i = 0; i < text.length(); i += 2) {
      int at = text.offset() + i;
      int high = digit(buffer.getByte(at));
      int low = i + 1 < text.length() ? digit(buffer.getByte(at + 1)) : -1;
      if (high < 0 || low < 0) {
        throw DataErrors.argument("decode", "hex", call.string(0));
      }
      target.append(high << 4 | low);
    }
  }

  private static int digit(byte c) {
    return c < 0 ? -1 : Character.digit((char) c, 16);
  }

  private static void appendHex(byte value, TextBuilder target) {
    target.append(HEX.charAt((value & 0xFF) >>> 4));
    target.append(HEX.charAt(value & 0xF));
  }

  static boolean toHex(Call call) {
    return call.give(Long.toHexString(call.word(0)));
  }

  static boolean quoteLiteral(Call call) {
    return call.give("'" + call.string(0).replace("'", "''") + "'");
  }

  static boolean quoteIdent(Call call) {
    String name = call.string(0);
    return call.give(
        PLAIN_IDENTIFIER.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"");
  }
}
