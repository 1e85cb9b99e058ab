package io.ashlar.rows.database;

import io.ashlar.Schema;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.rows.ddl.SchemaChanges;
import io.ashlar.rows.ddl.TableRegistry;
import io.ashlar.rows.index.IndexBuilds;
import io.ashlar.rows.index.IndexChanges;
import io.ashlar.rows.sequence.SequenceRegistry;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.table.TableHandles;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.ViewSchema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The {@link Schema} that users hold. Shared by all threads. */
final class SchemaHandle implements Schema {

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final TableHandles handles;
  private final SequenceRegistry sequences;
  private final SchemaChanges changes;
  private final IndexChanges indexes;
  private final IndexBuilds builds;

  SchemaHandle(
      DatabaseContext context,
      TableRegistry tables,
      TableHandles handles,
      SequenceRegistry sequences,
      SchemaChanges changes,
      IndexChanges indexes,
      IndexBuilds builds) {
    this.context = context;
    this.tables = tables;
    this.handles = handles;
    this.sequences = sequences;
    this.changes = changes;
    this.indexes = indexes;
    this.builds = builds;
  }

  @Override
  public Table createTable(TableSchema schema) {
    Arguments.requireGiven(schema, "schema");
    return handles.of(changes.createTable(schema, SequenceOptions.defaults()));
  }

  @Override
  public Table createTable(TableSchema schema, SequenceOptions identity) {
    Arguments.requireGiven(schema, "schema");
    Arguments.requireGiven(identity, "identity");
    if (schema.columns().stream().noneMatch(ColumnSchema::identity)) {
      throw new SchemaException("The table has no identity column.", "table", schema.name());
    }
    return handles.of(changes.createTable(schema, identity));
  }

  @Override
  public void dropTable(String name) {
    Arguments.requireGiven(name, "name");
    changes.dropTable(name);
  }

  @Override
  public List<String> tables() {
    context.ensureOpen();
    return tables.names();
  }

  @Override
  public void createIndex(String table, IndexSchema index) {
    Arguments.requireGiven(table, "table");
    Arguments.requireGiven(index, "index");
    builds.start(table, index, IndexBuildOptions.defaults()).await();
  }

  @Override
  public IndexBuild startIndexBuild(String table, IndexSchema index, IndexBuildOptions options) {
    Arguments.requireGiven(table, "table");
    Arguments.requireGiven(index, "index");
    Arguments.requireGiven(options, "options");
    return builds.start(table, index, options);
  }

  @Override
  public List<IndexBuild> indexBuilds() {
    context.ensureOpen();
    return builds.all();
  }

  @Override
  public List<IndexBuild> resumeIndexBuilds() {
    context.ensureWritable();
    return builds.resume();
  }

  @Override
  public void dropIndex(String table, String index) {
    Arguments.requireGiven(table, "table");
    Arguments.requireGiven(index, "index");
    indexes.drop(table, index);
  }

  @Override
  public void alterTable(String table, UnaryOperator<TableChange> change) {
    Arguments.requireGiven(table, "table");
    Arguments.requireGiven(change, "change");
    TableChange changed = change.apply(new TableChange());
    if (changed == null) {
      throw new IllegalUseException("The function returned no change.", "argument", "change");
    }
    changes.alterTable(table, changed);
  }

  @Override
  public Sequence createSequence(String name, SequenceOptions options) {
    Arguments.requireGiven(name, "name");
    Arguments.requireGiven(options, "options");
    return changes.sequences().create(name, options);
  }

  @Override
  public void dropSequence(String name) {
    Arguments.requireGiven(name, "name");
    changes.sequences().drop(name);
  }

  @Override
  public List<String> sequences() {
    context.ensureOpen();
    return sequences.names();
  }

  @Override
  public void createView(ViewSchema view) {
    Arguments.requireGiven(view, "view");
    changes.views().create(view);
  }

  @Override
  public void alterView(String name, ViewSchema view) {
    Arguments.requireGiven(name, "name");
    Arguments.requireGiven(view, "view");
    changes.views().alter(name, view);
  }

  @Override
  public void dropView(String name) {
    Arguments.requireGiven(name, "name");
    changes.views().drop(name);
  }

  @Override
  public List<String> views() {
    context.ensureOpen();
    return tables.views().names();
  }

  @Override
  public Optional<ViewSchema> findView(String name) {
    Arguments.requireGiven(name, "name");
    context.ensureOpen();
    return tables.views().find(name);
  }

  @Override
  public void keepHistory(String table, Duration retention) {
    Arguments.requireGiven(table, "table");
    Arguments.requireGiven(retention, "retention");
    changes.histories().keep(table, retention);
  }
}
