package io.ashlar.rows.catalog.format;

import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Arithmetic;
import io.ashlar.query.Column;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.NumericOperation;
import io.ashlar.query.RealExpression;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Expressions within predicates as bytes; the package documentation gives the format. The type of
 * an operation follows from its sides and is not written. Decoding is strict.
 */
final class ExpressionFormat {

  // Tags of nodes, stored on disk.
  private static final int COLUMN = 1;
  private static final int WHOLE = 2;
  private static final int REAL = 3;
  private static final int EXACT = 4;
  private static final int OPERATION = 5;

  /** The tag of an operator is its place here. Stored on disk; only ever appended to. */
  private static final List<Arithmetic> OPERATORS =
      List.of(
          Arithmetic.PLUS,
          Arithmetic.MINUS,
          Arithmetic.TIMES,
          Arithmetic.DIVIDED_BY,
          Arithmetic.REMAINDER);

  private ExpressionFormat() {}

  /** Writes a tag and the id of a column, and refuses one of another table. */
  interface ColumnWriter {
    ColumnDefinition write(int tag, Column column) throws IOException;
  }

  /** Reads the id of a column. */
  interface ColumnReader {
    Column read() throws IOException;
  }

  /** Whether two sides of a comparison have types that are compared. */
  static boolean areComparable(ComparableExpression<?> left, ComparableExpression<?> right) {
    return left instanceof NumericExpression
        ? right instanceof NumericExpression
        : left.getClass() == right.getClass();
  }

  static NumericExpression number(ComparableExpression<?> expression) throws IOException {
    CatalogStrings.expect(expression instanceof NumericExpression, "number");
    return (NumericExpression) expression;
  }

  record Encoder(DataOutputStream out, String table, ColumnWriter columns) {

    void node(ComparableExpression<?> expression, int depth) throws IOException {
      if (depth > PredicateFormat.MAX_DEPTH) {
        throw new LimitExceededException(
            "The predicate is nested too deeply to be stored.",
            "table",
            table,
            "limit",
            PredicateFormat.MAX_DEPTH);
      }
      if (expression instanceof Column column) {
        ColumnDefinition written = columns.write(COLUMN, column);
        assert written != null : "a column is found or refused";
      } else if (expression instanceof IntegerExpression.Constant c) {
        constant(WHOLE, ValueKind.LONG, c.value());
      } else if (expression instanceof RealExpression.Constant c) {
        constant(REAL, ValueKind.DOUBLE, c.value());
      } else if (expression instanceof DecimalExpression.Constant c) {
        constant(EXACT, ValueKind.DECIMAL, c.value());
      } else if (expression instanceof NumericOperation operation) {
        out.writeByte(OPERATION);
        out.writeByte(OPERATORS.indexOf(operation.operator()));
        node(operation.left(), depth + 1);
        node(operation.right(), depth + 1);
      } else {
        throw new SchemaException(
            "A predicate of a schema has no parameters.", "table", table, "value", expression);
      }
    }

    private void constant(int tag, ValueKind kind, Object value) throws IOException {
      out.writeByte(tag);
      ValueType type = ValueType.of(kind);
      type.write(out, type.normal(value));
    }
  }

  record Decoder(DataInputStream in, ColumnReader columns) {

    ComparableExpression<?> node(int depth) throws IOException {
      CatalogStrings.expect(depth <= PredicateFormat.MAX_DEPTH, "depth");
      int tag = in.readUnsignedByte();
      return switch (tag) {
        case COLUMN -> (ComparableExpression<?>) columns.read();
        case WHOLE -> IntegerExpression.of((Long) ValueType.of(ValueKind.LONG).read(in));
        case REAL -> RealExpression.of((Double) ValueType.of(ValueKind.DOUBLE).read(in));
        case EXACT -> DecimalExpression.of((BigDecimal) ValueType.of(ValueKind.DECIMAL).read(in));
        case OPERATION -> operation(depth);
        default -> throw new IOException("unexpected expression " + tag);
      };
    }

    private NumericExpression operation(int depth) throws IOException {
      int place = in.readUnsignedByte();
      CatalogStrings.expect(place < OPERATORS.size(), "operator");
      Arithmetic operator = OPERATORS.get(place);
      NumericExpression left = number(node(depth + 1));
      NumericExpression right = number(node(depth + 1));
      if (left instanceof IntegerExpression a && right instanceof IntegerExpression b) {
        return new IntegerExpression.Operation(operator, a, b);
      }
      return left instanceof RealExpression || right instanceof RealExpression
          ? new RealExpression.Operation(operator, left, right)
          : new DecimalExpression.Operation(operator, left, right);
    }
  }
}
