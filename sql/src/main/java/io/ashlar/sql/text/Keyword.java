package io.ashlar.sql.text;

import java.util.Locale;

/**
 * The words that the grammar knows. Only the reserved ones cannot be names without quotes; all
 * others, {@code value}, {@code year}, {@code user}, {@code key}, {@code date}, can.
 */
public enum Keyword {
  /** {@code ALL}. */
  ALL(Use.RESERVED),
  /** {@code AND}. */
  AND(Use.RESERVED),
  /** {@code ANY}. */
  ANY(Use.RESERVED),
  /** {@code ARRAY}. */
  ARRAY,
  /** {@code AS}. */
  AS(Use.RESERVED),
  /** {@code ASC}. */
  ASC(Use.RESERVED),
  /** {@code AT}. */
  AT(Use.NO_ALIAS),
  /** {@code BETWEEN}. */
  BETWEEN(Use.RESERVED),
  /** {@code BOTH}. */
  BOTH(Use.RESERVED),
  /** {@code BY}. */
  BY,
  /** {@code CASE}. */
  CASE(Use.RESERVED),
  /** {@code CAST}. */
  CAST(Use.RESERVED),
  /** {@code CHECK}. */
  CHECK(Use.RESERVED),
  /** {@code COLLATE}. */
  COLLATE(Use.RESERVED),
  /** {@code CONFLICT}. */
  CONFLICT,
  /** {@code CONSTRAINT}. */
  CONSTRAINT(Use.RESERVED),
  /** {@code CREATE}. */
  CREATE(Use.RESERVED),
  /** {@code CROSS}. */
  CROSS(Use.RESERVED),
  /** {@code CUBE}. */
  CUBE,
  /** {@code CURRENT}. */
  CURRENT,
  /** {@code CURRENT_CATALOG}. */
  CURRENT_CATALOG(Use.RESERVED),
  /** {@code CURRENT_DATE}. */
  CURRENT_DATE(Use.RESERVED),
  /** {@code CURRENT_SCHEMA}. */
  CURRENT_SCHEMA(Use.RESERVED),
  /** {@code CURRENT_TIME}. */
  CURRENT_TIME(Use.RESERVED),
  /** {@code CURRENT_TIMESTAMP}. */
  CURRENT_TIMESTAMP(Use.RESERVED),
  /** {@code CURRENT_USER}. */
  CURRENT_USER(Use.RESERVED),
  /** {@code DATE}. */
  DATE,
  /** {@code DAY}. */
  DAY,
  /** {@code DEFAULT}. */
  DEFAULT(Use.RESERVED),
  /** {@code DELETE}. */
  DELETE,
  /** {@code DESC}. */
  DESC(Use.RESERVED),
  /** {@code DISTINCT}. */
  DISTINCT(Use.RESERVED),
  /** {@code DUPLICATE}. */
  DUPLICATE,
  /** {@code ELSE}. */
  ELSE(Use.RESERVED),
  /** {@code END}. */
  END(Use.RESERVED),
  /** {@code ESCAPE}. */
  ESCAPE(Use.NO_ALIAS),
  /** {@code EXCEPT}. */
  EXCEPT(Use.RESERVED),
  /** {@code EXISTS}. */
  EXISTS(Use.RESERVED),
  /** {@code EXTRACT}. */
  EXTRACT,
  /** {@code FALSE}. */
  FALSE(Use.RESERVED),
  /** {@code FETCH}. */
  FETCH(Use.RESERVED),
  /** {@code FILTER}. */
  FILTER(Use.NO_ALIAS),
  /** {@code FIRST}. */
  FIRST,
  /** {@code FOLLOWING}. */
  FOLLOWING,
  /** {@code FOR}. */
  FOR(Use.RESERVED),
  /** {@code FOREIGN}. */
  FOREIGN(Use.RESERVED),
  /** {@code FROM}. */
  FROM(Use.RESERVED),
  /** {@code FULL}. */
  FULL(Use.RESERVED),
  /** {@code GROUP}. */
  GROUP(Use.RESERVED),
  /** {@code GROUPING}. */
  GROUPING,
  /** {@code GROUPS}. */
  GROUPS,
  /** {@code HAVING}. */
  HAVING(Use.RESERVED),
  /** {@code HOUR}. */
  HOUR,
  /** {@code IF}. */
  IF,
  /** {@code ILIKE}. */
  ILIKE(Use.RESERVED),
  /** {@code IN}. */
  IN(Use.RESERVED),
  /** {@code INNER}. */
  INNER(Use.RESERVED),
  /** {@code INSERT}. */
  INSERT,
  /** {@code INTERSECT}. */
  INTERSECT(Use.RESERVED),
  /** {@code INTERVAL}. */
  INTERVAL,
  /** {@code INTO}. */
  INTO(Use.RESERVED),
  /** {@code IS}. */
  IS(Use.RESERVED),
  /** {@code ISNULL}. */
  ISNULL(Use.NO_ALIAS),
  /** {@code JOIN}. */
  JOIN(Use.RESERVED),
  /** {@code KEY}. */
  KEY,
  /** {@code LAST}. */
  LAST,
  /** {@code LATERAL}. */
  LATERAL(Use.RESERVED),
  /** {@code LEADING}. */
  LEADING(Use.RESERVED),
  /** {@code LEFT}. */
  LEFT(Use.RESERVED),
  /** {@code LIKE}. */
  LIKE(Use.RESERVED),
  /** {@code LIMIT}. */
  LIMIT(Use.RESERVED),
  /** {@code LOCALTIME}. */
  LOCALTIME(Use.RESERVED),
  /** {@code LOCALTIMESTAMP}. */
  LOCALTIMESTAMP(Use.RESERVED),
  /** {@code MATERIALIZED}. */
  MATERIALIZED,
  /** {@code MERGE}. */
  MERGE,
  /** {@code MINUTE}. */
  MINUTE,
  /** {@code MONTH}. */
  MONTH,
  /** {@code NATURAL}. */
  NATURAL(Use.RESERVED),
  /** {@code NEXT}. */
  NEXT,
  /** {@code NO}. */
  NO,
  /** {@code NOT}. */
  NOT(Use.RESERVED),
  /** {@code NOTNULL}. */
  NOTNULL(Use.NO_ALIAS),
  /** {@code NULL}. */
  NULL(Use.RESERVED),
  /** {@code NULLS}. */
  NULLS,
  /** {@code OF}. */
  OF(Use.NO_ALIAS),
  /** {@code OFFSET}. */
  OFFSET(Use.RESERVED),
  /** {@code ON}. */
  ON(Use.RESERVED),
  /** {@code ONLY}. */
  ONLY,
  /** {@code OR}. */
  OR(Use.RESERVED),
  /** {@code ORDER}. */
  ORDER(Use.RESERVED),
  /** {@code OUTER}. */
  OUTER(Use.RESERVED),
  /** {@code OVER}. */
  OVER(Use.NO_ALIAS),
  /** {@code OVERLAY}. */
  OVERLAY,
  /** {@code PLACING}. */
  PLACING(Use.NO_ALIAS),
  /** {@code POSITION}. */
  POSITION,
  /** {@code PRECEDING}. */
  PRECEDING,
  /** {@code PRIMARY}. */
  PRIMARY(Use.RESERVED),
  /** {@code RANGE}. */
  RANGE,
  /** {@code RECURSIVE}. */
  RECURSIVE,
  /** {@code REFERENCES}. */
  REFERENCES(Use.RESERVED),
  /** {@code REPLACE}. */
  REPLACE,
  /** {@code RETURNING}. */
  RETURNING(Use.RESERVED),
  /** {@code RIGHT}. */
  RIGHT(Use.RESERVED),
  /** {@code ROLLUP}. */
  ROLLUP,
  /** {@code ROW}. */
  ROW,
  /** {@code ROWS}. */
  ROWS,
  /** {@code SECOND}. */
  SECOND,
  /** {@code SELECT}. */
  SELECT(Use.RESERVED),
  /** {@code SEPARATOR}. */
  SEPARATOR(Use.NO_ALIAS),
  /** {@code SESSION_USER}. */
  SESSION_USER(Use.RESERVED),
  /** {@code SET}. */
  SET(Use.RESERVED),
  /** {@code SETS}. */
  SETS,
  /** {@code SOME}. */
  SOME(Use.RESERVED),
  /** {@code SUBSTRING}. */
  SUBSTRING,
  /** {@code SYMMETRIC}. */
  SYMMETRIC,
  /** {@code TABLE}. */
  TABLE(Use.RESERVED),
  /** {@code THEN}. */
  THEN(Use.RESERVED),
  /** {@code TIME}. */
  TIME,
  /** {@code TIMESTAMP}. */
  TIMESTAMP,
  /** {@code TO}. */
  TO(Use.RESERVED),
  /** {@code TOP}. */
  TOP,
  /** {@code TRAILING}. */
  TRAILING(Use.RESERVED),
  /** {@code TRANSACTION}. */
  TRANSACTION,
  /** {@code TRIM}. */
  TRIM,
  /** {@code TRUE}. */
  TRUE(Use.RESERVED),
  /** {@code UNBOUNDED}. */
  UNBOUNDED,
  /** {@code UNION}. */
  UNION(Use.RESERVED),
  /** {@code UNIQUE}. */
  UNIQUE(Use.RESERVED),
  /** {@code UPDATE}. */
  UPDATE,
  /** {@code USER}. */
  USER,
  /** {@code USING}. */
  USING(Use.RESERVED),
  /** {@code VALUE}. */
  VALUE,
  /** {@code VALUES}. */
  VALUES(Use.RESERVED),
  /** {@code WHEN}. */
  WHEN(Use.RESERVED),
  /** {@code WHERE}. */
  WHERE(Use.RESERVED),
  /** {@code WINDOW}. */
  WINDOW(Use.RESERVED),
  /** {@code WITH}. */
  WITH(Use.RESERVED),
  /** {@code WITHIN}. */
  WITHIN(Use.NO_ALIAS),
  /** {@code YEAR}. */
  YEAR;

  private enum Use {
    /** Never a name. */
    RESERVED,
    /** A name, but not the alias of a value without AS, since it could go on with the value. */
    NO_ALIAS,
    /** A name everywhere. */
    FREE
  }

  private static final Keyword[] ALL_KEYWORDS = values();

  private final Use use;

  Keyword() {
    this(Use.FREE);
  }

  Keyword(Use use) {
    this.use = use;
  }

  /**
   * Whether the word cannot be a name without quotes.
   *
   * @return whether it cannot
   */
  public boolean isReserved() {
    return use == Use.RESERVED;
  }

  /**
   * Whether the word can be the name of a value without {@code AS} before it.
   *
   * @return whether it can
   */
  public boolean isBareAlias() {
    return use == Use.FREE;
  }

  /**
   * The kind of its tokens.
   *
   * @return a kind of {@link Symbol}
   */
  @SuppressWarnings("EnumOrdinal") // asked for each token; the kinds are those of one process
  public int kind() {
    return Symbol.FIRST_KEYWORD + ordinal();
  }

  /**
   * The keyword of a kind.
   *
   * @param kind a kind of {@link Symbol}
   * @return the keyword, or null when the kind is not that of a keyword
   */
  public static Keyword ofKind(int kind) {
    return kind < Symbol.FIRST_KEYWORD ? null : ALL_KEYWORDS[kind - Symbol.FIRST_KEYWORD];
  }

  /**
   * Whether a folded word is reserved.
   *
   * @param word a word in lower case
   * @return whether it is
   */
  public static boolean isReserved(String word) {
    int kind = KeywordTable.kindOf(word, 0, word.length());
    return kind != Symbol.WORD && ofKind(kind).isReserved();
  }

  /** The word in lower case. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
