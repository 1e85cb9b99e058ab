package io.ashlar.jdbc.error;

import java.sql.SQLException;

/** What {@code unwrap} and {@code isWrapperFor} do where an object stands on nothing else. */
public final class Unwrapping {

  private Unwrapping() {}

  /**
   * The object as what it is.
   *
   * @param object the object
   * @param type the class that is asked for, or null
   * @param <T> the class
   * @return the object
   * @throws SQLException when it is no such thing
   */
  public static <T> T unwrap(Object object, Class<T> type) throws SQLException {
    if (isFor(object, type)) {
      return type.cast(object);
    }
    throw SqlStates.argument("type", type);
  }

  /**
   * Whether an object is what is asked for.
   *
   * @param object the object
   * @param type the class that is asked for, or null
   * @return true when it is
   */
  public static boolean isFor(Object object, Class<?> type) {
    return type != null && type.isInstance(object);
  }
}
