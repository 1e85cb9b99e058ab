package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.DefinitionStatement.DropBehavior;
import io.ashlar.sql.syntax.DefinitionStatement.KeyItem;
import io.ashlar.sql.syntax.DefinitionStatement.ObjectKind;
import io.ashlar.sql.syntax.DefinitionStatement.SequenceOption;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.TableClause;
import io.ashlar.sql.syntax.TableElement;
import io.ashlar.sql.syntax.TypeName;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.List;
import java.util.Optional;

/** {@code CREATE}, {@code DROP} and {@code COMMENT ON}. */
final class DefinitionParser {

  private static final int COLUMN_PARTS = 4;

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final QueryParser queries;
  private final ElementParser elements;
  private final ClauseParser clauses;

  DefinitionParser(
      Tokens tokens, ExpressionParser expressions, ElementParser elements, ClauseParser clauses) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.elements = elements;
    this.clauses = clauses;
    queries = expressions.queries();
  }

  DefinitionStatement create() {
    int offset = tokens.offset();
    tokens.expect(Keyword.CREATE);
    if (tokens.accept(Keyword.TABLE)) {
      return table(offset);
    }
    if (tokens.is(Keyword.UNIQUE) || tokens.is("index")) {
      return index(offset);
    }
    if (tokens.accept("sequence")) {
      return sequence(offset);
    }
    if (tokens.is(Keyword.OR) || tokens.is("view")) {
      return view(offset);
    }
    if (tokens.accept("schema")) {
      boolean ifNotExists = ifNotExists(tokens);
      return new DefinitionStatement.CreateSchema(offset, tokens.tableName(), ifNotExists);
    }
    if (isTemporary()) {
      throw tokens.unsupported("temporary tables", tokens.offset());
    }
    throw tokens.expected("TABLE, INDEX, SEQUENCE, VIEW or SCHEMA");
  }

  private boolean isTemporary() {
    return tokens.is("temporary")
        || tokens.is("temp")
        || ((tokens.is("global") || tokens.is("local"))
            && (tokens.isAhead(1, "temporary") || tokens.isAhead(1, "temp")));
  }

  static boolean ifNotExists(Tokens tokens) {
    if (!tokens.is(Keyword.IF) || !tokens.isAhead(1, Keyword.NOT)) {
      return false;
    }
    tokens.advance();
    tokens.advance();
    tokens.expect(Keyword.EXISTS);
    return true;
  }

  static boolean ifExists(Tokens tokens) {
    if (!tokens.is(Keyword.IF) || !tokens.isAhead(1, Keyword.EXISTS)) {
      return false;
    }
    tokens.advance();
    tokens.advance();
    return true;
  }

  static DropBehavior behavior(Tokens tokens) {
    if (tokens.accept("cascade")) {
      return DropBehavior.CASCADE;
    }
    return tokens.accept("restrict") ? DropBehavior.RESTRICT : DropBehavior.UNSAID;
  }

  private DefinitionStatement table(int offset) {
    boolean ifNotExists = ifNotExists(tokens);
    QualifiedName name = tokens.tableName();
    if (tokens.is(Keyword.AS) || isListOfNames()) {
      List<Identifier> columns = tokens.optionalNames();
      tokens.expect(Keyword.AS);
      Query query = queries.query();
      return new DefinitionStatement.CreateTableAs(
          offset, name, ifNotExists, columns, query, withData());
    }
    tokens.open();
    List<TableElement> all = tokens.list(elements::element);
    tokens.close();
    List<TableClause> rest = clauses.clauses();
    return new DefinitionStatement.CreateTable(offset, name, ifNotExists, all, rest);
  }

  /** Whether columns without types are next. */
  private boolean isListOfNames() {
    return tokens.is(Symbol.OPEN)
        && tokens.isName(1)
        && (tokens.kind(2) == Symbol.COMMA || tokens.kind(2) == Symbol.CLOSE);
  }

  private boolean withData() {
    if (!tokens.accept(Keyword.WITH)) {
      return true;
    }
    boolean data = !tokens.accept(Keyword.NO);
    tokens.expect("data");
    return data;
  }

  private DefinitionStatement index(int offset) {
    boolean unique = tokens.accept(Keyword.UNIQUE);
    tokens.expect("index");
    boolean concurrently = tokens.accept("concurrently");
    boolean ifNotExists = ifNotExists(tokens);
    Optional<QualifiedName> name =
        tokens.is(Keyword.ON) && !ifNotExists ? Optional.empty() : Optional.of(tokens.tableName());
    tokens.expect(Keyword.ON);
    QualifiedName table = tokens.tableName();
    List<KeyItem> key = keyItems();
    List<Identifier> stored =
        tokens.accept("include") || tokens.accept("storing") ? tokens.names() : List.of();
    Optional<Expression> where = expressions.expressionAfter(Keyword.WHERE);
    return new DefinitionStatement.CreateIndex(
        offset, name, table, unique, concurrently, ifNotExists, key, stored, where);
  }

  private List<KeyItem> keyItems() {
    tokens.open();
    List<KeyItem> items = tokens.list(this::keyItem);
    tokens.close();
    return items;
  }

  private KeyItem keyItem() {
    int offset = tokens.offset();
    Expression value = expressions.operand(ExpressionParser.POSTFIX + 1);
    return new KeyItem(offset, value, queries.descending(), queries.nullOrder());
  }

  private DefinitionStatement sequence(int offset) {
    boolean ifNotExists = ifNotExists(tokens);
    QualifiedName name = tokens.tableName();
    Optional<TypeName> type =
        tokens.accept(Keyword.AS) ? Optional.of(expressions.literals().type()) : Optional.empty();
    List<SequenceOption> options = clauses.options();
    return new DefinitionStatement.CreateSequence(offset, name, ifNotExists, type, options);
  }

  private DefinitionStatement view(int offset) {
    boolean orReplace = tokens.accept(Keyword.OR);
    if (orReplace) {
      tokens.expect(Keyword.REPLACE);
    }
    tokens.expect("view");
    boolean ifNotExists = !orReplace && ifNotExists(tokens);
    QualifiedName name = tokens.tableName();
    List<Identifier> columns = tokens.optionalNames();
    tokens.expect(Keyword.AS);
    return new DefinitionStatement.CreateView(
        offset, name, orReplace, ifNotExists, columns, queries.query());
  }

  DefinitionStatement drop() {
    int offset = tokens.offset();
    tokens.expect("drop");
    ObjectKind kind = kind(false);
    boolean concurrently = kind == ObjectKind.INDEX && tokens.accept("concurrently");
    boolean ifExists = ifExists(tokens);
    List<QualifiedName> names = tokens.list(tokens::tableName);
    return new DefinitionStatement.Drop(
        offset, kind, concurrently, ifExists, names, behavior(tokens));
  }

  private ObjectKind kind(boolean withColumns) {
    if (tokens.accept(Keyword.TABLE)) {
      return ObjectKind.TABLE;
    }
    if (tokens.accept("index")) {
      return ObjectKind.INDEX;
    }
    if (tokens.accept("sequence")) {
      return ObjectKind.SEQUENCE;
    }
    if (tokens.accept("view")) {
      return ObjectKind.VIEW;
    }
    if (tokens.accept("schema")) {
      return ObjectKind.SCHEMA;
    }
    if (withColumns && tokens.accept("column")) {
      return ObjectKind.COLUMN;
    }
    throw tokens.expected("TABLE, INDEX, SEQUENCE, VIEW or SCHEMA");
  }

  DefinitionStatement comment() {
    int offset = tokens.offset();
    tokens.expect("comment");
    tokens.expect(Keyword.ON);
    ObjectKind kind = kind(true);
    QualifiedName name = tokens.qualifiedName(COLUMN_PARTS);
    tokens.expect(Keyword.IS);
    Optional<String> text =
        tokens.accept(Keyword.NULL) ? Optional.empty() : Optional.of(tokens.string());
    return new DefinitionStatement.Comment(offset, kind, name, text);
  }
}
