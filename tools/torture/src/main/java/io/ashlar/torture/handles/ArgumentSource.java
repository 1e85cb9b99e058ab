package io.ashlar.torture.handles;

import io.ashlar.Buffers;
import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.error.AshlarException;
import io.ashlar.query.Column;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Order;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.query.ValueColumn;
import io.ashlar.row.RowFilter;
import io.ashlar.row.RowTarget;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.CheckedTransactionBody;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.transaction.TransactionAction;
import io.ashlar.transaction.TransactionBody;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** Invents arguments: most fit the object that is called, some do not. One owner. */
final class ArgumentSource {

  /** One in so many arguments that may be null is null. */
  private static final int NULLS = 200;

  /** One in so many numbers is absurd. */
  private static final int ABSURD = 60;

  private static final int KEYS = 200;
  private static final int BUFFER_BYTES = 64;
  private static final int TRIES = 6;

  private final SplittableRandom random;
  private final List<Holdings> sources;
  private final List<Path> directories;
  private final Options options;
  private final StatementParts parts;

  ArgumentSource(
      SplittableRandom random, List<Holdings> sources, List<Path> directories, Options options) {
    this.random = random;
    this.parts = new StatementParts(random);
    this.sources = sources;
    this.directories = directories;
    this.options = options;
  }

  Object[] argumentsFor(Held target, Method method) {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = argument(target, method, i, types[i]);
    }
    return arguments;
  }

  private Object argument(Held target, Method method, int position, Class<?> type) {
    if (type.isPrimitive()) {
      return primitive(method, position, type);
    }
    if (random.nextInt(NULLS) == 0) {
      return null;
    }
    if (type.isArray() && type != byte[].class) {
      Object array = Array.newInstance(type.getComponentType(), 1 + random.nextInt(3));
      for (int i = 0; i < Array.getLength(array); i++) {
        Array.set(array, i, argument(target, method, position, type.getComponentType()));
      }
      return array;
    }
    if (type == String.class) {
      return name(method, position);
    }
    if (Column.class.isAssignableFrom(type)) {
      return column(target, type);
    }
    if (type == Class.class) {
      return random.nextBoolean() ? StringColumn.class : LongColumn.class;
    }
    if (ReadTransaction.class.isAssignableFrom(type)) {
      return transaction(target, type);
    }
    Object value = value(type);
    return value != null ? value : fitting(target, type);
  }

  private Object primitive(Method method, int position, Class<?> type) {
    boolean absurd = random.nextInt(ABSURD) == 0;
    if (type == boolean.class) {
      return random.nextBoolean();
    } else if (type == int.class) {
      boolean parameter = method.getName().startsWith("bind") && position == 0;
      return absurd ? random.nextInt() : parameter ? random.nextInt(2) : key() % 8;
    } else if (type == long.class) {
      return absurd ? random.nextLong() : (long) key();
    } else if (type == float.class) {
      return absurd ? Float.NaN : (float) key();
    }
    return absurd ? Double.NEGATIVE_INFINITY : (double) key();
  }

  /** A key of a row that may be there. */
  int key() {
    return random.nextInt(KEYS);
  }

  private String name(Method method, int position) {
    String called = method.getName();
    if (called.endsWith("olumn")) {
      String kind = called.replace("Column", "");
      return FuzzTables.COLUMNS.contains(kind) && random.nextInt(4) > 0
          ? kind
          : any(FuzzTables.COLUMNS);
    }
    if (called.endsWith("View")) {
      return any(FuzzTables.VIEWS);
    }
    boolean ofTable = ApiSurface.isOfDatabase(method.getDeclaringClass()) && position == 0;
    return any(ofTable ? FuzzTables.TABLES : FuzzTables.INDEXES);
  }

  private Column column(Held target, Class<?> type) {
    for (int i = 0; i < TRIES; i++) {
      Table table = target != null && target.table() != null ? target.table() : anyTable();
      if (table == null || random.nextInt(ABSURD) == 0) {
        table = anyTable();
      }
      if (table == null) {
        return null;
      }
      String name =
          type == Column.class || type == ValueColumn.class
              ? any(FuzzTables.COLUMNS)
              : type.getSimpleName().replace("Column", "").toLowerCase(java.util.Locale.ROOT);
      name = name.equals("int") ? "number" : name.equals("boolean") ? "bool" : name;
      name = type == LongColumn.class && random.nextBoolean() ? FuzzTables.ID : name;
      try {
        Column column = table.column(name);
        if (type.isInstance(column)) {
          return column;
        }
      } catch (AshlarException missingOrDropped) {
        table = null; // another one may have it
      }
    }
    return null;
  }

  private Table anyTable() {
    Held held = held(Table.class);
    return held == null ? null : (Table) held.object();
  }

  private Object transaction(Held target, Class<?> type) {
    Held found = null;
    for (int i = 0; i < TRIES; i++) {
      Class<?> wanted =
          type == Transaction.class || random.nextBoolean()
              ? Transaction.class
              : ReadTransaction.class;
      Held candidate = held(wanted);
      if (candidate != null) {
        found = candidate;
        if (target == null || candidate.database() == target.database()) {
          break;
        }
      }
    }
    return found == null ? null : found.object();
  }

  private Object value(Class<?> type) {
    if (type == CharSequence.class) {
      return "text " + key();
    } else if (type == byte[].class) {
      return new byte[random.nextInt(40)];
    } else if (type == BigDecimal.class) {
      return BigDecimal.valueOf(key(), 2);
    } else if (type == BigInteger.class) {
      return BigInteger.valueOf(key());
    } else if (type == UUID.class) {
      return new UUID(key(), key());
    } else if (type == LocalDate.class) {
      return LocalDate.ofEpochDay(key());
    } else if (type == LocalTime.class) {
      return LocalTime.ofSecondOfDay(key());
    } else if (type == Instant.class) {
      return Instant.ofEpochSecond(key());
    } else if (type == DirectBuffer.class) {
      return Buffers.wrap(new byte[BUFFER_BYTES]);
    } else if (type == StringBuilder.class) {
      return emptyText();
    } else if (type == IsolationLevel.class) {
      return any(List.of(IsolationLevel.values()));
    } else if (type == Durability.class) {
      return any(List.of(Durability.values()));
    } else if (type == Duration.class) {
      return random.nextInt(ABSURD) == 0
          ? Duration.ofSeconds(random.nextLong())
          : Duration.ofMillis(random.nextInt(20));
    } else if (type == Executor.class) {
      return executor();
    } else if (type == Path.class) {
      return any(directories);
    } else if (type == Options.class) {
      return random.nextInt(10) == 0 ? Options.readOnly() : options;
    } else if (type == Parameter.class) {
      return Parameter.parameter(random.nextInt(2));
    }
    return null;
  }

  private static StringBuilder emptyText() {
    return new StringBuilder();
  }

  private Executor executor() {
    if (random.nextInt(4) > 0) {
      return ForkJoinPool.commonPool();
    }
    return task -> {
      throw new RejectedExecutionException("This executor refuses everything.");
    };
  }

  private Object fitting(Held target, Class<?> type) {
    if (type == Predicate.class) {
      return predicate(target);
    } else if (type == Order.class) {
      Column column = column(target, Column.class);
      return column == null
          ? null
          : random.nextBoolean() ? column.ascending() : column.descending();
    } else if (type == RowFilter.class) {
      Column column = column(target, Column.class);
      return column == null ? null : (RowFilter) row -> row.isNull(column);
    } else if (type == RowTarget.class) {
      Column column = column(target, Column.class);
      return column == null ? null : new CountingTarget(column);
    } else if (type == BooleanSupplier.class) {
      return rowsGiven(target, random.nextInt(4));
    } else if (type == TableSchema.class) {
      return FuzzTables.schema(any(FuzzTables.TABLES));
    } else if (type == IndexSchema.class) {
      return FuzzTables.index(random.nextInt(3));
    } else if (type == Map.class) {
      return rowValues();
    } else if (type == TransactionAction.class) {
      return (TransactionAction) transaction -> work(target, transaction);
    } else if (type == TransactionBody.class) {
      return (TransactionBody<Long>)
          transaction -> {
            work(target, transaction);
            return transaction.readTimestamp();
          };
    } else if (type == CheckedTransactionBody.class) {
      return (CheckedTransactionBody<Long, RuntimeException>)
          transaction -> {
            work(target, transaction);
            return transaction.readTimestamp();
          };
    } else if (type == Object.class) {
      return any(List.of("text", 7, 7L, 7.0, true, new byte[1], new UUID(1, 1), LocalDate.EPOCH));
    }
    if (ApiSurface.HELD.contains(type)) {
      Held found = held(type);
      return found == null ? null : found.object();
    }
    Object part = parts.any(type);
    if (part == null) {
      throw new IllegalStateException("no argument of " + type + " is known");
    }
    return part;
  }

  /** Makes some rows ready, and then says that there are no more. */
  private BooleanSupplier rowsGiven(Held target, int rows) {
    AtomicInteger left = new AtomicInteger(rows);
    return () -> {
      if (left.getAndDecrement() <= 0) {
        return false;
      }
      parts.makeReady(target, key());
      return true;
    };
  }

  private Predicate predicate(Held target) {
    if (random.nextInt(6) == 0) {
      StringColumn text = (StringColumn) column(target, StringColumn.class);
      return text == null ? null : text.eq(Parameter.parameter(0));
    }
    LongColumn id = (LongColumn) column(target, LongColumn.class);
    if (id == null) {
      return null;
    }
    return switch (random.nextInt(6)) {
      case 0 -> id.atLeast(key());
      case 1 -> id.isNotNull();
      case 2 -> id.between(Parameter.parameter(0), Parameter.parameter(1));
      case 3 -> id.lessThan(Parameter.parameter(0));
      default -> id.eq(Parameter.parameter(0));
    };
  }

  private Map<String, Object> rowValues() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(FuzzTables.ID, (long) key());
    values.put("number", key());
    values.put(any(FuzzTables.COLUMNS), "text");
    values.remove("missing");
    return values;
  }

  private void work(Held target, Transaction transaction) {
    Table table = target.database() == null ? null : tableOf(target.database());
    if (table != null) {
      table
          .upsert(transaction)
          .set(table.longColumn(FuzzTables.ID), key())
          .set(table.stringColumn("string"), "text " + key())
          .execute();
    }
    if (random.nextInt(ABSURD) == 0) {
      transaction.rollback();
    }
  }

  private Table tableOf(Database database) {
    return database.findTable(any(FuzzTables.TABLES)).orElse(null);
  }

  /** Any object of a type, shared or own; null when none was found. */
  Held held(Class<?> type) {
    return sources.get(random.nextInt(sources.size())).any(type, random);
  }

  <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
