package io.ashlar.sql;

import io.ashlar.error.AshlarException;
import io.ashlar.sql.bind.LiftedLiterals;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.text.TextNormalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Statements of a session that nobody uses at the moment, with their plans: by their text, and
 * those that were not prepared by their text without its literals. Of each kind there are {@value
 * #CAPACITY} at most; the one that was used longest ago goes first. A text that is used twice at
 * once has two statements, of which one is kept.
 *
 * <p>Whether a plan may serve a text with other literals, {@link LiftedLiterals} decide. A
 * statement whose tables have been defined anew is planned from its text again.
 */
final class StatementCache {

  static final int CAPACITY = 256;

  /** So many plans of a text without its literals are kept, for literals on which they rest. */
  private static final int MOST_VARIANTS = 8;

  /** Longer texts are loads of rows, each of which is run once. */
  private static final int LONGEST_TEXT = 64 * 1024;

  private static final float LOAD = 0.75f;

  private final SqlSession session;
  private final TextNormalizer normalizer = new TextNormalizer();
  private final Map<Key, SqlStatement> byText = new LinkedHashMap<>(16, LOAD, true);
  private final Map<String, Shape> shapes = new LinkedHashMap<>(16, LOAD, true);

  /** Where statements of other texts than their own go back to. */
  private final Map<SqlStatement, Shape> homes = new HashMap<>();

  StatementCache(SqlSession session) {
    this.session = session;
  }

  private record Key(String text, KeyColumns keys) {

    // As those of SqlType.

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && text.equals(key.text) && keys.equals(key.keys);
    }

    @Override
    public int hashCode() {
      return text.hashCode() * 31 + keys.hashCode();
    }
  }

  /** A text without its literals. */
  private static final class Shape {

    /** Plans that nobody uses, the one that was used last at the end. */
    private final List<SqlStatement> idle = new ArrayList<>(1);

    /** Whether each of its texts has a plan of its own. */
    private boolean apart;

    private boolean dropped;
  }

  /** A statement of a text, with its parameters. */
  SqlStatement take(String text, KeyColumns keys) {
    SqlStatement kept = byText.remove(new Key(text, keys));
    if (kept != null && kept.isFresh()) {
      kept.reuse(text);
      return kept;
    }
    if (kept != null) {
      kept.release();
    }
    return session.added(SqlStatement.prepare(session, text, keys, this));
  }

  /**
   * A statement of a text, for its literals by a plan that may have been made for others; by one of
   * its own where it tells keys.
   */
  SqlStatement takeUnprepared(String text, KeyColumns keys) {
    boolean tells = !keys.equals(KeyColumns.none());
    if (tells || text.length() > LONGEST_TEXT || !isNormal(text) || normalizer.literals() == 0) {
      return take(text, keys);
    }
    String key = normalizer.key();
    Shape shape = shapes.get(key);
    if (shape == null) {
      shape = new Shape();
    }
    if (shape.apart) {
      return take(text, keys);
    }
    SqlStatement found = find(shape, text);
    return found == null ? planned(shape, key, text) : found;
  }

  private boolean isNormal(String text) {
    try {
      normalizer.normalize(text);
      return true;
    } catch (SqlException refusedLater) {
      return false;
    }
  }

  private SqlStatement find(Shape shape, String text) {
    for (int i = shape.idle.size() - 1; i >= 0; i--) {
      SqlStatement statement = shape.idle.get(i);
      if (!statement.isFresh()) {
        shape.idle.remove(i);
        release(statement);
      } else if (statement.lifted().take(normalizer, text)) {
        shape.idle.remove(i);
        statement.reuse(text);
        return statement;
      }
    }
    return null;
  }

  private SqlStatement planned(Shape shape, String key, String text) {
    SqlStatement statement;
    try {
      LiftedLiterals literals = new LiftedLiterals(normalizer, text);
      statement = new SqlStatement(session, text, key, KeyColumns.none(), literals, this);
      literals.planned(normalizer, text);
    } catch (AshlarException refused) {
      // Its own text says what is wrong and where, or can be planned after all.
      SqlStatement own = take(text, KeyColumns.none());
      shape.apart = true;
      keep(key, shape);
      return own;
    }
    homes.put(session.added(statement), shape);
    keep(key, shape);
    return statement;
  }

  private void keep(String key, Shape shape) {
    Shape same = shapes.put(key, shape);
    if (same == null && shapes.size() > CAPACITY) {
      Iterator<Shape> eldest = shapes.values().iterator();
      drop(eldest.next());
      eldest.remove();
    }
  }

  private void drop(Shape shape) {
    shape.dropped = true;
    shape.idle.forEach(this::release);
    shape.idle.clear();
  }

  private void release(SqlStatement statement) {
    homes.remove(statement);
    statement.release();
  }

  /** A statement is not used any more. */
  void giveBack(SqlStatement statement) {
    if (statement.lifted() != null) {
      giveBackLifted(statement);
      return;
    }
    SqlStatement same = byText.put(new Key(statement.text(), statement.keys()), statement);
    if (same != null) {
      same.release();
    } else if (byText.size() > CAPACITY) {
      Iterator<SqlStatement> eldest = byText.values().iterator();
      eldest.next().release();
      eldest.remove();
    }
  }

  private void giveBackLifted(SqlStatement statement) {
    Shape shape = homes.get(statement);
    if (shape == null || shape.dropped) {
      release(statement);
      return;
    }
    shape.idle.add(statement);
    if (shape.idle.size() > MOST_VARIANTS) {
      release(shape.idle.remove(0));
      // Where plans rest on literals that are others each time, keeping them is of no use.
      if (statement.lifted().keepsAny()) {
        shape.idle.forEach(this::release);
        shape.idle.clear();
        shape.apart = true;
      }
    }
  }

  /** How many statements are kept that have their own text. */
  int size() {
    return byText.size();
  }

  /** How many plans serve texts without their literals, and are not used. */
  int lifted() {
    return shapes.values().stream().mapToInt(shape -> shape.idle.size()).sum();
  }
}
