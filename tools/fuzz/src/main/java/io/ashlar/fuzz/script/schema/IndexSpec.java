package io.ashlar.fuzz.script.schema;

import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.schema.KeyPart;
import java.util.List;

/**
 * An index to be made.
 *
 * @param name its name
 * @param unique whether it is unique
 * @param key its columns
 * @param stored columns in its entries
 * @param where which rows it holds, or null for all
 */
public record IndexSpec(
    String name, boolean unique, List<KeyPart> key, List<String> stored, Condition where) {

  /**
   * The same index, unique.
   *
   * @return the index
   */
  public IndexSpec asUnique() {
    return new IndexSpec(name, true, key, stored, where);
  }
}
