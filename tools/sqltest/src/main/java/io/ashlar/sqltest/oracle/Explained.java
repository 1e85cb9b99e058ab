package io.ashlar.sqltest.oracle;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Feature;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a peer differs from us by design, each with an example that a test runs. A peer is not
 * asked about queries that have the feature.
 */
enum Explained {
  /** Of what is null. */
  GREATEST_H2(
      Engine.H2,
      Feature.GREATEST,
      "select greatest(1, cast(null as integer))",
      "1",
      "select greatest(1, cast(null as integer))",
      "null",
      "nulls are passed over, as in PostgreSQL"),

  /** Of what is null. */
  GREATEST_SQLITE(
      Engine.SQLITE,
      Feature.GREATEST,
      "select greatest(1, cast(null as integer))",
      "1",
      "select max(1, null)",
      "null",
      "nulls are passed over, as in PostgreSQL"),

  /** Digits behind the point. */
  DECIMAL_DIVISION_H2(
      Engine.H2,
      Feature.DECIMAL_DIVISION,
      "select 0.5 / 1.5",
      "0.33333333333333333333",
      "select 0.5 / 1.5",
      "0.3333",
      "a quotient has as many digits as PostgreSQL gives it"),

  /** By zero. */
  DECIMAL_DIVISION_SQLITE(
      Engine.SQLITE,
      Feature.DECIMAL_DIVISION,
      "select 1.0 / 0.0",
      "22012",
      "select 1.0 / 0.0",
      "null",
      "a division by zero fails, and decimals without a fraction do not become whole"),

  /** Digits behind the point. */
  DECIMAL_STORED_SQLITE(
      Engine.SQLITE,
      Feature.DECIMAL_STORED,
      "select cast(0.5 * 10.75 as numeric(10, 2))",
      "5.38",
      "select cast(0.5 * 10.75 as numeric(10, 2))",
      "5.375",
      "a column holds as many digits as it is declared with"),

  /** By zero. */
  DIVISION_BY_VALUE_SQLITE(
      Engine.SQLITE,
      Feature.DIVISION_BY_VALUE,
      "select 1 / 0",
      "22012",
      "select 1 / 0",
      "null",
      "a division by zero fails"),

  /** By zero. */
  REAL_DIVISION_SQLITE(
      Engine.SQLITE,
      Feature.REAL_DIVISION,
      "select 1e0 / 0e0",
      "22012",
      "select 1e0 / 0e0",
      "null",
      "a division by zero fails"),

  /** By zero. */
  REAL_DIVISION_DUCKDB(
      Engine.DUCKDB,
      Feature.REAL_DIVISION,
      "select 1e0 / 0e0",
      "22012",
      "select 1e0 / 0e0",
      "Infinity",
      "a division by zero fails"),

  /** Letters beyond ASCII. */
  LETTER_CASE_SQLITE(
      Engine.SQLITE,
      Feature.LETTER_CASE,
      "select upper('\u00e4')",
      "\u00c4",
      "select upper('\u00e4')",
      "\u00e4",
      "all letters have cases, not those of ASCII alone"),

  /** What takes away the meaning of the next character. */
  LIKE_BACKSLASH_SQLITE(
      Engine.SQLITE,
      Feature.LIKE_BACKSLASH,
      "select 'a%' like 'a\\%'",
      "true",
      "select 'a%' like 'a\\%'",
      "0",
      "a backslash escapes where there is no ESCAPE, as in PostgreSQL"),

  /** What takes away the meaning of the next character. */
  LIKE_BACKSLASH_DUCKDB(
      Engine.DUCKDB,
      Feature.LIKE_BACKSLASH,
      "select 'a%' like 'a\\%'",
      "true",
      "select 'a%' like 'a\\%'",
      "false",
      "a backslash escapes where there is no ESCAPE, as in PostgreSQL"),

  /** Digits behind the point of one side, where the other is a sum of 38 digits. */
  DECIMAL_SET_OPERATION_DUCKDB(
      Engine.DUCKDB,
      Feature.DECIMAL_SET_OPERATION,
      "select min(x) from (select 0.0625 as x union all"
          + " select sum(v) from (select cast(1.25 as decimal(10, 2)) as v) as t) as u",
      "0.0625",
      "select min(x) from (select 0.0625 as x union all"
          + " select sum(v) from (select cast(1.25 as decimal(10, 2)) as v) as t) as u",
      "0.06",
      "rows of a set operation are what its sides give"),

  /** Equal sums. */
  DECIMAL_SET_OPERATION_SQLITE(
      Engine.SQLITE,
      Feature.DECIMAL_SET_OPERATION,
      "select count(*) from (select 0.1 + 0.2 as x union select 0.3) as u",
      "1",
      "select count(*) from (select 0.1 + 0.2 as x union select 0.3) as u",
      "2",
      "decimals are exact, and are not computed as approximate numbers"),

  /** No such function. */
  EXTRACT_SQLITE(
      Engine.SQLITE,
      Feature.EXTRACT,
      "select extract(year from date '2000-02-29')",
      "2000.0",
      "select extract(year from '2000-02-29')",
      "failed",
      "dates are texts there"),

  /** Digits behind the point of what meets a sum of 38 digits. */
  DECIMAL_SUM_DUCKDB(
      Engine.DUCKDB,
      Feature.DECIMAL_SUM,
      "select least(-2.25, sum(x)) from (select 0.5 as x) as t",
      "-2.25",
      "select least(-2.25, sum(x)) from (select 0.5 as x) as t",
      "-2.3",
      "what meets a sum keeps its digits"),

  /** Of what is never null. */
  AGGREGATE_FILTER_H2(
      Engine.H2,
      Feature.AGGREGATE_FILTER,
      "select count(1) filter (where 1 = 0)",
      "0",
      "select count(1) filter (where 1 = 0)",
      "1",
      "rows that do not meet the filter do not count, whatever is counted"),

  /** No such words. */
  DISTINCT_ON_SQLITE(
      Engine.SQLITE,
      Feature.DISTINCT_ON,
      "select distinct on (x) x from (select 1 as x) as t",
      "1",
      "select distinct on (x) x from (select 1 as x) as t",
      "failed",
      "the first of equal rows can be asked for, as in PostgreSQL"),

  /** No such words. */
  GROUPING_SETS_H2(
      Engine.H2,
      Feature.GROUPING_SETS,
      "select count(*) from (select x from (select 1 as x) as t group by rollup (x)) as u",
      "2",
      "select count(*) from (select x from (select 1 as x) as t group by rollup (x)) as u",
      "failed",
      "rows can be grouped by several sets of keys, as in the standard"),

  /** No such words. */
  GROUPING_SETS_SQLITE(
      Engine.SQLITE,
      Feature.GROUPING_SETS,
      "select count(*) from (select x from (select 1 as x) as t group by rollup (x)) as u",
      "2",
      "select count(*) from (select x from (select 1 as x) as t group by rollup (x)) as u",
      "failed",
      "rows can be grouped by several sets of keys, as in the standard"),

  /** No such statement. */
  MERGE_SQLITE(
      Engine.SQLITE,
      Feature.MERGE,
      "create table t (a integer primary key);"
          + " merge into t using (select 1 as x) as s on (t.a = s.x)"
          + " when not matched then insert (a) values (s.x);"
          + " select a from t",
      "1",
      "create table t (a integer primary key);"
          + " merge into t using (select 1 as x) as s on (t.a = s.x)"
          + " when not matched then insert (a) values (s.x);"
          + " select a from t",
      "failed",
      "MERGE is that of the standard"),

  /** No such branch. */
  MERGE_BY_SOURCE_H2(
      Engine.H2,
      Feature.MERGE_BY_SOURCE,
      "create table t (a integer primary key); insert into t values (1);"
          + " merge into t using (select 2 as x) as s on (t.a = s.x)"
          + " when not matched by source then delete;"
          + " select count(*) from t",
      "0",
      "create table t (a integer primary key); insert into t values (1);"
          + " merge into t using (select 2 as x) as s on (t.a = s.x)"
          + " when not matched by source then delete;"
          + " select count(*) from t",
      "failed",
      "rows of the table that meet no other have a branch, as in PostgreSQL");

  private final Engine peer;
  private final Feature feature;
  private final String ourText;
  private final String ours;
  private final String theirText;
  private final String theirs;
  private final String reason;

  Explained(
      Engine peer,
      Feature feature,
      String ourText,
      String ours,
      String theirText,
      String theirs,
      String reason) {
    this.peer = peer;
    this.feature = feature;
    this.ourText = ourText;
    this.ours = ours;
    this.theirText = theirText;
    this.theirs = theirs;
    this.reason = reason;
  }

  /** Whether a peer can judge a query with these features. */
  static boolean judges(Engine engine, Set<Feature> features) {
    for (Explained each : values()) {
      if (each.peer == engine && features.contains(each.feature)) {
        return false;
      }
    }
    return true;
  }

  /** Those of some engines, beside our own, that can judge what has these features. */
  static Set<Engine> judges(Set<Engine> engines, Set<Feature> features) {
    Set<Engine> judges = EnumSet.noneOf(Engine.class);
    for (Engine engine : engines) {
      if (engine != Engine.ASHLAR && judges(engine, features)) {
        judges.add(engine);
      }
    }
    return judges;
  }

  Engine peer() {
    return peer;
  }

  Feature feature() {
    return feature;
  }

  /** A query of one value, perhaps behind other statements. */
  String ourText() {
    return ourText;
  }

  /** What it gives: a value, {@code null}, or an SQLSTATE. */
  String ours() {
    return ours;
  }

  /** The same in the dialect of the peer. */
  String theirText() {
    return theirText;
  }

  /** What it gives: a value, {@code null}, or {@code failed}. */
  String theirs() {
    return theirs;
  }

  /** Why ours is what it is. */
  String reason() {
    return reason;
  }
}
