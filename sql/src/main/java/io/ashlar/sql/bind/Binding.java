package io.ashlar.sql.bind;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.function.FunctionRegistry;
import io.ashlar.sql.scalar.EvaluationContext;
import java.util.function.Supplier;

/**
 * What all parts of one statement share while it is bound: its text, for places of faults, its
 * parameters, and what its scalars know of the session.
 *
 * @param text the statement
 * @param parameters its parameters
 * @param context for its scalars
 * @param functions what can be called; asked for at the first call, as it is some four hundred
 *     classes
 * @param reading what the statement will read through
 * @param subqueries plans queries in expressions; null where there can be none
 */
public record Binding(
    String text,
    ParameterSlots parameters,
    EvaluationContext context,
    Supplier<FunctionRegistry> functions,
    Reading reading,
    Subqueries subqueries) {

  /**
   * A fault at a place.
   *
   * @param state one of {@link SqlState}
   * @param offset where it is in the text
   * @param sentence the fixed sentence
   * @param keyValues the facts: key, value, key, value
   * @return the exception, to be thrown
   */
  public SqlException fault(String state, int offset, String sentence, Object... keyValues) {
    return SqlException.at(state, text, offset, sentence, keyValues);
  }

  /**
   * Something that is in the grammar and not carried out.
   *
   * @param offset where it is in the text
   * @param what it, as users write it
   * @return the exception, to be thrown
   */
  public SqlException unsupported(int offset, String what) {
    return fault(SqlState.FEATURE_NOT_SUPPORTED, offset, "This is not supported.", "feature", what);
  }

  /**
   * A fault that has no place yet, at a place.
   *
   * @param fault as it was thrown
   * @param offset of what was bound
   * @return the fault with the place; itself when it has one
   */
  public SqlException placed(SqlException fault, int offset) {
    if (fault.offset() >= 0) {
      return fault;
    }
    Object[] facts =
        fault.facts().entrySet().stream()
            .<Object>mapMulti(
                (fact, all) -> {
                  all.accept(fact.getKey());
                  all.accept(fact.getValue());
                })
            .toArray();
    return SqlException.at(fault.sqlState(), text, offset, fault.sentence(), facts);
  }
}
