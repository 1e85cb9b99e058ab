package io.ashlar.sql.canonical;

import io.ashlar.sql.syntax.AlterAction;
import io.ashlar.sql.syntax.DefinitionStatement.SequenceOption;
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

/** Writes columns and constraints of tables, and changes of columns. */
final class ElementWriter {

  private final Output out;
  private final ExpressionWriter expressions;
  private final DefinitionWriter definitions;

  ElementWriter(Output out, ExpressionWriter expressions, DefinitionWriter definitions) {
    this.out = out;
    this.expressions = expressions;
    this.definitions = definitions;
  }

  void element(TableElement element) {
    if (element instanceof ColumnDefinition column) {
      out.name(column.name()).add(" ").type(column.type());
      column.constraints().forEach(this::columnConstraint);
    } else if (element instanceof TableConstraint constraint) {
      constraint.name().ifPresent(name -> out.add("CONSTRAINT ").name(name).add(" "));
      tableRule(constraint.rule());
    }
  }

  private void tableRule(TableRule rule) {
    if (rule instanceof TableElement.PrimaryKey key) {
      out.add("PRIMARY KEY ");
      definitions.key(key.key());
    } else if (rule instanceof TableElement.UniqueKey key) {
      out.add("UNIQUE ");
      definitions.key(key.key());
    } else if (rule instanceof TableElement.Check check) {
      out.add("CHECK (");
      expressions.expression(check.condition());
      out.add(")");
    } else if (rule instanceof TableElement.ForeignKey key) {
      out.add("FOREIGN KEY ").names(key.columns()).add(" ");
      reference(key.target());
    }
  }

  private void columnConstraint(ColumnConstraint constraint) {
    out.add(" ");
    constraint.name().ifPresent(name -> out.add("CONSTRAINT ").name(name).add(" "));
    ColumnRule rule = constraint.rule();
    if (rule instanceof TableElement.NotNull) {
      out.add("NOT NULL");
    } else if (rule instanceof TableElement.Nullable) {
      out.add("NULL");
    } else if (rule instanceof TableElement.PrimaryColumn key) {
      out.add("PRIMARY KEY").addIf(key.descending(), " DESC");
    } else if (rule instanceof TableElement.UniqueColumn) {
      out.add("UNIQUE");
    } else if (rule instanceof TableElement.CheckColumn check) {
      out.add("CHECK (");
      expressions.expression(check.condition());
      out.add(")");
    } else if (rule instanceof TableElement.ReferenceColumn reference) {
      reference(reference.target());
    } else {
      valueRule(rule);
    }
  }

  private void valueRule(ColumnRule rule) {
    if (rule instanceof TableElement.ColumnDefault standard) {
      out.add("DEFAULT ");
      expressions.expression(standard.value());
    } else if (rule instanceof TableElement.IdentityColumn identity) {
      identity(identity);
    } else if (rule instanceof TableElement.AutoIncrement) {
      out.add("AUTO_INCREMENT");
    } else if (rule instanceof TableElement.GeneratedColumn generated) {
      out.add("GENERATED ALWAYS AS (");
      expressions.expression(generated.value());
      out.add(")");
      if (generated.storage() != GeneratedStorage.UNSAID) {
        out.add(" ").words(generated.storage());
      }
    }
  }

  private void identity(TableElement.IdentityColumn identity) {
    out.add("GENERATED ").add(identity.always() ? "ALWAYS" : "BY DEFAULT").add(" AS IDENTITY");
    if (!identity.options().isEmpty()) {
      out.add(" (");
      String separator = "";
      for (SequenceOption option : identity.options()) {
        out.add(separator);
        definitions.option(option);
        separator = " ";
      }
      out.add(")");
    }
  }

  private void reference(Reference reference) {
    out.add("REFERENCES ").name(reference.table()).optionalNames(reference.columns());
    if (reference.match() != MatchType.UNSAID) {
      out.add(" MATCH ").words(reference.match());
    }
    if (reference.onDelete() != ReferentialAction.UNSAID) {
      out.add(" ON DELETE ").words(reference.onDelete());
    }
    if (reference.onUpdate() != ReferentialAction.UNSAID) {
      out.add(" ON UPDATE ").words(reference.onUpdate());
    }
    if (reference.deferral() != Deferral.UNSAID) {
      out.add(" ").words(reference.deferral());
    }
  }

  void columnAction(AlterAction action) {
    if (action instanceof AlterAction.SetType set) {
      out.add("ALTER COLUMN ").name(set.column()).add(" TYPE ").type(set.type());
      expressions.after(" USING ", set.using());
    } else if (action instanceof AlterAction.SetDefault set) {
      out.add("ALTER COLUMN ").name(set.column()).add(" SET DEFAULT ");
      expressions.expression(set.value());
    } else if (action instanceof AlterAction.DropDefault drop) {
      out.add("ALTER COLUMN ").name(drop.column()).add(" DROP DEFAULT");
    } else if (action instanceof AlterAction.SetNotNull set) {
      out.add("ALTER COLUMN ").name(set.column()).add(" SET NOT NULL");
    } else if (action instanceof AlterAction.DropNotNull drop) {
      out.add("ALTER COLUMN ").name(drop.column()).add(" DROP NOT NULL");
    } else if (action instanceof AlterAction.AddIdentity add) {
      out.add("ALTER COLUMN ").name(add.column()).add(" ADD ");
      identity(add.identity());
    } else if (action instanceof AlterAction.DropIdentity drop) {
      out.add("ALTER COLUMN ").name(drop.column()).add(" DROP IDENTITY");
      out.addIf(drop.ifExists(), " IF EXISTS");
    } else if (action instanceof AlterAction.RestartIdentity restart) {
      out.add("ALTER COLUMN ").name(restart.column()).add(" RESTART");
      restart.next().ifPresent(next -> out.add(" WITH ").add(next));
    }
  }
}
