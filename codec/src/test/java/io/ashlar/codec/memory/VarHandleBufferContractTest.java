package io.ashlar.codec.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Holds {@link VarHandleBuffer} against {@link UnsafeBuffer}: each method of the interface, with
 * random arguments, once on either over equal memory. Both must return or throw the same and leave
 * the same bytes behind, in all of the memory and in what was passed.
 *
 * <p>Where the JVM has no flags there is nothing to hold it against, and these are skipped.
 */
class VarHandleBufferContractTest {

  private static final int ROUNDS = 40;
  private static final int CALLS = 4;

  private static final Class<?>[] ADDRESS = {long.class, int.class};

  /** Every method that calls memory by something else than its address. */
  private static final List<Method> METHODS =
      Arrays.stream(MutableDirectBuffer.class.getMethods())
          .filter(method -> !method.getName().equals("addressOffset"))
          .filter(method -> !Arrays.equals(method.getParameterTypes(), ADDRESS))
          .sorted(Comparator.comparing(Method::toString))
          .toList();

  @Test
  void shouldDoWhatUnsafeBufferDoesWhenAnyMethodIsCalled() throws Exception {
    assumeThat(Flyweights.access()).isEqualTo(BufferAccess.UNSAFE);
    for (long seed = new Random().nextLong(), last = seed + ROUNDS; seed != last; seed++) {
      Random random = new Random(seed);
      for (Method method : METHODS) {
        for (int i = 0; i < CALLS; i++) {
          compare(method, random.nextLong());
        }
      }
    }
  }

  private static void compare(Method method, long seed) throws Exception {
    compare(
        method,
        new TwinMemory(seed, new UnsafeBuffer(), new UnsafeBuffer()),
        new TwinMemory(seed, new VarHandleBuffer(), new VarHandleBuffer()));
    if (!comparesTypes(method)) {
      compare(
          method,
          new TwinMemory(seed, new UnsafeBuffer(), new UnsafeBuffer()),
          new TwinMemory(seed, new VarHandleBuffer(), new UnsafeBuffer()));
    }
  }

  private static boolean comparesTypes(Method method) {
    // UnsafeBuffer asks the other for its address.
    return method.getName().equals("equals")
        || Arrays.asList(method.getParameterTypes()).contains(MutableDirectBuffer.class);
  }

  private static void compare(Method method, TwinMemory expected, TwinMemory actual)
      throws Exception {
    Object wanted = outcome(method, expected);
    Object found = outcome(method, actual);
    assertThat(found).as(() -> method + " with " + expected).isEqualTo(wanted);
    assertThat(actual.state())
        .as(() -> "what is left by " + method + " with " + expected)
        .isEqualTo(expected.state());
  }

  /** What a call returns, or the type of what it throws. */
  private static Object outcome(Method method, TwinMemory memory) throws Exception {
    try {
      Object result = method.invoke(memory.buffer(), memory.arguments(method));
      return memory.described(result);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      return thrown instanceof IndexOutOfBoundsException
          ? IndexOutOfBoundsException.class
          : thrown.getClass();
    }
  }
}
