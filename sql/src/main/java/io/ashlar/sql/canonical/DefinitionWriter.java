package io.ashlar.sql.canonical;

import io.ashlar.sql.syntax.AlterAction;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.DefinitionStatement.DropBehavior;
import io.ashlar.sql.syntax.DefinitionStatement.KeyItem;
import io.ashlar.sql.syntax.DefinitionStatement.SequenceOption;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.syntax.TableClause;
import java.util.List;

/** Writes statements that change the schema. */
final class DefinitionWriter {

  private final Output out;
  private final ExpressionWriter expressions;
  private final ElementWriter elements;

  DefinitionWriter(Output out, ExpressionWriter expressions) {
    this.out = out;
    this.expressions = expressions;
    elements = new ElementWriter(out, expressions, this);
  }

  void statement(DefinitionStatement statement) {
    if (statement instanceof DefinitionStatement.CreateTable create) {
      out.add("CREATE TABLE ").addIf(create.ifNotExists(), "IF NOT EXISTS ").name(create.name());
      out.add(" (").list(create.elements(), elements::element).add(")");
      create.clauses().forEach(this::clause);
    } else if (statement instanceof DefinitionStatement.CreateTableAs create) {
      out.add("CREATE TABLE ").addIf(create.ifNotExists(), "IF NOT EXISTS ").name(create.name());
      out.optionalNames(create.columns()).add(" AS ");
      expressions.queries().query(create.query());
      out.addIf(!create.withData(), " WITH NO DATA");
    } else if (statement instanceof DefinitionStatement.CreateIndex create) {
      index(create);
    } else if (statement instanceof DefinitionStatement.CreateView create) {
      out.add("CREATE ").addIf(create.orReplace(), "OR REPLACE ").add("VIEW ");
      out.addIf(create.ifNotExists(), "IF NOT EXISTS ").name(create.name());
      out.optionalNames(create.columns()).add(" AS ");
      expressions.queries().query(create.query());
    } else if (statement instanceof DefinitionStatement.CreateSchema create) {
      out.add("CREATE SCHEMA ").addIf(create.ifNotExists(), "IF NOT EXISTS ").name(create.name());
    } else if (statement instanceof DefinitionStatement.CreateSequence create) {
      out.add("CREATE SEQUENCE ").addIf(create.ifNotExists(), "IF NOT EXISTS ");
      out.name(create.name());
      create.type().ifPresent(type -> out.add(" AS ").type(type));
      create.options().forEach(this::spacedOption);
    } else if (statement instanceof DefinitionStatement.Drop drop) {
      drop(drop);
    } else {
      change(statement);
    }
  }

  private void change(DefinitionStatement statement) {
    if (statement instanceof DefinitionStatement.AlterTable alter) {
      out.add("ALTER TABLE ").addIf(alter.ifExists(), "IF EXISTS ").name(alter.name()).add(" ");
      out.list(alter.actions(), this::action);
    } else if (statement instanceof DefinitionStatement.AlterSequence alter) {
      out.add("ALTER SEQUENCE ").addIf(alter.ifExists(), "IF EXISTS ").name(alter.name());
      alter.options().forEach(this::spacedOption);
    } else if (statement instanceof DefinitionStatement.Rename rename) {
      out.add("ALTER ").add(rename.kind().name()).add(" ");
      out.addIf(rename.ifExists(), "IF EXISTS ").name(rename.name());
      out.add(" RENAME TO ").name(rename.newName());
    } else if (statement instanceof DefinitionStatement.Comment comment) {
      out.add("COMMENT ON ").add(comment.kind().name()).add(" ").name(comment.name());
      out.add(" IS ");
      comment.text().ifPresentOrElse(out::quoted, () -> out.add("NULL"));
    }
  }

  private void index(DefinitionStatement.CreateIndex create) {
    out.add("CREATE ").addIf(create.unique(), "UNIQUE ").add("INDEX ");
    out.addIf(create.concurrently(), "CONCURRENTLY ");
    out.addIf(create.ifNotExists(), "IF NOT EXISTS ");
    create.name().ifPresent(name -> out.name(name).add(" "));
    out.add("ON ").name(create.table()).add(" ");
    key(create.key());
    if (!create.stored().isEmpty()) {
      out.add(" INCLUDE ").names(create.stored());
    }
    expressions.after(" WHERE ", create.where());
  }

  void key(List<KeyItem> key) {
    out.add("(").list(key, this::keyItem).add(")");
  }

  private void keyItem(KeyItem item) {
    boolean column = item.value() instanceof Expression.ColumnReference;
    out.addIf(!column, "(");
    expressions.expression(item.value());
    out.addIf(!column, ")");
    expressions.queries().direction(item.descending(), item.nulls());
  }

  private void spacedOption(SequenceOption option) {
    out.add(" ");
    option(option);
  }

  void option(SequenceOption option) {
    String words =
        switch (option.kind()) {
          case START -> "START WITH";
          case INCREMENT -> "INCREMENT BY";
          case MIN_VALUE -> "MINVALUE";
          case NO_MIN_VALUE -> "NO MINVALUE";
          case MAX_VALUE -> "MAXVALUE";
          case NO_MAX_VALUE -> "NO MAXVALUE";
          case CACHE -> "CACHE";
          case NO_CACHE -> "NO CACHE";
          case CYCLE -> "CYCLE";
          case NO_CYCLE -> "NO CYCLE";
          case RESTART -> option.value().isPresent() ? "RESTART WITH" : "RESTART";
        };
    out.add(words);
    option.value().ifPresent(value -> out.add(" ").add(value));
  }

  private void drop(DefinitionStatement.Drop drop) {
    out.add("DROP ").add(drop.kind().name()).add(" ");
    out.addIf(drop.concurrently(), "CONCURRENTLY ").addIf(drop.ifExists(), "IF EXISTS ");
    out.qualifiedNames(drop.names());
    behavior(drop.behavior());
  }

  private void behavior(DropBehavior behavior) {
    if (behavior != DropBehavior.UNSAID) {
      out.add(" ").words(behavior);
    }
  }

  private void clause(TableClause clause) {
    out.add(" ");
    if (clause instanceof TableClause.RangePartitions range) {
      out.add("PARTITION BY RANGE (").name(range.column()).add(") EVERY ");
      span(range.width());
      if (range.retention().isPresent()) {
        out.add(" RETAIN ");
        span(range.retention().get());
      }
    } else if (clause instanceof TableClause.ListPartitions list) {
      out.add("PARTITION BY LIST (").name(list.column()).add(")");
      if (!list.lists().isEmpty()) {
        out.add(" (").list(list.lists(), this::valueList).add(")");
      }
    } else if (clause instanceof TableClause.HashPartitions hash) {
      out.add("PARTITION BY HASH ").names(hash.columns());
      out.add(" PARTITIONS ").add(hash.count());
    } else if (clause instanceof TableClause.Expiry expiry) {
      expiry(expiry);
    } else if (clause instanceof TableClause.History history) {
      history(history);
    }
  }

  private void valueList(QueryBody.ValueRow row) {
    out.add("VALUES ");
    expressions.queries().valueRow(row);
  }

  private void span(Expression span) {
    expressions.operand(span, Ranks.UNARY);
  }

  private void expiry(TableClause.Expiry expiry) {
    out.add("EXPIRE ");
    expiry.column().ifPresent(column -> out.name(column).add(" "));
    out.add("AFTER ");
    span(expiry.after());
  }

  private void history(TableClause.History history) {
    out.add("KEEP HISTORY FOR ");
    span(history.retention());
  }

  private void action(AlterAction action) {
    if (action instanceof AlterAction.AddColumn add) {
      out.add("ADD COLUMN ").addIf(add.ifNotExists(), "IF NOT EXISTS ");
      elements.element(add.column());
    } else if (action instanceof AlterAction.AddConstraint add) {
      out.add("ADD ");
      elements.element(add.constraint());
    } else if (action instanceof AlterAction.AddPartition add) {
      out.add("ADD PARTITION FOR (");
      expressions.expressions(add.values());
      out.add(")");
    } else if (action instanceof AlterAction.DropColumn drop) {
      out.add("DROP COLUMN ").addIf(drop.ifExists(), "IF EXISTS ").name(drop.column());
      behavior(drop.behavior());
    } else if (action instanceof AlterAction.DropConstraint drop) {
      out.add("DROP CONSTRAINT ").addIf(drop.ifExists(), "IF EXISTS ").name(drop.constraint());
      behavior(drop.behavior());
    } else if (action instanceof AlterAction.DropPartition drop) {
      out.add("DROP PARTITION ").quoted(drop.name());
    } else if (action instanceof AlterAction.DropPrimaryKey) {
      out.add("DROP PRIMARY KEY");
    } else {
      tableAction(action);
    }
  }

  private void tableAction(AlterAction action) {
    if (action instanceof AlterAction.RenameTable rename) {
      out.add("RENAME TO ").name(rename.newName());
    } else if (action instanceof AlterAction.RenameColumn rename) {
      out.add("RENAME COLUMN ").name(rename.column()).add(" TO ").name(rename.newName());
    } else if (action instanceof AlterAction.RenameConstraint rename) {
      out.add("RENAME CONSTRAINT ").name(rename.constraint());
      out.add(" TO ").name(rename.newName());
    } else if (action instanceof AlterAction.SetExpiry set) {
      expiry(set.expiry());
    } else if (action instanceof AlterAction.NeverExpire) {
      out.add("EXPIRE NEVER");
    } else if (action instanceof AlterAction.KeepHistory keep) {
      history(keep.history());
    } else if (action instanceof AlterAction.KeepNoHistory) {
      out.add("KEEP NO HISTORY");
    } else {
      elements.columnAction(action);
    }
  }
}
