package io.ashlar.rows.plan;

import io.ashlar.rows.catalog.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * The candidate that was chosen, and why. Immutable.
 *
 * @param candidate the candidate
 * @param estimate what it is expected to do, or null where nothing is known of the table
 * @param considered all candidates, the chosen one included, one line each
 */
record Choice(Candidate candidate, Estimate estimate, List<String> considered) {

  /** The same for one partition of the table. */
  Choice in(TableDefinition partition) {
    return new Choice(candidate.in(partition), estimate, considered);
  }

  /**
   * Chooses without statistics.
   *
   * @param sortsFew whether few rows may be sorted although a key gives the order
   */
  static Choice byRule(List<Candidate> candidates, boolean sortsFew) {
    Candidate best = candidates.get(0);
    List<String> lines = new ArrayList<>();
    for (Candidate candidate : candidates) {
      best = candidate.isBetterThan(best, sortsFew) ? candidate : best;
      lines.add(candidate.describe());
    }
    return new Choice(best, null, List.copyOf(lines));
  }

  static Choice byCost(List<Candidate> candidates, List<Estimate> estimates) {
    int best = 0;
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      double gain = estimates.get(best).cost() - estimates.get(i).cost();
      if (gain > 0 || (gain == 0 && candidates.get(i).isBetterThan(candidates.get(best), false))) {
        best = i;
      }
      lines.add(candidates.get(i).describe() + ": " + estimates.get(i));
    }
    return new Choice(candidates.get(best), estimates.get(best), List.copyOf(lines));
  }
}
