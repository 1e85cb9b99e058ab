package io.ashlar.sqltest.oracle;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Select.Distinct;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Every row makes a condition true, false or null: the three parts of a query together are the
 * whole. No peer is needed.
 *
 * @param query without condition, groups, order and limit; with {@code distinct} the parts may
 *     share rows
 * @param condition what divides its rows
 */
record PartitionTrial(Select query, Term condition) implements Trial {

  @Override
  public Finding judge(Bench bench, Tally tally) {
    Answer whole = bench.ask(Engine.ASHLAR, query);
    List<String> parts = new ArrayList<>();
    for (Term part : parts()) {
      Answer answer = bench.ask(Engine.ASHLAR, query.where(part));
      if (answer.isFailure()) {
        return failed(answer, tally);
      }
      parts.addAll(answer.rows());
    }
    if (whole.isFailure()) {
      return failed(whole, tally);
    }
    List<String> expected = whole.rows();
    if (query.distinct() == Distinct.ROWS) {
      parts = new ArrayList<>(new TreeSet<>(parts));
    }
    Collections.sort(parts);
    tally.count("partitions");
    return expected.equals(parts)
        ? null
        : new Finding(
            "partitions differ",
            "whole " + whole.shown() + "; parts " + new Answer(parts, "", null).shown());
  }

  static Finding failed(Answer answer, Tally tally) {
    if (answer.isBadValue()) {
      tally.count("a value failed here");
      return null;
    }
    return new Finding("error " + answer.state(), answer.shown());
  }

  private List<Term> parts() {
    return List.of(
        condition,
        Term.of(Kind.BOOL, "(not ", condition, ")"),
        Term.of(Kind.BOOL, "(", condition, " is null)"));
  }

  @Override
  public List<PartitionTrial> simpler() {
    List<PartitionTrial> simpler = new ArrayList<>();
    query.narrower().forEach(each -> simpler.add(new PartitionTrial(each, condition)));
    condition.simpler().forEach(each -> simpler.add(new PartitionTrial(query, each)));
    query.simpler().forEach(each -> simpler.add(new PartitionTrial(each, condition)));
    return simpler;
  }

  @Override
  public List<String> statements() {
    List<String> statements = new ArrayList<>();
    statements.add(query.text(Engine.ASHLAR));
    parts().forEach(part -> statements.add(query.where(part).text(Engine.ASHLAR)));
    return statements;
  }
}
