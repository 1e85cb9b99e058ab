package io.ashlar.sql.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.sql.ExpressionReader;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.TypeNames;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored in a column is checked, where CAST would cut it off. */
class AssignmentTest {

  private final EvaluationContext context = new EvaluationContext();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'abc' | varchar(3) | abc",
        "'abcd' | varchar(3) | ! 22001",
        "'abc  ' | varchar(3) | abc",
        "'ab    ' | char(3) | \"ab \"",
        "'a b  x' | varchar(3) | ! 22001",
        "'😀😀😀' | varchar(3) | 😀😀😀",
        "'😀😀😀😀' | varchar(3) | ! 22001",
        "'abc  '::text | varchar(3) | abc",
        "12345 | varchar(3) | ! 22001",
        "123 | varchar(3) | 123",
        "true | varchar(3) | ! 22001",
        "x'0102' | varbinary(2) | \\x0102",
        "x'010203' | varbinary(2) | ! 22001",
        "300 | tinyint | ! 22003",
        "-128 | tinyint | -128",
        "-129 | tinyint | ! 22003",
        "40000 | smallint | ! 22003",
        "3000000000 | integer | ! 22003",
        "1.5 | integer | 2",
        "1.5::float8 | integer | 2",
        "1e19::float8 | bigint | ! 22003",
        "9223372036854775807::float8 | bigint | ! 22003",
        "1e300::float8 | real | ! 22003",
        "1.005 | numeric(5,2) | 1.01",
        "1000 | numeric(5,2) | ! 22003",
        "999.999 | numeric(5,2) | ! 22003",
        "99999999999999999999 | numeric(38,2) | 99999999999999999999.00",
        "1 | numeric(38,38) | ! 22003",
        "'x' | integer | ! 22018",
        "'12' | integer | 12",
        "'12'::text | integer | ! 42846",
        "'true' | boolean | true",
        "1 | boolean | ! 42846",
        "true | integer | ! 42846",
        "1 | date | ! 42846",
        "'2026-02-30' | date | ! 22008",
        "timestamp '2026-11-30 10:00' | date | 2026-11-30",
        "timestamp '2026-11-30 10:00:00.1239' | timestamp(3) | 2026-11-30 10:00:00.124",
        "date '2026-11-30' | time | ! 42846",
        "null | integer | null",
        "null | varchar(3) | null",
      })
  void shouldFitTheColumnOrBeRefusedWhenItIsStored(
      String expression, String type, String expected) {
    assertThat(outcome(expression, type)).isEqualTo(expected);
  }

  private String outcome(String expression, String type) {
    try {
      Scalar value = ExpressionReader.read(expression, Map.of(), context);
      Scalar stored = Casts.assignment(value, TypeNames.parse(type), context);
      assertThat(stored.type()).hasToString(type);
      return ExpressionReader.textOf(stored, null, context);
    } catch (SqlException e) {
      return "! " + e.sqlState();
    }
  }
}
