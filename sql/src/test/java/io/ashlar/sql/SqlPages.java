package io.ashlar.sql;

import io.ashlar.sql.aggregate.AggregateDefinition;
import io.ashlar.sql.aggregate.Aggregates;
import io.ashlar.sql.function.FunctionDefinition;
import io.ashlar.sql.function.library.StandardFunctions;
import io.ashlar.sql.type.CastContext;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.TypeNames;
import io.ashlar.sql.type.TypeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the pages of types and functions from their tables; run, it writes them. */
final class SqlPages {

  private static final List<String> SYNONYMS =
      List.of(
          "bool",
          "bit",
          "int1",
          "int2",
          "int",
          "int4",
          "mediumint",
          "int8",
          "long",
          "float4",
          "double",
          "float8",
          "float",
          "decimal",
          "dec",
          "character",
          "bpchar",
          "nchar",
          "character varying",
          "char varying",
          "nvarchar",
          "varchar2",
          "string",
          "longvarchar",
          "tinytext",
          "mediumtext",
          "longtext",
          "nclob",
          "character large object",
          "binary varying",
          "longvarbinary",
          "bytea",
          "raw",
          "binary large object",
          "datetime",
          "timestamptz");

  private SqlPages() {}

  /**
   * Writes both pages.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(path("sql-types.md"), types());
    Files.writeString(path("sql-functions.md"), functions());
  }

  static Path path(String page) {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("jvm.args"))) {
      directory = directory.getParent();
    }
    return directory.resolve("docs").resolve(page);
  }

  static String types() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Types of SQL

        Printed from `SqlKind` and `TypeTable`; a test holds this page to them.

        ## What each type is

        Names are understood in any case. Lengths of `text`, `clob` and `blob`, and widths of whole numbers, are let pass.

        | type | also called | stored as | JDBC | Java |
        |---|---|---|---|---|
        """);
    for (SqlKind kind : SqlKind.values()) {
      String stored = kind.valueKind().map(Enum::name).orElse("in expressions alone");
      page.append(
          "| `%s` | %s | %s | %d | `%s` |\n"
              .formatted(
                  kind.sqlName(),
                  synonyms(kind),
                  stored,
                  kind.jdbcType(),
                  kind.javaClass().getSimpleName()));
    }
    page.append(
        """

        `unknown` is a literal in quotes, NULL or a parameter before it meets something: it takes the type of what it meets, and is text when it meets nothing. A parameter beside a number with a scale is of any scale; one that is a whole number and is given another number is compared and computed with as that number, and what comes of it is stored as the column rounds; where the result of the statement would have columns of other types, it is refused with 22018. Parameters of an operator that have nothing but each other are of any digits. `char` and `binary` are never padded. A `numeric` of at most 18 digits is computed as a long, one of more as a `BigDecimal`; columns say how many digits they have.

        ## What is cast to what

        By itself (I), when it is stored in a column (A), or by CAST alone (E). Values are checked: 22003 for numbers out of range, 22008 for dates and times, 22018 for texts that do not read as the type. CAST cuts off texts that are too long; what is stored must fit, but for spaces at its end, or is refused with 22001. Decimals are rounded half away from zero, doubles that become whole numbers half to even.

        """);
    matrix(page, SqlPages::cast);
    page.append(
        """

        ## What two types have in common

        Comparisons, IN, CASE, COALESCE, GREATEST and set operations bring both sides to it. Whole numbers and decimals of any digits are compared exactly, by value. Types with nothing in common are refused with 42804, by operators with 42883.

        """);
    matrix(page, (a, b) -> TypeTable.common(a, b).map(SqlPages::shortName).orElse(""));
    return page.toString();
  }

  /** Other names, each of which is read as the type. */
  private static String synonyms(SqlKind kind) {
    return SYNONYMS.stream()
        .filter(name -> TypeNames.parse(name).kind() == kind)
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }

  private interface Cell {
    String of(SqlKind row, SqlKind column);
  }

  private static void matrix(StringBuilder page, Cell cell) {
    page.append("| from \\ to |");
    for (SqlKind to : SqlKind.values()) {
      page.append(' ').append(shortName(to)).append(" |");
    }
    page.append("\n|---|").append("---|".repeat(SqlKind.values().length)).append('\n');
    for (SqlKind from : SqlKind.values()) {
      page.append("| **").append(shortName(from)).append("** |");
      for (SqlKind to : SqlKind.values()) {
        page.append(' ').append(cell.of(from, to)).append(" |");
      }
      page.append('\n');
    }
  }

  private static String cast(SqlKind from, SqlKind to) {
    CastContext cast = TypeTable.cast(from, to);
    return cast == CastContext.NONE ? "" : cast.name().substring(0, 1);
  }

  private static String shortName(SqlKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static String functions() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Functions of SQL

        Printed from the tables of functions; a test holds this page to them, and every example to its value.

        A function is null when an argument is, unless it is said to take nulls. Immutable ones are computed once when their arguments are constants, stable ones once in a statement, volatile ones for each row. Of several ways to call one the nearest is taken: arguments of their own type before wider ones, exact numbers before doubles. `extract(year from x)`, `position(a in b)`, `substring(x from 1 for 2)`, `trim(both 'x' from y)` and `overlay(x placing y from 1)` are calls of the functions with these names.
        """);
    for (Map.Entry<String, List<FunctionDefinition>> group :
        StandardFunctions.byGroup().entrySet()) {
      page.append("\n## ").append(group.getKey()).append("\n\n");
      page.append("| function | does | example | gives |\n|---|---|---|---|\n");
      group.getValue().forEach(function -> append(function, page));
    }
    page.append(
        """

        ## Aggregates

        Rows whose argument is null do not count but for `count(*)`, and without any others the value is null, of `count` 0.

        | aggregate | does |
        |---|---|
        """);
    for (AggregateDefinition aggregate : Aggregates.definitions()) {
      page.append("| `").append(aggregate.signature()).append("` | ");
      page.append(aggregate.description());
      List<String> names = aggregate.names();
      if (names.size() > 1) {
        page.append(" Also `").append(names.get(1)).append("`.");
      }
      page.append(" |\n");
    }
    return page.toString();
  }

  private static void append(FunctionDefinition function, StringBuilder page) {
    String signatures =
        function.signatures().stream()
            .map(signature -> "`" + signature + "`")
            .collect(Collectors.joining("<br>"));
    page.append("| ").append(signatures).append(" | ").append(function.description());
    if (!function.isStrict()) {
      page.append(" Takes nulls.");
    }
    switch (function.volatility()) {
      case STABLE -> page.append(" Stable.");
      case VOLATILE -> page.append(" Volatile.");
      default -> {}
    }
    List<String> others = function.names().subList(1, function.names().size());
    if (!others.isEmpty()) {
      page.append(" Also ")
          .append(others.stream().map(n -> "`" + n + "`").collect(Collectors.joining(", ")))
          .append('.');
    }
    page.append(" | `")
        .append(function.example().replace("|", "\\|"))
        .append("` | `")
        .append(function.value())
        .append("` |\n");
  }
}
