package io.ashlar.rows.catalog.format;

import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.Comparison;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.type.ValueKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Predicates of constants as bytes, with columns by their stable id; the package documentation
 * gives the format. Decoding is strict: everything that encoding would not have written is a {@link
 * CorruptionException}.
 */
public final class PredicateFormat {

  /** Deepest nesting, so that neither side of the format runs out of stack. */
  public static final int MAX_DEPTH = 64;

  /** Most bytes of one predicate. */
  public static final int MAX_BYTES = 0xFFFF;

  /** The first byte. Stored on disk. */
  private static final int VERSION = 1;

  // Tags of nodes, stored on disk. Further kinds of nodes take 10 and up.
  private static final int COMPARE = 1;
  private static final int IN = 2;
  private static final int IS_NULL = 3;
  private static final int AND = 4;
  private static final int OR = 5;
  private static final int NOT = 6;
  private static final int COMPARE_EXPRESSIONS = 7;
  private static final int IS_NULL_EXPRESSION = 8;
  private static final int LIKE = 9;

  /** The tag of a comparison is its place here. Stored on disk; only ever appended to. */
  private static final List<Comparison> COMPARISONS =
      List.of(
          Comparison.EQUAL,
          Comparison.NOT_EQUAL,
          Comparison.LESS,
          Comparison.AT_MOST,
          Comparison.GREATER,
          Comparison.AT_LEAST,
          Comparison.STARTS_WITH);

  private PredicateFormat() {}

  /**
   * Encodes a predicate.
   *
   * @param predicate the predicate; its columns are handles of the table or bound to none
   * @param tableId the table
   * @param table its name, for messages
   * @param columns its columns
   * @return the bytes, at most {@value #MAX_BYTES}
   * @throws SchemaException when a column does not belong to the table, a constant does not fit its
   *     column, or there is a parameter
   * @throws LimitExceededException when it is nested deeper than {@value #MAX_DEPTH} or too long
   */
  public static byte[] encode(
      Predicate predicate, int tableId, String table, List<ColumnDefinition> columns) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      new Encoder(out, tableId, table, columns).node(predicate, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes all bytes", e);
    }
    if (bytes.size() > MAX_BYTES) {
      throw new LimitExceededException(
          "The predicate is too long to be stored.",
          "table",
          table,
          "bytes",
          bytes.size(),
          "limit",
          MAX_BYTES);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes a predicate.
   *
   * @param bytes what {@link #encode} gave
   * @param tableId the table; 0 for handles that only name their columns
   * @param table its name
   * @param columns its columns; they may have been renamed and widened since
   * @return the predicate
   * @throws CorruptionException when the bytes are no predicate on these columns
   */
  public static Predicate decode(
      byte[] bytes, int tableId, String table, List<ColumnDefinition> columns) {
    return decode(bytes, tableId, table, columns, new BitSet());
  }

  /**
   * Decodes, and tells which columns occur.
   *
   * @param bytes what {@link #encode} gave
   * @param tableId the table; 0 for handles that only name their columns
   * @param table its name
   * @param columns its columns; they may have been renamed and widened since
   * @param used receives the ordinals of the columns that occur
   * @return the predicate
   * @throws CorruptionException when the bytes are no predicate on these columns
   */
  public static Predicate decode(
      byte[] bytes, int tableId, String table, List<ColumnDefinition> columns, BitSet used) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      CatalogStrings.expect(in.readUnsignedByte() == VERSION, "version");
      Predicate predicate = new Decoder(in, tableId, table, columns, used).node(0);
      CatalogStrings.expect(in.available() == 0, "end");
      return predicate;
    } catch (IOException | DateTimeException | LimitExceededException | SchemaException e) {
      throw new CorruptionException(
          e, "A predicate in the catalog is damaged.", "table", table, "bytes", bytes.length);
    }
  }

  private record Encoder(
      DataOutputStream out, int tableId, String table, List<ColumnDefinition> columns) {

    void node(Predicate predicate, int depth) throws IOException {
      if (depth > MAX_DEPTH) {
        throw new LimitExceededException(
            "The predicate is nested too deeply to be stored.", "table", table, "limit", MAX_DEPTH);
      }
      if (predicate instanceof Predicate.Compare compare) {
        ColumnDefinition column = column(COMPARE, compare.column());
        boolean prefix = compare.comparison() == Comparison.STARTS_WITH;
        if (prefix && column.type().kind() != ValueKind.STRING) {
          throw refused("Only texts begin with a prefix.", column, compare.operand());
        }
        out.writeByte(COMPARISONS.indexOf(compare.comparison()));
        constant(column, compare.operand());
      } else if (predicate instanceof Predicate.In in) {
        ColumnDefinition column = column(IN, in.column());
        count(in.operands().size());
        for (Object operand : in.operands()) {
          constant(column, operand);
        }
      } else if (predicate instanceof Predicate.IsNull isNull) {
        ColumnDefinition column = column(IS_NULL, isNull.column());
        assert column != null : "a column is found or refused";
      } else if (predicate instanceof Predicate.Not not) {
        out.writeByte(NOT);
        node(not.term(), depth + 1);
      } else if (predicate instanceof Predicate.CompareExpressions compare) {
        out.writeByte(COMPARE_EXPRESSIONS);
        out.writeByte(COMPARISONS.indexOf(compare.comparison()));
        expression(compare.left(), depth + 1);
        expression(compare.right(), depth + 1);
      } else if (predicate instanceof Predicate.IsNullExpression isNull) {
        out.writeByte(IS_NULL_EXPRESSION);
        expression(isNull.expression(), depth + 1);
      } else if (predicate instanceof Predicate.Like like) {
        ColumnDefinition column = column(LIKE, like.column());
        out.writeChar(like.escape());
        constant(column, like.pattern());
      } else {
        out.writeByte(predicate instanceof Predicate.And ? AND : OR);
        List<Predicate> terms =
            predicate instanceof Predicate.And and
                ? and.terms()
                : ((Predicate.Or) predicate).terms();
        count(terms.size());
        for (Predicate term : terms) {
          node(term, depth + 1);
        }
      }
    }

    private void expression(ComparableExpression<?> expression, int depth) throws IOException {
      new ExpressionFormat.Encoder(out, table, this::column).node(expression, depth);
    }

    private ColumnDefinition column(int tag, Column handle) throws IOException {
      for (ColumnDefinition column : columns) {
        boolean named =
            handle.isBound()
                ? handle.tableId() == tableId
                    && handle.columnId() == column.id()
                    && !column.hidden()
                : column.isNamed(handle.name());
        if (named && !sameFamily(column.type().kind(), handle.type().kind())) {
          throw new SchemaException(
              "The column has another type.",
              "table",
              table,
              "column",
              column.name(),
              "type",
              column.type(),
              "asked",
              handle.type());
        }
        if (named) {
          out.writeByte(tag);
          out.writeInt(column.id());
          return column;
        }
      }
      throw new SchemaException("The table has no such column.", "table", table, "column", handle);
    }

    private void constant(ColumnDefinition column, Object operand) throws IOException {
      if (operand instanceof Parameter) {
        throw refused("A predicate of a schema has no parameters.", column, operand);
      }
      Object value = ValueType.of(column.type().kind()).normal(operand);
      if (value == null) {
        throw refused(
            "The value does not fit the column that it is compared with.", column, operand);
      }
      ValueType.of(column.type().kind()).write(out, value);
    }

    private void count(int count) throws IOException {
      if (count > MAX_BYTES) {
        throw new LimitExceededException(
            "The predicate is too long to be stored.", "table", table, "terms", count);
      }
      out.writeShort(count);
    }

    private SchemaException refused(String sentence, ColumnDefinition column, Object value) {
      return new SchemaException(
          sentence,
          "table",
          table,
          "column",
          column.name(),
          "type",
          column.type(),
          "value",
          String.valueOf(value));
    }
  }

  private record Decoder(
      DataInputStream in, int tableId, String table, List<ColumnDefinition> columns, BitSet used) {

    Predicate node(int depth) throws IOException {
      CatalogStrings.expect(depth <= MAX_DEPTH, "depth");
      int tag = in.readUnsignedByte();
      return switch (tag) {
        case COMPARE -> compare();
        case IN -> membership();
        case IS_NULL -> new Predicate.IsNull(handle(column()));
        case NOT -> new Predicate.Not(node(depth + 1));
        case AND -> new Predicate.And(terms(depth, AND));
        case OR -> new Predicate.Or(terms(depth, OR));
        case COMPARE_EXPRESSIONS -> compareExpressions(depth);
        case IS_NULL_EXPRESSION ->
            new Predicate.IsNullExpression(ExpressionFormat.number(expressions().node(depth + 1)));
        case LIKE -> like();
        default -> throw new IOException("unexpected node " + tag);
      };
    }

    private Predicate compare() throws IOException {
      ColumnDefinition column = column();
      int place = in.readUnsignedByte();
      CatalogStrings.expect(place < COMPARISONS.size(), "comparison");
      Comparison comparison = COMPARISONS.get(place);
      ValueKind kind = column.type().kind();
      CatalogStrings.expect(
          comparison != Comparison.STARTS_WITH || kind == ValueKind.STRING, "prefix");
      return new Predicate.Compare(handle(column), comparison, constant(kind));
    }

    private ExpressionFormat.Decoder expressions() {
      return new ExpressionFormat.Decoder(in, () -> handle(column()));
    }

    private Predicate compareExpressions(int depth) throws IOException {
      int place = in.readUnsignedByte();
      CatalogStrings.expect(place < COMPARISONS.size(), "comparison");
      Comparison comparison = COMPARISONS.get(place);
      CatalogStrings.expect(comparison != Comparison.STARTS_WITH, "prefix");
      ComparableExpression<?> left = expressions().node(depth + 1);
      ComparableExpression<?> right = expressions().node(depth + 1);
      CatalogStrings.expect(ExpressionFormat.areComparable(left, right), "types");
      return new Predicate.CompareExpressions(left, comparison, right);
    }

    private Predicate like() throws IOException {
      ColumnDefinition column = column();
      CatalogStrings.expect(column.type().kind() == ValueKind.STRING, "pattern");
      char escape = in.readChar();
      Object pattern = ValueType.of(ValueKind.STRING).read(in);
      try {
        return new Predicate.Like((StringColumn) handle(column), pattern, escape);
      } catch (IllegalUseException e) {
        throw new IOException("unexpected pattern", e);
      }
    }

    private Predicate membership() throws IOException {
      ColumnDefinition column = column();
      int count = in.readUnsignedShort();
      List<Object> constants = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        constants.add(constant(column.type().kind()));
      }
      return new Predicate.In(handle(column), constants);
    }

    private Object constant(ValueKind kind) throws IOException {
      return ValueType.of(kind).declared(ValueType.of(kind).read(in));
    }

    private List<Predicate> terms(int depth, int connective) throws IOException {
      int count = in.readUnsignedShort();
      List<Predicate> terms = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Predicate term = node(depth + 1);
        boolean nested =
            connective == AND ? term instanceof Predicate.And : term instanceof Predicate.Or;
        CatalogStrings.expect(!nested, "nesting");
        terms.add(term);
      }
      return terms;
    }

    private ColumnDefinition column() throws IOException {
      int id = in.readInt();
      for (int ordinal = 0; ordinal < columns.size(); ordinal++) {
        if (columns.get(ordinal).id() == id) {
          used.set(ordinal);
          return columns.get(ordinal);
        }
      }
      throw new IOException("unexpected column " + id);
    }

    private Column handle(ColumnDefinition column) {
      return column.handle(tableId, table);
    }
  }

  /**
   * Whether the columns are all that a stored predicate needs.
   *
   * @param bytes what {@link #encode} gave
   * @param tableId the table
   * @param table its name
   * @param columns the columns
   * @return false when one is missing
   */
  public static boolean fits(
      byte[] bytes, int tableId, String table, List<ColumnDefinition> columns) {
    try {
      return decode(bytes, tableId, table, columns) != null;
    } catch (CorruptionException e) {
      return false;
    }
  }

  /**
   * Whether values of the kinds compare with each other, as those of widened columns do.
   *
   * @param a a kind
   * @param b another
   * @return true when they do
   */
  public static boolean sameFamily(ValueKind a, ValueKind b) {
    return a == b || a.widens(b) || b.widens(a);
  }
}
