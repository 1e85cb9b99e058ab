package io.ashlar.rows.entry;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.type.ValueKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** Keys as people read them, shortened, for messages. Stateless; allocates. */
public final class KeyText {

  private static final int MAX_VALUE_CHARS = 40;
  private static final int MAX_BYTES_SHOWN = 16;

  private KeyText() {}

  /**
   * The primary key in a row key.
   *
   * @param table the table
   * @param key holds the key, keyspace id included
   * @param offset where it starts
   * @param length its bytes
   * @return such as {@code (42,Bern)}
   */
  public static String ofRow(TableDefinition table, DirectBuffer key, int offset, int length) {
    int[] ordinals = table.primaryKey();
    return text(table, ordinals, new boolean[ordinals.length], key, offset, length);
  }

  /**
   * The indexed columns in the key of an entry.
   *
   * @param table the table
   * @param index the index
   * @param key holds the key, keyspace id included
   * @param offset where it starts
   * @param length its bytes
   * @return such as {@code (CH,121631)}
   */
  public static String ofEntry(
      TableDefinition table, IndexDefinition index, DirectBuffer key, int offset, int length) {
    return text(table, index.keyColumns(), index.descending(), key, offset, length);
  }

  private static String text(
      TableDefinition table,
      int[] ordinals,
      boolean[] descending,
      DirectBuffer key,
      int offset,
      int length) {
    StringBuilder text = new StringBuilder("(");
    try {
      KeyDecoder decoder =
          new KeyDecoder().wrap(key, offset + KeyspacePrefix.BYTES, length - KeyspacePrefix.BYTES);
      for (int i = 0; i < ordinals.length; i++) {
        ValueKind kind = table.columns().get(ordinals[i]).type().kind();
        text.append(i == 0 ? "" : ",").append(shortened(next(decoder, kind, descending[i])));
      }
    } catch (CorruptionException e) {
      text.append("unreadable");
    }
    return text.append(')').toString();
  }

  private static String shortened(String value) {
    if (value.length() <= MAX_VALUE_CHARS) {
      return value;
    }
    int end = Character.isHighSurrogate(value.charAt(MAX_VALUE_CHARS - 1)) ? 1 : 0;
    return value.substring(0, MAX_VALUE_CHARS - end) + "...";
  }

  private static String next(KeyDecoder decoder, ValueKind kind, boolean descending) {
    if (decoder.nextIsNull(descending)) {
      return "null";
    }
    return switch (kind) {
      case BOOLEAN -> String.valueOf(decoder.nextBoolean(descending));
      case INT, LONG -> String.valueOf(decoder.nextLong(descending));
      case FLOAT, DOUBLE -> String.valueOf(decoder.nextDouble(descending));
      case DECIMAL -> decoder.nextDecimal(descending).toString();
      case STRING -> decoder.nextString(descending);
      case BYTES -> hex(decoder, descending);
      case UUID -> {
        decoder.nextUuid(descending);
        yield new UUID(decoder.msb(), decoder.lsb()).toString();
      }
      case DATE -> date(decoder.nextLong(descending));
      case TIME -> time(decoder.nextLong(descending));
      case TIMESTAMP ->
          Instant.EPOCH.plus(decoder.nextLong(descending), ChronoUnit.MICROS).toString();
    };
  }

  private static String date(long day) {
    boolean known = day >= LocalDate.MIN.toEpochDay() && day <= LocalDate.MAX.toEpochDay();
    return known ? LocalDate.ofEpochDay(day).toString() : "day " + day;
  }

  private static String time(long micros) {
    boolean known = micros >= 0 && micros < Values.MICROS_PER_DAY;
    return known ? LocalTime.ofNanoOfDay(micros * 1_000).toString() : "microsecond " + micros;
  }

  private static String hex(KeyDecoder decoder, boolean descending) {
    decoder.nextBytes(descending);
    StringBuilder text = new StringBuilder("0x");
    int shown = Math.min(decoder.bytesLength(), MAX_BYTES_SHOWN);
    for (int i = 0; i < shown; i++) {
      int b = decoder.bytesBuffer().getByte(decoder.bytesOffset() + i) & 0xFF;
      text.append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16));
    }
    return text.append(shown < decoder.bytesLength() ? "..." : "").toString();
  }
}
