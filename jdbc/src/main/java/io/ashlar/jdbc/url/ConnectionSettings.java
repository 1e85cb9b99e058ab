package io.ashlar.jdbc.url;

import io.ashlar.Options;
import io.ashlar.error.AshlarException;
import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.sql.text.NearestName;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a URL and the properties beside it say: {@code jdbc:ashlar:/path}, {@code
 * jdbc:ashlar:mem:name} or {@code jdbc:ashlar:mem:}, and behind a question mark {@code
 * name=value&name=value}. What the URL says wins.
 */
public final class ConnectionSettings {

  /** What the driver's URLs begin with. */
  public static final String PREFIX = "jdbc:ashlar:";

  private static final String MEMORY = "mem:";

  private final String url;
  private final String place;
  private final Map<Property, String> given;

  private ConnectionSettings(String url, String place, Map<Property, String> given) {
    this.url = url;
    this.place = place;
    this.given = given;
  }

  /**
   * Whether a URL is one of the driver's.
   *
   * @param url a URL, or null
   * @return true when it begins as such
   */
  public static boolean accepts(String url) {
    return url != null && url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /**
   * Reads and checks a URL.
   *
   * @param url the driver's
   * @param properties beside it, or null
   * @return what they say
   * @throws SQLException 08001 when a property is unknown or has another value than it takes
   */
  public static ConnectionSettings of(String url, Properties properties) throws SQLException {
    Map<Property, String> given = new EnumMap<>(Property.class);
    if (properties != null) {
      for (String name : properties.stringPropertyNames()) {
        put(given, name, properties.getProperty(name));
      }
    }
    String rest = url.substring(PREFIX.length());
    int question = rest.indexOf('?');
    String place = question < 0 ? rest : rest.substring(0, question);
    if (question >= 0) {
      for (String pair : rest.substring(question + 1).split("[&;]", -1)) {
        if (!pair.isEmpty()) {
          pair(given, pair);
        }
      }
    }
    if (place.isEmpty()) {
      throw SqlStates.failure(
          SqlStates.CANNOT_CONNECT,
          "The URL names no directory.",
          "url",
          url,
          "expected",
          "jdbc:ashlar:/path or jdbc:ashlar:mem:name");
    }
    ConnectionSettings settings = new ConnectionSettings(url, place, given);
    settings.options();
    return settings;
  }

  private static void pair(Map<Property, String> given, String pair) throws SQLException {
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      throw SqlStates.failure(
          SqlStates.CANNOT_CONNECT, "A property of the URL has no value.", "property", pair);
    }
    put(given, decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
  }

  private static String decoded(String text) throws SQLException {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw SqlStates.failure(
          SqlStates.CANNOT_CONNECT, "A percent sign of the URL stands for nothing.", "text", text);
    }
  }

  private static void put(Map<Property, String> given, String name, String value)
      throws SQLException {
    Optional<Property> property = Property.named(name);
    if (property.isEmpty()) {
      List<String> names = Arrays.stream(Property.values()).map(Property::key).toList();
      throw SqlStates.failure(
          SqlStates.CANNOT_CONNECT,
          "There is no property of this name.",
          "name",
          name,
          "nearest",
          NearestName.of(name, names).orElse("none"),
          "known",
          String.join(",", names));
    }
    given.put(property.get(), value);
  }

  /**
   * The URL.
   *
   * @return as it was given
   */
  public String url() {
    return url;
  }

  /**
   * Whether the database is in memory.
   *
   * @return false for one in a directory
   */
  public boolean inMemory() {
    return place.startsWith(MEMORY);
  }

  /** The directory; of a database in memory its name, empty for one that is nobody else's. */
  String place() {
    return inMemory() ? place.substring(MEMORY.length()) : place;
  }

  /** Whether no other connection shares the database. */
  boolean isPrivate() {
    return inMemory() && place.length() == MEMORY.length();
  }

  /** What is said of the database, which all its connections share. */
  Map<Property, String> ofDatabase() {
    Map<Property, String> shared = new EnumMap<>(given);
    shared.keySet().removeIf(property -> !property.ofDatabase());
    return shared;
  }

  /** The options with which the database is opened. */
  Options options() throws SQLException {
    Options.Builder options = Options.builder();
    for (Map.Entry<Property, String> entry : given.entrySet()) {
      try {
        entry.getKey().put(options, entry.getValue());
      } catch (AshlarException e) {
        throw SqlStates.failure(
            SqlStates.CANNOT_CONNECT,
            "The property has another value than it takes.",
            "property",
            entry.getKey().key(),
            "value",
            entry.getValue(),
            "reason",
            e.getMessage());
      }
    }
    try {
      return options.build();
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    }
  }

  /**
   * The level of transactions.
   *
   * @return READ_COMMITTED unless it is said
   * @throws SQLException never, as it was checked
   */
  public IsolationLevel isolation() throws SQLException {
    String text = given.get(Property.ISOLATION);
    return text == null
        ? IsolationLevel.READ_COMMITTED
        : Texts.choice(Property.ISOLATION.key(), text, IsolationLevel.class);
  }

  /**
   * When commits return.
   *
   * @return empty unless it is said
   * @throws SQLException never, as it was checked
   */
  public Optional<Durability> durability() throws SQLException {
    String text = given.get(Property.DURABILITY);
    return text == null
        ? Optional.empty()
        : Optional.of(Texts.choice(Property.DURABILITY.key(), text, Durability.class));
  }

  /**
   * How long a transaction may be left alone.
   *
   * @return empty for ever, as 0 is too
   * @throws SQLException never, as it was checked
   */
  public Optional<Duration> idleTransactionTimeout() throws SQLException {
    String text = given.get(Property.IDLE_TRANSACTION_TIMEOUT);
    String key = Property.IDLE_TRANSACTION_TIMEOUT.key();
    return Optional.ofNullable(text == null ? null : Texts.timeOrNever(key, text))
        .filter(time -> !time.isZero());
  }

  /**
   * Refuses what only those can say who open the database.
   *
   * @throws SQLException 08001 when such a thing is said
   */
  public void checkOfConnection() throws SQLException {
    for (Property property : given.keySet()) {
      if (property.ofDatabase() || property == Property.CLOSE_DELAY) {
        throw SqlStates.failure(
            SqlStates.CANNOT_CONNECT,
            "The database is open; the property is for who opens it.",
            "property",
            property.key());
      }
    }
  }

  /**
   * Whether the connection only reads.
   *
   * @return false unless it is said
   */
  public boolean isReadOnly() {
    return "true".equalsIgnoreCase(given.get(Property.READ_ONLY));
  }

  /**
   * Who it is.
   *
   * @return empty unless it is said
   */
  public String user() {
    return given.getOrDefault(Property.USER, "");
  }

  /** How long the database stays open without connections; null for ever. */
  Duration closeDelay() throws SQLException {
    String text = given.get(Property.CLOSE_DELAY);
    return text == null ? Duration.ZERO : Texts.timeOrNever(Property.CLOSE_DELAY.key(), text);
  }
}
