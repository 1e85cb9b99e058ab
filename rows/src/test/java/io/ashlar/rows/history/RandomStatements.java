package io.ashlar.rows.history;

import java.util.List;
import java.util.Random;

/** Statements over few rows and codes, so that sessions meet. */
final class RandomStatements {

  static final List<String> KEYS = List.of("primary", "by_code", "by_grp");

  /** So many of the smallest numbers of each column are met more often. */
  private static final int HOT = 5;

  private static final int IDS = 40;
  private static final int CODES = 50;
  private static final int GROUPS = 10;
  private static final int VALUES = 20;

  private final Random random;
  private final int noteBytes;

  RandomStatements(Random random, int noteBytes) {
    this.random = random;
    this.noteBytes = noteBytes;
  }

  Statement any() {
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> new Statement.InsertOf(item());
      case 3, 4 -> new Statement.UpsertOf(item(), random.nextBoolean());
      case 5, 6, 7 -> new Statement.UpdateOf(range(), change());
      case 8 -> new Statement.DeleteOf(range());
      case 9 -> new Statement.ScanOf(slice(true));
      default -> read();
    };
  }

  Statement read() {
    return switch (random.nextInt(4)) {
      case 0 -> new Statement.GetById(number(IDS));
      case 1 -> new Statement.GetByCode(number(CODES));
      default -> new Statement.ScanOf(slice(false));
    };
  }

  Slice slice(boolean forUpdate) {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    Range range = random.nextInt(3) == 0 ? null : range();
    boolean covered =
        !forUpdate
            && "by_grp".equals(key)
            && (range == null || !"code".equals(range.column()))
            && random.nextBoolean();
    long limit = random.nextInt(3) == 0 ? Long.MAX_VALUE : 1 + random.nextInt(4);
    return new Slice(key, range, random.nextBoolean(), limit, covered, forUpdate);
  }

  private int number(int values) {
    return random.nextInt(random.nextInt(4) == 0 ? HOT : values);
  }

  private Item item() {
    return new Item(number(IDS), code(), random.nextInt(GROUPS), random.nextInt(VALUES), note());
  }

  private Long code() {
    return random.nextInt(4) == 0 ? null : Long.valueOf(number(CODES));
  }

  private Change change() {
    boolean newCode = random.nextInt(3) == 0;
    return new Change(
        newCode,
        newCode ? code() : null,
        !newCode && random.nextInt(3) == 0 ? random.nextInt(3) - 1 : 0,
        random.nextInt(3) == 0 ? Long.valueOf(random.nextInt(GROUPS)) : null,
        random.nextInt(3) - 1,
        note());
  }

  private String note() {
    int length = random.nextInt(noteBytes);
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  private Range range() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> range("id", IDS, 1);
      case 3 -> range("id", IDS, 4);
      case 4 -> range("code", CODES, 3);
      case 5, 6 -> range("grp", GROUPS, 2);
      default -> range("val", VALUES, 4);
    };
  }

  private Range range(String column, int values, int width) {
    long low = number(values);
    return new Range(column, low, low + random.nextInt(width));
  }
}
