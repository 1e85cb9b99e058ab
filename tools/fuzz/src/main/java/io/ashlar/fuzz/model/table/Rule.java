package io.ashlar.fuzz.model.table;

import io.ashlar.fuzz.script.condition.Condition;
import java.util.Map;

/**
 * A condition of a schema, with the columns that its names stood for when it was made.
 *
 * @param name of a check; empty for an index
 * @param condition the condition
 * @param names ids of columns by name
 */
public record Rule(String name, Condition condition, Map<String, Integer> names) {

  Truth evaluate(Definition table, Map<Integer, Object> row) {
    return new Evaluation(new Scope(table, names, row)).truth(condition);
  }

  /**
   * Whether a column occurs in it.
   *
   * @param column the id of the column
   * @return true when it does
   */
  public boolean mentions(int column) {
    return Mentions.of(condition).stream().anyMatch(name -> names.get(name) == column);
  }
}
