package io.ashlar.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Queries over the tables p, q, r and s that SQLite knows too. */
final class RandomQueries {

  private static final List<String> NAMES = List.of("p", "q", "r", "s");
  private static final int MOST_TABLES = 4;

  private final Random random;

  /** The aliases of FROM, with the tables that they stand for. */
  private final List<String> aliases = new ArrayList<>();

  private final List<String> tables = new ArrayList<>();
  private boolean forAll;
  private boolean ordered;

  RandomQueries(Random random) {
    this.random = random;
  }

  /** Whether H2 knows what the last query says. */
  boolean isForAll() {
    return forAll;
  }

  /** Whether the last query says in which order its rows come. */
  boolean isOrdered() {
    return ordered;
  }

  String next() {
    forAll = true;
    ordered = false;
    aliases.clear();
    tables.clear();
    return switch (random.nextInt(8)) {
      case 0 -> sets();
      case 1 -> limited();
      case 2 -> named();
      case 3 -> natural();
      case 4, 5 -> within();
      default -> joined();
    };
  }

  /** Rows of tables by themselves, put together; SQLite knows ALL of UNION alone. */
  private String sets() {
    StringBuilder query = new StringBuilder(side());
    int sides = 1 + random.nextInt(3);
    for (int i = 0; i < sides; i++) {
      query.append(one(" union ", " union all ", " except ", " intersect ")).append(side());
    }
    ordered = true;
    // Neither peer lets INTERSECT bind stronger as the standard does, so that it stands alone.
    String text = query.toString();
    boolean mixed = text.contains("intersect") && text.split(" (union|except) ", -1).length > 1;
    return (mixed ? text.replace("intersect", "except") : text) + " order by 1, 2";
  }

  private String side() {
    String where = one("", " where k > 2", " where k is null", " where k in (1, 5, 7)");
    return switch (random.nextInt(4)) {
      case 0 -> "select k, t from " + one("p", "q", "r") + where;
      case 1 -> "select n, t from " + one("p", "q") + where;
      case 2 -> "select distinct k, u from s" + where;
      default -> "select k, max(t) from " + one("p", "q", "r") + where + " group by k";
    };
  }

  private String limited() {
    ordered = true;
    String order = one("1, 2, 3", "2 desc, 1, 3", "3, 2 desc, 1 desc");
    return "select a.k, a.id, b.id from p a join q b on "
        + one("a.k = b.k", "a.n = b.n", "a.k < b.k", "a.t = b.t and a.k <> b.k")
        + " order by "
        + order
        + " limit "
        + (1 + random.nextInt(9))
        + " offset "
        + random.nextInt(4);
  }

  private String named() {
    String inner = one("select k, count(*) as c from p group by k", "select k, id as c from q");
    return "with x as ("
        + inner
        + "), y as (select * from x where c > 1) select a.k, a.c, b.c from x a"
        + one(" join ", " left join ")
        + one("x b", "y b")
        + " on a.k = b.k where a.c "
        + one("in (select c from y)", "> 0", "not in (select c from x where c > 2)");
  }

  private String natural() {
    String first = one("p", "q", "r");
    String second = one("s", "(select k, n as u from q)", "(select k, t as u from r)");
    String how = one(" join ", " left join ", " right join ");
    // A star gives merged columns first here, and elsewhere there; in H2 they stay ambiguous.
    forAll = false;
    String columns = "select k, a.id, a.t, b.u from " + first;
    return random.nextBoolean()
        ? columns + " a natural" + how + second + " b"
        : columns + " a" + how + second + " b using (k) where k > 1";
  }

  /** Queries in conditions. */
  private String within() {
    String table = one("p", "q", "r");
    String inner = one("p", "q", "r", "s");
    String not = one("", "not ");
    String more = one("", " and i.k > 2", " and i.k <> o.id");
    String condition =
        switch (random.nextInt(5)) {
          case 0 -> not + "exists (select 1 from " + inner + " i where i.k = o.k" + more + ")";
          case 1 -> "o.k " + not + "in (select k from " + inner + " where k > 2)";
          case 2 -> "o.k " + not + "in (select i.k from " + inner + " i where i.k > o.id" + ")";
          case 3 -> "o.id > (select count(*) from " + inner + " i where i.k = o.k" + more + ")";
          default ->
              not + "exists (select 1 from " + inner + " i join q j on j.id = i.k where i.k = o.k)";
        };
    return "select o.id, o.k from " + table + " o where " + condition + one("", " or o.k = 3");
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String joined() {
    StringBuilder from = new StringBuilder(table());
    int count = 1 + random.nextInt(MOST_TABLES);
    // Joins bind stronger than a comma, but not in SQLite, so that they do not stand together.
    if (random.nextInt(4) == 0) {
      while (aliases.size() < count) {
        from.append(", ").append(table());
      }
      return "select " + columns() + " from " + from + " where " + chained();
    }
    while (aliases.size() < count) {
      int before = aliases.size();
      switch (random.nextInt(10)) {
        case 1 -> from.append(" cross join ").append(table());
        case 2, 3 -> {
          String right = "(" + table() + kind() + table();
          right += " on " + condition(before, aliases.size()) + ")";
          from.append(kind()).append(right).append(" on ");
          from.append(condition(0, aliases.size()));
        }
        case 4 -> {
          from.append(kind()).append(derived()).append(" on ");
          from.append(condition(0, aliases.size()));
        }
        default -> {
          from.append(kind()).append(table()).append(" on ");
          from.append(condition(0, aliases.size()));
        }
      }
    }
    String where = random.nextBoolean() ? " where " + condition(0, aliases.size()) : "";
    return "select " + columns() + " from " + from + where;
  }

  /** Equalities between neighbours, and something more. */
  private String chained() {
    List<String> terms = new ArrayList<>();
    for (int i = 1; i < aliases.size(); i++) {
      terms.add(number(random.nextInt(i)) + " = " + number(i));
    }
    terms.add(simple(0, aliases.size()));
    return String.join(" and ", terms);
  }

  private String kind() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> " join ";
      case 2 -> " left join ";
      case 3 -> " right join ";
      default -> {
        forAll = false;
        yield " full join ";
      }
    };
  }

  private String table() {
    String table = NAMES.get(random.nextInt(NAMES.size()));
    aliases.add("a" + aliases.size());
    tables.add(table);
    return table + " " + aliases.get(aliases.size() - 1);
  }

  private String derived() {
    aliases.add("a" + aliases.size());
    tables.add("d");
    return "(select k, count(*) as c, max(t) as t from "
        + one("p", "q")
        + " group by k) "
        + aliases.get(aliases.size() - 1);
  }

  private String columns() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < aliases.size(); i++) {
      columns.add(random.nextBoolean() ? text(i) : number(i));
    }
    return String.join(", ", columns);
  }

  private String number(int alias) {
    String column =
        switch (tables.get(alias)) {
          case "p", "q" -> one("id", "k", "k", "n");
          case "r" -> one("id", "k", "k", "m");
          case "s" -> "k";
          default -> one("k", "c");
        };
    return aliases.get(alias) + "." + column;
  }

  private String text(int alias) {
    return aliases.get(alias) + (tables.get(alias).equals("s") ? ".u" : ".t");
  }

  private int between(int first, int end) {
    return first + random.nextInt(end - first);
  }

  /** A condition on the aliases from one number to another, excluded; mostly an equality. */
  private String condition(int first, int end) {
    String equality = number(between(first, end)) + " = " + number(end - 1);
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> equality;
      case 4 -> equality + " and " + simple(first, end);
      case 5 -> text(between(first, end)) + " = " + text(end - 1);
      case 6 -> equality + " and " + text(between(first, end)) + " = " + text(end - 1);
      case 7 -> number(between(first, end)) + " + 1 = " + number(end - 1);
      case 8 -> "(" + equality + " or " + simple(first, end) + ")";
      default -> simple(first, end) + " and " + simple(first, end);
    };
  }

  private String simple(int first, int end) {
    String number = number(between(first, end));
    return switch (random.nextInt(6)) {
      case 0 -> number + one(" < ", " > ", " <= ", " <> ") + number(between(first, end));
      case 1 -> number + one(" is null", " is not null");
      case 2 -> number + " in (1, 2, 3)";
      case 3 -> text(between(first, end)) + one(" = 'a'", " <> 'b'", " > 'a'");
      case 4 -> number + " between 1 and 4";
      default -> number + one(" = ", " < ", " >= ") + random.nextInt(5);
    };
  }
}
