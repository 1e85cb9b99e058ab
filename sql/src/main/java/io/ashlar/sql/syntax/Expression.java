package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/**
 * What has a value. Parentheses are not kept: the shape of the tree says what they said.
 *
 * <p>Chains of equal operators are lists, so that their length does not become depth.
 */
public sealed interface Expression extends SyntaxNode
    permits Expression.ColumnReference,
        Expression.Parameter,
        Expression.DefaultValue,
        Expression.Unary,
        Expression.Junction,
        Expression.Chain,
        Expression.Case,
        Expression.Cast,
        Expression.AtTimeZone,
        Expression.RowValue,
        Expression.ScalarSubquery,
        Literal,
        Condition,
        Call {

  /**
   * A column.
   *
   * @param offset where it begins in the text
   * @param name its name, perhaps with table and schema
   */
  record ColumnReference(int offset, QualifiedName name) implements Expression {}

  /**
   * A value that is bound later.
   *
   * @param offset where it begins in the text
   * @param index its number, counted from 1
   * @param name what it is called, if parameters have names
   */
  record Parameter(int offset, int index, Optional<String> name) implements Expression {}

  /**
   * {@code DEFAULT} in place of a value: in rows to be inserted and in assignments.
   *
   * @param offset where it begins in the text
   */
  record DefaultValue(int offset) implements Expression {}

  /**
   * An operator before its operand.
   *
   * @param offset where it begins in the text
   * @param operator the operator
   * @param operand the operand
   */
  record Unary(int offset, UnaryOperator operator, Expression operand) implements Expression {}

  /**
   * Conditions that must all hold, or of which one must. No term is a junction of the same kind.
   *
   * @param offset where it begins in the text
   * @param kind how they are connected
   * @param terms at least two
   */
  record Junction(int offset, JunctionKind kind, List<Expression> terms) implements Expression {}

  /**
   * Operators of one level, from left to right: {@code a + b - c}.
   *
   * @param offset where it begins in the text
   * @param first the leftmost operand
   * @param steps what follows, at least one; all operators have one level
   */
  record Chain(int offset, Expression first, List<Step> steps) implements Expression {}

  /**
   * One operator of a chain, with the operand to its right.
   *
   * @param offset where it begins in the text
   * @param operator the operator
   * @param operand its right operand
   */
  record Step(int offset, BinaryOperator operator, Expression operand) implements SyntaxNode {}

  /**
   * {@code CASE}, with or without an operand.
   *
   * @param offset where it begins in the text
   * @param operand what is compared with each {@code WHEN}
   * @param branches at least one
   * @param otherwise the value after {@code ELSE}
   */
  record Case(
      int offset,
      Optional<Expression> operand,
      List<Branch> branches,
      Optional<Expression> otherwise)
      implements Expression {}

  /**
   * One {@code WHEN} of a case.
   *
   * @param offset where it begins in the text
   * @param condition a condition, or a value where the case has an operand
   * @param result the value
   */
  record Branch(int offset, Expression condition, Expression result) implements SyntaxNode {}

  /**
   * A value as one of another type; also written {@code value::type}.
   *
   * @param offset where it begins in the text
   * @param operand the value
   * @param type the type
   */
  record Cast(int offset, Expression operand, TypeName type) implements Expression {}

  /**
   * A time in a zone.
   *
   * @param offset where it begins in the text
   * @param operand the time
   * @param zone the zone
   */
  record AtTimeZone(int offset, Expression operand, Expression zone) implements Expression {}

  /**
   * Several values as one: {@code (a, b)}.
   *
   * @param offset where it begins in the text
   * @param values at least one; a single one was written {@code ROW(a)}
   */
  record RowValue(int offset, List<Expression> values) implements Expression {}

  /**
   * A query in place of a value.
   *
   * @param offset where it begins in the text
   * @param query the query
   */
  record ScalarSubquery(int offset, Query query) implements Expression {}

  /** Operators before an operand. */
  enum UnaryOperator {
    /** Negation of a condition. */
    NOT,
    /** Minus. */
    NEGATE,
    /** Plus. */
    PLUS,
    /** All bits inverted. */
    BIT_NOT
  }

  /** How conditions are connected. */
  enum JunctionKind {
    /** All must hold. */
    AND,
    /** One must hold. */
    OR
  }

  /** Operators of chains. */
  enum BinaryOperator {
    /** {@code ||}. */
    CONCAT,
    /** {@code &}. */
    BIT_AND,
    /** {@code |}. */
    BIT_OR,
    /** {@code <<}. */
    SHIFT_LEFT,
    /** {@code >>}. */
    SHIFT_RIGHT,
    /** {@code +}. */
    ADD,
    /** {@code -}. */
    SUBTRACT,
    /** {@code *}. */
    MULTIPLY,
    /** {@code /}. */
    DIVIDE,
    /** {@code %}. */
    MODULO
  }
}
