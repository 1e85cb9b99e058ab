package io.ashlar.sql.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TypeTableTest {

  private final EvaluationContext context = new EvaluationContext();

  @ParameterizedTest
  @EnumSource(SqlKind.class)
  void shouldCastWhereTheTableSaysSo(SqlKind from) {
    for (SqlKind to : SqlKind.values()) {
      CastContext cast = TypeTable.cast(from, to);
      for (CastContext where :
          List.of(CastContext.EXPLICIT, CastContext.ASSIGNMENT, CastContext.IMPLICIT)) {
        boolean made = outcome(from, to, where);
        assertThat(made).as("%s to %s by %s", from, to, where).isEqualTo(cast.allows(where));
      }
    }
  }

  /** Casts a sample of one kind; false when the cast is refused. */
  private boolean outcome(SqlKind from, SqlKind to, CastContext where) {
    Scalar sample = sample(from, to);
    SqlType target = SqlType.of(to);
    Scalar cast;
    try {
      cast =
          switch (where) {
            case EXPLICIT -> Casts.explicit(sample, target, context);
            case ASSIGNMENT -> Casts.assignment(sample, target, context);
            default -> Casts.implicit(sample, target, context);
          };
    } catch (SqlException refused) {
      assertThat(refused.sqlState()).isEqualTo("42846");
      return false;
    }
    assertThat(cast.evaluate(null)).isTrue();
    assertThat(cast.form()).isEqualTo(target.form());
    return true;
  }

  /** A value of one kind that has one of the other; parameters, so that nothing is folded. */
  private Scalar sample(SqlKind from, SqlKind to) {
    Slot slot = Slot.parameter(SqlType.of(from));
    boolean read = from.isText() || from == SqlKind.UNKNOWN;
    if (read) {
      return slot.set(readable(to));
    }
    return switch (slot.form()) {
      case WORD -> slot.set(1);
      case REAL -> slot.set(1.5);
      case DECIMAL -> slot.set(new BigDecimal("1.5"));
      case BYTES -> slot.set(new byte[16]);
      case PAIR -> slot.set(1, 1);
    };
  }

  private static String readable(SqlKind kind) {
    return switch (kind.category()) {
      case BOOLEAN -> "true";
      case NUMERIC -> "12";
      case UUID -> "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
      case DATETIME -> "2026-11-30";
      case TIME -> "04:05";
      case INTERVAL -> "1 day";
      default -> "text";
    };
  }

  @ParameterizedTest
  @EnumSource(SqlKind.class)
  void shouldBeTheSameFromBothSidesWhenKindsMeet(SqlKind left) {
    for (SqlKind right : SqlKind.values()) {
      Optional<SqlKind> common = TypeTable.common(left, right);
      assertThat(common).as("%s and %s", left, right).isEqualTo(TypeTable.common(right, left));
      common.ifPresent(
          kind -> {
            assertThat(TypeTable.cast(left, kind)).isEqualTo(CastContext.IMPLICIT);
            assertThat(TypeTable.cast(right, kind)).isEqualTo(CastContext.IMPLICIT);
          });
      boolean known = left != SqlKind.UNKNOWN && right != SqlKind.UNKNOWN;
      assertThat(common.isPresent()).isEqualTo(!known || left.category() == right.category());
    }
  }

  @Test
  void shouldBeTheSameInAnyOrderWhenThreeKindsMeet() {
    for (SqlKind a : SqlKind.values()) {
      for (SqlKind b : SqlKind.values()) {
        for (SqlKind c : SqlKind.values()) {
          Optional<SqlKind> left = TypeTable.common(a, b).flatMap(ab -> TypeTable.common(ab, c));
          Optional<SqlKind> right = TypeTable.common(b, c).flatMap(bc -> TypeTable.common(a, bc));
          if (left.isPresent() && right.isPresent()) {
            assertThat(left).as("%s, %s, %s", a, b, c).isEqualTo(right);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer | numeric(5,2) | numeric(12,2)",
        "numeric(5,2) | numeric(5,4) | numeric(7,4)",
        "numeric(5,2) | numeric | numeric",
        "numeric(1000,0) | numeric(1000,1000) | numeric",
        "bigint | integer | bigint",
        "real | integer | double precision",
        "real | real | real",
        "numeric(5,2) | double precision | double precision",
        "varchar(3) | varchar(5) | varchar(5)",
        "char(3) | varchar(5) | varchar(5)",
        "varchar(3) | varchar | varchar",
        "varchar(3) | text | text",
        "varbinary(3) | binary(4) | varbinary(4)",
        "timestamp(3) | timestamp(6) | timestamp(6)",
        "date | timestamp(3) | timestamp",
        "timestamp(3) | timestamp(0) with time zone | timestamp(3) with time zone",
        "unknown | varchar(3) | varchar(3)",
        "time(3) | time(3) | time(3)",
      })
  void shouldHoldBothWhenTypesMeet(String left, String right, String common) {
    SqlType first = type(left);
    SqlType second = type(right);
    assertThat(TypeTable.common("union", first, second)).hasToString(common);
    assertThat(TypeTable.common("union", second, first)).hasToString(common);
  }

  private static SqlType type(String text) {
    return text.equals("unknown") ? SqlType.UNKNOWN : TypeNames.parse(text);
  }

  @Test
  void shouldBeTextWhenAllTypesAreUnknown() {
    List<SqlType> unknown = List.of(SqlType.UNKNOWN, SqlType.UNKNOWN);
    assertThat(TypeTable.common("case", unknown)).isEqualTo(SqlType.TEXT);
  }

  @Test
  void shouldBeRefusedWhenTypesDoNotGoTogether() {
    assertThatThrownBy(() -> TypeTable.common("case", SqlType.INTEGER, SqlType.TEXT))
        .isInstanceOfSatisfying(
            SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("42804"))
        .hasMessageContaining("where=case left=integer right=text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VarChar(40) | varchar(40)",
        "character  varying ( 40 ) | varchar(40)",
        "CHARACTER(3) | char(3)",
        "numeric(38, 2) | numeric(38,2)",
        "decimal(5) | numeric(5,0)",
        "DECIMAL | numeric",
        "timestamp(6) with time zone | timestamp(6) with time zone",
        "timestamp with time zone | timestamp with time zone",
        "timestamp(3) without time zone | timestamp(3)",
        "timestamptz(3) | timestamp(3) with time zone",
        "time without time zone | time",
        "double precision | double precision",
        "float(24) | real",
        "float(25) | double precision",
        "FLOAT | double precision",
        "int8 | bigint",
        "int(11) | integer",
        "bytea | varbinary",
        "binary(16) | binary(16)",
        "clob(100) | clob",
        "binary large object | blob",
        "bool | boolean",
        "interval | interval",
      })
  void shouldReadTheTypeWhenItsNameIsUnderstood(String text, String shown) {
    SqlType type = TypeNames.parse(text);
    assertThat(type).hasToString(shown);
    assertThat(TypeNames.parse(shown)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nosuch | 42704",
        "varchar(0) | 22023",
        "varchar(999999999) | 22023",
        "varchar(1,2) | 22023",
        "numeric(0) | 22023",
        "numeric(5,6) | 22023",
        "numeric(1001,0) | 22023",
        "timestamp(7) | 22023",
        "date(3) | 22023",
        "uuid(3) | 22023",
        "float(54) | 22023",
        "float(0) | 22023",
        "integer with time zone | 42704",
        "time with time zone | 0A000",
        "varchar( | 42704",
        "varchar(x) | 42704",
        "unknown | 42704",
      })
  void shouldBeRefusedWhenThereIsNoSuchType(String text, String sqlState) {
    assertThatThrownBy(() -> TypeNames.parse(text))
        .isInstanceOfSatisfying(
            SqlException.class, e -> assertThat(e.sqlState()).isEqualTo(sqlState));
  }

  @ParameterizedTest
  @EnumSource(SqlKind.class)
  void shouldComeBackWhenAColumnIsRead(SqlKind kind) {
    SqlType type = kind == SqlKind.DECIMAL ? SqlType.decimal(38, 2) : SqlType.of(kind);
    if (kind == SqlKind.UNKNOWN || kind == SqlKind.INTERVAL) {
      assertThat(type.columnType()).isEmpty();
      return;
    }
    ColumnType column = type.columnType().orElseThrow();
    assertThat(SqlType.of(column).columnType()).contains(column);
    assertThat(TypeTable.cast(kind, SqlType.of(column).kind())).isNotEqualTo(CastContext.NONE);
  }

  @Test
  void shouldHaveNoColumnWhenADecimalHasNoDigits() {
    assertThat(SqlType.NUMERIC.columnType()).isEmpty();
    assertThat(SqlType.decimal(18, 2).form()).isEqualTo(ScalarForm.WORD);
    assertThat(SqlType.decimal(19, 2).form()).isEqualTo(ScalarForm.DECIMAL);
    assertThat(SqlType.NUMERIC.form()).isEqualTo(ScalarForm.DECIMAL);
  }

  @Test
  void shouldHaveTheNumbersOfJdbcWhenKindsAreAsked() throws ReflectiveOperationException {
    List<String> differing = new ArrayList<>();
    for (SqlKind kind : SqlKind.values()) {
      String field =
          switch (kind) {
            case UNKNOWN -> "NULL";
            case DECIMAL -> "NUMERIC";
            case TEXT -> "VARCHAR";
            case UUID, INTERVAL -> "OTHER";
            case TIMESTAMP_TZ -> "TIMESTAMP_WITH_TIMEZONE";
            default -> kind.name();
          };
      int number = Class.forName("java.sql.Types").getField(field).getInt(null);
      if (number != kind.jdbcType()) {
        differing.add(kind + " " + number);
      }
    }
    assertThat(differing).isEmpty();
  }
}
