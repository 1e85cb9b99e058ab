package io.ashlar.sqltest.oracle;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * As many rows meet a condition, for which an index may be taken, as give true where the condition
 * is a column, for which none can be.
 *
 * @param query without condition, groups, order and limit
 * @param condition the condition
 */
record PlanTrial(Select query, Term condition) implements Trial {

  @Override
  public Finding judge(Bench bench, Tally tally) {
    Answer counted = bench.ask(Engine.ASHLAR, counting());
    Answer judged = bench.ask(Engine.ASHLAR, judging());
    if (counted.isFailure() || judged.isFailure()) {
      return PartitionTrial.failed(
          (counted.isFailure() && !counted.isBadValue()) || !judged.isFailure() ? counted : judged,
          tally);
    }
    long truths = judged.rows().stream().filter("true"::equals).count();
    tally.count("plans");
    return counted.rows().equals(List.of(Long.toString(truths)))
        ? null
        : new Finding(
            "plans differ", "counted " + counted.rows() + "; true in " + truths + " rows");
  }

  private Select counting() {
    return query.items(List.of(Term.of(Kind.LONG, "count(*)"))).where(condition);
  }

  private Select judging() {
    return query.items(List.of(condition));
  }

  @Override
  public List<PlanTrial> simpler() {
    List<PlanTrial> simpler = new ArrayList<>();
    condition.simpler().forEach(each -> simpler.add(new PlanTrial(query, each)));
    query.simpler().forEach(each -> simpler.add(new PlanTrial(each, condition)));
    return simpler;
  }

  @Override
  public List<String> statements() {
    return List.of(counting().text(Engine.ASHLAR), judging().text(Engine.ASHLAR));
  }
}
