package io.ashlar.sql.define;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.AlterAction;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.TableClause;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Carries out statements that define something. */
public final class DefinitionRunner {

  private final Database database;
  private final Binding binding;
  private final Tables tables;

  /**
   * For one statement.
   *
   * @param database the database
   * @param binding of the statement
   */
  public DefinitionRunner(Database database, Binding binding) {
    this.database = database;
    this.binding = binding;
    this.tables = new Tables(database);
  }

  /**
   * Carries out a statement.
   *
   * @param statement its syntax
   * @throws io.ashlar.sql.error.SqlException when it cannot be carried out, with line and column
   * @throws io.ashlar.error.SchemaException when the schema refuses
   */
  public void run(DefinitionStatement statement) {
    if (statement instanceof DefinitionStatement.CreateTable create) {
      createTable(create);
    } else if (statement instanceof DefinitionStatement.CreateIndex create) {
      createIndex(create);
    } else if (statement instanceof DefinitionStatement.CreateSequence create) {
      createSequence(create);
    } else if (statement instanceof DefinitionStatement.AlterTable alter) {
      alterTable(alter);
    } else if (statement instanceof DefinitionStatement.Drop drop) {
      new Dropper(database, binding).drop(drop);
    } else if (statement instanceof DefinitionStatement.CreateView create) {
      new ViewDefiner(database, binding).create(create);
    } else {
      runOther(statement);
    }
  }

  private void runOther(DefinitionStatement statement) {
    if (statement instanceof DefinitionStatement.Comment comment) {
      new Labeller(database, binding).comment(comment);
    } else if (statement instanceof DefinitionStatement.AlterSequence alter) {
      alterSequence(alter);
    } else if (statement instanceof DefinitionStatement.CreateSchema create) {
      createSchema(create);
    } else if (statement instanceof DefinitionStatement.Rename rename) {
      new Labeller(database, binding).rename(rename);
    } else {
      throw binding.unsupported(statement.offset(), "this definition");
    }
  }

  private void createTable(DefinitionStatement.CreateTable create) {
    if (tables.find(create.name()).isPresent() || tables.findView(create.name()).isPresent()) {
      if (!create.ifNotExists()) {
        throw Names.exists(create.name(), binding);
      }
      return;
    }
    TableSchema schema = new TableDefiner(binding, tables).table(create);
    Duration history = history(create, schema);
    Table table =
        schema.columns().stream().anyMatch(ColumnSchema::identity)
            ? database.schema().createTable(schema, TableDefiner.numbers(create, binding))
            : database.schema().createTable(schema);
    if (!history.isZero()) {
      keepHistory(table, history);
    }
  }

  private Duration history(DefinitionStatement.CreateTable create, TableSchema schema) {
    for (TableClause clause : create.clauses()) {
      if (clause instanceof TableClause.History history) {
        if (schema.partitioning() != null) {
          throw binding.unsupported(clause.offset(), "the history of a table with partitions");
        }
        return new ClauseDefiner(binding, Map.of()).duration(history.retention());
      }
    }
    return Duration.ZERO;
  }

  /** A table is not left behind whose history is refused. */
  private void keepHistory(Table table, Duration history) {
    boolean done = false;
    try {
      database.schema().keepHistory(table.name(), history);
      done = true;
    } finally {
      if (!done) {
        database.schema().dropTable(table.name());
      }
    }
  }

  private void alterTable(DefinitionStatement.AlterTable alter) {
    if (alter.ifExists() && tables.find(alter.name()).isEmpty()) {
      return;
    }
    Table table = tables.table(alter.name(), binding);
    List<List<AlterAction>> groups =
        new SeparateActions(database, binding, tables, table).grouped(alter.actions());
    if (groups.size() > 1) {
      new TableAlterer(binding, tables, table).check(alter.actions());
    }
    groups.forEach(actions -> alterTable(table, actions));
  }

  /** Carries out actions that are one change of the schema. */
  private void alterTable(Table table, List<AlterAction> actions) {
    AlterDependents dependents = new AlterDependents(database, binding, table);
    dependents.require(actions);
    SeparateActions separate = new SeparateActions(database, binding, tables, table);
    if (actions.size() == 1 && separate.run(actions.get(0))) {
      return;
    }
    boolean nothing =
        new TableAlterer(binding, tables, table)
            .apply(actions, new TableChange())
            .steps()
            .isEmpty();
    if (nothing) {
      return;
    }
    dependents.drop(actions);
    TableAlterer alterer = new TableAlterer(binding, tables, table);
    database.schema().alterTable(table.name(), change -> alterer.apply(actions, change));
  }

  private void createIndex(DefinitionStatement.CreateIndex create) {
    Table table = tables.table(create.table(), binding);
    IndexSchema index = new IndexDefiner(binding, table).index(create);
    boolean there =
        table.schema().indexes().stream().anyMatch(other -> other.name().equals(index.name()));
    if (there && create.ifNotExists()) {
      return;
    }
    if (there) {
      throw Names.exists(create.name().orElse(create.table()), binding);
    }
    database.schema().createIndex(table.name(), index);
  }

  private void alterSequence(DefinitionStatement.AlterSequence alter) {
    List<String> sequences = database.schema().sequences();
    int found = NameMatch.indexOf(Names.last(alter.name()), sequences);
    if (found < 0 && alter.ifExists()) {
      return;
    }
    if (found < 0) {
      throw Names.missing(alter.name(), SqlState.UNDEFINED_TABLE, "sequence", binding);
    }
    SequenceDefiner.alter(database.sequence(sequences.get(found)), alter.options(), binding);
  }

  /** There is one schema. */
  private void createSchema(DefinitionStatement.CreateSchema create) {
    if (!NameMatch.matches(Names.last(create.name()), "public")) {
      throw binding.unsupported(create.name().offset(), "another schema than public");
    }
    if (!create.ifNotExists()) {
      throw binding.fault(
          SqlState.DUPLICATE_SCHEMA, create.name().offset(), "The schema public is there.");
    }
  }

  private void createSequence(DefinitionStatement.CreateSequence create) {
    String name = Names.last(create.name()).text();
    if (database.schema().sequences().contains(name)) {
      if (!create.ifNotExists()) {
        throw Names.exists(create.name(), binding);
      }
      return;
    }
    database.schema().createSequence(name, SequenceDefiner.options(create, binding));
  }
}
