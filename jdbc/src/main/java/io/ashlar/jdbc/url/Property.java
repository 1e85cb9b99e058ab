package io.ashlar.jdbc.url;

import io.ashlar.Options;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a URL, or the properties beside it, may say. */
@SuppressWarnings("ImmutableEnumChecker") // lists that nobody changes
public enum Property {
  /** The level of transactions of this connection. */
  ISOLATION(
      "isolation",
      "Level of transactions of the connection: read_committed, snapshot or serializable.",
      List.of("read_committed", "snapshot", "serializable")),
  /** Whether the connection only reads. */
  READ_ONLY(
      "readOnly", "Whether the connection refuses to change anything.", List.of("false", "true")),
  /** How long a database stays open without connections. */
  CLOSE_DELAY(
      "closeDelay",
      "How long the database stays open after its last connection: 0, 500ms, 10s, 2m or never.",
      List.of()),
  /** How long a transaction may be left alone. */
  IDLE_TRANSACTION_TIMEOUT(
      "idleTransactionTimeout",
      "How long a transaction may be left alone before it is rolled back: 500ms, 30s or never.",
      List.of()),
  /** When a commit of the connection returns, and any commit of a database that it opens. */
  DURABILITY(
      "durability",
      "When a commit of the connection returns: always, group, interval or none.",
      List.of("always", "group", "interval", "none")),
  /** How long a statement waits for a row's lock. */
  LOCK_TIMEOUT(
      "lockTimeout",
      "How long a statement waits for the lock of a row, as 500ms or 10s.",
      List.of()),
  /** Bytes of the block cache. */
  CACHE_BYTES(
      "cacheBytes", "Bytes of the block cache; 64k, 256m and 1g are understood.", List.of()),
  /** Bytes of a memtable. */
  MEMTABLE_BYTES("memtableBytes", "Bytes of a memtable.", List.of()),
  /** Bytes of results that are kept. */
  RESULT_CACHE_BYTES("resultCacheBytes", "Bytes of results that are kept.", List.of()),
  /** Bytes of rows that are kept as they are read. */
  RESIDENT_BYTES("residentBytes", "Bytes of rows that are kept as they are read.", List.of()),
  /** Bytes of all memory. */
  MEMORY_BUDGET_BYTES("memoryBudgetBytes", "Bytes that the database takes in all.", List.of()),
  /** Whether blocks are compressed. */
  COMPRESSION("compression", "Whether blocks are compressed.", List.of("true", "false")),
  /** Who it is; not checked. */
  USER("user", "Taken and not checked.", List.of()),
  /** A password; not checked. */
  PASSWORD("password", "Taken and not checked.", List.of());

  private final String key;
  private final String description;
  private final List<String> choices;

  Property(String key, String description, List<String> choices) {
    this.key = key;
    this.description = description;
    this.choices = choices;
  }

  /**
   * The name in URLs.
   *
   * @return in camel case
   */
  public String key() {
    return key;
  }

  /**
   * What it is for.
   *
   * @return a sentence
   */
  public String description() {
    return description;
  }

  /**
   * Its values.
   *
   * @return empty when there are too many
   */
  public List<String> choices() {
    return choices;
  }

  /** Whether it belongs to the database, which all its connections share. */
  boolean ofDatabase() {
    return compareTo(LOCK_TIMEOUT) >= 0 && compareTo(COMPRESSION) <= 0;
  }

  /** Puts a value into options, and refuses one that is none. */
  void put(Options.Builder options, String text) throws SQLException {
    switch (this) {
      case ISOLATION -> Texts.choice(key, text, IsolationLevel.class);
      case READ_ONLY -> Texts.truth(key, text);
      case CLOSE_DELAY, IDLE_TRANSACTION_TIMEOUT -> Texts.timeOrNever(key, text);
      case DURABILITY -> options.durability(Texts.choice(key, text, Durability.class));
      case LOCK_TIMEOUT -> options.lockTimeout(Texts.duration(key, text));
      case CACHE_BYTES -> options.cacheBytes(Texts.bytes(key, text));
      case MEMTABLE_BYTES -> options.memtableBytes(Texts.bytes(key, text));
      case RESULT_CACHE_BYTES -> options.resultCacheBytes(Texts.bytes(key, text));
      case RESIDENT_BYTES -> options.residentBytes(Texts.bytes(key, text));
      case MEMORY_BUDGET_BYTES -> options.memoryBudgetBytes(Texts.bytes(key, text));
      case COMPRESSION -> options.compression(Texts.truth(key, text));
      case USER, PASSWORD -> {
        // Taken and not checked.
      }
    }
  }

  /** The property of a name, whatever its case. */
  static Optional<Property> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Property property : values()) {
      if (property.key.toLowerCase(Locale.ROOT).equals(lower)) {
        return Optional.of(property);
      }
    }
    return Optional.empty();
  }
}
