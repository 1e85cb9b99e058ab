package io.ashlar.sqltest.query;

import io.ashlar.sqltest.query.Select.Distinct;
import io.ashlar.sqltest.query.Select.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Takes parts out of queries. */
final class Reduction {

  private Reduction() {}

  /** Queries with as many columns of the same kinds, those that lack most first. */
  static List<Select> of(Select query) {
    List<Select> simpler = new ArrayList<>();
    if (query.other() != null) {
      simpler.add(query.and(null, null));
    }
    if (!query.order().isEmpty()) {
      simpler.add(query.ordered(List.of(), query.limit() < 0 ? -1 : query.limit(), query.offset()));
      simpler.add(query.ordered(query.order(), -1, 0));
    }
    if (query.limit() >= 0) {
      simpler.add(query.ordered(query.order(), -1, 0));
    }
    if (query.distinct() != Distinct.NONE) {
      simpler.add(query.distinct(Distinct.NONE));
    }
    if (query.grouping() != Grouping.PLAIN) {
      simpler.add(query.groups(query.groups(), Grouping.PLAIN));
    }
    if (query.having() != null) {
      simpler.add(query.having(null));
      query.having().simpler().forEach(term -> simpler.add(query.having(term)));
    }
    if (query.where() != null) {
      simpler.add(query.where(null));
      query.where().simpler().forEach(term -> simpler.add(query.where(term)));
    }
    without(
        query.groups(),
        keys -> query.groups(keys, keys.isEmpty() ? Grouping.PLAIN : query.grouping()),
        simpler);
    for (int i = query.from().size() - 1; i >= 0; i--) {
      join(query, i, simpler);
    }
    each(query.items(), query::items, simpler);
    for (Term group : query.groups()) {
      for (Term term : group.simpler()) {
        simpler.add(replaced(query, group, term));
      }
    }
    if (query.other() != null) {
      query.other().simpler().forEach(each -> simpler.add(query.and(query.operation(), each)));
    }
    return simpler;
  }

  /** Queries that lack one of the columns. */
  static List<Select> narrower(Select query) {
    List<Select> narrower = new ArrayList<>();
    if (query.items().size() > 1 && query.order().isEmpty() && query.other() == null) {
      without(query.items(), query::items, narrower);
    }
    return narrower;
  }

  /** With another key of groups, also where it is a column. */
  private static Select replaced(Select query, Term group, Term by) {
    Function<List<Term>, List<Term>> replace =
        terms -> terms.stream().map(term -> term.equals(group) ? by : term).toList();
    return query
        .groups(replace.apply(query.groups()), query.grouping())
        .items(replace.apply(query.items()));
  }

  private static void join(Select query, int place, List<Select> simpler) {
    Join join = query.from().get(place);
    List<Join> fewer = new ArrayList<>(query.from());
    fewer.remove(place);
    simpler.add(query.from(fewer));
    List<Join> others = new ArrayList<>();
    if (join.query() != null) {
      join.query().simpler().forEach(each -> others.add(join.with(each)));
    }
    if (join.query() != null && join.table() != null) {
      others.add(new Join(join.how(), null, join.query(), join.alias(), join.on()));
    }
    if (join.on() != null) {
      others.add(join.with(Term.of(Kind.BOOL, "true")));
      join.on().simpler().forEach(term -> others.add(join.with(term)));
      if (join.how() != Join.How.INNER) {
        others.add(join.with(Join.How.INNER));
      }
    }
    for (Join each : others) {
      List<Join> changed = new ArrayList<>(query.from());
      changed.set(place, each);
      simpler.add(query.from(changed));
    }
  }

  private static void without(
      List<Term> terms, Function<List<Term>, Select> query, List<Select> all) {
    for (int i = 0; i < terms.size(); i++) {
      List<Term> fewer = new ArrayList<>(terms);
      fewer.remove(i);
      all.add(query.apply(fewer));
    }
  }

  private static void each(List<Term> terms, Function<List<Term>, Select> query, List<Select> all) {
    for (int i = 0; i < terms.size(); i++) {
      for (Term term : terms.get(i).simpler()) {
        List<Term> changed = new ArrayList<>(terms);
        changed.set(i, term);
        all.add(query.apply(changed));
      }
    }
  }
}
