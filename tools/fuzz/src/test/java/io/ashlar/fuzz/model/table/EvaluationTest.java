package io.ashlar.fuzz.model.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Operand;
import io.ashlar.fuzz.script.condition.Term;
import io.ashlar.fuzz.script.condition.Term.Numeric;
import io.ashlar.fuzz.script.schema.ColumnSpec;
import io.ashlar.fuzz.script.schema.Kind;
import io.ashlar.fuzz.script.schema.TableSpec;
import io.ashlar.fuzz.script.schema.Type;
import io.ashlar.query.Arithmetic;
import io.ashlar.query.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The model itself has to be right: what SQL says of nulls, and of what cannot be computed. */
class EvaluationTest {

  private static final Condition TRUE = new Condition.IsNull("nothing");
  private static final Condition FALSE = new Condition.Not(TRUE);
  private static final Condition UNKNOWN = compare("nothing", Comparison.EQUAL, 1L);
  private static final Condition FAILS =
      new Condition.CompareTerms(
          new Term.Operation(Arithmetic.DIVIDED_BY, new Term.Field("one"), number(0L)),
          Comparison.EQUAL,
          number(1L));

  private static final Definition TABLE =
      Definition.of(
          new TableSpec(
              "t",
              List.of(
                  new ColumnSpec("one", Type.of(Kind.LONG), false, null, false),
                  new ColumnSpec("nothing", Type.of(Kind.LONG), true, null, false),
                  new ColumnSpec("text", Type.of(Kind.STRING), true, null, false)),
              List.of("one"),
              List.of(),
              List.of(),
              null,
              null));

  private static Condition compare(String column, Comparison comparison, Object value) {
    return new Condition.Compare(column, comparison, new Operand(value, false));
  }

  private static Term number(long value) {
    return new Term.Constant(value, false, Numeric.WHOLE);
  }

  private static Truth truth(Condition condition) {
    Map<Integer, Object> row = new HashMap<>();
    row.put(TABLE.column("one").id(), 1L);
    row.put(TABLE.column("text").id(), "a\ud83d\ude00_b");
    return new Evaluation(new Scope(TABLE, TABLE.names(), row)).truth(condition);
  }

  private static Condition all(Condition... terms) {
    return new Condition.And(List.of(terms));
  }

  private static Condition any(Condition... terms) {
    return new Condition.Or(List.of(terms));
  }

  @Test
  void shouldFollowKleeneWhenTermsAreUnknown() {
    assertThat(truth(all(TRUE, UNKNOWN))).isEqualTo(Truth.UNKNOWN);
    assertThat(truth(all(FALSE, UNKNOWN))).isEqualTo(Truth.FALSE);
    assertThat(truth(any(TRUE, UNKNOWN))).isEqualTo(Truth.TRUE);
    assertThat(truth(any(FALSE, UNKNOWN))).isEqualTo(Truth.UNKNOWN);
    assertThat(truth(new Condition.Not(UNKNOWN))).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void shouldFailWhereItMattersWhenATermCannotBeComputed() {
    assertThat(truth(all(TRUE, FAILS))).isEqualTo(Truth.FAILS);
    assertThat(truth(all(UNKNOWN, FAILS))).isEqualTo(Truth.FAILS);
    assertThat(truth(all(FALSE, FAILS))).isEqualTo(Truth.FALSE);
    assertThat(truth(any(TRUE, FAILS))).isEqualTo(Truth.TRUE);
    assertThat(truth(any(FALSE, FAILS))).isEqualTo(Truth.FAILS);
  }

  @Test
  void shouldKnowOfNothingInAnEmptyListWhenTheValueIsNull() {
    Condition none = new Condition.In("nothing", List.of());
    assertThat(truth(none)).isEqualTo(Truth.FALSE);
    assertThat(truth(new Condition.Not(none))).isEqualTo(Truth.TRUE);
    List<Operand> withNull = new ArrayList<>(List.of(new Operand(2L, false)));
    withNull.add(new Operand(null, true));
    assertThat(truth(new Condition.In("one", withNull))).isEqualTo(Truth.UNKNOWN);
    assertThat(truth(new Condition.In("nothing", withNull))).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void shouldMatchCodePointsWhenAPatternHasWildcards() {
    assertThat(truth(new Condition.Like("text", new Operand("a_\\_b", false))))
        .isEqualTo(Truth.TRUE);
    assertThat(truth(new Condition.Like("text", new Operand("a__b%", false))))
        .isEqualTo(Truth.TRUE);
    assertThat(truth(new Condition.Like("text", new Operand("a_b", false)))).isEqualTo(Truth.FALSE);
  }
}
