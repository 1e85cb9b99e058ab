package io.ashlar.sql.parse;

import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.DefinitionStatement.SequenceOption;
import io.ashlar.sql.syntax.DefinitionStatement.SequenceOptionKind;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.syntax.TableClause;
import io.ashlar.sql.syntax.TableElement.IdentityColumn;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is said of a table behind its columns, partitions, expiry and history, and of sequences and
 * identity columns: how they count.
 */
final class ClauseParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;

  ClauseParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  /** Partitions, expiry and history, each at most once. */
  List<TableClause> clauses() {
    List<TableClause> clauses = new ArrayList<>();
    boolean partitioned = false;
    boolean expiring = false;
    boolean remembered = false;
    while (true) {
      int offset = tokens.offset();
      if (tokens.is("partition")) {
        refuseSecond(partitioned, offset, "PARTITION BY");
        partitioned = true;
        clauses.add(partitions());
      } else if (tokens.is("expire")) {
        refuseSecond(expiring, offset, "EXPIRE");
        expiring = true;
        clauses.add(expiry());
      } else if (tokens.is("keep")) {
        refuseSecond(remembered, offset, "KEEP HISTORY");
        remembered = true;
        clauses.add(history());
      } else {
        return List.copyOf(clauses);
      }
    }
  }

  private void refuseSecond(boolean said, int offset, String clause) {
    if (said) {
      throw tokens.error(
          SqlState.SYNTAX_ERROR, "A clause is there twice.", offset, "clause", clause);
    }
  }

  private TableClause partitions() {
    int offset = tokens.offset();
    tokens.expect("partition");
    tokens.expect(Keyword.BY);
    if (tokens.accept(Keyword.RANGE)) {
      return range(offset);
    }
    if (tokens.accept("list")) {
      Identifier column = column();
      List<QueryBody.ValueRow> lists = List.of();
      if (tokens.accept(Symbol.OPEN)) {
        lists = tokens.list(this::valueList);
        tokens.close();
      }
      return new TableClause.ListPartitions(offset, column, lists);
    }
    if (tokens.accept("hash")) {
      List<Identifier> columns = tokens.names();
      tokens.expect("partitions");
      return new TableClause.HashPartitions(offset, columns, tokens.smallInteger());
    }
    throw tokens.expected("RANGE, LIST or HASH");
  }

  private TableClause range(int offset) {
    Identifier column = column();
    tokens.expect("every");
    Expression width = expressions.operand(ExpressionParser.UNARY);
    Optional<Expression> retention = Optional.empty();
    if (tokens.accept("retain")) {
      retention = Optional.of(expressions.operand(ExpressionParser.UNARY));
    }
    return new TableClause.RangePartitions(offset, column, width, retention);
  }

  private Identifier column() {
    tokens.open();
    Identifier column = tokens.name();
    tokens.close();
    return column;
  }

  private QueryBody.ValueRow valueList() {
    int offset = tokens.offset();
    tokens.expect(Keyword.VALUES);
    tokens.open();
    List<Expression> values = expressions.expressions();
    tokens.close();
    return new QueryBody.ValueRow(offset, values);
  }

  TableClause.Expiry expiry() {
    int offset = tokens.offset();
    tokens.expect("expire");
    Optional<Identifier> column = Optional.empty();
    if (!tokens.is("after")) {
      column = Optional.of(tokens.name());
    }
    tokens.expect("after");
    return new TableClause.Expiry(offset, column, expressions.operand(ExpressionParser.UNARY));
  }

  TableClause.History history() {
    int offset = tokens.offset();
    tokens.expect("keep");
    tokens.expect("history");
    tokens.expect(Keyword.FOR);
    return new TableClause.History(offset, expressions.operand(ExpressionParser.UNARY));
  }

  /** Options of a sequence, each at most once. */
  List<SequenceOption> options() {
    List<SequenceOption> options = new ArrayList<>();
    Set<SequenceOptionKind> said = EnumSet.noneOf(SequenceOptionKind.class);
    while (true) {
      int offset = tokens.offset();
      SequenceOption option = option(offset);
      if (option == null) {
        return List.copyOf(options);
      }
      if (!said.add(affirmed(option.kind()))) {
        throw tokens.error(
            SqlState.SYNTAX_ERROR, "A clause is there twice.", offset, "clause", option.kind());
      }
      options.add(option);
    }
  }

  /** What an option decides; to say a thing and its opposite is to say it twice. */
  private static SequenceOptionKind affirmed(SequenceOptionKind kind) {
    return switch (kind) {
      case NO_MIN_VALUE -> SequenceOptionKind.MIN_VALUE;
      case NO_MAX_VALUE -> SequenceOptionKind.MAX_VALUE;
      case NO_CACHE -> SequenceOptionKind.CACHE;
      case NO_CYCLE -> SequenceOptionKind.CYCLE;
      default -> kind;
    };
  }

  /** Options of which one at least is there. */
  List<SequenceOption> requiredOptions() {
    List<SequenceOption> options = options();
    if (options.isEmpty()) {
      throw tokens.expected("an option of a sequence");
    }
    return options;
  }

  private SequenceOption option(int offset) {
    if (tokens.accept("start")) {
      tokens.accept(Keyword.WITH);
      return number(offset, SequenceOptionKind.START);
    }
    if (tokens.accept("increment")) {
      tokens.accept(Keyword.BY);
      return number(offset, SequenceOptionKind.INCREMENT);
    }
    if (tokens.accept("minvalue")) {
      return number(offset, SequenceOptionKind.MIN_VALUE);
    }
    if (tokens.accept("maxvalue")) {
      return number(offset, SequenceOptionKind.MAX_VALUE);
    }
    if (tokens.accept("cache")) {
      return number(offset, SequenceOptionKind.CACHE);
    }
    if (tokens.accept("restart")) {
      return restart(offset);
    }
    SequenceOptionKind kind = word();
    return kind == null ? null : new SequenceOption(offset, kind, Optional.empty());
  }

  private SequenceOption number(int offset, SequenceOptionKind kind) {
    return new SequenceOption(offset, kind, Optional.of(tokens.integer()));
  }

  private SequenceOption restart(int offset) {
    return new SequenceOption(offset, SequenceOptionKind.RESTART, optionalNumber());
  }

  /** The number behind {@code RESTART}, if there is one. */
  Optional<Long> optionalNumber() {
    boolean given = tokens.accept(Keyword.WITH);
    int kind = tokens.kind();
    given |= kind == Symbol.INTEGER || kind == Symbol.MINUS || kind == Symbol.PLUS;
    return given ? Optional.of(tokens.integer()) : Optional.empty();
  }

  private SequenceOptionKind word() {
    if (tokens.accept("cycle")) {
      return SequenceOptionKind.CYCLE;
    }
    if (tokens.accept("nocycle") || tokens.accept("no", "cycle")) {
      return SequenceOptionKind.NO_CYCLE;
    }
    if (tokens.accept("nocache") || tokens.accept("no", "cache")) {
      return SequenceOptionKind.NO_CACHE;
    }
    if (tokens.accept("nominvalue") || tokens.accept("no", "minvalue")) {
      return SequenceOptionKind.NO_MIN_VALUE;
    }
    if (tokens.accept("nomaxvalue") || tokens.accept("no", "maxvalue")) {
      return SequenceOptionKind.NO_MAX_VALUE;
    }
    return null;
  }

  /** {@code {ALWAYS | BY DEFAULT} AS IDENTITY}, from behind {@code GENERATED}. */
  IdentityColumn identity(int offset, boolean always) {
    tokens.expect(Keyword.AS);
    tokens.expect("identity");
    List<SequenceOption> options = List.of();
    if (tokens.accept(Symbol.OPEN)) {
      options = requiredOptions();
      tokens.close();
    }
    return new IdentityColumn(offset, always, options);
  }

  /** {@code GENERATED {ALWAYS | BY DEFAULT}}; whether it was always. */
  boolean always() {
    tokens.expect("generated");
    if (tokens.accept("always")) {
      return true;
    }
    tokens.expect(Keyword.BY);
    tokens.expect(Keyword.DEFAULT);
    return false;
  }

  /** The name of a constraint, if {@code CONSTRAINT} is next. */
  Optional<Identifier> constraintName() {
    return tokens.accept(Keyword.CONSTRAINT) ? Optional.of(tokens.name()) : Optional.empty();
  }
}
