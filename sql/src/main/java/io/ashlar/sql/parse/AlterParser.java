package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.AlterAction;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.DefinitionStatement.ObjectKind;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.TypeName;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.List;
import java.util.Optional;

/** {@code ALTER}. */
final class AlterParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final ElementParser elements;
  private final ClauseParser clauses;

  AlterParser(
      Tokens tokens, ExpressionParser expressions, ElementParser elements, ClauseParser clauses) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.elements = elements;
    this.clauses = clauses;
  }

  DefinitionStatement alter() {
    int offset = tokens.offset();
    tokens.expect("alter");
    if (tokens.accept(Keyword.TABLE)) {
      boolean ifExists = DefinitionParser.ifExists(tokens);
      QualifiedName name = tokens.tableName();
      List<AlterAction> actions = tokens.list(this::action);
      return new DefinitionStatement.AlterTable(offset, name, ifExists, actions);
    }
    if (tokens.accept("sequence")) {
      return sequence(offset);
    }
    if (tokens.accept("index")) {
      return renamed(offset, ObjectKind.INDEX);
    }
    if (tokens.accept("view")) {
      return renamed(offset, ObjectKind.VIEW);
    }
    throw tokens.expected("TABLE, SEQUENCE, INDEX or VIEW");
  }

  private DefinitionStatement sequence(int offset) {
    boolean ifExists = DefinitionParser.ifExists(tokens);
    QualifiedName name = tokens.tableName();
    if (tokens.is("rename")) {
      return rename(offset, ObjectKind.SEQUENCE, name, ifExists);
    }
    return new DefinitionStatement.AlterSequence(offset, name, ifExists, clauses.requiredOptions());
  }

  private DefinitionStatement renamed(int offset, ObjectKind kind) {
    boolean ifExists = DefinitionParser.ifExists(tokens);
    return rename(offset, kind, tokens.tableName(), ifExists);
  }

  private DefinitionStatement rename(
      int offset, ObjectKind kind, QualifiedName name, boolean ifExists) {
    tokens.expect("rename");
    tokens.expect(Keyword.TO);
    return new DefinitionStatement.Rename(offset, kind, name, ifExists, tokens.name());
  }

  private AlterAction action() {
    int offset = tokens.offset();
    if (tokens.accept("add")) {
      return add(offset);
    }
    if (tokens.accept("drop")) {
      return drop(offset);
    }
    if (tokens.accept("alter")) {
      tokens.accept("column");
      return alterColumn(offset, tokens.name());
    }
    if (tokens.accept("rename")) {
      return rename(offset);
    }
    if (tokens.is("expire")) {
      return expire(offset);
    }
    if (tokens.is("keep")) {
      return keep(offset);
    }
    throw tokens.expected("ADD, DROP, ALTER, RENAME, EXPIRE or KEEP");
  }

  private AlterAction add(int offset) {
    if (elements.isConstraint()) {
      return new AlterAction.AddConstraint(offset, elements.constraint());
    }
    if (tokens.is("partition") && tokens.isAhead(1, Keyword.FOR)) {
      tokens.advance();
      tokens.advance();
      tokens.open();
      List<Expression> values = expressions.expressions();
      tokens.close();
      return new AlterAction.AddPartition(offset, values);
    }
    tokens.accept("column");
    boolean ifNotExists = DefinitionParser.ifNotExists(tokens);
    return new AlterAction.AddColumn(offset, ifNotExists, elements.column());
  }

  private AlterAction drop(int offset) {
    if (tokens.accept(Keyword.PRIMARY)) {
      tokens.expect(Keyword.KEY);
      return new AlterAction.DropPrimaryKey(offset);
    }
    if (tokens.accept(Keyword.CONSTRAINT)) {
      boolean ifExists = DefinitionParser.ifExists(tokens);
      Identifier name = tokens.name();
      return new AlterAction.DropConstraint(
          offset, ifExists, name, DefinitionParser.behavior(tokens));
    }
    if (tokens.is("partition") && Symbol.isString(tokens.kind(1))) {
      tokens.advance();
      return new AlterAction.DropPartition(offset, tokens.string());
    }
    tokens.accept("column");
    boolean ifExists = DefinitionParser.ifExists(tokens);
    Identifier name = tokens.name();
    return new AlterAction.DropColumn(offset, ifExists, name, DefinitionParser.behavior(tokens));
  }

  private AlterAction alterColumn(int offset, Identifier column) {
    if (tokens.accept(Keyword.SET)) {
      return set(offset, column);
    }
    if (tokens.accept("drop")) {
      return dropFromColumn(offset, column);
    }
    if (tokens.is("add")) {
      tokens.advance();
      int begin = tokens.offset();
      boolean always = clauses.always();
      return new AlterAction.AddIdentity(offset, column, clauses.identity(begin, always));
    }
    if (tokens.accept("restart")) {
      return new AlterAction.RestartIdentity(offset, column, clauses.optionalNumber());
    }
    if (tokens.accept("rename")) {
      tokens.expect(Keyword.TO);
      return new AlterAction.RenameColumn(offset, column, tokens.name());
    }
    tokens.accept("type");
    return type(offset, column);
  }

  private AlterAction set(int offset, Identifier column) {
    if (tokens.accept(Keyword.DEFAULT)) {
      return new AlterAction.SetDefault(offset, column, expressions.expression());
    }
    if (tokens.accept(Keyword.NOT)) {
      tokens.expect(Keyword.NULL);
      return new AlterAction.SetNotNull(offset, column);
    }
    tokens.expect("data");
    tokens.expect("type");
    return type(offset, column);
  }

  private AlterAction type(int offset, Identifier column) {
    TypeName type = expressions.literals().type();
    Optional<Expression> using = expressions.expressionAfter(Keyword.USING);
    return new AlterAction.SetType(offset, column, type, using);
  }

  private AlterAction dropFromColumn(int offset, Identifier column) {
    if (tokens.accept(Keyword.DEFAULT)) {
      return new AlterAction.DropDefault(offset, column);
    }
    if (tokens.accept(Keyword.NOT)) {
      tokens.expect(Keyword.NULL);
      return new AlterAction.DropNotNull(offset, column);
    }
    tokens.expect("identity");
    return new AlterAction.DropIdentity(offset, column, DefinitionParser.ifExists(tokens));
  }

  private AlterAction rename(int offset) {
    if (tokens.accept(Keyword.TO)) {
      return new AlterAction.RenameTable(offset, tokens.name());
    }
    if (tokens.accept(Keyword.CONSTRAINT)) {
      Identifier constraint = tokens.name();
      tokens.expect(Keyword.TO);
      return new AlterAction.RenameConstraint(offset, constraint, tokens.name());
    }
    tokens.accept("column");
    Identifier column = tokens.name();
    tokens.expect(Keyword.TO);
    return new AlterAction.RenameColumn(offset, column, tokens.name());
  }

  private AlterAction expire(int offset) {
    if (tokens.accept("expire", "never")) {
      return new AlterAction.NeverExpire(offset);
    }
    return new AlterAction.SetExpiry(offset, clauses.expiry());
  }

  private AlterAction keep(int offset) {
    if (tokens.isAhead(1, Keyword.NO)) {
      tokens.advance();
      tokens.advance();
      tokens.expect("history");
      return new AlterAction.KeepNoHistory(offset);
    }
    return new AlterAction.KeepHistory(offset, clauses.history());
  }
}
