package io.ashlar.sqltest.query;

import java.util.EnumSet;
import java.util.Set;

/** What of a query not every engine can judge, or not every engine has. */
public enum Feature {
  /** Sums, differences and products of whole numbers, which may overflow. */
  WHOLE_ARITHMETIC,

  /** Sums, differences and products of approximate numbers. */
  REAL_ARITHMETIC,

  /** Sums, differences and products of decimals. */
  DECIMAL_ARITHMETIC,

  /** A quotient or remainder of whole numbers whose divisor is a constant other than zero. */
  WHOLE_DIVISION,

  /** A quotient or remainder of whole numbers by any value. */
  DIVISION_BY_VALUE,

  /** Decimals that are computed and stored. */
  DECIMAL_STORED,

  /** A quotient of decimals. */
  DECIMAL_DIVISION,

  /** A quotient of approximate numbers. */
  REAL_DIVISION,

  /** Upper and lower case of any letters. */
  LETTER_CASE,

  /** LIKE in which a backslash stands. */
  LIKE_BACKSLASH,

  /** Greatest and least of several values. */
  GREATEST,

  /** A field of a date. */
  EXTRACT,

  /** A number that is made a text. */
  NUMBER_TO_TEXT,

  /** A fraction that is made a whole number. */
  FRACTION_TO_WHOLE,

  /** Rounding to places. */
  ROUND,

  /** Sums and averages of approximate numbers or decimals. */
  FRACTION_AGGREGATE,

  /** Sums of decimals. */
  DECIMAL_SUM,

  /** An aggregate of some rows alone. */
  AGGREGATE_FILTER,

  /** A mean of whole numbers. */
  WHOLE_AVERAGE,

  /** Truth as a value in a result or a comparison. */
  TRUTH_VALUE,

  /** Texts in the order of their code points, beyond 16 bits. */
  WIDE_CHARACTERS,

  /** A query as a value. */
  SUBQUERY,

  /** An update or a deletion with a query in its condition or values. */
  CHANGE_BY_QUERY,

  /** The outer join that keeps the rows on its right. */
  RIGHT_JOIN,

  /** The outer join that keeps the rows on both sides. */
  FULL_JOIN,

  /** UNION, INTERSECT and EXCEPT. */
  SET_OPERATION,

  /** The same of decimals. */
  DECIMAL_SET_OPERATION,

  /** The first of the rows that are equal in a column. */
  DISTINCT_ON,

  /** Groups by several sets of keys. */
  GROUPING_SETS,

  /** A query with a name, in front of all. */
  NAMED_QUERY,

  /** What rows have become, given back by a change. */
  RETURNING,

  /** What an insert does where a key is taken. */
  CONFLICT,

  /** A change by the rows of another table. */
  CHANGE_BY_TABLE,

  /** MERGE. */
  MERGE,

  /** MERGE whose rows without a match are changed, or left alone. */
  MERGE_BY_SOURCE;

  /** What our own engine does not have yet: taken out of here, it is asked for. */
  private static final Set<Feature> MISSING = EnumSet.noneOf(Feature.class);

  /**
   * What can be asked for.
   *
   * @return all that our own engine has
   */
  public static Set<Feature> all() {
    return EnumSet.complementOf(EnumSet.copyOf(MISSING));
  }
}
