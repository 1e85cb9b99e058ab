package io.ashlar.torture.handles;

import io.ashlar.Delete;
import io.ashlar.Insert;
import io.ashlar.Update;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.ColumnAggregate;
import io.ashlar.aggregate.DecimalAggregate;
import io.ashlar.aggregate.DoubleAggregate;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.expire.SweepOptions;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.WhenFull;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.load.Duplicates;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.RowSource;
import io.ashlar.page.Budget;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.Parameter;
import io.ashlar.query.RealExpression;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.Partition;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.ViewSchema;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.StatementLimits;
import io.ashlar.transaction.TransactionLimits;
import io.ashlar.type.ColumnType;
import io.ashlar.verify.VerifyOptions;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Invents what statements are made of: expressions, aggregates, bounds, changes. One owner. */
final class StatementParts {

  private static final LongColumn LONG = LongColumn.named("long");
  private static final IntColumn NUMBER = IntColumn.named("number");
  private static final DoubleColumn REAL = DoubleColumn.named("double");
  private static final DecimalColumn DECIMAL = DecimalColumn.named("decimal");
  private static final StringColumn TEXT = StringColumn.named("string");

  private final SplittableRandom random;

  StatementParts(SplittableRandom random) {
    this.random = random;
  }

  /** One of a type, or null when it is none of these. */
  Object any(Class<?> type) {
    if (NumericExpression.class.isAssignableFrom(type)) {
      return expression(type);
    } else if (Aggregate.class.isAssignableFrom(type)) {
      return aggregate(type);
    } else if (type == Budget.class) {
      return random.nextBoolean()
          ? Budget.ofRows(1 + random.nextInt(20))
          : Budget.ofBytes(1 + random.nextInt(2_000)).andTime(Duration.ofMillis(5));
    } else if (type == TransactionLimits.class) {
      return limits();
    } else if (type == StatementLimits.class) {
      return random.nextBoolean()
          ? StatementLimits.none()
          : StatementLimits.none().timeout(Duration.ofMillis(random.nextInt(50)));
    } else if (type == SequenceOptions.class) {
      return SequenceOptions.defaults().startingAt(random.nextInt(9)).reserving(5);
    } else if (type == IndexBuildOptions.class) {
      return IndexBuildOptions.defaults().chunkRows(1 + random.nextInt(50));
    } else if (type == VerifyOptions.class) {
      return VerifyOptions.defaults().maxRows(100).repair(random.nextBoolean());
    } else if (type == Partition.class) {
      // Ids are those of keyspaces, which begin at 16.
      return new Partition(16 + random.nextInt(80), "0");
    } else if (type == DefaultValue.class) {
      return computed();
    } else if (type == SweepOptions.class) {
      return SweepOptions.defaults().interval(Duration.ofMillis(1 + random.nextInt(20)));
    } else if (type == WriterOptions.class) {
      return writer();
    } else if (type == LoadOptions.class) {
      return load();
    } else if (type == RowSource.class) {
      return rows();
    } else if (type == Priority.class) {
      return pick(List.of(Priority.values()));
    } else if (type == Acknowledgement.class) {
      return new CountingAcknowledgement();
    } else if (type == Runnable.class) {
      return (Runnable) StatementParts::nothing;
    } else if (type == ViewSchema.class) {
      return view();
    } else if (type == UnaryOperator.class) {
      return (UnaryOperator<TableChange>) this::change;
    }
    return null;
  }

  /** One that is full soon, and waits for nobody for long. */
  private WriterOptions writer() {
    return WriterOptions.defaults()
        .batchRows(1 + random.nextInt(8))
        .queueRows(1 + random.nextInt(32))
        .queueBytes(16 << 10)
        .batchDelay(Duration.ofMillis(random.nextInt(5)))
        .whenFull(pick(List.of(WhenFull.values())))
        .waitAtMost(Duration.ofMillis(random.nextInt(20)))
        .concurrency(1 + random.nextInt(2))
        .closeTimeout(Duration.ofMillis(50))
        .onFailedRow(row -> {});
  }

  private LoadOptions load() {
    LoadOptions options =
        LoadOptions.defaults()
            .memoryBytes(1 << 20)
            .duplicates(pick(List.of(Duplicates.values())))
            .limitedBy(StatementLimits.none().timeout(Duration.ofMillis(random.nextInt(200))));
    return random.nextBoolean() ? options.onFailedRow(row -> {}) : options;
  }

  /** Some rows, with keys that may be there. */
  private RowSource rows() {
    LongColumn id = LongColumn.named(FuzzTables.ID);
    int[] left = {random.nextInt(6)};
    long first = random.nextInt(100);
    return row -> {
      row.set(TEXT, "not this").clear().set(id, first + left[0]).set(TEXT, "loaded");
      return left[0]-- > 0;
    };
  }

  /** Some name what is not there, or each other. */
  private ViewSchema view() {
    String used = pick(random.nextInt(4) > 0 ? FuzzTables.TABLES : FuzzTables.VIEWS);
    List<String> columns = List.of(FuzzTables.ID, "number");
    ViewSchema.Use use = new ViewSchema.Use(used, columns, columns);
    return new ViewSchema(
        pick(FuzzTables.VIEWS), columns, "SELECT id, number FROM " + used, List.of(use), null);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private DefaultValue computed() {
    return random.nextBoolean() ? DefaultValue.currentTimestamp() : DefaultValue.randomUuid();
  }

  /** Sets and binds what a statement needs for its next row, and now and then what it may not. */
  void makeReady(Held target, long key) {
    if (target == null || target.table() == null) {
      return;
    }
    LongColumn id = target.table().longColumn(FuzzTables.ID);
    StringColumn text = target.table().stringColumn("string");
    boolean misused = random.nextInt(8) == 0;
    if (target.object() instanceof Insert insert) {
      insert.set(id, key).set(text, "given");
      if (misused) {
        insert.execute();
      }
    } else if (target.object() instanceof Update update) {
      update.bind(0, key).set(text, "given");
      if (misused) {
        update.where(id.atLeast(key));
      }
    } else if (target.object() instanceof Delete delete) {
      delete.bind(0, key);
      if (misused) {
        delete.execute();
      }
    }
  }

  private static void nothing() {
    // Who listens to a token need not do anything.
  }

  private Object expression(Class<?> type) {
    if (type == IntegerExpression.class) {
      return random.nextBoolean() ? LONG.plus(1) : NUMBER.times(Parameter.parameter(0));
    } else if (type == DecimalExpression.class) {
      return DECIMAL.plus(1);
    }
    RealExpression real = REAL.times(2.0);
    return type == RealExpression.class || random.nextBoolean() ? real : LONG.minus(NUMBER);
  }

  private Object aggregate(Class<?> type) {
    if (type == LongAggregate.class) {
      return random.nextBoolean() ? Aggregate.count() : Aggregate.sum(LONG);
    } else if (type == DoubleAggregate.class) {
      return Aggregate.avg(REAL);
    } else if (type == DecimalAggregate.class) {
      return Aggregate.sum(DECIMAL);
    } else if (type == ColumnAggregate.class) {
      return Aggregate.max(TEXT);
    }
    return switch (random.nextInt(4)) {
      case 0 -> Aggregate.count();
      case 1 -> Aggregate.min(LONG);
      case 2 -> Aggregate.avg(NUMBER);
      default -> Aggregate.max(REAL);
    };
  }

  private TransactionLimits limits() {
    CancellationToken token = CancellationToken.create();
    if (random.nextInt(4) == 0) {
      token.cancel();
    }
    return switch (random.nextInt(3)) {
      case 0 -> TransactionLimits.none();
      case 1 -> TransactionLimits.none().cancelOn(token);
      default -> TransactionLimits.none().timeout(Duration.ofMillis(1 + random.nextInt(50)));
    };
  }

  /** What others work with stays, but for its type. */
  private TableChange change(TableChange table) {
    return switch (random.nextInt(13)) {
      case 0 -> table.addColumn("extra", ColumnType.INT).notNull().defaultValue(7);
      case 1 -> table.addColumn("extra", ColumnType.STRING);
      case 2 -> table.dropColumn("extra");
      case 3 -> table.renameColumn("extra", "other");
      case 4 -> table.dropColumn("other");
      case 5 -> table.widenColumn("number", ColumnType.LONG);
      case 6 -> table.addCheck("small", LONG.lessThan(1_000_000_000L));
      case 7 -> table.addColumn("extra", ColumnType.TIMESTAMP).defaultTo(computed());
      case 8 -> table.setMaxLength("string", 100 + random.nextInt(3));
      case 9 -> table.renameIndex("by_text", "by_words");
      case 10 -> table.renameIndex("by_words", "by_text");
      case 11 -> table.setTableComment("a table").setComment("long", "a column");
      default -> table.setDefault("bool", true);
    };
  }
}
