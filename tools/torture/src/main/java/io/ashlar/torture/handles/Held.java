package io.ashlar.torture.handles;

import io.ashlar.Database;
import io.ashlar.Table;

/**
 * An object of the API and what it was made from, so that most calls can be given arguments that
 * fit.
 *
 * @param type which of {@link ApiSurface#HELD} it is
 * @param object the object
 * @param database what it came from; null when unknown
 * @param table the same
 */
record Held(Class<?> type, Object object, Database database, Table table) {

  static Class<?> typeOf(Object object) {
    for (Class<?> type : ApiSurface.HELD) {
      if (type.isInstance(object)) {
        return type;
      }
    }
    return null;
  }
}
