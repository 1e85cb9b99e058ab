package io.ashlar.torture.handles;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.GroupedScan;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.ClosedException;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.Column;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One thread that calls: single calls at random, and short pieces of sense, such as a transaction
 * with an insert, in which others interfere because all objects are shared at once.
 */
final class Caller implements Runnable {

  private static final long CLOSED_PAUSE_NS = 1_000_000;

  private static final int OWN_PLACES = 3;
  private static final Map<Class<?>, List<Method>> METHODS = new HashMap<>();

  static {
    ApiSurface.HELD.forEach(type -> METHODS.put(type, ApiSurface.methods(type)));
  }

  private final Fuzz fuzz;
  private final SplittableRandom random;
  private final Holdings own = new Holdings(OWN_PLACES);
  private final ArgumentSource arguments;

  /** What is being called, for the watchdog; null between calls. */
  volatile String calling;

  /** When that began, by {@link System#nanoTime}. */
  volatile long since;

  Caller(Fuzz fuzz, long seed) {
    this.fuzz = fuzz;
    this.random = new SplittableRandom(seed);
    this.arguments =
        new ArgumentSource(
            random, List.of(fuzz.shared(), own), fuzz.directories(), fuzz.storeOptions());
  }

  @Override
  public void run() {
    try {
      while (fuzz.goesOn()) {
        if (random.nextInt(50) == 0) {
          Thread.interrupted();
        }
        step();
      }
    } catch (RuntimeException | Error e) {
      fuzz.tally().problem("The fuzzer itself failed.", Tally.textOf(e));
    } finally {
      Thread.interrupted();
      ApiSurface.HELD.forEach(type -> own.all(type).forEach(fuzz::drop));
    }
  }

  private void step() {
    switch (random.nextInt(14)) {
      case 0 -> write();
      case 1 -> read();
      case 2 -> scan();
      case 3 -> change();
      case 4 -> lookUp();
      case 5 -> group();
      default -> single();
    }
  }

  private void single() {
    Class<?> type = ApiSurface.HELD.get(random.nextInt(ApiSurface.HELD.size()));
    Held target = arguments.held(type);
    List<Method> methods = METHODS.get(type);
    Method method = methods.get(random.nextInt(methods.size()));
    if (random.nextInt(fuzz.rarity(type, method)) != 0) {
      return;
    }
    if (ApiSurface.isStatic(method) || target != null) {
      call(type, target, method, arguments.argumentsFor(target, method));
    }
  }

  private void write() {
    Held table = table();
    Held transaction = begin(table);
    if (transaction == null) {
      return;
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      boolean upsert = random.nextBoolean();
      Held insert =
          call(
              table,
              upsert ? "upsert" : "insert",
              List.of(Transaction.class),
              transaction.object());
      if (insert == null) {
        return;
      }
      call(insert, "set", List.of(LongColumn.class, long.class), id(table), (long) arguments.key());
      for (int k = random.nextInt(4); k > 0; k--) {
        Method set = anyNamed(Insert.class, "set");
        call(Insert.class, insert, set, arguments.argumentsFor(insert, set));
      }
      if (random.nextInt(3) == 0) {
        executeEach(insert, transaction);
      } else {
        call(insert, "execute", List.of());
      }
    }
    end(transaction);
  }

  private void read() {
    Held table = table();
    Held transaction = random.nextBoolean() ? begin(table) : beginRead(table);
    Held get = table == null ? null : call(table, "get", List.of());
    if (transaction == null || get == null) {
      return;
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      call(get, "set", List.of(LongColumn.class, long.class), id(table), (long) arguments.key());
      Method fetch = anyNamed(Get.class, "f");
      call(Get.class, get, fetch, arguments.argumentsFor(get, fetch));
      call(get, "set", List.of(LongColumn.class, long.class), id(table), (long) arguments.key());
      call(get, "fetch", List.of(ReadTransaction.class), transaction.object());
      getters(get, Get.class);
    }
    end(transaction);
  }

  private void scan() {
    Held table = table();
    Held transaction = random.nextBoolean() ? begin(table) : beginRead(table);
    Held scan = table == null ? null : call(table, "scan", List.of());
    if (transaction == null || scan == null) {
      return;
    }
    if (random.nextBoolean()) {
      call(scan, "limit", List.of(long.class), 20L);
    }
    if (random.nextInt(4) == 0) {
      Method more = METHODS.get(Scan.class).get(random.nextInt(METHODS.get(Scan.class).size()));
      call(Scan.class, scan, more, arguments.argumentsFor(scan, more));
    }
    Held prepared = call(scan, "prepare", List.of());
    if (prepared == null) {
      return;
    }
    call(prepared, "bind", List.of(int.class, long.class), 0, (long) arguments.key());
    Held cursor = call(prepared, "open", List.of(ReadTransaction.class), transaction.object());
    for (int i = random.nextInt(10); cursor != null && i > 0; i--) {
      call(cursor, "next", List.of());
      getters(cursor, RowCursor.class);
    }
    if (random.nextBoolean()) {
      call(prepared, "close", List.of());
    }
    end(transaction);
  }

  private void change() {
    Held table = table();
    boolean update = random.nextBoolean();
    Held statement = table == null ? null : call(table, update ? "update" : "delete", List.of());
    if (statement == null) {
      return;
    }
    Class<?> type = statement.type();
    Method where = anyNamed(type, "where");
    call(type, statement, where, arguments.argumentsFor(statement, where));
    call(statement, "bind", List.of(int.class, long.class), 0, (long) arguments.key());
    call(statement, "bind", List.of(int.class, long.class), 1, (long) arguments.key());
    if (update) {
      StringColumn text = column(table, "string", StringColumn.class);
      call(statement, "set", List.of(StringColumn.class, CharSequence.class), text, "changed");
    }
    Held transaction = random.nextBoolean() ? begin(table) : null;
    if (transaction == null) {
      call(statement, "execute", List.of());
    } else {
      if (random.nextInt(3) == 0) {
        executeEach(statement, transaction);
      } else {
        call(statement, "execute", List.of(Transaction.class), transaction.object());
      }
      end(transaction);
    }
  }

  private void executeEach(Held statement, Held transaction) {
    List<Class<?>> types = List.of(Transaction.class, BooleanSupplier.class);
    Method method =
        ApiSurface.find(statement.type(), "executeEach", Transaction.class, BooleanSupplier.class);
    Object next = arguments.argumentsFor(statement, method)[1];
    call(statement, "executeEach", types, transaction.object(), next);
  }

  private void lookUp() {
    Held table = table();
    Held transaction = random.nextBoolean() ? begin(table) : beginRead(table);
    Held batch = table == null ? null : call(table, "getAll", List.of());
    if (transaction == null || batch == null) {
      return;
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      call(batch, "set", List.of(LongColumn.class, long.class), id(table), (long) arguments.key());
      if (random.nextInt(4) == 0) {
        Method set = anyNamed(BatchGet.class, "set");
        call(BatchGet.class, batch, set, arguments.argumentsFor(batch, set));
      }
      call(batch, "add", List.of());
    }
    call(batch, "fetch", List.of(ReadTransaction.class), transaction.object());
    for (int i = random.nextInt(4); i >= 0; i--) {
      call(batch, "next", List.of());
      anything(batch, BatchGet.class);
      getters(batch, BatchGet.class);
    }
    end(transaction);
  }

  private void group() {
    Held table = table();
    Held transaction = random.nextBoolean() ? begin(table) : beginRead(table);
    Held scan = table == null ? null : call(table, "scan", List.of());
    if (transaction == null || scan == null) {
      return;
    }
    Column column = column(table, random.nextBoolean() ? FuzzTables.ID : "number", Column.class);
    Held grouped =
        call(scan, "groupBy", List.of(Column.class, Column[].class), column, new Column[0]);
    Method aggregate = anyNamed(GroupedScan.class, "aggregate");
    Held prepared =
        grouped == null
            ? null
            : call(
                GroupedScan.class, grouped, aggregate, arguments.argumentsFor(grouped, aggregate));
    if (prepared == null) {
      return;
    }
    anything(prepared, PreparedGroups.class);
    Held cursor = call(prepared, "open", List.of(ReadTransaction.class), transaction.object());
    for (int i = random.nextInt(6); cursor != null && i >= 0; i--) {
      call(cursor, "next", List.of());
      anything(cursor, GroupCursor.class);
      getters(cursor, GroupCursor.class);
    }
    end(transaction);
  }

  private void anything(Held target, Class<?> type) {
    List<Method> methods = METHODS.get(type);
    Method method = methods.get(random.nextInt(methods.size()));
    call(type, target, method, arguments.argumentsFor(target, method));
  }

  private void getters(Held reader, Class<?> type) {
    for (int i = random.nextInt(4); i > 0; i--) {
      Method getter = anyNamed(type, random.nextInt(3) == 0 ? "view" : "get");
      call(type, reader, getter, arguments.argumentsFor(reader, getter));
    }
  }

  private Held table() {
    return arguments.held(Table.class);
  }

  private Held begin(Held table) {
    if (table == null) {
      return null;
    }
    Held database = new Held(Database.class, table.database(), table.database(), table.table());
    IsolationLevel level = arguments.any(List.of(IsolationLevel.values()));
    return call(database, "begin", List.of(IsolationLevel.class), level);
  }

  private Held beginRead(Held table) {
    return table == null
        ? null
        : call(
            new Held(Database.class, table.database(), table.database(), null),
            "beginRead",
            List.of());
  }

  private void end(Held transaction) {
    boolean writes = transaction.type() == Transaction.class;
    switch (random.nextInt(5)) {
      case 0 -> call(transaction, "close", List.of());
      case 1 -> {
        Method end = anyNamed(transaction.type(), writes ? "commit" : "close");
        call(transaction.type(), transaction, end, arguments.argumentsFor(transaction, end));
      }
      case 2 -> call(transaction, writes ? "rollback" : "close", List.of());
      default -> call(transaction, writes ? "commit" : "close", List.of());
    }
  }

  private LongColumn id(Held table) {
    return column(table, FuzzTables.ID, LongColumn.class);
  }

  private static <C extends Column> C column(Held table, String name, Class<C> type) {
    try {
      return type.cast(table.table().column(name));
    } catch (io.ashlar.error.AshlarException dropped) {
      return null;
    }
  }

  private Method anyNamed(Class<?> type, String prefix) {
    List<Method> fitting =
        METHODS.get(type).stream().filter(each -> each.getName().startsWith(prefix)).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  private Held call(Held target, String name, List<Class<?>> types, Object... values) {
    Method method = ApiSurface.find(target.type(), name, types.toArray(new Class<?>[0]));
    return call(target.type(), target, method, values);
  }

  /** One counted call; what it made, shared already, or null. */
  private Held call(Class<?> type, Held target, Method method, Object... values) {
    String name = ApiSurface.name(type, method);
    Object result = null;
    since = System.nanoTime();
    calling = name;
    try {
      result = method.invoke(target == null ? null : target.object(), values);
      fuzz.tally().returned(name);
    } catch (InvocationTargetException e) {
      fuzz.tally().threw(name, e.getCause());
      if (e.getCause() instanceof ClosedException) {
        // Or most calls of a run would be made while somebody else still opens the next database.
        LockSupport.parkNanos(CLOSED_PAUSE_NS);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(name, e);
    } finally {
      calling = null;
    }
    return kept(target, result);
  }

  private Held kept(Held target, Object result) {
    Object made = result instanceof Optional<?> optional ? optional.orElse(null) : result;
    if (made instanceof CompletionStage<?> stage) {
      fuzz.outstanding(stage);
    }
    if (made == null || (target != null && made == target.object())) {
      return null;
    }
    Class<?> type = Held.typeOf(made);
    if (type == null) {
      return null;
    }
    Database database =
        made instanceof Database itself ? itself : target == null ? null : target.database();
    Table table = made instanceof Table named ? named : target == null ? null : target.table();
    Held held = new Held(type, made, database, table);
    if (made instanceof Database opened) {
      fuzz.opened(opened);
      fuzz.fill(opened);
    }
    Held gone = (random.nextInt(3) > 0 ? fuzz.shared() : own).keep(held, random);
    if (gone != null) {
      fuzz.drop(gone);
    }
    return held;
  }
}
