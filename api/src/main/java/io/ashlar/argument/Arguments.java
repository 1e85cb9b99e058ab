package io.ashlar.argument;

import io.ashlar.error.IllegalUseException;
import java.util.List;

/**
 * Refuses arguments that are missing, each by its name. One rule for all methods, so that a user
 * who passes null by mistake gets the same exception everywhere and reads which argument it was.
 */
public final class Arguments {

  private Arguments() {}

  /**
   * An argument that may not be null.
   *
   * @param argument the argument
   * @param name what it is called in the method's signature
   * @param <T> its type
   * @return the argument
   * @throws IllegalUseException when it is null
   */
  public static <T> T given(T argument, String name) {
    requireGiven(argument, name);
    return argument;
  }

  /**
   * Refuses an argument that is null.
   *
   * @param argument the argument
   * @param name what it is called in the method's signature
   * @throws IllegalUseException when it is null
   */
  public static void requireGiven(Object argument, String name) {
    if (argument == null) {
      throw missing(name);
    }
  }

  /**
   * An array that may neither be null nor hold null.
   *
   * @param arguments the array
   * @param name what it is called in the method's signature
   * @param <T> the type of what it holds
   * @return the array
   * @throws IllegalUseException when it, or one of what it holds, is null
   */
  public static <T> T[] allGiven(T[] arguments, String name) {
    for (T argument : given(arguments, name)) {
      requireGiven(argument, name);
    }
    return arguments;
  }

  /**
   * A copy of a list that may neither be null nor hold null.
   *
   * @param arguments the list
   * @param name what it is called in the method's signature
   * @param <T> the type of what it holds
   * @return an unmodifiable copy
   * @throws IllegalUseException when it, or one of what it holds, is null
   */
  public static <T> List<T> allGiven(List<? extends T> arguments, String name) {
    for (T argument : given(arguments, name)) {
      requireGiven(argument, name);
    }
    return List.copyOf(arguments);
  }

  /**
   * The exception for an argument that is missing.
   *
   * @param name what it is called in the method's signature
   * @return the exception, to be thrown
   */
  public static IllegalUseException missing(String name) {
    return new IllegalUseException("An argument is missing.", "argument", name);
  }
}
