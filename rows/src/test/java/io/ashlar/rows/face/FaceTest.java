package io.ashlar.rows.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.error.AshlarException;
import io.ashlar.error.IllegalUseException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public method and constructor, called with each argument missing, at the edges of its type,
 * and of another database, and on an object whose database is closed: what is thrown is an {@link
 * AshlarException}, and the database goes on. A missing argument is an {@link IllegalUseException}
 * that names it.
 */
class FaceTest {

  /** What may be missing: type, method and parameter, all of the name being one. */
  private static final Set<String> MAY_BE_NULL =
      Set.of(
          "ColumnSchema defaultValue",
          "Builder defaultValue value",
          "IndexSchema predicate",
          "TableSchema partitioning",
          "TableSchema expiration",
          "Partitioning retention",
          "Partitioning retainPartitions time",
          "Expiration column",
          "SetDefault value",
          "ColumnSchema declaredType",
          "ColumnSchema comment",
          "DefaultValue sequence",
          "TableSchema comment",
          "SetDeclaredType declaredType",
          "SetComment comment",
          "SetTableComment comment",
          "ViewSchema comment");

  /** What is made for users alone, and whose parts nobody judges. */
  private static final Set<String> REPORTS =
      Set.of("io.ashlar.statistics", "io.ashlar.verify", "io.ashlar.error");

  @TempDir private static Path directory;

  private final List<String> problems = new ArrayList<>();
  private final Arguments arguments = new Arguments(directory);
  private World world;
  private World other;

  static List<Class<?>> types() {
    return Face.types().stream()
        .filter(type -> !Samples.OF_USERS.contains(type) && isCalled(type))
        .toList();
  }

  private static boolean isCalled(Class<?> type) {
    return Samples.has(type) || Face.callables(type).stream().anyMatch(Face::isStatic);
  }

  @Test
  void shouldAskForAFixtureWhenATypeIsNew() {
    assertThat(Face.types())
        .hasSizeGreaterThan(100)
        .filteredOn(type -> !Samples.has(type) && !Samples.hasHeir(type))
        .filteredOn(type -> !Samples.OF_USERS.contains(type))
        .filteredOn(type -> Face.callables(type).stream().anyMatch(each -> !Face.isStatic(each)))
        .filteredOn(type -> !AshlarException.class.isAssignableFrom(type))
        .as("add them to Samples")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldThrowWhatIsTyped(Class<?> type) throws Exception {
    other = new World();
    try {
      world = new World();
      for (Executable callable : Face.callables(type)) {
        if (Face.isStatic(callable) || Samples.has(type)) {
          call(type, callable);
        }
      }
      if (type.isInterface()) {
        callClosed(type);
      }
    } finally {
      other.close();
      world.close();
    }
    assertThat(problems).isEmpty();
  }

  private void call(Class<?> type, Executable callable) {
    call(type, callable, -1, null, false);
    Parameter[] parameters = callable.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      for (Object strange : arguments.strange(callable, parameters[i], other)) {
        call(type, callable, i, strange, false);
      }
      if (!parameters[i].getType().isPrimitive()) {
        for (Object missing : arguments.missing(parameters[i])) {
          call(type, callable, i, missing, true);
        }
      }
      other.tidy();
    }
  }

  private void call(Class<?> type, Executable callable, int at, Object value, boolean missing) {
    String what = Face.name(callable) + describe(at, value);
    Object[] given = arguments.fitting(callable, world);
    Object receiver = Face.isStatic(callable) ? null : Samples.receiver(type, callable, world);
    if (at >= 0) {
      given[at] = value;
    }
    Throwable thrown = thrown(world, callable, receiver, given);
    if (missing && !mayBeNull(callable, callable.getParameters()[at])) {
      requireNamed(what, callable, callable.getParameters()[at], thrown);
    } else if (thrown != null && !(thrown instanceof AshlarException)) {
      problem(what, thrown);
    }
    try {
      world.tidy();
      if (type.isInterface() && (world.isAsMade() || !Face.isLive(type)) && !world.works()) {
        problem(what + ": nothing works afterwards", null);
      }
    } catch (RuntimeException | Error e) {
      problem(what + " and afterwards", e);
    }
    if (Face.isLive(type) && !world.isAsMade()) {
      renew();
    }
  }

  private void renew() {
    try {
      world.close();
    } catch (RuntimeException e) {
      assertThat(e).isInstanceOf(AshlarException.class);
    }
    world = new World();
  }

  /** Objects that were made while their database was open, called when it is closed. */
  private void callClosed(Class<?> type) {
    record Call(Executable callable, Object receiver, List<Object> arguments) {}
    List<Call> calls = new ArrayList<>();
    World gone = new World();
    for (Executable callable : Face.callables(type)) {
      if (!Face.isStatic(callable)) {
        Object receiver = Samples.receiver(type, callable, gone);
        calls.add(new Call(callable, receiver, Arrays.asList(arguments.fitting(callable, gone))));
      }
    }
    gone.db.close();
    for (Call call : calls) {
      Throwable thrown = thrown(gone, call.callable(), call.receiver(), call.arguments().toArray());
      if (thrown != null && !(thrown instanceof AshlarException)) {
        problem(Face.name(call.callable()) + " of a closed database", thrown);
      }
    }
    gone.tidy();
  }

  private static Throwable thrown(
      World world, Executable callable, Object receiver, Object[] given) {
    try {
      callable.setAccessible(true); // Public methods of a class that is not are of the face, too.
      if (callable instanceof Constructor<?> constructor) {
        constructor.newInstance(given);
      } else {
        Object result = ((Method) callable).invoke(receiver, given);
        if (result instanceof AutoCloseable closeable && result != receiver) {
          closeable.close();
        }
        return FollowUp.of(world, result);
      }
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (Exception e) {
      return e;
    }
  }

  private void requireNamed(
      String what, Executable callable, Parameter parameter, Throwable thrown) {
    boolean report = isReport(callable);
    if (thrown == null && report) {
      return;
    }
    if (!(thrown instanceof IllegalUseException refused)) {
      problem(what, thrown);
      return;
    }
    String named = refused.facts().get("argument");
    boolean exact = !callable.getDeclaringClass().getPackageName().equals("io.ashlar.query");
    if (named == null || (exact && !named.equals(parameter.getName()))) {
      problem(what + " should name " + parameter.getName(), thrown);
    }
  }

  private static boolean isReport(Executable callable) {
    Class<?> type = callable.getDeclaringClass();
    return callable instanceof Constructor<?>
        && (REPORTS.contains(type.getPackageName()) || Face.isReport(type));
  }

  private static boolean mayBeNull(Executable callable, Parameter parameter) {
    String type = callable.getDeclaringClass().getSimpleName();
    String method = callable.getName();
    boolean value =
        (type.equals("Assignments") && parameter.getName().equals("value"))
            || (type.equals("Bindings") && parameter.getName().equals("value"))
            || method.equals("equals");
    return value
        || MAY_BE_NULL.contains(type + " " + parameter.getName())
        || MAY_BE_NULL.contains(type + " " + method + " " + parameter.getName());
  }

  private static String describe(int at, Object value) {
    if (at < 0) {
      return "";
    }
    String text = value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
    return " argument " + at + " = " + (text.length() > 60 ? text.substring(0, 60) + "..." : text);
  }

  private void problem(String what, Throwable thrown) {
    StackTraceElement[] stack = thrown == null ? new StackTraceElement[0] : thrown.getStackTrace();
    problems.add(what + ": " + thrown + (stack.length == 0 ? "" : " at " + stack[0]));
  }
}
