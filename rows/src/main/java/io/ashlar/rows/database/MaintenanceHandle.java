package io.ashlar.rows.database;

import io.ashlar.Maintenance;
import io.ashlar.argument.Arguments;
import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.Sweeper;
import io.ashlar.rows.ddl.SchemaChanges;
import io.ashlar.rows.ddl.TableRegistry;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.upkeep.StatisticsCatalog;
import io.ashlar.rows.upkeep.Sweepers;
import io.ashlar.rows.verify.Scrub;
import io.ashlar.rows.verify.Verifier;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyResult;
import java.util.List;

/** The {@link Maintenance} that users hold. Shared by all threads. */
final class MaintenanceHandle implements Maintenance {

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final SchemaChanges changes;
  private final StatisticsCatalog statistics;
  private final Sweepers sweepers;

  MaintenanceHandle(
      DatabaseContext context,
      TableRegistry tables,
      SchemaChanges changes,
      StatisticsCatalog statistics,
      Sweepers sweepers) {
    this.context = context;
    this.tables = tables;
    this.changes = changes;
    this.statistics = statistics;
    this.sweepers = sweepers;
  }

  @Override
  public int expire() {
    context.ensureWritable();
    return changes.partitions().expire();
  }

  @Override
  public Sweeper startSweeper(String name, SweepOptions options) {
    Arguments.requireGiven(name, "name");
    Arguments.requireGiven(options, "options");
    return sweepers.start(name, options);
  }

  @Override
  public List<Sweeper> sweepers() {
    context.ensureOpen();
    return sweepers.all();
  }

  @Override
  public void analyze(String table) {
    Arguments.requireGiven(table, "table");
    context.ensureWritable();
    statistics.analyze(tables.require(table));
  }

  @Override
  public void analyze() {
    context.ensureWritable();
    tables.all().forEach(statistics::analyze);
  }

  @Override
  public VerifyResult verify(VerifyOptions options) {
    Arguments.requireGiven(options, "options");
    context.ensureOpen();
    options.tables().forEach(tables::require);
    if (options.isRepair()) {
      context.ensureWritable();
    }
    try (Scrub scrub = new Scrub(context, tables, changes, options)) {
      return scrub.run();
    }
  }

  @Override
  public VerifyResult verify() {
    context.ensureOpen();
    try (Verifier verifier = new Verifier(context)) {
      return verifier.run();
    }
  }

  @Override
  public void compact() {
    context.ensureOpen();
    context.ensureWritable();
    context.store().compact();
  }
}
