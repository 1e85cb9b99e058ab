package io.ashlar.sqltest.oracle;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Term;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Aggregates of the rows that make a condition true, false and null, put together, are those of all
 * rows.
 *
 * @param query whose rows are meant; its columns do not matter
 * @param condition what divides its rows
 * @param value what is added up and compared: whole numbers
 */
record AggregateTrial(Select query, Term condition, Term value) implements Trial {

  @Override
  public Finding judge(Bench bench, Tally tally) {
    Answer whole = bench.ask(Engine.ASHLAR, aggregates());
    if (whole.isFailure()) {
      return PartitionTrial.failed(whole, tally);
    }
    List<String[]> parts = new ArrayList<>();
    for (Select each : parts()) {
      Answer answer = bench.ask(Engine.ASHLAR, each);
      if (answer.isFailure()) {
        return PartitionTrial.failed(answer, tally);
      }
      parts.add(answer.rows().get(0).split(", ", -1));
    }
    String together =
        String.join(
            ", ",
            sum(parts, 0, "0"),
            sum(parts, 1, "0"),
            sum(parts, 2, "null"),
            extreme(parts, 3, false),
            extreme(parts, 4, true));
    tally.count("aggregates");
    return together.equals(whole.rows().get(0))
        ? null
        : new Finding("aggregates differ", "whole " + whole.rows().get(0) + "; parts " + together);
  }

  private static String sum(List<String[]> parts, int place, String none) {
    BigDecimal sum = null;
    for (String[] part : parts) {
      if (!part[place].equals("null")) {
        BigDecimal number = new BigDecimal(part[place]);
        sum = sum == null ? number : sum.add(number);
      }
    }
    return sum == null ? none : sum.toPlainString();
  }

  private static String extreme(List<String[]> parts, int place, boolean greatest) {
    BigDecimal extreme = null;
    for (String[] part : parts) {
      if (!part[place].equals("null")) {
        BigDecimal number = new BigDecimal(part[place]);
        boolean better =
            extreme == null
                || (greatest ? number.compareTo(extreme) > 0 : number.compareTo(extreme) < 0);
        extreme = better ? number : extreme;
      }
    }
    return extreme == null ? "null" : extreme.toPlainString();
  }

  private Select aggregates() {
    List<Term> items = new ArrayList<>();
    items.add(Term.of(Kind.LONG, "count(*)"));
    for (String name : List.of("count(", "sum(", "min(", "max(")) {
      items.add(Term.of(Kind.LONG, name, value, ")"));
    }
    return query.items(items);
  }

  private List<Select> parts() {
    return List.of(
        aggregates().where(condition),
        aggregates().where(Term.of(Kind.BOOL, "(not ", condition, ")")),
        aggregates().where(Term.of(Kind.BOOL, "(", condition, " is null)")));
  }

  @Override
  public List<AggregateTrial> simpler() {
    List<AggregateTrial> simpler = new ArrayList<>();
    condition.simpler().forEach(each -> simpler.add(new AggregateTrial(query, each, value)));
    value.simpler().forEach(each -> simpler.add(new AggregateTrial(query, condition, each)));
    query.simpler().forEach(each -> simpler.add(new AggregateTrial(each, condition, value)));
    return simpler;
  }

  @Override
  public List<String> statements() {
    List<String> statements = new ArrayList<>();
    statements.add(aggregates().text(Engine.ASHLAR));
    parts().forEach(each -> statements.add(each.text(Engine.ASHLAR)));
    return statements;
  }
}
