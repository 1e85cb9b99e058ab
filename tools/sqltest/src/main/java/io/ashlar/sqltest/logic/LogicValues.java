package io.ashlar.sqltest.logic;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Values as the scripts write them. */
final class LogicValues {

  private LogicValues() {}

  /** The rows of a result, and their end. */
  static List<List<String>> rows(ResultSet result, String types) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>(types.length());
      for (int i = 0; i < types.length(); i++) {
        row.add(text(result.getObject(i + 1), types.charAt(i)));
      }
      rows.add(row);
    }
    return rows;
  }

  static String text(Object value, char type) {
    if (value == null) {
      return "NULL";
    }
    return switch (type) {
      case 'I' -> whole(value);
      case 'R' -> String.format(Locale.ROOT, "%.3f", decimal(value));
      case 'T' -> printable(value.toString());
      default -> throw new IllegalArgumentException("no type of a column: " + type);
    };
  }

  private static String whole(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? "1" : "0";
    }
    if (value instanceof Double || value instanceof Float) {
      return Long.toString(((Number) value).longValue());
    }
    try {
      return decimal(value).toBigInteger().toString();
    } catch (NumberFormatException noNumber) {
      return "0";
    }
  }

  private static BigDecimal decimal(Object value) {
    return new BigDecimal(value.toString());
  }

  private static String printable(String text) {
    if (text.isEmpty()) {
      return "(empty)";
    }
    StringBuilder printable = new StringBuilder(text);
    for (int i = 0; i < printable.length(); i++) {
      if (printable.charAt(i) < ' ' || printable.charAt(i) > '~') {
        printable.setCharAt(i, '@');
      }
    }
    return printable.toString();
  }

  /** Number and hash of values, as a script writes them instead of many values. */
  static String hashed(List<String> values) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    for (String value : values) {
      digest.update(value.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    String hash = HexFormat.of().formatHex(digest.digest());
    return values.size() + " values hashing to " + hash;
  }

  /** Whether a script expects number and hash in place of values. */
  static boolean isHashed(List<String> expected) {
    return expected.size() == 1 && expected.get(0).contains(" values hashing to ");
  }
}
