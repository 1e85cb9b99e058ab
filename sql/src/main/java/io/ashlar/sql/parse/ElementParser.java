package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.DefinitionStatement.KeyItem;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.TableElement;
import io.ashlar.sql.syntax.TableElement.ColumnConstraint;
import io.ashlar.sql.syntax.TableElement.ColumnDefinition;
import io.ashlar.sql.syntax.TableElement.ColumnRule;
import io.ashlar.sql.syntax.TableElement.Deferral;
import io.ashlar.sql.syntax.TableElement.GeneratedStorage;
import io.ashlar.sql.syntax.TableElement.MatchType;
import io.ashlar.sql.syntax.TableElement.Reference;
import io.ashlar.sql.syntax.TableElement.ReferentialAction;
import io.ashlar.sql.syntax.TableElement.TableConstraint;
import io.ashlar.sql.syntax.TableElement.TableRule;
import io.ashlar.sql.syntax.TypeName;
import io.ashlar.sql.text.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Columns and constraints of tables. */
final class ElementParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final ClauseParser clauses;

  ElementParser(Tokens tokens, ExpressionParser expressions, ClauseParser clauses) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.clauses = clauses;
  }

  TableElement element() {
    return isConstraint() ? constraint() : column();
  }

  /** Whether a constraint of a table is next, and no column. */
  boolean isConstraint() {
    return tokens.is(Keyword.CONSTRAINT)
        || tokens.is(Keyword.PRIMARY)
        || tokens.is(Keyword.UNIQUE)
        || tokens.is(Keyword.CHECK)
        || tokens.is(Keyword.FOREIGN);
  }

  TableConstraint constraint() {
    int offset = tokens.offset();
    Optional<Identifier> name = clauses.constraintName();
    return new TableConstraint(offset, name, tableRule());
  }

  private TableRule tableRule() {
    int offset = tokens.offset();
    if (tokens.accept(Keyword.PRIMARY)) {
      tokens.expect(Keyword.KEY);
      return new TableElement.PrimaryKey(offset, key());
    }
    if (tokens.accept(Keyword.UNIQUE)) {
      return new TableElement.UniqueKey(offset, key());
    }
    if (tokens.accept(Keyword.CHECK)) {
      return new TableElement.Check(offset, expressions.enclosed());
    }
    if (tokens.accept(Keyword.FOREIGN)) {
      tokens.expect(Keyword.KEY);
      List<Identifier> columns = tokens.names();
      return new TableElement.ForeignKey(offset, columns, reference());
    }
    throw tokens.expected("PRIMARY KEY, UNIQUE, CHECK or FOREIGN KEY");
  }

  private List<KeyItem> key() {
    tokens.open();
    List<KeyItem> key = tokens.list(this::keyColumn);
    tokens.close();
    return key;
  }

  private KeyItem keyColumn() {
    int offset = tokens.offset();
    QualifiedName name = tokens.qualifiedName(1);
    Expression column = new Expression.ColumnReference(offset, name);
    QueryParser queries = expressions.queries();
    return new KeyItem(offset, column, queries.descending(), queries.nullOrder());
  }

  ColumnDefinition column() {
    int offset = tokens.offset();
    Identifier name = tokens.name();
    TypeName type = expressions.literals().type();
    List<ColumnConstraint> constraints = new ArrayList<>();
    while (true) {
      int begin = tokens.offset();
      Optional<Identifier> constraint = clauses.constraintName();
      ColumnRule rule = columnRule();
      if (rule == null && constraint.isPresent()) {
        throw tokens.expected("a constraint of a column");
      }
      if (rule == null) {
        return new ColumnDefinition(offset, name, type, List.copyOf(constraints));
      }
      constraints.add(new ColumnConstraint(begin, constraint, rule));
    }
  }

  /** One thing that is said of a column, or null if nothing more is. */
  private ColumnRule columnRule() {
    int offset = tokens.offset();
    if (tokens.accept(Keyword.NOT)) {
      tokens.expect(Keyword.NULL);
      return new TableElement.NotNull(offset);
    }
    if (tokens.accept(Keyword.NULL)) {
      return new TableElement.Nullable(offset);
    }
    if (tokens.accept(Keyword.PRIMARY)) {
      tokens.expect(Keyword.KEY);
      return new TableElement.PrimaryColumn(offset, expressions.queries().descending());
    }
    if (tokens.accept(Keyword.UNIQUE)) {
      return new TableElement.UniqueColumn(offset);
    }
    if (tokens.accept(Keyword.CHECK)) {
      return new TableElement.CheckColumn(offset, expressions.enclosed());
    }
    if (tokens.accept(Keyword.DEFAULT)) {
      return new TableElement.ColumnDefault(offset, expressions.expression());
    }
    if (tokens.is(Keyword.REFERENCES)) {
      return new TableElement.ReferenceColumn(offset, reference());
    }
    if (tokens.is(Keyword.COLLATE)) {
      throw tokens.unsupported("COLLATE", offset);
    }
    return generatedRule(offset);
  }

  private ColumnRule generatedRule(int offset) {
    if (tokens.accept("auto_increment") || tokens.accept("autoincrement")) {
      return new TableElement.AutoIncrement(offset);
    }
    if (!tokens.is("generated")) {
      return null;
    }
    boolean always = clauses.always();
    if (!always || tokens.isAhead(1, "identity")) {
      return clauses.identity(offset, always);
    }
    tokens.expect(Keyword.AS);
    Expression value = expressions.enclosed();
    GeneratedStorage storage = GeneratedStorage.UNSAID;
    if (tokens.accept("stored")) {
      storage = GeneratedStorage.STORED;
    } else if (tokens.accept("virtual")) {
      storage = GeneratedStorage.VIRTUAL;
    }
    return new TableElement.GeneratedColumn(offset, value, storage);
  }

  private Reference reference() {
    int offset = tokens.offset();
    tokens.expect(Keyword.REFERENCES);
    QualifiedName table = tokens.tableName();
    List<Identifier> columns = tokens.optionalNames();
    MatchType match = tokens.accept("match") ? match() : MatchType.UNSAID;
    ReferentialAction onDelete = ReferentialAction.UNSAID;
    ReferentialAction onUpdate = ReferentialAction.UNSAID;
    while (tokens.is(Keyword.ON)) {
      boolean delete = tokens.isAhead(1, Keyword.DELETE);
      tokens.advance();
      if (delete && onDelete == ReferentialAction.UNSAID) {
        tokens.advance();
        onDelete = action();
      } else if (tokens.is(Keyword.UPDATE) && onUpdate == ReferentialAction.UNSAID) {
        tokens.advance();
        onUpdate = action();
      } else {
        throw tokens.expected("DELETE or UPDATE, each once");
      }
    }
    return new Reference(offset, table, columns, match, onDelete, onUpdate, deferral());
  }

  private MatchType match() {
    if (tokens.accept(Keyword.FULL)) {
      return MatchType.FULL;
    }
    if (tokens.accept("partial")) {
      return MatchType.PARTIAL;
    }
    tokens.expect("simple");
    return MatchType.SIMPLE;
  }

  private ReferentialAction action() {
    if (tokens.accept("cascade")) {
      return ReferentialAction.CASCADE;
    }
    if (tokens.accept("restrict")) {
      return ReferentialAction.RESTRICT;
    }
    if (tokens.accept(Keyword.NO)) {
      tokens.expect("action");
      return ReferentialAction.NO_ACTION;
    }
    tokens.expect(Keyword.SET);
    if (tokens.accept(Keyword.DEFAULT)) {
      return ReferentialAction.SET_DEFAULT;
    }
    tokens.expect(Keyword.NULL);
    return ReferentialAction.SET_NULL;
  }

  private Deferral deferral() {
    if (tokens.is(Keyword.NOT) && tokens.isAhead(1, "deferrable")) {
      tokens.advance();
      tokens.advance();
      return Deferral.NOT_DEFERRABLE;
    }
    boolean deferrable = tokens.accept("deferrable");
    if (tokens.accept("initially")) {
      if (tokens.accept("deferred")) {
        return Deferral.INITIALLY_DEFERRED;
      }
      tokens.expect("immediate");
      return Deferral.INITIALLY_IMMEDIATE;
    }
    return deferrable ? Deferral.DEFERRABLE : Deferral.UNSAID;
  }
}
