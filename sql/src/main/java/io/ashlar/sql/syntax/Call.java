package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/** Functions, also those whose arguments have a syntax of their own. */
public sealed interface Call extends Expression {

  /**
   * A function or aggregate.
   *
   * @param offset where it begins in the text
   * @param name its name
   * @param form how its arguments were given
   * @param arguments the arguments, none where the form is a star
   * @param orderBy the order in which an aggregate takes its rows
   * @param separator what stands between texts that are put together
   * @param withinGroup the order of an ordered set
   * @param filter which rows an aggregate takes
   * @param nulls what a window function does with nulls
   * @param over the window
   */
  record FunctionCall(
      int offset,
      QualifiedName name,
      ArgumentForm form,
      List<Expression> arguments,
      List<Query.SortItem> orderBy,
      Optional<Expression> separator,
      List<Query.SortItem> withinGroup,
      Optional<Expression> filter,
      NullTreatment nulls,
      Optional<Window> over)
      implements Call {}

  /**
   * {@code EXTRACT(field FROM source)}.
   *
   * @param offset where it begins in the text
   * @param field the field
   * @param source the time
   */
  record Extract(int offset, Identifier field, Expression source) implements Call {}

  /**
   * {@code POSITION(needle IN text)}.
   *
   * @param offset where it begins in the text
   * @param needle what is looked for
   * @param text where
   */
  record Position(int offset, Expression needle, Expression text) implements Call {}

  /**
   * {@code SUBSTRING(text FROM start FOR length)}.
   *
   * @param offset where it begins in the text
   * @param text the text
   * @param start where the part begins
   * @param length its length; one of the two is there
   */
  record Substring(
      int offset, Expression text, Optional<Expression> start, Optional<Expression> length)
      implements Call {}

  /**
   * {@code TRIM(side characters FROM text)}.
   *
   * @param offset where it begins in the text
   * @param side which end
   * @param characters what is taken away
   * @param text the text
   */
  record Trim(int offset, TrimSide side, Optional<Expression> characters, Expression text)
      implements Call {}

  /**
   * {@code OVERLAY(text PLACING replacement FROM start FOR length)}.
   *
   * @param offset where it begins in the text
   * @param text the text
   * @param replacement what is put in
   * @param start where
   * @param length how many characters it replaces
   */
  record Overlay(
      int offset,
      Expression text,
      Expression replacement,
      Expression start,
      Optional<Expression> length)
      implements Call {}

  /**
   * The current time or user.
   *
   * @param offset where it begins in the text
   * @param kind which
   * @param precision digits of a fraction of seconds; of times alone
   */
  record CurrentValue(int offset, CurrentKind kind, Optional<Integer> precision) implements Call {}

  /**
   * {@code NEXT VALUE FOR} and {@code CURRENT VALUE FOR}.
   *
   * @param offset where it begins in the text
   * @param next whether a new number is drawn
   * @param sequence the sequence
   */
  record SequenceValue(int offset, boolean next, QualifiedName sequence) implements Call {}

  /** How arguments were given. */
  enum ArgumentForm {
    /** As a list, perhaps empty; {@code ALL} is the same. */
    PLAIN,
    /** Each value once. */
    DISTINCT,
    /** {@code *}. */
    STAR
  }

  /** What a window function does with nulls. */
  enum NullTreatment {
    /** Nothing was said. */
    UNSAID,
    /** They count. */
    RESPECT,
    /** They are passed over. */
    IGNORE
  }

  /** Ends of a text. */
  enum TrimSide {
    /** Both. */
    BOTH,
    /** The first characters. */
    LEADING,
    /** The last characters. */
    TRAILING
  }

  /** Values of the session that are named by reserved words. */
  enum CurrentKind {
    /** The date. */
    CURRENT_DATE,
    /** The time of day in a zone. */
    CURRENT_TIME,
    /** Date and time in a zone. */
    CURRENT_TIMESTAMP,
    /** The time of day. */
    LOCALTIME,
    /** Date and time. */
    LOCALTIMESTAMP,
    /** The user. */
    CURRENT_USER,
    /** The user of the session. */
    SESSION_USER,
    /** The schema. */
    CURRENT_SCHEMA,
    /** The database. */
    CURRENT_CATALOG
  }
}
