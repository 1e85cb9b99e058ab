package io.ashlar.rows.proof;

import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether one predicate makes another true: whether every row that the first selects is selected by
 * the second too. It answers yes only where it can prove it, whatever is bound to parameters; no
 * means that it does not know.
 *
 * <p>Both are brought into a form without negations, whose leaves are {@link Fact}s. That is sound
 * in three-valued logic, because a conjunction is true where all its terms are and a disjunction
 * where one is, and a fact is true where its negated form was. Then a conjunction follows when each
 * term does; a disjunction when one of its terms does; a fact when one fact of the premises is at
 * least as strong. What does not follow so may follow in each case of a disjunction of the
 * premises. Facts are not combined with each other: {@code a >= 1} and {@code a <= 1} prove {@code
 * a > 0} but not {@code a = 1}.
 *
 * <p>Example: {@code active = true and (n = 3 or n > 9)} implies {@code active <> false and n >=
 * 2}. The first term is a fact among the premises. The second is not, so the cases of the
 * disjunction are taken one after the other, and either has a fact that proves it.
 */
public final class Implication {

  /**
   * Most goals and pairs of facts that are tried for one conclusion: the number of cases may grow
   * exponentially.
   */
  private static final int MAX_STEPS = 20_000;

  /** The same for all conclusions together: their number times that of the premises is a square. */
  private static final int MAX_STEPS_OF_ALL = 500_000;

  /** Most disjunctions that are taken apart within each other: each needs stack. */
  private static final int MAX_SPLITS = 32;

  private final FactReader reader;

  /** The premises, none of them a conjunction. */
  private final List<FactNode> premises = new ArrayList<>();

  /** What is left of {@link #MAX_STEPS}; at zero nothing more is proved. */
  private int steps;

  /** What is left of {@link #MAX_STEPS_OF_ALL}. */
  private int stepsOfAll = MAX_STEPS_OF_ALL;

  /** How many disjunctions are taken apart at the moment. */
  private int splits;

  private Implication(TableDefinition table) {
    this.reader = new FactReader(table);
  }

  /**
   * Begins with what is known. Predicates compile against the table.
   *
   * @param table the table
   * @param premises what is true of a row, all of it
   * @return what may be asked for conclusions; one owner at a time
   */
  public static Implication of(TableDefinition table, List<Predicate> premises) {
    Implication implication = new Implication(table);
    for (Predicate premise : premises) {
      flatten(implication.reader.read(premise), implication.premises);
    }
    return implication;
  }

  /**
   * Judges a predicate. When many are judged, later ones may go unproved for want of time.
   *
   * @param conclusion what is to be proved
   * @return true when it is true for every row for which all premises are
   */
  public boolean proves(Predicate conclusion) {
    int given = Math.min(MAX_STEPS, stepsOfAll);
    steps = given;
    boolean proved = proves(premises, reader.read(conclusion));
    stepsOfAll -= given - Math.max(0, steps);
    return proved;
  }

  private static void flatten(FactNode node, List<FactNode> into) {
    if (node instanceof FactNode.All all) {
      all.terms().forEach(term -> flatten(term, into));
    } else {
      into.add(node);
    }
  }

  private boolean proves(List<FactNode> known, FactNode goal) {
    if (steps <= 0 || --steps <= 0) {
      return false;
    }
    if (goal instanceof FactNode.All all) {
      for (FactNode term : all.terms()) {
        if (!proves(known, term)) {
          return false;
        }
      }
      return true;
    }
    if (goal instanceof FactNode.Leaf leaf) {
      for (FactNode node : known) {
        if (node instanceof FactNode.Leaf fact && implies(fact.fact(), leaf.fact())) {
          return true;
        }
      }
    } else {
      for (FactNode term : ((FactNode.Any) goal).terms()) {
        if (proves(known, term)) {
          return true;
        }
      }
    }
    return provesInEachCase(known, goal);
  }

  private boolean implies(Fact known, Fact goal) {
    return steps > 0 && --steps > 0 && known.implies(goal);
  }

  /** Takes the first disjunction that says something of the goal's columns apart. */
  private boolean provesInEachCase(List<FactNode> known, FactNode goal) {
    for (int i = 0; i < known.size() && splits < MAX_SPLITS && --steps > 0; i++) {
      FactNode node = known.get(i);
      List<FactNode> cases = node.cases(goal);
      if (cases == null) {
        continue;
      }
      List<FactNode> others = new ArrayList<>(known);
      others.remove(i);
      boolean proved = true;
      splits++;
      for (int j = 0; proved && j < cases.size(); j++) {
        List<FactNode> inCase = new ArrayList<>(others);
        flatten(cases.get(j), inCase);
        steps -= inCase.size();
        proved = proves(inCase, goal);
      }
      splits--;
      // The other disjunctions were taken apart within the cases already.
      return proved;
    }
    return false;
  }
}
