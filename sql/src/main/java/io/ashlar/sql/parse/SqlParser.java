package io.ashlar.sql.parse;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.SessionStatement;
import io.ashlar.sql.syntax.Statement;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes trees of texts.
 *
 * <p>A parser can be used again and again, and keeps its arrays between texts; it belongs to one
 * thread at a time. All its methods throw {@link SqlException}: of state 42601 for what the grammar
 * does not know, with line and column, what was found and what was expected; of 0A000 for what it
 * knows and there is not; of 54000 for a text that is too long; of 54001 for one that nests too
 * deep; of 22003 for a number that does not fit where the grammar asks for one.
 */
public final class SqlParser {

  private final Tokens tokens;
  private final Parameters parameters = new Parameters();
  private final ExpressionParser expressions;

  // Those of statements that are no queries; null until there was one, since most sessions define
  // nothing, and many only read.
  private InsertParser inserts;
  private ChangeParser changes;
  private DefinitionParser definitions;
  private AlterParser alterations;
  private SessionParser sessions;

  /** With the default limits. */
  public SqlParser() {
    this(ParserOptions.defaults());
  }

  /**
   * With limits.
   *
   * @param options the limits
   */
  public SqlParser(ParserOptions options) {
    tokens = new Tokens(Arguments.given(options, "options"));
    expressions = new ExpressionParser(tokens, parameters);
  }

  private InsertParser inserts() {
    if (inserts == null) {
      inserts = new InsertParser(tokens, expressions);
    }
    return inserts;
  }

  private ChangeParser changes() {
    if (changes == null) {
      changes = new ChangeParser(tokens, expressions, inserts());
    }
    return changes;
  }

  private DefinitionParser definitions() {
    if (definitions == null) {
      makeDefining();
    }
    return definitions;
  }

  private AlterParser alterations() {
    if (alterations == null) {
      makeDefining();
    }
    return alterations;
  }

  private void makeDefining() {
    ClauseParser clauses = new ClauseParser(tokens, expressions);
    ElementParser elements = new ElementParser(tokens, expressions, clauses);
    definitions = new DefinitionParser(tokens, expressions, elements, clauses);
    alterations = new AlterParser(tokens, expressions, elements, clauses);
  }

  private SessionParser sessions() {
    if (sessions == null) {
      sessions = new SessionParser(tokens, expressions);
    }
    return sessions;
  }

  /**
   * One statement, with or without a semicolon behind it.
   *
   * @param sql the text
   * @return the statement
   * @throws SqlException when it is none, as the class says
   */
  public ParsedStatement parse(String sql) {
    tokens.begin(Arguments.given(sql, "sql"));
    try {
      ParsedStatement parsed = parsed();
      tokens.accept(Symbol.SEMICOLON);
      expectEnd();
      return parsed;
    } finally {
      tokens.end();
    }
  }

  /**
   * Statements with semicolons between them; empty ones are left out.
   *
   * @param sql the text
   * @return the statements in their order, each with its own parameters; perhaps none
   * @throws SqlException when one of them is none, as the class says
   */
  public List<ParsedStatement> parseScript(String sql) {
    tokens.begin(Arguments.given(sql, "sql"));
    try {
      List<ParsedStatement> all = new ArrayList<>();
      while (!tokens.isAtEnd()) {
        if (!tokens.accept(Symbol.SEMICOLON)) {
          all.add(parsed());
          if (!tokens.is(Symbol.SEMICOLON)) {
            expectEnd();
          }
        }
      }
      return List.copyOf(all);
    } finally {
      tokens.end();
    }
  }

  /**
   * An expression alone, as the catalog keeps checks and defaults.
   *
   * @param sql the text
   * @return the expression
   * @throws SqlException when it is none, as the class says
   */
  public Expression parseExpression(String sql) {
    tokens.begin(Arguments.given(sql, "sql"));
    parameters.begin();
    try {
      Expression expression = expressions.expression();
      expectEnd();
      return expression;
    } finally {
      tokens.end();
    }
  }

  private void expectEnd() {
    if (!tokens.isAtEnd()) {
      throw tokens.expected("end of statement");
    }
  }

  private ParsedStatement parsed() {
    parameters.begin();
    expressions.setInsertedValues(false);
    Statement statement = statement();
    return new ParsedStatement(statement, parameters.count(), parameters.names());
  }

  private Statement statement() {
    if (tokens.is("explain")) {
      return explain();
    }
    return plain();
  }

  private Statement explain() {
    int offset = tokens.offset();
    tokens.expect("explain");
    boolean analyze = tokens.accept("analyze");
    if (!analyze && tokens.accept("plan")) {
      tokens.expect(Keyword.FOR);
    } else if (!analyze && tokens.accept("query")) {
      tokens.expect("plan");
    }
    return new SessionStatement.Explain(offset, analyze, plain());
  }

  /** A statement that explains no other. */
  private Statement plain() {
    int offset = tokens.offset();
    Keyword keyword = tokens.keyword();
    if (tokens.is(Symbol.OPEN_BRACE)) {
      return changes().call();
    }
    if (tokens.is(Symbol.OPEN)) {
      return query(offset);
    }
    if (keyword == null) {
      return named();
    }
    switch (keyword) {
      case SELECT, VALUES, TABLE -> {
        return query(offset);
      }
      case WITH -> {
        return changes().withStatement();
      }
      case INSERT, REPLACE -> {
        return inserts().insert(offset, Optional.empty());
      }
      case UPDATE -> {
        return changes().update(offset, Optional.empty());
      }
      case DELETE -> {
        return changes().delete(offset, Optional.empty());
      }
      case MERGE -> {
        return changes().merge(offset, Optional.empty());
      }
      case CREATE -> {
        return definitions().create();
      }
      case SET -> {
        return sessions().set();
      }
      default -> throw tokens.expected("a statement");
    }
  }

  private Statement query(int offset) {
    Query query = expressions.queries().query();
    return new Statement.QueryStatement(offset, query);
  }

  /** Statements whose first word the grammar does not need anywhere else. */
  private Statement named() {
    if (tokens.is("alter")) {
      return alterations().alter();
    }
    DefinitionStatement definition = definition();
    if (definition != null) {
      return definition;
    }
    DataStatement change = change();
    if (change != null) {
      return change;
    }
    SessionStatement ofTransaction = ofTransaction();
    return ofTransaction == null ? utility() : ofTransaction;
  }

  private DefinitionStatement definition() {
    if (tokens.is("drop")) {
      return definitions().drop();
    }
    return tokens.is("comment") ? definitions().comment() : null;
  }

  private DataStatement change() {
    if (tokens.is("truncate")) {
      return changes().truncate();
    }
    return tokens.is("call") ? changes().call() : null;
  }

  private SessionStatement ofTransaction() {
    if (tokens.is("begin") || tokens.is("start")) {
      return sessions().begin();
    }
    if (tokens.is("commit")) {
      return sessions().commit();
    }
    if (tokens.is("rollback")) {
      return sessions().rollback();
    }
    if (tokens.is("savepoint")) {
      return sessions().savepoint();
    }
    return tokens.is("release") ? sessions().release() : null;
  }

  private Statement utility() {
    if (tokens.is("show")) {
      return sessions().show();
    }
    if (tokens.is("reset")) {
      return sessions().reset();
    }
    if (tokens.is("pragma")) {
      return sessions().pragma();
    }
    if (tokens.is("analyze")) {
      return sessions().analyze();
    }
    throw tokens.expected("a statement");
  }
}
