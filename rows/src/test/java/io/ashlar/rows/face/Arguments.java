package io.ashlar.rows.face;

import io.ashlar.Join;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.AshlarException;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.FailedRowHandler;
import io.ashlar.query.Column;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.row.RowFilter;
import io.ashlar.row.RowTarget;
import io.ashlar.schema.Partition;
import io.ashlar.transaction.CheckedTransactionBody;
import io.ashlar.transaction.TransactionAction;
import io.ashlar.transaction.TransactionBody;
import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;

/** Arguments by the types of parameters: such as fit, and such as are wrong. */
final class Arguments {

  private static final Map<Class<?>, List<?>> EXTREMES = new HashMap<>();

  static {
    EXTREMES.put(int.class, List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE));
    EXTREMES.put(long.class, List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE));
    EXTREMES.put(float.class, List.of(Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -0.0f));
    EXTREMES.put(
        double.class, List.of(Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -0.0));
    EXTREMES.put(char.class, List.of('\0', '%', '\uD800'));
    EXTREMES.put(boolean.class, List.of(true, false));
    List<String> texts = List.of("", "no such", "\uD800", "a\uDC00b", "x".repeat(70_000), "%_\\");
    EXTREMES.put(String.class, texts);
    EXTREMES.put(CharSequence.class, texts);
    EXTREMES.put(byte[].class, List.of(new byte[0], new byte[70_000]));
    EXTREMES.put(
        BigDecimal.class,
        List.of(
            new BigDecimal("1e400"),
            new BigDecimal("1e-400"),
            new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
            new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE)));
    EXTREMES.put(
        Duration.class,
        List.of(
            Duration.ZERO,
            Duration.ofNanos(-1),
            Duration.ofNanos(1),
            Duration.ofSeconds(Long.MIN_VALUE),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)));
    EXTREMES.put(
        Period.class,
        List.of(
            Period.ZERO,
            Period.ofDays(-1),
            Period.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
            Period.ofDays(Integer.MAX_VALUE),
            Period.ofYears(Integer.MIN_VALUE)));
    EXTREMES.put(
        Instant.class,
        List.of(
            Instant.MIN,
            Instant.MAX,
            Instant.EPOCH.plusNanos(1),
            Instant.ofEpochSecond(Long.MIN_VALUE / 1_000_000)));
    EXTREMES.put(LocalDate.class, List.of(LocalDate.MIN, LocalDate.MAX));
    EXTREMES.put(LocalTime.class, List.of(LocalTime.MIN, LocalTime.MAX));
    EXTREMES.put(
        Object.class,
        List.of(
            new Object(),
            "\uD800",
            Long.MIN_VALUE,
            Double.NaN,
            Instant.MAX,
            LocalDate.MIN,
            new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
            new byte[70_000]));
  }

  private final Path directory;

  /** Does nothing with what it is told. */
  private static final class Unheard implements Acknowledgement {

    @Override
    public void written(long timestamp) {}

    @Override
    public void failed(AshlarException failure) {}
  }

  Arguments(Path directory) {
    this.directory = directory;
  }

  /** One argument for each parameter, of a kind that the method should take. */
  Object[] fitting(Executable callable, World world) {
    Parameter[] parameters = callable.getParameters();
    Object[] arguments = new Object[parameters.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = fitting(callable, parameters[i], world);
    }
    return arguments;
  }

  private Object fitting(Executable callable, Parameter parameter, World world) {
    Class<?> type = parameter.getType();
    if (type == List.class) {
      return list(callable, parameter.getName(), parameter.getParameterizedType(), world);
    }
    if (type.isArray() && !type.getComponentType().isPrimitive()) {
      Object array = Array.newInstance(type.getComponentType(), 1);
      Array.set(array, 0, value(callable, parameter.getName(), type.getComponentType(), world));
      return array;
    }
    return value(callable, parameter.getName(), type, world);
  }

  /** A list of one, of what the declaration says that it holds. */
  private List<Object> list(Executable callable, String name, Type declared, World world) {
    Type held =
        declared instanceof ParameterizedType list
            ? list.getActualTypeArguments()[0]
            : Object.class;
    if (held instanceof ParameterizedType inner) {
      return List.of(list(callable, name, inner, world));
    }
    return List.of(
        value(callable, name, held instanceof Class<?> type ? type : Object.class, world));
  }

  private Object value(Executable callable, String name, Class<?> type, World world) {
    if (type == String.class) {
      return text(callable, name);
    } else if (Samples.has(type)) {
      return Samples.of(type, world);
    } else if (type == RowTarget.class) {
      return new AnyTarget(List.of(world.id()));
    }
    Object plain = plain(type);
    if (plain == null) {
      throw new IllegalStateException("Arguments needs one of " + type.getName());
    }
    return plain;
  }

  /** What a text stands for is in the name of its parameter. */
  private static String text(Executable callable, String name) {
    String of = callable.getDeclaringClass().getSimpleName();
    return switch (name) {
      case "table" -> World.TABLE;
      case "index", "uniqueIndex" -> World.INDEX;
      case "name" ->
          (of.equals("Database") || of.equals("Schema")) && callable.getName().contains("equence")
              ? World.SEQUENCE
              : of.equals("Table") ? typed(callable) : World.TABLE;
      case "names", "column", "columns", "primaryKey" ->
          of.equals("VerifyOptions") ? World.TABLE : "id";
      default -> "text";
    };
  }

  private static String typed(Executable callable) {
    return callable.getName().replace("Column", "").replace("column", "id").replace("long", "id");
  }

  private Object plain(Class<?> type) {
    if (type == int.class) {
      return 1;
    } else if (type == long.class) {
      return 1L;
    } else if (type == float.class) {
      return 1f;
    } else if (type == double.class) {
      return 1.0;
    } else if (type == char.class) {
      return '!';
    } else if (type == boolean.class) {
      return true;
    } else if (type == boolean[].class) {
      return new boolean[] {true};
    } else if (type == CharSequence.class || type == Object.class) {
      return "text";
    } else if (type == StringBuilder.class) {
      return emptyText();
    } else if (type == byte[].class) {
      return new byte[] {1};
    } else if (type == long[].class) {
      return new long[] {1};
    } else if (type == int[].class) {
      return new int[] {1};
    } else if (type == double[].class) {
      return new double[] {1};
    } else if (type == float[].class) {
      return new float[] {1};
    } else if (type == BigDecimal.class) {
      return BigDecimal.ONE;
    } else if (type == UUID.class) {
      return new UUID(1, 1);
    } else if (type == LocalDate.class) {
      return LocalDate.EPOCH;
    } else if (type == LocalTime.class) {
      return LocalTime.NOON;
    } else if (type == Instant.class) {
      return Instant.EPOCH;
    } else if (type == Duration.class) {
      return Duration.ofDays(1);
    } else if (type == Period.class) {
      return Period.ofDays(1);
    }
    return other(type);
  }

  private static StringBuilder emptyText() {
    return new StringBuilder();
  }

  private Object other(Class<?> type) {
    if (type == DirectBuffer.class) {
      return Flyweights.wrap(new byte[] {'a', 'b'});
    } else if (type == List.class) {
      return List.of("text");
    } else if (type == Map.class) {
      return Map.of("id", 7L);
    } else if (type == Optional.class) {
      return Optional.empty();
    } else if (type == Path.class) {
      return directory;
    } else if (type == Executor.class) {
      return (Executor) Runnable::run;
    } else if (type == Consumer.class) {
      return (Consumer<Object>) told -> {};
    } else if (type == UnaryOperator.class) {
      return UnaryOperator.identity();
    } else if (type == java.math.BigInteger.class) {
      return java.math.BigInteger.TEN;
    } else if (type == java.nio.ByteBuffer.class) {
      return java.nio.ByteBuffer.allocate(8);
    } else if (type == io.ashlar.statistics.BufferAccess.class) {
      return io.ashlar.statistics.BufferAccess.VAR_HANDLES;
    } else if (type == TransactionAction.class) {
      return (TransactionAction) tx -> {};
    } else if (type == TransactionBody.class) {
      return (TransactionBody<Object>) tx -> "done";
    } else if (type == CheckedTransactionBody.class) {
      return (CheckedTransactionBody<Object, RuntimeException>) tx -> "done";
    } else if (type == RowFilter.class) {
      return (RowFilter) row -> true;
    } else if (type == BooleanSupplier.class) {
      AtomicBoolean given = new AtomicBoolean();
      return (BooleanSupplier) () -> !given.getAndSet(true);
    } else if (type == Join.Binder.class) {
      return (Join.Binder) (outer, inner) -> {};
    } else if (type == FailedRowHandler.class) {
      return (FailedRowHandler) row -> {};
    } else if (type == Acknowledgement.class) {
      return new Unheard();
    } else if (type == Throwable.class) {
      return new IllegalStateException();
    }
    return null;
  }

  /** Arguments in which nothing is missing, but which lie at the edges, or belong elsewhere. */
  List<Object> strange(Executable callable, Parameter parameter, World other) {
    Class<?> type = parameter.getType();
    List<Object> strange = new ArrayList<>(EXTREMES.getOrDefault(type, List.of()));
    boolean foreign =
        Samples.has(type)
            && (type.getName().startsWith("io.ashlar.page.Continuation")
                || List.of(Column.class, ComparableExpression.class, Predicate.class, Order.class)
                    .stream()
                    .anyMatch(each -> each.isAssignableFrom(type))
                || Aggregate.class.isAssignableFrom(type)
                || type == Partition.class
                || AutoCloseable.class.isAssignableFrom(type));
    if (foreign) {
      strange.add(Samples.of(type, other));
    }
    if (type.isArray() && !type.getComponentType().isPrimitive()) {
      Object element = value(callable, parameter.getName(), type.getComponentType(), other);
      strange.add(Array.newInstance(type.getComponentType(), 0));
      strange.add(filled(type, element, element));
      for (Object extreme : EXTREMES.getOrDefault(type.getComponentType(), List.of())) {
        strange.add(filled(type, extreme));
      }
    }
    if (type == List.class) {
      Object element =
          list(callable, parameter.getName(), parameter.getParameterizedType(), other).get(0);
      strange.add(List.of());
      strange.add(List.of(element, element));
    } else if (type == Map.class) {
      strange.add(Map.of());
      strange.add(Map.of("no such", 1));
      strange.add(Map.of("id", "text"));
      strange.add(Collections.singletonMap(null, 1));
    } else if (type == UnaryOperator.class) {
      strange.add((UnaryOperator<Object>) given -> null);
    }
    return strange;
  }

  /** The argument missing, and where there are several, one of them. */
  List<Object> missing(Parameter parameter) {
    List<Object> missing = new ArrayList<>();
    missing.add(null);
    Class<?> type = parameter.getType();
    if (type.isArray() && !type.getComponentType().isPrimitive()) {
      missing.add(filled(type, (Object) null));
    } else if (type == List.class) {
      missing.add(Arrays.asList(new Object[] {null}));
    }
    return missing;
  }

  private static Object filled(Class<?> type, Object... elements) {
    Object array = Array.newInstance(type.getComponentType(), elements.length);
    for (int i = 0; i < elements.length; i++) {
      Array.set(array, i, elements[i]);
    }
    return array;
  }
}
