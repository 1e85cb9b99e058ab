package io.ashlar.sql;

import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.canonical.CanonicalText;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.SessionStatement;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a session, as SHOW tells and SET sets them. */
final class SessionSettings {

  private final SqlSession session;

  SessionSettings(SqlSession session) {
    this.session = session;
  }

  /** By name, in order. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    all.put("autocommit", onOff(session.isAutoCommit()));
    all.put("client_encoding", "UTF8");
    all.put("default_transaction_isolation", isolation(session.isolation()));
    all.put(
        "durability",
        session.durability().map(mode -> mode.name().toLowerCase(Locale.ROOT)).orElse("default"));
    all.put("search_path", session.context().schema());
    all.put("server_encoding", "UTF8");
    all.put("server_version", session.context().version());
    all.put("standard_conforming_strings", "on");
    ZoneId zone = session.context().zone();
    all.put("timezone", zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    IsolationLevel now =
        session.transaction().map(Transaction::isolation).orElse(session.isolation());
    all.put("transaction_isolation", isolation(now));
    all.put("transaction_read_only", onOff(session.isReadOnlyNow()));
    return all;
  }

  /**
   * Sets a setting. Those that can have one value alone can be set to that.
   *
   * @param set its name and values; none for the default
   */
  void set(SessionStatement.SetVariable set, Binding binding) {
    List<Identifier> parts = set.name().parts();
    String name = parts.get(parts.size() - 1).text().toLowerCase(Locale.ROOT);
    if (set.scope() == SessionStatement.Scope.LOCAL) {
      throw binding.unsupported(set.offset(), "SET LOCAL");
    }
    String value = value(set, binding);
    switch (parts.size() > 1 ? "" : name) {
      case "timezone" -> session.context().setZone(zone(value, set, binding));
      case "autocommit" -> session.setAutoCommit(value == null || isOn(value, set, binding));
      case "durability" -> session.setDurability(durability(value, set, binding));
      case "schema", "search_path" -> requireOne(value, "public", set, binding);
      case "client_encoding", "server_encoding", "names" ->
          requireOne(value == null ? null : value.replace("-", ""), "UTF8", set, binding);
      case "standard_conforming_strings" -> requireOne(value, "on", set, binding);
      default -> {
        String sentence =
            all().containsKey(name)
                ? "The setting cannot be set so."
                : "There is no setting of this name.";
        String state =
            all().containsKey(name) ? SqlState.FEATURE_NOT_SUPPORTED : SqlState.UNDEFINED_TYPE;
        throw binding.fault(state, set.name().offset(), sentence, "name", name);
      }
    }
  }

  /** The one value as a text; null for the default. */
  private static String value(SessionStatement.SetVariable set, Binding binding) {
    if (set.values().isEmpty()) {
      return null;
    }
    Expression value = set.values().get(0);
    if (set.values().size() > 1 || !(value instanceof Literal.Text text)) {
      throw refused(set, binding, CanonicalText.of(value));
    }
    return text.value();
  }

  private static SqlException refused(
      SessionStatement.SetVariable set, Binding binding, String value) {
    return binding.fault(
        SqlState.INVALID_PARAMETER,
        set.values().isEmpty() ? set.offset() : set.values().get(0).offset(),
        "The setting has no such value.",
        "value",
        value);
  }

  private static void requireOne(
      String value, String only, SessionStatement.SetVariable set, Binding binding) {
    if (value != null && !value.equalsIgnoreCase(only)) {
      throw refused(set, binding, value);
    }
  }

  private static boolean isOn(String value, SessionStatement.SetVariable set, Binding binding) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes" -> true;
      case "off", "false", "no" -> false;
      default -> throw refused(set, binding, value);
    };
  }

  private static ZoneId zone(String value, SessionStatement.SetVariable set, Binding binding) {
    if (value == null || value.equalsIgnoreCase("default") || value.equalsIgnoreCase("local")) {
      return ZoneOffset.UTC;
    }
    try {
      ZoneId zone = ZoneId.of(value.equalsIgnoreCase("utc") ? "Z" : value);
      return zone.getRules().isFixedOffset() ? zone.getRules().getOffset(Instant.EPOCH) : zone;
    } catch (DateTimeException unknown) {
      throw refused(set, binding, value);
    }
  }

  /** Null for what the database was opened for. */
  private static Durability durability(
      String value, SessionStatement.SetVariable set, Binding binding) {
    if (value == null || value.equalsIgnoreCase("default")) {
      return null;
    }
    for (Durability mode : Durability.values()) {
      if (mode.name().equalsIgnoreCase(value)) {
        return mode;
      }
    }
    throw refused(set, binding, value);
  }

  private static String onOff(boolean value) {
    return value ? "on" : "off";
  }

  private static String isolation(IsolationLevel level) {
    return switch (level) {
      case READ_COMMITTED -> "read committed";
      case SNAPSHOT -> "repeatable read";
      case SERIALIZABLE -> "serializable";
    };
  }
}
