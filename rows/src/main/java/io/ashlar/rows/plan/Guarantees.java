package io.ashlar.rows.plan;

import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.Conjunct;
import io.ashlar.rows.proof.Implication;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Which terms are true for every entry of a partial index. Each is judged once, as one planning
 * asks for it several times and every partition again. One owner at a time.
 */
final class Guarantees {

  private final TableDefinition table;
  private final Predicate predicate;
  private final IdentityHashMap<Conjunct, Boolean> judged = new IdentityHashMap<>();

  /** Made when it is first asked. */
  private Implication implication;

  Guarantees(TableDefinition table, Predicate predicate) {
    this.table = table;
    this.predicate = predicate;
  }

  boolean hold(Conjunct term) {
    if (term.source() == null) {
      return false;
    }
    return judged.computeIfAbsent(term, this::judge);
  }

  private Boolean judge(Conjunct term) {
    if (implication == null) {
      implication = Implication.of(table, List.of(predicate));
    }
    return implication.proves(term.source());
  }
}
