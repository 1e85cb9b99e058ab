package io.ashlar.rows.face;

import io.ashlar.Database;
import io.ashlar.DatabaseProvider;
import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Join;
import io.ashlar.Maintenance;
import io.ashlar.Monitor;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Schema;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.AggregateReader;
import io.ashlar.aggregate.ColumnAggregate;
import io.ashlar.aggregate.DecimalAggregate;
import io.ashlar.aggregate.DoubleAggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.GroupedScan;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.AshlarException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.SweepStatistics;
import io.ashlar.expire.Sweeper;
import io.ashlar.expire.SweeperState;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.index.IndexBuildProgress;
import io.ashlar.index.IndexState;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.BreakerState;
import io.ashlar.ingest.FailedRow;
import io.ashlar.ingest.FailedRowHandler;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WhenFull;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.ingest.WriterLatency;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.ingest.WriterStatistics;
import io.ashlar.load.Duplicates;
import io.ashlar.load.LoadMethod;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadPhase;
import io.ashlar.load.LoadProgress;
import io.ashlar.load.LoadReport;
import io.ashlar.load.LoadRow;
import io.ashlar.load.RowSource;
import io.ashlar.lookup.BatchGet;
import io.ashlar.page.Budget;
import io.ashlar.page.Continuation;
import io.ashlar.page.ContinuationFormat;
import io.ashlar.page.Page;
import io.ashlar.page.Pages;
import io.ashlar.page.StopReason;
import io.ashlar.query.Arithmetic;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.Comparison;
import io.ashlar.query.DateColumn;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.Order;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.RealExpression;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.query.ValueColumn;
import io.ashlar.row.Row;
import io.ashlar.row.RowFilter;
import io.ashlar.row.RowTarget;
import io.ashlar.rows.resume.PositionFormat;
import io.ashlar.schema.CheckSchema;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.Expiration;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.Partition;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.TableStep;
import io.ashlar.schema.ViewSchema;
import io.ashlar.statistics.CacheStatistics;
import io.ashlar.statistics.DatabaseStatistics;
import io.ashlar.statistics.Diagnostics;
import io.ashlar.statistics.MemoryPart;
import io.ashlar.statistics.MemoryReport;
import io.ashlar.statistics.ScanReport;
import io.ashlar.statistics.TableStatistics;
import io.ashlar.statistics.WarmReport;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.CheckedTransactionBody;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.StatementLimits;
import io.ashlar.transaction.Transaction;
import io.ashlar.transaction.TransactionAction;
import io.ashlar.transaction.TransactionBody;
import io.ashlar.transaction.TransactionLimits;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;
import io.ashlar.verify.ProblemKind;
import io.ashlar.verify.RepairReport;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyProblem;
import io.ashlar.verify.VerifyProgress;
import io.ashlar.verify.VerifyResult;
import java.lang.reflect.Executable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An object of each type of the face: to be called, and to be given.
 *
 * <p>Long because there is one of every type of the face.
 */
final class Samples {

  private static final Map<Class<?>, Function<World, ?>> ALL = new HashMap<>();

  /** Types that users implement; nothing of ours is behind their methods. */
  static final Set<Class<?>> OF_USERS =
      Set.of(
          TransactionAction.class,
          TransactionBody.class,
          CheckedTransactionBody.class,
          RowFilter.class,
          RowTarget.class,
          Acknowledgement.class,
          FailedRowHandler.class,
          RowSource.class,
          Join.Binder.class);

  static {
    live();
    statements();
    query();
    schema();
    options();
    reports();
  }

  private Samples() {}

  private static <T> void add(Class<T> type, Function<World, ? extends T> sample) {
    ALL.put(type, sample);
  }

  /** Whether there is one. */
  static boolean has(Class<?> type) {
    return ALL.containsKey(type);
  }

  /** Whether one of a type that inherits from it is there. */
  static boolean hasHeir(Class<?> type) {
    return ALL.keySet().stream().anyMatch(each -> each != type && type.isAssignableFrom(each));
  }

  /** A new one, or one that all may share. */
  static Object of(Class<?> type, World world) {
    Function<World, ?> sample = ALL.get(type);
    if (sample == null) {
      throw new IllegalStateException("Samples needs one of " + type.getName());
    }
    return sample.apply(world);
  }

  /** What a method is called on: one about partitions on a table that has some. */
  static Object receiver(Class<?> type, Executable callable, World world) {
    if (type == Table.class && callable.getName().contains("artition")) {
      return world.parts();
    }
    if (type == PreparedScan.class && callable.getName().equals("bind")) {
      return world.boundBy(callable.getParameterTypes()[1]);
    }
    return of(type, world);
  }

  private static void live() {
    add(Database.class, world -> world.db);
    add(Monitor.class, world -> world.db.monitor());
    add(Schema.class, world -> world.db.schema());
    add(Maintenance.class, world -> world.db.maintenance());
    add(DatabaseProvider.class, world -> DatabaseProvider.installed());
    add(ContinuationFormat.class, world -> new PositionFormat());
    add(Table.class, world -> world.table);
    add(ReadTransaction.class, World::reader);
    add(Transaction.class, World::writer);
    add(PreparedScan.class, World::scan);
    add(RowCursor.class, World::cursor);
    add(Row.class, world -> world.cursor().copy());
    add(Sequence.class, world -> world.db.sequence(World.SEQUENCE));
    add(CancellationToken.class, world -> CancellationToken.create());
    add(PreparedAggregate.class, World::aggregate);
    add(AggregateReader.class, world -> world.aggregate().fetch(world.reader()));
    add(PreparedGroups.class, World::groups);
    add(GroupCursor.class, World::groupCursor);
    add(Pages.class, World::pages);
    add(Join.class, World::join);
    add(Sweeper.class, World::sweeper);
    add(IndexBuild.class, World::build);
    add(TableWriter.class, World::tableWriter);
    add(RowFiller.class, World::filler);
    add(LoadRow.class, World::loadRow);
    add(Continuation.class, World::continuation);
    add(
        io.ashlar.row.ByteView.class,
        world -> world.cursor().view(world.table.stringColumn("string")));
  }

  private static void statements() {
    add(Scan.class, World::scanRequest);
    add(Insert.class, world -> (Insert) world.assignments());
    add(Update.class, world -> world.table.update().where(world.id().eq(1)));
    add(Delete.class, world -> world.table.delete().where(world.id().eq(1)));
    add(Get.class, World::get);
    add(BatchGet.class, World::batch);
    add(GroupedScan.class, world -> world.table.scan().groupBy(world.id()));
  }

  private static void query() {
    add(Column.class, world -> world.table.column("string"));
    add(BooleanColumn.class, world -> world.table.booleanColumn("boolean"));
    add(IntColumn.class, world -> world.table.intColumn("int"));
    add(LongColumn.class, World::id);
    add(FloatColumn.class, world -> world.table.floatColumn("float"));
    add(DoubleColumn.class, world -> world.table.doubleColumn("double"));
    add(DecimalColumn.class, world -> world.table.decimalColumn("decimal"));
    add(StringColumn.class, world -> world.table.stringColumn("string"));
    add(BytesColumn.class, world -> world.table.bytesColumn("bytes"));
    add(UuidColumn.class, world -> world.table.uuidColumn("uuid"));
    add(DateColumn.class, world -> world.table.dateColumn("date"));
    add(TimeColumn.class, world -> world.table.timeColumn("time"));
    add(TimestampColumn.class, world -> world.table.timestampColumn("timestamp"));
    add(ValueColumn.class, world -> world.table.uuidColumn("uuid"));
    add(Class.class, world -> StringColumn.class);
    add(Predicate.class, world -> world.id().eq(1));
    add(Order.class, world -> world.id().ascending());
    add(Parameter.class, world -> Parameter.parameter(0));
    add(IntegerExpression.class, world -> world.table.intColumn("int").plus(1));
    add(RealExpression.class, world -> world.table.doubleColumn("double").plus(1));
    add(DecimalExpression.class, world -> world.table.decimalColumn("decimal").plus(1));
    add(NumericExpression.class, world -> world.id().plus(1));
    add(ComparableExpression.class, world -> world.id().plus(1));
    add(Comparison.class, world -> Comparison.EQUAL);
    add(Arithmetic.class, world -> Arithmetic.PLUS);
    add(Aggregate.Function.class, world -> Aggregate.Function.COUNT);
    add(Aggregate.class, world -> Aggregate.count());
    add(LongAggregate.class, world -> Aggregate.count());
    add(DoubleAggregate.class, world -> Aggregate.avg(world.id()));
    add(DecimalAggregate.class, world -> Aggregate.sum(world.table.decimalColumn("decimal")));
    add(ColumnAggregate.class, world -> Aggregate.max(world.table.stringColumn("string")));
    add(Predicate.Compare.class, world -> (Predicate.Compare) world.id().eq(1));
    add(Predicate.In.class, world -> new Predicate.In(world.id(), List.of(1L)));
    add(Predicate.IsNull.class, world -> (Predicate.IsNull) world.id().isNull());
    add(Predicate.Not.class, world -> new Predicate.Not(world.id().isNull()));
    add(
        Predicate.IsNullExpression.class,
        world -> (Predicate.IsNullExpression) world.id().plus(1).isNull());
    add(
        Predicate.CompareExpressions.class,
        world -> (Predicate.CompareExpressions) world.id().plus(1).eq(2));
    add(
        Predicate.Like.class,
        world -> new Predicate.Like(world.table.stringColumn("string"), "a_c", '\\'));
    add(Predicate.And.class, world -> new Predicate.And(List.of(world.id().eq(1))));
    add(Predicate.Or.class, world -> new Predicate.Or(List.of(world.id().eq(1))));
    add(
        IntegerExpression.Operation.class,
        world -> (IntegerExpression.Operation) world.id().plus(1));
    add(
        RealExpression.Operation.class,
        world -> (RealExpression.Operation) world.table.doubleColumn("double").plus(1.0));
    add(
        DecimalExpression.Operation.class,
        world -> (DecimalExpression.Operation) world.table.decimalColumn("decimal").plus(1));
    add(
        IntegerExpression.Constant.class,
        world -> (IntegerExpression.Constant) IntegerExpression.of(1));
    add(RealExpression.Constant.class, world -> (RealExpression.Constant) RealExpression.of(1));
    add(
        DecimalExpression.Constant.class,
        world -> (DecimalExpression.Constant) DecimalExpression.of(java.math.BigDecimal.ONE));
    Parameter parameter = Parameter.parameter(0);
    add(
        IntegerExpression.Placeholder.class,
        world -> (IntegerExpression.Placeholder) IntegerExpression.of(parameter));
    add(
        RealExpression.Placeholder.class,
        world -> (RealExpression.Placeholder) RealExpression.of(parameter));
    add(
        DecimalExpression.Placeholder.class,
        world -> (DecimalExpression.Placeholder) DecimalExpression.of(parameter));
  }

  private static void schema() {
    add(
        TableSchema.class,
        world -> TableSchema.named("made").column("id", ColumnType.LONG).primaryKey("id").build());
    add(
        TableSchema.Builder.class,
        world -> TableSchema.named("made").column("id", ColumnType.LONG));
    add(IndexSchema.class, world -> IndexSchema.named("made").ascending("int").build());
    add(IndexSchema.Builder.class, world -> IndexSchema.named("made").ascending("int"));
    add(ColumnSchema.class, world -> new ColumnSchema("id", ColumnType.LONG, false));
    add(DefaultValue.class, world -> DefaultValue.currentTimestamp());
    add(DefaultValue.Kind.class, world -> DefaultValue.Kind.RANDOM_UUID);
    add(ColumnType.class, world -> ColumnType.LONG);
    add(ValueKind.class, world -> ValueKind.LONG);
    add(CheckSchema.class, world -> new CheckSchema("positive", LongColumn.named("id").atLeast(1)));
    add(
        ForeignKeySchema.class,
        world -> ForeignKeySchema.named("made").columns("id").references("made").build());
    add(
        ForeignKeySchema.Builder.class,
        world -> ForeignKeySchema.named("made").columns("id").references("made"));
    ViewSchema.Use use = new ViewSchema.Use("things", List.of("id"), List.of("id"));
    add(ViewSchema.Use.class, world -> use);
    add(
        ViewSchema.class,
        world -> new ViewSchema("seen", List.of("id"), "SELECT id", List.of(), null));
    add(ReferenceAction.class, world -> ReferenceAction.RESTRICT);
    add(KeyPart.class, world -> new KeyPart("id", true));
    add(Partition.class, world -> world.parts().listPartitions().get(0));
    add(Partitioning.class, world -> Partitioning.range("timestamp", java.time.Duration.ofDays(1)));
    add(Partitioning.Kind.class, world -> Partitioning.Kind.TIME);
    add(SequenceOptions.class, world -> SequenceOptions.defaults());
    add(Expiration.class, world -> new Expiration("timestamp", java.time.Duration.ofDays(1)));
    add(TableChange.class, world -> new TableChange().addColumn("more", ColumnType.LONG));
    add(TableStep.class, world -> new TableStep.DropColumn("int"));
    ColumnSchema more = new ColumnSchema("more", ColumnType.LONG, true);
    add(TableStep.AddColumn.class, world -> new TableStep.AddColumn(more));
    add(TableStep.DropColumn.class, world -> new TableStep.DropColumn("int"));
    add(TableStep.RenameColumn.class, world -> new TableStep.RenameColumn("int", "to"));
    add(TableStep.WidenColumn.class, world -> new TableStep.WidenColumn("int", ColumnType.LONG));
    add(TableStep.SetNullable.class, world -> new TableStep.SetNullable("int", true));
    add(TableStep.SetDefault.class, world -> new TableStep.SetDefault("int", 1));
    add(
        TableStep.AddCheck.class,
        world ->
            new TableStep.AddCheck(new CheckSchema("positive", LongColumn.named("id").atLeast(1))));
    add(
        TableStep.SetDeclaredType.class,
        world -> new TableStep.SetDeclaredType("string", "varchar(9)"));
    add(TableStep.RenameIndex.class, world -> new TableStep.RenameIndex("by_string", "to"));
    add(TableStep.SetMaxLength.class, world -> new TableStep.SetMaxLength("string", 99));
    add(TableStep.SetComment.class, world -> new TableStep.SetComment("string", "a text"));
    add(TableStep.SetTableComment.class, world -> new TableStep.SetTableComment("a table"));
    add(TableStep.DropCheck.class, world -> new TableStep.DropCheck("positive"));
    add(
        TableStep.AddForeignKey.class,
        world ->
            new TableStep.AddForeignKey(
                ForeignKeySchema.named("made").columns("id").references("made").build()));
    add(TableStep.DropForeignKey.class, world -> new TableStep.DropForeignKey("made"));
    add(TableStep.RenameTable.class, world -> new TableStep.RenameTable("other"));
  }

  private static void options() {
    add(Options.class, world -> Options.defaults());
    add(Options.Builder.class, world -> Options.builder());
    add(Durability.class, world -> Durability.NONE);
    add(IsolationLevel.class, world -> IsolationLevel.SNAPSHOT);
    add(TransactionLimits.class, world -> TransactionLimits.none());
    add(StatementLimits.class, world -> StatementLimits.none());
    add(SweepOptions.class, world -> SweepOptions.defaults());
    add(IndexBuildOptions.class, world -> IndexBuildOptions.defaults());
    add(VerifyOptions.class, world -> VerifyOptions.defaults());
    add(Budget.class, world -> Budget.ofRows(1));
    add(StopReason.class, world -> StopReason.LIMIT);
    add(IndexState.class, world -> IndexState.PUBLIC);
    add(SweeperState.class, world -> SweeperState.RUNNING);
    add(WriterOptions.class, world -> WriterOptions.defaults().queueBytes(4_096));
    add(WhenFull.class, world -> WhenFull.REFUSE);
    add(LoadOptions.class, world -> LoadOptions.defaults());
    add(RowSource.class, world -> (RowSource) row -> false);
    add(Duplicates.class, world -> Duplicates.SKIP);
    add(LoadMethod.class, world -> LoadMethod.COMMITS);
    add(LoadPhase.class, world -> LoadPhase.READING);
    add(Priority.class, world -> Priority.HIGH);
    add(WriteOperation.class, world -> WriteOperation.DELETE);
    add(BreakerState.class, world -> BreakerState.CLOSED);
    add(ProblemKind.class, world -> ProblemKind.ROW_DAMAGED);
    add(AshlarException.class, world -> new IllegalUseException("A sentence.", "fact", 1));
  }

  private static void reports() {
    add(DatabaseStatistics.class, world -> world.db.monitor().statistics());
    add(
        RepairReport.class,
        world ->
            new RepairReport(1, Optional.of(Instant.EPOCH), 1, Optional.of(Instant.EPOCH), 1, 1));
    add(VerifyResult.class, world -> world.db.maintenance().verify());
    add(
        VerifyProblem.class,
        world -> new VerifyProblem(ProblemKind.ROW_DAMAGED, "t", "i", "k", "m", false));
    add(VerifyProgress.class, world -> new VerifyProgress("t", "i", 1, 1, 1, "p"));
    add(SweepStatistics.class, world -> new SweepStatistics(1, 1, 1, 1, 1, 1));
    add(IndexBuildProgress.class, world -> world.build().progress());
    add(
        LoadProgress.class,
        world -> new LoadProgress("made", LoadPhase.READING, 1, 1, 1, Duration.ofSeconds(1)));
    add(
        LoadReport.class,
        world ->
            new LoadReport(
                "made", LoadMethod.COMMITS, "why", 1, 1, 1, 1, 1, Duration.ofSeconds(1)));
    add(WriterStatistics.class, world -> world.tableWriter().statistics());
    add(WriterLatency.class, world -> world.tableWriter().statistics().latency());
    add(
        FailedRow.class,
        world ->
            new FailedRow(
                "made",
                WriteOperation.INSERT,
                Map.of("id", 1L),
                new IllegalUseException("A sentence.", "fact", 1)));
    add(Page.class, world -> world.pages().first(world.reader()));
    add(CacheStatistics.class, world -> world.db.monitor().cacheStatistics());
    add(MemoryReport.class, world -> world.db.monitor().memory());
    add(Diagnostics.class, world -> world.db.monitor().diagnostics());
    add(MemoryPart.class, world -> world.db.monitor().memory().parts().get(0));
    add(TableStatistics.class, world -> world.db.monitor().tableStatistics().get(0));
    add(WarmReport.class, world -> world.table.warm());
    add(ScanReport.class, world -> world.scan().explainAnalyze(world.reader()));
  }
}
